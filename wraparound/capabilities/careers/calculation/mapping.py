"""What of one framework carries over to another, by pairs that somebody put by hand."""

from collections.abc import Iterator, Sequence

from wraparound.capabilities.careers.terms.frameworks import CarriedOver, Competency, Framework

Pairs = Sequence[tuple[str, str]]


def carried_over(before: Framework, after: Framework, pairs: Pairs) -> tuple[CarriedOver, ...]:
    """Each competency of the one before, in its order, with those that stand for it in the one after."""
    there = {one.key: one for one in after.competencies}
    return tuple(
        CarriedOver(before=one, after=tuple(there[to] for of, to in pairs if of == one.key and to in there))
        for one in before.competencies
    )


def new_in(after: Framework, pairs: Pairs) -> tuple[Competency, ...]:
    """The competencies of the one after that stand for none of the one before."""
    reached = {to for _, to in pairs}
    return tuple(one for one in after.competencies if one.key not in reached)


def wrong_pairs(before: Framework, after: Framework, pairs: Pairs) -> Iterator[str]:
    """What keeps pairs from being kept, each in a sentence that says what to do."""
    first, second = ({one.key for one in each.competencies} for each in (before, after))
    for of, to in pairs:
        if of not in first or to not in second:
            yield "Choose from the competencies of these two frameworks."
            return
