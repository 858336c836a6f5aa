"""What a row of a sheet of promises asks for, held against what is recorded: pure."""

import math
import re
import unicodedata
from datetime import date

from wraparound.capabilities.compacts.terms.compacts import UndertakingState, UndertakingTerms
from wraparound.capabilities.compacts.terms.sheets import (
    DAYS_GIVEN,
    EVIDENCE,
    KEPT_ON,
    LONGEST_EVIDENCE,
    MOST_DAYS,
    STATE,
    LineLeft,
    Meant,
    SheetChange,
    SheetLine,
    Why,
)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LARGEST_NUMBER = 1_000_000_000_000
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]*(\d{4})", re.IGNORECASE)


def day_in(text: str) -> date | None:
    """A day as Excel hands it on or as people here type it; none for anything else. A time of day is passed over.

    >>> day_in("2026-03-09T00:00:00"), day_in("9/3/2026"), day_in("9 March 2026"), day_in("March 2026")
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 9), datetime.date(2026, 3, 9), None)
    """
    said = squeezed(text)
    if found := _YEAR_FIRST.fullmatch(said):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(said):
        return _day(found[3], found[2], found[1])
    if (found := _IN_WORDS.fullmatch(said)) and (name := found[2].casefold())[:3] in MONTHS:
        full = date(2000, MONTHS.index(name[:3]) + 1, 1).strftime("%B").casefold()
        return _day(found[3], str(MONTHS.index(name[:3]) + 1), found[1]) if full.startswith(name) else None
    return None


def number_in(text: str) -> float | None:
    """A number such as 12, 2.5 or 1,200; none for anything else, and for what is no finite number.

    >>> number_in("2.5"), number_in("£1,200"), number_in("about 3")
    (2.5, 1200.0, None)
    """
    try:
        found = float(squeezed(text).removeprefix("£").replace(",", ""))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def whole_in(text: str) -> int | None:
    """A whole number above nought, as records are numbered; none for anything else.

    >>> whole_in("12"), whole_in("12.0"), whole_in("12.5"), whole_in("-3")
    (12, 12, None, None)
    """
    found = number_in(text)
    return int(found) if found is not None and found.is_integer() and 0 < found < LARGEST_NUMBER else None


def squeezed(text: str) -> str:
    """Text without what cannot be seen: white space as single spaces, none at the ends.

    >>> squeezed("  two   spaces ")
    'two spaces'
    """
    return " ".join(_seen(text).split())


def cleaned(text: str) -> str:
    """Text as it is kept: its lines stay, control characters go."""
    return _seen(text.replace("\r\n", "\n")).strip()


def is_same(sent: str, kept: str) -> bool:
    """Whether a cell says what it said when it left, however a spreadsheet has set it meanwhile.

    >>> is_same("03/09/2026", "2026-09-03"), is_same("25000.0", "25000"), is_same("the Board", "the board")
    (True, True, False)
    """
    if squeezed(sent) == squeezed(kept):
        return True
    if (day := day_in(kept)) is not None:
        return day_in(sent) == day
    number, other = number_in(kept), number_in(sent)
    # Spreadsheets keep fifteen digits of a number.
    return number is not None and other is not None and math.isclose(number, other, rel_tol=1e-12)


def first_differing(line: SheetLine, kept: dict[str, str]) -> tuple[str, str] | None:
    """The first column for reading only in which the row differs from what is recorded, with the cell."""
    return next((other for other in line.others if not is_same(other[1], kept.get(other[0], ""))), None)


def asked_by(
    line: SheetLine, one: UndertakingTerms, meant: Meant, differs: tuple[str, str] | None, today: date
) -> SheetChange | LineLeft | None:
    """What the row asks for; why it is left; or none where it says what is recorded anyway.

    `meant` is what its cell “State” asks for, `differs` a column for reading only that was changed.
    """
    version = whole_in(line.version)
    is_new = meant is not Meant.SAME or _recorded_differs(line, one)
    is_touched = is_new or differs is not None
    if version is None or (version != one.version and is_touched):
        return _left(line, one, Why.NO_VERSION if version is None else Why.CHANGED)
    if differs is not None:
        return _left(line, one, Why.DIFFERS, *differs)
    if not is_new:
        return None
    return _change(line, one, version, meant, today)


