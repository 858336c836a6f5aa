"""What somebody shows beside a readiness, in words."""

from datetime import date

from wraparound.capabilities.pipelines.terms.references import MOST_SHOWN, ShownBeside
from wraparound.capabilities.pipelines.wording.posts import day

LINK = "What they show of themselves"
OWN = "You show beside it"
GONE = "Something that is not shown any more"
NOT_THERE = "There is no such readiness of yours that counts today. Begin at what is held of you in pipelines."
TOO_MANY = f"Beside one readiness stand at most {MOST_SHOWN} things. Take one away first."
THERE_ALREADY = "It stands beside that readiness already."
ADDED = "It stands beside that readiness now. Only those to whom you show it find a link."
TAKEN_AWAY = "It no longer stands beside that readiness."
ON_HOLD = "A legal hold lies on your record, so nothing of it can be deleted while it lasts."
WHO = (
    "Only those to whom you show it by name find a link there, and only while you show it. Others are not told that "
    "anything is there. Nothing of it is read by the site, and no readiness comes of it."
)


def held_head(entry: str) -> str:
    """The same in the copy of somebody's data."""
    return f"You show something beside what is said of your readiness ({entry})"


def where_words(organisation: str, on: date, *, counts: bool) -> str:
    """Where and when a readiness was agreed."""
    over = "" if counts else " It counts no longer."
    return f"Agreed on {day(on)} at {organisation}.{over}"


def own_words(one: ShownBeside) -> str:
    """What it is, for its person; and that it is not there any more, without what it was."""
    return one.leads.words if one.leads else GONE
