"""A talent board whole, and one item of it: each read with the viewer's own eyes."""

from collections.abc import Sequence
from typing import Any

from wraparound.capabilities.pipelines.access import LEAD, PROPOSE
from wraparound.capabilities.pipelines.queries.board_changes import change_lines, changed_posts, changed_since, met_in
from wraparound.capabilities.pipelines.queries.board_names import Met, Names, names_at
from wraparound.capabilities.pipelines.queries.board_people import may_be_on
from wraparound.capabilities.pipelines.queries.board_plans import (
    PlanRows,
    has_gone,
    plan_at_start,
    plan_rows,
    start_of,
)
from wraparound.capabilities.pipelines.queries.board_vacancies import open_at, open_now
from wraparound.capabilities.pipelines.queries.boards import (
    actions_of,
    agenda,
    board_head,
    board_row,
    conflicts_of,
    corrections_of,
    invited_rows,
    item_rows,
    leads_board,
    participant,
    said_rows,
    said_terms,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_follow
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
    posts = changed_posts(changed, items, viewer=viewer)
    met = [*met_in(changed, row, items, viewer=viewer), *_met(items, said)]
    names = names_at(posts, met, BOARDS_SHOW, writes=_writes(row, viewer), viewer=viewer, today=today)
    plans = plans_seen(posts, viewer=viewer, day=today)
    return TalentBoard(
        head=board_head(row, viewer=viewer),
        people=tuple(participant(one, viewer=viewer) for one in invited_rows(number, viewer=viewer)),
        items=agenda(items, names, viewer=viewer),
        conflicts=conflicts_of(number, names, viewer=viewer),
        actions=actions_of(number, viewer=viewer),
        changes=change_lines(changed, row, items, names, plans, viewer=viewer),
        said=said_terms(said, names, viewer=viewer),
        corrections=corrections_of(number, viewer=viewer) if row.state == BoardState.CLOSED else (),
        gone=has_gone(row, today.on, viewer=viewer),
    )


def agenda_page(row: Any, *, viewer: Viewer, today: Day) -> tuple[AgendaItem, ...]:
    """The agenda of a meeting that the viewer prepares."""
    items = item_rows(row.pk, viewer=viewer)
    posts = [one.post for one in items if one.post_id is not None]
    names = names_at(posts, _met(items), BOARDS_SHOW, writes=True, viewer=viewer, today=today)
    return agenda(items, names, viewer=viewer)


def _met(items: Sequence[Any], said: Sequence[Any] = ()) -> list[Met]:
    """Who is on the agenda, and of whom something was said."""
    return [*(Met(one.person_id, one) for one in items), *(Met(one.person_id, one.item, said=True) for one in said)]


def _writes(row: Any, viewer: Viewer) -> bool:
    """Whether the viewer minutes it: what is said of people at it is what they wrote down themselves."""
    return bool(row.chairs or leads_board(row, viewer=viewer))


def item_page(number: int, item: int, *, viewer: Viewer, today: Day) -> ItemPage:
    """One item; NoSuchBoard where it is not on the agenda of a meeting that the viewer may read."""
    row = board_row(number, viewer=viewer)
    items = item_rows(number, viewer=viewer, also=open_now(viewer=viewer, today=today))
    here = next((one for one in items if one.pk == item), None)
    if here is None:
        raise NoSuchBoard
    changed = changed_since(row, [here], viewer=viewer)
    posts = changed_posts(changed, items, viewer=viewer)
    plans, gone = plans_seen(posts, viewer=viewer, day=today), has_gone(row, today.on, viewer=viewer)
    start = start_of(row, today.on, viewer=viewer)
    plan = plan_rows(here.post, start, viewer=viewer) if here.post_id in plans and not gone else None
    there = [*met_in(changed, row, [here], viewer=viewer), *_met_on(plan, here), Met(here.person_id, here)]
    there = [one for one in there if one.person is not None]
    said = said_rows(number, viewer=viewer) if row.state in HELD else []
    met = [*there, *_met(items, [one for one in said if one.item_id == item])]
    names = names_at(posts, met, ITEMS_SHOW, writes=_writes(row, viewer), viewer=viewer, today=today)
    others = plan.following if plan and here.post_id not in names.led else ()
    told = may_follow(others, viewer=viewer, day=start, today=today)
    listed = agenda(items, names, viewer=viewer)
    head = board_head(row, viewer=viewer)
    return ItemPage(
        head=head,
        item=next(one for one in listed if one.number == item),
        items=listed,
        plan=plan_at_start(plan, names.known, told, viewer=viewer)
        if plan
        else _closed(here, gone=gone and here.post_id in plans),
        changes=change_lines(changed, row, [here], names, plans, viewer=viewer),
        said=said_terms(_said(said, item, there, names), names, viewer=viewer),
        conflicts=conflicts_of(number, names, viewer=viewer, item=item),
        vacancy=open_at(row, here, viewer=viewer),
        spoken_of=_spoken_of(row, there, names, viewer, today),
        may_change=head.is_open and _may(LEAD, here, viewer),
        may_name=head.is_open and _may(PROPOSE, here, viewer),
        gone=gone,
    )


def _met_on(plan: PlanRows | None, here: Any) -> list[Met]:
    """Who stands on the plan of an item at the start."""
    if plan is None:
        return []
    return [*(Met(one, here, held=True) for one in plan.holding), *(Met(one, here) for one in plan.following)]


def _said(rows: Sequence[Any], item: int, there: Sequence[Met], names: Names) -> list[Any]:
    """What was said at an item, and at another one of those who are named here: it is kept of each once a meeting."""
    named = {one.person for one in there if not one.made and one.person in names.of(one)}
    return [one for one in rows if one.item_id == item or one.person_id in named]


def _spoken_of(row: Any, there: Sequence[Met], names: Names, viewer: Viewer, today: Day) -> tuple[Known, ...]:
    """Those of an item whom the viewer may see, by name; whoever stands on the plan, or is the point of it.

    At a region's, only those who are released for it.
    """
    found = {
        names.known[one.person]
        for one in there
        if not one.made and one.person not in (viewer.person, None) and one.person in names.of(one)
    }
    if row.region_id is not None and found:
        may_be = may_be_on(row, viewer=viewer, today=today).filter(person__in=[one.number for one in found])
        released = frozenset(may_be.values_list("person", flat=True))
        found = {one for one in found if one.number in released}
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.number)))


def _closed(here: Any, *, gone: bool) -> PlanAtStart | None:
    """In place of a plan that the viewer does not see, or that has gone; none where a person is the point."""
    if here.post is None:
        return None
    return PlanAtStart(holder=(), bands=(), cover=(), answer="", closed=say.GONE if gone else say.NOT_YOURS)


def _may(rule: Any, here: Any, viewer: Viewer) -> bool:
    return here.post is not None and allows(viewer, rule, about(here.post, viewer=viewer))
