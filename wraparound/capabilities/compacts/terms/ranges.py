"""The words of realism: what is realistic for one result, as it was worked out on a day from one evidence release."""

from dataclasses import dataclass

from wraparound.capabilities.compacts.terms.patience import RuleTerms

RANGE_METHOD = "compact-ranges-1"
"""Changes whenever the same answers of expectations would give another range."""

HARD = 0.1
"""Odds below which a result lies outside its range: fewer than one in ten get there."""
EASY = 0.9
"""Odds above which nearly everybody gets there."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """What is realistic for one result (`key`).

    `odds` with its 95% limits are 0 to 1 and none where nothing is known; `why_not` then says why. `low`, `half` and
    `high` are what one in ten, half and nine in ten stay below: percent for a measure; months from entry for a regime
    (`unit` says which, empty for a rating, which has none). `quantiles` are 5, 10, 25, 50, 75, 90, 95 of a measure.
    `outside`: fewer than one in ten get there. `met` of `of` comparators did. `made_up`: the start is invented.
    """

    key: str
    unit: str = ""
    odds: float | None = None
    odds_low: float | None = None
    odds_high: float | None = None
    low: float | None = None
    half: float | None = None
    high: float | None = None
    quantiles: tuple[float, ...] = ()
    start: float | None = None
    better: str = "higher"
    met: int | None = None
    of: int | None = None
    outside: bool = False
    easy: bool = False
    made_up: bool = False
    sentence: str = ""
    where: str = ""
    why_not: str = ""
    release: str = ""
    method: str = ""
    seed: int | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.odds is not None


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What is frozen when a text is offered for signing: ranges, patience rules, evidence release, methods and seed."""

    ranges: tuple[Range, ...]
    release: str
    made_up_release: str
    methods: tuple[str, ...]
    seed: int
    worked_out: str
    patience: tuple[RuleTerms, ...] = ()
