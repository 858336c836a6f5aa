"""The words of a trust's page: what published evidence says about one trust."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.expectations.terms.performance import ForecastAnswer
from wraparound.capabilities.expectations.terms.recovery import RecoveryAnswer, SpellLength
from wraparound.published.terms import (
    Measure,
    Organisation,
    PerformanceFigure,
    Rating,
    RecordingStep,
    RegimeSpell,
    StaffIndicator,
    Succession,
)


@dataclass(frozen=True)
class CarriedSpell:
    """A spell on a trust's page: its own, or of a trust that was merged into it (`through`)."""

    spell: RegimeSpell
    length: SpellLength
    through: Succession | None


@dataclass(frozen=True)
class LatestFigure:
    """The newest figure of a measure, the one a year before it where there is one, and what lies between them.

    `steps` are recording steps and `mergers` successions into the trust between the two quarters: either makes them
    not comparable. `is_newest` is False where other trusts have figures for later quarters.
    """

    latest: PerformanceFigure
    year_before: PerformanceFigure | None
    steps: tuple[RecordingStep, ...]
    mergers: tuple[Succession, ...]
    is_newest: bool


@dataclass(frozen=True, kw_only=True)
class TrustAnswer:
    """What published evidence says about one trust: its answer in words, its spells, what else is known and missing.

    `sentences` open its page: what is realistic, on the measure of `realistic`, which is None where no measure is
    published. `measures` are those with a figure; `recovery_sentences` tell of its spells.
    `like_it` answers the recovery question for trusts like it: same kind where enough spells are known, else all.
    """

    organisation: Organisation
    realistic: ForecastAnswer | None
    measures: tuple[Measure, ...]
    predecessors: tuple[Organisation, ...]
    part_of_split: tuple[Organisation, ...]
    successors: tuple[Organisation, ...]
    spells: tuple[CarriedSpell, ...]
    like_it: RecoveryAnswer
    like_it_same_kind: bool
    performance: tuple[LatestFigure, ...]
    ratings: tuple[Rating, ...]
    staff: tuple[StaffIndicator, ...]
    figures_to: date
    release: str
    sentences: tuple[str, ...] = ()
    recovery_sentences: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
