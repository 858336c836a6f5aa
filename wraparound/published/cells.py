"""The cells of a table that somebody sends, as values: days, numbers, yes and no."""

import re
from datetime import date, datetime

YES = frozenset({"yes", "y", "true", "1", "1.0", "x"})
NO = frozenset({"no", "n", "false", "0", "0.0"})
FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%y", "%d/%m/%y")
MOST_DIGITS = 18
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_in(text: str) -> date | None:
    """A day as people and systems write it; none where it is no day. 03/04/2026 is the third of April.

    >>> day_in("3 March 2028"), day_in("31-Jan-2026"), day_in("30/02/2026")
    (datetime.date(2028, 3, 3), datetime.date(2026, 1, 31), None)
    """
    words = text.strip()
    if ISO.match(words):
        try:
            return date.fromisoformat(words[:10])
        except ValueError:
            return None
    for form in FORMS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007  # a day, in no time zone
        except ValueError:
            continue
    return None


def number_in(text: str) -> int:
    """The number of a record of ours as a cell gives it; nought where it is none.

    >>> number_in("12"), number_in("12.0"), number_in("\u00b2"), number_in("9" * 5000)
    (12, 12, 0, 0)
    """
    plain = text.strip().removesuffix(".0")
    return int(plain) if len(plain) <= MOST_DIGITS and plain.isascii() and plain.isdigit() else 0
