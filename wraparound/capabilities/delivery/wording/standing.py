"""A programme at a place, in words: how it is answered, where milestones stand, what shows them, and what moved."""

from collections.abc import Iterable, Mapping
from datetime import date

from wraparound.capabilities.delivery.terms.milestones import EvidenceSort, MilestoneTerms
from wraparound.capabilities.delivery.terms.recommendations import AnswerTerms
from wraparound.capabilities.delivery.terms.slips import Slip
from wraparound.capabilities.delivery.terms.standing import MilestoneTold
from wraparound.capabilities.delivery.wording.milestones import move_words, state_words
from wraparound.capabilities.delivery.wording.recommendations import NOT_ANSWERED, by_words
from wraparound.capabilities.delivery.wording.slips import slip_words

NOTHING_SHOWS = "Nothing is named yet that shows it"


def said_words(one: AnswerTerms | None) -> str:
    """An answer with the words that were given."""
    return f"{by_words(one)} {one.words}".strip() if one else f"{NOT_ANSWERED}."


def shows_words(one: MilestoneTerms, figures: Mapping[str, str]) -> str:
    """What shows that it is reached; `figures` is what each measure is called, by its key."""
    shown = one.evidence
    if shown.sort is EvidenceSort.FIGURE:
        return f"Shown by a published figure: {figures.get(shown.of, shown.of)}"
    if shown.sort is EvidenceSort.PROMISE:
        return "Shown by a promise of a compact"
    return f"Shown by: {shown.words}" if shown.sort is EvidenceSort.WORDS and shown.words else NOTHING_SHOWS


def told(one: MilestoneTerms, figures: Mapping[str, str], on: date) -> MilestoneTold:
    """A milestone with its words."""
    return MilestoneTold(
        number=one.number,
        title=one.title,
        owner=one.owner_name,
        due=one.due,
        state=one.state,
        overdue=one.is_overdue(on),
        where=state_words(one, on),
        shows=shows_words(one, figures),
        link=one.evidence.link,
    )


def moved_words(
    answer: AnswerTerms | None,
    before: AnswerTerms | None,
    done: Iterable[MilestoneTerms],
    slips: Iterable[Slip],
    on: date,
) -> tuple[str, ...]:
    """What is otherwise than it was, a sentence each: the answer, what was done, and days that are others."""
    lines = []
    if _said(answer) != _said(before):
        lines.append(f"The answer is: {said_words(answer)} Before: {said_words(before)}")
    lines += [f"“{one.title}”: {_begun_small(state_words(one, on))}." for one in done]
    for one in slips:
        moves = " ".join(move_words(each) for each in one.moves)
        lines.append(f"“{one.title}”: {_begun_small(slip_words(one))} {moves}".rstrip())
    return tuple(lines)


def _said(one: AnswerTerms | None) -> tuple[str, str] | None:
    return (one.choice, one.words) if one else None


def _begun_small(words: str) -> str:
    return words[:1].lower() + words[1:]
