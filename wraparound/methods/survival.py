"""Time to an event when some ends are not seen: Kaplan–Meier, Aalen–Johansen, and Turnbull for dated windows.

Durations are in any one unit; results come back in the same unit. Shares are 0 to 1. Method page:
docs/methods/expectations.md. Each estimator is checked in tests/without_django: against a
kept package, or against a slow obvious version.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CENSORED = 0
"""The cause that says: the end was not seen."""


class NothingToEstimate(ValueError):
    """No duration was given, or one that is negative or not a number."""


class NotConverged(RuntimeError):
    """The iterations stopped before the estimate settled; the result would not be the maximum likelihood."""


@dataclass(frozen=True)
class SurvivalCurve:
    """Share not yet ended, as steps. All arrays have one entry per distinct time with an event.

    Attributes:
        times: the event times, increasing.
        surviving: share still without the event just after each time.
        low, high: pointwise interval of that share (log-minus-log scale).
        at_risk: how many were still followed just before each time.
        events: how many ended at each time.
        followed_to: the longest time anyone was followed, with or without event.
    """

    times: Array
    surviving: Array
    low: Array
    high: Array
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    followed_to: float


@dataclass(frozen=True)
class CumulativeIncidence:
    """Share ended by one cause when other causes compete, as steps; see SurvivalCurve for low and high."""

    times: Array
    share: Array
    low: Array
    high: Array
    followed_to: float


@dataclass(frozen=True)
class IntervalCensoredCurve:
    """Turnbull's estimate: `mass` is the probability that the event lies in each [left, right]; it sums to 1."""

    left: Array
    right: Array
    mass: Array


def kaplan_meier(durations: Sequence[float], ended: Sequence[bool], *, confidence: float = 0.95) -> SurvivalCurve:
    """The share not yet ended, from right-censored durations.

    Args:
        durations: time to the event, or to the last look where the event was not seen; shape (n,).
        ended: whether the event was seen; shape (n,). At a tie, events come before censorings.
        confidence: of the pointwise interval (Greenwood's variance on the log-minus-log scale, which is the scale
            whose limits stay within 0 and 1). Where everyone has ended the interval keeps its last upper limit.

    Raises:
        NothingToEstimate: no durations, or one that is negative or not finite.
    """
    time = _checked(durations)
    event = np.asarray(ended, dtype=bool)
    if event.shape != time.shape:
        raise NothingToEstimate("Durations and ends must be of one length.")
    times = np.unique(time[event])
    at_risk = (time[np.newaxis, :] >= times[:, np.newaxis]).sum(axis=1)
    events = ((time[np.newaxis, :] == times[:, np.newaxis]) & event).sum(axis=1)
    surviving = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore"):
        log_variance = np.cumsum(events / (at_risk * (at_risk - events)))
    low, high = _log_minus_log_limits(surviving, log_variance, confidence)
    return SurvivalCurve(times, surviving, low, high, at_risk, events, float(time.max()))


def share_surviving(curve: SurvivalCurve, at: float) -> float | None:
    """The share not yet ended at a time; None past the follow-up, unless everyone had ended by then."""
    return _step_value(curve.times, curve.surviving, at, curve.followed_to, before=1.0)


def limits_surviving(curve: SurvivalCurve, at: float) -> tuple[float, float] | None:
    """The pointwise limits of share_surviving at a time; None where that is None."""
    if share_surviving(curve, at) is None:
        return None
    position = int(np.searchsorted(curve.times, at, side="right"))
    return (1.0, 1.0) if position == 0 else (float(curve.low[position - 1]), float(curve.high[position - 1]))


def time_by_which(curve: SurvivalCurve, share: float) -> float | None:
    """The first time by which at least this share has ended; None if the curve never gets there."""
    return _first_time_at_or_below(curve.times, curve.surviving, 1 - share)


def interval_of_time_by_which(curve: SurvivalCurve, share: float) -> tuple[float | None, float | None]:
    """Brookmeyer and Crowley's interval for time_by_which: where the curve's limits cross the same share."""
    return (
        _first_time_at_or_below(curve.times, curve.low, 1 - share),
        _first_time_at_or_below(curve.times, curve.high, 1 - share),
    )


