"""The cells of a row as values: days, numbers, words. See docs/how-to/exchange.md, “What a cell may say”."""

from collections.abc import Mapping

from wraparound.capabilities.pipelines.terms.exchange import Difference, RowIn, Value, Values, Why
from wraparound.published.cells import MOST_DIGITS, NO, YES, day_in


class Refused(ValueError):
    """A row cannot be taken: why, in which column, and what its sentence names."""

    def __init__(self, why: Why, column: str = "", *said: str) -> None:
        super().__init__(why)
        self.why, self.column, self.said = why, column, said


def number_of(value: Value) -> int:
    """A value that is the number of a record."""
    assert isinstance(value, int)  # callers say so
    return value


class Cells:
    """The cells of one row: each read as what it is to be, or as what stood before where the row says nothing."""

    def __init__(self, row: RowIn, spoken: Mapping[str, Mapping[str, str]]) -> None:
        self.row, self.spoken = row, spoken

    def text(self, column: str) -> str:
        """What stands there, nothing where the file has no such column."""
        return " ".join(self.row.cells.get(column, "").split())

    def silent(self, column: str) -> bool:
        """Whether the row leaves this as it is: no such column, or an empty cell that does not clear."""
        return column not in self.row.cells or (not self.row.clears and not self.text(column))

    def words(self, column: str, before: Value, most: int) -> Value:
        """Any words, at most so many letters; those that stood before stay as they were, with their lines."""
        if self.silent(column):
            return before
        found = self.text(column)
        if isinstance(before, str) and found == " ".join(before.split()):
            return before
        if len(found) > most:
            raise Refused(Why.LONG, column, str(most))
        return found

    def day(self, column: str, before: Value) -> Value:
        """A day."""
        if self.silent(column):
            return before
        if not (text := self.text(column)):
            return None
        found = day_in(text)
        if found is None:
            raise Refused(Why.DAY, column, text[:30])
        return found

    def yes(self, column: str, before: Value) -> Value:
        """Yes or no."""
        text = self.text(column).casefold()
        if self.silent(column) or not text:
            return before
        if text not in YES | NO:
            raise Refused(Why.YES_NO, column, text[:30])
        return text in YES

    def count(self, column: str, before: Value, most: int) -> Value:
        """A whole number, in pounds or not."""
        if self.silent(column):
            return before
        if not (text := self.text(column)):
            return None
        plain = text.replace(",", "").replace("£", "").removesuffix(".0").removesuffix(".00")
        whole = len(plain) <= MOST_DIGITS and plain.isascii() and plain.isdigit()
        if not whole or int(plain) > most:
            raise Refused(Why.NUMBER, column, text[:30], f"{most:,}")
        return int(plain)

    def word(self, column: str, before: Value, table: str = "") -> Value:
        """A word of ours, as it is said on pages or as it is kept."""
        if self.silent(column) or not (text := self.text(column)):
            return before
        known = self.spoken[table or column]
        found = known.get(text.casefold())
        if found is None:
            raise Refused(Why.WORD, column, text[:40])
        return found


def differences(before: Values, after: Values) -> tuple[Difference, ...]:
    """The fields that differ, in the order of what is wanted."""
    return tuple(
        Difference(name, before.get(name), value) for name, value in after.items() if before.get(name) != value
    )


def changed(before: Values, after: Values) -> dict[str, Value]:
    """Those values alone."""
    return {name: value for name, value in after.items() if before.get(name) != value}
