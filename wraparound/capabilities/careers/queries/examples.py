"""Examples: read by the person, and one by one by those whom they ask to vouch for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.models.examples import Example, Vouch
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.examples import (
    ExampleLine,
    ExamplePage,
    VouchAsked,
    VouchState,
    VouchTerms,
)
from wraparound.capabilities.careers.terms.frameworks import Competency, NoSuchCareer
from wraparound.capabilities.careers.wording import examples as say
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.actions.looks import note_look

SHOWN = ("name", "example")
STANDS = frozenset({VouchState.ASKED, VouchState.CONFIRMED, VouchState.EXPIRED})


def own_example(number: int, *, viewer: Viewer) -> Example:
    """The row of an example of the viewer's own; NoSuchCareer for everybody else, whatever their role."""
    ensure(viewer, OWN)
    row = Example.objects.select_related("person", "controller").filter(pk=number, person=viewer.person).first()
    if row is None:
        raise NoSuchCareer
    return row


def own_examples(framework: str, *, viewer: Viewer, on: date) -> Mapping[str, tuple[ExampleLine, ...]]:
    """By key of a competency of a framework (its key), the viewer's examples, the newest first."""
    rows = Example.objects.filter(person=viewer.person or 0, framework=framework).order_by("-written_on", "-pk")
    found: dict[str, tuple[ExampleLine, ...]] = {}
    for row in rows.prefetch_related("vouches__voucher"):
        line = _line(row, on)
        standing = tuple(one for one in line.vouches if one.state in STANDS)
        shown = replace(line, vouches=standing)
        found[row.competency] = (*found.get(row.competency, ()), shown)
    return found


def example_page(number: int, *, viewer: Viewer, on: date) -> ExamplePage:
    """An example of the viewer's own, with everybody who was asked to vouch for it."""
    row = own_example(number, viewer=viewer)
    framework = framework_called(row.framework, viewer=viewer).framework
    return ExamplePage(line=_line(row, on), framework=framework.title, competency=competency_of(row, viewer=viewer))


def competency_of(row: Example, *, viewer: Viewer) -> Competency:
    """What an example shows."""
    return competency_called(row.framework, row.competency, viewer=viewer)


def competency_called(framework: str, key: str, *, viewer: Viewer) -> Competency:
    """A competency of a framework, by their keys; NoSuchCareer where there is none."""
    every = framework_called(framework, viewer=viewer).framework.competencies
    found = next((one for one in every if one.key == key), None)
    if found is None:
        raise NoSuchCareer
    return found


def asked_to_vouch(*, viewer: Viewer, on: date) -> tuple[VouchAsked, ...]:
    """Examples that wait for the viewer, and those for which they vouch today. The person named them: no look."""
    if viewer.person is None:
        return ()
    rows = _asked(viewer).filter(state__in=[VouchState.ASKED, VouchState.CONFIRMED], until__gte=on)
    return tuple(_vouch_asked(row, viewer, on) for row in rows.order_by("-state", "until", "pk"))


def waiting_vouches(*, viewer: Viewer, on: date) -> QuerySet[Vouch]:
    """Rows of examples that wait for the viewer to vouch for them."""
    return _asked(viewer).filter(state=VouchState.ASKED, until__gte=on)


def vouch_page(number: int, *, viewer: Viewer, on: date) -> VouchAsked:
    """An example for which the viewer is asked to vouch; NoSuchCareer once the day is over. Logged."""
    ensure(viewer, OWN)
    row = _asked(viewer).filter(pk=number, until__gte=on).first()
    if row is None:
        raise NoSuchCareer
    note_look([row.person_id], SHOWN, say.WHY_READ, by=viewer)
    return _vouch_asked(row, viewer, on)


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """The viewer's examples with who vouches, and for whose example they were asked to."""
    on = timezone.localtime(at).date()
    held: list[HeldElsewhere] = []
    rows = Example.objects.filter(person=viewer.person or 0).prefetch_related("vouches__voucher").order_by("pk")
    for row in rows:
        line = _line(row, on)
        parts = [line.words, line.link, line.document, *map(say.vouch_words, line.vouches)]
        what = f"Your example of {competency_of(row, viewer=viewer).title}"
        held.append(
            HeldElsewhere.on_day(row.written_on, "Careers", what, by=viewer.name, words="\n".join(filter(None, parts)))
        )
    for one in Vouch.objects.filter(voucher=viewer.person or 0).select_related("person", "voucher").order_by("pk"):
        words = say.vouch_words(_terms(one, on))
        held.append(
            HeldElsewhere.on_day(
                one.asked_on, "Careers", "You were asked to vouch for an example", by=one.person.name, words=words
            )
        )
    return tuple(held)


def _asked(viewer: Viewer) -> QuerySet[Vouch]:
    rows = Vouch.objects.select_related("person", "voucher", "example").prefetch_related("example__vouches__voucher")
    return rows.filter(voucher=viewer.person or 0, person__is_active=True)


def _vouch_asked(row: Vouch, viewer: Viewer, on: date) -> VouchAsked:
    line = _line(row.example, on)
    return VouchAsked(
        number=row.pk,
        person=row.person.name,
        competency=competency_of(row.example, viewer=viewer),
        # Who else was asked is between the person and them.
        example=replace(line, vouches=()),
        state=_terms(row, on).state,
        until=row.until,
    )


def _line(row: Example, on: date) -> ExampleLine:
    return ExampleLine(
        number=row.pk,
        competency=row.competency,
        words=row.words,
        link=row.link,
        document=row.document,
        written_on=row.written_on,
        vouches=tuple(_terms(one, on) for one in sorted(row.vouches.all(), key=lambda one: one.pk)),
    )


def _terms(row: Vouch, on: date) -> VouchTerms:
    state = VouchState(row.state)
    over = state is VouchState.CONFIRMED and on > row.until
    return VouchTerms(
        number=row.pk,
        voucher=row.voucher.name,
        state=VouchState.EXPIRED if over else state,
        answered_on=row.answered_on,
        until=row.until,
    )
