"""Where organisations are, as somebody brought it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wraparound.published.terms import CannotAnswer

LONGEST_SOURCE = 200
MOST_PLACES = 5_000
LARGEST_FILE = 2_000_000
"""Bytes; five thousand lines of code and two numbers need a tenth."""
COLUMNS = ("code", "latitude", "longitude")


class PlacesNotRead(CannotAnswer):
    """A file of coordinates that cannot be read; the message says which line and what to do."""


class CannotBringPlaces(CannotAnswer):
    """Coordinates that cannot be taken into use, or taken back, like this; the message says why."""


@dataclass(frozen=True)
class Coordinates:
    """Degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class PlacesRead:
    """What stands in a file: code → coordinates, and every line that does not fit, in words."""

    at: Mapping[str, Coordinates]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacesInUse:
    """The coordinates by which distances are told, and where they come from.

    Attributes:
        number: of the file; None where nobody brought one, or every one was taken back.
        brought_at: when it was brought.
        at: code → coordinates.
    """

    number: int | None = None
    source: str = ""
    brought_at: datetime | None = None
    at: Mapping[str, Coordinates] | None = None


@dataclass(frozen=True)
class PlacesPage:
    """What a reader sees of them.

    Attributes:
        known: how many of the open trusts have coordinates, `of` how many there are.
        without: names of those that have none, by name.
        elsewhere: how many codes of the file are of no open trust and no organisation of this site.
    """

    in_use: PlacesInUse
    known: int
    of: int
    without: tuple[str, ...]
    elsewhere: int
    can_bring: bool
