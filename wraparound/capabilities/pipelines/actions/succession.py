"""Who is named for a post: proposed, confirmed by those who lead its organisation, taken off again with a reason."""

from datetime import date, datetime

from wraparound.capabilities.pipelines.access import LEAD, PROPOSE
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.considering import may_be_considered, released_for
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.queries.plans import may_take_off, successor_of
from wraparound.capabilities.pipelines.queries.seeing import about, leads, post_of, successors_with_band
from wraparound.capabilities.pipelines.terms.posts import LONGEST_REASON, MOST_SUCCESSORS, CannotKeep, HolderKind
from wraparound.capabilities.pipelines.terms.succession import NewSuccessor, Sort, State, Use
from wraparound.capabilities.pipelines.wording import plans as say
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.queries.people import NobodyHere, person_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import name_beside


def name(number: int, new: NewSuccessor, *, confirm: bool = False, at: datetime, by: Viewer) -> int:
    """Somebody is proposed for a post, or confirmed at once by whoever leads its organisation; the number of the entry.

    CannotKeep where they may not be named, would be of no use there, or are named already.
    """
    with changing("Named for a post", at=at, by=by):
        today = Day(at.date())
        post = post_of(number, viewer=by, day=today, rule=PROPOSE)
        ensure(by, PROPOSE, about(post, viewer=by))
        if post.ends is not None:
            raise CannotKeep(say.POST_IS_CLOSED)
        person = _whoever(post, new, today, by) if new.sort is Sort.NAMED else None
        if new.sort is not Sort.NAMED:
            _ensure_described(post, new, by)
        if confirm:
            ensure(by, LEAD, about(post, viewer=by))
            _ensure_may_be_confirmed(post, person, new.use, today, by)
        row = Successor.objects.create(
            controller_id=post.controller_id,
            post=post,
            person=person,
            use=new.use,
            sort=new.sort,
            label=new.label.strip()[:200],
            band=new.band or "",
            because=new.because.strip()[:1000],
            starts=today.on,
            confirmed_on=today.on if confirm else None,
            confirmed_by_id=by.person if confirm else None,
            named_by_id=by.person,
            named_by_name=name_beside(by),
        )
        _tell(row, "named", today.on, by)
        if confirm:
            _tell(row, "confirmed", today.on, by)
    return int(row.pk)


def confirm(successor: int, *, version: int, at: datetime, by: Viewer) -> int:
    """Somebody proposed is a successor, or stands in, from now on; the number of the post."""
    with changing("Confirmed for a post", at=at, by=by):
        today = Day(at.date())
        row = successor_of(successor, viewer=by, rule=LEAD, today=today)
        ensure(by, LEAD, about(row.post, viewer=by))
        _ensure_on_the_plan(row, today)
        if row.state is State.CONFIRMED:
            raise CannotKeep("They are confirmed already.")
        ensure_unchanged(row, version, by=by)
        if row.post.ends is not None and row.post.ends <= today.on:
            raise CannotKeep(say.POST_IS_CLOSED)
        _ensure_may_be_confirmed(row.post, row.person, Use(row.use), today, by)
        if row.person is not None and not _stands(row, today, by):
            raise CannotKeep(say.NO_LONGER_THERE)
        row.confirmed_on, row.confirmed_by_id = today.on, by.person
        row.save()
        _tell(row, "confirmed", today.on, by)
    return int(row.post_id)


def take_off(successor: int, *, because: str, version: int, at: datetime, by: Viewer) -> int:
    """Somebody is named for the post no longer, from today on; the number of the post. The reason stays with it."""
    if not because.strip():
        raise CannotKeep(say.SAY_WHY)
    with changing("No longer named for a post", at=at, by=by):
        today = Day(at.date())
        row = successor_of(successor, viewer=by, rule=PROPOSE, today=today)
        ensure(by, PROPOSE, about(row.post, viewer=by))
        _ensure_on_the_plan(row, today)
        if not may_take_off(row, viewer=by):
            raise CannotKeep(say.NOT_YOURS_TO_TAKE_OFF)
        ensure_unchanged(row, version, by=by)
        end_naming(row, today.on, because, by=by)
    return int(row.post_id)


def end_naming(row: Successor, on: date, because: str, *, by: Viewer) -> None:
    """Writes and tells that somebody is named until a day, and no longer on it; inside a change."""
    row.ends, row.ended_because = max(row.starts, on), because.strip()[:LONGEST_REASON]
    row.save()
    _tell(row, "taken_off", row.ends, by)


def _whoever(post: Post, new: NewSuccessor, today: Day, by: Viewer) -> Person:
    """The person named by key: seen by the actor, of use in the post, and not on its plan for the same."""
    if new.label.strip() or new.band is not None:
        raise CannotKeep(say.READINESS_IS_AGREED)
    try:
        person = person_of(new.person, viewer=by)
    except NobodyHere:
        raise CannotKeep(say.CHOOSE_SOMEBODY) from None
    if not may_be_named(viewer=by, today=today, among=frozenset({person.pk})).exists():
        raise CannotKeep(say.NOT_NAMEABLE)
    released = released_for(post, person, viewer=by, today=today)
    if not leads(post, viewer=by) and not released.exists():
        raise CannotKeep(say.REGION_ONLY_RELEASED)
    if not may_be_considered(post, person, viewer=by, today=today):
        raise CannotKeep(say.ask_for_release(person.name, post.organisation.name))
    if today.successors().filter(post=post, person=person, use=new.use).exists():
        raise CannotKeep(say.named_already(person.name, new.use))
    held = Holder.objects.current(today.on).filter(post=post, person=person, kind=HolderKind.SUBSTANTIVE)
    if held.exists():
        raise CannotKeep(say.holds_it(person.name))
    return person


def _ensure_described(post: Post, new: NewSuccessor, by: Viewer) -> None:
    """That somebody outside this site, or to be found, is described; the region names released people only."""
    if not leads(post, viewer=by):
        raise CannotKeep(say.REGION_ONLY_RELEASED)
    if new.person:
        raise CannotKeep(say.PERSON_OR_NOT)
    if new.sort is Sort.EXTERNAL and not new.label.strip():
        raise CannotKeep(say.SAY_WHO_IS_MEANT)


def _ensure_on_the_plan(row: Successor, today: Day) -> None:
    if row.ends is not None and row.ends <= today.on:
        raise CannotKeep(say.OFF_ALREADY)


def _ensure_may_be_confirmed(post: Post, person: Person | None, use: Use, today: Day, by: Viewer) -> None:
    """Nobody confirms themselves, and no more successors than are wanted."""
    if person is not None and person.pk == by.person:
        raise CannotKeep(say.NOT_ONESELF)
    if use is not Use.SUCCESSOR or person is None:
        return
    most = post.most_successors if post.most_successors is not None else MOST_SUCCESSORS
    there = successors_with_band(today, viewer=by).filter(
        post=post, use=Use.SUCCESSOR, sort=Sort.NAMED, confirmed_on__isnull=False, standing=True
    )
    if there.count() >= most:
        raise CannotKeep(say.too_many(most))


def _stands(row: Successor, today: Day, by: Viewer) -> bool:
    return bool(successors_with_band(today, viewer=by).filter(pk=row.pk, standing=True).exists())


def _tell(row: Successor, what: str, on: date, by: Viewer) -> None:
    place = row.post.organisation
    told = {"post": str(row.post_id), "successor": str(row.pk), "use": str(row.use), "organisation": place.code}
    tell(f"pipelines.{what}", {**told, "on": on.isoformat()}, by=by, of=row)
