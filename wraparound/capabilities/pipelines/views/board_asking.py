"""What every page of a talent board does alike, and what a page does that was opened from one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from wraparound.capabilities.pipelines.forms.boards import AtBoard, MeetingForm
from wraparound.capabilities.pipelines.terms.boards import AgendaItem, BoardHead
from wraparound.capabilities.pipelines.views import asking
from wraparound.capabilities.pipelines.wording import board_changes, board_papers
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.queries.people import NobodyHere
from wraparound.records.actions.rights import CannotTell

REFUSED = (*asking.REFUSED, CannotTell, NobodyHere)


def words(head: BoardHead | None = None, **more: object) -> dict[str, object]:
    """The context of a page of a meeting: what it shows, with what says it."""
    local = {"start": _local(head.start), "end": _local(head.end)} if head is not None else {}
    return {
        "say": say,
        "changes": board_changes,
        "told": board_papers,
        "day": day,
        "today": timezone.localdate(),
        "head": head,
        "local": local,
        **more,
    }


def _local(at: Any) -> Any:
    return timezone.localtime(at) if at is not None else None


def item_choices(items: tuple[AgendaItem, ...]) -> list[tuple[str, str]]:
    """Items of an agenda to choose from."""
    return [(str(one.number), f"{one.place}. {say.item_title(one)}") for one in items]


def at_board(asked: QueryDict) -> dict[str, int]:
    """From which item of which meeting a page was opened; nothing where from none."""
    return MeetingForm(asked).begun()


def back_to_board(form: Any, otherwise: HttpResponse) -> HttpResponse:
    """After a change at a meeting, its item; else where the page leads anyway."""
    board, item, _ = form.meeting() if isinstance(form, AtBoard) and form.is_valid() else (None, None, "")
    return redirect("pipelines:board_item", number=board, item=item) if board and item else otherwise


def still_at_board(form: AtBoard, address: str) -> str:
    """The address of a page, opened from the same item of a meeting as the form; also where the form is not valid."""
    given = getattr(form, "cleaned_data", {})
    board, item = given.get("board"), given.get("item")
    return f"{address}?board={board}&item={item}" if board and item else address


def did(visit: HttpRequest) -> str:
    """Which of the buttons of a page was pressed."""
    return visit.POST.get("do", "")[:20]
