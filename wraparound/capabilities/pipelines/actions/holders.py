"""Who takes up a post and who leaves it: each a dated event from the first day, and an empty post says so by itself."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.actions.belonging import join_with, leave_with
from wraparound.capabilities.pipelines.actions.posts import FAR, kept_post
from wraparound.capabilities.pipelines.actions.settling import settle, tell_of
from wraparound.capabilities.pipelines.calculation.holding import overlaps
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.considering import may_take_up
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.posts import (
    DEAREST,
    FIRST_DAY,
    CannotKeep,
    HeldThen,
    HolderCorrection,
    HolderKind,
    Leaving,
    NewHolder,
    NoSuchPost,
    Span,
)
from wraparound.capabilities.pipelines.wording.post_history import TAKEN_BACK
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Person
from wraparound.people.queries.people import person_of
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import CORRECTED

DAY = timedelta(days=1)
FOLLOWS = "It follows from who held the post before and after. Correct their last or first day instead."


def take_up(number: int, new: NewHolder, *, at: datetime, by: Viewer, made_up: bool = False) -> int:
    """Somebody holds the post from a day on, or it is vacant; the number of the entry.

    A substantive holder ends a vacancy; whoever stands in does not. Whoever is not of the organisation yet belongs to
    it from that day. CannotKeep where it does not fit what is known of the post.
    """
    with changing("A post was taken up" if new.kind is not HolderKind.VACANT else "A post fell vacant", at=at, by=by):
        post = kept_post(number, at.date(), by=by)
        ends = _ensure_days(post, new, at.date())
        _make_room(post, new.starts)
        if new.kind is HolderKind.VACANT:
            return _vacant(post, new, ends, by)
        person = _whoever(post, new, ends, made_up, at=at, by=by)
        _ensure_free(post, person, new)
        row = Holder.objects.create(
            controller_id=post.controller_id,
            post=post,
            person=person,
            kind=new.kind,
            starts=new.starts,
            ends=ends,
            expected_end=new.expected_end,
            cost=new.cost,
            cost_per=new.cost_per,
        )
        if new.kind is HolderKind.SUBSTANTIVE:
            settle(post, by=by)
        if ends is None or ends >= at.date():
            join_with(person, post, new.starts, at=at, by=by)
        tell_of(row, "took_up", new.starts, by=by)
    return int(row.pk)


def leave(holder: int, leaving: Leaving, *, version: int, at: datetime, by: Viewer) -> None:
    """A holder's last day in a post. It is vacant from the day after until somebody else holds it substantively."""
    with changing("A post was left", at=at, by=by):
        row = holder_of(holder, at.date(), by=by)
        ensure_unchanged(row, version, by=by)
        if row.person is None:
            raise CannotKeep("Nobody holds it. A vacancy ends when somebody takes the post up: enter that.")
        if row.ends is not None:
            raise CannotKeep(f"Their last day is known already: {day(row.ends)}. Correct it instead.")
        if leaving.last_day < row.starts or leaving.last_day > at.date() + FAR:
            raise CannotKeep("The last day lies before the first, or more than a year ahead.")
        end_holding(row, leaving.last_day, leaving.because, by=by)
        if row.kind == HolderKind.SUBSTANTIVE:
            settle(row.post, by=by)
        if leaving.leaves_organisation:
            leave_with(row.person, row.post, leaving.last_day, at=at, by=by)


def end_holding(row: Holder, last_day: date, because: str, *, by: Viewer) -> None:
    """Writes and tells somebody's last day in a post; inside a change, whose caller settles the post."""
    row.ends, row.left_because = last_day, because
    row.save()
    tell_of(row, "left", last_day, by=by)


