"""What an employer's monitoring file holds, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.equality.terms.answers import Given

FIRST_YEAR = 2015
"""Before the first national return on race equality there is nothing to compare with."""


class MonitoringSheet(StrEnum):
    """Whom a row of a monitoring file is about: somebody employed on the day of the file, or somebody who applied."""

    STAFF = "staff"
    APPLICANTS = "applicants"


class IndicatorSide(StrEnum):
    """One side of an indicator, on which a person is counted or not.

    Of staff: everybody, those who entered the formal disciplinary process, those who entered the formal capability
    process, those who had training that was not mandatory, and voting members of the board. Of applicants: those who
    were shortlisted, and of these the ones who were appointed.
    """

    STAFF = "staff"
    DISCIPLINARY = "disciplinary"
    CAPABILITY = "capability"
    TRAINING = "training"
    BOARD = "board"
    SHORTLISTED = "shortlisted"
    APPOINTED = "appointed"


ASKED_OF = {
    MonitoringSheet.STAFF: (
        IndicatorSide.DISCIPLINARY,
        IndicatorSide.CAPABILITY,
        IndicatorSide.TRAINING,
        IndicatorSide.BOARD,
    ),
    MonitoringSheet.APPLICANTS: (IndicatorSide.SHORTLISTED, IndicatorSide.APPOINTED),
}
"""The sides that have a column on each sheet; that somebody is staff is said by their row."""


@dataclass(frozen=True, kw_only=True)
class MonitoringRow:
    """Somebody in a file: the employer's own reference for them, and what it says.

    `email` is there where the file names the address with which they sign in, so that what they say themselves counts
    instead. Neither leaves the file: the store keeps a token.
    """

    row: int
    sheet: MonitoringSheet
    reference: str
    email: str
    given: Given
    level: str
    sides: frozenset[IndicatorSide]


@dataclass(frozen=True)
class MonitoringTrouble:
    """What is wrong with a file: on which sheet, in which row (0: the sheet as a whole), and what to do."""

    sheet: str
    row: int
    words: str


@dataclass(frozen=True, kw_only=True)
class MonitoringRead:
    """A file as it was understood: its rows, or what is wrong with it. There are rows only where nothing is."""

    rows: Sequence[MonitoringRow] = ()
    troubles: Sequence[MonitoringTrouble] = ()


class MonitoringState(StrEnum):
    """How far a file has come: looked at and waiting for a yes, counted, or taken back."""

    LOOKED_AT = "looked_at"
    COUNTED = "counted"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True)
class MonitoringLine:
    """A file that was sent: of which organisation and year, when, by whom, with how many rows."""

    number: int
    code: str
    organisation: str
    year: int
    state: MonitoringState
    sent_on: date
    sent_by: str
    staff: int
    applicants: int
    left_out: int


@dataclass(frozen=True, kw_only=True)
class MonitoringPlaces:
    """Where the viewer may send monitoring files (code and name), and the files that were sent there."""

    places: tuple[tuple[str, str], ...]
    files: tuple[MonitoringLine, ...]
