"""What follows by itself from what was not kept: the clock pauses, results are ranged anew, a review is called."""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q

from wraparound.capabilities.compacts.access import RUN_THE_CLOCK
from wraparound.capabilities.compacts.actions.closing import NOT_ASKED, close, close_effect
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import Bound, day_of, ends_on, late_on, now_following
from wraparound.capabilities.compacts.calculation.documents import agreement_in, ranges_written
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text, Undertaking
from wraparound.capabilities.compacts.models.endings import Ending
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, sides_of
from wraparound.capabilities.compacts.queries.realism import range_of, standing_of
from wraparound.capabilities.compacts.queries.undertakings import UNSETTLED, counts_as_kept
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Follows, TextAltered
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingState
from wraparound.capabilities.compacts.terms.endings import EndingHow, EndingState
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.people.access import ensure
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.actions.changes import changing

log = logging.getLogger("wraparound.background")
ONCE = (Follows.RERANGE, Follows.REVIEW)
"""What happens once for each time that something is late; a pause lasts until it is kept."""
LATE_OR_KEPT_LATE = Q(state__in=UNSETTLED) | Q(
    state=UndertakingState.KEPT, follows__in=ONCE, delivered_on__gt=F("due_on")
)
"""What something may follow from: a pause ends when it is kept, and a review is asked for although it was kept late."""
IN_TIME = "The clock did not stand still after all: it was kept in time"
NO_DAY_LOST = "No day was lost: it was kept on the day on which the clock would have stopped"
CORRECTED = "Counted with the time before it"


def apply_what_follows(*, at: datetime, by: Viewer, only: int | None = None) -> int:
    """Lets follow what was agreed for everything that is late by today; how many things followed. Once each.

    It can run as often as one likes: what has followed already does not follow twice, and what was missed on a day
    begins on that day all the same. Then what came to its last day ends. A compact that cannot be read stops no other;
    any other fault in one is raised once all others are done.
    `only`: of one compact.
    """
    ensure(by, RUN_THE_CLOCK)
    today = day_of(at)
    running = Effect.objects.filter(undertaking=OuterRef("pk"), ends__isnull=True)
    late = Undertaking.objects.filter(LATE_OR_KEPT_LATE, due_on__lt=today, compact__ended_at__isnull=True)
    late = late.exclude(follows=Follows.NOTHING).filter(~Exists(running))
    # What happens once for its day is not looked at again every time.
    of_it = Effect.objects.filter(undertaking=OuterRef("pk"), sort=OuterRef("follows"))
    late = late.exclude(Q(Exists(of_it.filter(starts__gt=OuterRef("due_on"))), follows__in=ONCE))
    late = late if only is None else late.filter(compact=only)
    compacts = list(late.order_by("compact").values_list("compact", flat=True).distinct())
    broken: list[Exception] = []
    followed = sum(_tried(number, at, by, broken) for number in compacts)
    ends = Q(last_day__lt=today) | Q(endings__state=EndingState.DECLARED, endings__ends_on__lte=today)
    over = Compact.objects.filter(ends, ended_at__isnull=True)
    for number in list(over.values_list("pk", flat=True).distinct()):
        _end(number, at, by)
    if broken:
        # Everything else is done; whoever runs the site must hear of what is not.
        raise broken[0]
    return followed


def settle(row: Undertaking, *, at: datetime, by: Viewer) -> None:
    """After something was recorded of an undertaking: the clock is set by what is so now, whatever was said before.

    From the day on which it was late the clock stood still until the day it was delivered; not at all where that was in
    time; up to now, or to the last day of the compact, where it was not. Days lost before an amendment stay.
    """
    text = Text.objects.filter(compact=row.compact_id, state=TextState.IN_FORCE).first()
    if text is None or text.in_force_at is None:
        return
    begun = late_on(row.due_on, row.grace)
    pauses = list(
        Effect.objects.filter(undertaking=row, sort=Follows.PAUSE, starts__gte=begun).order_by("starts", "pk")
    )
    if not pauses and not (row.follows == Follows.PAUSE and counts_as_kept(row, viewer=by)):
        if row.compact.ended_at is None:
            follow_in(row.compact_id, at, by=OPERATOR)
        return
    first = pauses[0] if pauses else _late_after_all(row, begun, at)
    if first is None:
        return
    first.ends, first.lifted = _end_of(row, first.starts, at, by), ""
    if first.ends is not None and first.ends == first.starts:
        in_time = row.delivered_on is not None and row.delivered_on < begun
        first.lifted = IN_TIME if in_time else NO_DAY_LOST
    first.save()
    for one in pauses[1:]:
        one.ends, one.lifted = one.starts, CORRECTED
        one.save(update_fields=["ends", "lifted"])


