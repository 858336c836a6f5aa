"""The words of a sheet of targets: many checks at once."""

from dataclasses import dataclass

from wraparound.capabilities.expectations.terms.performance import TargetAnswer
from wraparound.published.terms import CannotAnswer

MOST_ON_A_PAGE = 200
"""Rows; a page answers no more, the command does."""

COLUMNS = ("organisation", "measure", "target", "date")


class SheetNotRead(CannotAnswer):
    """A file or text that is no sheet of targets; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class SheetRow:
    """One row as it was typed: its line in the file (the heading is line 1) and the four cells as text."""

    line: int
    organisation: str
    measure: str
    target: str
    date: str


@dataclass(frozen=True)
class RowAnswer:
    """One row with its answer, or with what was wrong and what to do."""

    row: SheetRow
    answer: TargetAnswer | None
    trouble: str


@dataclass(frozen=True, kw_only=True)
class SheetAnswer:
    """Every row in the order of the sheet. `note` says how percentages were read where that was not plain."""

    rows: tuple[RowAnswer, ...]
    note: str
    release: str
    method: str
