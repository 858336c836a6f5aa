"""Work across organisations: read by its person, by those who are asked to confirm it, and by those it is shown to."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.models.system_work import SystemWork, SystemWorkShare, WorkConfirmation
from wraparound.capabilities.careers.terms.assessments import ShareTerms
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.system_work import (
    ConfirmAsked,
    ConfirmState,
    ConfirmTerms,
    SharedWork,
    SystemPlace,
    SystemWorkLine,
    SystemWorkPage,
)
from wraparound.capabilities.careers.wording import assessments as share_words
from wraparound.capabilities.careers.wording import system_work as say
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.actions.looks import note_look

SHOWN = ("name", "work across organisations")
STANDS = frozenset({ConfirmState.ASKED, ConfirmState.CONFIRMED})


def own_work(number: int, *, viewer: Viewer) -> SystemWork:
    """The row of such work of the viewer's own; NoSuchCareer for everybody else, whatever their role."""
    ensure(viewer, OWN)
    row = SystemWork.objects.select_related("person", "controller").filter(pk=number, person=viewer.person).first()
    if row is None:
        raise NoSuchCareer
    return row


def own_lines(*, viewer: Viewer) -> tuple[SystemWorkLine, ...]:
    """All such work of the viewer, the latest to begin first, with who confirms it today; none for the public."""
    return _lines(viewer.person, STANDS) if viewer.person is not None else ()


def own_page(*, viewer: Viewer) -> SystemWorkPage:
    """All such work of the viewer, and to whom they show it."""
    ensure(viewer, OWN)
    rows = SystemWorkShare.objects.filter(person=viewer.person or 0).select_related("reader").order_by("-pk")
    return SystemWorkPage(person=viewer.name, lines=own_lines(viewer=viewer), shares=tuple(_share(one) for one in rows))


def work_page(number: int, *, viewer: Viewer) -> SystemWorkLine:
    """One piece of such work of the viewer's own, with everybody who was asked to confirm it."""
    return _line(own_work(number, viewer=viewer), frozenset(ConfirmState))


def work_shown_to(*, viewer: Viewer, on: date) -> tuple[SharedWork, ...]:
    """Who shows such work to the viewer today. That they are named here is no look: they named the viewer first."""
    if viewer.person is None:
        return ()
    rows = _counting(on).filter(reader=viewer.person).order_by("until", "pk")
    return tuple(SharedWork(number=row.pk, person=row.person.name, until=row.until) for row in rows)


def shared_work(number: int, *, viewer: Viewer, on: date) -> SystemWorkPage:
    """What somebody shows the viewer, by the number of the share; NoSuchCareer once it no longer counts. Logged."""
    ensure(viewer, OWN)
    row = _counting(on).filter(pk=number, reader=viewer.person or 0).first()
    if row is None:
        raise NoSuchCareer
    note_look([row.person_id], SHOWN, share_words.why_let_in(row.until), by=viewer)
    confirmed = frozenset({ConfirmState.CONFIRMED})
    return SystemWorkPage(person=row.person.name, lines=_lines(row.person_id, confirmed))


def asked_to_confirm(*, viewer: Viewer) -> tuple[ConfirmAsked, ...]:
    """Work that waits for the viewer, and what they confirm today. The person named them: no look."""
    if viewer.person is None:
        return ()
    rows = _asked(viewer).filter(state__in=[ConfirmState.ASKED, ConfirmState.CONFIRMED])
    return tuple(_confirm_asked(row) for row in rows.order_by("state", "asked_on", "pk"))


def waiting_confirmations(*, viewer: Viewer) -> QuerySet[WorkConfirmation]:
    """Rows of work that waits for the viewer to confirm it."""
    return _asked(viewer).filter(state=ConfirmState.ASKED)


def confirm_page(number: int, *, viewer: Viewer) -> ConfirmAsked:
    """Work that the viewer is asked to confirm, or does; NoSuchCareer once they declined or took it back. Logged."""
    ensure(viewer, OWN)
    row = _asked(viewer).filter(pk=number, state__in=[ConfirmState.ASKED, ConfirmState.CONFIRMED]).first()
    if row is None:
        raise NoSuchCareer
    note_look([row.person_id], SHOWN, say.WHY_ASKED, by=viewer)
    return _confirm_asked(row)


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """Such work of the viewer, to whom they show it, and whose they were to confirm: for the copy of their data."""
    held: list[HeldElsewhere] = []
    for line in _lines(viewer.person or 0, frozenset(ConfirmState)):
        what, words = "Your work across organisations", say.held_words(line)
        held.append(HeldElsewhere.on_day(line.written_on, "Careers", what, by=viewer.name, words=words))
    for share in SystemWorkShare.objects.filter(person=viewer.person or 0).select_related("reader").order_by("pk"):
        words = share_words.share_words(_share(share))
        day, what = timezone.localtime(at).date(), "To whom you show your work across organisations"
        held.append(HeldElsewhere.on_day(day, "Careers", what, by=viewer.name, words=words))
    for one in WorkConfirmation.objects.filter(confirmer=viewer.person or 0).select_related("person").order_by("pk"):
        what, words = "You were asked to confirm work", say.confirm_words(_terms(one, viewer.name))
        held.append(HeldElsewhere.on_day(one.asked_on, "Careers", what, by=one.person.name, words=words))
    return tuple(held)


def _lines(person: int, states: frozenset[ConfirmState]) -> tuple[SystemWorkLine, ...]:
    rows = SystemWork.objects.filter(person=person).prefetch_related("confirmations__confirmer")
    return tuple(_line(row, states) for row in rows.order_by("-began_on", "-pk"))


def _asked(viewer: Viewer) -> QuerySet[WorkConfirmation]:
    rows = WorkConfirmation.objects.select_related("person", "work")
    return rows.filter(confirmer=viewer.person or 0, person__is_active=True)


def _confirm_asked(row: WorkConfirmation) -> ConfirmAsked:
    # Who else was asked is between the person and them.
    line = _line(row.work, frozenset())
    return ConfirmAsked(number=row.pk, person=row.person.name, line=line, state=ConfirmState(row.state))


def _counting(on: date) -> QuerySet[SystemWorkShare]:
    rows = SystemWorkShare.objects.select_related("person")
    return rows.filter(until__gte=on, taken_back_on__isnull=True, person__is_active=True)


def _share(row: SystemWorkShare) -> ShareTerms:
    return ShareTerms(number=row.pk, reader=row.reader.name, until=row.until, taken_back_on=row.taken_back_on)


def _line(row: SystemWork, states: frozenset[ConfirmState]) -> SystemWorkLine:
    asked = sorted(row.confirmations.all(), key=lambda one: one.pk) if states else ()
    terms = (_terms(one, one.confirmer.name) for one in asked)
    return SystemWorkLine(
        number=row.pk,
        place=SystemPlace(row.place),
        name=row.name,
        purpose=row.purpose,
        partners=row.partners,
        changed=row.changed,
        began_on=row.began_on,
        ended_on=row.ended_on,
        written_on=row.written_on,
        confirmed=tuple(one for one in terms if one.state in states),
    )


def _terms(row: WorkConfirmation, name: str) -> ConfirmTerms:
    return ConfirmTerms(number=row.pk, name=name, state=ConfirmState(row.state), answered_on=row.answered_on)
