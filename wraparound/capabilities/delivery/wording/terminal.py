"""Delivery at the terminal."""

from collections.abc import Iterable, Iterator

from wraparound.capabilities.delivery.terms.plans import PlanPage, SlipsPage
from wraparound.capabilities.delivery.terms.recommendations import Recommendation
from wraparound.capabilities.delivery.wording.milestones import state_words
from wraparound.capabilities.delivery.wording.plain import day
from wraparound.capabilities.delivery.wording.plans import answer_words, milestone_line
from wraparound.capabilities.delivery.wording.recommendations import answer_words as answered_words
from wraparound.capabilities.delivery.wording.recommendations import state_words as known_words
from wraparound.capabilities.delivery.wording.slips import answer_words as slipped_words
from wraparound.capabilities.delivery.wording.slips import (
    chain_words,
    forecast_words,
    knock_on_words,
    reasons_words,
    slip_words,
    standing_words,
    stands_words,
)

NO_PLANS = "No organisation has a plan here."


def say_recommendations(found: Iterable[Recommendation]) -> str:
    """Each with what is known of it."""
    return "\n\n".join(f"{one.number}. {one.title}\n{one.words}\n{known_words(one)}\n{one.link}" for one in found)


def say_plan(found: PlanPage) -> str:
    """A plan on its day."""
    return "\n".join(_plan(found))


def _plan(found: PlanPage) -> Iterator[str]:
    yield f"{found.name}, {day(found.on)}"
    yield from answer_words(found)
    yield ""
    for one in found.answered:
        yield f"- {one.recommendation.number}. {one.recommendation.title}: {answered_words(one.answer)}"
    yield ""
    for each in found.milestones:
        yield f"- {each.title}: {milestone_line(each, found.on)}"
    yield chain_words(found.chain)


def say_slips(found: Iterable[SlipsPage]) -> str:
    """What slipped in each plan."""
    return "\n\n".join("\n".join(_slips(one)) for one in found) or NO_PLANS


def _slips(found: SlipsPage) -> Iterator[str]:
    yield found.name
    yield slipped_words(found)
    if standing := standing_words(found):
        yield standing
    for one in found.slips:
        parts = (slip_words(one), stands_words(one, found.on), reasons_words(one), knock_on_words(one))
        yield f"- {one.title}: {' '.join(part for part in parts if part)}"
    for each in found.overdue:
        yield f"- {each.title}: {state_words(each, found.on)}. Its day was not moved."
    yield forecast_words(found.forecast)
