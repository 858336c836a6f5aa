"""Odds, levels and lengths of time as people say them."""

import math
from datetime import date

from wraparound.capabilities.expectations.wording.measures import card_of
from wraparound.capabilities.expectations.wording.numbers import quarter
from wraparound.methods.trajectories.national import Scenario
from wraparound.published.measure_files import measure_cards
from wraparound.published.terms import Measure

SAYABLE = (
    *((1, many) for many in (200, 150, 100, 80, 60, 50, 40, 30, 25, 20, 15, 12, 10, 9, 8, 7, 6, 5, 4, 3)),
    *((2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (9, 10), (11, 12), (14, 15), (19, 20)),
    *((29, 30), (39, 40), (49, 50), (99, 100), (149, 150), (199, 200)),
)
"""Odds that people say aloud; the nearest is said."""

SCENARIO_LABELS = {
    Scenario.HELD: "The median trust stays level",
    Scenario.RISING: "The median trust rises as it typically moves",
    Scenario.FALLING: "The median trust falls as it typically moves",
    Scenario.OPEN: "The median trust may rise or fall as it has in the past",
}
IF_SCENARIO = {
    Scenario.HELD: "if the median trust stays level",
    Scenario.RISING: "if the median trust rises by as much as it typically moves",
    Scenario.FALLING: "if the median trust falls by as much as it typically moves",
    Scenario.OPEN: "with the median trust as likely to rise as to fall, by as much as it has in the past",
}
YEARS = {12: "one year", 24: "two years", 36: "three years"}


def measure_label(measure: str) -> str:
    """Our name for a measure of ours; any other by the name it came with."""
    card = measure_cards().get(Measure(measure))
    return card.label if card else measure


def figure_name(measure: Measure) -> str:
    """A measure within a sentence, after "the"."""
    return card_of(measure).figure


def or_better(measure: Measure, percent: str) -> str:
    """ "49%" → "49% or more"; "49% or less" where lower is better."""
    return f"{percent} or {'less' if card_of(measure).lower_is_better else 'more'}"


def period_name(measure: Measure, first_day: date) -> str:
    """The period that begins on this day: "January to March 2026", or "the 2024 survey"."""
    card = card_of(measure)
    return quarter(first_day) if card.months_per_period == 3 else f"the {first_day.year} {card.period}"


def last_month(measure: Measure, first_day: date) -> date:
    """The first day of the last month of the period that begins on this day."""
    month = first_day.year * 12 + first_day.month - 1 + card_of(measure).months_per_period - 1
    return date(month // 12, month % 12 + 1, 1)


def median_trust_of(measure: Measure) -> str:
    """Whom a trust is held beside."""
    return "the median trust of its kind" if card_of(measure).within_kind else "the median trust"


def spelled_out(words: str) -> str:
    """The first mention on a page says what A&E means."""
    return words.replace("A&E", "accident and emergency (A&E)", 1)


def odds_in_words(probability: float) -> str:
    """0.024 → "about 1 in 40"; 0.5 → "about an even chance"; 0.97 → "about 29 in 30"."""
    if probability < 1 / 250:
        return "fewer than 1 in 200"
    if probability > 1 - 1 / 250:
        return "more than 199 in 200"
    some, of = min(SAYABLE, key=lambda pair: abs(_log_odds(pair[0] / pair[1]) - _log_odds(probability)))
    return "about an even chance" if (some, of) == (1, 2) else f"about {some} in {of}"


def odds_percent(probability: float) -> str:
    """0.024 → "2%", 0.004 → "under 1%", 0.997 → "over 99%"."""
    if probability <= 0.005:
        return "under 1%"
    return "over 99%" if probability >= 0.995 else f"{int(probability * 100 + 0.5)}%"


def level(percent: float) -> str:
    """48.7 → "49%": a level to the nearest whole percent, halves up."""
    return f"{int(percent + 0.5)}%"


def exact_level(percent: float) -> str:
    """78.0 → "78%", 78.5 → "78.5%": a target as it was given."""
    return f"{percent:g}%"


def points(amount: float) -> str:
    """-14.2 → "14 points"; 0.6 → "less than 1 point"."""
    rounded = int(abs(amount) + 0.5)
    if rounded == 0 or abs(amount) < 1:
        return "less than 1 point"
    return "1 point" if rounded == 1 else f"{rounded} points"


def away(amount: float) -> str:
    """-1.3 → "1 point lower"; 0.2 → "the same"."""
    if abs(amount) < 0.5:
        return "the same"
    rounded = int(abs(amount) + 0.5)
    return f"{rounded} point{'' if rounded == 1 else 's'} {'lower' if amount < 0 else 'higher'}"


def length_of_time(months: int) -> str:
    """24 → "two years", 21 → "21 months"."""
    return YEARS.get(months, f"{months} months")


def month_name(text: str) -> str:
    """2028-03 → "March 2028"."""
    return f"{date.fromisoformat(f'{text}-01'):%B %Y}"


def beside_median(amount: float) -> str:
    """-14.2 → "14 points below the median trust"."""
    if abs(amount) < 1:
        return "about level with the median trust"
    return f"{points(amount)} {'below' if amount < 0 else 'above'} the median trust"


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))
