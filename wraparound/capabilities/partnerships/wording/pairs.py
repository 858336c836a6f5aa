"""People to people in words: sorts, sides, states, and why somebody has whom they have."""

from datetime import date

from wraparound.capabilities.partnerships.terms.pairs import (
    ANSWERED_WITHIN_DAYS,
    CohortCounts,
    CohortState,
    Often,
    PairSide,
    PairSort,
    PairState,
    PairTerms,
    PairWhy,
)
from wraparound.capabilities.partnerships.wording.plain import TOPICS as TOPICS
from wraparound.capabilities.partnerships.wording.plain import day as day

SORTS = {
    PairSort.MENTORING: "mentoring",
    PairSort.BUDDIES: "buddies",
    PairSort.PEER_GROUP: "peer group",
    PairSort.SHADOWING: "shadowing",
}
MEANS_OF_SORTS = {
    PairSort.MENTORING: "Somebody with more experience thinks along with somebody with less.",
    PairSort.BUDDIES: "Somebody who knows their way around is there for somebody who is new.",
    PairSort.PEER_GROUP: "A group of four to eight, with somebody who convenes it.",
    PairSort.SHADOWING: "Somebody goes along with another for some days, and watches how they work.",
}
SIDES = {PairSide.SEEKING: "seeks", PairSide.GIVING: "gives time"}
SEEKS = {
    PairSort.MENTORING: "I would like a mentor",
    PairSort.BUDDIES: "I would like a buddy",
    PairSort.PEER_GROUP: "I would like to be in a peer group",
    PairSort.SHADOWING: "I would like to shadow somebody",
}
GIVES = {
    PairSort.MENTORING: "I would be a mentor",
    PairSort.BUDDIES: "I would be a buddy",
    PairSort.PEER_GROUP: "I would convene a peer group",
    PairSort.SHADOWING: "I would be shadowed",
}
YOU_ARE = {
    (PairSort.MENTORING, PairSide.SEEKING): "is proposed as your mentor",
    (PairSort.MENTORING, PairSide.GIVING): "would like you as a mentor",
    (PairSort.BUDDIES, PairSide.SEEKING): "is proposed as your buddy",
    (PairSort.BUDDIES, PairSide.GIVING): "would like you as a buddy",
    (PairSort.PEER_GROUP, PairSide.SEEKING): "convenes the peer group proposed for you",
    (PairSort.PEER_GROUP, PairSide.GIVING): "would like to be in the peer group that you convene",
    (PairSort.SHADOWING, PairSide.SEEKING): "is proposed for you to shadow",
    (PairSort.SHADOWING, PairSide.GIVING): "would like to shadow you",
}
ASKED = {
    (PairSort.MENTORING, PairSide.SEEKING): "is asked to be your mentor",
    (PairSort.BUDDIES, PairSide.SEEKING): "is asked to be your buddy",
    (PairSort.SHADOWING, PairSide.SEEKING): "is asked to let you shadow them",
}
"""Of one person asked directly, as the asker reads it."""
IS_YOUR = {
    (PairSort.MENTORING, PairSide.SEEKING): "is your mentor",
    (PairSort.MENTORING, PairSide.GIVING): "has you as a mentor",
    (PairSort.BUDDIES, PairSide.SEEKING): "is your buddy",
    (PairSort.BUDDIES, PairSide.GIVING): "has you as a buddy",
    (PairSort.PEER_GROUP, PairSide.SEEKING): "convenes your peer group",
    (PairSort.PEER_GROUP, PairSide.GIVING): "is in the peer group that you convene",
    (PairSort.SHADOWING, PairSide.SEEKING): "lets you shadow them",
    (PairSort.SHADOWING, PairSide.GIVING): "shadows you",
}
OFTEN = {
    Often.FORTNIGHT: "every two weeks",
    Often.MONTH: "every month",
    Often.SIX_WEEKS: "every six weeks",
    Often.QUARTER: "every three months",
}
STATES = {
    PairState.ASKS_YOU: "waits for your answer",
    PairState.WAITS_FOR_OTHER: "you have accepted; it waits for the other",
    PairState.AGREED: "agreed by both",
    PairState.ENDED: "ended",
}
COHORT_STATES = {
    CohortState.JOINING: "people are joining",
    CohortState.PAIRING: "closed to new people; pairs are made again as people leave or change",
    CohortState.ENDED: "ended",
}
ENDED = "This has ended. Nobody is told who ended it, or why."
NO_ACCOUNT = "Choose somebody, or give the address with which they sign in here. Nobody signs in with what was given."
NOT_YOURSELF = "That is yourself. Name somebody else."
ONE_REPORTS = (
    "One of you reports to the other, directly or further up. Somebody outside that line can speak more freely with "
    "you: ask somebody else."
)
CLOSED_TO_JOIN = "The last day to join has passed. You can still change what you said, or leave."


