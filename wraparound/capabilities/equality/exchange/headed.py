"""A sheet with headings as rows of cells, each under its heading; and what is wrong with the headings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from wraparound.capabilities.equality.wording import monitoring as say

type Cells = Mapping[str, str]
"""A row: what stands under each heading, by the heading in small letters."""


class Headed:
    """Lines of a sheet whose first with anything in it holds the headings; `row`: which that is, counted from 1."""

    def __init__(self, lines: Sequence[Sequence[str]], columns: Sequence[str], optional: Sequence[str] = ()) -> None:
        at = next((place for place, line in enumerate(lines) if any(cell.strip() for cell in line)), len(lines))
        self.row = at + 1
        self.wrong: list[str] = []
        self._below = lines[at + 1 :]
        heads = [cell.strip() for cell in lines[at]] if at < len(lines) else []
        self._places = {head.casefold(): place for place, head in enumerate(heads) if head}
        self._check(heads, columns, optional)

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Each line with anything in it, and its number as a spreadsheet counts them."""
        for number, line in enumerate(self._below, start=self.row + 1):
            if any(cell.strip() for cell in line):
                places = self._places.items()
                yield number, {head: line[place].strip() if place < len(line) else "" for head, place in places}

    def _check(self, heads: Sequence[str], columns: Sequence[str], optional: Sequence[str]) -> None:
        """Every column is there that must be, once, and no other."""
        there = Counter(head.casefold() for head in heads if head)
        if missing := [one for one in columns if one not in optional and not there[one.casefold()]]:
            self.wrong.append(say.no_columns(missing))
        known = {one.casefold() for one in columns}
        others = [head for head in heads if head and head.casefold() not in known]
        if others or any(many > 1 for many in there.values()):
            self.wrong.append(say.other_columns(others or [one for one, many in there.items() if many > 1]))
