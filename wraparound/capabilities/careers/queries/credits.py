"""Credits for earlier work: for the person, and for those who lead the organisation where it was decided."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from wraparound.capabilities.careers.access import CREDIT, OWN
from wraparound.capabilities.careers.models.credits import Credit
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.credits import CreditTerms, CreditWriting
from wraparound.capabilities.careers.terms.frameworks import KeeperPlace, NoSuchCareer
from wraparound.capabilities.careers.wording import credits as say
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import EntryElsewhere, HeldElsewhere

FIELDS = ("name", "credit for earlier work")
OF_CREDITS = Credit._meta.label_lower


def crediting_places(*, viewer: Viewer) -> tuple[KeeperPlace, ...]:
    """Organisations whose people the viewer may credit."""
    ensure(viewer, CREDIT)
    rows = Organisation.objects.filter(pk__in=reach(viewer, CREDIT).organisations).order_by("name")
    return tuple(KeeperPlace(key=row.code, name=row.name) for row in rows)


def credits_here(*, viewer: Viewer) -> tuple[CreditTerms, ...]:
    """What the viewer's organisations credited, by name of the person; logged as a look at each of them."""
    ensure(viewer, CREDIT)
    rows = list(_rows().filter(organisation__in=reach(viewer, CREDIT).organisations).order_by("person__name_key", "pk"))
    shown(list({row.person_id for row in rows}), FIELDS, CREDIT, viewer=viewer)
    return _terms(rows, viewer)


def credit_row(number: int, *, viewer: Viewer) -> Credit:
    """The row of a credit that the viewer's organisation decided; NoSuchCareer otherwise."""
    ensure(viewer, CREDIT)
    row = _rows().filter(pk=number, organisation__in=reach(viewer, CREDIT).organisations).first()
    if row is None:
        raise NoSuchCareer
    return row


def credit_terms(number: int, *, viewer: Viewer) -> CreditTerms:
    """A credit that the viewer's organisation decided; logged as a look."""
    row = credit_row(number, viewer=viewer)
    shown([row.person_id], FIELDS, CREDIT, viewer=viewer)
    return _terms([row], viewer)[0]


def credit_writing(code: str, framework: str, *, viewer: Viewer, on: date) -> CreditWriting:
    """What is there when the viewer decides: the people of the organisation but themselves, and the framework."""
    place = next((one for one in crediting_places(viewer=viewer) if one.key == code), None)
    if place is None:
        raise NoSuchCareer
    here = Membership.objects.current(on).filter(organisation__code=code).values("person")
    people = list(
        Person.objects.filter(pk__in=here, is_active=True).exclude(pk=viewer.person or 0).order_by("name_key")
    )
    shown([one.pk for one in people], ("name",), CREDIT, viewer=viewer)
    held = framework_called(framework, viewer=viewer)
    listed = tuple((str(one.key), one.name) for one in people)
    return CreditWriting(place=place, people=listed, key=held.key, framework=held.framework)


def credited(*, viewer: Viewer) -> tuple[CreditTerms, ...]:
    """All that was credited to the viewer, the latest first, also what counts no longer."""
    ensure(viewer, OWN)
    return _terms(_rows().filter(person=viewer.person or 0).order_by("-pk"), viewer)


def own_credits(framework: str, *, viewer: Viewer) -> dict[str, tuple[CreditTerms, ...]]:
    """By key of a competency of a framework, what counts today of what was credited to the viewer."""
    rows = _rows().filter(person=viewer.person or 0, framework=framework, ended_on__isnull=True).order_by("pk")
    found: dict[str, tuple[CreditTerms, ...]] = {}
    for one in _terms(rows, viewer):
        for key in one.keys:
            found[key] = (*found.get(key, ()), one)
    return found


def credit_entries(person: int, *, viewer: Viewer) -> tuple[EntryElsewhere, ...]:
    """Each credit of somebody as an entry of their record that they can say is wrong."""
    rows = _rows().filter(person=person).order_by("-pk")
    return tuple(
        EntryElsewhere(one.number, say.head(one), say.detail(one), f"{one.why} {one.evidence}", one.organisation)
        for one in _terms(rows, viewer)
    )


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What was credited to the viewer: for the copy of their data."""
    rows = _rows().filter(person=viewer.person or 0).order_by("pk")
    return tuple(
        HeldElsewhere.on_day(
            one.decided_on,
            "Careers",
            say.head(one),
            by=one.decided_by,
            words=f"{say.detail(one)}\n{one.why}\n{one.evidence}",
        )
        for one in _terms(rows, viewer)
    )


def _rows() -> QuerySet[Credit]:
    return Credit.objects.select_related("person", "organisation", "decided_by")


def _terms(rows: Iterable[Credit], viewer: Viewer) -> tuple[CreditTerms, ...]:
    found: list[CreditTerms] = []
    for row in rows:
        framework = framework_called(row.framework, viewer=viewer).framework
        titles = {one.key: one.title for one in framework.competencies}
        found.append(
            CreditTerms(
                number=row.pk,
                person=row.person.name,
                organisation=row.organisation.name,
                framework=framework.title,
                keys=tuple(row.competencies),
                titles=tuple(titles[key] for key in row.competencies if key in titles),
                why=row.why,
                evidence=row.evidence,
                decided_by=row.decided_by.name,
                decided_on=row.decided_on,
                ended_on=row.ended_on,
                ended_because=row.ended_because,
            )
        )
    return tuple(found)
