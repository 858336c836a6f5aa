"""How long one spell lasted, by the middle of its bounds and by their ends (docs/methods/expectations.md)."""

from datetime import date

from wraparound.capabilities.expectations.terms.recovery import DAYS_IN_A_MONTH, SpellLength
from wraparound.published.terms import EndedBy, RegimeSpell, Window


def length_of(spell: RegimeSpell) -> SpellLength:
    """The spell's length in months.

    An exit that is not known censors the spell at the last day a source shows it in. A spell is informative when its
    two ends are known, or when that last day lies after the latest day it can have entered.
    """
    end = spell.exited or (Window(spell.last_known.earliest, spell.last_known.earliest) if spell.last_known else None)
    months = shortest = longest = None
    if spell.entered and end:
        months = max(0.0, (end.middle - spell.entered.middle) / DAYS_IN_A_MONTH)
        shortest = max(0.0, _months_between(spell.entered.latest, end.earliest))
        longest = _months_between(spell.entered.earliest, end.latest) if spell.exited else None
    return SpellLength(
        code=spell.code,
        name_then=spell.name_then,
        number=spell.number,
        entered=_as_known(spell.entered),
        exited=_as_known(spell.exited),
        months=months,
        shortest=shortest,
        longest=longest,
        ended_by=spell.ended_by,
        informative=_is_informative(spell),
        address=spell.address,
    )


def months_apart(earlier: Window, later: Window) -> tuple[float, float]:
    """Fewest and most months from one windowed day to another."""
    return _months_between(earlier.latest, later.earliest), _months_between(earlier.earliest, later.latest)


def _is_informative(spell: RegimeSpell) -> bool:
    if spell.entered is None:
        return False
    if spell.ended_by is not EndedBy.UNKNOWN:
        return spell.exited is not None
    return spell.last_known is not None and spell.last_known.earliest > spell.entered.latest


def _months_between(first: date, last: date) -> float:
    return (last - first).days / DAYS_IN_A_MONTH


def _as_known(window: Window | None) -> str:
    """The day, the month, or the two ends, as exactly as it is known: 2014-07-16, 2014-07, 2014-07-01/2014-07-16."""
    if window is None:
        return ""
    if window.known_to_the_day:
        return window.earliest.isoformat()
    if _is_whole_month(window):
        return f"{window.earliest:%Y-%m}"
    return f"{window.earliest.isoformat()}/{window.latest.isoformat()}"


def _is_whole_month(window: Window) -> bool:
    first, last = window.earliest, window.latest
    next_day = date.fromordinal(last.toordinal() + 1)
    return first.day == 1 and next_day.day == 1 and (first.year, first.month) == (last.year, last.month)
