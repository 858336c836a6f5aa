"""What somebody says of themselves, in words."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.careers.terms.assessments import Answered, AssessmentLine, Progress, SharedLine, ShareTerms
from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.capabilities.careers.wording.frameworks import day, how_many

NO_CHANCE = "I have had no chance to show this"
NO_CHANCE_SAID = "No chance to show it"
NOT_ANSWERED = "Not answered yet"
YOURS = (
    "What you say here is yours. Nobody else reads it unless you show it to them by name, and every look is in your "
    "log of looks. You can delete it at any time."
)
NO_COUNT = "That you have had no chance to show something never counts against you."
NO_COUNT_OF_THEM = "That they have had no chance to show something never counts against them."
NOBODY = (
    "We found nobody so. Give the address they sign in with or, of a colleague at your organisation, the full name."
)
YOURSELF = "You read it anyway. Name somebody else."
WHEN = "Choose a day from today on, within a year."
SHOWN_ALREADY = "It is shown to them already. Take that back first, if you want another day."
USED = "self-assessments against it"
ON_HOLD = "A legal hold lies on this, so nothing of it can be deleted while it lasts."


def progress_words(one: Progress) -> str:
    """How far somebody is."""
    if one.next_screen is None:
        return f"All {how_many(one.total, 'answer')} given."
    return f"{one.answered} of {how_many(one.total, 'answer')} given, on {how_many(one.screens, 'screen')} in all."


def line_words(one: AssessmentLine) -> str:
    """An assessment in a list."""
    return f"{progress_words(one.progress)} Last answered on {day(one.changed_on)}."


def effort_words(framework: Framework) -> str:
    """How much there is to do, before somebody begins."""
    return (
        f"{how_many(len(framework.domains), 'screen')} with {how_many(len(framework.competencies), 'answer')} in all: "
        "choose one of a few words each time. You can leave after any screen and go on later."
    )


def said_words(one: Answered) -> str:
    """What somebody said of a competency."""
    return NO_CHANCE_SAID if one.no_chance else one.rung or NOT_ANSWERED


def earlier_words(said: Sequence[Answered], framework: str) -> str:
    """What somebody said against an earlier framework."""
    parts = "; ".join(f"“{said_words(one)}” of “{one.competency.title}”" for one in said)
    return f"Against {framework} you said {parts}."


def share_words(one: ShareTerms) -> str:
    """A share, to the person whose assessment it is."""
    if one.taken_back_on is not None:
        return f"Shown to {one.reader} until you took it back on {day(one.taken_back_on)}."
    return f"Shown to {one.reader} until {day(one.until)}."


def shared_words(one: SharedLine) -> str:
    """What somebody shows the viewer, in a list."""
    return f"{one.framework}. You can read it until {day(one.until)}, or until they take it back."


def why_let_in(until: date) -> str:
    """Why a reader was let in, in the log of looks of the person."""
    return f"You show it to them until {day(until)}"