def aalen_johansen(
    durations: Sequence[float], causes: Sequence[int], *, cause: int, confidence: float = 0.95
) -> CumulativeIncidence:
    """The share ended by one cause, others competing.

    Args:
        durations: time to the end, or to the last look; shape (n,).
        causes: CENSORED (0), or the positive number of the cause that ended it; shape (n,).
        cause: the cause to follow.
        confidence: of the pointwise interval (Aalen's variance, log-minus-log scale).

    Raises:
        NothingToEstimate: no durations, or one that is negative or not finite.
    """
    time = _checked(durations)
    why = np.asarray(causes, dtype=int)
    if why.shape != time.shape:
        raise NothingToEstimate("Durations and causes must be of one length.")
    times = np.unique(time[why != CENSORED])
    same = time[np.newaxis, :] == times[:, np.newaxis]
    at_risk = (time[np.newaxis, :] >= times[:, np.newaxis]).sum(axis=1)
    ends = (same & (why != CENSORED)).sum(axis=1)
    of_cause = (same & (why == cause)).sum(axis=1)
    surviving_before = np.concatenate([[1.0], np.cumprod(1 - ends / at_risk)[:-1]])
    share = np.cumsum(surviving_before * of_cause / at_risk)
    variance = _incidence_variance(share, surviving_before, at_risk, ends, of_cause)
    low, high = _incidence_limits(share, variance, confidence)
    return CumulativeIncidence(times, share, low, high, float(time.max()))


def share_ended(incidence: CumulativeIncidence, at: float, *, everyone_ended: bool = False) -> float | None:
    """The share ended by the cause at a time; None past the follow-up unless everyone had ended by then."""
    if at > incidence.followed_to and not everyone_ended:
        return None
    position = int(np.searchsorted(incidence.times, at, side="right"))
    return 0.0 if position == 0 else float(incidence.share[position - 1])


def limits_ended(incidence: CumulativeIncidence, at: float) -> tuple[float, float] | None:
    """The pointwise limits of share_ended at a time; None past the follow-up and before anyone has ended so."""
    position = int(np.searchsorted(incidence.times, at, side="right"))
    if at > incidence.followed_to or position == 0 or incidence.share[position - 1] == 0:
        return None
    return float(incidence.low[position - 1]), float(incidence.high[position - 1])


def turnbull(
    earliest: Sequence[float],
    latest: Sequence[float],
    *,
    tolerance: float = 1e-10,
    most_rounds: int = 100_000,
) -> IntervalCensoredCurve:
    """The nonparametric maximum-likelihood estimate when each event is known only to lie in a closed interval.

    Args:
        earliest: the earliest the event can have been; shape (n,).
        latest: the latest it can have been; the same value for an exact time, infinity where it was not seen
            (then it came after `earliest`, not at it).
        tolerance: how far, per case, the log likelihood may lie below the greatest there is.
        most_rounds: give up after so many.

    Returns:
        Masses on Turnbull's innermost intervals; inside an interval the estimate says nothing about where.

    Raises:
        NothingToEstimate: no interval, a negative one, or one that ends before it begins.
        NotConverged: the iterations did not settle.
    """
    lower = _checked(earliest)
    upper = np.asarray(latest, dtype=float)
    if upper.shape != lower.shape or np.isnan(upper).any() or (upper < lower).any():
        raise NothingToEstimate("Each interval needs an end that is not before its beginning.")
    # Not seen by then means after then: as in Kaplan–Meier, an event at that very time came first.
    after = np.where(np.isinf(upper), np.nextafter(lower, math.inf), lower)
    left, right = _innermost_intervals(after, upper)
    inside = (after[:, np.newaxis] <= left) & (right <= upper[:, np.newaxis])
    left = np.where(np.isin(left, lower), left, np.nextafter(left, -math.inf))
    return IntervalCensoredCurve(left, right, _most_likely_mass(inside.astype(float), tolerance, most_rounds))


def bounds_of_share_ended(curve: IntervalCensoredCurve, at: float) -> tuple[float, float]:
    """Least and greatest share ended by a time: mass that surely lies before it, and mass that may."""
    surely = float(curve.mass[curve.right <= at].sum())
    possibly = float(curve.mass[curve.left <= at].sum())
    return surely, possibly


def interval_of_median(curve: IntervalCensoredCurve) -> tuple[float, float]:
    """The innermost interval in which half have ended; its end is infinite when half never surely do."""
    reached = int(np.searchsorted(np.cumsum(curve.mass), 0.5 - 1e-12))
    return float(curve.left[reached]), float(curve.right[reached])


def _most_likely_mass(inside: Array, tolerance: float, most_rounds: int) -> Array:
    """Self-consistent masses, in accelerated steps (squared extrapolation), until no move of mass can gain.

    The stop is Kuhn and Tucker's: at the maximum the mean of inside / likelihood is at most 1 for every interval, so
    the log likelihood, per case, lies within `tolerance` of the greatest there is.
    """
    mass = np.full(inside.shape[1], 1 / inside.shape[1])
    for _ in range(most_rounds):
        pull = _pull(inside, mass)
        if pull.max() <= 1 + tolerance:
            return mass
        first = mass * pull
        second = first * _pull(inside, first)
        step, bend = first - mass, second - 2 * first + mass
        length = float(np.sqrt((step @ step) / (bend @ bend))) if bend.any() else 1.0
        leap = mass + 2 * length * step + length**2 * bend
        mass = leap / leap.sum() if length > 1 and _is_better(inside, leap, second) else second
    raise NotConverged(f"Turnbull's estimate did not settle in {most_rounds} rounds.")


