"""A role beside what somebody said of themselves, in words."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.gaps import GapLine, GapPage, GapState
from wraparound.capabilities.careers.wording.assessments import NOT_ANSWERED, said_words
from wraparound.capabilities.careers.wording.frameworks import how_many

STATES: Mapping[GapState, str] = {
    GapState.MISSING: "Missing",
    GapState.PARTLY: "Partly there",
    GapState.MET: "Met",
    GapState.UNKNOWN: "Not known",
}
"""In the order in which they are shown."""
MEANS: Mapping[GapState, str] = {
    GapState.MISSING: "The role asks for it, and you said “not yet”, or the least there is.",
    GapState.PARTLY: "You are on the way: further than the least, and not as far as the role asks.",
    GapState.MET: "You said at least as much as the role asks.",
    GapState.UNKNOWN: "You have not answered, or have had no chance to show it. That never counts against you.",
}
OWN_WORDS = "It rests on what you said of yourself alone. Nobody is scored, and nobody else sees this page."
NOTHING_OFFERED = (
    "Nothing that would help with it is offered here yet. Ask for a talk with your manager, or with whoever leads "
    "people where you work."
)
NOTHING_FOR_IT = "Nothing is offered for it yet."
WRITE_STEP = "Write a step of your plan for this"
EXPERIENCE = (
    "Whether you have such experience is not asked here and not counted above: you say it when you apply for the role."
)
OFFERED = "What exists here that you could join. It is not made for one competency: say what you want of it."


def lead_words(page: GapPage) -> str:
    """The page in a sentence: the competencies that stand so, never a sum of them."""
    if page.assessment is None:
        return f"You have not said yet what you have, so nothing is known of any of it.{_credited(page)}"
    counts = [(len(page.of(state)), words.lower()) for state, words in STATES.items()]
    parts = ", ".join(f"{many} {words}" for many, words in counts if many)
    return f"Of {how_many(len(page.lines), 'competency', 'competencies')} that it asks for: {parts}.{_credited(page)}"


def credited_words(one: GapLine) -> str:
    """What a credit does beside an answer that says less than the role asks: it changes none of them."""
    if one.state is GapState.MET:
        return ""
    return (
        f"It changes none of your answers, so it stands under “{STATES[one.state]}” by what you said yourself. If that "
        "work shows that you have it, change your answer."
    )


def asked_words(one: GapLine) -> str:
    """What is asked of a competency, and what was said of it."""
    must = " Essential." if one.ask.essential else ""
    said = said_words(one.said)
    yours = "You have not said anything of it yet." if said == NOT_ANSWERED else f"You said: {said}."
    return f"It asks for “{one.ask.rung}”.{must} {yours}"


def _credited(page: GapPage) -> str:
    return f" Earlier work is credited for {page.credited} of them." if page.credited else ""
