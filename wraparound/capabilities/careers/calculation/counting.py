"""What many people say of themselves, counted and told by the rules of disclosure. See docs/methods/careers.md."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from wraparound.capabilities.careers.calculation.telling import levels_of
from wraparound.capabilities.careers.terms.assessments import Answers
from wraparound.capabilities.careers.terms.counts import MINIMUM, States, ToldCount
from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.capabilities.careers.terms.gaps import GapState
from wraparound.methods.disclosure import EVERYBODY, ROOM, Group, Report, Rule, choose, classes

NOTHING = object()


def counted(framework: Framework, every: Collection[Answers]) -> dict[str, tuple[int, ...]]:
    """By key of a competency, how many gave each rung, the least first, and last how many had no chance to show it."""
    rungs = [*(one.name for one in framework.rungs), None]
    found: dict[str, tuple[int, ...]] = {}
    for one in framework.competencies:
        gave = Counter([answers.get(one.key, NOTHING) for answers in every])
        found[one.key] = tuple(gave[rung] for rung in rungs)
    return found


def told_counts(framework: Framework, every: Collection[Answers]) -> dict[str, ToldCount]:
    """What may be told of each competency; those of which nothing may be told are left out."""
    people = frozenset(range(len(every)))
    told = {key: told_count(counts, people) for key, counts in counted(framework, every).items()}
    return {key: one for key, one in told.items() if one is not None}


def told_count(counts: Sequence[int], people: frozenset[int]) -> ToldCount | None:
    """What may be told of one competency: at least MINIMUM answers, and ROOM in every class.

    Too few without a chance to show it are left out as if they had not answered: never put beside any other answer.
    """
    rungs, no_chance = tuple(counts[:-1]), counts[-1]
    apart = no_chance >= ROOM
    levels = tuple((*level, max(level) + apart) for level in levels_of(rungs))
    rule = Rule(minimum=MINIMUM, levels=levels, finest_for_all=len(levels))
    kept = (*rungs, no_chance if apart else 0)
    shown = choose(Report((Group(name="region", people=people, counts=kept),)), [EVERYBODY], [], rule)
    if not shown.cuts:
        return None
    level = shown.level[:-1]
    held = classes(rungs, level)
    places = [tuple(at for at, own in enumerate(level) if own == one) for one in range(len(held))]
    return ToldCount(classes=tuple(zip(places, held, strict=True)), no_chance=no_chance if apart else None)


def by_state(told: ToldCount | None, wanted: int) -> Mapping[States, int]:
    """How many stand how to the rung that is asked (its place, from 0); classes that hold several states say so."""
    found: Counter[States] = Counter()
    for places, many in told.classes if told else ():
        found[tuple(dict.fromkeys(_state(place, wanted) for place in places))] += many
    if told and told.no_chance is not None:
        found[(GapState.UNKNOWN,)] = told.no_chance
    return dict(found)


def as_data(told: Mapping[str, ToldCount]) -> dict[str, object]:
    """As it is stored."""
    return {key: [[[list(places), many] for places, many in one.classes], one.no_chance] for key, one in told.items()}


def from_data(data: Mapping[str, tuple[list[tuple[list[int], int]], int | None]]) -> dict[str, ToldCount]:
    """From what is stored."""
    return {
        key: ToldCount(classes=tuple((tuple(places), many) for places, many in every), no_chance=no_chance)
        for key, (every, no_chance) in data.items()
    }


def _state(have: int, wanted: int) -> GapState:
    if have >= wanted:
        return GapState.MET
    return GapState.PARTLY if have else GapState.MISSING
