"""When everything open may be done, from the plan's own history of slips. See docs/methods/delivery.md.

Each milestone's slip is how many days after its first due day it was done. Slips of open milestones are known only to
be at least so long. The product-limit estimate puts both together: what is cut off passes its weight on to what was
longer. Whoever asks gives the chance.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from wraparound.capabilities.delivery.calculation.waiting import in_order
from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms
from wraparound.capabilities.delivery.terms.slips import FEWEST, FEWEST_FINISHED, FinishForecast, PastMilestone

DRAWS = 1_000
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
MOST_BEYOND = 0.05
"""Share of draws beyond the longest slip ever seen, from which the range says that it may be later still."""

Numbers = NDArray[np.float64]


def finish_forecast(
    milestones: Sequence[MilestoneTerms],
    first_due: Mapping[int, date],
    past: Sequence[PastMilestone],
    *,
    on: date,
    chance: np.random.Generator,
) -> FinishForecast:
    """The range of days by which all that is open is done, each milestone's slip drawn anew from those of the plan.

    In every draw the milestones of the past are weighted anew as well, so that the range says how little so few can
    tell. No range where nothing is open, fewer than FEWEST were finished or moved, or FEWEST_FINISHED finished.
    """
    ahead = in_order(one for one in milestones if one.is_open)
    finished = sum(not one.at_least for one in past)
    known = FinishForecast(open=len(ahead), finished=finished, moved=len(past) - finished)
    if not ahead or len(past) < FEWEST or finished < FEWEST_FINISHED:
        return known
    ends, beyond = _draw(ahead, first_due, past, on, chance)
    low, middle, high = (on + timedelta(days=round(float(np.quantile(ends, share)))) for share in (LOW, MIDDLE, HIGH))
    return FinishForecast(
        open=known.open,
        finished=known.finished,
        moved=known.moved,
        low=low,
        middle=middle,
        high=high,
        beyond=beyond > MOST_BEYOND,
    )


def weights_of(cut_off: NDArray[np.bool_], counted: Numbers) -> tuple[Numbers, Numbers]:
    """The weight of each slip, from short to long, and what is left for longer than any of them; a row for each draw.

    `counted` (draws by slips) is how often each counts. One that is cut off passes its weight on to the longer ones in
    proportion.

    >>> weights, left = weights_of(np.array([False, True, False]), np.ones((1, 3)))
    >>> weights.round(3).tolist(), left.tolist()
    ([[0.333, 0.0, 0.667]], [0.0])
    """
    behind = np.cumsum(counted[:, ::-1], axis=1)[:, ::-1]
    share = np.divide(counted, behind, out=np.zeros_like(counted), where=behind > 0)
    leave = np.where(cut_off, 0.0, share)
    surviving = np.cumprod(1.0 - leave, axis=1)
    before = np.concatenate([np.ones((len(counted), 1)), surviving[:, :-1]], axis=1)
    return before * leave, surviving[:, -1]


def _draw(
    ahead: Sequence[MilestoneTerms],
    first_due: Mapping[int, date],
    past: Sequence[PastMilestone],
    on: date,
    chance: np.random.Generator,
) -> tuple[Numbers, float]:
    """For each draw the days from `on` until the last is done, and the share of draws that met what nobody has seen."""
    # What ends on a day ends before what is cut off on it: the usual order.
    ordered = sorted(past, key=lambda one: (one.days, one.at_least))
    days = np.array([one.days for one in ordered], dtype=float)
    cut_off = np.array([one.at_least for one in ordered])
    weights, left = weights_of(cut_off, chance.exponential(size=(DRAWS, len(ordered))))
    upto = np.cumsum(weights, axis=1)
    late = {one.number: one.days for one in past if one.at_least}
    ends: dict[int, Numbers] = {}
    beyond = np.zeros(DRAWS, dtype=bool)
    for one in ahead:
        first = first_due[one.number]
        at_least = float(max((on - first).days, late.get(one.number, (on - first).days)))
        slips, further = _slips(days, upto, left, at_least, chance.random(DRAWS))
        waits = [ends[other] + (one.effort or 0) for other in one.waits_for if other in ends]
        ends[one.number] = np.maximum.reduce([np.zeros(DRAWS), slips + (first - on).days, *waits])
        beyond |= further
    return np.maximum.reduce(list(ends.values())), float(beyond.mean())


def _slips(
    days: Numbers, upto: Numbers, left: Numbers, at_least: float, pick: Numbers
) -> tuple[Numbers, NDArray[np.bool_]]:
    """One slip for each draw, among those at least so long; and where it was longer than all that were seen.

    `upto` are the weights added up. What is longer than all seen counts as the longest of them, or as `at_least`.
    """
    start = int(np.searchsorted(days, at_least, side="left"))
    passed = upto[:, start - 1] if start else np.zeros(len(upto))
    wanted = passed + pick * (upto[:, -1] - passed + left)
    place = (upto <= wanted[:, None]).sum(axis=1)
    further = place >= len(days)
    found = np.where(further, max(at_least, float(days[-1])), days[np.minimum(place, len(days) - 1)])
    return found, further
