"""Days, points and lists as people say them, and what topics, means and regimes are called."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.partnerships.terms.own_words import Means, Topic
from wraparound.published.terms import Kind, Regime

TOPICS = {
    Topic.URGENT_CARE: "urgent care",
    Topic.PLANNED_CARE: "planned care",
    Topic.QUALITY: "quality",
    Topic.MONEY: "money",
    Topic.WORKFORCE: "workforce",
    Topic.CULTURE: "culture",
    Topic.LEADERSHIP: "leadership",
    Topic.GOVERNANCE: "governance",
    Topic.MATERNITY: "maternity",
    Topic.MENTAL_HEALTH: "mental health",
    Topic.COMMUNITY_CARE: "community care",
    Topic.DIGITAL: "digital",
    Topic.ESTATE: "buildings and equipment",
}
"""In a few words, for lists; where somebody is asked, own_words says more of each."""
MEANS = {
    Means.SKILL: "people with a skill",
    Means.TEAM: "a team",
    Means.BOARD_MEMBER: "somebody on the board",
    Means.SYSTEM: "a system",
    Means.VISIT: "a visit",
}
REGIMES = {
    Regime.QUALITY: "quality special measures",
    Regime.FINANCIAL: "financial special measures",
    Regime.RECOVERY_SUPPORT: "the Recovery Support Programme",
}
KINDS = {
    Kind.ACUTE: "an acute trust",
    Kind.ACUTE_SPECIALIST: "a specialist acute trust",
    Kind.AMBULANCE: "an ambulance trust",
    Kind.COMMUNITY: "a community trust",
    Kind.MENTAL_HEALTH: "a mental health trust",
    Kind.OTHER: "a trust of another kind",
}


def and_list(words: Iterable[str]) -> str:
    """One, two and three → "one, two and three"."""
    listed = list(words)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def day_words(text: str) -> str:
    """2024-05-15 → "15 May 2024"; 2018-11 → "November 2018"; 2021 → "2021"; two ends → "1 July to 16 July 2014"."""
    first, _, last = text.partition("/")
    if last:
        return f"{day_words(first)} to {day_words(last)}"
    parts = [int(part) for part in first.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return f"{date(parts[0], parts[1], 1):%B %Y}" if len(parts) == 2 else str(parts[0])


def when_words(text: str) -> str:
    """With its preposition: "on 15 May 2024", "in November 2018", "between 1 July 2014 and 16 July 2014"."""
    first, _, last = text.partition("/")
    if last:
        return f"between {day_words(first)} and {day_words(last)}"
    return f"{'on' if first.count('-') == 2 else 'in'} {day_words(first)}"


def day(when: date) -> str:
    """A date as people write it.

    >>> day(date(2028, 3, 3))
    '3 March 2028'
    """
    return f"{when.day} {when:%B %Y}"


def points_words(points: float) -> str:
    """Without a sign: "1 point", "4.2 points"."""
    return f"{abs(points):g} point{'' if abs(points) == 1 else 's'}"


def beside_words(points: float, *, within_kind: bool = False) -> str:
    """−15.9 → "15.9 points below the median trust"; 0 → "level with the median trust"."""
    whom = "the median trust of its kind" if within_kind else "the median trust"
    if points == 0:
        return f"level with {whom}"
    return f"{points_words(points)} {'above' if points > 0 else 'below'} {whom}"


def signed(points: float) -> str:
    """−1.2, +1.4, 0."""
    return f"{points:+g}".replace("-", "−") if points else "0"


def organisations(many: int) -> str:
    """1 organisation, 12 organisations."""
    return "1 organisation" if many == 1 else f"{many:,} organisations"


def kind_words(kind: str) -> str:
    """An acute trust; of a kind that evidence does not know, as it was entered."""
    known = {one.value: words for one, words in KINDS.items()}
    return known.get(kind, f"of the kind “{kind}”")


def begun(text: str) -> str:
    """With a capital at its beginning, and the rest as it is: abbreviations and names keep theirs."""
    return text[:1].upper() + text[1:]


def within(name: str) -> str:
    """A name in the middle of a sentence: "The Shrewsbury …" → "the Shrewsbury …"."""
    return f"the {name[4:]}" if name.startswith("The ") else name
