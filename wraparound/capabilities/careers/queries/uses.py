"""What somebody lets stand beside their readiness in pipelines: a token there, which only this can read.

A token is made from what the record is, whose it is and beside which readiness it stands, with this site's own secret.
So nothing is kept of it here: once the record is gone, or is not shown to a reader, there is nothing that would match.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.utils.crypto import salted_hmac

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.models.assessments import Assessment, AssessmentShare
from wraparound.capabilities.careers.models.examples import Vouch
from wraparound.capabilities.careers.models.system_work import SystemWork, SystemWorkShare
from wraparound.capabilities.careers.queries.examples import competency_called
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.examples import VouchState
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.uses import UseLine, UseOf, UsePage
from wraparound.capabilities.careers.wording import uses as say
from wraparound.capabilities.pipelines.queries.references import own_beside, own_entries
from wraparound.capabilities.pipelines.terms.references import LONGEST_TOKEN, LeadsTo
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer

SALT = "wraparound.careers.uses"
Shown = tuple[UseOf, int, LeadsTo]
"""What it is, its number (0 for all work across organisations), and where a reader finds it."""


def leads_to(
    person: int, asked: Collection[tuple[int, str]], *, viewer: Viewer, on: date
) -> Mapping[tuple[int, str], LeadsTo]:
    """Where tokens beside the readiness of a person lead for the viewer today: to what is shown to them, or theirs."""
    if viewer.person is None or not Person.objects.filter(pk=person, is_active=True).exists():
        return {}
    found = list(_own(viewer, on) if person == viewer.person else _shown(person, viewer.person, on))
    return {
        (readiness, token): to
        for readiness, token in asked
        for sort, number, to in found
        if token == _token(sort, number, person, readiness)
    }


def use_page(sort: str, number: int, *, viewer: Viewer, on: date) -> UsePage:
    """A record of the viewer's own, and beside which readiness it stands or could; NoSuchCareer for all others."""
    ensure(viewer, OWN)
    own = _own(viewer, on) if sort in set(UseOf) else ()
    found = next((to for one, each, to in own if (one, each) == (sort, number)), None)
    if found is None:
        raise NoSuchCareer
    return UsePage(
        sort=UseOf(sort),
        number=number,
        words=found.words,
        page=found.page,
        lines=_lines(UseOf(sort), number, viewer=viewer, on=on),
    )


def where_used(sort: UseOf, number: int, *, viewer: Viewer, on: date) -> tuple[UseLine, ...]:
    """Beside which readiness of theirs a record of the viewer's own stands; the caller has seen that it is theirs."""
    return tuple(one for one in _lines(sort, number, viewer=viewer, on=on) if one.stands is not None)


def _lines(sort: UseOf, number: int, *, viewer: Viewer, on: date) -> tuple[UseLine, ...]:
    entries = own_entries(viewer=viewer, on=on)
    stands = {one.token: one.number for each in own_beside(viewer=viewer, on=on).values() for one in each}
    lines = []
    for entry in entries:
        token = _token(sort, number, viewer.person or 0, entry.number)
        lines.append(UseLine(entry=entry, token=token, stands=stands.get(token)))
    return tuple(one for one in lines if one.entry.counts or one.stands is not None)


def _token(sort: UseOf, number: int, person: int, readiness: int) -> str:
    words = f"{sort}:{number}:{person}:{readiness}"
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()[:LONGEST_TOKEN]


def _own(viewer: Viewer, on: date) -> Iterator[Shown]:
    for row in Assessment.objects.filter(person=viewer.person).order_by("pk"):
        title = framework_called(row.framework, viewer=viewer).framework.title
        yield UseOf.ASSESSMENT, row.pk, LeadsTo(page="careers:mine", number=row.pk, words=say.of_assessment(title))
    if SystemWork.objects.filter(person=viewer.person).exists():
        yield UseOf.WORKS, 0, LeadsTo(page="careers:works", words=say.WORKS)
    vouched = Vouch.objects.filter(person=viewer.person, state=VouchState.CONFIRMED, until__gte=on)
    examples = {row.example_id: row.example for row in vouched.select_related("example").order_by("example")}
    for number, one in examples.items():
        words = say.of_example(competency_called(one.framework, one.competency, viewer=viewer).title)
        yield UseOf.EXAMPLE, number, LeadsTo(page="careers:example", number=number, words=words)


def _shown(person: int, reader: int, on: date) -> Iterator[Shown]:
    counts = {"person": person, "reader": reader, "until__gte": on, "taken_back_on__isnull": True}
    for number, share in AssessmentShare.objects.filter(**counts).values_list("assessment", "pk"):
        yield UseOf.ASSESSMENT, number, LeadsTo(page="careers:shared", number=share)
    works = SystemWorkShare.objects.filter(**counts, person__in=SystemWork.objects.values("person"))
    for share in works.values_list("pk", flat=True):
        yield UseOf.WORKS, 0, LeadsTo(page="careers:works_shown", number=share)
    vouched = Vouch.objects.filter(person=person, voucher=reader, state=VouchState.CONFIRMED, until__gte=on)
    for number, vouch in vouched.values_list("example", "pk"):
        yield UseOf.EXAMPLE, number, LeadsTo(page="careers:vouch", number=vouch)
