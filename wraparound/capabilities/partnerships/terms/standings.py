"""Where an organisation stands: what published figures show it needs, what it is strong in, and its spells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.published.terms import (
    AE_ALL,
    AE_MAJOR,
    RTT_18_WEEKS,
    STAFF_AUTONOMY,
    STAFF_BURNED_OUT,
    STAFF_DISCRIMINATION,
    STAFF_ENOUGH,
    STAFF_WORK_STRESS,
    Measure,
    Regime,
    RowAddress,
)

STANDING_METHOD = "partnerships-1"
"""Changes whenever the same evidence would show another need, strength or warning."""

FAR_CASES = 4.0
"""Points from the median trust from which a share of cases counts as far; about a quarter of trusts lie beyond."""

FAR_STAFF = 2.0
"""The same for shares of staff who answered, which lie closer together."""

LEAST_MOVE = 1.0
"""Points that a year must have moved a measure beside the median trust, besides the whole interval saying so."""

MONTHS_SHOWN_IN = 24
"""A spell without a known exit counts as going on for so many months after a source last showed the trust in it."""

MONTHS_OF_A_RATING = 36
"""Older ratings are shown and count neither as a need nor as a strength: the trust may have been rated since."""

TOPICS: Mapping[Measure, Topic] = MappingProxyType(
    {
        AE_MAJOR: Topic.URGENT_CARE,
        AE_ALL: Topic.URGENT_CARE,
        RTT_18_WEEKS: Topic.PLANNED_CARE,
        STAFF_ENOUGH: Topic.WORKFORCE,
        STAFF_BURNED_OUT: Topic.WORKFORCE,
        STAFF_WORK_STRESS: Topic.WORKFORCE,
        STAFF_AUTONOMY: Topic.CULTURE,
        STAFF_DISCRIMINATION: Topic.CULTURE,
    }
)
"""What help on a measure is about; a measure that somebody brought has no topic and is matched by itself."""

REGIME_TOPICS: Mapping[Regime, Topic] = MappingProxyType(
    {
        Regime.QUALITY: Topic.QUALITY,
        Regime.FINANCIAL: Topic.MONEY,
        Regime.RECOVERY_SUPPORT: Topic.GOVERNANCE,
    }
)


class Sort(StrEnum):
    """What an aspect rests on."""

    MEASURE = "measure"
    RATING = "rating"
    REGIME = "regime"


class AspectSide(StrEnum):
    """What an aspect is. Not known is neither a need nor a strength, and never counts as one."""

    NEED = "need"
    STRENGTH = "strength"
    NEITHER = "neither"
    NOT_KNOWN = "not_known"


class Far(StrEnum):
    """Where the last year lies beside the median trust, in the direction that is good for the measure."""

    BELOW = "below"
    NEAR = "near"
    ABOVE = "above"
    NOT_KNOWN = "not_known"


class Trend(StrEnum):
    """Which way the last year went beside the median trust, in the direction that is good for the measure."""

    FALLING = "falling"
    RISING = "rising"
    CANNOT_TELL = "cannot_tell"


class SpellState(StrEnum):
    """How a spell stands on a day. Unknown is unknown, never "still in"."""

    LEFT = "left"
    SHOWN_IN = "shown_in"
    MERGED = "merged"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, kw_only=True)
class SpellHeld:
    """A spell, its own or, `through` a merger, of an organisation that became part of it (its name then).

    `regimes` are two where it began in special measures and went on as recovery support. Days are as exactly as known;
    `left` is empty where no source gives an exit, and `last_known` then says when one last showed the trust in it.
    """

    regimes: tuple[Regime, ...]
    entered: str
    left: str
    last_known: str
    state: SpellState
    through: str
    source: RowAddress


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """One thing that published evidence says of an organisation, and whether it is a need or a strength.

    `name` is the measure, the key question of a rating, or the regime. `level` is percent, `beside` points from the
    median trust, `moved` points in a year beside it with its 95% interval: all as published, so that lower is
    better where `lower_is_better`; of people who answered in a `survey`, not of cases. `far` and `trend` are turned
    round for those. `said` is the rating. `dated` is the last day that it speaks of, `stepped` the first day of a
    recording step in the two years that are compared.
    """

    sort: Sort
    name: str
    label: str
    topic: Topic | None
    side: AspectSide
    source: RowAddress | None
    dated: str
    level: float | None = None
    beside: float | None = None
    lower_is_better: bool = False
    within_kind: bool = False
    survey: bool = False
    far: Far = Far.NOT_KNOWN
    moved: float | None = None
    moved_low: float | None = None
    moved_high: float | None = None
    trend: Trend = Trend.CANNOT_TELL
    stepped: date | None = None
    said: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Inside:
    """A measure's newest period beside the range that was realistic for it a year earlier; points from the median."""

    measure: Measure
    label: str
    low: float
    high: float
    came: float
    lower_is_better: bool
    made_from: date
    period: date
    source: RowAddress

    @property
    def worse(self) -> bool:
        """Whether it came out worse than nine in ten outcomes expected then."""
        return self.came > self.high if self.lower_is_better else self.came < self.low


@dataclass(frozen=True)
class SizeHeld:
    """How large an organisation is by one published count: `unit` is what is counted, `dated` its last day."""

    measure: Measure
    unit: str
    count: int
    dated: str
    source: RowAddress
