"""Minutes that leave this site: with no name that not every one of those invited may see."""

from typing import Any

from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.queries.board_changes import change_lines, changed_since, met_in
from wraparound.capabilities.pipelines.queries.board_names import Met
from wraparound.capabilities.pipelines.queries.board_plans import start_of
from wraparound.capabilities.pipelines.queries.board_screen import everybody, names_for_all
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
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import named_lines, plans_seen, successors_with_band
from wraparound.capabilities.pipelines.terms.boards import BoardPaper, TalentBoard
from wraparound.capabilities.pipelines.wording.board_plans import answer
from wraparound.people.terms.access import PUBLIC, Viewer

SHOWN = ("name", "in the minutes of a talent board")


def minutes_for_all(number: int, *, viewer: Viewer, today: Day) -> BoardPaper:
    """A meeting as it can be handed to everybody invited: by name whom each of them may see, and plans likewise.

    What was said of a person is never in it: they read it here, and so do those who may.
    """
    row = board_row(number, viewer=viewer)
    items = item_rows(number, viewer=viewer)
    invited = invited_rows(number, viewer=viewer)
    room = everybody(invited, viewer=viewer, today=today)
    changed = changed_since(row, items, viewer=viewer)
    met = [*met_in(changed, items, viewer=viewer), *(Met(one.person_id, one) for one in items)]
    names = names_for_all(met, room, SHOWN, viewer=viewer, today=today)
    posts = [one.post for one in items if one.post_id is not None]
    shown = frozenset(post.pk for post in posts)
    for one in room:
        shown &= plans_seen(posts, viewer=one, day=today)
    lines = change_lines(changed, row, items, names, viewer=viewer, today=today, for_all=True)
    readable = {one.pk for one in items if one.post_id is None or one.post_id in shown}
    return BoardPaper(
        board=TalentBoard(
            head=board_head(row, viewer=viewer),
            people=tuple(participant(one, viewer=viewer) for one in invited),
            items=agenda(items, names, viewer=PUBLIC),
            conflicts=conflicts_of(number, viewer=viewer),
            actions=actions_of(number, viewer=viewer),
            changes=tuple(one for one in lines if one.item in readable),
            corrections=corrections_of(number, viewer=viewer),
        ),
        starts=_starts(row, items, shown, today, viewer),
    )


def _starts(row: Any, items: list[Any], shown: frozenset[int], today: Day, viewer: Viewer) -> dict[int, str]:
    """How each post was covered at the start, in counts, by the number of its item."""
    day = start_of(row, today.on, viewer=viewer)
    posts = [one.post for one in items if one.post_id in shown]
    rows = list(successors_with_band(day, viewer=viewer).filter(post__in=sorted(shown))) if shown else []
    named = named_lines(rows, posts, {}, frozenset(), viewer=viewer, day=day)
    return {one.pk: answer(cover_of(named.get(one.post_id, ()))) for one in items if one.post_id in shown}
