"""The minutes of a talent board as a paper: who, what stood at the start, what changed and why, what is to be done."""

from collections.abc import Iterator
from datetime import date

from wraparound.capabilities.pipelines.terms.boards import AgendaItem, BoardPaper, BoardState, TalentBoard
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.papers.terms import Paper, PaperPart, PaperTable

FOR_ALL = (
    "For those invited. It names only people whom every one of them may see; what was said of a person is read by that "
    "person and by those who may, and is not in this paper. Of a conflict of interest it says who declared one, and "
    "what was decided."
)
NOTHING_CHANGED = "Nothing changed."


def paper_of(found: BoardPaper, today: date) -> Paper:
    """The paper; before the meeting is open it is the agenda."""
    board = found.board
    head = board.head
    is_agenda = head.state in (BoardState.PREPARED, BoardState.CALLED_OFF)
    return Paper(
        title=f"{head.name}: {'agenda' if is_agenda else 'minutes'}",
        line=f"{head.place}, {day(head.day)} · {say.state_words(head.state)}",
        notices=(FOR_ALL, *(("A made-up organisation, to try things with.",) if head.made_up else ())),
        parts=tuple(_parts(found, today)),
        footer=(f"{head.name}, {head.place}, {day(head.day)}",),
        day=head.day,
        about=FOR_ALL,
    )


def _parts(found: BoardPaper, today: date) -> Iterator[PaperPart]:
    board = found.board
    yield PaperPart("Who takes part", points=tuple(_who(board)))
    if board.conflicts:
        where = {one.number: one.place for one in board.items}
        yield PaperPart(
            "Conflicts of interest",
            points=tuple(
                f"{one.who}, {f'item {where[one.item]}' if one.item in where else 'the whole meeting'}: "
                f"{say.conflict_words(one)}"
                for one in board.conflicts
            ),
        )
    if board.head.minutes:
        yield PaperPart("The meeting", sentences=tuple(_lines(board.head.minutes)))
    for item in board.items:
        yield from _of_item(item, found)
    yield (
        PaperPart("Actions", table=_actions(board, today))
        if board.actions
        else PaperPart("Actions", sentences=("None.",))
    )
    if board.corrections:
        yield PaperPart(
            "Corrections",
            points=tuple(f"{day(one.at.date())}, {one.by}: {one.words}" for one in board.corrections),
        )


def _who(board: TalentBoard) -> Iterator[str]:
    for one in board.people:
        how = say.paper_words(one)
        yield f"{one.name}{f', {how}' if how else ''}"


def _of_item(item: AgendaItem, found: BoardPaper) -> Iterator[PaperPart]:
    changes = [one for one in found.board.changes if one.item == item.number]
    start = found.starts.get(item.number)
    told = (
        *((f"Why it is on the agenda: {item.because}",) if item.because else ()),
        *((f"At the start: {start}",) if start else ()),
        *_lines(item.minutes),
    )
    began = found.board.head.start is not None
    closed = item.is_post and start is None
    table = None
    if changes:
        table = PaperTable(
            caption="What changed",
            headings=("What", "Before", "After", "Why, and by whom"),
            rows=tuple(
                (one.what, one.before, one.after, _why(one.why, one.by, in_meeting=one.in_meeting)) for one in changes
            ),
            widths=(0.28, 0.2, 0.2, 0.32),
        )
    unchanged = began and item.is_post and not changes and not found.board.gone
    note = say.NOT_SHOWN_TO_ALL if closed else NOTHING_CHANGED if unchanged else ""
    yield PaperPart(f"{item.place}. {title(item)}", sentences=told, table=table, note=note)


def title(item: AgendaItem) -> str:
    """What an item is about, for everybody."""
    return say.item_title(item) if item.is_post or item.known else "Somebody who is not named here"


def _why(why: str, by: str, *, in_meeting: bool) -> str:
    outside = "" if in_meeting else ", outside of the meeting"
    return f"{why}. {by}{outside}" if why else f"{by}{outside}"


def _actions(board: TalentBoard, today: date) -> PaperTable:
    return PaperTable(
        caption="Actions",
        headings=("What", "Who", "By when", "Done"),
        rows=tuple(
            (
                one.words,
                one.owner,
                day(one.due),
                f"{day(one.done_on)}. {one.done_words}".strip() if one.done_on else "no",
            )
            for one in board.actions
        ),
        widths=(0.46, 0.2, 0.17, 0.17),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
