"""Milestones in words: where they stand, why days move, what shows them, what they wait for."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.delivery.terms.milestones import (
    Doubt,
    DoubtSort,
    EvidenceSort,
    MilestoneState,
    MilestoneTerms,
    Move,
    MoveReason,
)
from wraparound.capabilities.delivery.wording.plain import and_list, day, days_words

STATES = {MilestoneState.OPEN: "Open", MilestoneState.DONE: "Done", MilestoneState.DROPPED: "Dropped"}
REASONS = {
    MoveReason.WAITED: "Something it waits for came later",
    MoveReason.PEOPLE: "The people were needed elsewhere, or left",
    MoveReason.MONEY: "The money came later, or less of it",
    MoveReason.LARGER: "It is more work than we thought",
    MoveReason.PRESSURE: "Care came first: winter, an outbreak or an incident",
    MoveReason.CHANGED: "What is asked of us changed",
    MoveReason.EARLIER: "It can be done earlier",
    MoveReason.OTHER: "Something else",
}
EVIDENCE = {
    EvidenceSort.NONE: "Nothing yet",
    EvidenceSort.FIGURE: "A published figure",
    EvidenceSort.PROMISE: "A promise of a compact",
    EvidenceSort.WORDS: "Words, with a link if there is one",
}
LOOP = "This cannot wait for that: {}. Take one of these away first."
ITSELF = "A milestone cannot wait for itself."
NOT_OPEN = "It is {} already. Open it again first if that was wrong."
OTHER_PLAN = "Milestones wait for others of the same plan only."
WHY_DROPPED = "Say why it is dropped: whoever looks for it later will read it."
ENDED_AHEAD = "It cannot have been done on a day to come."
PAST_ALREADY = "Its day, {}, is past already: it would be overdue from the beginning."
SAYS_THE_SAME = "{} says the same, and is due on {}."
TOO_MANY = "A plan holds 2,000 milestones at most. Put some of them together."


def state_words(one: MilestoneTerms, on: date) -> str:
    """Where it stands on a day, and by when.

    >>> state_words(MilestoneTerms(number=1, title="x", due=date(2026, 3, 3)), date(2026, 3, 10))
    'Overdue by 7 days: it was due on 3 March 2026'
    """
    if one.state is MilestoneState.DONE and one.ended:
        return done_words(one.ended, one.due)
    if one.state is MilestoneState.DROPPED and one.ended:
        return f"Dropped on {day(one.ended)}: {one.why_ended}"
    left = (one.due - on).days
    if left < 0:
        return f"Overdue by {days_words(left)}: it was due on {day(one.due)}"
    return f"Due on {day(one.due)}{', today' if left == 0 else f', in {days_words(left)}'}"


def done_words(ended: date, due: date) -> str:
    """When it was done, beside its day.

    >>> done_words(date(2026, 3, 1), date(2026, 3, 3))
    'Done on 1 March 2026, 2 days before its day'
    """
    late = (ended - due).days
    how = f", {days_words(late)} {'after' if late > 0 else 'before'} its day" if late else ", on its day"
    return f"Done on {day(ended)}{how}"


def owner_words(one: MilestoneTerms) -> str:
    """Whose it is."""
    return one.owner_name or "an owner whom you may not see"


def effort_words(one: MilestoneTerms) -> str:
    """People's days; empty where nobody said."""
    return f"{days_words(one.effort)} of people’s time" if one.effort is not None else ""


def move_words(one: Move) -> str:
    """Such as "Moved on 3 March 2026 by 14 days, from … to …: the people were needed elsewhere"."""
    way = "later" if one.days > 0 else "earlier"
    said = f" {one.words}{'' if one.words.endswith(('.', '!', '?')) else '.'}" if one.words else ""
    return (
        f"Moved on {day(one.on)}, {days_words(one.days)} {way}: from {day(one.before)} to {day(one.after)}. "
        f"{REASONS[one.reason]}.{said}"
    )


def doubt_words(one: Doubt) -> str:
    """What may not be meant, as it is said before it is written."""
    if one.sort is DoubtSort.PAST:
        return PAST_ALREADY.format(day(one.due))
    where = f"Milestone {one.number} of this plan" if one.number > 0 else "Another row of this file"
    return SAYS_THE_SAME.format(where, day(one.due))


def loop_words(titles: Iterable[str]) -> str:
    """The chain that would close, by name."""
    first, *rest = [f"“{title}”" for title in titles]
    if len(rest) == 1:
        return ITSELF
    return LOOP.format(f"{first} would wait for {', which waits for '.join(rest)}")


def waits_words(one: MilestoneTerms, titles: Iterable[str]) -> str:
    """What it waits for, by title; empty where it waits for nothing."""
    named = [f"“{title}”" for title in titles]
    return f"Waits for {and_list(named)}" if named else ""
