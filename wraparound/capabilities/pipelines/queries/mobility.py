"""How far people said at work that they would go, for this site itself, which counts them: no role reads this."""

from collections.abc import Iterable, Mapping
from datetime import date

from wraparound.capabilities.pipelines.access import COUNT_MOBILITY
from wraparound.capabilities.pipelines.calculation.matching import finding
from wraparound.capabilities.pipelines.models.people import Interest
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import in_terms
from wraparound.capabilities.pipelines.terms.matching import (
    Asks,
    Facts,
    RequirementSort,
    RequirementTerms,
    Verdict,
)
from wraparound.capabilities.pipelines.terms.mobility import MobilityAsked, MobilityCount
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import regions
from wraparound.people.terms.access import Viewer

SORTS: Mapping[MobilityAsked, RequirementSort] = {
    MobilityAsked.MOVE_HOUSE: RequirementSort.WOULD_MOVE,
    MobilityAsked.WORK_THERE: RequirementSort.WOULD_PLACE,
}


def mobility_counts(*, viewer: Viewer, day: Day) -> tuple[MobilityCount, ...]:
    """Would and would not for each region and question, of people who belong somewhere and show at work what they said.

    Whoever belongs to organisations of two regions is counted in both; made-up regions count made-up people alone.
    """
    ensure(viewer, COUNT_MOBILITY)
    made_up = {one.code: one.made_up for one in regions(viewer=viewer)}
    of_region: dict[str, set[int]] = {code: set() for code in made_up}
    rows = day.memberships().filter(person__is_active=True).values_list("organisation__region__code", "person")
    for code, person in rows.distinct():
        of_region.setdefault(code, set()).add(person)
    said = _said(day.on)
    found: list[MobilityCount] = []
    for code, here in of_region.items():
        same = [people for other, people in of_region.items() if made_up.get(other) is made_up.get(code)]
        everybody = set[int]().union(*same)
        found.append(_counted(code, MobilityAsked.MOVE_HOUSE, here, said, day.on))
        found.append(_counted(code, MobilityAsked.WORK_THERE, everybody, said, day.on))
    return tuple(found)


def _said(on: date) -> Mapping[int, Facts]:
    """What each person shows at work of what they would consider."""
    rows = Interest.objects.filter(shown_at_work=True, updated_on__lte=on)
    return {row.person_id: Facts(interests=in_terms(row), said_on=row.updated_on) for row in rows}


def _counted(
    code: str, asked: MobilityAsked, people: Iterable[int], said: Mapping[int, Facts], on: date
) -> MobilityCount:
    wanted = RequirementTerms(number=0, sort=SORTS[asked], essential=True, asks=Asks(place=code))
    found = [finding(wanted, said[one], on).verdict for one in people if one in said]
    return MobilityCount(
        region=code, asked=asked, would=found.count(Verdict.MEETS), would_not=found.count(Verdict.DOES_NOT)
    )
