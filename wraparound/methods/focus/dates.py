"""When a document was written, by what its file is called: “2026-05 board paper”, “Board 28 May 2026”, “28-05-2026”."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_APART = r"[\s._-]*"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\da-z]){form}(?!\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[._-](?P<number>0[1-9]|1[0-2])(?:[._-](?P<day>[0-3]\d))?",
        rf"{_YEAR}(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
        rf"(?P<day>[0-3]\d)[._-](?P<number>0[1-9]|1[0-2])[._-]{_YEAR}",
        rf"(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?{_APART})?{_MONTH}{_APART}{_YEAR}",
        rf"{_YEAR}{_APART}{_MONTH}(?:{_APART}(?P<day>[0-3]?\d))?",
    )
)


def day_in_name(name: str) -> date | None:
    """The day that a name says, the first of the month where it says no day; none where it says no month.

    >>> day_in_name("Board paper 28 May 2026.pdf"), day_in_name("2026-11_board.docx"), day_in_name("plan 2026.docx")
    (datetime.date(2026, 5, 28), datetime.date(2026, 11, 1), None)
    """
    for form in _FORMS:
        if found := form.search(name):
            return _day(found)
    return None


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return date(int(parts["year"]), month, int(parts.get("day") or 1))
    except ValueError:
        return None
