"""How far a vacancy or a candidate had come on a day, for how long, and what does not fit. See the method page."""

from collections.abc import Iterable, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.vacancies import OF_CANDIDATES, OUTCOMES, Entered, Stage, StageTime

PLACE = {stage: place for place, stage in enumerate(Stage)}


def in_order(entered: Iterable[Entered]) -> tuple[Entered, ...]:
    """By their day; of one day by how far they are."""
    return tuple(sorted(entered, key=lambda one: (one.on, PLACE[one.stage], one.number)))


def last_on(entered: Iterable[Entered], on: date) -> Entered | None:
    """What counted at the end of the day; none before the first."""
    return next((one for one in reversed(in_order(entered)) if one.on <= on), None)


def times_of(entered: Iterable[Entered], on: date) -> tuple[StageTime, ...]:
    """Each time in a stage up to the day, in order; an outcome takes no time.

    >>> opened = Entered(number=1, stage=Stage.OPENED, on=date(2026, 3, 2))
    >>> times_of([opened], date(2026, 3, 12))[0].days
    10
    """
    rows = [one for one in in_order(entered) if one.on <= on]
    found = []
    for place, one in enumerate(rows):
        if one.stage in OUTCOMES:
            continue
        ends = rows[place + 1].on if place + 1 < len(rows) else None
        found.append(StageTime(stage=one.stage, starts=one.on, ends=ends, days=((ends or on) - one.on).days))
    return tuple(found)


def days_in_each(times: Iterable[StageTime]) -> tuple[tuple[Stage, int], ...]:
    """Days in each stage, all times in it together, in the order of the stages."""
    found: dict[Stage, int] = {}
    for one in times:
        found[one.stage] = found.get(one.stage, 0) + one.days
    return tuple((stage, found[stage]) for stage in Stage if stage in found)


def trouble_of_vacancy(entered: Sequence[Entered]) -> str:
    """What does not fit together among the stages of a vacancy, in a sentence; empty where all does.

    A stage can come again (advertised a second time), but it is opened once and first, and ends once and last.
    """
    rows = in_order(entered)
    opened = [one for one in rows if one.stage is Stage.OPENED]
    ended = [one for one in rows if one.stage in OUTCOMES]
    if len(opened) != 1:
        return "A vacancy is opened once. Correct the day on which it was."
    if rows[0] != opened[0]:
        return f"That lies before the vacancy was opened, on {_day(opened[0].on)}. Change one of the two days."
    if len(ended) > 1:
        return f"It ended already, on {_day(ended[0].on)}. Take that back first, or correct it."
    if ended and rows[-1] != ended[0]:
        return f"That lies after the vacancy ended, on {_day(ended[0].on)}. Change one of the two days."
    return _twice(rows)


def trouble_of_candidate(entered: Sequence[Entered], *, opened_on: date, ended_on: date | None) -> str:
    """The same of one candidate: the long list first, never backwards, one outcome and last.

    Between the days of the vacancy; only an outcome can be told after it has ended.
    """
    rows = in_order(entered)
    if not rows or rows[0].stage is not Stage.LONG_LIST or any(one.stage not in OF_CANDIDATES for one in rows):
        return "The long list comes first. Give a day on or after the one on which they were put on it."
    if rows[0].on < opened_on:
        return f"That lies before the vacancy was opened, on {_day(opened_on)}. Give that day or a later one."
    places = [PLACE[one.stage] for one in rows]
    if places != sorted(places):
        return "They were further than that on that day already. Change the day, or correct the other entry."
    if sum(one.stage in OUTCOMES for one in rows) > 1:
        return "How it ended for them is entered already. Take that back first, or correct it."
    late = next((one for one in rows if ended_on and one.on > ended_on and one.stage not in OUTCOMES), None)
    if late is not None and ended_on is not None:
        return f"That lies after the vacancy ended, on {_day(ended_on)}. Give that day or an earlier one."
    return _twice(rows, anew=False)


def _twice(rows: Sequence[Entered], *, anew: bool = True) -> str:
    seen = set()
    for one in rows:
        key = (one.stage, one.on) if anew else one.stage
        if key in seen:
            return "That is entered already. Correct the entry that is there instead."
        seen.add(key)
    return ""


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
