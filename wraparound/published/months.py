"""Days that count in whole months."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on; the month's last day where it is shorter.

    >>> months_after(date(2026, 8, 31), 6), months_after(date(2024, 2, 29), 12)
    (datetime.date(2027, 2, 28), datetime.date(2025, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same so many months before.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    return months_after(day, -months)
