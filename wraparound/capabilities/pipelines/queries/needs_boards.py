"""What talent boards ask of somebody today: a meeting ahead, one that was not closed, and what they took on."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from wraparound.capabilities.pipelines.access import LEAD, LEAD_REGION
from wraparound.capabilities.pipelines.models.boards import Invited, ToDo
from wraparound.capabilities.pipelines.queries.boards import boards_left_alone, leads_board, place_of
from wraparound.capabilities.pipelines.terms.boards import BoardState
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

SOON = timedelta(days=14)
MOST = 10


def asked_of_boards(*, viewer: Viewer, today: date) -> Iterator[Need]:
    """Meetings to which the viewer is invited, actions of theirs that are not done, and what nobody else can close."""
    invited = Invited.objects.filter(person=viewer.person or 0, taken_off=False)
    rows = invited.filter(board__state__in=(BoardState.PREPARED, BoardState.OPEN), board__day__lte=today + SOON)
    rows = rows.select_related("board__organisation__region", "board__region").order_by("board__day", "board")
    for row in rows[:MOST]:
        board, place = row.board, place_of(row.board, viewer=viewer).name
        there = f"/pipelines/boards/{board.pk}/"
        if board.state == BoardState.PREPARED:
            yield Need(say.meeting_need(board.name, place, board.day, today), there, "Look at the agenda", board.day)
        elif (
            board.opened_at and timezone.localtime(board.opened_at).date() < today and leads_board(board, viewer=viewer)
        ):
            yield Need(say.open_need(board.name, place), f"{there}close/", "Close it", board.day)
    if not (reach(viewer, LEAD).is_empty and reach(viewer, LEAD_REGION).is_empty):
        for alone in boards_left_alone(viewer=viewer).order_by("day", "pk")[:MOST]:
            place = place_of(alone, viewer=viewer).name
            yield Need(say.alone_need(alone.name, place), f"/pipelines/boards/{alone.pk}/", "Look at it", alone.day)
    mine = ToDo.objects.filter(owner=viewer.person or 0, done_on__isnull=True)
    for one in mine.select_related("board").order_by("due_on", "pk")[:MOST]:
        there = f"/pipelines/boards/actions/{one.pk}/done/"
        yield Need(say.action_need(one.words, one.board.name), there, "Say that it is done", one.due_on)
