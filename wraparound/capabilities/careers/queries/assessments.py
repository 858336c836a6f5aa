"""What people say of themselves: read by the person, and by those to whom they show it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.calculation.assessing import answered, progress_of, said_before
from wraparound.capabilities.careers.models.assessments import Assessment, AssessmentShare
from wraparound.capabilities.careers.queries.frameworks import framework_called, mappings_of
from wraparound.capabilities.careers.terms.assessments import (
    Answered,
    AssessmentLine,
    AssessmentPage,
    ScreenPage,
    SharedLine,
    ShareTerms,
)
from wraparound.capabilities.careers.terms.frameworks import HeldFramework, NoSuchCareer
from wraparound.capabilities.careers.wording import assessments as say
from wraparound.people.access import ensure
from wraparound.people.calculation import name_key
from wraparound.people.models import Membership, Person
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.actions.looks import note_look
from wraparound.records.queries.history import version_number

SHOWN = ("name", "self-assessment")


def own_assessments(*, viewer: Viewer) -> tuple[AssessmentLine, ...]:
    """The viewer's own, the one answered last first; none for the public."""
    if viewer.person is None:
        return ()
    rows = Assessment.objects.filter(person=viewer.person).order_by("-changed_on", "-pk")
    return tuple(_line(row, framework_called(row.framework, viewer=viewer)) for row in rows)


def shown_to(*, viewer: Viewer, on: date) -> tuple[SharedLine, ...]:
    """What others show the viewer today. That they are named here is no look: they named the viewer first."""
    if viewer.person is None:
        return ()
    rows = _counting(on).filter(reader=viewer.person).order_by("until", "pk")
    return tuple(
        SharedLine(
            number=row.pk,
            person=row.person.name,
            framework=framework_called(row.assessment.framework, viewer=viewer).framework.title,
            until=row.until,
        )
        for row in rows
    )


def own_row(number: int, *, viewer: Viewer) -> Assessment:
    """The row of an assessment of the viewer's own; NoSuchCareer for everybody else, whatever their role."""
    ensure(viewer, OWN)
    found = Assessment.objects.select_related("person", "controller").filter(pk=number, person=viewer.person).first()
    if found is None:
        raise NoSuchCareer
    return found


def own_answers(framework: str, *, viewer: Viewer) -> tuple[int | None, Mapping[str, Answered]]:
    """The number of the viewer's assessment against a framework (its key), and what they said; nothing without one."""
    row = Assessment.objects.filter(person=viewer.person, framework=framework).first() if viewer.person else None
    if row is None:
        return None, {}
    held = framework_called(framework, viewer=viewer)
    return row.pk, {one.competency.key: one for one in answered(held.framework, row.answers)}


def assessment_page(number: int, *, viewer: Viewer) -> AssessmentPage:
    """What the viewer said of themselves, and to whom they show it."""
    row = own_row(number, viewer=viewer)
    rows = row.shares.select_related("reader").order_by("-pk")
    shares = tuple(
        ShareTerms(number=one.pk, reader=one.reader.name, until=one.until, taken_back_on=one.taken_back_on)
        for one in rows
    )
    return _page(row, framework_called(row.framework, viewer=viewer), shares)


def shared_page(number: int, *, viewer: Viewer, on: date) -> AssessmentPage:
    """What somebody shows the viewer, by the number of the share; NoSuchCareer once it no longer counts. Logged."""
    ensure(viewer, OWN)
    row = _counting(on).filter(pk=number, reader=viewer.person).first()
    if row is None:
        raise NoSuchCareer
    note_look([row.person_id], SHOWN, say.why_let_in(row.until), by=viewer)
    return _page(row.assessment, framework_called(row.assessment.framework, viewer=viewer), ())


def screen_page(number: int, place: int, *, viewer: Viewer) -> ScreenPage:
    """One domain of the viewer's own assessment, to be answered."""
    row = own_row(number, viewer=viewer)
    held = framework_called(row.framework, viewer=viewer)
    if not 1 <= place <= len(held.framework.domains):
        raise NoSuchCareer
    domain = held.framework.domains[place - 1]
    said = answered(held.framework, row.answers)
    return ScreenPage(
        number=row.pk,
        place=place,
        of=len(held.framework.domains),
        framework=held,
        domain=domain,
        answers=tuple(one for one in said if one.competency.domain == domain.key),
        version=version_number(row, viewer=viewer),
        earlier=earlier_said(held, viewer=viewer),
    )


def earlier_said(held: HeldFramework, *, viewer: Viewer) -> dict[str, str]:
    """By key of a competency, what the viewer said against frameworks of which something carries over to this one."""
    found: dict[str, str] = {}
    for mapping in mappings_of(held.key, viewer=viewer):
        if mapping.after == held.key:
            number, before = own_answers(mapping.before, viewer=viewer)
            title = framework_called(mapping.before, viewer=viewer).framework.title if number else ""
            for key, said in said_before(mapping.pairs, before).items():
                found[key] = f"{found.get(key, '')} {say.earlier_words(said, title)}".strip()
    return found


def reader_called(typed: str, *, viewer: Viewer, on: date) -> Person | None:
    """Whoever signs in with exactly this address, or the one colleague of exactly this name; none otherwise."""
    words = typed.strip()
    places = Membership.objects.current(on).filter(person=viewer.person or 0).values("organisation")
    colleagues = Membership.objects.current(on).filter(organisation__in=places).values("person")
    meant = Q(email=words.casefold()) | Q(name_key=name_key(words), pk__in=colleagues)
    found = list(Person.objects.filter(meant, is_active=True)[:2])
    return found[0] if len(found) == 1 else None


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What the viewer said of themselves, and to whom they show it: for the copy of their data."""
    held: list[HeldElsewhere] = []
    for row in Assessment.objects.filter(person=viewer.person or 0).select_related("person").order_by("pk"):
        one = framework_called(row.framework, viewer=viewer).framework
        said = [each for each in answered(one, row.answers) if each.is_answered]
        words = "\n".join(f"{each.competency.title}: {say.said_words(each)}" for each in said)
        held.append(
            HeldElsewhere.on_day(
                row.changed_on,
                "Careers",
                f"What you said of yourself against {one.title}",
                by=row.person.name,
                words=words,
            )
        )
        for share in row.shares.select_related("reader").order_by("pk"):
            terms = ShareTerms(
                number=share.pk, reader=share.reader.name, until=share.until, taken_back_on=share.taken_back_on
            )
            held.append(
                HeldElsewhere.on_day(
                    row.changed_on, "Careers", "To whom you show it", by=row.person.name, words=say.share_words(terms)
                )
            )
    return tuple(held)


def _counting(on: date) -> QuerySet[AssessmentShare]:
    rows = AssessmentShare.objects.select_related("person", "assessment__person")
    return rows.filter(until__gte=on, taken_back_on__isnull=True, person__is_active=True)


def _line(row: Assessment, held: HeldFramework) -> AssessmentLine:
    return AssessmentLine(
        number=row.pk,
        framework=held.framework.title,
        begun_on=row.begun_on,
        changed_on=row.changed_on,
        progress=progress_of(held.framework, row.answers),
    )


def _page(row: Assessment, held: HeldFramework, shares: tuple[ShareTerms, ...]) -> AssessmentPage:
    return AssessmentPage(
        number=row.pk,
        person=row.person.name,
        framework=held,
        answers=answered(held.framework, row.answers),
        begun_on=row.begun_on,
        changed_on=row.changed_on,
        progress=progress_of(held.framework, row.answers),
        shares=shares,
    )
