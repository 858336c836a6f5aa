"""Where every trust stands by published evidence, for whoever looks at many of them at once. See docs/words.md."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.expectations.terms.trusts import CarriedSpell
from wraparound.published.terms import Measure, Organisation, Rating, RowAddress, Window


@dataclass(frozen=True)
class Moved:
    """How far a measure moved beside the median trust in a year, in percentage points, with its 95% interval.

    `pairs` is how many periods stand beside the same one a year earlier. Positive is up, whichever way is better.
    """

    points: float
    low: float
    high: float
    pairs: int


@dataclass(frozen=True)
class YearAgo:
    """What was realistic a year before the newest figure, and what came; percentage points beside the median trust.

    Nine of ten outcomes were expected from `low` to `high`; `came` is the newest period, which begins on `period`. The
    range was made from figures until `made_from`.
    """

    low: float
    high: float
    came: float
    made_from: date
    period: date


@dataclass(frozen=True, kw_only=True)
class MeasureStanding:
    """One measure of one trust: the mean of its last year and how far that is from the median trust's, in percent.

    `level`, `beside` and the year's first and last day are None where there is no comparable year at the end of the
    data; `why_not` then says why. `stepped` is the first day of the newest recording step of the two years that are
    compared. `moved` and `year_ago` are None where nothing can be said. `address` is the row of the newest figure.
    Within a kind (`within_kind`) the median trust is that of its own kind.
    """

    measure: Measure
    label: str
    figure: str
    lower_is_better: bool
    within_kind: bool
    counts_cases: bool
    level: float | None
    beside: float | None
    from_: date | None
    to: date | None
    stepped: date | None
    moved: Moved | None
    year_ago: YearAgo | None
    address: RowAddress
    why_not: str = ""


@dataclass(frozen=True)
class Size:
    """How large a trust is by one published denominator: cases of a year, a list at its end, or people who answered.

    `newest` is the first day of the newest period counted, `periods` how many were added up.
    """

    measure: Measure
    unit: str
    count: int
    newest: date
    periods: int
    address: RowAddress


@dataclass(frozen=True)
class RatingHeld:
    """A published rating, and the days on which it can have been published."""

    rating: Rating
    published: Window


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is published of one open trust: measures, sizes, spells of its own and carried ones, ratings we hold.

    A measure of which it has no figure is in neither tuple: nothing is known of it.
    """

    organisation: Organisation
    measures: tuple[MeasureStanding, ...]
    sizes: tuple[Size, ...]
    spells: tuple[CarriedSpell, ...]
    ratings: tuple[RatingHeld, ...]