def close_what_changed(row: Compact, gone: Iterable[int], at: datetime, *, by: Viewer) -> None:
    """What an amendment takes out, or gives another day, no longer holds the clock from the day it is in force."""
    today = day_of(at)
    kept = Undertaking.objects.filter(compact=row)
    in_time = {one.pk for one in kept if late_on(one.due_on, one.grace) > today}
    for one in Effect.objects.filter(compact=row, ends__isnull=True):
        if one.undertaking_id in in_time or one.undertaking_id in set(gone):
            close_effect(one, today, by=by)


def hold_review(number: int, effect: int, held_on: date, *, at: datetime, by: Viewer) -> None:
    """The review that was called was held on this day."""
    with changing("The review that was called was held", at=at, by=by):
        row = held(number, by=by, ended_too=True)
        if not sides_of(row, viewer=by):
            raise CannotAgree("Only the sides of the compact record that a review was held.")
        if held_on > day_of(at):
            raise CannotAgree("That day has not come yet. Record the review once it was held.")
        found = Effect.objects.filter(pk=effect, compact=row, sort=Follows.REVIEW).first()
        if found is None:
            raise NoSuchCompact
        # What ended with the compact may have been held before, and only said so afterwards.
        if found.ends is not None and not (found.lifted == NOT_ASKED and row.ended_at is not None):
            raise CannotAgree("That review is recorded as held already, or no longer asked for.")
        if held_on < found.starts:
            raise CannotAgree("It was called after that day. Give the day on which it was held.")
        found.ends, found.lifted = held_on, ""
        found.save(update_fields=["ends", "lifted"])
        tell_sides("compacts.settled", row, at=at, by=by)


def _end_of(row: Undertaking, starts: date, at: datetime, by: Viewer) -> date | None:
    """When the pause ends: when it was delivered, and no later than the compact; none while it goes on."""
    last = ended_or_ends_on(row.compact, by=by)
    if last is not None and row.compact.ended_at is None and last >= day_of(at):
        last = None
    if not counts_as_kept(row, viewer=by):
        return max(starts, last) if last is not None else None
    assert row.delivered_on is not None  # whoever says that it was kept says when
    ends = ends_on(starts, row.delivered_on)
    return min(ends, max(starts, last)) if last is not None else ends


def ended_or_ends_on(row: Compact, *, by: Viewer) -> date | None:
    """The last day that counts for what follows: that of an ending that stands, else of the version in force."""
    stands = Ending.objects.filter(compact=row, state__in=[EndingState.DECLARED, EndingState.DONE])
    early = stands.values_list("ends_on", flat=True).first()
    return min(early, row.last_day) if early is not None and row.last_day is not None else row.last_day


def _late_after_all(row: Undertaking, begun: date, at: datetime) -> Effect | None:
    """A pause of which nobody had known: it was delivered late, and said so before anything had followed."""
    last = ended_or_ends_on(row.compact, by=OPERATOR)
    if row.delivered_on is None or row.delivered_on <= begun or (last is not None and begun >= last):
        return None
    return Effect(
        controller=row.compact.controller,
        compact=row.compact,
        undertaking=row,
        words=row.words,
        sort=Follows.PAUSE,
        starts=begun,
        said_at=at,
        bears_on=row.bears_on,
    )


def _end(number: int, at: datetime, by: Viewer) -> None:
    """A compact ends with its last day, or on the day that was declared; nothing follows from it any more."""
    with changing("The compact came to its end", at=at, by=by):
        rows = Compact.objects.select_for_update(of=("self",)).select_related("organisation", "controller")
        # Asked again: an amendment may have given it more time while we waited, or somebody taken the ending back.
        end_if_due(rows.get(pk=number), at=at, by=by)


