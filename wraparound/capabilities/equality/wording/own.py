"""What a person is told of what they give: why it is asked, who sees it, what it is never used for."""

from datetime import date

from wraparound.capabilities.equality.terms.answers import OwnAnswers
from wraparound.capabilities.equality.terms.stages import FunnelStage

WHY = (
    "It is asked to find out whether people of every group have the same chance at each step on the way to a post, and "
    "to change what shuts some of them out."
)
WHO = (
    "Nobody sees it as yours: no leader, no panel, nobody who looks after access. You alone can open it here. It "
    "leaves its store only in counts of many, with small numbers kept back."
)
NEVER = (
    "It is never used to decide anything about you, and stands on no page on which anybody is considered for anything. "
    "If you are in an appointment now, nobody in it can find out what you answer here, or whether you do."
)
OPTIONAL = "Every question is for you to answer or to leave. Change it, take it away or withdraw it whenever you like."
MACHINE = (
    "It is kept apart from everything else on this site, and locked with a key of its own. Whoever runs the machine "
    "and has that key could technically open it."
)
OBJECT = (
    "You can object in writing to being counted at all: this page is that writing. What you gave goes at once, and so "
    "does what the store has of the steps you came to; nothing about you is counted in any figure from then on, also "
    "where your employer sends a file that names the address with which you sign in. Figures that were published "
    "before stay as they are: nobody can be found in them."
)
ELSEWHERE = (
    "A file of your employer that does not name that address cannot be joined to you here. Tell your employer’s "
    "equality lead in writing: they enter it here, or leave you out of the file."
)
PAGE = "What you give for counting"
BEHIND = "Ethnicity, disability and the like, if you wish: read by nobody as yours, and never used for a decision"
HELD = "Answers that you gave for counting"
HELD_OBJECTION = "Your objection to being counted"
HELD_FOR_YOURSELF = "Something that you keep for yourself"
TAKE_IT_AWAY = "What you answered is not repeated here. Take it away at /equality/mine/ as a file of its own."
NOTHING_YET = "You have given nothing, and nothing is missing because of that."
NO_KEY = "This site is not ready for it yet: whoever runs it has still to set a key for the store."
GIVEN = "Kept. You can change or withdraw it whenever you like."
WITHDRAWN = "Withdrawn: nothing of what you gave is held any more."
OBJECTED = "Your objection stands from today. Nothing about you is held or counted here any more."
AGREED = "Your objection is taken back. Nothing of before has come back: give what you like."
NOT_WHILE_OBJECTING = "You have objected to being counted. Take the objection back first, if you wish to be counted."
OBJECT_FIRST = "You have not objected, so there is nothing to take back."
STAGES = {
    FunnelStage.POOL: "A readiness was agreed",
    FunnelStage.LONG_LIST: "Long list",
    FunnelStage.SHORTLIST: "Shortlist",
    FunnelStage.INTERVIEW: "Interview",
    FunnelStage.OFFER: "Offer",
    FunnelStage.POST: "Appointed",
    FunnelStage.PROGRAMME: "On a development programme",
    FunnelStage.STRETCH: "A stretch offer was agreed",
    FunnelStage.RELEASED: "Released to pipelines",
}


def day(on: date) -> str:
    """A date as people write it."""
    return f"{on.day} {on:%B %Y}"


def standing_words(found: OwnAnswers) -> str:
    """Where it stands, in a sentence."""
    if found.objected_on is not None:
        return f"You objected to being counted on {day(found.objected_on)}. Nothing about you is held or counted here."
    return f"What you gave, as you last changed it on {day(found.on)}." if found.on is not None else NOTHING_YET
