"""The promise of a partnership in the words of a compact."""

TOPICS = {
    "urgent_care": "urgent and emergency care",
    "planned_care": "planned care and waiting times",
    "quality": "quality and safety of care",
    "money": "money",
    "workforce": "staff and staffing",
    "culture": "culture and speaking up",
    "leadership": "leadership",
    "governance": "how the board works",
    "maternity": "maternity care",
    "mental_health": "mental health care",
    "community_care": "community care",
    "digital": "digital systems and data",
    "estate": "buildings and equipment",
}
"""What help is about, by the words that partnerships tell of; one that is not known is said without."""
REASON = "A partnership with {helper} came into force, and its help belongs among the promises."
WRITER = "the partnership that was agreed"
DRAFT_WAITS = "A partnership was agreed. A draft amendment of your board with its promise waits: share it, or leave it"
PROMISE_WAITS = "A partnership was agreed. Its promise waits, because your board has a draft open already"


def promise_words(helper: str, topic: str) -> str:
    """The promise in words.

    >>> promise_words("Thistleford Hospitals", "money")
    'Thistleford Hospitals helps with money, as both boards agreed in their partnership'
    """
    about = f" with {TOPICS[topic]}" if topic in TOPICS else ""
    return f"{helper} helps{about}, as both boards agreed in their partnership"
