"""Saying what one has, screen by screen; showing it to somebody, taking that back, and deleting it."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.calculation.assessing import with_answers
from wraparound.capabilities.careers.models.assessments import Assessment, AssessmentShare
from wraparound.capabilities.careers.queries.assessments import own_row, reader_called
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.assessments import Answers
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.wording import assessments as say
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import OnHold, remove
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.terms import Basis

LONGEST_SHARE = timedelta(days=366)


def begin_assessment(framework: str, *, at: datetime, by: Viewer) -> int:
    """The number of the actor's assessment against a framework (its key), which begins where there is none."""
    ensure(by, OWN)
    held = framework_called(framework, viewer=by)
    with changing("A self-assessment was begun", at=at, by=by):
        row = Assessment.objects.filter(person=by.person, framework=held.key).first()
        if row is None:
            person = Person.objects.get(pk=by.person or 0)
            day = at.date()
            row = Assessment.objects.create(
                controller=person.controller,
                person=person,
                framework=held.key,
                answers={},
                begun_on=day,
                changed_on=day,
            )
    return int(row.pk)


def answer_screen(number: int, place: int, answers: Answers, *, version: int, at: datetime, by: Viewer) -> None:
    """Keeps what the actor says on one screen; whatever is on the others stays. An answer can be taken back.

    NoSuchCareer where it is not theirs or there is no such screen, ChangedMeanwhile from another window.
    """
    own_row(number, viewer=by)
    with changing("Somebody said what they have", at=at, by=by):
        row = Assessment.objects.select_for_update(of=("self",)).get(pk=number)
        ensure_unchanged(row, version, by=by)
        framework = framework_called(row.framework, viewer=by).framework
        if not 1 <= place <= len(framework.domains):
            raise NoSuchCareer
        row.answers = with_answers(framework, row.answers, place, answers)
        row.changed_on = at.date()
        row.save(update_fields=["answers", "changed_on"])


def show_assessment(number: int, address: str, until: date, *, at: datetime, by: Viewer) -> int:
    """Shows the actor's assessment to whoever signs in with the address, until a day; the number of the share."""
    row = own_row(number, viewer=by)
    today = at.date()
    reader = reader_called(address, viewer=by, on=today)
    if reader is None:
        raise CannotKeepCareer(say.NOBODY)
    if reader.pk == by.person:
        raise CannotKeepCareer(say.YOURSELF)
    if not today <= until <= today + LONGEST_SHARE:
        raise CannotKeepCareer(say.WHEN)
    with changing("A self-assessment is shown to somebody", at=at, by=by):
        Assessment.objects.select_for_update(of=("self",)).get(pk=number)
        there = row.shares.filter(reader=reader, taken_back_on__isnull=True, until__gte=today)
        if there.exists():
            raise CannotKeepCareer(say.SHOWN_ALREADY)
        share = AssessmentShare.objects.create(
            controller=row.controller, person=row.person, assessment=row, reader=reader, until=until
        )
    return int(share.pk)


def take_back_share(number: int, *, at: datetime, by: Viewer) -> int:
    """From now on the reader reads it no longer; the number of the assessment. Only by whose it is."""
    ensure(by, OWN)
    with changing("A self-assessment is no longer shown to somebody", at=at, by=by):
        row = AssessmentShare.objects.select_for_update(of=("self",)).filter(pk=number, person=by.person).first()
        if row is None:
            raise NoSuchCareer
        if row.taken_back_on is None:
            row.taken_back_on = at.date()
            row.save(update_fields=["taken_back_on"])
    return int(row.assessment_id)


def delete_assessment(number: int, *, at: datetime, by: Viewer) -> None:
    """The actor's assessment goes for good, with its history and to whom it was shown; a dated mark stays."""
    own_row(number, viewer=by)
    sort = Assessment._meta.label_lower
    try:
        remove(sort, [number], basis=Basis.ERASURE, why="Deleted by whose it was", at=at, by=by)
    except OnHold as trouble:
        raise CannotKeepCareer(say.ON_HOLD) from trouble
