"""What talent boards ask of somebody today: a meeting ahead, one that was not closed, and what they took on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from wraparound.capabilities.pipelines.access import LEAD, LEAD_REGION
from wraparound.capabilities.pipelines.models.boards import Invited, ToDo
from wraparound.capabilities.pipelines.queries.boards import boards_left_alone
from wraparound.capabilities.pipelines.queries.needs_rows import Part, Row, part
from wraparound.capabilities.pipelines.terms.boards import BoardState
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

SOON = timedelta(days=14)
MOST = 10
AHEAD, OPEN = "ahead", "open"


def asked_of_boards(*, viewer: Viewer, today: date) -> Iterator[Part]:
    """Meetings to which the viewer is invited, theirs that nobody closed or can close, and actions of theirs."""
    begins = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    trusts, regions = reach(viewer, LEAD), reach(viewer, LEAD_REGION)
    theirs = (
        Q(board__organisation__in=trusts.organisations)
        | Q(board__organisation__region__in=trusts.regions)
        | Q(board__region__in=regions.regions)
    )
    left_open = Q(board__state=BoardState.OPEN, board__opened_at__lt=begins) & theirs
    ahead = Q(board__state=BoardState.PREPARED, board__day__lte=today + SOON)
    invited = Invited.objects.filter(ahead | left_open, person=viewer.person or 0, taken_off=False)
    rows = invited.annotate(
        whose=Coalesce("board__organisation__name", "board__region__name"),
        stands=Case(When(ahead, then=Value(AHEAD)), default=Value(OPEN)),
    )
    yield part(
        rows,
        lambda found: _of_meetings(found, today),
        viewer=viewer,
        record="board",
        title="board__name",
        place="whose",
        first="board__day",
        word="stands",
    )
    if not (trusts.is_empty and regions.is_empty):
        alone = boards_left_alone(viewer=viewer).select_related(None)
        whose = alone.annotate(whose=Coalesce("organisation__name", "region__name"))
        yield part(whose, _of_left_alone, viewer=viewer, record="pk", title="name", place="whose", first="day")
    mine = ToDo.objects.filter(owner=viewer.person or 0, done_on__isnull=True)
    yield part(mine, _of_actions, viewer=viewer, record="pk", title="words", place="board__name", first="due_on")


def _of_meetings(found: Sequence[Row], today: date) -> Iterator[Need]:
    for row in sorted(found, key=lambda one: (one.first or today, one.record))[:MOST]:
        there, on = f"/pipelines/boards/{row.record}/", row.first or today
        if row.word == AHEAD:
            yield Need(say.meeting_need(row.title, row.place, on, today), there, "Look at the agenda", on)
        else:
            yield Need(say.open_need(row.title, row.place), f"{there}close/", "Close it", on)


def _of_left_alone(found: Sequence[Row]) -> Iterator[Need]:
    for row in sorted(found, key=lambda one: (one.first or date.max, one.record))[:MOST]:
        there = f"/pipelines/boards/{row.record}/"
        yield Need(say.alone_need(row.title, row.place), there, "Look at it", row.first)


def _of_actions(found: Sequence[Row]) -> Iterator[Need]:
    for row in sorted(found, key=lambda one: (one.first or date.max, one.record))[:MOST]:
        there = f"/pipelines/boards/actions/{row.record}/done/"
        yield Need(say.action_need(row.title, row.place), there, "Say that it is done", row.first)
