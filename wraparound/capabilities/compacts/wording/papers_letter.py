"""The expectation letter: from the chair, and the region where it signs, to the leader."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Binding, Condition, Party, Promise
from wraparound.capabilities.compacts.terms.compacts import CompactTerms
from wraparound.capabilities.compacts.terms.papers import PaperContext, PaperSort
from wraparound.capabilities.compacts.wording.agreement import (
    CONCERNS,
    CONDITIONS,
    POINTS,
    day,
    party,
    pounds,
    promise_words,
    sentence,
)
from wraparound.capabilities.compacts.wording.papers import (
    NAMES,
    NOTHING_ON_PAY,
    by_when,
    day_here,
    follows_of,
    grouped,
    how_we_know,
    is_agreed,
    leader_of,
    lines_of_result,
    not_yet_part,
    paper_of,
    party_line,
    result_head,
    signatures,
    signer,
    text_in,
)
from wraparound.papers.terms import Paper, PaperPart


def letter(found: CompactTerms, context: PaperContext) -> Paper:
    """The letter as data; every fact in it is the compact's."""
    title = f"{NAMES[PaperSort.LETTER]}: {found.role}, {found.organisation}"
    return paper_of(title, _parts(found, context), found, context)


def _parts(found: CompactTerms, context: PaperContext) -> Iterator[PaperPart]:
    agreed = text_in(found).agreement
    yield PaperPart("", lines=_addresses(found))
    yield PaperPart("", sentences=(f"Dear {found.leader},",) if found.leader else ())
    yield PaperPart("", sentences=_opening(found, context))
    if agreed.starting_point:
        yield PaperPart("Where things stood", points=agreed.starting_point)
    yield PaperPart(
        "What we expect, by when, and what is realistic",
        sentences=() if agreed.results else ("No result is named.",),
    )
    for one in agreed.results:
        known = text_in(found).range_of(one.key)
        yield PaperPart(
            result_head(one),
            level=3,
            sentences=(f"{by_when(one, found)}. {CONCERNS[one.concern]}.", *lines_of_result(one, found)),
            note=known.sentence if known and known.known else "",
        )
    yield PaperPart(
        "What was promised, by each side" if is_agreed(found) else "What each side would promise",
        sentences=() if agreed.promises else ("Nothing is promised.",),
    )
    for side, items in grouped(agreed.promises):
        heading = "You" if side is Party.LEADER else party_line(side)
        yield PaperPart(heading, level=3, points=tuple(_promised(one, found) for one in items))
    if agreed.conditions:
        yield PaperPart("What has to be in place", points=tuple(_promised(one, found) for one in agreed.conditions))
    yield PaperPart("What follows where a promise is not kept", sentences=_consequences())
    yield not_yet_part(
        found, heading="What you are not yet accountable for", nothing="Nothing is named: you are accountable for all."
    )
    yield PaperPart(
        "What happens afterwards", sentences=tuple(agreed.afterwards.splitlines()) or ("The compact does not say.",)
    )
    if context.points:
        said = tuple(f"{POINTS[point]}: {day(when)}" for point, when in context.points)
        yield PaperPart("When we look at it together", points=said)
    yield PaperPart("How we know what is realistic", sentences=how_we_know(found))
    yield PaperPart("Who signed, and when", points=signatures(found))
    yield PaperPart("", sentences=("Yours sincerely,",), rooms=_signing(found), ruled=1)


def _addresses(found: CompactTerms) -> tuple[str, ...]:
    chair = signer(found, Party.BOARD)
    region = signer(found, Party.REGION)
    from_region = f"{f'{region}, regional director' if region else 'The regional director'}, {found.region}"
    return (
        f"From: {f'{chair}, chair' if chair else 'The chair'} of {found.organisation}",
        *([f"and: {from_region}"] if found.asks_region else []),
        f"To: {leader_of(found)}, {found.role}, {found.organisation}",
        f"Date: {day(found.today)}",
    )


def _opening(found: CompactTerms, context: PaperContext) -> tuple[str, ...]:
    text = text_in(found)
    both = " and the region" if found.asks_region else ""
    what = (
        f"This letter says what the board{both} {'expect' if both else 'expects'} of you as {found.role} of "
        f"{found.organisation}, by when, and what is realistic here; what was promised to you in return; and what "
        "follows where a promise is not kept."
    )
    if is_agreed(found) and text.in_force_at:
        whence = (
            f"It says in a letter what we all signed, in force since {day_here(text.in_force_at)}, and adds nothing to "
            "it. Where the two differ, what was signed counts."
        )
    else:
        whence = "It is a proposal: nobody is bound by it before every side that must has signed."
    last = f" The compact begins on {day(text.agreement.starts)}"
    ends = f" and ends on {day(context.last_day)}." if context.last_day else "."
    return (what, f"{whence}{last}{ends}")


def _promised(item: Binding, found: CompactTerms) -> str:
    agreed = text_in(found).agreement
    match item:
        case Promise():
            review = f" Looked at again on {day(item.review)}." if item.review else ""
            by_name = f", by {item.giver_name}" if item.giver is Party.OTHER and item.giver_name else ""
            cost = f", {pounds(item.cost)} paid by {_called(item.paid_by)}" if item.cost else ""
            return (
                f"{sentence(promise_words(item))}{by_name}, to {_called(item.receiver, item.receiver_name)}, from "
                f"{day(item.starts)} to {day(item.due)}{cost}.{review} {follows_of(item, agreed)}"
            )
        case Condition():
            return (
                f"{CONDITIONS[item.sort]}: {item.words}, by {day(item.due)}, seen to by "
                f"{_called(item.owner, item.owner_name)}. "
                f"{follows_of(item, agreed)}"
            )


def _called(side: Party, name: str = "") -> str:
    """A side as the letter calls it: its reader is the leader."""
    return "you" if side is Party.LEADER else party(side, name)


def _consequences() -> tuple[str, ...]:
    return (
        "What is written beside each promise and condition follows by itself on its day, and nobody has to ask for it. "
        "While the clock stands still, each day moves what depends on that promise on by a day. Where ranges are "
        "worked out anew, what is realistic is looked at again from where things then stand. Where a review is called, "
        "all sides meet.",
        f"Promises count on every side alike, yours too. {NOTHING_ON_PAY}",
    )


def _signing(found: CompactTerms) -> tuple[str, ...]:
    chair, region = signer(found, Party.BOARD), signer(found, Party.REGION)
    return (
        f"{chair or 'The chair'}, for the board of {found.organisation}",
        *([f"{region or 'The regional director'}, for the region"] if found.asks_region else []),
    )
