"""A talent board whole, and one item of it: each read with the viewer's own eyes."""

from collections.abc import Mapping, Sequence
from typing import Any

from wraparound.capabilities.pipelines.access import LEAD, PROPOSE
from wraparound.capabilities.pipelines.queries.board_changes import (
    Eyes,
    change_lines,
    changed_posts,
    changed_since,
    makers_of,
    people_of,
)
from wraparound.capabilities.pipelines.queries.board_plans import has_gone, plan_at_start, plan_rows, start_of
from wraparound.capabilities.pipelines.queries.boards import (
    actions_of,
    agenda,
    board_head,
    board_row,
    conflicts_of,
    corrections_of,
    invited_rows,
    item_rows,
    participant,
    said_rows,
    said_terms,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import names_seen
from wraparound.capabilities.pipelines.queries.seeing import about, plans_seen
from wraparound.capabilities.pipelines.terms.boards import (
    AgendaItem,
    BoardState,
    ItemPage,
    NoSuchBoard,
    PlanAtStart,
    TalentBoard,
)
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import allows
from wraparound.people.terms.access import Viewer

BOARDS_SHOW = ("name", "talked about at a talent board")
ITEMS_SHOW = ("name", "post held", "named for a post", "readiness", "talked about at a talent board")
HELD = (BoardState.OPEN, BoardState.CLOSED)


def talent_board(number: int, *, viewer: Viewer, today: Day, whole: bool = False) -> TalentBoard:
    """A meeting with its agenda, what was declared, is to be done and has changed; `whole` with what was said."""
    row = board_row(number, viewer=viewer)
    items = item_rows(number, viewer=viewer)
    changed = changed_since(row, items, viewer=viewer)
    said = said_rows(number, viewer=viewer) if whole else []
    people = {*(one.person_id for one in items), *people_of(changed, viewer=viewer), *(one.person_id for one in said)}
    known = names_seen({*people, *makers_of(changed, viewer=viewer)}, BOARDS_SHOW, viewer=viewer, today=today)
    eyes = Eyes(known, _plans(changed, items, viewer, today))
    return TalentBoard(
        head=board_head(row, viewer=viewer),
        people=tuple(participant(one, viewer=viewer) for one in invited_rows(number, viewer=viewer)),
        items=agenda(items, known, viewer=viewer),
        conflicts=conflicts_of(number, known, viewer=viewer),
        actions=actions_of(number, viewer=viewer),
        changes=change_lines(changed, row, items, eyes, viewer=viewer),
        said=said_terms(said, known, viewer=viewer),
        corrections=corrections_of(number, viewer=viewer) if row.state == BoardState.CLOSED else (),
        gone=has_gone(row, today.on, viewer=viewer),
    )


def _plans(changed: Any, items: Sequence[Any], viewer: Viewer, today: Day) -> frozenset[int]:
    """Of which posts of these items, and of these changes, the viewer sees the plan."""
    return plans_seen(changed_posts(changed, items, viewer=viewer), viewer=viewer, day=today)


def agenda_page(row: Any, *, viewer: Viewer, today: Day) -> tuple[AgendaItem, ...]:
    """The agenda of a meeting that the viewer prepares."""
    items = item_rows(row.pk, viewer=viewer)
    known = names_seen((one.person_id for one in items), BOARDS_SHOW, viewer=viewer, today=today)
    return agenda(items, known, viewer=viewer)


def item_page(number: int, item: int, *, viewer: Viewer, today: Day) -> ItemPage:
    """One item; NoSuchBoard where it is not on the agenda of a meeting that the viewer may read."""
    row = board_row(number, viewer=viewer)
    items = item_rows(number, viewer=viewer)
    here = next((one for one in items if one.pk == item), None)
    if here is None:
        raise NoSuchBoard
    changed = changed_since(row, [here], viewer=viewer)
    plans = _plans(changed, [here], viewer, today)
    gone = has_gone(row, today.on, viewer=viewer)
    sees = here.post is not None and here.post_id in plans and not gone
    plan = plan_rows(here.post, start_of(row, today.on, viewer=viewer), viewer=viewer) if sees else None
    there = {*people_of(changed, viewer=viewer), *(plan.people if plan else ()), here.person_id}
    said = _said(row, item, there, viewer)
    people = {*there, *(one.person_id for one in said), *(one.person_id for one in items)}
    known = names_seen({*people, *makers_of(changed, viewer=viewer)}, ITEMS_SHOW, viewer=viewer, today=today)
    listed = agenda(items, known, viewer=viewer)
    head = board_head(row, viewer=viewer)
    return ItemPage(
        head=head,
        item=next(one for one in listed if one.number == item),
        items=listed,
        plan=plan_at_start(plan, known, viewer=viewer) if plan else _closed(here, gone=gone and here.post_id in plans),
        changes=change_lines(changed, row, [here], Eyes(known, plans), viewer=viewer),
        said=said_terms(said, known, viewer=viewer),
        conflicts=conflicts_of(number, known, viewer=viewer, item=item),
        spoken_of=_spoken_of(there, known, viewer),
        may_change=head.is_open and _may(LEAD, here, viewer),
        may_name=head.is_open and _may(PROPOSE, here, viewer),
        gone=gone,
    )


def _said(row: Any, item: int, there: set[int | None], viewer: Viewer) -> list[Any]:
    """What was said at an item, and at another one of those who are there: it is kept of each once a meeting."""
    if row.state not in HELD:
        return []
    return [one for one in said_rows(row.pk, viewer=viewer) if one.item_id == item or one.person_id in there]


def _spoken_of(there: set[int | None], known: Mapping[int, Known], viewer: Viewer) -> tuple[Known, ...]:
    """Those of an item whom the viewer may see, by name; whoever stands on the plan, or is the point of it."""
    found = [known[one] for one in there if one is not None and one != viewer.person and one in known]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.number)))


def _closed(here: Any, *, gone: bool) -> PlanAtStart | None:
    """In place of a plan that the viewer does not see, or that has gone; none where a person is the point."""
    if here.post is None:
        return None
    return PlanAtStart(holder=(), bands=(), cover=(), answer="", closed=say.GONE if gone else say.NOT_YOURS)


def _may(rule: Any, here: Any, viewer: Viewer) -> bool:
    return here.post is not None and allows(viewer, rule, about(here.post, viewer=viewer))
