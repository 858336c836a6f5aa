"""How long the store keeps what it counts: docs/papers/equality-monitoring.md."""

from datetime import date, timedelta

APRIL = 4
YEARS = 6
"""As long as figures of the public sector equality duty are compared year on year here, and no longer."""


def stages_kept_from(today: date) -> date:
    """The first day whose stages are still kept.

    >>> stages_kept_from(date(2026, 11, 27)), stages_kept_from(date(2028, 2, 29))
    (datetime.date(2020, 11, 27), datetime.date(2022, 3, 1))
    """
    leaps = (today.month, today.day) == (2, 29)
    return date(today.year - YEARS, 3, 1) if leaps else today.replace(year=today.year - YEARS)


def files_kept_from(today: date) -> int:
    """The first year whose monitoring files are still kept.

    >>> files_kept_from(date(2026, 11, 27))
    2020
    """
    return today.year - YEARS


def year_of(day: date) -> int:
    """The year, from April to March, that a day is in, by the year in which it begins.

    >>> year_of(date(2027, 3, 31)), year_of(date(2027, 4, 1))
    (2026, 2027)
    """
    return day.year if day.month >= APRIL else day.year - 1


def ends_of(year: int) -> tuple[date, date]:
    """The first and the last day of a year from April to March."""
    return date(year, APRIL, 1), date(year + 1, APRIL, 1) - timedelta(days=1)
