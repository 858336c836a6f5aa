"""The plain layout, for any measure: ods_code, period, measure, numerator, denominator; CSV or Excel."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wraparound.published.measures import MONTHS, Cards, MeasureCard
from wraparound.published.readers.files import Sent, rows_of
from wraparound.published.readers.months import period_in
from wraparound.published.readers.numbers import NotACount, count_in
from wraparound.published.readers.terms import ENGLAND, Figure, FileRead, FileRefused, Layout, RejectedRow
from wraparound.published.terms import Measure
from wraparound.published.workbooks import sheets_of

COLUMNS = ("ods_code", "period", "measure", "numerator", "denominator")
LONGEST_CODE = 5
FIRST_YEAR, LAST_YEAR = 1948, 2100


class NotTaken(ValueError):
    """A row that cannot be taken; the message says why."""


def is_plain(headings: Sequence[str]) -> bool:
    """Whether these are the headings of the plain layout, or nearly."""
    known = {heading.strip().casefold() for heading in headings}
    return "measure" in known and len(known & set(COLUMNS)) >= len(COLUMNS) - 1


def plain_sheet(sent: Sent) -> list[tuple[int, list[str]]] | None:
    """The rows of a workbook's first sheet in the plain layout; None where no sheet has it."""
    for _, lines in sheets_of(sent.name, sent.path.read_bytes()):
        rows = [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(lines, start=1)]
        rows = [one for one in rows if any(cell.strip() for cell in one[1])]
        if rows and is_plain(rows[0][1]):
            return rows
    return None


def read_plain(sent: Sent, cards: Cards, rows: list[tuple[int, list[str]]] | None = None) -> FileRead:
    """The figures of a table in the plain layout, each measure one of `cards`; an empty denominator is not reported.

    `rows` are those of a workbook; without them the file is read as CSV.
    """
    listed: Iterator[tuple[int, list[str]]] = iter(rows) if rows is not None else rows_of(sent)
    _, headings = next(listed)
    at = _places(headings, sent.name)
    figures, rejected, empty, counted = _figures(listed, at, cards)
    measures = {one.measure for one in figures}
    sources = {cards[measure].source for measure in measures}
    source = sources.pop() if len(sources) == 1 else None
    titles = ", ".join(sorted(cards[measure].label for measure in measures)) or "no figure"
    notes = (f"{empty:,} rows have no denominator: periods not reported, for which there is no figure.",)
    read = FileRead(
        name=sent.name,
        sha256=sent.sha256,
        size=sent.size,
        layout=Layout.PLAIN,
        title=f"Figures in the plain layout: {titles}",
        publisher=source.publisher if source else "Several; see the measures",
        rows=counted,
        figures=tuple(one for one in figures if one.code != ENGLAND),
        national=tuple(one for one in figures if one.code == ENGLAND),
        rejected=tuple(rejected),
        notes=notes if empty else (),
    )
    if source is None:
        return read
    return replace(read, licence=source.licence, licence_link=source.licence_link, link=source.link)


def _figures(
    rows: Iterable[tuple[int, list[str]]], at: dict[str, int], cards: Cards
) -> tuple[list[Figure], list[RejectedRow], int, int]:
    figures: list[Figure] = []
    rejected: list[RejectedRow] = []
    seen: dict[tuple[str, date, str], int] = {}
    empty = counted = 0
    for line, cells in rows:
        counted += 1
        code, period, measure, numerator, denominator = (
            cells[at[name]].strip() if at[name] < len(cells) else "" for name in COLUMNS
        )
        code = code.upper()
        if not denominator and not numerator:
            empty += 1
            continue
        try:
            day, share = _checked((code, period, measure, numerator, denominator), cards)
            first = seen.setdefault((code, day, measure), line)
            if first != line:
                raise NotTaken(f"{measure} of {period} stands in line {first} already")
        except (NotTaken, NotACount) as trouble:
            rejected.append(RejectedRow(line, code[:20], str(trouble)))
            continue
        figures.append(Figure(code, "", Measure(measure), day, *share, line))
    return figures, rejected, empty, counted


def _checked(cells: tuple[str, str, str, str, str], cards: Cards) -> tuple[date, tuple[int, int]]:
    """The period and the two counts of a row; NotTaken with what is wrong."""
    code, period, measure, numerator, denominator = cells
    if not (code.isalnum() and code.isascii() and 3 <= len(code) <= LONGEST_CODE) and code != ENGLAND:
        raise NotTaken(f"“{code[:20]}” is no code of an organisation")
    if measure not in cards:
        raise NotTaken(f"“{measure[:40]}” is a measure we do not know: send its measure file with it")
    day = _period(period, cards[Measure(measure)])
    within, total = count_in(numerator), count_in(denominator)
    if within is None or not total:
        raise NotTaken(f"numerator “{numerator}” of denominator “{denominator}” is no share")
    if within > total:
        raise NotTaken(f"the numerator, {within:,}, is larger than the denominator, {total:,}")
    return day, (within, total)


def _period(text: str, card: MeasureCard) -> date:
    day = period_in(text)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotTaken(f"“{text[:20]}” is no period, such as 2026-04-01 or 2026-04")
    if day.day != 1 or (day.month - 1) % MONTHS[card.every]:
        raise NotTaken(f"{card.measure} is counted by the {card.every}; {text} is not the first day of one")
    return day


def _places(headings: Sequence[str], name: str) -> dict[str, int]:
    places = {heading.strip().casefold(): place for place, heading in enumerate(headings)}
    missing = [one for one in COLUMNS if one not in places]
    if missing:
        raise FileRefused(f"{name} has no column {missing[0]}. The plain layout has: {', '.join(COLUMNS)}.")
    return places


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