def title_of(pair: PairTerms) -> str:
    """Who it is and what they are, such as “Orla is your mentor”."""
    asked = ASKED if not pair.cohort and pair.side is PairSide.SEEKING else YOU_ARE
    said = asked if pair.state in (PairState.ASKS_YOU, PairState.WAITS_FOR_OTHER) else IS_YOUR
    if pair.state is PairState.ENDED:
        return f"{SORTS[pair.sort].capitalize()}: ended"
    return f"{pair.other} {said[pair.sort, pair.side]}"


def why_words(why: PairWhy | None) -> tuple[str, ...]:
    """Why somebody who seeks has whom they have, in sentences that name nobody."""
    if why is None:
        return ()
    if not why.paired and not why.possible:
        return ("Nobody was there for you yet: nobody with a place left offers what you asked for.",)
    if not why.paired:
        all_of = "The one who could have been" if why.possible == 1 else f"All {why.possible} who could have been"
        return (f"{all_of} there for you had filled their places. {_others(why)}".strip(),)
    first = f"This is your {_nth(why.wish)} wish." if why.wish else "What they offer fits what you asked for."
    return tuple(part for part in (first, _others(why)) if part)


def counts_words(counts: CohortCounts) -> tuple[str, ...]:
    """What an organiser is told, in sentences."""
    return (
        f"{_people(counts.joined)} joined: {counts.seeking} seek, {counts.giving} give, with {counts.places} places.",
        f"Of those who seek, {counts.agreed} {'has' if counts.agreed == 1 else 'have'} somebody, and both have "
        f"accepted; {counts.waiting} {'waits' if counts.waiting == 1 else 'wait'}.",
        "Whoever named somebody, and whoever reports to them, is not paired with them. How many that is, is not shown: "
        "in a small cohort the number would tell who.",
    )


def made_again(many_new: int, many_kept: int) -> str:
    """What came of making pairs, for the organiser."""
    return f"Pairs were made: {many_new} new, {many_kept} kept from before. Each of the two is told privately."


def answer_by(pair: PairTerms, day: str) -> str:
    """Until when an answer is waited for."""
    return f"It ends by itself if it is not answered by {day}, {ANSWERED_WITHIN_DAYS} days after it was proposed."


def joins_words(joins_until: date, on: date, day: str) -> str:
    """Until when people join."""
    return f"People join until {day}." if on <= joins_until else f"People joined until {day}."


def _others(why: PairWhy) -> str:
    """What became of those they would rather have had, or like as much."""
    parts = []
    if why.rather_others:
        parts.append(f"{_one(why.rather_others)} took people they had wished for more.")
    if why.by_order:
        parts.append(f"{_one(why.by_order)} liked somebody else just as much, and chance decided.")
    return " ".join(parts)


def _one(many: int) -> str:
    return "One you would have taken first" if many == 1 else f"{many} you would have taken first"


def _people(many: int) -> str:
    return "One person" if many == 1 else f"{many} people"


def _nth(number: int) -> str:
    known = {1: "first", 2: "second", 3: "third"}
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return known.get(number, f"{number}{ending}")
