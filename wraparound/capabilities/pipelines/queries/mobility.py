"""How far people said at work that they would go, for this site itself, which counts them: no role reads this."""

from wraparound.capabilities.pipelines.access import COUNT_MOBILITY
from wraparound.capabilities.pipelines.models.people import Interest
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import in_terms
from wraparound.capabilities.pipelines.terms.mobility import MobilityCount
from wraparound.capabilities.pipelines.terms.people import Travel
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer

FEWEST_ORGANISATIONS = 2


def mobility_counts(*, viewer: Viewer, day: Day) -> tuple[MobilityCount, ...]:
    """Who would and would not move house, by region, of people who say so at work; none who left it open.

    Whoever belongs to organisations of two regions is counted in both. A region of whose organisations only one has
    anybody who said it is left out: it would be that organisation, told to all who read the region.
    """
    ensure(viewer, COUNT_MOBILITY)
    said = {
        row.person_id: travel is Travel.MOVE
        for row in Interest.objects.filter(shown_at_work=True, updated_on__lte=day.on)
        if (travel := in_terms(row).travel) is not None
    }
    places: dict[str, set[int]] = {}
    people: dict[str, set[int]] = {}
    rows = day.memberships().filter(person__is_active=True)
    for region, place, person in rows.values_list("organisation__region__code", "organisation", "person").distinct():
        if person in said:
            places.setdefault(region, set()).add(place)
            people.setdefault(region, set()).add(person)
    return tuple(
        MobilityCount(
            region=region,
            would=sum(said[one] for one in here),
            would_not=sum(not said[one] for one in here),
        )
        for region, here in sorted(people.items())
        if len(places[region]) >= FEWEST_ORGANISATIONS
    )
