"""What readiness asks of somebody today: to be looked at again, before its day or after it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Min

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs_rows import Part, Row, part
from wraparound.capabilities.pipelines.terms.readiness import SOON
from wraparound.capabilities.pipelines.wording.readiness import to_review
from wraparound.people.access import reach
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need


def asked_of_readiness(*, viewer: Viewer, today: date) -> Iterator[Part]:
    """One need where the readiness of the viewer's people is past its review, or will be within SOON days."""
    far, day = reach(viewer, LEAD), Day(today)
    if far.is_empty:
        return
    here = day.memberships().filter(organisation__in=far.organisations).values("person")
    theirs = day.readiness().filter(
        person__in=Person.objects.filter(pk__in=here, is_active=True).values("pk"),
        review_by__lte=today + timedelta(days=SOON),
    )
    rows = theirs.exclude(person=viewer.person).order_by().values("person").annotate(by=Min("review_by"))
    yield part(rows, lambda found: _of_reviews(found, today), viewer=viewer, record="person", first="by")


def _of_reviews(found: Sequence[Row], today: date) -> Iterator[Need]:
    firsts = [row.first for row in found if row.first is not None]
    if firsts:
        words = to_review(len(firsts), sum(one < today for one in firsts))
        yield Need(words, "/pipelines/people/?which=review&mine=1", "Look at them again", min(firsts))
