"""The range of one result: a target, a way out of a regime, or a rating (docs/methods/compacts.md, 1 to 5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wraparound.capabilities.compacts.terms.agreement import Result
from wraparound.capabilities.compacts.terms.ranges import EASY, HARD, Range
from wraparound.capabilities.expectations.terms.performance import QUANTILES, TargetAnswer
from wraparound.capabilities.expectations.terms.ratings import MoveRow, OverallRating, RatingRecord
from wraparound.capabilities.expectations.terms.recovery import DAYS_IN_A_MONTH, CurvePoint, RecoveryAnswer
from wraparound.methods.proportions import proportion_interval

FEWEST_MOVES = 10
"""Known moves from a rating; under this many no odds are given."""
RATINGS_FROM_LOW = tuple(OverallRating)


def range_of_target(result: Result, answer: TargetAnswer, *, lower: bool, made_up: bool) -> Range:
    """The range of a measure at the last period that has ended by then, in percent."""
    if answer.probability is None or answer.range_80 is None or answer.point is None:
        return Range(key=result.key, unit="percent", why_not=answer.sentence, release=answer.release, made_up=made_up)
    odds_low, odds_high = answer.probability_interval or (answer.probability, answer.probability)
    found = answer.comparators
    return Range(
        key=result.key,
        unit="percent",
        odds=answer.probability,
        odds_low=odds_low,
        odds_high=odds_high,
        low=answer.range_80[0],
        half=answer.median,
        high=answer.range_80[1],
        quantiles=tuple(answer.point.quantiles[str(one)] for one in QUANTILES),
        start=answer.baseline.level if answer.baseline else None,
        better="lower" if lower else "higher",
        met=found.met if found else None,
        of=found.of if found else None,
        outside=answer.probability < HARD,
        easy=answer.probability > EASY,
        made_up=made_up,
        sentence=answer.sentence,
        release=answer.release,
        method=answer.method,
        seed=answer.seed,
    )


def months_between(first: date, last: date) -> float:
    """Months of 30.44 days."""
    return round((last - first).days / DAYS_IN_A_MONTH, 1)


def range_of_exit(result: Result, answer: RecoveryAnswer) -> Range:
    """The odds of having left the regime by then, given how long it has lasted; months are from entry.

    `answer` is asked with the months served. Nothing is known past the follow-up, or on too few spells for a curve.
    """
    assert result.since is not None  # a form without the day of entry is refused
    by = months_between(result.since, result.by)
    empty = Range(key=result.key, unit="months", release=answer.release, method=answer.method, of=answer.informative)
    if not answer.curve or answer.followed_to is None or by > answer.followed_to:
        return empty
    point = _at(answer.curve, by)
    odds = 0.0 if point is None else 1 - point.not_yet_out
    none_yet = proportion_interval(0, answer.informative)
    low, high = none_yet if point is None else (1 - point.high, 1 - point.low)
    return Range(
        key=result.key,
        unit="months",
        odds=round(odds, 4),
        odds_low=round(low, 4),
        odds_high=round(high, 4),
        low=_month_out(answer.curve, 0.1),
        half=_month_out(answer.curve, 0.5),
        high=_month_out(answer.curve, 0.9),
        start=answer.months_served,
        of=answer.informative,
        outside=odds < HARD,
        easy=odds > EASY,
        release=answer.release,
        method=answer.method,
    )


def range_of_rating(result: Result, record: RatingRecord, today: date) -> Range:
    """How many trusts rated as this one had this rating or better one, two or three years later, of those known."""
    empty = Range(key=result.key, release=record.release, method="ratings")
    years = min(3, int(months_between(today, result.by) // 12))
    row = next((one for one in record.rows if (one.first, one.years) == (result.rating_now, years)), None)
    if row is None or row.known < FEWEST_MOVES:
        return replace(empty, of=row.known if row else 0)
    met = _at_least(row, OverallRating(result.rating))
    low, high = proportion_interval(met, row.known)
    odds = met / row.known
    return Range(
        key=result.key,
        odds=round(odds, 4),
        odds_low=round(low, 4),
        odds_high=round(high, 4),
        start=float(years),
        met=met,
        of=row.known,
        outside=odds < HARD,
        easy=odds > EASY,
        release=record.release,
        method="ratings",
    )


def without_evidence(result: Result, why: str = "") -> Range:
    """A result that nothing published is known of."""
    return Range(key=result.key, why_not=why)


def _at_least(row: MoveRow, wanted: OverallRating) -> int:
    good_enough = RATINGS_FROM_LOW[RATINGS_FROM_LOW.index(wanted) :]
    return sum(one.count for one in row.shares if one.rating in good_enough)


def _at(curve: Sequence[CurvePoint], months: float) -> CurvePoint | None:
    """The last step by then; none where nobody is out yet."""
    return next((one for one in reversed(curve) if one.months <= months), None)


def _month_out(curve: Sequence[CurvePoint], share: float) -> float | None:
    """The month by which this share is out; none where the curve does not reach it."""
    return next((one.months for one in curve if one.not_yet_out <= 1 - share), None)
