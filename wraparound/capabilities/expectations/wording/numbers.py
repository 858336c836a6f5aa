"""Numbers, dates and names as people say them."""

import re
from collections.abc import Sequence
from datetime import date

from wraparound.published.terms import AE_ALL, AE_MAJOR, RTT_18_WEEKS, EndedBy, Kind, Regime, Window

REGIME_NAMES = {
    Regime.QUALITY: "quality special measures",
    Regime.FINANCIAL: "financial special measures",
    Regime.RECOVERY_SUPPORT: "the Recovery Support Programme",
}
KIND_NAMES = {
    Kind.ACUTE: "acute trusts",
    Kind.ACUTE_SPECIALIST: "specialist acute trusts",
    Kind.AMBULANCE: "ambulance trusts",
    Kind.COMMUNITY: "community trusts",
    Kind.MENTAL_HEALTH: "mental health trusts",
    Kind.OTHER: "other trusts",
}
ENDED_WORDS = {
    EndedBy.RECOVERED: "recovery",
    EndedBy.MERGED: "merger",
    EndedBy.UNKNOWN: "end not known",
}
MEASURE_NAMES = {
    AE_ALL: "Accident and emergency (A&E): seen within four hours, all departments",
    AE_MAJOR: "Accident and emergency (A&E): seen within four hours, major departments",
    RTT_18_WEEKS: "Waiting list: waiting under 18 weeks",
}
STAFF_NAMES = {
    "burned_out": "feel burnt out because of their work",
    "work_stress": "have felt unwell from work stress in the last year",
    "enough_staff": "say there are enough staff to do the job properly",
    "autonomy": "have choice in how they do their work",
    "discrimination_by_colleagues": "have met discrimination from colleagues or managers",
}


def whole_months(months: float) -> str:
    """29.7 → "30 months"; 1.2 → "1 month"."""
    rounded = round(months)
    return "1 month" if rounded == 1 else f"{rounded} months"


def given_months(months: float) -> str:
    """Months as somebody gave them: 24.9 → "24.9 months", 24.0 → "24 months"."""
    return "1 month" if months == 1 else f"{months:g} months"


def years_and_months(months: float) -> str:
    """29.7 → "2 years 6 months"; 12.1 → "1 year"; 4.6 → "5 months"."""
    years, rest = divmod(round(months), 12)
    parts = []
    if years:
        parts.append("1 year" if years == 1 else f"{years} years")
    if rest or not years:
        parts.append(whole_months(rest))
    return " ".join(parts)


def whole_percent(share: float) -> int:
    """0.125 → 13: halves go up, as people expect, everywhere alike."""
    return int(share * 100 + 0.5)


def of_100(share: float) -> str:
    """0.125 → "13 of 100". Halves go up, as people expect; the ends are only for certainty."""
    count = whole_percent(share)
    if share > 0 and count == 0:
        return "fewer than 1 of 100"
    if share < 1 and count == 100:
        return "more than 99 of 100"
    return f"{count} of 100"


def percent(share: float) -> str:
    """0.4412 → "44%"."""
    return f"{whole_percent(share)}%"


def percent_range(low: float, high: float) -> str:
    """0.053, 0.26 → "5% to 26%"."""
    return f"{percent(low)} to {percent(high)}"


def count_of(number: int, one: str, many: str) -> str:
    """1 → "1 spell"; 4 → "4 spells"."""
    return f"{number} {one if number == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """a, b, c → "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def full_date(day: date) -> str:
    """3 March 2028."""
    return f"{day.day} {day:%B %Y}"


def dated(window: Window) -> str:
    """A window as exactly as it is known: a day, a month, or "between … and …"."""
    first, last = window.earliest, window.latest
    if first == last:
        return full_date(first)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and _next_day(last).day == 1:
        return f"{first:%B %Y}"
    return f"between {full_date(first)} and {full_date(last)}"


def on_or_in(window: Window) -> str:
    """The same with its preposition: "on 3 March 2028", "in March 2028", "between …"."""
    words = dated(window)
    if words.startswith("between"):
        return words
    return f"on {words}" if window.known_to_the_day else f"in {words}"


def source_date(text: str) -> str:
    """A source's date as far as it goes: 2017-05-01 → "1 May 2017", 2018-07 → "July 2018", 2013 → "2013"."""
    parts = text.split("-")
    if not text:
        return "no date"
    if len(parts) == 3:
        return full_date(date.fromisoformat(text))
    return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}" if len(parts) == 2 else text


def known_date(text: str) -> str:
    """A date as exactly as it is known: 2014-07-16, 2014-07, or a window 2014-07-01/2014-07-16; empty is not known."""
    if not text:
        return "not known"
    if "/" in text:
        return " to ".join(source_date(part) for part in text.split("/"))
    return source_date(text)


def ended_words(ended_by: EndedBy) -> str:
    """How a spell ended, for a table."""
    return ENDED_WORDS[ended_by]


def quarter(first_day: date) -> str:
    """2026-01-01 → "January to March 2026"."""
    last_month = first_day.replace(month=first_day.month + 2)
    return f"{first_day:%B} to {last_month:%B %Y}"


def short_name(name: str) -> str:
    """The name for running text: without "The", "NHS Trust" and "NHS Foundation Trust"."""
    trimmed = re.sub(r",?\s+NHS\s+(Foundation\s+)?(Trust|FT)$", "", name)
    bare = re.sub(r"^The\s+", "", trimmed)
    return bare if " " in bare else trimmed  # The Christie is called that


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
