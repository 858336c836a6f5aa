"""Fills a made-up region with many compacts in force, each agreed by its own chair, leader and region.

Run: python benchmarks/many_compacts.py 400 (in the surroundings of a made-up region; benchmarks/pages.py does).
"""

import sys
from datetime import UTC, datetime, timedelta


def main() -> int:
    import django

    django.setup()
    from wraparound.capabilities.compacts.actions.clock import apply_what_follows
    from wraparound.capabilities.compacts.actions.demo import sign_between
    from wraparound.capabilities.compacts.models.agreed import Compact
    from wraparound.people.actions.grants import give
    from wraparound.people.models import Organisation, Person
    from wraparound.people.queries.viewers import viewer_for
    from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope, Viewer
    from wraparound.published.release import hold_releases_in
    from wraparound.web.settings.folders import RELEASES

    hold_releases_in(RELEASES)
    many = int(sys.argv[1])
    at = datetime.now(UTC) - timedelta(days=150)

    def holder(person: Person, role: Role, place: Organisation) -> Viewer:
        key, since = str(person.key), at.date() - timedelta(days=30)
        given = NewGrant(key, role, Purpose.COMPACT, Scope.ORGANISATION, place.code, since, None, "To be timed")
        give(given, at=at, by=OPERATOR)
        return viewer_for(person.pk, person.name, on=at.date(), viewer=OPERATOR)

    director = Person.objects.get(name="Rhodri Lanternmere", in_chooser=True)
    region = viewer_for(director.pk, director.name, on=at.date(), viewer=OPERATOR)
    places = list(Organisation.objects.exclude(code="ZZ00").select_related("region", "controller").order_by("code"))
    each = -(-(many - Compact.objects.count()) // len(places))
    for place in places:
        here = Person.objects.filter(memberships__organisation=place, in_chooser=False).order_by("pk").distinct()
        chair = None
        for person in here[1 : each + 1]:
            if Compact.objects.count() >= many:
                break
            chair = chair or holder(here[0], Role.CHAIR, place)
            leader = holder(person, Role.CHIEF_EXECUTIVE, place)
            sign_between(place, chair, leader, region, starts=at.date() + timedelta(days=1), at=at, by=OPERATOR)
    followed = apply_what_follows(at=datetime.now(UTC), by=OPERATOR)
    print(f"{Compact.objects.count()} compacts; {followed} things followed from what was not kept")
    return 0


if __name__ == "__main__":
    sys.exit(main())