def correct_holder(holder: int, new: HolderCorrection, *, version: int, at: datetime, by: Viewer) -> None:
    """What was entered wrongly about a holder, as it should be; history keeps what it said before, and why."""
    _ensure_why(new.why)
    with changing(f"{CORRECTED}: who held a post. {new.why.strip()}", at=at, by=by):
        row = holder_of(holder, at.date(), by=by)
        ensure_unchanged(row, version, by=by)
        if (new.kind is HolderKind.VACANT) != (row.person_id is None):
            raise CannotKeep("A vacancy has no holder, and a holder is no vacancy. Enter the other one anew.")
        ends = _ensure_days(row.post, new, at.date())
        _make_room(row.post, new.starts)
        before = row.time if row.kind == HolderKind.SUBSTANTIVE else None
        row.kind, row.starts, row.ends, row.expected_end = new.kind, new.starts, ends, new.expected_end
        row.left_because = (new.left_because or "") if ends is not None and row.person_id else ""
        row.cost, row.cost_per = new.cost, new.cost_per
        _ensure_alone(row, before, beside=new.beside)
        row.save()
        settle(row.post, by=by, freed=before)
        _ensure_as_said(row, ends)


def take_back(holder: int, *, why: str, version: int, at: datetime, by: Viewer) -> None:
    """An entry that was made by mistake: it never was. Its history says that it was entered and taken back, and why."""
    _ensure_why(why)
    with changing(f"{CORRECTED}: {TAKEN_BACK} {why.strip()}", at=at, by=by):
        row = holder_of(holder, at.date(), by=by)
        ensure_unchanged(row, version, by=by)
        row.taken_back = True
        row.save()
        settle(row.post, by=by, freed=row.time if row.kind == HolderKind.SUBSTANTIVE else None)
        if row.person_id is None and _vacant_on(row.post, row.starts):
            raise CannotKeep(FOLLOWS)
        tell_of(row, "taken_back", row.starts, by=by)


def holder_of(holder: int, today: date, *, by: Viewer) -> Holder:
    """The row of an entry of a post that the actor keeps; NoSuchPost otherwise."""
    row = (
        Holder.objects.counted().select_related("person", "post__organisation", "controller").filter(pk=holder).first()
    )
    if row is None:
        raise NoSuchPost
    kept_post(row.post_id, today, by=by)
    return row


def _ensure_why(why: str) -> None:
    if not why.strip():
        raise CannotKeep("Say why: whoever reads the history, and the person, will read it.")


def _ensure_days(post: Post, new: NewHolder | HolderCorrection, today: date) -> date | None:
    """The last day, which a closed post sets where none was given; CannotKeep where the days or the cost do not fit."""
    if post.ends is not None and new.starts > post.ends:
        raise CannotKeep(f"The post ended on {day(post.ends)}. Give a day within its time.")
    if new.starts < FIRST_DAY:
        raise CannotKeep("Look at the year of the first day: nothing here was before 1948.")
    if new.starts > today + FAR:
        raise CannotKeep("That first day lies more than a year ahead. Enter it when it is nearer.")
    ends = new.ends or post.ends
    if ends is not None and ends < new.starts:
        raise CannotKeep("The last day lies before the first.")
    if ends is not None and post.ends is not None and ends > post.ends:
        raise CannotKeep(f"The post ended on {day(post.ends)}. Give a last day within its time.")
    if ends is not None and ends > today + FAR:
        raise CannotKeep(
            "That last day lies more than a year ahead. Say that it is expected, or enter it when it is near."
        )
    if new.expected_end is not None and new.expected_end < new.starts:
        raise CannotKeep("They are expected to leave before they come. Change one of the two days.")
    if new.cost is not None and not 0 <= new.cost <= DEAREST:
        raise CannotKeep("Give the cost in whole pounds, at most ten million.")
    return ends


def _make_room(post: Post, starts: date) -> None:
    """Whoever held a post before its first day shows that it was there already."""
    if starts < post.starts:
        post.starts = starts
        post.save()


def _whoever(post: Post, new: NewHolder, ends: date | None, made_up: bool, *, at: datetime, by: Viewer) -> Person:
    """The person named by key, whom the actor may have hold it; or somebody new by name, of the organisation by it."""
    if bool(new.person) == bool(new.name.strip()):
        raise CannotKeep("Say who takes it up: somebody who is here already, or the name of somebody new.")
    if new.person:
        person = person_of(new.person, viewer=by)
        if not may_take_up(post, person, viewer=by, today=Day(at.date())):
            raise CannotKeep("They are not of your organisation and not released to it. Ask for their release first.")
        return person
    place = post.organisation
    newcomer = NewPerson(new.name, None, ((place.code, post.title, new.starts, ends),))
    (key,) = bring_in([newcomer], at=at, by=by, rule=LEAD, made_up=made_up or place.made_up)
    return person_of(key, viewer=by)


