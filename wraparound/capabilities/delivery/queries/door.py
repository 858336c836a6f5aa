"""The door to delivery: plans that the viewer reads, milestones that they own, and what is asked for a page."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Count, Q

from wraparound.capabilities.delivery.access import ABOUT, READ_PLAN, SEE_REGION
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation
from wraparound.capabilities.delivery.queries.milestones import own_milestones
from wraparound.capabilities.delivery.queries.reading import history_of
from wraparound.capabilities.delivery.queries.recommendations import recommendations
from wraparound.capabilities.delivery.terms.milestones import DUE_SOON, MilestoneState
from wraparound.capabilities.delivery.terms.plans import DeliveryPage, PlanLine, PlanPage
from wraparound.capabilities.delivery.terms.recommendations import own_key
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.terms.access import OPERATOR, Viewer

MOST_PLANS = 500


def door(*, viewer: Viewer, today: date) -> DeliveryPage:
    """What the viewer finds at the door; empty lists for the public."""
    ensure(viewer, ABOUT)
    places = list(_places(viewer))
    counts = _counts(places, today)
    return DeliveryPage(
        plans=tuple(_line(place, counts, viewer) for place in places),
        own=own_milestones(viewer=viewer),
        reads_region=allows(viewer, SEE_REGION),
        on=today,
    )


def readable_codes(*, viewer: Viewer) -> tuple[str, ...]:
    """Codes of the organisations whose plans the viewer reads; for whoever runs the site, of those that have one."""
    return tuple(place.code for place in _places(viewer))


def first_days(found: PlanPage, *, viewer: Viewer) -> Mapping[int, date]:
    """The first due day of each milestone of a plan that the viewer has read."""
    first, _ = history_of([one.number for one in found.milestones], viewer=viewer)
    return first


def _places(viewer: Viewer) -> list[Organisation]:
    rows = Organisation.objects.exclude(kind="Region").order_by("name", "pk")
    if viewer == OPERATOR:
        planned = Q(pk__in=Milestone.objects.values("organisation")) | Q(pk__in=Answer.objects.values("organisation"))
        return list(rows.filter(planned)[:MOST_PLANS])
    far = reach(viewer, READ_PLAN)
    return list(rows.filter(pk__in=far.organisations)[:MOST_PLANS]) if far.organisations else []


def _counts(places: list[Organisation], today: date) -> dict[int, dict[str, int]]:
    """Open, overdue and due soon, answers, and own recommendations of each plan, in three statements for all."""
    if not places:
        return {}
    keys = [one.pk for one in places]
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    late, soon = Q(due_on__lt=today), Q(due_on__gte=today, due_on__lte=today + timedelta(days=DUE_SOON))
    rows = Milestone.objects.filter(organisation__in=keys, state=MilestoneState.OPEN).values_list("organisation")
    counted = rows.annotate(open=Count("pk"), overdue=Count("pk", filter=late), due_soon=Count("pk", filter=soon))
    for key, *many in counted:
        found[key] |= dict(zip(("open", "overdue", "due_soon"), many, strict=True))
    over = [own_key(pk) for pk in OwnRecommendation.objects.filter(ended_at__isnull=False).values_list("pk", flat=True)]
    answered = Answer.objects.filter(organisation__in=keys, ended_at__isnull=True).exclude(recommendation__in=over)
    for key, answers in answered.values_list("organisation").annotate(many=Count("pk")):
        found[key]["answered"] = answers
    here = Q(programme__organisation__in=keys) | Q(programme__region__in={one.region_id for one in places})
    for of, region in OwnRecommendation.objects.filter(here, ended_at__isnull=True).values_list(
        "programme__organisation", "programme__region"
    ):
        for place in places:
            if of == place.pk or region == place.region_id:
                found[place.pk]["added"] = found[place.pk].get("added", 0) + 1
    return found


def _line(place: Organisation, counts: dict[int, dict[str, int]], viewer: Viewer) -> PlanLine:
    many = counts.get(place.pk, {})
    known = len(recommendations(viewer=viewer)) + many.get("added", 0)
    return PlanLine(
        code=place.code,
        name=place.name,
        open=many.get("open", 0),
        overdue=many.get("overdue", 0),
        due_soon=many.get("due_soon", 0),
        unanswered=known - many.get("answered", 0),
    )
