"""What follows from reviews by itself, and what was to be done next: called in time, told when due, said to be done."""

from datetime import date, datetime

from django.db.models.functions import Right

from wraparound.capabilities.compacts.access import RUN_THE_CLOCK
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.reviews import begin_for
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.drafting import points_of
from wraparound.capabilities.compacts.calculation.reviews import AHEAD, sees_to
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text
from wraparound.capabilities.compacts.models.reviews import Review, ReviewStep
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.queries.reviews import step_row
from wraparound.capabilities.compacts.terms.agreement import LONGEST_MONTHS, CannotAgree, Follows, Party, Point
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.reviews import ReviewState, StepState
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

STATE = ReviewState
STARTS_AT_THE_END = len('2026-05-11"}')
"""Letters at the end of a text as it is kept that hold its first day: of its keys, which stand in order, the last."""


def come_due(*, at: datetime, by: Viewer) -> int:
    """Calls the reviews whose day comes within a month, and those that are asked for; tells of steps due by today.

    It can run as often as one likes. How many reviews were called.
    """
    ensure(by, RUN_THE_CLOCK)
    today = day_of(at)
    called = sum(_call_points(number, points, at, by) for number, points in _wanted(today).items())
    asked = Effect.objects.filter(sort=Follows.REVIEW, ends__isnull=True, reviews__isnull=True)
    for number in sorted(set(asked.filter(compact__ended_at__isnull=True).values_list("compact", flat=True))):
        called += _call_asked(number, at, by)
    over = Review.objects.filter(state=STATE.PLANNED, effect__ends__isnull=False).exclude(effect__lifted="")
    for number in list(over.values_list("pk", flat=True)):
        with changing("The review is no longer asked for", at=at, by=by):
            # Only where it is still so now that nobody else can change it: it may have been held meanwhile.
            review = over.select_for_update(of=("self",)).filter(pk=number).first()
            if review is not None:
                review.state = STATE.LEFT
                review.save(update_fields=["state"])
    _tell_of_steps(today, at, by)
    return called


def settle_step(number: int, step: int, *, done: bool, said: str, version: int, at: datetime, by: Viewer) -> None:
    """Whoever sees to it says that a step was done, or that it was not and why. It can be said anew."""
    with changing("Said of what was to be done next", at=at, by=by):
        compact = held(number, by=by, ended_too=True)
        seen = step_row(number, step, viewer=by)
        row = ReviewStep.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        ensure_unchanged(row, version, by=by)
        sides = sides_of(compact, viewer=by)
        if not row.counts or row.taken_out_at is not None:
            raise CannotAgree("The sides did not agree on it, so that nobody is asked for it.")
        if not sees_to(Party(row.party), sides):
            raise CannotAgree("Whoever sees to it says whether it was done.")
        if not done and not said.strip():
            raise CannotAgree("Say why it was not done: the other sides will read it.")
        side = next((one for one in sides if one.value == row.party), sides[0])
        row.state = StepState.DONE if done else StepState.NOT_DONE
        row.said, row.settled_on = said.strip()[:500], day_of(at)
        row.settled_for, row.settled_by_id = side.value, by.person
        row.save()
        tell_sides("compacts.review_said", compact, at=at, by=by)


def _wanted(today: date) -> dict[int, dict[Point, date]]:
    """For each compact in force, the points to be reviewed within a month; of those that have passed, the last one."""
    found: dict[int, dict[Point, date]] = {}
    texts = Text.objects.filter(state=TextState.IN_FORCE, compact__ended_at__isnull=True)
    rows = texts.annotate(end=Right("content", STARTS_AT_THE_END))
    for number, last, since, end in rows.values_list("compact", "compact__last_day", "in_force_at", "end"):
        try:
            starts = date.fromisoformat(end[:10])
        except ValueError:
            continue  # a text that was altered: whoever opens it is told
        if since is None:
            continue
        first, until = day_of(since), min(last or today, today + AHEAD)
        points = {point: day for point, day in points_of(starts, LONGEST_MONTHS) if first <= day <= until}
        passed = [point for point, day in points.items() if day < today]
        for point in passed[:-1]:
            del points[point]
        if points:
            found[number] = points
    known = Review.objects.filter(compact__in=list(found)).exclude(point="")
    for number, code, due, state in known.values_list("compact", "point", "due_on", "state"):
        if found[number].get(Point(code)) == due or state != STATE.PLANNED:
            found[number].pop(Point(code), None)
    return {number: points for number, points in found.items() if points}


def _call_points(number: int, points: dict[Point, date], at: datetime, by: Viewer) -> int:
    with changing("A review point of the compact is near", at=at, by=by):
        row = (
            Compact.objects.select_for_update(of=("self",)).select_related("organisation", "controller").get(pk=number)
        )
        known = {one.point: one for one in Review.objects.filter(compact=row)}
        called = 0
        for point, day in points.items():
            there = known.get(point.value)
            if there is None:
                Review.objects.create(
                    controller=row.controller, compact=row, point=point.value, opened_at=at, due_on=day
                )
                called += 1
            elif there.state == STATE.PLANNED and there.due_on != day:
                # An amendment gave the compact another first day.
                there.due_on = day
                there.save(update_fields=["due_on"])
        if called:
            tell_sides("compacts.review_called", row, at=at, by=by)
        return called


def _call_asked(number: int, at: datetime, by: Viewer) -> int:
    with changing("A review was called because something was not kept", at=at, by=by):
        row = (
            Compact.objects.select_for_update(of=("self",)).select_related("organisation", "controller").get(pk=number)
        )
        asked = Effect.objects.filter(compact=row, sort=Follows.REVIEW, ends__isnull=True, reviews__isnull=True)
        made = [begin_for(one, row, at=at, by=by) for one in asked]
        if made:
            tell_sides("compacts.review_called", row, at=at, by=by)
        return len(made)


def _tell_of_steps(today: date, at: datetime, by: Viewer) -> None:
    due = ReviewStep.objects.filter(counts=True, state=StepState.OPEN, due_on__lte=today, told_at__isnull=True)
    due = due.filter(taken_out_at__isnull=True).select_related(
        "review__compact__organisation", "review__compact__controller"
    )
    for step in list(due.order_by("review__compact", "pk")):
        with changing("Something that was to be done next is due", at=at, by=by):
            step.told_at = at
            step.save(update_fields=["told_at"])
            tell_sides("compacts.step_due", step.review.compact, at=at, by=by)
