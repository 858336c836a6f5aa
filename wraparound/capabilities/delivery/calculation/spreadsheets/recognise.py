"""Which sheets and columns of a file are ours. What is not is passed over, said, and kept nowhere."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.capabilities.delivery.terms.spreadsheets import (
    ABOUT,
    COLUMNS,
    ESSENTIAL,
    READ,
    SentRow,
    SentSheets,
    Sheet,
)

NONE_OF_OURS = (
    "No sheet of this file is one of ours. Take your plan out first and fill in that workbook: it has the sheets "
    "Milestones and Answers, and their columns."
)
NONE_OF_REGION = (
    "No sheet of this file is one of ours. Take the recommendations of your region out first and fill in that "
    "workbook: it has the sheet Recommendations, and its columns."
)
TWO_OF_A_SORT = "Two sheets hold {}. Put their rows into one."
MADE_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:\d\d")
"""A moment with its time zone, as our workbooks carry it."""
MOST_ROWS = 4_000
TOO_MANY = "The file has more than 4,000 rows. A plan holds 2,000 milestones at most: leave in it only those you mean."


def recognised(tables: Sequence[tuple[str, Sequence[Sequence[str]]]], read: Sequence[Sheet] = READ) -> SentSheets:
    """The rows of the sheets that are `read`, by our columns.

    CannotPlan where no sheet is ours, two hold the same, or it is too long.
    """
    rows: list[SentRow] = []
    passed, columns = list[str](), list[str]()
    found: set[Sheet] = set()
    made_at = None
    for title, lines in tables:
        if title == ABOUT:
            made_at = _made_at(lines)
            continue
        at = next(place for place, line in enumerate(lines) if any(cell.strip() for cell in line))
        sheet = _sheet(title, lines[at], read)
        if sheet is None:
            if title not in (Sheet.MOVES, Sheet.COLUMNS):
                passed.append(title)
            continue
        if sheet in found:
            raise CannotPlan(TWO_OF_A_SORT.format(sheet.value.lower()))
        found.add(sheet)
        places = _places(sheet, lines[at])
        columns += [one.strip() for place, one in enumerate(lines[at]) if one.strip() and place not in places]
        rows += _rows(sheet, lines, at + 1, places)
    if not found:
        raise CannotPlan(NONE_OF_OURS if read == READ else NONE_OF_REGION)
    if len(rows) > MOST_ROWS:
        raise CannotPlan(TOO_MANY)
    return SentSheets(
        rows=tuple(rows), sheets_passed=tuple(passed), columns_passed=tuple(dict.fromkeys(columns)), made_at=made_at
    )


def _made_at(lines: Sequence[Sequence[str]]) -> datetime | None:
    """When our own workbook was taken out, by the line among its notes that says so; none where none does."""
    for words in (cell for line in lines for cell in line):
        if found := MADE_AT.search(words):
            try:
                return datetime.fromisoformat(found[0])
            except ValueError:
                return None
    return None


def folded(words: str) -> str:
    """Words as they are compared: case, spaces and the sort of apostrophe do not matter.

    >>> folded("  Owner's  KEY ")
    'owner’s key'
    """
    return " ".join(words.replace("'", "’").casefold().split())


def _sheet(title: str, headings: Sequence[str], read: Sequence[Sheet]) -> Sheet | None:
    """By its title, or by most of its headings."""
    for sheet in read:
        names = set(_places(sheet, headings).values())
        essential = names.intersection(ESSENTIAL[sheet])
        if essential and (folded(title) == folded(sheet) or 2 * len(names) > len([one for one in headings if one])):
            return sheet
    return None


def _places(sheet: Sheet, headings: Sequence[str]) -> Mapping[int, str]:
    """For each column that is ours its place and name; of two alike the first."""
    known = {folded(heading): name for name, heading in COLUMNS[sheet].items()}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        name = known.get(folded(heading))
        if name is not None and name not in found.values():
            found[place] = name
    return found


def _rows(sheet: Sheet, lines: Sequence[Sequence[str]], begin: int, places: Mapping[int, str]) -> list[SentRow]:
    found = []
    for line, cells in enumerate(lines[begin:], start=begin + 1):
        held = {name: cells[place].strip() if place < len(cells) else "" for place, name in places.items()}
        if any(held.values()):
            found.append(SentRow(sheet=sheet, line=line, cells=held))
    return found
