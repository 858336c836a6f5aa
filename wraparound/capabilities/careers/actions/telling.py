"""Telling somebody that something waits for them here: by an event, so that mail leaves once it is written."""

from collections.abc import Iterable

from wraparound.people.terms.access import Viewer
from wraparound.records.actions.outbox import tell
from wraparound.records.models.keeping import Record

WAITS = "careers.waits"


def tell_that_it_waits(row: Record, people: Iterable[int], *, by: Viewer) -> None:
    """Puts an event into the outbox with these people (ids), besides whoever did it; none where nobody is left."""
    told = sorted({one for one in people if one != by.person})
    if told:
        tell(WAITS, {"people": ",".join(str(one) for one in told)}, by=by, of=row)
