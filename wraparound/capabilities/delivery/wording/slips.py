"""What slipped, how that stands, what it pushes on, the chain that ends last, and when it may all be done, in words."""

from datetime import date

from wraparound.capabilities.delivery.terms.milestones import MilestoneState, Move
from wraparound.capabilities.delivery.terms.plans import SlipsPage
from wraparound.capabilities.delivery.terms.slips import (
    FEWEST,
    FEWEST_FINISHED,
    Chain,
    ChainLink,
    FinishForecast,
    Pushed,
    Slip,
    SlipSort,
)
from wraparound.capabilities.delivery.wording.milestones import REASONS, done_words
from wraparound.capabilities.delivery.wording.plain import and_list, begun, counted, day, days_words, so_many

NONE_SLIPPED = "Nothing in the plan is otherwise than it was on {}."
NO_REASON = "No reason was given"
METHOD = "How this is worked out"


def slip_words(one: Slip) -> str:
    """What became of its day, in a line."""
    if one.sort is SlipSort.NEW or one.was is None:
        return f"New since then. {'Due' if one.ended is None else 'It was due'} on {day(one.now)}."
    if one.sort is SlipSort.DROPPED:
        return f"Dropped: {one.why} It was due on {day(one.was)}."
    way, then = "later" if one.days > 0 else "earlier", "now" if one.ended is None else "then"
    return f"{begun(days_words(one.days))} {way}: it was due on {day(one.was)}, and {then} on {day(one.now)}."


def stands_words(one: Slip, on: date) -> str:
    """How it stands today: done, overdue or to come, so that what slipped and is finished reads so."""
    if one.state is MilestoneState.DROPPED:
        return ""
    if one.state is MilestoneState.DONE and one.ended:
        return f"{done_words(one.ended, one.now)}."
    if one.overdue:
        return f"Overdue by {days_words(one.overdue)}."
    left = (one.now - on).days
    return f"Still open, due in {days_words(left)}." if left else "Still open, due today."


def standing_words(found: SlipsPage) -> str:
    """How many of those whose day was moved are done by now, overdue or still to come; empty where none was moved."""
    moved = [one for one in found.slips if one.sort in (SlipSort.LATER, SlipSort.EARLIER)]
    if not moved:
        return ""
    done, late = sum(one.state is MilestoneState.DONE for one in moved), sum(one.overdue > 0 for one in moved)
    parts = [f"{many:,} {words}" for many, words in ((done, "done"), (late, "overdue")) if many]
    if to_come := len(moved) - done - late:
        parts.append(f"{to_come:,} still to come")
    return f"Of those whose day was moved, {and_list(parts)}."


def reasons_words(one: Slip) -> str:
    """Why, move by move; empty where it was not moved."""
    return "; ".join(f"{day(each.on)}: {_reason(each)}" for each in one.moves)


def _reason(one: Move) -> str:
    words = REASONS[one.reason]
    return f"{words[0].lower()}{words[1:]}{f' ({one.words})' if one.words else ''}"


def pushed_words(one: Pushed) -> str:
    """Such as "“Train the leads” is due on … and cannot be done before …, 12 days later"."""
    return (
        f"“{one.title}” is due on {day(one.due)} and cannot be done before {day(one.can_be)}, "
        f"{days_words(one.days)} later"
    )


def knock_on_words(one: Slip) -> str:
    """What waits for it and is due too early; empty where nothing is."""
    if not one.pushed:
        return ""
    return f"It pushes on {and_list(f'“{each.title}” ({days_words(each.days)})' for each in one.pushed)}."


def answer_words(found: SlipsPage) -> str:
    """What slipped since the day, in a sentence or two."""
    if not found.slips:
        return NONE_SLIPPED.format(day(found.since))
    many = {sort: sum(one.sort is sort for one in found.slips) for sort in SlipSort}
    parts = [
        f"{number:,} {words}"
        for sort, words in (
            (SlipSort.LATER, "later"),
            (SlipSort.EARLIER, "earlier"),
            (SlipSort.DROPPED, "dropped"),
            (SlipSort.NEW, "new"),
        )
        if (number := many[sort])
    ]
    return f"Since {day(found.since)}, when the plan had {counted(found.then, 'milestone')}: {and_list(parts)}."


def longest_words(found: SlipsPage) -> str:
    """The longest slip and the one in the middle, of those that are later; empty where none is."""
    days = sorted(one.days for one in found.slips if one.sort is SlipSort.LATER)
    if not days:
        return ""
    if len(days) == 1:
        return f"It is {days_words(days[0])} later."
    middle, longest = days_words(days[len(days) // 2]), days_words(days[-1])
    return f"Half of those that are later are so by {middle} or more; the longest by {longest}."


def chain_words(chain: Chain) -> str:
    """What the end of the plan hangs on."""
    if not chain.links or chain.ends is None:
        return "Nothing is open."
    last = chain.links[-1].milestone.title
    if len(chain.links) == 1:
        return f"The plan ends with “{last}”, expected on {day(chain.ends)}. It waits for nothing that is open."
    before = counted(len(chain.links) - 1, "milestone")
    return f"The plan ends on {day(chain.ends)}, with “{last}”, after {before} before it in one chain."


def link_words(one: ChainLink, *, is_last: bool) -> str:
    """When a milestone of the chain is expected, and how much room there is after it."""
    if is_last:
        return f"Expected on {day(one.expected)}. It ends the plan."
    room = (
        "No room: each day later moves the next."
        if one.room <= 0
        else f"{begun(days_words(one.room))} of room before the next."
    )
    return f"Expected on {day(one.expected)}. {room}"


def forecast_words(one: FinishForecast) -> str:
    """When it may all be done, with from how many, or why that cannot be told."""
    if not one.open:
        return "Nothing is open, so nothing is to be foreseen."
    done, late = so_many(one.finished, "is done", "are done"), counted(one.moved, "open one", "open ones")
    rests = f"{done} in this plan, and {late} moved or {'is' if one.moved == 1 else 'are'} overdue"
    if one.low is None or one.middle is None or one.high is None:
        return (
            f"We cannot tell when it will all be done. That needs {FEWEST} milestones that were done, moved or are "
            f"overdue, {FEWEST_FINISHED} of them done. So far {rests}."
        )
    later = " It may also be later than anything that was seen in this plan." if one.beyond else ""
    return (
        f"If what is open slips as this plan has slipped before, all of it is done between {day(one.low)} and "
        f"{day(one.high)} in about 8 of 10 cases, and in half of them by {day(one.middle)}.{later} That rests on "
        f"what this plan did so far: {rests}."
    )
