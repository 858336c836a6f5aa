"""Talent boards at the terminal, in the words of their pages."""

from collections.abc import Iterator
from datetime import date

from wraparound.capabilities.pipelines.terms.boards import BoardsPage, TalentBoard
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.capabilities.pipelines.wording.posts import day


def say_boards(page: BoardsPage) -> str:
    """Meetings ahead or open, then those that are over."""
    lines = [
        f"{one.number:>6}  {one.name} ({say.STATES[one.state]}). {say.line_words(one)}"
        for one in (*page.ahead, *page.over)
    ]
    return "\n".join(lines) or "No talent board that is not private."


def say_board(found: TalentBoard) -> str:
    """One meeting: who, agenda, what changed and why, conflicts, actions."""
    return "\n".join(_lines(found))


def _lines(found: TalentBoard) -> Iterator[str]:
    head = found.head
    yield f"{head.name}, {head.place}, {day(head.day)}: {say.STATES[head.state]}"
    if head.minutes:
        yield head.minutes
    yield "\nWho takes part"
    for one in found.people:
        how = say.paper_words(one)
        yield f"  {one.name}{f', {how}' if how else ''}"
    for item in found.items:
        yield f"\n{item.place}. {say.item_title(item)}"
        yield from (f"  {words}" for words in (item.because, item.minutes) if words)
        for change in (one for one in found.changes if one.item == item.number):
            outside = "" if change.in_meeting else " (outside of the meeting)"
            yield f"  {change.what}{outside}. Before: {change.before}. After: {change.after}. {change.by}: {change.why}"
    for heading, lines in (
        ("Conflicts of interest", [f"  {one.who}: {say.conflict_words(one)}" for one in found.conflicts]),
        (
            "Actions",
            [f"  {one.words}: {say.action_words(one, date.max if one.done_on else one.due)}" for one in found.actions],
        ),
        ("Corrections", [f"  {day(one.at.date())}, {one.by}: {one.words}" for one in found.corrections]),
    ):
        if lines:
            yield f"\n{heading}"
            yield from lines
