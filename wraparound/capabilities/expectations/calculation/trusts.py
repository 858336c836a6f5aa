"""What a trust's page rests on: its own and carried spells, and the newest of each other figure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wraparound.capabilities.expectations.calculation.lengths import length_of
from wraparound.capabilities.expectations.terms.trusts import CarriedSpell, LatestFigure
from wraparound.published.lineage import carried_into
from wraparound.published.terms import (
    Measure,
    Organisation,
    PerformanceFigure,
    RecordingStep,
    Regime,
    RegimeSpell,
    StaffIndicator,
    Succession,
)


def spells_on_page(
    code: str, spells: Iterable[RegimeSpell], successions: Sequence[Succession]
) -> tuple[CarriedSpell, ...]:
    """The trust's own spells and those that mergers carried into it, oldest first; a split carries none."""
    through = {one.predecessor: one for one in carried_into(code, successions)}
    found = [
        CarriedSpell(spell, length_of(spell), through.get(spell.code))
        for spell in spells
        if spell.code == code or spell.code in through
    ]
    return tuple(sorted(found, key=lambda one: (_begins(one.spell), one.spell.address.row)))


def regime_to_compare(carried: Iterable[CarriedSpell]) -> Regime:
    """Whose recoveries stand beside the trust: the quality regime, the best known, unless its own were financial."""
    own = {one.spell.regime for one in carried if one.through is None} - {Regime.RECOVERY_SUPPORT}
    return Regime.FINANCIAL if own == {Regime.FINANCIAL} else Regime.QUALITY


def latest_figures(
    figures: Sequence[PerformanceFigure],
    steps: Sequence[RecordingStep],
    mergers: Sequence[Succession],
    newest: Mapping[Measure, date],
) -> tuple[LatestFigure, ...]:
    """Per measure the newest quarter, the same quarter a year before, and what makes the two not comparable.

    `mergers` are the successions into the trust; `newest` is the newest quarter of each measure for any trust.
    """
    by_measure: dict[Measure, list[PerformanceFigure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure, []).append(figure)
    return tuple(
        _latest(sorted(ones, key=lambda one: one.period), steps, mergers, newest[measure])
        for measure, ones in by_measure.items()
    )


def latest_staff(indicators: Sequence[StaffIndicator]) -> tuple[StaffIndicator, ...]:
    """The newest year of each indicator."""
    newest: dict[str, StaffIndicator] = {}
    for indicator in indicators:
        held = newest.get(indicator.indicator)
        if held is None or held.year < indicator.year:
            newest[indicator.indicator] = indicator
    return tuple(newest.values())


def named(codes: Iterable[str], organisations: Mapping[str, Organisation]) -> tuple[Organisation, ...]:
    """The organisations of these codes, in the order given, without those the register does not hold."""
    return tuple(organisations[code] for code in dict.fromkeys(codes) if code in organisations)


def _latest(
    ordered: Sequence[PerformanceFigure], steps: Sequence[RecordingStep], mergers: Sequence[Succession], newest: date
) -> LatestFigure:
    latest = ordered[-1]
    year_before = latest.period.replace(year=latest.period.year - 1)
    return LatestFigure(
        latest=latest,
        year_before=next((one for one in ordered if one.period == year_before), None),
        steps=tuple(
            step
            for step in steps
            if step.measure == latest.measure and year_before.isoformat() < step.period <= latest.period.isoformat()
        ),
        # A waiting list is counted at the end of its quarter, so a merger within the later quarter is in it too.
        mergers=tuple(one for one in mergers if year_before < one.on < add_a_quarter(latest.period)),
        is_newest=latest.period == newest,
    )


def add_a_quarter(first_day: date) -> date:
    """The first day of the quarter after the one that begins on this day."""
    years, month = divmod(first_day.month + 2, 12)
    return first_day.replace(year=first_day.year + years, month=month + 1)


def _begins(spell: RegimeSpell) -> date:
    known = spell.entered or spell.exited or spell.last_known
    return known.earliest if known else date.max
