"""What is done about the six actions, in words: never that a figure moved because of it."""

from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.capabilities.delivery.terms.plans import SharedAnswers
from wraparound.capabilities.delivery.terms.standing import (
    ActionStanding,
    MilestoneTold,
    ProgrammeStanding,
    RegionalStanding,
)
from wraparound.capabilities.equality.wording.own import day

NAME = "What is done about equality"
LEAD = (
    "The six high-impact actions of the equality, diversity and inclusion improvement plan of 2023: how each is "
    "answered, who has promised what by when, what shows it, and what moved."
)
NO_CAUSE = (
    "Figures stand on a page of their own. That one moved after something was done does not say that it moved because "
    "of it: nothing here can tell that."
)
OBJECTIVE = "Objective of a board member"
OBJECTIVES = (
    "A milestone beneath this action is an objective of the board member who owns it. It can be measured once "
    "something is named that shows it."
)
NONE_SERVES = "No milestone serves it yet."
WHO_WRITES = (
    "Answers and milestones are written in the plan of the organisation, by those who keep it: the improvement "
    "director and the chief executive. Whoever owns a milestone says there when it is done."
)
SHARED_ALONE = (
    "What organisations shared is told here, without names of people. What they did not share is counted, and said as "
    "“fewer than 5” below five. Declining is an answer like the others."
)
NONE_SHARED = "No organisation of this region has shared anything of what it does about the equality plan yet."
NO_OWNER = "an owner whom you may not see"
BESIDE: dict[str, str] = {
    "edi-2023-1": "who sits on boards (WRES 9, WDES 10), shown for a region or wider",
    "edi-2023-2": "who is appointed from a shortlist (WRES 2, WDES 2), and stage by stage",
    "edi-2023-3": "who is at which pay level (WRES 1, WDES 1); gaps in pay themselves are not held here",
    "edi-2023-4": "none; the health of staff is not held here",
    "edi-2023-5": "none by where people were recruited; ethnic groups by pay level (WRES 1) say part of it",
    "edi-2023-6": "who enters formal processes (WRES 3, WDES 3)",
}
"""Which figures of this site are about the same thing as an action, by its key."""


def unread_day(typed: str) -> str:
    """Why another day is told than was asked for."""
    return f"You asked for “{typed[:40]}”, which is no past day that we can read. Write it like 2026-06-01."


def standing_words(found: ProgrammeStanding) -> tuple[str, ...]:
    """Where all of it stands, and how much moved, in a few sentences."""
    answered = sum(one.choice is not None for one in found.actions)
    every = found.milestones
    late, done = sum(one.overdue for one in every), sum(one.state is MilestoneState.DONE for one in every)
    return (
        f"{_many(answered)} of {len(found.actions)} actions {_are(answered)} answered.",
        f"Of {len(every)} milestone{'' if len(every) == 1 else 's'}, {done or 'none'} {_are(done)} done and "
        f"{late or 'none'} {_are(late)} overdue."
        if every
        else "There is no milestone yet.",
        since_words(found),
    )


def since_words(found: ProgrammeStanding) -> str:
    """Under which actions something moved since the day."""
    moved = [str(one.recommendation.number) for one in found.actions if one.moved]
    if not moved:
        return f"Nothing moved since {day(found.since)}."
    which = f"action {moved[0]}" if len(moved) == 1 else f"actions {', '.join(moved[:-1])} and {moved[-1]}"
    return f"Since {day(found.since)} something moved under {which}."


def milestone_words(one: MilestoneTold) -> str:
    """Owner, where it stands, and what shows it."""
    return f"Owner: {one.owner or NO_OWNER}. {one.where}. {one.shows}."


def by_owner(one: ActionStanding) -> tuple[tuple[str, tuple[MilestoneTold, ...]], ...]:
    """Objectives of board members under whoever owns them, by name; other milestones under no name."""
    if not one.is_of_board:
        return (("", one.milestones),) if one.milestones else ()
    heads: dict[str, list[MilestoneTold]] = {}
    for each in sorted(one.milestones, key=lambda each: (each.owner.casefold(), each.due, each.number)):
        heads.setdefault(each.owner or NO_OWNER, []).append(each)
    return tuple((head, tuple(lines)) for head, lines in heads.items())


def region_words(found: RegionalStanding) -> str:
    """How much of it the organisations of a region shared."""
    sharing = [one for one in found.places if one.answers or one.milestones]
    if not sharing:
        return NONE_SHARED
    milestones = [one for place in sharing for one in place.milestones]
    late, answers = sum(one.overdue for one in milestones), sum(one.answers for one in sharing)
    return (
        f"{len(sharing)} of {found.organisations} organisations shared something: {answers} "
        f"answer{'' if answers == 1 else 's'} and {len(milestones)} milestone{'' if len(milestones) == 1 else 's'}, "
        f"{late or 'none'} of them overdue."
    )


def shared_words(one: SharedAnswers) -> str:
    """Who answered how, of those who shared it."""
    given = (("Adopt", one.adopt), ("Adapt", one.adapt), ("Decline", one.decline))
    return "; ".join(f"{choice}: {', '.join(names)}" for choice, names in given if names) or "No answer was shared"


def say_actions(found: ProgrammeStanding) -> str:
    """An organisation at the terminal."""
    lines = [found.name, found.programme, *standing_words(found)]
    for one in found.actions:
        lines += ["", f"{one.recommendation.number}. {one.recommendation.title}", f"  {one.said}"]
        mark = f"{OBJECTIVE}. " if one.is_of_board else ""
        lines += [f"  - {each.title}: {mark}{milestone_words(each)}" for each in one.milestones] or [f"  {NONE_SERVES}"]
        lines += [f"  Since {day(found.since)}: {words}" for words in one.moved]
        lines.append(f"  Figures about the same: {BESIDE[one.recommendation.key]}.")
    return "\n".join([*lines, "", NO_CAUSE])


def say_regional_actions(found: RegionalStanding) -> str:
    """A region at the terminal."""
    lines = [found.name, region_words(found), *(f"{one.title}: {shared_words(one)}" for one in found.answers)]
    for place in found.places:
        lines += [f"{place.name}:", *(f"- {one.title}: {one.where}." for one in place.milestones), place.kept]
    return "\n".join([*lines, SHARED_ALONE])


def _many(number: int) -> str:
    return str(number) if number else "None"


def _are(number: int) -> str:
    return "is" if number < 2 else "are"
