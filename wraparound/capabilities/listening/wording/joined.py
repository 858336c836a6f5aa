"""Joined milestones in words."""

from datetime import date

from wraparound.capabilities.listening.terms.joined import CanJoin, JoinedMilestone, JoinedState
from wraparound.capabilities.listening.wording.plain import day

NOTHING_TO_JOIN = (
    "No milestone is there that you could join: either there is none yet, or none is yours to read. Whoever keeps the "
    "plan of the organisation can share them with the region."
)
TOLD_HINT = (
    "Title, day, and whether it is done, to everybody who was asked. Without it they read these only while the "
    "organisation shares the milestone. Never who owns it. Only those who read the plan itself can choose this"
)
ONLY_SHARED = (
    "You read this milestone because its organisation shares it. Those who were asked read it while that is so. Only "
    "those who read the plan itself can show it beyond that: leave the box empty."
)


def joined_words(one: JoinedMilestone) -> str:
    """A joined milestone as it stands, in a sentence or two."""
    if one.state is JoinedState.TAKEN_BACK:
        return f"A milestone of {one.place} was joined here and taken back on {_day(one.ended)}."
    if one.state is JoinedState.GONE:
        return f"A milestone of {one.place} was joined here; no plan has it any more."
    if one.state is JoinedState.KEPT:
        return f"A milestone of {one.place} is joined; its organisation does not share it."
    return f"{one.title} – {one.place}. {_where_it_stands(one)}"


def _where_it_stands(one: JoinedMilestone) -> str:
    due = _day(one.due)
    if one.state is JoinedState.DONE:
        return f"Done on {_day(one.ended)}; it was due on {due}."
    if one.state is JoinedState.DROPPED:
        return f"Dropped on {_day(one.ended)}: it will not be done. It was due on {due}."
    if one.late:
        return f"It was due on {due} and is not done yet."
    return f"Due on {due}."


def _day(on: date | None) -> str:
    return day(on) if on else "a day that is not known"


def can_words(one: CanJoin) -> str:
    """A milestone in a list to choose from."""
    shared = "shared" if one.shared else "not shared"
    return f"{one.title}, due {day(one.due)} – {one.place}, {shared}"
