"""Appraisal objectives: each result and each of the leader's own promises, split into what gets done and how."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Binding, Concern, Condition, Party, Promise, Result
from wraparound.capabilities.compacts.terms.compacts import CompactTerms
from wraparound.capabilities.compacts.terms.papers import PaperContext
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.capabilities.compacts.wording.compacts import state_of
from wraparound.capabilities.compacts.wording.papers import (
    bindings,
    bound_words,
    by_when,
    concern_results,
    follows_of,
    how_we_know,
    leader_of,
    lines_of_result,
    live,
    not_yet_part,
    paper_of,
    result_head,
    text_in,
)
from wraparound.papers.terms import Paper, PaperPart

LEADER, APPRAISER = "What I make of it (leader)", "What I make of it (appraiser)"
RULED = 3
HEADINGS = {Concern.WHAT: "What gets done", Concern.HOW: "How it gets done: people, relationships, skills"}
NONE = {
    Concern.WHAT: "No result and no promise of the leader is about what gets done.",
    Concern.HOW: "No result and no promise of the leader is about how: think about whether one should be.",
}
GUIDANCE = (
    "The guidance: NHS England, undated, board member appraisal guidance, of which only the beginning could be read. "
    "https://www.england.nhs.uk/long-read/board-member-appraisal-guidance"
)


def objectives(found: CompactTerms, context: PaperContext) -> Paper:
    """The objectives as data, with room to write and nothing to tick: no ratings."""
    title = f"Appraisal objectives, what and how: {leader_of(found)}"
    return paper_of(title, _parts(found), found, context)


def _parts(found: CompactTerms) -> Iterator[PaperPart]:
    yield PaperPart("How to use this", sentences=_use(), note=GUIDANCE)
    yield PaperPart("What everything depends on", points=_common(found))
    for concern, heading in HEADINGS.items():
        results, own = concern_results(found, concern), own_promises(found, concern)
        yield PaperPart(heading, sentences=() if results or own else (NONE[concern],))
        for result in results:
            yield _of_result(result, found)
        for promise in own:
            yield _of_promise(promise, found)
    yield not_yet_part(found, heading="What always counts, and what is not yet asked", nothing="Nothing is named.")
    yield PaperPart("Looking back at the whole", rooms=(LEADER, APPRAISER), ruled=RULED + 2)
    yield PaperPart("How we know what is realistic", sentences=how_we_know(found))


def _use() -> tuple[str, ...]:
    return (
        "Each result of the compact is an objective here, and so is what the leader promised. Days, ranges and what "
        "each depends on are the compact's. There are no ratings, and there is no place for one: write what you make "
        "of it.",
        "The national guidance on appraising board members keeps what is done apart from how, and asks that objectives "
        "take into account what somebody could not control. What an objective depends on stands beside it.",
        "A compact does not say of a promise whether it is about what or how. Each stands with the results that depend "
        "on it, and under how where it names none or some of both. Move it where it belongs.",
    )


def own_promises(found: CompactTerms, concern: Concern) -> tuple[Binding, ...]:
    """What the leader is bound to, under the concern of the results that depend on it; under how where that is open."""
    agreed = text_in(found).agreement
    about = {one.key: one.concern for one in agreed.results}

    def belongs(item: Binding) -> Concern:
        named = {about[key] for key in item.bears_on if key in about}
        return Concern.WHAT if named == {Concern.WHAT} else Concern.HOW

    return tuple(one for one in bindings(found) if one.binds is Party.LEADER and belongs(one) is concern)


def _common(found: CompactTerms) -> tuple[str, ...]:
    """What bears on every result, said once."""
    items = [one for one in bindings(found) if not one.bears_on and _is_others(one)]
    return tuple(_depends(one, found) for one in items) or ("Nothing was agreed that every result depends on.",)


def _of_result(result: Result, found: CompactTerms) -> PaperPart:
    items = [one for one in bindings(found) if result.key in one.bears_on and _is_others(one)]
    return PaperPart(
        result_head(result),
        level=3,
        sentences=(
            f"{by_when(result, found)}.",
            *lines_of_result(result, found),
            *(["It depends on:"] if items else []),
        ),
        points=tuple(_depends(one, found) for one in items),
        rooms=(LEADER, APPRAISER),
        ruled=RULED,
    )


def _of_promise(item: Binding, found: CompactTerms) -> PaperPart:
    agreed = text_in(found).agreement
    what, _ = bound_words(item)
    kind = "A promise of the leader" if isinstance(item, Promise) else "A condition that the leader sees to"
    return PaperPart(
        what,
        level=3,
        sentences=(f"{kind}, by {day(item.due)}. Today: {_state(item, found)}.", follows_of(item, agreed)),
        rooms=(LEADER, APPRAISER),
        ruled=RULED,
    )


def _depends(item: Binding, found: CompactTerms) -> str:
    what, who = bound_words(item)
    verb = "seen to by" if isinstance(item, Condition) else "promised by"
    return f"{what}, {verb} {who}, by {day(item.due)}. Today: {_state(item, found)}."


def _is_others(item: Binding) -> bool:
    return item.binds is not Party.LEADER


def _state(item: Binding, found: CompactTerms) -> str:
    return next((state_of(one).lower() for one in live(found) if one.key == item.key), "not recorded")
