"""Days that were asked for in an address and cannot be told: what was asked, why not, and what is shown instead."""

from datetime import date

from wraparound.capabilities.delivery.terms.days import DayAsked, WrongDay
from wraparound.capabilities.delivery.wording.plain import day

WHY_NOT = {
    WrongDay.UNREAD: "You asked for “{}”, which is no day that we can read. Write it like 2026-06-01.",
    WrongDay.AHEAD: "You asked for {}, which is still to come. Only a day that is past, or today, can be told.",
    WrongDay.BEFORE: "You asked for {}. No plan was kept here before 2000.",
}
LONGEST_SHOWN = 40


def why_not(asked: DayAsked) -> str:
    """What was asked for, and why it is not told; empty where it is, or nobody asked."""
    if asked.wrong is None:
        return ""
    return WHY_NOT[asked.wrong].format(day(asked.day) if asked.day else asked.typed[:LONGEST_SHOWN])


def plan_instead(asked: DayAsked) -> str:
    """The same, with the plan that is shown instead."""
    said = why_not(asked)
    return said and f"{said} This is the plan as it is today."


def slips_instead(asked: DayAsked, since: date) -> str:
    """The same, with since when slips are shown instead."""
    said = why_not(asked)
    return said and f"{said} This is what slipped since {day(since)}."
