"""What pipelines ask of a person about themselves today. What they say is wrong is asked by people."""

from collections.abc import Iterator, Sequence
from datetime import date

from wraparound.capabilities.pipelines.access import THEIR_OWN
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs_rows import Part, Row, part
from wraparound.capabilities.pipelines.queries.releases import waiting_for
from wraparound.capabilities.pipelines.wording.own import offered_need
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 10


def asked_of_people(*, viewer: Viewer, today: date) -> Iterator[Part]:
    """Releases that wait for the viewer's answer, the oldest first."""
    ensure(viewer, THEIR_OWN)
    rows = waiting_for(viewer.person or 0, viewer=viewer, today=Day(today)).select_related(None)
    yield part(rows, _of_offers, viewer=viewer, record="pk", place="organisation__name", first="starts")


def _of_offers(found: Sequence[Row]) -> Iterator[Need]:
    for row in sorted(found, key=lambda one: (one.first or date.max, one.record))[:MOST]:
        yield Need(offered_need(row.place), f"/pipelines/releases/{row.record}/answer/", "Read it and answer")
