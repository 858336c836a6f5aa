"""The cells of one row: each as what it is to be, or as what stands in the plan where the row says nothing."""

from collections.abc import Iterable, Mapping
from datetime import date

from wraparound.capabilities.delivery.calculation.spreadsheets.recognise import folded
from wraparound.capabilities.delivery.terms.spreadsheets import COLUMNS, SentRow
from wraparound.published.cells import MOST_DIGITS, NO, YES, day_in

NO_DAY = "“{}” in the column “{}” is no day. Write it like 2026-09-30."
NO_NUMBER = "“{}” in the column “{}” is no whole number."
NO_YES = "“{}” in the column “{}” is neither yes nor no."
NO_WORD = "“{}” in the column “{}” is none of: {}."


class Wrong(ValueError):
    """A row cannot be taken; the sentence says why and what to do."""


class Cells:
    """One row. An empty cell leaves what cannot be empty as it is, and empties what can be."""

    def __init__(self, row: SentRow, spoken: Mapping[str, Mapping[str, str]]) -> None:
        self.row, self.spoken = row, spoken

    def has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name in self.row.cells

    def text(self, name: str) -> str:
        """What stands there; nothing where there is no such column."""
        return self.row.cells.get(name, "")

    def words(self, name: str, before: str, *, needed: bool = False) -> str:
        """Words, as they were where only their spaces and lines differ."""
        found = self.text(name)
        if not self.has(name) or (needed and not found) or found.split() == before.split():
            return before
        return found

    def day(self, name: str, before: date | None) -> date | None:
        """A day."""
        text = self.text(name)
        if not text:
            return before
        found = day_in(text)
        if found is None:
            raise Wrong(NO_DAY.format(text[:30], self._heading(name)))
        return found

    def count(self, name: str, before: int | None) -> int | None:
        """A whole number, or nothing."""
        if not self.has(name):
            return before
        text = self.text(name)
        plain = text.replace(",", "").removesuffix(".0")
        if text and not (plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS):
            raise Wrong(NO_NUMBER.format(text[:30], self._heading(name)))
        return int(plain) if text else None

    def yes(self, name: str, *, before: bool) -> bool:
        """Yes or no."""
        text = self.text(name).casefold()
        if not text:
            return before
        if text not in YES | NO:
            raise Wrong(NO_YES.format(text[:30], self._heading(name)))
        return text in YES

    def word(self, name: str, before: str) -> str:
        """One of our own words, as it is said on pages or as it is kept."""
        text = self.text(name)
        if not text:
            return before
        known = self.spoken[name]
        found = known.get(folded(text))
        if found is None:
            raise Wrong(NO_WORD.format(text[:60], self._heading(name), "; ".join(_as_people_write(known))))
        return found

    def _heading(self, name: str) -> str:
        return COLUMNS[self.row.sheet][name]


def _as_people_write(known: Mapping[str, str]) -> Iterable[str]:
    """Of each word that is kept the first way in which it is written: those of pages stand before those of machines."""
    found: dict[str, str] = {}
    for words, kept in known.items():
        found.setdefault(kept, words)
    return found.values()
