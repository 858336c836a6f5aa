"""What the close of a talent board asks: who is told what, who was there, and which conflicts were not decided."""

from typing import Any

from wraparound.capabilities.pipelines.models.boards import Declared
from wraparound.capabilities.pipelines.queries.board_names import NOBODY
from wraparound.capabilities.pipelines.queries.board_people import discussed
from wraparound.capabilities.pipelines.queries.boards import conflicts_of, invited_rows, item_rows, participant
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.boards import Closing, Stays
from wraparound.people.terms.access import Viewer


def closing(row: Any, *, viewer: Viewer, today: Day) -> Closing:
    """What the close of a meeting asks; for a viewer who prepares it."""
    waiting = [one for one in conflicts_of(row.pk, NOBODY, viewer=viewer) if one.stays is Stays.UNDECIDED]
    items = item_rows(row.pk, viewer=viewer)
    places = {one.pk: place for place, one in enumerate(items, 1)}
    return Closing(
        people=discussed(row, items, viewer=viewer, today=today),
        invited=tuple(participant(one, viewer=viewer) for one in invited_rows(row.pk, viewer=viewer)),
        undecided=tuple((one.who, places.get(one.item or 0)) for one in waiting),
    )


def anything_undecided(row: Any, *, viewer: Viewer) -> bool:
    """Whether a conflict of interest was declared at a meeting and not decided."""
    return Declared.objects.filter(board=row.pk, stays=Stays.UNDECIDED).exists()
