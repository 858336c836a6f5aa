"""Earlier work that was credited, in words."""

from wraparound.capabilities.careers.terms.credits import CreditTerms
from wraparound.capabilities.careers.wording.frameworks import day

LEAD = (
    "Somebody who led in the army, a firm or a charity has shown it there. Say which competencies that shows, why, and "
    "on what it rests. They read it, see it beside what they say of themselves, and can say that it is wrong."
)
NO_SCORE = "It is no score, and changes no answer of theirs. What is not credited is not missing for that."
NO_SCORE_OF_YOURS = (
    "Those who lead where you work can say that what you did before shows a competency. It is no score, and changes no "
    "answer of yours. You can say that it is wrong."
)
NOTHING_OF_YOURS = "Nothing is credited to you yet. Ask whoever leads people where you work."
NOTHING = "Nothing of what people did before is credited here yet."
NO_COMPETENCY = "Choose at least one competency."
NO_WHY = "Say why, and on what it rests, in at most 600 characters each: they will read it."
NOT_THEIR_OWN = "Nobody credits their own work, or ends that. Somebody else who leads your organisation does."
NOT_THERE = "Choose somebody who belongs there today."
ENDED_ALREADY = "This credit was ended already."
UPHELD = "The person said that it was wrong, and it was upheld"
IF_UPHELD = "If you say that they are right, today is its last day, with your answer as the reason."
IN_USE = "earlier work credited against it"


def head(one: CreditTerms) -> str:
    """What is credited."""
    return f"Credited: {', '.join(one.titles)}"


def detail(one: CreditTerms) -> str:
    """By whom, when, against what, and until when."""
    said = f"{one.framework}. Decided by {one.decided_by} on {day(one.decided_on)}"
    return f"{said}; counted until {day(one.ended_on)}: {one.ended_because}" if one.ended_on else said


def beside(one: CreditTerms) -> str:
    """It beside an answer, on the page of a gap."""
    return (
        f"Credited by {one.decided_by}, {one.organisation}, on {day(one.decided_on)}: {one.why} "
        f"It rests on: {one.evidence}"
    )
