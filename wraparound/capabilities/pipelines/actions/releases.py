"""Releases: a trust offers, the person agrees, and either takes it back at once. Without the person nothing counts."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.calculation.releases import last_day_of_a_release
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.releases import (
    NoSuchRelease,
    releasable,
    release_of,
    state_of,
    waiting_for,
    with_place,
)
from wraparound.capabilities.pipelines.terms.people import NewRelease, ReleaseState, Side
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording.own import AS_IT_IS
from wraparound.people.queries.leaders import holders_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.calculation.reasons import name_beside

LONGEST_BECAUSE = 500
A_DAY = timedelta(days=1)
MAY_BE_TAKEN_BACK = (ReleaseState.WAITING, ReleaseState.IN_FORCE, ReleaseState.GONE)
"""GONE too: were their last day there corrected, it would show them again."""


def offer(new: NewRelease, *, at: datetime, by: Viewer) -> int:
    """A trust that the actor leads would let others see one of its people; its number. The person is told.

    Nothing is shown before they agree. NobodyHere for whoever is not of their trust, CannotKeep where it cannot be
    offered so.
    """
    today = Day(at.date())
    with changing("A release was offered", at=at, by=by):
        person, place = releasable(new.person, viewer=by, today=today)
        _ensure_sound(new, today, is_self=person.pk == by.person)
        waiting = waiting_for(person.pk, viewer=by, today=today).filter(organisation=place, purpose=new.purpose)
        if waiting.exists():
            raise CannotKeep("Such a release waits for their answer already. Take it back first to offer another.")
        row = Release.objects.create(
            controller_id=place.controller_id,
            person=person,
            organisation=place,
            purpose=new.purpose,
            to=new.to,
            because=new.because.strip(),
            starts=today.on,
            ends=new.ends,
            offered_by_id=by.person,
            offered_by_name=name_beside(by),
        )
        _tell(row, "release_offered", str(person.pk), today.on, by)
    return int(row.pk)


def agree(number: int, *, at: datetime, by: Viewer) -> None:
    """The person agrees: from now on it counts. One for the same purpose that it follows is over with it."""
    with changing("The person agreed to be released", at=at, by=by):
        row = _to_answer(number, at, by)
        row.agreed_on = at.date()
        row.save()
        _end_earlier(row, at)
        _tell(row, "release_agreed", _leaders(row, at, by), at.date(), by)


def decline(number: int, *, at: datetime, by: Viewer) -> None:
    """The person declines: it never shows them to anybody. No reason is asked for."""
    with changing("The person declined to be released", at=at, by=by):
        row = _to_answer(number, at, by)
        row.declined_on, row.ends = at.date(), at.date()
        row.save()
        _tell(row, "release_declined", _leaders(row, at, by), at.date(), by)


def take_back(number: int, *, at: datetime, by: Viewer) -> Side:
    """Either side takes it back, and at once it shows the person to nobody; the side that did.

    A person who takes back what waits for their answer declines it. CannotKeep where it is over for good.
    """
    with changing("A release was taken back", at=at, by=by):
        row, side = _locked(number, by)
        state = _state(row, at, by)
        if state is ReleaseState.WAITING and side is Side.PERSON:
            decline(number, at=at, by=by)
            return side
        if state not in MAY_BE_TAKEN_BACK:
            raise CannotKeep("It is over. There is nothing to take back.")
        row.taken_back_on, row.taken_back_by, row.ends = at.date(), side, at.date()
        row.save()
        whom = _leaders(row, at, by) if side is Side.PERSON else str(row.person_id)
        _tell(row, "release_taken_back", whom, at.date(), by)
    return side


def _ensure_sound(new: NewRelease, today: Day, *, is_self: bool) -> None:
    furthest = last_day_of_a_release(today.on)
    if is_self:
        raise CannotKeep("Nobody offers their own release: another of those who lead your organisation does.")
    if not new.because.strip():
        raise CannotKeep("Say why: the person reads it before they answer.")
    if len(new.because.strip()) > LONGEST_BECAUSE:
        raise CannotKeep(f"Say why in at most {LONGEST_BECAUSE} letters.")
    if not today.on < new.ends <= furthest:
        raise CannotKeep(
            f"Its last day lies after today and within 12 months: on or before {furthest:%-d %B %Y}. It can be offered "
            "anew before it ends."
        )


def _end_earlier(row: Release, at: datetime) -> None:
    """What a new release follows ends with the day before it."""
    earlier = Release.objects.filter(person=row.person_id, organisation=row.organisation_id, purpose=row.purpose)
    earlier = earlier.filter(agreed_on__isnull=False, taken_back_on__isnull=True, ends__gte=at.date())
    for one in earlier.exclude(pk=row.pk):
        one.ends = max(one.starts, at.date() - A_DAY)
        one.save()


def _to_answer(number: int, at: datetime, by: Viewer) -> Release:
    """A release of the actor themselves that waits for their answer; CannotKeep where it does no longer."""
    row, side = _locked(number, by)
    if side is not Side.PERSON:
        raise NoSuchRelease
    state = _state(row, at, by)
    if state is not ReleaseState.WAITING:
        raise CannotKeep(f"It does not wait for your answer any more: it is {AS_IT_IS[state]}.")
    return row


def _locked(number: int, by: Viewer) -> tuple[Release, Side]:
    """The row as nobody else can change it now, and on which side the actor is."""
    row, side = release_of(number, viewer=by)
    Release.objects.select_for_update().get(pk=row.pk)
    row.refresh_from_db()
    return row, side


def _state(row: Release, at: datetime, by: Viewer) -> ReleaseState:
    today = Day(at.date())
    there = with_place(today, viewer=by).filter(pk=row.pk, there=True).exists()
    return state_of(row, today.on, there=there)


def _leaders(row: Release, at: datetime, by: Viewer) -> str:
    """Opaque references of those who lead the organisation that offered it."""
    place = row.organisation
    about = Subject.at(place.pk, place.region_id)
    held = holders_of(about, LEAD, viewer=by, on=at.date())
    return ",".join(str(one) for one in held if one != by.person)


def _tell(row: Release, what: str, people: str, on: date, by: Viewer) -> None:
    """To those whom it concerns (`people`), and to whoever counts who is released, where and on which day."""
    about = {"person": str(row.person_id), "organisation": row.organisation.code, "on": on.isoformat()}
    tell(f"pipelines.{what}", {"release": str(row.pk), "people": people, **about}, by=by, of=row)
