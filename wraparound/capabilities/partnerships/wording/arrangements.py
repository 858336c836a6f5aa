"""Arrangements in words: what is shared, who is accountable from when, whose boards have agreed."""

from collections.abc import Mapping

from wraparound.capabilities.partnerships.terms.arrangements import (
    ArrangementSort,
    ArrangementState,
    ArrangementTerms,
)
from wraparound.capabilities.partnerships.wording.plain import and_list
from wraparound.capabilities.partnerships.wording.plain import day as day

NAME = "Led together"
SORTS: Mapping[ArrangementSort, str] = {
    ArrangementSort.SHARED_CHAIR: "Shared chair",
    ArrangementSort.SHARED_CHIEF: "Shared chief executive",
    ArrangementSort.GROUP: "Group",
    ArrangementSort.MANAGED_CONTRACT: "Managed contract",
    ArrangementSort.ACQUISITION: "Acquisition",
}
STATES: Mapping[ArrangementState, str] = {
    ArrangementState.SAID: "waits for a board",
    ArrangementState.AGREED: "agreed",
    ArrangementState.ENDED: "ended",
    ArrangementState.TAKEN_BACK: "taken back",
}
WHAT_IT_IS = (
    "Some organisations are led together: one person chairs both, or is chief executive of both; they form a group; "
    "one runs another under a contract; or one takes another over. What is kept here says who answers for what, and "
    "from when. It counts once every board has agreed."
)
USUAL: Mapping[ArrangementSort, str] = {
    ArrangementSort.SHARED_CHAIR: (
        "Each board stays accountable for its own organisation. One person chairs both from this day."
    ),
    ArrangementSort.SHARED_CHIEF: (
        "Each board stays accountable for its own organisation. One person is chief executive, and accountable "
        "officer, of both from this day."
    ),
    ArrangementSort.GROUP: "Each organisation keeps its board and its duties. They are led as a group from this day.",
    ArrangementSort.MANAGED_CONTRACT: (
        "The board of the organisation that is managed stays accountable. The other manages it for a fee, and answers "
        "to that board for what the contract says."
    ),
    ArrangementSort.ACQUISITION: (
        "The board of the organisation that takes over is accountable for all of it from this day. The other ends the "
        "day before."
    ),
}
NONE_YET = "Nothing of this sort is kept here yet."
SAID = "It is kept. The other boards are asked to agree."
AGREED = "You have agreed for your board."
ALL_AGREED = "Every board has agreed, so it counts. Posts that it shares or ends are brought up to date by themselves."
ENDED = "It is ended."
TAKEN_BACK = "It is taken back, and what it did to posts is undone."
POSTS_FOLLOW: Mapping[ArrangementSort, str] = {
    ArrangementSort.SHARED_CHAIR: (
        "Once every board has agreed, the post of chair of the one that leads is shared with the others from that day. "
        "Their own post of chair stays until you close it."
    ),
    ArrangementSort.SHARED_CHIEF: (
        "Once every board has agreed, the post of chief executive of the one that leads is shared with the others from "
        "that day. Their own post stays until you close it."
    ),
    ArrangementSort.GROUP: "No post changes by itself.",
    ArrangementSort.MANAGED_CONTRACT: "No post changes by itself.",
    ArrangementSort.ACQUISITION: (
        "Once every board has agreed, the posts of the organisation that ends close the day before, with their plans. "
        "A post with an open vacancy stays, since those who are considered must be told."
    ),
}


def title_words(one: ArrangementTerms) -> str:
    """What it is, and of whom."""
    return f"{SORTS[one.sort]}: {parts_words(one)}"


def parts_words(one: ArrangementTerms) -> str:
    """The organisations, the one that leads first."""
    return and_list([one.leads.name, *(other.name for other in one.others)])


def when_words(one: ArrangementTerms) -> str:
    """From when until when, and where it stands."""
    last = one.ended_on or one.until
    until = f" until {day(last)}" if last else ""
    state = "" if one.state is ArrangementState.AGREED else f" · {STATES[one.state]}"
    return f"From {day(one.starts)}{until}{state}"


def waits_words(one: ArrangementTerms) -> str:
    """Whose boards have not agreed; empty once all have, or where it is over."""
    if one.state is not ArrangementState.SAID:
        return ""
    names = and_list([part.name for part in one.waits_for])
    whose = "board of" if len(one.waits_for) == 1 else "boards of"
    have = "has" if len(one.waits_for) == 1 else "have"
    return f"It counts once the {whose} {names} {have} agreed."


def agree_need(one: ArrangementTerms, name: str) -> str:
    """What is wanted of a board."""
    return f"{SORTS[one.sort]} of {parts_words(one)}: say whether the board of {name} agrees"
