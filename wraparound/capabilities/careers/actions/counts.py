"""Agreeing to be counted, and counting: once a year for each region and framework."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.careers.access import CLOSE, OWN
from wraparound.capabilities.careers.calculation.counting import as_data
from wraparound.capabilities.careers.models.counts import CountIn, RegionCount
from wraparound.capabilities.careers.queries.counts import due_frameworks, told_in_region
from wraparound.people.access import ensure
from wraparound.people.models import Person, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing


def be_counted(agreed: bool, *, at: datetime, by: Viewer) -> None:  # the answer itself
    """Whether what the actor says of themselves is counted from now on."""
    ensure(by, OWN)
    with changing("Somebody said whether they are counted", at=at, by=by):
        person = Person.objects.get(pk=by.person or 0)
        said = {"agreed": agreed}
        CountIn.objects.update_or_create(
            person=person, defaults=said, create_defaults=said | {"controller": person.controller}
        )


def count_what_is_due(*, at: datetime, by: Viewer) -> int:
    """Counts each framework of each region that was not counted within a year; how many could be told."""
    ensure(by, CLOSE)
    on = timezone.localtime(at).date()
    made = 0
    for region in Region.objects.order_by("pk").values_list("pk", flat=True):
        for framework in list(due_frameworks(region, viewer=by, on=on)):
            told = told_in_region(region, framework, viewer=by, on=on)
            if told:
                RegionCount.objects.create(region_id=region, framework=framework, on=on, content=as_data(told))
                made += 1
    return made
