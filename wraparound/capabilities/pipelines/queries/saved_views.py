"""Views of the list that somebody saved, or that were shared with what they reach."""

from django.db.models import Q

from wraparound.capabilities.pipelines.access import SEE_POSTS
from wraparound.capabilities.pipelines.models.people import SavedView
from wraparound.capabilities.pipelines.terms.question import SavedViewTerms
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer

MOST_LISTED = 60
MOST_PLACES = 200


def saved_views(*, viewer: Viewer, most: int = MOST_LISTED) -> tuple[SavedViewTerms, ...]:
    """The viewer's own views, then those shared with an organisation or a region that they reach; by name.

    What a shared view shows is cut to what its reader may see: it is a question, and no answer.
    """
    ensure(viewer, SEE_POSTS)
    far = reach(viewer, SEE_POSTS)
    shared = (
        Q(organisation__isnull=False) | Q(region__isnull=False)
        if far.nation
        else Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions) | Q(region__in=far.regions)
    )
    rows = SavedView.objects.filter(Q(person=viewer.person) | shared).select_related("organisation", "region")
    found = [
        SavedViewTerms(
            number=row.pk,
            name=row.name,
            question=row.question,
            shared_with=str(row.organisation or row.region or ""),
            own=row.person_id == viewer.person,
        )
        for row in rows.order_by("name", "pk")[:most]
    ]
    return tuple(sorted(found, key=lambda one: (not one.own, one.name.casefold(), one.number)))


def sharable_with(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Organisations and regions that the viewer reaches, as a form sends them, with their names."""
    far = reach(viewer, SEE_POSTS)
    places = Q() if far.nation else Q(pk__in=far.organisations) | Q(region__in=far.regions)
    rows = Organisation.objects.filter(places).exclude(kind="Region").order_by("name").values_list("code", "name")
    regions = Region.objects.all() if far.nation else Region.objects.filter(pk__in=far.regions)
    return (
        *((f"region:{code}", name) for code, name in regions.order_by("name").values_list("code", "name")),
        *((f"organisation:{code}", name) for code, name in rows[:MOST_PLACES]),
    )
