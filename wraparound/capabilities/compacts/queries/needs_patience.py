"""What the figures ask of the sides of a compact today: a conversation, until the figures or a review say otherwise."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from wraparound.capabilities.compacts.models.patience import Verdict
from wraparound.capabilities.compacts.models.reviews import Review
from wraparound.capabilities.compacts.queries.acting import Acting
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Found, Listing, Told
from wraparound.capabilities.compacts.terms.patience import Verdict as Answer
from wraparound.capabilities.compacts.terms.reviews import WRITING_SIDES
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

ASKING = {
    Answer.TALK: ("Let us talk: {result} lies below the line that was agreed", "See how it has moved"),
    Answer.UNLIKE: ("Let us talk: {result} has moved unlike the comparison trusts", "See how it has moved"),
    Answer.STOPPED: ("{result}: what is counted has changed, so its rule has stopped. Agree a new start", "See why"),
}
"""What is said of a result in each of these, and what to do."""


def asked_of_figures(mine: Acting, *, viewer: Viewer) -> dict[str, Listing]:
    """Results whose rule asks for a talk, of compacts in force, until a review is held; of sides that hold reviews."""
    if not mine.sides(WRITING_SIDES):
        return {}
    held = Review.objects.filter(compact=OuterRef("compact"), held_at__gt=OuterRef("since_said"))
    rows = Verdict.objects.filter(
        mine.where(of=WRITING_SIDES),
        ~Q(Exists(held)),
        latest=True,
        verdict__in=list(ASKING),
        compact__ended_at__isnull=True,
    )
    return {"figures": Listing(rows, _of_figures, state="verdict", words="result", key="key", moment="said_at")}


def _of_figures(found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        said, then = ASKING[Answer(one.state)]
        words = f"{said.format(result=one.words)} ({one.head})."
        yield one.leader, Need(words, f"/compacts/{one.compact}/patience/#{one.key}", then)
