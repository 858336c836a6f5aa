"""What organisations need and could give, in words: topics, means, days, and how old it is."""

from datetime import date

from wraparound.capabilities.partnerships.terms.own_words import Means, OwnNeed, OwnOffer, Topic
from wraparound.capabilities.partnerships.wording.plain import day as day

TOPICS = {
    Topic.URGENT_CARE: "Urgent and emergency care",
    Topic.PLANNED_CARE: "Planned care and waiting times",
    Topic.QUALITY: "Quality and safety of care",
    Topic.MONEY: "Money",
    Topic.WORKFORCE: "Staff and staffing",
    Topic.CULTURE: "Culture and speaking up",
    Topic.LEADERSHIP: "Leadership",
    Topic.GOVERNANCE: "How the board works",
    Topic.MATERNITY: "Maternity care",
    Topic.MENTAL_HEALTH: "Mental health care",
    Topic.COMMUNITY_CARE: "Community care",
    Topic.DIGITAL: "Digital systems and data",
    Topic.ESTATE: "Buildings and equipment",
}
MEANS = {
    Means.SKILL: "People with a skill",
    Means.TEAM: "A whole team",
    Means.BOARD_MEMBER: "Somebody on the board",
    Means.SYSTEM: "A system, or a way of working",
    Means.VISIT: "Visits",
}
NOT_OLD_ENOUGH = (
    "It counts until then. After that it is shown as old and nobody is proposed by it, until you confirm it."
)
WHO_READS_NEEDS = (
    "Those who lead other organisations read this, so that you can find each other; so do your regional director and "
    "improvement directors. It is not public."
)


def days_words(days: float) -> str:
    """People's days in a month.

    >>> days_words(1.0), days_words(2.5)
    ('1 day a month', '2.5 days a month')
    """
    return f"{days:g} day{'' if days == 1 else 's'} a month"


def means_words(means: tuple[Means, ...]) -> str:
    """What help would consist of, in a line; empty where nothing is said.

    >>> means_words((Means.SKILL, Means.VISIT))
    'People with a skill; visits'
    """
    said = [MEANS[one] for one in means]
    return "; ".join([*said[:1], *(one[0].lower() + one[1:] for one in said[1:])])


def topic_in_line(topic: Topic) -> str:
    """A topic within a sentence.

    >>> topic_in_line(Topic.URGENT_CARE)
    'urgent and emergency care'
    """
    words = TOPICS[topic]
    return words[0].lower() + words[1:]


def since_words(one: OwnNeed | OwnOffer, today: date) -> str:
    """Since when it is said and until when it counts; of what is old, that it is."""
    if one.review < today:
        return f"Said on {day(one.said_on)}. Old: it was to be looked at again by {day(one.review)}."
    return f"Said on {day(one.said_on)}. To be looked at again by {day(one.review)}."


def offer_words(one: OwnOffer) -> str:
    """How much is offered and until when."""
    until = f", until {day(one.until)}" if one.until else ""
    return f"Up to {days_words(one.days)}{until}"
