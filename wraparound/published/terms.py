"""The words of published evidence: what a release holds, and what its rows mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType


class CannotAnswer(ValueError):
    """A question that cannot be answered as put; the message says what was wrong and what to do."""


class NotInEvidence(CannotAnswer):
    """What was asked for is not in the evidence; the message says where to look."""


class Kind(StrEnum):
    """Kind of trust, by what it mainly does."""

    ACUTE = "acute"
    ACUTE_SPECIALIST = "acute specialist"
    AMBULANCE = "ambulance"
    COMMUNITY = "community"
    MENTAL_HEALTH = "mental health"
    OTHER = "other"


class Regime(StrEnum):
    """A formal regime of intervention that a trust enters and leaves."""

    QUALITY = "quality_special_measures"
    FINANCIAL = "financial_special_measures"
    RECOVERY_SUPPORT = "recovery_support"


class EndedBy(StrEnum):
    """How a spell ended, as far as the sources say. Unknown is unknown, never "still in"."""

    RECOVERED = "recovered"
    MERGED = "merged"
    UNKNOWN = "unknown"


class Completeness(StrEnum):
    """How complete our list of a regime's spells is."""

    COMPLETE = "complete"
    FAIR = "fair"
    THIN = "thin"


Measure = NewType("Measure", str)
"""The name of a published measure, a share of all; published/measures.py says what is known of each."""

AE_ALL = Measure("ae_4hour_all_types")
AE_MAJOR = Measure("ae_4hour_major")
RTT_18_WEEKS = Measure("rtt_18week_incomplete")
STAFF_ENOUGH = Measure("staff_enough")
STAFF_AUTONOMY = Measure("staff_autonomy")
STAFF_BURNED_OUT = Measure("staff_burned_out")
STAFF_WORK_STRESS = Measure("staff_work_stress")
STAFF_DISCRIMINATION = Measure("staff_discrimination")


@dataclass(frozen=True)
class Window:
    """The earliest and latest day on which something happened; the same day when the day is known."""

    earliest: date
    latest: date

    @property
    def known_to_the_day(self) -> bool:
        """Whether the two ends are one day."""
        return self.earliest == self.latest

    @property
    def middle(self) -> float:
        """The middle of the window, in days (proleptic ordinal; half days possible)."""
        return (self.earliest.toordinal() + self.latest.toordinal()) / 2


@dataclass(frozen=True)
class RowAddress:
    """Where a figure comes from: release, table and row number (1 is the first row under the header)."""

    release: str
    table: str
    row: int


@dataclass(frozen=True)
class Organisation:
    """A trust under one ODS code. `opened` is the day of the code, not of the trust."""

    code: str
    name: str
    kind: Kind
    region: str
    opened: date | None
    closed: date | None
    address: RowAddress

    @property
    def is_open(self) -> bool:
        """Whether the register shows no closing day."""
        return self.closed is None


@dataclass(frozen=True)
class Succession:
    """One organisation followed by another. A split hands services to several and history to none."""

    predecessor: str
    successor: str
    on: date
    split: bool
    address: RowAddress


@dataclass(frozen=True)
class RegimeSpell:
    """One stay of one trust in one regime.

    `number` counts the spells of the same code in the same regime, from 1. `last_known` is when a source
    last shows the trust in the regime, to the day or month as the source gives it, where its exit is not known.
    """

    code: str
    name_then: str
    regime: Regime
    number: int
    entered: Window | None
    exited: Window | None
    last_known: Window | None
    ended_by: EndedBy
    continued_as_recovery_support: str
    confidence: str
    inferred: tuple[str, ...]
    links: tuple[str, ...]
    note: str
    address: RowAddress


@dataclass(frozen=True)
class Rating:
    """One published rating of one trust; key questions are empty where the source gives none."""

    code: str
    name_then: str
    published: str
    overall: str
    by_key_question: Mapping[str, str]
    link: str
    address: RowAddress


@dataclass(frozen=True)
class PerformanceFigure:
    """One trust, one measure, one period by its first day: `within` the standard, of `total` (cases or respondents).

    `within` is a count where counts are published; of a published percentage it is that part of those who answered.
    """

    code: str
    measure: Measure
    period: date
    within: int | float
    total: int
    address: RowAddress

    @property
    def share(self) -> float:
        """Within the standard / all, 0 to 1."""
        return self.within / self.total


@dataclass(frozen=True)
class RecordingStep:
    """A jump in a series that comes from recording, a merger or partial data."""

    code: str
    measure: Measure
    period: str
    why: str
    address: RowAddress


@dataclass(frozen=True)
class StaffIndicator:
    """One indicator of the NHS Staff Survey for one trust and year; percent of respondents, 0 to 100."""

    code: str
    year: int
    indicator: str
    respondents: int
    percent: float
    address: RowAddress


@dataclass(frozen=True)
class Fact:
    """A published fact in our words. The months are set only where the fact is an official expectation."""

    id: str
    topic: str
    regime: Regime | None
    statement: str
    from_months: int | None
    to_months: int | None
    publisher: str
    link: str
    dated: str
    note: str
    address: RowAddress


@dataclass(frozen=True)
class Coverage:
    """How complete our list of one regime's spells is, in a word and in a sentence."""

    regime: Regime
    completeness: Completeness
    words: str


@dataclass(frozen=True)
class Column:
    """A column of a table, and what stands in it."""

    name: str
    words: str


@dataclass(frozen=True)
class Sidecar:
    """What stands beside a table: who published it, under which licence, and what it cannot say."""

    table: str
    title: str
    publisher: str
    link: str
    published: str
    retrieved: date
    licence: str
    licence_link: str
    rows: int
    sha256: str
    covers: str
    caveats: tuple[str, ...]
    columns: tuple[Column, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True)
class Release:
    """An immutable, dated set of tables. `digest` is a checksum over every table and sidecar.

    `based_on` is the release it was made from by an import; empty for one that came with the software.
    """

    id: str
    title: str
    published: date
    summary: str
    digest: str
    sidecars: tuple[Sidecar, ...]
    based_on: str = ""

    def __hash__(self) -> int:
        """By checksum alone: every cached answer asks for it, and the sidecars hold long texts."""
        return hash(self.digest)

    def sidecar(self, table: str) -> Sidecar:
        """The sidecar of a table; NotInEvidence when the release has no such table."""
        for sidecar in self.sidecars:
            if sidecar.table == table:
                return sidecar
        names = ", ".join(sidecar.table for sidecar in self.sidecars)
        raise NotInEvidence(f"Release {self.id} has no table “{table}”. It holds: {names}.")


@dataclass(frozen=True)
class TableRow:
    """One row of a published table, as text, under its address."""

    address: RowAddress
    values: Mapping[str, str]
