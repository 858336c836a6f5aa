"""An employer's monitoring file in, and its template out. What stands in a cell is never repeated in a message."""

from collections.abc import Iterator, Mapping, Sequence

from wraparound.capabilities.equality.exchange.headed import Cells, Headed
from wraparound.capabilities.equality.terms.answers import LEVEL, AnswerList, CannotCount, Characteristic, Without
from wraparound.capabilities.equality.terms.monitoring import (
    ASKED_OF,
    IndicatorSide,
    MonitoringRead,
    MonitoringRow,
    MonitoringSheet,
    MonitoringTrouble,
)
from wraparound.capabilities.equality.wording import monitoring as say
from wraparound.published.export import as_excel
from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import tables_in

LARGEST_FILE = 20_000_000
"""Bytes; a workbook of 50,000 people has a sixth of it."""
MOST_ROWS = 90_000
MOST_TROUBLES = 50
LONGEST_CELL, LONGEST_REFERENCE = 20, 60
WITHOUT = {"z": Without.DECLINED, "99": Without.NOT_ASKED, "": Without.NOT_ASKED, "prefer_not": Without.PREFER_NOT}


def read_monitoring(name: str, content: bytes, year: int, lists: Mapping[str, AnswerList]) -> MonitoringRead:
    """The rows of a file (Excel or CSV), or what is wrong with them; CannotCount where it is no such file.

    Args:
        name: of the file.
        content: its bytes.
        year: the year in which the year begins that the file is for; a row of another is wrong.
        lists: the lists of answers of the site.
    """
    if len(content) > LARGEST_FILE:
        raise CannotCount(
            f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. Leave in it only the columns asked for."
        )
    try:
        tables = tables_in(name, content, titles=list(say.SHEETS.values()))
    except FileRefused as trouble:
        raise CannotCount(str(trouble)) from trouble
    named = {title: sheet for sheet, title in say.SHEETS.items()}
    rows: list[MonitoringRow] = []
    troubles: list[MonitoringTrouble] = []
    for title, lines in tables:
        sheet = named.get(title, MonitoringSheet.STAFF if len(tables) == 1 else None)
        if sheet is None:
            troubles.append(MonitoringTrouble(title[:30], 0, say.OTHER_SHEET))
            continue
        read = _SheetReader(sheet, year, lists).read(lines)
        rows.extend(read.rows)
        troubles.extend(read.troubles)
    if len(rows) > MOST_ROWS:
        raise CannotCount(f"{name} has more than {MOST_ROWS:,} rows. Send fewer people at a time.")
    return MonitoringRead(troubles=troubles[:MOST_TROUBLES]) if troubles else MonitoringRead(rows=rows)


