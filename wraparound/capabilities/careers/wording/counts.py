"""What people of a region say of themselves, counted, in words."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.counts import MINIMUM, CountLine, CountPage, States
from wraparound.capabilities.careers.terms.gaps import GapState
from wraparound.capabilities.careers.wording.frameworks import day

STATES: Mapping[GapState, str] = {
    GapState.MET: "met",
    GapState.PARTLY: "partly there",
    GapState.MISSING: "missing",
    GapState.UNKNOWN: "no chance to show it",
}
LEAD = (
    "What people in the region say of themselves, beside what the role asks: only of those who agreed to be counted, "
    f"and never of fewer than {MINIMUM}. Nobody can be found in it, and nobody is ranked."
)
NOTHING = f"Nothing can be told: fewer than {MINIMUM} answers, or too few of them stand apart."
NOT_YET = (
    f"Nothing is counted yet. Once {MINIMUM} people of the region agreed and answered, it is counted by itself, and "
    "then once a year: two counts close to each other could be subtracted."
)
TOGETHER = "Where a few stand apart they are told together with their neighbours."
CONSENT = (
    "If you agree, what you said of yourself is counted with that of others in your region, once a year, so that those "
    f"who plan development there see what many lack. It is told of {MINIMUM} people or more together, never of you. "
    "You are not counted unless you agree, and you can take that back at any time; what was counted before stays."
)
ARE_IN, ARE_OUT = "You agreed to be counted.", "You are not counted."


def count_words(line: CountLine) -> str:
    """How people stand to one competency, in a sentence, with its denominator."""
    if not line.counts:
        return NOTHING
    parts = "; ".join(f"{states_words(states)} {many} ({share(many, line.total)})" for states, many in ordered(line))
    return f"Of {line.total} people: {parts}."


def ordered(line: CountLine) -> list[tuple[States, int]]:
    """From what is met to what is missing."""
    order = list(STATES)
    return sorted(line.counts.items(), key=lambda one: min(order.index(state) for state in one[0]))


def states_words(states: States) -> str:
    """States that are told together."""
    return " or ".join(words for state, words in STATES.items() if state in states)


def share(many: int, total: int) -> str:
    """A share as whole hundredths."""
    return f"{round(100 * many / total)}%"


def when_words(page: CountPage) -> str:
    """When it was counted, and when again."""
    if page.counted_on is None or page.next_on is None:
        return NOT_YET
    return f"Counted on {day(page.counted_on)}, and again on {day(page.next_on)} at the earliest."
