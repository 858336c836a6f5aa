"""Who changed and who looked, in the part of the site that the viewer checks; and how the whole site is kept."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from wraparound.people.access import RUN_THE_SITE, SEE_AUDIT, ensure, reach
from wraparound.people.calculation import together
from wraparound.people.models import Membership, Person
from wraparound.people.queries.looking import called, look_line, names_of, shown
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import AuditLine, ControlPage, LookLines
from wraparound.records.calculation.reasons import without_what_was_said
from wraparound.records.models.log import LookedAt
from wraparound.records.queries import controllers, history, looks, outbox, retention
from wraparound.records.terms import Background, RetentionClass, RetentionReport

NAMED = 5
"""People of a look that are named in a line; the rest are counted."""


def changes(page: int, *, viewer: Viewer, on: date) -> tuple[AuditLine, ...]:
    """One page of what was changed, newest first: of the whole site, or of people in what the viewer checks."""
    ensure(viewer, SEE_AUDIT)
    found = history.changes(_people(viewer, on), viewer=viewer, page=page)
    names = names_of([*(one.change.by for one in found), *(who for one in found for who in one.about)], viewer=viewer)
    shown(list(names), ("name", "changes"), SEE_AUDIT, viewer=viewer)
    return tuple(
        AuditLine(
            one.change.at,
            called(one.change.by, one.change.by_name, names, viewer=viewer),
            without_what_was_said(one.change.why),
            one.records,
            _called(one.about, names),
        )
        for one in found
    )


def look_lines(page: int, *, viewer: Viewer, on: date) -> LookLines:
    """One page of the looks at people in what the viewer checks, newest first, with the people whom each showed."""
    ensure(viewer, SEE_AUDIT)
    people = _people(viewer, on)
    found = looks.looks(people, viewer=viewer, page=page)
    seen = _seen([one.number for one in found.looks], people)
    names = names_of(
        [*(one.by for one in found.looks), *(one for some in seen.values() for one in some)], viewer=viewer
    )
    shown(list(names), ("name", "who looked"), SEE_AUDIT, viewer=viewer)
    return LookLines(
        together(
            look_line(one, names, viewer=viewer, about=_called(seen.get(one.number, ()), names)) for one in found.looks
        ),
        found.matching,
        found.page,
        found.pages,
    )


def control(*, viewer: Viewer) -> ControlPage:
    """Who is answerable for what."""
    ensure(viewer, RUN_THE_SITE)
    passed = controllers.transfers(viewer=viewer)
    names = names_of([one.by for one in passed], viewer=viewer)
    shown(list(names), ("name", "changes"), RUN_THE_SITE, viewer=viewer)
    return ControlPage(controllers.controllers(viewer=viewer), passed, names)


def background(*, viewer: Viewer, at: datetime) -> Background:
    """What runs in the background."""
    ensure(viewer, RUN_THE_SITE)
    return outbox.background(viewer=viewer, at=at)


def removed_at_request(*, viewer: Viewer) -> int:
    """How many records were removed because the person they were about asked for it."""
    ensure(viewer, RUN_THE_SITE)
    return retention.erased(viewer=viewer)


def kept_how_long(*, viewer: Viewer) -> tuple[tuple[RetentionClass, ...], tuple[RetentionReport, ...]]:
    """Every retention class, and what the job did when it ran."""
    ensure(viewer, RUN_THE_SITE)
    return retention.classes(viewer=viewer), retention.runs(viewer=viewer)


def _called(people: Iterable[int], names: dict[int, str]) -> tuple[str, ...]:
    return tuple(names.get(one, "somebody who is no longer here") for one in people)


def _people(viewer: Viewer, on: date) -> "QuerySet[Any, Any] | None":
    """Ids of the people in what the viewer checks; none for the whole site."""
    far = reach(viewer, SEE_AUDIT)
    if far.nation:
        return None
    here = Membership.objects.current(on).filter(
        Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions)
    )
    found: QuerySet[Any, Any] = Person.objects.filter(pk__in=here.values("person")).values("pk")
    return found


def _seen(numbers: Iterable[int], people: "QuerySet[Any, Any] | None") -> dict[int, list[int]]:
    """A few of the people whom each look showed, of those the viewer may know."""
    rows = LookedAt.objects.filter(look__in=list(numbers))
    rows = rows if people is None else rows.filter(about__in=people)
    found: dict[int, list[int]] = {}
    for look, about in rows.order_by("look_id", "pk").values_list("look_id", "about")[:2_000]:
        if len(found.setdefault(look, [])) < NAMED:
            found[look].append(about)
    return found
