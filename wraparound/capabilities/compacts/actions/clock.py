"""What follows by itself from what was not kept: the clock pauses, results are ranged anew, a review is called."""

from collections.abc import Iterable
from datetime import date, datetime

from wraparound.capabilities.compacts.access import RUN_THE_CLOCK
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import Bound, ends_on, now_following
from wraparound.capabilities.compacts.calculation.documents import agreement_in, ranges_written
from wraparound.capabilities.compacts.models import Compact, Effect, Text, Undertaking
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, compact_of, sides_of
from wraparound.capabilities.compacts.queries.realism import range_of, standing_of
from wraparound.capabilities.compacts.queries.undertakings import UNSETTLED
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Follows
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingState
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.people.access import ensure
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.actions.changes import changing

FULFILLED = (UndertakingState.REPORTED, UndertakingState.KEPT)
ONCE = (Follows.RERANGE, Follows.REVIEW)
"""What happens once for an undertaking; a pause can begin again."""


def apply_what_follows(*, at: datetime, by: Viewer, only: int | None = None) -> int:
    """Lets follow what was agreed for everything that is late by today; how many things followed. Once each.

    It can run as often as one likes: what has followed already does not follow twice, and what was missed on a day
    begins on that day all the same. `only`: of one compact.
    """
    ensure(by, RUN_THE_CLOCK)
    _end_what_is_over(at, by)
    late = Undertaking.objects.filter(
        state__in=UNSETTLED, due_on__lt=at.date(), compact__ended_at__isnull=True
    ).exclude(follows=Follows.NOTHING)
    late = late if only is None else late.filter(compact=only)
    compacts = list(late.order_by("compact").values_list("compact", flat=True).distinct())
    return sum(_follow_in(number, at, by) for number in compacts)


def _end_what_is_over(at: datetime, by: Viewer) -> None:
    """A compact ends with its last day; what still followed from it ends with it, and nothing follows any more."""
    over = Compact.objects.filter(ended_at__isnull=True, last_day__lt=at.date())
    for number in list(over.values_list("pk", flat=True)):
        with changing("The compact came to its last day", at=at, by=by):
            row = Compact.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=number)
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            last = row.last_day or at.date()
            for one in Effect.objects.filter(compact=row, ends__isnull=True):
                one.ends = max(one.starts, last)
                one.save(update_fields=["ends"])
            tell_sides("compacts.ended", row, at=at, by=by)


def settle(row: Undertaking, *, at: datetime, by: Viewer) -> None:
    """After something was recorded of an undertaking: what followed from it ends, or begins, by what is so now."""
    if row.state in FULFILLED:
        assert row.delivered_on is not None  # whoever says so says when
        for one in Effect.objects.filter(undertaking=row, sort=Follows.PAUSE, ends__isnull=True):
            one.ends = ends_on(one.starts, row.delivered_on)
            if one.ends == one.starts:
                one.lifted = "The clock did not stand still after all: it was kept in time"
            one.save(update_fields=["ends", "lifted"])
        return
    _follow_in(row.compact_id, at, OPERATOR)


def hold_review(number: int, effect: int, held_on: date, *, at: datetime, by: Viewer) -> None:
    """The review that was called was held on this day."""
    row = compact_of(number, viewer=by)
    if not sides_of(row, viewer=by):
        raise CannotAgree("Only the sides of the compact record that a review was held.")
    if held_on > at.date():
        raise CannotAgree("That day has not come yet. Record the review once it was held.")
    with changing("The review that was called was held", at=at, by=by):
        found = Effect.objects.filter(pk=effect, compact=row, sort=Follows.REVIEW).first()
        if found is None:
            raise NoSuchCompact
        if found.ends is not None:
            raise CannotAgree("That review is recorded as held already.")
        if held_on < found.starts:
            raise CannotAgree("It was called after that day. Give the day on which it was held.")
        found.ends = held_on
        found.save(update_fields=["ends"])
        tell_sides("compacts.settled", row, at=at, by=by)


def _follow_in(number: int, at: datetime, by: Viewer) -> int:
    """What is late in one compact; one change for all of it, and none where nothing is."""
    if not _following(number, at.date()):
        return 0
    with changing("What was agreed for a promise that is not kept", at=at, by=OPERATOR):
        row = Compact.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=number)
        text = Text.objects.get(compact=row, state=TextState.IN_FORCE)
        # Asked again: somebody may have recorded something while we waited for our turn.
        following = _following(number, at.date())
        for undertaking, bound, begins in following:
            _begin(row, text, undertaking, bound, begins, at)
        if following:
            tell_sides("compacts.followed", row, at=at, by=by)
        return len(following)


def _following(number: int, today: date) -> list[tuple[Undertaking, Bound, date]]:
    """What begins to follow by today in a compact in force, from which undertaking, and when."""
    in_force = Text.objects.filter(compact=number, state=TextState.IN_FORCE, compact__ended_at__isnull=True)
    if not in_force.exists():
        return []
    rows = {one.pk: one for one in Undertaking.objects.filter(compact=number, state__in=UNSETTLED, due_on__lt=today)}
    effects = list(Effect.objects.filter(compact=number))
    running = [one.undertaking_id for one in effects if one.ends is None or one.sort in ONCE]
    ended: dict[int, date] = {}
    for one in effects:
        if one.ends is not None:
            ended[one.undertaking_id] = max(one.ends, ended.get(one.undertaking_id, date.min))
    found = now_following(_bound(rows.values()), running, ended, today)
    return [(rows[bound.number], bound, begins) for bound, begins in found]


def _bound(rows: Iterable[Undertaking]) -> list[Bound]:
    return [
        Bound(one.pk, one.due_on, one.grace, Follows(one.follows), one.state in FULFILLED, tuple(one.bears_on.split()))
        for one in rows
    ]


def _begin(row: Compact, text: Text, undertaking: Undertaking, bound: Bound, begins: date, at: datetime) -> None:
    ranges = _ranged_anew(row, text, bound, at.date()) if bound.follows is Follows.RERANGE else ()
    Effect.objects.create(
        controller=row.controller,
        compact=row,
        undertaking=undertaking,
        sort=bound.follows,
        starts=begins,
        ends=begins if bound.follows is Follows.RERANGE else None,
        said_at=at,
        bears_on=" ".join(bound.bears_on),
        ranges=ranges_written(ranges) if ranges else "",
    )


def _ranged_anew(row: Compact, text: Text, bound: Bound, today: date) -> tuple[Range, ...]:
    """The ranges of the results that it bears on, by the evidence of today; the frozen ones stay beside them."""
    standing = standing_of(row.organisation, viewer=OPERATOR)
    results = [one for one in agreement_in(text.content).results if not bound.bears_on or one.key in bound.bears_on]
    return tuple(range_of(one, standing, today=today, viewer=OPERATOR) for one in results if one.by > today)
