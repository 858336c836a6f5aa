"""How long recovery took: curve, band and competing ends for a set of spells (docs/methods/expectations.md)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wraparound.capabilities.expectations.calculation.lengths import length_of
from wraparound.capabilities.expectations.calculation.relapse import relapse_after
from wraparound.capabilities.expectations.terms.recovery import (
    FEWEST_FOR_A_CURVE,
    METHOD_VERSION,
    Cohort,
    CurvePoint,
    MonthRow,
    RecoveryAnswer,
    RecoveryQuestion,
    Shown,
    SpellLength,
    SpellOrder,
)
from wraparound.methods.survival import (
    CENSORED,
    CumulativeIncidence,
    IntervalCensoredCurve,
    SurvivalCurve,
    aalen_johansen,
    bounds_of_share_ended,
    interval_of_median,
    interval_of_time_by_which,
    kaplan_meier,
    limits_ended,
    limits_surviving,
    share_ended,
    share_surviving,
    time_by_which,
    turnbull,
)
from wraparound.published.terms import (
    CannotAnswer,
    Coverage,
    EndedBy,
    Fact,
    Organisation,
    Regime,
    RegimeSpell,
)

KEOGH_DAY = date(2013, 7, 16)
"""The day on which the first eleven trusts were placed in special measures."""

HEADLINE_MONTHS = (12, 24, 36, 60)
TABLE_MONTHS = (6, 12, 18, 24, 36, 48, 60)
MOST_MONTHS_SERVED = 240
CAUSES = {EndedBy.UNKNOWN: CENSORED, EndedBy.RECOVERED: 1, EndedBy.MERGED: 2}


class QuestionNotAskable(CannotAnswer):
    """A recovery question that contradicts itself or the regime it is about."""


@dataclass(frozen=True)
class RecoveryEvidence:
    """What an answer rests on: every spell of the release, the trusts, and what was said of the regime."""

    spells: tuple[RegimeSpell, ...]
    organisations: dict[str, Organisation]
    coverage: Coverage
    expected: tuple[Fact, ...]
    release: str


@dataclass(frozen=True)
class Estimates:
    """Three estimates from the same informative spells; `followed` are their lengths in months."""

    followed: tuple[float, ...]
    kaplan_meier: SurvivalCurve
    recovered: CumulativeIncidence
    merged: CumulativeIncidence
    interval_censored: IntervalCensoredCurve


def answer_recovery(question: RecoveryQuestion, evidence: RecoveryEvidence) -> RecoveryAnswer:
    """How long recovery took for the spells the question asks for; QuestionNotAskable when it contradicts itself.

    Shares are of spells, 0 to 1; months are counted from entry, also when `months_served` is given.
    """
    check(question)
    lengths = lengths_asked_for(question, evidence)
    informative = [length for length in lengths if length.informative]
    estimates = estimate(informative) if informative else None
    shown = _how_much_to_show(lengths, informative)
    answer = RecoveryAnswer(
        regime=question.regime,
        cohort=question.cohort,
        spell=question.spell,
        kind=question.kind,
        months_served=question.months_served,
        spells=len(lengths),
        informative=len(informative),
        recovered=_ended(lengths, EndedBy.RECOVERED),
        merged=_ended(lengths, EndedBy.MERGED),
        censored=_ended(lengths, EndedBy.UNKNOWN),
        shown=shown,
        median_months=_rounded(time_by_which(estimates.kaplan_meier, 0.5), 2) if estimates else None,
        relapse=relapse_after(question.regime, evidence.spells),
        expected=evidence.expected,
        each_spell=tuple(sorted(lengths, key=_by_date_of_entry)),
        completeness=evidence.coverage.completeness,
        release=evidence.release,
        method=METHOD_VERSION,
    )
    return with_curve(answer, estimates) if estimates and shown is Shown.CURVE else answer


def check(question: RecoveryQuestion) -> None:
    """Nothing, or QuestionNotAskable with what to change."""
    if question.cohort in (Cohort.FIRST_ELEVEN, Cohort.LATER) and question.regime is not Regime.QUALITY:
        raise QuestionNotAskable(
            f"The cohorts first_eleven and later exist only for {Regime.QUALITY.value}, where eleven trusts entered on "
            f"one day; for {question.regime.value} ask for all or 2017_on."
        )
    if question.cohort is Cohort.FIRST_ELEVEN and question.spell is SpellOrder.SECOND:
        raise QuestionNotAskable(
            "The first eleven are counted by the day of their first entry, so none of those spells is a second one; "
            "for second spells ask for all entrants."
        )
    if not 0 <= question.months_served <= MOST_MONTHS_SERVED:
        raise QuestionNotAskable(f"Months already served must lie between 0 and {MOST_MONTHS_SERVED}.")


def lengths_asked_for(question: RecoveryQuestion, evidence: RecoveryEvidence) -> list[SpellLength]:
    """The lengths of the spells that the question counts."""
    chosen = (
        spell
        for spell in evidence.spells
        if spell.regime is question.regime
        and _in_cohort(spell, question.cohort)
        and (question.spell is SpellOrder.ALL or spell.number == (1 if question.spell is SpellOrder.FIRST else 2))
        and (question.kind is None or evidence.organisations[spell.code].kind is question.kind)
    )
    lengths = [length_of(spell) for spell in chosen]
    return [length for length in lengths if _had_lasted(length, question.months_served)]


def estimate(informative: Sequence[SpellLength]) -> Estimates:
    """Kaplan–Meier, Aalen–Johansen and Turnbull on the same informative spells."""
    months = [length.months or 0.0 for length in informative]
    causes = [CAUSES[length.ended_by] for length in informative]
    recovered = [length.ended_by is EndedBy.RECOVERED for length in informative]
    latest = [
        (length.longest or 0.0) if seen else math.inf for length, seen in zip(informative, recovered, strict=True)
    ]
    return Estimates(
        followed=tuple(months),
        kaplan_meier=kaplan_meier(months, recovered),
        recovered=aalen_johansen(months, causes, cause=CAUSES[EndedBy.RECOVERED]),
        merged=aalen_johansen(months, causes, cause=CAUSES[EndedBy.MERGED]),
        interval_censored=turnbull([length.shortest or 0.0 for length in informative], latest),
    )


def with_curve(answer: RecoveryAnswer, estimates: Estimates) -> RecoveryAnswer:
    """The answer with its curve, its limits and the other two estimates beside it."""
    rows = {
        months: _month_row(months, estimates, by_windows=not answer.months_served)
        for months in TABLE_MONTHS
        if months > answer.months_served
    }
    headline = {str(months): rows.get(months) for months in HEADLINE_MONTHS}
    low, high = interval_of_time_by_which(estimates.kaplan_meier, 0.5)
    return replace(
        answer,
        median_interval=(_rounded(low, 2), _rounded(high, 2)),
        out_by={months: row.out if row else None for months, row in headline.items()},
        out_by_interval={months: _limits(row) if row else None for months, row in headline.items()},
        cumulative_incidence={
            "recovered": {months: row.recovered if row else None for months, row in headline.items()},
            "merged": {months: row.merged if row else None for months, row in headline.items()},
        },
        # Which spells had lasted so long is decided by the middles of their windows, so windows no longer apply.
        interval_censored_median=None
        if answer.months_served
        else _finite_interval(interval_of_median(estimates.interval_censored)),
        by_month=tuple(rows.values()),
        curve=_points(estimates.kaplan_meier, answer.months_served, len(estimates.followed)),
        followed_to=_rounded(estimates.kaplan_meier.followed_to, 2),
    )


def _month_row(months: int, estimates: Estimates, *, by_windows: bool) -> MonthRow:
    still_in = share_surviving(estimates.kaplan_meier, months)
    limits = limits_surviving(estimates.kaplan_meier, months)
    if still_in == 1:
        limits = None  # before anyone is out the variance is zero, which is ignorance, not certainty
    within = still_in is not None
    recovered_limits = limits_ended(estimates.recovered, months)
    at_least, at_most = bounds_of_share_ended(estimates.interval_censored, months)
    return MonthRow(
        months=months,
        still_followed=sum(length >= months for length in estimates.followed),
        out=_rounded(1 - still_in) if still_in is not None else None,
        low=_rounded(1 - limits[1]) if limits else None,
        high=_rounded(1 - limits[0]) if limits else None,
        recovered=_rounded(share_ended(estimates.recovered, months, everyone_ended=within)),
        recovered_low=_rounded(recovered_limits[0]) if recovered_limits else None,
        recovered_high=_rounded(recovered_limits[1]) if recovered_limits else None,
        merged=_rounded(share_ended(estimates.merged, months, everyone_ended=within)),
        out_at_least=_rounded(at_least) if within and by_windows else None,
        out_at_most=_rounded(at_most) if within and by_windows else None,
    )


def _points(curve: SurvivalCurve, start: float, followed: int) -> tuple[CurvePoint, ...]:
    first = CurvePoint(round(start, 2), 1.0, 1.0, 1.0, followed, 0)
    steps = zip(curve.times, curve.surviving, curve.low, curve.high, curve.at_risk, curve.events, strict=True)
    return (
        first,
        *(
            CurvePoint(
                round(float(t), 2),
                round(float(s), 4),
                round(float(lo), 4),
                round(float(hi), 4),
                int(n),
                int(d),
            )
            for t, s, lo, hi, n, d in steps
        ),
    )


def _how_much_to_show(lengths: Sequence[SpellLength], informative: Sequence[SpellLength]) -> Shown:
    if len(informative) >= FEWEST_FOR_A_CURVE:
        return Shown.CURVE
    return Shown.LIST if lengths else Shown.NOTHING


def _in_cohort(spell: RegimeSpell, cohort: Cohort) -> bool:
    """Whether the spell belongs; a spell whose entry is not dated belongs only to all."""
    if cohort is Cohort.ALL:
        return True
    if spell.entered is None:
        return False
    if cohort is Cohort.FROM_2017:
        return spell.entered.earliest.year >= 2017
    return (spell.entered.earliest == KEOGH_DAY) is (cohort is Cohort.FIRST_ELEVEN)


def _had_lasted(length: SpellLength, months_served: float) -> bool:
    if not months_served:
        return True
    return length.informative and length.months is not None and length.months > months_served


def _ended(lengths: Iterable[SpellLength], how: EndedBy) -> int:
    return sum(length.ended_by is how for length in lengths)


def _by_date_of_entry(length: SpellLength) -> tuple[bool, str, str]:
    """By date, never by length: a list of the shortest and longest stays would read as a ranking."""
    return (not length.entered, length.entered, length.code)


def _limits(row: MonthRow) -> tuple[float, float] | None:
    return None if row.low is None or row.high is None else (row.low, row.high)


def _finite_interval(interval: tuple[float, float]) -> tuple[float, float | None]:
    left, right = interval
    return round(left, 2), round(right, 2) if math.isfinite(right) else None


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)
