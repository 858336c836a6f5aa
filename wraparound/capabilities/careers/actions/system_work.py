"""Writing work across organisations, asking somebody to confirm it, answering that, showing it, and deleting it."""

from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.actions.assessments import LONGEST_SHARE
from wraparound.capabilities.careers.actions.deleting import delete_own
from wraparound.capabilities.careers.actions.telling import tell_that_it_waits
from wraparound.capabilities.careers.models.system_work import SystemWork, SystemWorkShare, WorkConfirmation
from wraparound.capabilities.careers.queries.assessments import reader_called
from wraparound.capabilities.careers.queries.system_work import own_work
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.system_work import (
    EARLIEST,
    LONGEST_NAME,
    LONGEST_WORDS,
    ConfirmState,
    NewSystemWork,
)
from wraparound.capabilities.careers.wording import assessments as tell
from wraparound.capabilities.careers.wording import system_work as say
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

NEXT = {
    ConfirmState.CONFIRMED: (ConfirmState.ASKED,),
    ConfirmState.DECLINED: (ConfirmState.ASKED,),
    ConfirmState.TAKEN_BACK: (ConfirmState.CONFIRMED,),
}
"""By what somebody answers, where it may stand before."""


def write_work(new: NewSystemWork, *, at: datetime, by: Viewer) -> int:
    """Keeps such work of the actor's own; its number. CannotKeepCareer where something is missing or cannot be."""
    ensure(by, OWN)
    name = " ".join(new.name.split())
    words = {"purpose": new.purpose.strip(), "partners": new.partners.strip(), "changed": new.changed.strip()}
    today = timezone.localtime(at).date()
    if not (name and all(words.values())):
        raise CannotKeepCareer(say.NO_WORDS)
    if len(name) > LONGEST_NAME or any(len(one) > LONGEST_WORDS for one in words.values()):
        raise CannotKeepCareer(say.TOO_LONG)
    if not EARLIEST <= new.began_on <= (new.ended_on or today) <= today:
        raise CannotKeepCareer(say.NO_TIME)
    with changing("Somebody wrote of work across organisations", at=at, by=by):
        person = Person.objects.get(pk=by.person or 0)
        made = SystemWork.objects.create(
            controller=person.controller,
            person=person,
            place=new.place,
            name=name,
            **words,
            began_on=new.began_on,
            ended_on=new.ended_on,
            written_on=today,
        )
    return int(made.pk)


def end_work(number: int, last: date, *, at: datetime, by: Viewer) -> None:
    """Adds the last day of such work of the actor's own that went on."""
    row = own_work(number, viewer=by)
    if row.ended_on is not None:
        raise CannotKeepCareer(say.OVER_ALREADY)
    if not row.began_on <= last <= timezone.localtime(at).date():
        raise CannotKeepCareer(say.NO_TIME)
    with changing("Work across organisations has ended", at=at, by=by):
        row = SystemWork.objects.select_for_update(of=("self",)).get(pk=number)
        row.ended_on = last
        row.save(update_fields=["ended_on"])


def ask_to_confirm(number: int, address: str, *, at: datetime, by: Viewer) -> int:
    """Asks somebody to confirm such work of the actor's own; the number of that. Nobody is asked twice."""
    row = own_work(number, viewer=by)
    today = timezone.localtime(at).date()
    confirmer = _somebody_else(address, say.YOURSELF, today, by)
    with changing("Somebody was asked to confirm work across organisations", at=at, by=by):
        SystemWork.objects.select_for_update(of=("self",)).get(pk=number)
        if row.confirmations.filter(confirmer=confirmer).exists():
            raise CannotKeepCareer(say.ASKED_ALREADY)
        made = WorkConfirmation.objects.create(
            controller=row.controller,
            person=row.person,
            work=row,
            confirmer=confirmer,
            state=ConfirmState.ASKED,
            asked_on=today,
        )
        tell_that_it_waits(made, [confirmer.pk], by=by)
    return int(made.pk)


def answer_confirmation(number: int, answer: ConfirmState, *, at: datetime, by: Viewer) -> None:
    """The actor confirms, would rather not, or takes it back. NoSuchCareer where they are not asked."""
    ensure(by, OWN)
    with changing("Somebody answered whether they confirm work", at=at, by=by):
        rows = WorkConfirmation.objects.select_for_update(of=("self",)).filter(pk=number, confirmer=by.person or 0)
        row = rows.first()
        if row is None or ConfirmState(row.state) not in NEXT.get(answer, ()):
            raise NoSuchCareer
        row.state, row.answered_on = answer, timezone.localtime(at).date()
        row.save(update_fields=["state", "answered_on"])


def show_work(address: str, until: date, *, at: datetime, by: Viewer) -> int:
    """Shows all such work of the actor to somebody until a day; the number of the share."""
    ensure(by, OWN)
    today = timezone.localtime(at).date()
    reader = _somebody_else(address, tell.YOURSELF, today, by)
    if not today <= until <= today + LONGEST_SHARE:
        raise CannotKeepCareer(tell.WHEN)
    with changing("Work across organisations is shown to somebody", at=at, by=by):
        person = Person.objects.select_for_update(of=("self",)).get(pk=by.person or 0)
        there = SystemWorkShare.objects.filter(person=person, reader=reader, taken_back_on__isnull=True)
        if there.filter(until__gte=today).exists():
            raise CannotKeepCareer(tell.SHOWN_ALREADY)
        share = SystemWorkShare.objects.create(controller=person.controller, person=person, reader=reader, until=until)
    return int(share.pk)


def take_back_work(number: int, *, at: datetime, by: Viewer) -> None:
    """From now on the reader reads it no longer. Only by whose it is."""
    ensure(by, OWN)
    with changing("Work across organisations is no longer shown to somebody", at=at, by=by):
        rows = SystemWorkShare.objects.select_for_update(of=("self",)).filter(pk=number, person=by.person or 0)
        row = rows.first()
        if row is None:
            raise NoSuchCareer
        if row.taken_back_on is None:
            row.taken_back_on = timezone.localtime(at).date()
            row.save(update_fields=["taken_back_on"])


def delete_work(number: int, *, at: datetime, by: Viewer) -> None:
    """Such work of the actor goes for good, with its history and who confirms it; a dated mark stays."""
    own_work(number, viewer=by)
    delete_own(SystemWork, [number], tell.ON_HOLD, at=at, by=by)


def _somebody_else(address: str, if_oneself: str, on: date, by: Viewer) -> Person:
    found = reader_called(address, viewer=by, on=on)
    if found is None:
        raise CannotKeepCareer(tell.NOBODY)
    if found.pk == by.person:
        raise CannotKeepCareer(if_oneself)
    return found
