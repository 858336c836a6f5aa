"""The words of recovery: how long stays in a regime lasted, asked and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wraparound.published.terms import Completeness, EndedBy, Fact, Kind, Regime, RowAddress

DAYS_IN_A_MONTH = 30.44
"""Days; the mean month of the Gregorian calendar, to two decimals."""

FEWEST_FOR_A_CURVE = 10
"""Informative spells; under this many no curve is drawn and what is known is listed instead."""

METHOD_VERSION = "recovery-1"
"""Changes whenever the same evidence would give another figure."""


class Cohort(StrEnum):
    """Which entrants are counted. The cohorts overlap: later contains 2017 on."""

    ALL = "all"
    FIRST_ELEVEN = "first_eleven"
    LATER = "later"
    FROM_2017 = "2017_on"


class SpellOrder(StrEnum):
    """Whether a trust's first spell in the regime, its second, or all are counted."""

    ALL = "all"
    FIRST = "first"
    SECOND = "second"


class Shown(StrEnum):
    """How much the evidence lets us show: a curve, a list of what is known, or nothing at all."""

    CURVE = "curve"
    LIST = "list"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class RecoveryQuestion:
    """How long did recovery take in this regime, for these entrants, given months already served?"""

    regime: Regime
    cohort: Cohort = Cohort.ALL
    spell: SpellOrder = SpellOrder.ALL
    kind: Kind | None = None
    months_served: float = 0.0


@dataclass(frozen=True)
class SpellLength:
    """One spell behind a curve: its length in months by the middle of its bounds, and by their ends.

    `months` is None where no length is known at all. `shortest` and `longest` are the bounds; `longest` is None
    where the end was not seen. `informative` says whether the spell carries information about length.
    """

    code: str
    name_then: str
    number: int
    entered: str
    exited: str
    months: float | None
    shortest: float | None
    longest: float | None
    ended_by: EndedBy
    informative: bool
    address: RowAddress


@dataclass(frozen=True)
class CurvePoint:
    """One step of the curve: share not yet out of the regime just after `months`, with its 95% limits, 0 to 1."""

    months: float
    not_yet_out: float
    low: float
    high: float
    at_risk: int
    ended: int


@dataclass(frozen=True)
class MonthRow:
    """What had happened by a number of months after entry, by three estimates; shares 0 to 1.

    `out` with `low` and `high` is Kaplan–Meier with its 95% limits, which are None before anyone is out; `recovered`
    (with its limits) and `merged` are Aalen–Johansen with merger as a competing end; `out_at_least` and
    `out_at_most` bound Turnbull's estimate. None: past the follow-up.
    `still_followed` counts the spells that had lasted at least that long.
    """

    months: int
    still_followed: int
    out: float | None
    low: float | None
    high: float | None
    recovered: float | None
    recovered_low: float | None
    recovered_high: float | None
    merged: float | None
    out_at_least: float | None
    out_at_most: float | None


@dataclass(frozen=True)
class Relapse:
    """Trusts that recovered from a first spell in a regime and later entered a regime again.

    Counts are at least so many: our lists of later regimes are not complete. `within_36_at_least` counts entries
    surely within 36 months of leaving; `within_36_at_most` adds those whose window reaches into them.
    `returns` names each: code, regime entered, and months after leaving by the bounds (None where not known).
    """

    recovered: int
    returned_at_least: int
    returned_undated: int
    within_36_at_least: int
    within_36_at_most: int
    returns: tuple["Return", ...]


@dataclass(frozen=True)
class Return:
    """One return to a regime after recovery from a first spell; months after leaving, by the ends of the windows."""

    code: str
    name_then: str
    regime: Regime
    earliest_months: float | None
    latest_months: float | None
    address: RowAddress


@dataclass(frozen=True, kw_only=True)
class RecoveryAnswer:
    """How long recovery took. Months are since entry; with `months_served` they are still counted from entry.

    `spells` counts every spell asked for that had lasted at least `months_served`; `recovered`, `merged` and
    `censored` (end not known) add up to it, and `informative` says how many of them carry a length. `median_months`
    and `out_by` are Kaplan–Meier on the middles of the bounds with merger censored (a month is 30.44 days);
    `median_interval` and `out_by_interval` are 95% limits. They are None where `shown` is not "curve", save
    `median_months`, which then is the same estimate on the few spells there are. A month of `out_by` is None when it
    lies past the follow-up or not after `months_served`.
    """

    regime: Regime
    cohort: Cohort
    spell: SpellOrder
    kind: Kind | None
    months_served: float
    spells: int
    informative: int
    recovered: int
    merged: int
    censored: int
    shown: Shown
    median_months: float | None
    median_interval: tuple[float | None, float | None] | None = None
    out_by: Mapping[str, float | None] | None = None
    out_by_interval: Mapping[str, tuple[float, float] | None] | None = None
    cumulative_incidence: Mapping[str, Mapping[str, float | None]] | None = None
    interval_censored_median: tuple[float, float | None] | None = None
    by_month: tuple[MonthRow, ...] = ()
    curve: tuple[CurvePoint, ...] = ()
    followed_to: float | None = None
    relapse: Relapse
    expected: tuple[Fact, ...]
    each_spell: tuple[SpellLength, ...]
    completeness: Completeness
    release: str
    method: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpellList:
    """Every spell in one regime with its length."""

    regime: Regime
    spells: tuple[SpellLength, ...]
    release: str
