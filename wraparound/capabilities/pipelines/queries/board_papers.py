"""Minutes that leave this site: with no name that not every one of those invited may see."""

from dataclasses import replace
from typing import Any

from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.queries.board_changes import change_lines, changed_posts, changed_since, met_in
from wraparound.capabilities.pipelines.queries.board_names import NOBODY, Met
from wraparound.capabilities.pipelines.queries.board_plans import has_gone, start_of
from wraparound.capabilities.pipelines.queries.board_screen import everybody, names_for_all, plans_seen_by_all
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
from wraparound.capabilities.pipelines.queries.seeing import named_lines, successors_with_band
from wraparound.capabilities.pipelines.terms.boards import BoardPaper, TalentBoard
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.capabilities.pipelines.wording.board_plans import answer
from wraparound.people.terms.access import PUBLIC, Viewer

SHOWN = ("name", "in the minutes of a talent board")


def minutes_for_all(number: int, *, viewer: Viewer, today: Day) -> BoardPaper:
    """A meeting as it can be handed to everybody invited: by name whom each of them may see, and plans likewise.

    What was said of a person is never in it: they read it here, and so do those who may. Nor are the words of a
    conflict of interest, which are about people more often than not: only who declared it, and what was decided.
    """
    row = board_row(number, viewer=viewer)
    items = item_rows(number, viewer=viewer)
    invited = invited_rows(number, viewer=viewer)
    room = everybody(invited, viewer=viewer, today=today)
    changed = changed_since(row, items, viewer=viewer)
    met = [*met_in(changed, row, items, viewer=viewer), *(Met(one.person_id, one) for one in items)]
    names = names_for_all(met, room, SHOWN, viewer=viewer, today=today)
    declared = conflicts_of(number, NOBODY, viewer=PUBLIC)
    shown = plans_seen_by_all(changed_posts(changed, items, viewer=viewer), room, viewer=viewer, today=today)
    return BoardPaper(
        board=TalentBoard(
            head=board_head(row, viewer=viewer),
            people=tuple(participant(one, viewer=viewer) for one in invited),
            items=agenda(items, names, viewer=PUBLIC, for_all=True),
            conflicts=tuple(replace(one, words="", because="") for one in declared),
            actions=actions_of(number, viewer=viewer),
            changes=change_lines(changed, row, items, names, shown, viewer=viewer),
            corrections=corrections_of(number, viewer=viewer),
            gone=has_gone(row, today.on, viewer=viewer),
        ),
        starts=_starts(row, items, shown, today, viewer),
    )


def _starts(row: Any, items: list[Any], shown: frozenset[int], today: Day, viewer: Viewer) -> dict[int, str]:
    """How each post was covered at the start, in counts, by the number of its item."""
    if has_gone(row, today.on, viewer=viewer):
        return {one.pk: say.GONE for one in items if one.post_id in shown}
    day = start_of(row, today.on, viewer=viewer)
    posts = [one.post for one in items if one.post_id in shown]
    numbers = sorted(one.pk for one in posts)
    rows = list(successors_with_band(day, viewer=viewer).filter(post__in=numbers)) if numbers else []
    named = named_lines(rows, posts, {}, frozenset(), viewer=viewer, day=day)
    return {one.pk: answer(cover_of(named.get(one.post_id, ()))) for one in items if one.post_id in shown}