def _pull(inside: Array, mass: Array) -> Array:
    """How much each interval would gain from more mass: the mean of inside / likelihood; 1 where it holds enough."""
    gain: Array = (inside / (inside @ mass)[:, np.newaxis]).mean(axis=0)
    return gain


def _is_better(inside: Array, leap: Array, safe: Array) -> bool:
    """Whether a leap stays among the masses and is likelier than the safe step."""
    if (leap < 0).any():
        return False
    likely = inside @ (leap / leap.sum())
    return bool((likely > 0).all() and np.log(likely).sum() >= np.log(inside @ safe).sum())


def _checked(durations: Sequence[float]) -> Array:
    time = np.asarray(durations, dtype=float)
    if time.size == 0:
        raise NothingToEstimate("There is no duration to estimate from.")
    if not np.isfinite(time).all() or (time < 0).any():
        raise NothingToEstimate("Durations must be finite and not negative.")
    return time


def _normal_quantile(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _log_minus_log_limits(surviving: Array, log_variance: Array, confidence: float) -> tuple[Array, Array]:
    z = _normal_quantile(confidence)
    low, high = np.ones_like(surviving), np.ones_like(surviving)
    inner = (surviving > 0) & (surviving < 1)
    log_share = np.log(surviving[inner])
    spread = z * np.sqrt(log_variance[inner]) / np.abs(log_share)
    low[inner] = np.exp(log_share * np.exp(spread))
    high[inner] = np.exp(log_share * np.exp(-spread))
    all_ended = surviving == 0
    low[all_ended] = 0.0
    high[all_ended] = high[~all_ended][-1] if (~all_ended).any() else 1.0
    return low, high


def _incidence_variance(
    share: Array,
    surviving_before: Array,
    at_risk: NDArray[np.int64],
    ends: NDArray[np.int64],
    of_cause: NDArray[np.int64],
) -> Array:
    """Aalen's (Greenwood-type) variance of the cumulative incidence at each of its times."""
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.where(at_risk > ends, ends / (at_risk * (at_risk - ends)), 0.0)
    own = surviving_before**2 * (at_risk - of_cause) * of_cause / at_risk**3
    crossed = surviving_before * of_cause / at_risk**2
    variances = []
    for position in range(share.size):
        upto = slice(0, position + 1)
        gap = share[position] - share[upto]
        variances.append((gap**2 * greenwood[upto] + own[upto] - 2 * gap * crossed[upto]).sum())
    return np.asarray(variances)


def _incidence_limits(share: Array, variance: Array, confidence: float) -> tuple[Array, Array]:
    z = _normal_quantile(confidence)
    low, high = share.copy(), share.copy()
    inner = (share > 0) & (share < 1)
    log_share = np.log(share[inner])
    spread = z * np.sqrt(np.maximum(variance[inner], 0)) / (share[inner] * np.abs(log_share))
    with np.errstate(over="ignore"):  # close to 1 the spread has no end, and the lower limit is 0
        low[inner] = np.exp(log_share * np.exp(spread))
    high[inner] = np.exp(log_share * np.exp(-spread))
    return low, high


def _step_value(times: Array, values: Array, at: float, followed_to: float, *, before: float) -> float | None:
    if at > followed_to and not (values.size and values[-1] == 0):
        return None
    position = int(np.searchsorted(times, at, side="right"))
    return before if position == 0 else float(values[position - 1])


def _first_time_at_or_below(times: Array, values: Array, level: float) -> float | None:
    # A hair of tolerance: a product of fractions such as 9/10 × 8/9 … lands a rounding error above one half.
    reached = np.flatnonzero(values <= level + 1e-12)
    return float(times[reached[0]]) if reached.size else None


def _innermost_intervals(lower: Array, upper: Array) -> tuple[Array, Array]:
    """Intervals that begin with some lower end and stop at the next upper end, with no other end between."""
    ends = sorted([(value, 0) for value in lower] + [(value, 1) for value in upper])
    found = [
        (value, following)
        for (value, side), (following, following_side) in pairwise(ends)
        if side == 0 and following_side == 1
    ]
    left, right = zip(*dict.fromkeys(found), strict=True)
    return np.asarray(left, dtype=float), np.asarray(right, dtype=float)
