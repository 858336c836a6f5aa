"""Telling somebody that a plan wants something of them: by an event, so that mail leaves once it is written."""

from collections.abc import Iterable

from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.outbox import tell

CHANGED = "delivery.changed"


def tell_people(row: Milestone, people: Iterable[int], *, by: Viewer) -> None:
    """Puts an event into the outbox with these people (ids), besides whoever did it; none where nobody is left."""
    told = sorted({one for one in people if one != by.person})
    if told:
        tell(CHANGED, {"milestone": str(row.pk), "people": ",".join(str(one) for one in told)}, by=by, of=row)
