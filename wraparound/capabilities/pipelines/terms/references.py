"""What somebody shows beside a readiness of theirs: tokens, and where they lead for one reader."""

from dataclasses import dataclass
from datetime import date

TOKEN = r"[0-9a-f]{40}"
LONGEST_TOKEN = 40
MOST_SHOWN = 5
"""Beside one readiness."""


@dataclass(frozen=True, kw_only=True)
class LeadsTo:
    """Where a token leads for one reader: the name of an address, and the number in it where it has one.

    `words` are for the person alone, and say what it is.
    """

    page: str
    number: int | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownBeside:
    """A token beside a readiness (its number), and where it leads for the reader; none where it leads nowhere."""

    number: int
    readiness: int
    token: str
    added_on: date
    leads: LeadsTo | None


@dataclass(frozen=True, kw_only=True)
class OwnEntry:
    """A readiness of the viewer's own: what it is for, and where it was agreed; whether it `counts` today."""

    number: int
    words: str
    where: str
    counts: bool
