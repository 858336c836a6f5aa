"""What pipelines ask of a person about themselves today. What they say is wrong is asked by people."""

from datetime import date

from wraparound.capabilities.pipelines.access import THEIR_OWN
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.releases import waiting_for
from wraparound.capabilities.pipelines.wording.own import offered_need
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 10


def asked_of_people(*, viewer: Viewer, today: date) -> tuple[Need, ...]:
    """Releases that wait for the viewer's answer, the oldest first."""
    ensure(viewer, THEIR_OWN)
    rows = waiting_for(viewer.person or 0, viewer=viewer, today=Day(today)).order_by("starts", "pk")[:MOST]
    return tuple(
        Need(offered_need(row.organisation.name), f"/pipelines/releases/{row.pk}/answer/", "Read it and answer")
        for row in rows
    )
