"""What may be written of a plan: each check says what to do instead."""

from datetime import date

from wraparound.capabilities.delivery.terms.milestones import (
    EARLIEST_DUE,
    LATEST_DUE,
    LONGEST_MILESTONE,
    LONGEST_REASON,
    MOST_EFFORT,
    ONLY_EARLIER,
    ONLY_LATER,
    Evidence,
    EvidenceSort,
    MoveReason,
    NewMilestone,
)
from wraparound.capabilities.delivery.terms.recommendations import (
    LONGEST_LINK,
    LONGEST_TITLE,
    LONGEST_WORDS,
    CannotPlan,
    Choice,
    NewAnswer,
    NewRecommendation,
)

TOO_LONG = "That is longer than can be kept here: {:,} letters at most."
WORDS_NEEDED = "Say in a few words what it was: “something else” alone does not tell anybody."
SAME_DAY = "It is due on that day already."
NOT_EARLIER = "From {} to {} is later, and the reason says that it can be done earlier. Choose another reason or day."
NOT_LATER = "From {} to {} is earlier, and the reason is one for a later day. Choose another reason or day."
TITLE_NEEDED = "Say what will be so when it is reached."
DAY_OUTSIDE = "Give a day between 2000 and 2099."
EFFORT_OUTSIDE = "Give people’s days as a whole number from 0 to 2,000, or leave it empty."
LINK_WRONG = "A link begins with https:// or http://."
FIGURE_UNKNOWN = "Choose one of the measures there are."
PROMISE_UNKNOWN = "Choose one of the promises there are."
SHOWN_NEEDED = "Say in words what will show it."
HOW_NEEDED = "Say how you adapt it: those who read the answer will want to know what you do instead."
WHY_NEEDED = "Say why you decline it. A reason is all that is asked of you."
NAME_NEEDED = "Give the recommendation a title and say of which programme it is."


def ensure_answer(new: NewAnswer) -> None:
    """Adapting says how and declining why; nothing is asked of adopting."""
    if new.choice is Choice.ADAPT and not new.words.strip():
        raise CannotPlan(HOW_NEEDED)
    if new.choice is Choice.DECLINE and not new.words.strip():
        raise CannotPlan(WHY_NEEDED)
    _ensure_short(new.words, LONGEST_WORDS)


def ensure_recommendation(new: NewRecommendation) -> None:
    """A title, a programme, and a link that is one."""
    if not new.title.strip() or not new.programme.strip():
        raise CannotPlan(NAME_NEEDED)
    for words in (new.title, new.programme, new.source):
        _ensure_short(words, LONGEST_TITLE)
    _ensure_short(new.words, LONGEST_WORDS)
    _ensure_link(new.link)


def ensure_milestone(new: NewMilestone) -> None:
    """A title, a day within bounds, effort within bounds, and evidence that says what it is."""
    if not new.title.strip():
        raise CannotPlan(TITLE_NEEDED)
    _ensure_short(new.title, LONGEST_MILESTONE)
    ensure_day(new.due)
    if new.effort is not None and not 0 <= new.effort <= MOST_EFFORT:
        raise CannotPlan(EFFORT_OUTSIDE)
    ensure_evidence(new.evidence)


def ensure_evidence(one: Evidence) -> None:
    """Words where it is words; the key of a figure or the number of a promise where it is one of these."""
    if one.sort is EvidenceSort.FIGURE and not one.of:
        raise CannotPlan(FIGURE_UNKNOWN)
    if one.sort is EvidenceSort.PROMISE and not one.of.isdigit():
        raise CannotPlan(PROMISE_UNKNOWN)
    if one.sort is EvidenceSort.WORDS and not one.words.strip():
        raise CannotPlan(SHOWN_NEEDED)
    _ensure_short(one.words, LONGEST_REASON)
    _ensure_link(one.link)


def ensure_move(before: date, after: date, reason: MoveReason, words: str) -> None:
    """Another day, within bounds, a reason that fits its way, and words where the reason is none of the list."""
    ensure_day(after)
    if after == before:
        raise CannotPlan(SAME_DAY)
    if reason is MoveReason.OTHER and not words.strip():
        raise CannotPlan(WORDS_NEEDED)
    if after > before and reason in ONLY_EARLIER:
        raise CannotPlan(NOT_EARLIER.format(before.isoformat(), after.isoformat()))
    if after < before and reason in ONLY_LATER:
        raise CannotPlan(NOT_LATER.format(before.isoformat(), after.isoformat()))
    _ensure_short(words, LONGEST_REASON)


def ensure_day(when: date) -> None:
    """A day that a plan can hold."""
    if not EARLIEST_DUE <= when < LATEST_DUE:
        raise CannotPlan(DAY_OUTSIDE)


def _ensure_short(words: str, longest: int) -> None:
    if len(words) > longest:
        raise CannotPlan(TOO_LONG.format(longest))


def _ensure_link(link: str) -> None:
    if link and not link.startswith(("https://", "http://")):
        raise CannotPlan(LINK_WRONG)
    _ensure_short(link, LONGEST_LINK)
