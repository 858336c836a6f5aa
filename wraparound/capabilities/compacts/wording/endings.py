"""Endings in words: how a compact ends, what then follows, and what has become of its organisation."""

from collections.abc import Iterator
from datetime import date

from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import Merged
from wraparound.capabilities.compacts.terms.endings import (
    EndingHow,
    EndingPage,
    EndingState,
    EndingTerms,
    StatementState,
    StatementTerms,
)
from wraparound.capabilities.compacts.wording.agreement import PARTIES, day, sentence

HOWS = {
    EndingHow.ON_TIME: "with its last day",
    EndingHow.LEADER: "early, by the leader",
    EndingHow.BOARD: "early, by the board",
    EndingHow.TOGETHER: "early, by both sides together",
    EndingHow.MERGER: "because the organisation merges, or is dissolved",
    EndingHow.LEFT: "because the leader no longer holds the post",
}
"""How it ends or ended, after the day on which it does."""
WAYS = {
    EndingHow.ON_TIME: "",
    EndingHow.LEADER: "The leader ends it",
    EndingHow.BOARD: "The board ends it",
    EndingHow.TOGETHER: "Both sides end it together: the other side is asked first",
    EndingHow.MERGER: "The organisation merges, or is dissolved",
    EndingHow.LEFT: "The leader no longer holds the post",
}
STATES = {
    StatementState.OPEN: "to be agreed",
    StatementState.REPLACED: "answered with other words",
    StatementState.AGREED: "agreed by both sides",
    StatementState.NOT_AGREED: "closed, not agreed",
}
NO_PAY = (
    "Nothing about pay or employment is decided or set off here, and nothing is sent to anybody but the sides of the "
    "compact."
)
OWN_WORDS = {Party.LEADER: "In the leader's words", Party.BOARD: "In the board's words"}


def standing_words(one: EndingTerms, today: date) -> str:
    """How a compact ends, or has ended, in a sentence or two."""
    when, how = day(one.ends_on), HOWS[one.how]
    if one.state is EndingState.DONE:
        return f"It ended on {when}, {how}."
    who = f"{one.by}, for {PARTIES[one.party]}," if one.party else "Somebody"
    if one.state is EndingState.PROPOSED:
        passed = " That day has passed: propose another one." if one.ends_on < today else ""
        return f"{who} proposes that it ends on {when}, {how}. It waits for {_answering(one)}.{passed}"
    if one.state is EndingState.DECLARED:
        both = f" {one.agreed_by} has agreed for {PARTIES[one.agreed_party]}." if one.agreed_party else ""
        verb = "proposed" if both else "has declared"
        return f"It ends on {when}, {how}. {who} {verb} it on {day(one.declared_at.date())}.{both}"
    if one.state is EndingState.OVERTAKEN:
        return f"{who} had meant it to end on {when}; its last day came first."
    return f"{who} had meant it to end on {when}, {how}. That was taken back, or not agreed to."


def said_lines(one: EndingTerms) -> Iterator[tuple[str, str]]:
    """What was said with it: why, what happens next, and into which organisation it merges."""
    yield from ((head, words) for head, words in (("Why", one.reason), ("What happens next", one.next_steps)) if words)
    if one.successor:
        yield "The organisation goes into", one.successor


def follows_lines(page: EndingPage) -> Iterator[str]:
    """What follows from an ending, and what does not."""
    ended = page.ended_at is not None
    yield (
        "Nothing follows any more from what is late, and the clock does not stand still again."
        if ended
        else "From that day nothing follows any more from what is late, and the clock does not stand still again."
    )
    yield "What was recorded stays as it is. What is not settled yet can still be recorded, as kept or not kept."
    if not ended and page.version_offered is not None:
        yield (
            f"Version {page.version_offered} is being signed. It can be signed until that day; then it is put aside, "
            "and signatures put to it no longer count."
        )
    for words in page.returns:
        yield f"The leader's way back stands as it was promised: “{words}”."
    if page.afterwards:
        yield f"What was agreed for afterwards stands: {page.afterwards}"
    if not ended:
        yield (
            "Leader and board then agree one statement: what was expected, and what each side did and did not do. The "
            "leader keeps it."
        )


def merged_words(found: Merged, organisation: str, today: date, *, ended: bool) -> str:
    """What has become of the organisation, and what the sides can do; nothing ends by itself because of it."""
    names = " and ".join(name for _, name in found.into)
    ahead = found.on is not None and found.on > today
    verb = (
        ("is to be divided among" if ahead else "was divided among")
        if found.split
        else ("merges into" if ahead else "has merged into")
    )
    when = f" on {day(found.on)}" if found.on is not None else ""
    said = f"{organisation} {verb} {names}{when}."
    if ended:
        return said
    return (
        f"{said} This compact does not end by itself because of that. The sides can end it, or agree a new one with "
        f"{names}."
    )


def statement_words(page: EndingPage) -> str:
    """Where the statement stands, for whoever looks."""
    one = page.statement
    if one is None:
        if page.ended_at is None:
            return "It is written once the compact has ended, from what was kept by then."
        if page.writes:
            return "Nobody has written it yet. Either side can begin; the facts are there already."
        return "It is not settled yet. Leader and board write it, and you read it here once it is."
    if one.state is StatementState.AGREED and one.settled_at is not None:
        return f"Agreed by both sides on {day(one.settled_at.date())}."
    if one.state is StatementState.NOT_AGREED and one.settled_at is not None:
        return (
            f"Closed on {day(one.settled_at.date())}, not agreed: the facts stand, and what each side says beside them."
        )
    return _waiting(one)


def close_words(one: StatementTerms) -> str:
    """From when on it can be closed without agreement."""
    if one.close_from is None:
        return ""
    if one.may_close:
        return "You have had 60 days to agree. Either side can now close it as not agreed."
    return f"If you cannot agree, either side can close it as not agreed from {day(one.close_from)}."


def _waiting(one: StatementTerms) -> str:
    there = [given.party for given in one.agreed if not given.void]
    said = f"Version {one.number}, by {PARTIES[one.party]}, is to be agreed."
    if there:
        missing = next(party for party in (Party.LEADER, Party.BOARD) if party not in there)
        return f"{said} {sentence(PARTIES[there[0]])} has agreed; it waits for {PARTIES[missing]}."
    return f"{said} Neither side has agreed to it yet."


def _answering(one: EndingTerms) -> str:
    if one.party is Party.REGION:
        return "the leader or the board"
    return PARTIES[Party.BOARD if one.party is Party.LEADER else Party.LEADER]