class _SheetReader:
    """Reads one sheet, row by row."""

    def __init__(self, sheet: MonitoringSheet, year: int, lists: Mapping[str, AnswerList]) -> None:
        self.sheet, self.year = sheet, year
        self.title = say.SHEETS[sheet]
        self.codes = {
            name: {choice.code.casefold(): choice.code for choice in one.choices} for name, one in lists.items()
        }
        self.troubles: list[MonitoringTrouble] = []

    def read(self, lines: Sequence[Sequence[str]]) -> MonitoringRead:
        under = Headed(lines, columns_of(self.sheet), optional=(say.EMAIL,))
        for words in under.wrong:
            self._wrong(under.row, words)
        if self.troubles:
            return MonitoringRead(troubles=self.troubles)
        rows = list(self._rows(under))
        self._find_twice(rows)
        if not rows and not self.troubles:
            self._wrong(under.row, say.NO_ROWS)
        return MonitoringRead(rows=rows, troubles=self.troubles)

    def _rows(self, under: Headed) -> Iterator[MonitoringRow]:
        for number, cells in under.rows():
            found = len(self.troubles)
            row = self._row(number, cells)
            if len(self.troubles) == found:
                yield row

    def _row(self, number: int, cells: Cells) -> MonitoringRow:
        reference = cells[say.REFERENCE.casefold()]
        if not reference or len(reference) > LONGEST_REFERENCE:
            self._wrong(number, f"{say.REFERENCE} is empty, or longer than {LONGEST_REFERENCE} letters.")
        if year_in(cells[say.YEAR.casefold()]) != self.year:
            self._wrong(number, say.other_year(self.year))
        sides = {one for one in ASKED_OF[self.sheet] if self._said_yes(number, say.SIDES[one], cells)}
        if IndicatorSide.APPOINTED in sides and IndicatorSide.SHORTLISTED not in sides:
            self._wrong(number, "Appointed, and not shortlisted: whoever is appointed was on the shortlist too.")
        of_staff = self.sheet is MonitoringSheet.STAFF
        return MonitoringRow(
            row=number,
            sheet=self.sheet,
            reference=reference,
            email=cells.get(say.EMAIL.casefold(), "").casefold(),
            given={one: self._code(number, one.value, say.COLUMNS_OF[one], cells) for one in Characteristic},
            level=self._level(number, cells) if of_staff else "",
            sides=frozenset(sides | {IndicatorSide.STAFF} if of_staff else sides),
        )

    def _code(self, number: int, name: str, title: str, cells: Cells) -> str:
        """The code in a cell, or why there is none; also noted where it is neither."""
        typed = cells[title.casefold()].casefold()
        code = self.codes[name].get(typed) or WITHOUT.get(typed)
        # The second letter of an ethnic category is the employer's own, as in the national list: A1 is A.
        if code is None and name == Characteristic.ETHNICITY and len(typed) == 2:
            code = self.codes[name].get(typed[0])
        if code is None:
            self._wrong(number, say.free_text(title) if len(typed) > LONGEST_CELL else say.bad_code(title))
        return str(code or "")

    def _level(self, number: int, cells: Cells) -> str:
        code = self.codes[LEVEL].get(cells[say.LEVEL.casefold()].casefold())
        if code is None:
            self._wrong(number, say.bad_code(say.LEVEL))
        return code or ""

    def _said_yes(self, number: int, title: str, cells: Cells) -> bool:
        typed = cells[title.casefold()].casefold()
        if typed not in say.YES and typed not in say.NO:
            self._wrong(number, say.no_yes(title))
        return typed in say.YES

    def _find_twice(self, rows: Sequence[MonitoringRow]) -> None:
        seen: dict[str, int] = {}
        for row in rows:
            for key in filter(None, (f"reference {row.reference.casefold()}", row.email and f"email {row.email}")):
                if key in seen:
                    self._wrong(row.row, say.twice(seen[key]))
                    break
                seen[key] = row.row

    def _wrong(self, row: int, words: str) -> None:
        self.troubles.append(MonitoringTrouble(self.title, row, words))


def columns_of(sheet: MonitoringSheet) -> tuple[str, ...]:
    """The headings of a sheet, in their order."""
    level = (say.LEVEL,) if sheet is MonitoringSheet.STAFF else ()
    sides = (say.SIDES[one] for one in ASKED_OF[sheet])
    return (say.REFERENCE, say.EMAIL, say.YEAR, *say.COLUMNS_OF.values(), *level, *sides)


def template(sheet: MonitoringSheet, year: int) -> bytes:
    """A workbook with the headings of a sheet, one row that shows how, and notes."""
    row = dict.fromkeys(columns_of(sheet), "") | {say.REFERENCE: "E0001", say.YEAR: say.year_words(year)}
    codes = dict.fromkeys(say.COLUMNS_OF.values(), "99")
    shown = {**row, **codes, **({say.LEVEL: "band-7"} if sheet is MonitoringSheet.STAFF else {})}
    return as_excel([shown], sheet=say.SHEETS[sheet], notes=say.NOTES)


def year_in(typed: str) -> int | None:
    """The year in which a year begins; none where it is none.

    >>> year_in("2026/27"), year_in("2026"), year_in("2026.0"), year_in("2026/29"), year_in("last")
    (2026, 2026, 2026, None, None)
    """
    first, _, second = typed.strip().removesuffix(".0").replace("-", "/").replace("–", "/").partition("/")
    if not (first.isascii() and first.isdigit() and len(first) == 4):
        return None
    following = str(int(first) + 1)
    return int(first) if second.strip() in ("", following, following[2:]) else None
