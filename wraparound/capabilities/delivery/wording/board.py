"""Where a plan stands, on one page for a board. What there is no room for is counted, and stands on the site."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil

from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms, MoveReason
from wraparound.capabilities.delivery.terms.plans import BoardReport
from wraparound.capabilities.delivery.terms.recommendations import Choice
from wraparound.capabilities.delivery.terms.slips import Slip
from wraparound.capabilities.delivery.wording.milestones import REASONS, owner_words, state_words
from wraparound.capabilities.delivery.wording.plain import and_list, counted, day
from wraparound.capabilities.delivery.wording.plans import answer_words
from wraparound.capabilities.delivery.wording.slips import (
    answer_words as slipped_words,
)
from wraparound.capabilities.delivery.wording.slips import (
    chain_words,
    forecast_words,
    pushed_words,
    slip_words,
    stands_words,
)
from wraparound.papers.terms import Look, Paper, PaperPart

ROOM, ACROSS = 56, 105
"""Lines of the page that all lists share, and letters in each."""
HEADING = 2
"""Lines that a heading takes."""
LEAST = 2
"""Entries that every list has before any has more."""
MADE_UP = "A made-up organisation: nothing here happened."
MORE = "And {:,} more, on the page of the plan."
NAMED = "It names owners of milestones. Slips say what happened to days, and nothing about anybody’s work."
ANSWERED = {Choice.ADOPT: "adopted", Choice.ADAPT: "adapted", Choice.DECLINE: "declined"}


def board_file_name(found: BoardReport, form: str) -> str:
    """Such as plan-ZZ01-2026-11-27.pdf."""
    return f"plan-{found.plan.code}-{found.plan.on.isoformat()}.{form}"


def board_page(found: BoardReport) -> Paper:
    """One page."""
    plan = found.plan
    return Paper(
        title="Where our plan stands",
        line=f"{plan.name} · as at {day(plan.on)} · made by {found.made_by}",
        parts=tuple(_parts(found)),
        footer=(f"Where our plan stands, {plan.name}, {day(plan.on)}", NAMED),
        day=plan.on,
        look=Look.ONE_PAGE,
        notices=tuple(_notices(found)),
        about=forecast_words(found.slips.forecast),
    )


def _notices(found: BoardReport) -> Iterator[str]:
    if found.plan.made_up:
        yield MADE_UP
    if found.instead:
        yield found.instead


def _parts(found: BoardReport) -> Iterator[PaperPart]:
    lists = {head: lines for head, lines in _lists(found).items() if lines}
    said = (*answer_words(found.plan), _answered(found))
    ends = (chain_words(found.plan.chain), forecast_words(found.slips.forecast))
    words = (*said, slipped_words(found.slips), found.instead, *ends)
    room = ROOM - sum(_height(one) for one in words) - HEADING * len(lists)
    shown = _shared(list(lists.values()), room)
    yield PaperPart("In short", sentences=(" ".join(said),))
    for (head, lines), many in zip(lists.items(), shown, strict=True):
        left = len(lines) - many
        first = (slipped_words(found.slips),) if head.startswith("What slipped") else ()
        more = (MORE.format(left),) if left else ()
        yield PaperPart(head, sentences=first, points=(*lines[:many], *more))
    yield PaperPart("When it ends", sentences=(" ".join(ends),))


def _lists(found: BoardReport) -> dict[str, Sequence[str]]:
    plan, since = found.plan, day(found.slips.since)
    return {
        "Overdue": [_milestone(one, found) for one in plan.overdue],
        f"What slipped since {since}": [_slip(one, plan.on) for one in found.slips.slips],
        f"Done since {since}": [f"{one.title}. {state_words(one, plan.on)}." for one in found.done],
        "Due next": [_milestone(one, found) for one in found.due_next],
        "Due before what it waits for can be done": [f"{pushed_words(one)}." for one in plan.pushed],
    }


def _milestone(one: MilestoneTerms, found: BoardReport) -> str:
    return f"{one.title}. {state_words(one, found.plan.on)}. {owner_words(one)}."


def _slip(one: Slip, on: date) -> str:
    said = " ".join(words for words in (f"{one.title}.", slip_words(one), stands_words(one, on)) if words)
    if not one.moves:
        return said
    last = one.moves[-1]
    why = last.words.rstrip(".") if last.reason is MoveReason.OTHER and last.words else REASONS[last.reason]
    return f"{said} {why}."


def _answered(found: BoardReport) -> str:
    """How many recommendations have which answer."""
    given = [one.answer.choice for one in found.plan.answered if one.answer is not None]
    if not given:
        return ""
    parts = [f"{given.count(choice):,} {words}" for choice, words in ANSWERED.items() if choice in given]
    return f"Answers so far, of {counted(len(found.plan.answered), 'recommendation')}: {and_list(parts)}."


def _shared(lists: Sequence[Sequence[str]], room: int) -> list[int]:
    """How many entries of each list are shown: a few of each, and then in turn while there is room."""
    many = [0 for _ in lists]
    left = room - len(lists)
    for least in (LEAST, max((len(one) for one in lists), default=0)):
        for upto in range(1, least + 1):
            for place, lines in enumerate(lists):
                height = _height(lines[many[place]]) if many[place] < len(lines) else room + 1
                if many[place] < upto and height <= left:
                    many[place] += 1
                    left -= height
    return many


def _height(words: str) -> int:
    return ceil(len(words) / ACROSS)
