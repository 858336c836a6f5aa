"""What happened to a post, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from wraparound.capabilities.pipelines.terms.lists import HolderLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Use
from wraparound.capabilities.pipelines.wording.plans import people
from wraparound.capabilities.pipelines.wording.posts import COST_PER, KINDS, LEFT, day, within
from wraparound.capabilities.pipelines.wording.succession import SORTS, USES

ENTERED, CHANGED = "The post was entered here", "The post was changed"
FELL_VACANT, FALLS_VACANT = "It fell vacant", "It falls vacant"
AHEAD = "ahead"
TAKEN_BACK = "entered by mistake, and taken back."
"""Stands in the log before the reason of whoever took an entry back."""
TOLD_OF_A_POST = (
    *("title", "role", "level", "executive", "voting", "grade", "critical", "critical_because", "reports_to"),
    *("least_successors", "most_successors", "starts", "ends", "ended_because"),
)
"""What of a post its history tells: all but what repeats another field, or stands in the heading of the page."""


def up_to(on: date, *, as_shown: bool) -> str:
    """Up to which earlier day a history is told, and by whose knowledge."""
    return f"Up to {day(on)}, {'as this site knew it then' if as_shown else 'by what is known today'}."


def took_up(one: HolderLine) -> str:
    """Somebody begins to hold it."""
    return f"{_who(one)} took it up, {KINDS[one.kind]}"


def takes_up(one: HolderLine) -> str:
    """Somebody is to hold it."""
    return f"{_who(one)} takes it up, {KINDS[one.kind]}"


def left(one: HolderLine) -> str:
    """Somebody's last day in it."""
    return f"{_who(one)} left: their last day"


def leaves(one: HolderLine) -> str:
    """Somebody's last day in it, which lies ahead."""
    return f"{_who(one)} leaves: their last day"


def taken_back(one: HolderLine) -> str:
    """An entry that never should have been made."""
    who = "" if one.kind is HolderKind.VACANT else f"{_who(one)}, "
    until = f" to {day(one.ends)}" if one.ends else ""
    return f"An entry was taken back: {who}{KINDS[one.kind]}, from {day(one.starts)}{until}"


def why_taken_back(logged: str) -> tuple[str, ...]:
    """Why, from what the log says of it."""
    why = logged.partition(TAKEN_BACK)[2].strip()
    return (f"Why: {why}",) if why else ()


def why_left(one: HolderLine) -> tuple[str, ...]:
    """Why they left, where the viewer is told."""
    return (f"Why: {within(LEFT[one.left_because])}",) if one.left_because else ()


def cost(one: HolderLine) -> tuple[str, ...]:
    """What it cost, where the viewer is told."""
    return (f"Cost: £{one.cost:,} {COST_PER[one.cost_per]}",) if one.cost is not None else ()


def vacant_for(one: HolderLine, on: date) -> tuple[str, ...]:
    """For how long it stood empty, in days, the last one with them."""
    if one.starts > on:
        return (f"Until {day(one.ends)}",) if one.ends else ()
    if one.ends is not None and one.ends <= on:
        return (f"Vacant for {_days((one.ends - one.starts).days + 1)}, until {day(one.ends)}",)
    return (f"Vacant for {_days((on - one.starts).days + 1)} so far",)


def named(who: str, use: Use) -> str:
    """Somebody was named."""
    return f"{who} was named as {USES[use]}"


def named_at_once(who: str, use: Use) -> str:
    """Somebody was named and confirmed on one day."""
    return f"{who} was named and confirmed as {USES[use]}"


def confirmed(who: str, use: Use) -> str:
    """Somebody was confirmed."""
    return f"{who} was confirmed as {USES[use]}"


def taken_off(who: str, use: Use) -> str:
    """Somebody was taken off."""
    return f"{who} was taken off as {USES[use]}"


def not_a_person(sort: str, label: str) -> str:
    """Somebody outside this site, or to be found, at the beginning of a sentence."""
    said = next(words for one, words in SORTS.items() if one.value == sort)
    return f"{said.capitalize()}{f' ({label})' if label else ''}"


def changes(differences: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """What was changed of the post: field, before and after."""
    return tuple(
        f"{field[:1].upper()}{field[1:]}: {_said(was)} before, now {_said(now)}" for field, was, now in differences
    )


def value(held: object, spoken: Mapping[Any, str]) -> str:
    """What a field held, as people say it; empty where it held nothing."""
    if held is None or held == "":
        return ""
    if isinstance(held, bool):
        return "yes" if held else "no"
    return day(held) if isinstance(held, date) else str(spoken.get(held, held))


def hidden(many: int) -> str:
    """How many were named whom the viewer may not see."""
    return f"{people(many).capitalize()} more {'was' if many == 1 else 'were'} named whose names are not yours to see."


def _who(one: HolderLine) -> str:
    return one.known.name if one.known else "Somebody"


def _days(many: int) -> str:
    return f"{many:,} {'day' if many == 1 else 'days'}"


def _said(words: str) -> str:
    return f"“{words}”" if words else "nothing"