def _change(line: SheetLine, one: UndertakingTerms, version: int, meant: Meant, today: date) -> SheetChange | LineLeft:
    if not one.may_report:
        return _left(line, one, Why.ENDED if one.state is UndertakingState.ENDED else Why.NOT_A_SIDE)
    wrong = _wrong_cell(line, meant, today) or _wrong_together(line, one, meant)
    if wrong is not None:
        cells = {KEPT_ON: line.kept_on, DAYS_GIVEN: line.days_given, STATE: line.state}
        return _left(line, one, *wrong, cells.get(wrong[1], ""))
    is_same_evidence = squeezed(line.evidence) == squeezed(one.evidence)
    is_same_days = one.days_given is not None and is_same(line.days_given, repr(one.days_given))
    return SheetChange(
        line=line.line,
        number=one.number,
        version=version,
        kept_on=day_in(line.kept_on),
        days_given=one.days_given if is_same_days else number_in(line.days_given),
        evidence=one.evidence if is_same_evidence else cleaned(line.evidence),
    )


def _recorded_differs(line: SheetLine, one: UndertakingTerms) -> bool:
    """Whether one of the three columns that are taken says something else than what is recorded."""
    on = one.delivered_on.isoformat() if one.delivered_on else ""
    days = "" if one.days_given is None else repr(one.days_given)
    is_so = is_same(line.kept_on, on) and is_same(line.days_given, days)
    return not is_so or squeezed(line.evidence) != squeezed(one.evidence)


def _wrong_cell(line: SheetLine, meant: Meant, today: date) -> tuple[Why, str] | None:
    """What is wrong with one cell by itself, and in which column."""
    on, days = day_in(line.kept_on), number_in(line.days_given)
    wrong = {
        (Why.STATE, STATE): meant is Meant.UNKNOWN,
        (Why.TAKEN_BACK, STATE): meant is Meant.OTHER,
        (Why.DAY, KEPT_ON): bool(squeezed(line.kept_on)) and on is None,
        (Why.FUTURE, KEPT_ON): on is not None and on > today,
        (Why.DAYS, DAYS_GIVEN): bool(squeezed(line.days_given)) and (days is None or not 0 <= days <= MOST_DAYS),
        (Why.LONG, EVIDENCE): len(cleaned(line.evidence)) > LONGEST_EVIDENCE,
    }
    return next((where for where, is_wrong in wrong.items() if is_wrong), None)


def _wrong_together(line: SheetLine, one: UndertakingTerms, meant: Meant) -> tuple[Why, str] | None:
    """What the cells do not say together."""
    has_day, has_days = bool(squeezed(line.kept_on)), bool(squeezed(line.days_given))
    stays_unkept = meant is Meant.SAME and one.state is UndertakingState.NOT_KEPT and not has_day
    if meant is Meant.NOT_KEPT or stays_unkept:
        if has_day or has_days:
            return Why.BOTH, STATE
        if not one.may_give_up:
            is_open = one.state in (UndertakingState.OPEN, UndertakingState.NOT_KEPT)
            return (Why.EARLY if is_open else Why.TAKEN_BACK), STATE
        return None if squeezed(line.evidence) else (Why.NO_REASON, EVIDENCE)
    if not has_day:
        return (Why.TAKEN_BACK if one.delivered_on else Why.NO_DAY), KEPT_ON
    return None


def _left(line: SheetLine, one: UndertakingTerms, why: Why, column: str = "", cell: str = "") -> LineLeft:
    return LineLeft(line.line, why, one.words, column, squeezed(cell)[:100])


def _seen(text: str) -> str:
    """Without control characters, but for ends of lines; a tab is a space."""
    return "".join(one for one in text.replace("\t", " ") if one == "\n" or unicodedata.category(one) != "Cc")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
