"""Whether a past day that was asked for can be told."""

from datetime import date

from wraparound.capabilities.delivery.terms.days import EARLIEST_ASKED, DayAsked, WrongDay


def day_asked(typed: str, day: date | None, today: date) -> DayAsked:
    """What was asked for: `day` is what was read of what was typed, none where it is no day.

    >>> day_asked("2030-01-01", date(2030, 1, 1), date(2026, 6, 1)).wrong
    <WrongDay.AHEAD: 'ahead'>
    >>> day_asked("soon", None, date(2026, 6, 1)).wrong, day_asked(" ", None, date(2026, 6, 1)).wrong
    (<WrongDay.UNREAD: 'unread'>, None)
    """
    words = typed.strip()
    if not words:
        return DayAsked()
    wrong = WrongDay.UNREAD if day is None else _wrong(day, today)
    return DayAsked(typed=words, day=day, wrong=wrong)


def _wrong(day: date, today: date) -> WrongDay | None:
    if day > today:
        return WrongDay.AHEAD
    return WrongDay.BEFORE if day < EARLIEST_ASKED else None
