"""What is said of workplace adjustments: what they are, who reads them, and how a release stands."""

from collections.abc import Sequence

from wraparound.capabilities.equality.terms.adjustments import (
    LONGEST_LINE,
    MOST_LINES,
    OwnAdjustmentRelease,
    OwnAdjustments,
    ReleasedFor,
    ReleasedToReader,
    ReleaseState,
)
from wraparound.capabilities.equality.wording.own import day

PAGE = "Your workplace adjustments"
BEHIND = "What helps you at work: written once, and read by whom you choose"
WHAT = (
    "Write once what helps you at work or at an interview, such as a hearing loop, papers two days before, or a room "
    "without stairs. Then let somebody read it, for one purpose and until a day, instead of telling it anew each time."
)
NO_REASON = "Say what helps. Nobody needs the reason: no diagnosis, no health record."
WHO = (
    "You alone read it here, until you release it to somebody by name. They then read what you chose, on a page of "
    "their own; you see each time that they did; it ends on its day, or at once when you take it back."
)
NEVER = (
    "It is never part of a decision on an appointment. It stands on no page of candidates, shortlists, readiness or "
    "compacts, it is in no figure, and nobody can read it here while they decide on a post for which you stand. "
    "Whatever somebody has read or copied before stays with them."
)
MACHINE = (
    "It is kept in the store of equality, sealed with its key. Whoever runs the machine and has that key could "
    "technically open it."
)
LINES = "What helps you, each on a line of its own"
CHANGED_MEANWHILE = (
    "What you wrote down was changed meanwhile, in another window. What you typed stands below: copy it, open this "
    "page again, and change it there."
)
CHOOSE_AGAIN = "What you wrote down was changed meanwhile: choose again."
LINES_HINT = f"Up to {MOST_LINES} lines of {LONGEST_LINE} letters. Leave it empty to remove everything."
NOTHING_YET = "You have written nothing down, and nothing is missing because of that."
WRITTEN = "Kept. Nobody reads it until you release it."
REMOVED = "Removed: nothing of it is held any more. What you released before can still be read until you take it back."
RELEASED = "Released. They are told that something waits for them, and not what."
TAKEN_BACK = "Taken back. They cannot read it here any more."
TOO_MUCH = f"Write at most {MOST_LINES} lines, each of at most {LONGEST_LINE} letters."
CHOOSE_LINES = "Choose at least one of your adjustments, and say in a few words what it is for."
WHEN = "Choose a day from today on, within a year."
NOBODY = (
    "We found nobody so. Give the address they sign in with or, of a colleague at your organisation, the full name."
)
YOURSELF = "You read it anyway. Name somebody else."
ONCE_READ = "Whoever released this sees that you opened it, and when. Use it for what it was released for, and no more."
NOT_COUNTED = (
    "Workplace adjustments, and programmes you asked to join, are not counting. They stay as they are: remove them on "
    "their own pages, whenever you like."
)
PURPOSES = {
    ReleasedFor.INTERVIEW: "An interview",
    ReleasedFor.FIRST_DAY: "A first day in a post",
    ReleasedFor.POST: "Work in a post",
    ReleasedFor.PROGRAMME: "A programme or a course",
    ReleasedFor.MEETING: "A meeting or an event",
}


def decides(name: str) -> str:
    """Why somebody cannot be named: they decide on the person."""
    return (
        f"{name} takes part in deciding on a post for which you are considered, so it cannot be released to them now. "
        "Name whoever arranges the interview instead, or wait until that appointment is over."
    )


def held_words(found: OwnAdjustments) -> str:
    """Whether anything is written down."""
    return f"What you wrote, as you last changed it on {day(found.on)}." if found.on else NOTHING_YET


def purpose_words(one: OwnAdjustmentRelease | ReleasedToReader) -> str:
    """What it was released for."""
    return f"{PURPOSES[one.purpose]}: {one.about}" if one.about else PURPOSES[one.purpose]


def state_words(one: OwnAdjustmentRelease) -> str:
    """How a release stands, in a sentence."""
    if one.state is ReleaseState.RUNS:
        return f"They can read it until {day(one.until)}."
    if one.state is ReleaseState.PAUSED:
        return f"Not shown to them while they decide on a post for which you stand. Otherwise until {day(one.until)}."
    if one.state is ReleaseState.TAKEN_BACK and one.ended_on:
        return f"Taken back on {day(one.ended_on)}. The words of it are gone."
    return f"It ended on {day(min(one.ended_on or one.until, one.until))}. The words of it are gone."


def looks_words(one: OwnAdjustmentRelease) -> str:
    """How often it was opened."""
    many = len(one.looks)
    return "Not opened yet." if not many else f"Opened {'once' if many == 1 else f'{many} times'}:"


def waits_words(found: Sequence[ReleasedToReader]) -> str:
    """That something waits for its reader, and how much."""
    return "Something was released to you to read." if len(found) == 1 else f"{len(found)} things were released to you."
