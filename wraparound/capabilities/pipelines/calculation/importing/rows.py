"""The rows of a file as its columns are taken."""

from collections.abc import Iterator, Sequence

from wraparound.capabilities.pipelines.terms.exchange import RowIn, Taken

SAMPLES = 3


def rows_in(headings: Sequence[str], rows: Sequence[Sequence[str]], first: int, taken: Taken) -> Iterator[RowIn]:
    """Each row that is not empty, with the number that it has in the file; `first` is that of the first.

    Of two columns with one heading the first counts.
    """
    places: dict[str, int] = {}
    for heading, name in taken.columns:
        if heading in headings and name not in places:
            places[name] = list(headings).index(heading)
    for line, cells in enumerate(rows, start=first):
        found = {name: cells[place] for name, place in places.items() if place < len(cells)}
        if any(cell.strip() for cell in found.values()):
            yield RowIn(taken.sheet, line, found, taken.clears, taken.passes_over)


def samples(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The first few values of each column, empty ones left out."""
    found: list[tuple[str, ...]] = []
    for place in range(len(headings)):
        values = dict.fromkeys(row[place].strip() for row in rows[:200] if place < len(row) and row[place].strip())
        found.append(tuple(values)[:SAMPLES])
    return tuple(found)
