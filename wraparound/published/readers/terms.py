"""What a reader makes of a publisher's file: figures, organisations or rows, and whatever it would not take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, Measure

ENGLAND = "ENGLAND"
"""Stands for the nation in a national total; no organisation has this code."""


class FileRefused(CannotAnswer):
    """A file that cannot be read as what it claims to be; the message says what was wrong, where, and what to do."""


class Layout(StrEnum):
    """The layouts that are read."""

    AE_WORKBOOK = "ae_workbook"
    AE_CSV = "ae_csv"
    AE_RESAVED = "ae_resaved"
    RTT = "rtt"
    REGISTER = "register"
    PLAIN = "plain"
    MEASURE_FILE = "measure_file"
    OWN_TABLE = "own_table"


@dataclass(frozen=True)
class Figure:
    """`numerator` of `denominator` (counts) at one organisation in one period by its first day; `line` is where."""

    code: str
    name: str
    measure: Measure
    period: date
    numerator: int
    denominator: int
    line: int


@dataclass(frozen=True)
class RegisterEntry:
    """One organisation of the register: its code, name in capitals, region code, first and last day."""

    code: str
    name: str
    region: str
    opened: date | None
    closed: date | None
    line: int


@dataclass(frozen=True)
class TableLine:
    """One row of a table in our own layout, as text by column."""

    values: Mapping[str, str]
    line: int


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken: its line in the file, which organisation, and why."""

    line: int
    about: str
    why: str


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no mistake but not for us, such as walk-in centres: what they are, and how many."""

    what: str
    rows: int
    examples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """All that one file says.

    Attributes:
        name: of the file; `sha256` and `size` (bytes) of its content.
        layout: which of the layouts it has.
        title: what it is, in a few words; `publisher`, `link`, `licence`, `licence_link`: whose.
        published: when, in the publisher's words; empty where the file does not say.
        rows: rows of data it holds.
        figures, national, entries, lines: what was taken, by sort; `table`: the table that `lines` belong to.
        measure_text: of a measure file, its text.
        rejected, left_out, notes: what was not taken, and what a reader should know.
    """

    name: str
    sha256: str
    size: int
    layout: Layout
    title: str
    publisher: str
    link: str = ""
    licence: str = "Open Government Licence v3.0"
    licence_link: str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    published: str = ""
    rows: int = 0
    figures: tuple[Figure, ...] = ()
    national: tuple[Figure, ...] = ()
    entries: tuple[RegisterEntry, ...] = ()
    lines: tuple[TableLine, ...] = ()
    table: str = ""
    measure_text: str = ""
    rejected: tuple[RejectedRow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = field(default=())
