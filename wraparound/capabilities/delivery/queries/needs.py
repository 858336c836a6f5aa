"""What delivery asks of somebody today: milestones due, recommendations to answer, milestones to hand over."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from wraparound.capabilities.delivery.access import KEEP_PLAN
from wraparound.capabilities.delivery.evidence import shipped_recommendations
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation
from wraparound.capabilities.delivery.queries.owners import left_behind
from wraparound.capabilities.delivery.terms.milestones import DUE_SOON, MilestoneState
from wraparound.capabilities.delivery.terms.recommendations import OWN
from wraparound.capabilities.delivery.wording.needs import due_words, hand_over_words, unanswered_words
from wraparound.people.access import reach
from wraparound.people.models import Organisation
from wraparound.people.queries.waiting import there_are
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 20


def needs_today(*, viewer: Viewer, at: datetime, waits: Sequence[bool] | None = None) -> tuple[Need, ...]:
    """What is wanted of the viewer as an owner and for the plans that they keep, the most pressing first.

    `waits` says for each of `waiting` whether there is any, where somebody has asked already.
    """
    if viewer.person is None:
        return ()
    known = there_are(waiting(viewer=viewer, at=at), viewer=viewer) if waits is None else waits
    return tuple(sorted(_asked(timezone.localtime(at).date(), viewer, known), key=lambda one: one.by or date.max))


def waiting(*, viewer: Viewer, at: datetime) -> tuple[QuerySet[Any], ...]:
    """Rows of which any means that something waits: asked in one statement, and most days there are none."""
    today = timezone.localtime(at).date()
    return _due_rows(today, viewer), _unanswered_rows(viewer), left_behind(viewer=viewer, on=today)


def _asked(today: date, viewer: Viewer, waits: Sequence[bool]) -> Iterator[Need]:
    """Only what is known to be there is asked for."""
    is_due, is_unanswered, is_left = waits
    if is_due:
        yield from _due(_due_rows(today, viewer), today)
    if is_unanswered:
        yield from _unanswered(_unanswered_rows(viewer))
    if is_left:
        yield from _left(left_behind(viewer=viewer, on=today))


def _due_rows(today: date, viewer: Viewer) -> QuerySet[Milestone]:
    """Open milestones that the viewer owns, overdue or due soon."""
    rows = Milestone.objects.filter(owner=viewer.person or 0, state=MilestoneState.OPEN)
    return rows.filter(due_on__lte=today + timedelta(days=DUE_SOON))


def _unanswered_rows(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations whose plan the viewer keeps and that have not answered every recommendation: `unanswered` of them.

    Counted are those that ship with the site, those of its region, and its own.
    """
    keys = list(shipped_recommendations())
    answers = Answer.objects.filter(organisation=OuterRef("pk"), recommendation__in=keys, ended_at__isnull=True)
    rows = Organisation.objects.filter(pk__in=reach(viewer, KEEP_PLAN).organisations)
    counted = rows.annotate(unanswered=len(keys) - _many(answers) + _many(_added_unanswered()))
    return counted.filter(unanswered__gt=0)


def _added_unanswered() -> QuerySet[OwnRecommendation]:
    """Those followed that the organisation of the row around or its region added, and that have no answer of it."""
    key = Concat(Value(OWN), Cast(OuterRef("pk"), CharField()))
    given = Answer.objects.filter(organisation=OuterRef(OuterRef("pk")), recommendation=key, ended_at__isnull=True)
    here = Q(programme__organisation=OuterRef("pk")) | Q(programme__region=OuterRef("region"))
    return OwnRecommendation.objects.filter(here, ~Exists(given), ended_at__isnull=True)


def _many(rows: QuerySet[Any]) -> Coalesce:
    """How many rows a question within another finds."""
    counted = rows.order_by().annotate(of=Value(1)).values("of").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _due(rows: QuerySet[Milestone], today: date) -> Iterator[Need]:
    for one in rows.select_related("organisation").order_by("due_on", "pk")[:MOST]:
        words = due_words(one.title, one.organisation.name, one.due_on, today)
        yield Need(words, f"/delivery/milestones/{one.pk}/", "Say where it stands", one.due_on)


def _unanswered(rows: QuerySet[Organisation]) -> Iterator[Need]:
    for one in rows.order_by("name", "pk")[:MOST]:
        words = unanswered_words(one.unanswered, one.name)  # type: ignore[attr-defined]  # counted above
        yield Need(words, f"/delivery/{one.code}/", "Answer them")


def _left(rows: QuerySet[Milestone]) -> Iterator[Need]:
    places: dict[tuple[str, str], int] = {}
    for code, name in rows.order_by("organisation__name").values_list("organisation__code", "organisation__name"):
        places[code, name] = places.get((code, name), 0) + 1
    for (code, name), many in places.items():
        yield Need(hand_over_words(many, name), f"/delivery/{code}/hand-over/", "Hand them over")
