"""A sheet of promises and conditions in words: its columns, what a row means, what would change, what is left."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.compacts.terms.compacts import UndertakingSort, UndertakingState, UndertakingTerms
from wraparound.capabilities.compacts.terms.sheets import (
    DAYS_GIVEN,
    EVIDENCE,
    KEPT_ON,
    LONGEST_EVIDENCE,
    MOST_DAYS,
    MOST_LINES,
    NUMBER,
    STATE,
    VERSION,
    LineLeft,
    Meant,
    SheetPreview,
    Why,
)
from wraparound.capabilities.compacts.wording.agreement import FOLLOWS, day, many_days
from wraparound.capabilities.compacts.wording.compacts import KEPT_WORDS, state_of
from wraparound.published.export import Cell, Row

SHEET = "Promises"
NEEDED = (NUMBER, VERSION, STATE, KEPT_ON, DAYS_GIVEN, EVIDENCE)
"""Columns without which a sheet cannot be taken; the last three, and the state where it says not kept, are."""
READ_ONLY = (
    *("Compact", "Organisation", "Leader", "What", "Sort", "Who gives", "To whom", "From", "Due", "Days promised"),
    *("Cost", "Paid by", "What follows", "Said by", "Confirmed by"),
)
SHOWN = 100
"""Rows that cannot be taken on the page of a sheet; the rest are counted."""
SORTS = {UndertakingSort.PROMISE: "Promise", UndertakingSort.CONDITION: "Condition"}
ABOUT = (
    "You can send this sheet back to the page of promises. Only three columns are taken from it: “Kept on”, “Days "
    "given” and “Evidence”. All others are for reading; a row in which one of them was changed is left as it is.",
    "“Kept on” is a day, such as 2026-03-09 or 09/03/2026, that has come already.",
    "For what is not kept and will not be, write “not kept” under “State” and the reason under “Evidence”.",
    "“Number” and “Version” say which record a row is about, as it was when this sheet was made. Where somebody "
    "has recorded something since, the row is pointed out and left.",
    "You see what would change before anything is recorded. All of it is recorded together or not at all, and every "
    "side is told.",
)


def row_of(one: UndertakingTerms) -> Row:
    """One row of the sheet that leaves; money is whole pounds, days are working days."""
    return {
        "Compact": one.compact,
        NUMBER: one.number,
        VERSION: one.version,
        "Organisation": one.organisation,
        "Leader": one.leader,
        "What": one.words,
        "Sort": SORTS[one.sort],
        "Who gives": one.giver_words,
        "To whom": one.receiver_words,
        "From": _iso(one.starts),
        "Due": _iso(one.due),
        "Days promised": one.days,
        "Cost": one.cost,
        "Paid by": one.paid_by,
        "What follows": FOLLOWS[one.follows],
        STATE: state_of(one),
        KEPT_ON: _iso(one.delivered_on),
        DAYS_GIVEN: one.days_given,
        EVIDENCE: one.evidence,
        "Said by": one.reported_by,
        "Confirmed by": one.confirmed_by,
    }


def rows_of(lines: Sequence[UndertakingTerms]) -> list[Row]:
    """The rows of a sheet."""
    return [row_of(one) for one in lines]


def notes(lines: Sequence[UndertakingTerms], today: date) -> tuple[str, ...]:
    """What stands on the sheet “About”."""
    head = f"Promises and conditions as they stood on {day(today)}."
    if len(lines) >= MOST_LINES:
        head += f" These are the first {MOST_LINES:,} by the day they are due; narrow the list to see others."
    return (head, *ABOUT)


def read_only_cells(one: UndertakingTerms) -> dict[str, str]:
    """What stands in the columns that are only for reading, as text."""
    row = row_of(one)
    return {column: _text(row[column]) for column in READ_ONLY}


def state_meant(text: str, one: UndertakingTerms) -> Meant:
    """What a cell under “State” asks for; an empty one nothing."""
    said = " ".join(text.split()).casefold()
    open_words = {"due", "overdue"}
    if said in ("", state_of(one).casefold()) or (one.state is UndertakingState.OPEN and said in open_words):
        return Meant.SAME
    known = {
        **dict.fromkeys(("kept", "met", "said to be kept", "said to be met"), Meant.KEPT),
        **dict.fromkeys(("not kept", "not met"), Meant.NOT_KEPT),
        **dict.fromkeys((*open_words, KEPT_WORDS[one.sort][UndertakingState.ENDED].casefold()), Meant.OTHER),
    }
    return known.get(said, Meant.UNKNOWN)


def recorded_words(one: UndertakingTerms) -> str:
    """What is recorded of it, in a sentence."""
    state = KEPT_WORDS[one.sort][one.state]
    evidence = f" {one.evidence}" if one.evidence else ""
    if one.state is UndertakingState.OPEN:
        return f"Nothing recorded.{evidence}"
    if one.delivered_on is None:
        return f"{state}.{evidence}"
    days = f", {many_days(one.days_given)} given" if one.days_given is not None else ""
    return f"{state} on {day(one.delivered_on)}{days}.{evidence}"


def preview_head(found: SheetPreview) -> str:
    """How many rows change something, are left, and say what is recorded anyway."""
    if not found.proposed and not found.left:
        return f"Nothing would change: {rows_words(found.same)} {_say(found.same)} what is recorded already."
    said = [f"{rows_words(len(found.proposed))} would change what is recorded"] if found.proposed else []
    said += [f"{rows_words(len(found.left))} cannot be taken"] if found.left else []
    said += [f"{rows_words(found.same)} {_say(found.same)} what is recorded already"] if found.same else []
    return f"{'; '.join(said)}. Nothing is recorded yet."


def take_words(found: SheetPreview) -> str:
    """What the button does."""
    taken = f"Record {'this row' if len(found.proposed) == 1 else f'these {len(found.proposed)} rows'}"
    return f"{taken} and leave {rows_words(len(found.left))} as they are" if found.left else taken


def taken_words(count: int) -> str:
    """What was done."""
    return f"{rows_words(count)} {'was' if count == 1 else 'were'} recorded, and every side is told."


def left_words(one: LineLeft) -> str:
    """Why a row is left, and what to do about it."""
    said, column = one.cell or "nothing", one.column
    return {
        Why.NO_NUMBER: f"The cell “{NUMBER}” says {said}, which is no number of a record. Leave it as it was.",
        Why.NO_VERSION: f"The cell “{VERSION}” is no longer as it was. Take a new sheet and type into that.",
        Why.NOT_FOUND: f"There is no promise or condition {said}, or it is not yours to see.",
        Why.TWICE: f"Number {said} stands in more than one row. Leave one of them.",
        Why.CHANGED: "Something was recorded of it since the sheet was made. Take a new sheet, and look at that first.",
        Why.DIFFERS: f"“{column}” now says {said}. That column is only for reading: put it back, or amend the compact.",
        Why.NOT_A_SIDE: "You may read it. Only the sides of the compact record whether it was kept.",
        Why.ENDED: "It is no longer part of the compact: an amendment took it out.",
        Why.DAY: f"“{column}” says {said}, and that is no day. Give it like 2026-03-09 or 09/03/2026.",
        Why.FUTURE: f"“{column}” says {said}, and that day has not come yet. Record it once it is done.",
        Why.DAYS: f"“{column}” says {said}. Give a number of working days from 0 to {MOST_DAYS:,}, or leave it empty.",
        Why.LONG: f"“{column}” is longer than {LONGEST_EVIDENCE} letters. Say it in fewer.",
        Why.STATE: f"“{column}” says {said}, which is no state. Leave it as it was, or write “not kept”.",
        Why.NO_DAY: f"It does not say on which day it was kept. Give it under “{KEPT_ON}”.",
        Why.BOTH: f"It says not kept, and yet “{KEPT_ON}” or “{DAYS_GIVEN}” says something. Empty both.",
        Why.NO_REASON: f"It says not kept, and not why. Give the reason under “{EVIDENCE}” for others to read.",
        Why.EARLY: "Its day has not passed: until then only whoever gives it can say that it will not be kept.",
        Why.TAKEN_BACK: "A sheet does not take back what was recorded. Do that on the page of the promise itself.",
    }[one.why]


def rows_words(count: int) -> str:
    """ "1 row", "1,200 rows"."""
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _say(count: int) -> str:
    return "says" if count == 1 else "say"


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
