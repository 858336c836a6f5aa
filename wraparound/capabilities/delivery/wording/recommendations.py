"""Recommendations and answers in words. The three answers always stand in the same order, and alike."""

from collections.abc import Sequence

from wraparound.capabilities.delivery.terms.recommendations import (
    EQUALITY_PLAN,
    Answered,
    AnswerTerms,
    Choice,
    Recommendation,
    number_in,
)
from wraparound.capabilities.delivery.wording.plain import counted, day

CHOICES = {Choice.ADOPT: "Adopt", Choice.ADAPT: "Adapt", Choice.DECLINE: "Decline"}
"""In the order of the alphabet, which is the order on every page."""
CHOSEN = {Choice.ADOPT: "Adopted", Choice.ADAPT: "Adapted", Choice.DECLINE: "Declined"}
MEANS = {
    Choice.ADOPT: "We do it as it is recommended. You may say more.",
    Choice.ADAPT: "We do it in a way that fits us. Say how.",
    Choice.DECLINE: "We do not do it. Say why.",
}
ALL_ALIKE = (
    "Each of the three is an answer. You can change it at any time; what was answered before stays in its history."
)
NOT_ANSWERED = "Not answered yet"
NOT_CONFIRMED = "Not confirmed"
ENDED = "No longer followed."
SHARING = {
    True: "Shared with your region: it reads the answer, your words and the day.",
    False: "Not shared. Your region counts it among answers that it does not see.",
}


def answer_words(one: AnswerTerms | None) -> str:
    """Such as "Adapted on 3 March 2026"."""
    return f"{CHOSEN[one.choice]} on {day(one.on)}" if one else NOT_ANSWERED


def by_words(one: AnswerTerms) -> str:
    """The same with who answered, where the reader may know."""
    return f"{answer_words(one)}{f' by {one.by}' if one.by else ''}."


def state_words(one: Recommendation) -> str:
    """What is known of its state nationally, and when that was looked up; empty of those added here."""
    if not one.state:
        return ""
    known = f" Looked up on {day(one.state_known)}." if one.state_known else ""
    return f"{'' if one.confirmed else f'{NOT_CONFIRMED}: '}{one.state}{known}"


def heading(one: Recommendation) -> str:
    """Such as "Recommendation 4: One simple appraisal"; what the equality plan asks for is called an action."""
    return f"{'Action' if one.programme == EQUALITY_PLAN else 'Recommendation'} {one.number}: {one.title}"


def numbered(one: Recommendation) -> str:
    """Such as "4. One simple appraisal", with its programme where an organisation or a region added it."""
    return f"{one.number}. {one.title}{f' ({one.programme})' if one.of else ''}"


def own_number(one: Recommendation) -> int:
    """The number of one that was added here: what its address has."""
    return number_in(one.key) or 0


def by_programme(some: Sequence[Answered]) -> tuple[tuple[str, tuple[Answered, ...]], ...]:
    """Recommendations under the name of their programme, in the order in which they come."""
    heads: dict[str, list[Answered]] = {}
    for one in some:
        heads.setdefault(one.recommendation.programme, []).append(one)
    return tuple((head, tuple(lines)) for head, lines in heads.items())


def milestones_words(one: Answered) -> str:
    """How much of the plan serves it."""
    if not one.milestones:
        return "No milestones."
    return f"{counted(one.milestones, 'milestone').capitalize()}, {one.open or 'none'} of them open."