def end_if_due(row: Compact, *, at: datetime, by: Viewer) -> bool:
    """Ends a compact, held within a change, whose day has come: its last day is over, or the declared day is there.

    Where both have passed, the earlier one counts. Whether it has ended now.
    """
    today = day_of(at)
    if row.ended_at is not None or row.last_day is None:
        return False
    ending = Ending.objects.filter(compact=row, state__in=[EndingState.PROPOSED, EndingState.DECLARED]).first()
    if ending is not None and ending.state == EndingState.DECLARED and ending.ends_on <= min(today, row.last_day):
        ending.state, ending.closed_at = EndingState.DONE, at
        ending.save(update_fields=["state", "closed_at"])
        close(row, ending.ends_on, at=at, by=by)
        return True
    if row.last_day >= today:
        return False
    if ending is not None:
        ending.state, ending.closed_at = EndingState.OVERTAKEN, at
        ending.save(update_fields=["state", "closed_at"])
    Ending.objects.create(
        controller=row.controller,
        compact=row,
        how=EndingHow.ON_TIME,
        state=EndingState.DONE,
        ends_on=row.last_day,
        declared_at=at,
        closed_at=at,
    )
    close(row, row.last_day, at=at, by=by)
    return True


def _tried(number: int, at: datetime, by: Viewer, broken: list[Exception]) -> int:
    try:
        return follow_in(number, at, by=by)
    except TextAltered:
        log.error("What follows in compact %s was left: its text cannot be read", number)
    except Exception as trouble:
        log.error("What follows in compact %s was left: %s", number, type(trouble).__name__)
        broken.append(trouble)
    return 0


def follow_in(number: int, at: datetime, *, by: Viewer) -> int:
    """What is late in one compact; one change for all of it, and none where nothing is."""
    if not _following(number, day_of(at)):
        return 0
    with changing("What was agreed for a promise that is not kept", at=at, by=OPERATOR):
        row = (
            Compact.objects.select_for_update(of=("self",)).select_related("organisation", "controller").get(pk=number)
        )
        text = Text.objects.get(compact=row, state=TextState.IN_FORCE)
        # Asked again: somebody may have recorded something while we waited for our turn.
        following = _following(number, day_of(at))
        for undertaking, bound, begins in following:
            _begin(row, text, undertaking, bound, begins, at)
        if following:
            tell_sides("compacts.followed", row, at=at, by=by)
        return len(following)


def _following(number: int, today: date) -> list[tuple[Undertaking, Bound, date]]:
    """What begins to follow by today in a compact in force, from which undertaking, and when."""
    text = Text.objects.filter(compact=number, state=TextState.IN_FORCE, compact__ended_at__isnull=True)
    found = text.select_related("compact").first()
    if found is None:
        return []
    by_then = min(today, ended_or_ends_on(found.compact, by=OPERATOR) or today)
    listed = Undertaking.objects.filter(LATE_OR_KEPT_LATE, compact=number, due_on__lt=by_then)
    rows = {one.pk: one for one in listed}
    running, ended = set(), dict[int, date]()
    for one in Effect.objects.filter(compact=number, undertaking__in=list(rows)):
        row = rows[one.undertaking_id]
        # What happens once has happened, if it was for this day and not for one before an amendment.
        happened = one.sort in ONCE and one.sort == row.follows and one.starts > row.due_on
        if one.ends is None or happened:
            running.add(row.pk)
        else:
            ended[row.pk] = max(one.ends, ended.get(row.pk, date.min))
    following = now_following(_bound(rows.values()), running, ended, by_then)
    return [(rows[bound.number], bound, begins) for bound, begins in following]


def _bound(rows: Iterable[Undertaking]) -> list[Bound]:
    return [
        Bound(
            one.pk,
            one.due_on,
            one.grace,
            Follows(one.follows),
            _is_fulfilled(one),
            tuple(one.bears_on.split()),
        )
        for one in rows
    ]


def _is_fulfilled(row: Undertaking) -> bool:
    """Whether nothing follows from it: it counts as kept and, for what happens once, was kept before that day."""
    if not counts_as_kept(row, viewer=OPERATOR):
        return False
    return row.follows not in ONCE or row.delivered_on is None or row.delivered_on < late_on(row.due_on, row.grace)


def _begin(row: Compact, text: Text, undertaking: Undertaking, bound: Bound, begins: date, at: datetime) -> None:
    ranges = _ranged_anew(row, text, bound, day_of(at)) if bound.follows is Follows.RERANGE else ()
    Effect.objects.create(
        controller=row.controller,
        compact=row,
        undertaking=undertaking,
        words=undertaking.words,
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
