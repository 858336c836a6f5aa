"""Who can own a milestone: people with a place or a role at its organisation, found by name or sign-in address."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.delivery.access import KEEP_PLAN
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.reading import about
from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.people.access import reach
from wraparound.people.calculation import name_key
from wraparound.people.models import Grant, Membership, Organisation, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer

MOST_SUGGESTED = 60
NOBODY = (
    "Nobody called “{}” has a place or a role here. Type the name as it stands in their record, or the address they "
    "sign in with."
)
SEVERAL = "Several people here are called “{}”. Type the address that the one you mean signs in with."


def owner_called(place: Organisation, typed: str, *, viewer: Viewer, on: date) -> Person:
    """Whoever of the organisation is meant by a name or a sign-in address; CannotPlan where nobody or several are."""
    words = typed.strip()
    by_name = Q(name_key=name_key(words)) | Q(email=words.casefold())
    found = list(_people_of(place.pk, on).filter(by_name)[:2])
    if len(found) != 1:
        raise CannotPlan((SEVERAL if found else NOBODY).format(words[:80]))
    shown([found[0].pk], ("name",), KEEP_PLAN, viewer=viewer, about=about(place, viewer=viewer))
    return found[0]


def suggested_owners(place: Organisation, *, viewer: Viewer, on: date) -> tuple[str, ...]:
    """Names to choose from: whoever owns a milestone of the plan already, or has a role at the organisation."""
    own = Milestone.objects.filter(organisation=place.pk).values("owner")
    role = Grant.objects.current(on).filter(organisation=place.pk, ended_at__isnull=True).values("person")
    people = _people_of(place.pk, on).filter(Q(pk__in=own) | Q(pk__in=role)).order_by("name_key", "pk")
    found = list(people[:MOST_SUGGESTED])
    shown([one.pk for one in found], ("name",), KEEP_PLAN, viewer=viewer, about=about(place, viewer=viewer))
    return tuple(one.name for one in found)


def left_behind(*, viewer: Viewer, on: date, place: Organisation | None = None) -> QuerySet[Milestone]:
    """Open milestones, in plans that the viewer keeps, whose owner no longer has a place or a role there."""
    rows = Milestone.objects.filter(state=MilestoneState.OPEN)
    if place is not None:
        rows = rows.filter(organisation=place.pk)
    rows = rows.filter(organisation__in=reach(viewer, KEEP_PLAN).organisations)
    here = {"person": OuterRef("owner"), "organisation": OuterRef("organisation")}
    stays = Exists(Membership.objects.current(on).filter(**here))
    acts = Exists(Grant.objects.current(on).filter(**here, ended_at__isnull=True))
    return rows.filter(Q(owner__is_active=False) | ~(Q(stays) | Q(acts)))


def _people_of(organisation: int, on: date) -> QuerySet[Person]:
    stays = Membership.objects.current(on).filter(organisation=organisation).values("person")
    acts = Grant.objects.current(on).filter(organisation=organisation, ended_at__isnull=True).values("person")
    rows: QuerySet[Person] = Person.objects.filter(Q(pk__in=stays) | Q(pk__in=acts), is_active=True)
    return rows
