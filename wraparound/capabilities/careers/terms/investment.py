"""What an organisation spends on developing people: by level and kind, against what was promised. Nobody is named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.frameworks import KeeperPlace, RowTrouble

LEAST_PEOPLE = 5
"""People below whom the figures of a level and kind are not told apart to a region."""
FIRST_YEAR, LAST_YEAR = 2000, 2100
KEPT_MONTHS = 72
"""For how long spending is kept after the last day of its year, as the schedule of retention says."""
MOST_PEOPLE = 100_000
MOST_POUNDS = 1_000_000_000
MOST_DAYS = 10_000_000


class DevelopedLevel(StrEnum):
    """On which level those stand who are developed."""

    BOARD = "board"
    DEPUTY = "deputy"
    SENIOR = "senior"
    MIDDLE = "middle"
    FIRST_LINE = "first_line"
    BEFORE = "before"


class DevelopmentKind(StrEnum):
    """Of what sort the development is."""

    COURSE = "course"
    COACHING = "coaching"
    STRETCH = "stretch"
    QUALIFICATION = "qualification"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """What was promised and spent in a financial year: whole pounds, whole days, and people as whole persons.

    `backfill` is what it costs, in pounds, that somebody stands in. All are sums over those people, and nought where
    nothing was.
    """

    people: int = 0
    money_promised: int = 0
    money_spent: int = 0
    days_promised: int = 0
    days_taken: int = 0
    backfill_promised: int = 0
    backfill_spent: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        """Both together."""
        return Amounts(**{name: getattr(self, name) + getattr(other, name) for name in AMOUNTS})

    @property
    def is_nothing(self) -> bool:
        """Whether all of it is nought."""
        return not any(getattr(self, name) for name in AMOUNTS)


TITLES: Mapping[str, str] = {
    "people": "People",
    "money_promised": "Money promised",
    "money_spent": "Money spent",
    "days_promised": "Days promised",
    "days_taken": "Days taken",
    "backfill_promised": "Backfill promised",
    "backfill_spent": "Backfill spent",
}
"""What the figures are called, in files and tables, in their order."""
AMOUNTS = tuple(TITLES)


def sum_of(every: Iterable[Amounts]) -> Amounts:
    """All of them together."""
    return sum(every, start=Amounts())


@dataclass(frozen=True, kw_only=True)
class SpendingLine:
    """What was spent on one level by one kind of development."""

    level: DevelopedLevel
    kind: DevelopmentKind
    amounts: Amounts


@dataclass(frozen=True, kw_only=True)
class SpendingTold:
    """What may be told beyond the organisation: lines that stand apart, and all others together.

    `others` is none where nothing is left, or where even all together are fewer than LEAST_PEOPLE: then nothing of them
    is told.
    """

    apart: tuple[SpendingLine, ...] = ()
    others: Amounts | None = None

    @property
    def total(self) -> Amounts:
        """All that is told, together."""
        return sum_of([*(one.amounts for one in self.apart), self.others or Amounts()])


@dataclass(frozen=True, kw_only=True)
class SpendingThen:
    """A year at a moment: what may be told of it, and on how many people each line is, which is never told."""

    told: SpendingTold
    people: Mapping[tuple[DevelopedLevel, DevelopmentKind], int]


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """A year of an organisation, in a list."""

    code: str
    name: str
    year: int


@dataclass(frozen=True, kw_only=True)
class InvestmentPage:
    """A financial year (by its first) of an organisation, for those who keep it, and since when it is shared.

    `shared` is what the region reads.
    """

    code: str
    name: str
    year: int
    lines: tuple[SpendingLine, ...]
    shared_on: date | None
    shared: SpendingTold | None
    total: Amounts


@dataclass(frozen=True, kw_only=True)
class SharedSpending:
    """What one organisation shared of a year."""

    name: str
    shared_on: date
    told: SpendingTold


@dataclass(frozen=True, kw_only=True)
class RegionInvestmentPage:
    """A financial year of a region: what its organisations shared, and that together, never more than they told.

    `organisations` is how many the region has.
    """

    code: str
    name: str
    year: int
    shared: tuple[SharedSpending, ...]
    organisations: int
    together: SpendingTold


@dataclass(frozen=True, kw_only=True)
class InvestmentPlaces:
    """Where the viewer keeps what is spent, years that are there, and regions of which they read what was shared."""

    places: tuple[KeeperPlace, ...]
    years: tuple[YearLine, ...]
    regions: tuple[KeeperPlace, ...]


@dataclass(frozen=True, kw_only=True)
class SpendingRow:
    """A row of a file: for which year, and what it says; `row` counts from 1.

    `seen` is the version of the line that its writer looked at, nought where none was there; none: whatever is there.
    """

    row: int
    year: int
    line: SpendingLine
    seen: int | None = None


@dataclass(frozen=True, kw_only=True)
class SpendingRead:
    """A file, read: its rows, or what is wrong with some of them."""

    rows: tuple[SpendingRow, ...] = ()
    troubles: tuple[RowTrouble, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SpendingWritten:
    """What came of rows: how many lines changed, and rows left out because their line was changed since it was seen."""

    changed: int
    left: tuple[SpendingRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowDoes:
    """What a row of a file would do: what stands there now, which its row has `seen`, and what would."""

    row: SpendingRow
    before: Amounts = field(default_factory=Amounts)