def _ensure_free(post: Post, person: Person, new: NewHolder) -> None:
    there = _in(post, Span(new.starts, new.ends))
    if there.filter(person=person).exists():
        raise CannotKeep(f"{person.name} holds it already in that time. Correct that entry instead.")
    if new.kind is not HolderKind.SUBSTANTIVE or new.beside:
        return
    other = there.filter(kind=HolderKind.SUBSTANTIVE).select_related("person").first()
    if other is not None and other.person is not None:
        raise HeldThen(
            f"{other.person.name} holds it in that time. Enter their last day first, or say that the two share it.",
            other.pk,
        )


def _ensure_alone(row: Holder, before: Span | None, *, beside: bool) -> None:
    """The same person does not hold a post twice at once; two hold it substantively only where they share it.

    Those who held it together before this was corrected share it already.
    """
    there = _in(row.post, row.time).exclude(pk=row.pk)
    if row.person_id is None:
        if there.filter(kind=HolderKind.SUBSTANTIVE).exists():
            raise CannotKeep("It cannot be vacant and held substantively at once. Change the other entry first.")
        if there.filter(kind=HolderKind.VACANT).exists():
            raise CannotKeep("It is entered as vacant in part of that time already.")
        return
    if there.filter(person=row.person_id).exists():
        raise CannotKeep("They hold it twice in that time. Change the days so that one follows the other.")
    if row.kind != HolderKind.SUBSTANTIVE or beside:
        return
    others = there.filter(kind=HolderKind.SUBSTANTIVE).select_related("person")
    other = next((one for one in others if before is None or not overlaps(one.time, before)), None)
    if other is not None and other.person is not None:
        raise CannotKeep(f"{other.person.name} holds it in that time. Change the days, or say that the two share it.")


def _ensure_as_said(row: Holder, ends: date | None) -> None:
    """That a vacancy is as it was corrected, and was not moved back by what is known of those around it."""
    now = Holder.objects.get(pk=row.pk)
    if now.person_id is None and (now.taken_back or (now.starts, now.ends) != (row.starts, ends)):
        raise CannotKeep(FOLLOWS)


def _in(post: Post, time: Span) -> QuerySet[Holder]:
    """Entries of a post that share a day with a time."""
    rows = Holder.objects.counted().filter(post=post, starts__lte=time.ends or date.max)
    return rows.filter(Q(ends__isnull=True) | Q(ends__gte=time.starts))


def _vacant_on(post: Post, on: date) -> Holder | None:
    return Holder.objects.current(on).filter(post=post, kind=HolderKind.VACANT).first()


def _vacant(post: Post, new: NewHolder, ends: date | None, by: Viewer) -> int:
    """It is empty from a day on, unless somebody holds it then or it is known to be empty."""
    said = Span(new.starts, ends)
    # Without a last day it is vacant until somebody comes, whom this site may know already.
    time = said if new.ends is not None else Span(new.starts, new.starts)
    if (other := _in(post, time).filter(kind=HolderKind.SUBSTANTIVE).first()) is not None:
        raise HeldThen("Somebody holds it substantively in that time. Enter their last day first.", other.pk)
    there = _vacant_on(post, new.starts)
    if there is not None and (there.ends is None or (ends is not None and there.ends >= ends)):
        raise CannotKeep(f"It is entered as vacant already, from {day(there.starts)}.")
    settle(post, by=by, said=said)
    row = _vacant_on(post, new.starts)
    assert row is not None  # nobody holds it on that day, and it was said to be vacant
    if new.cost is not None:
        row.cost, row.cost_per = new.cost, new.cost_per
        row.save()
    return int(row.pk)
