"""What is entered for the days to come, in words: who holds a post from when on."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.pipelines.terms.lists import Ahead, HolderLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.wording.posts import KINDS, day

_DOES: Mapping[HolderKind, str] = {
    HolderKind.SUBSTANTIVE: "holds it",
    HolderKind.INTERIM: "holds it as an interim",
    HolderKind.ACTING: "acts",
    HolderKind.SECONDMENT: "holds it on secondment",
}
HEADING = "Entered ahead"


def ahead_lines(changes: Sequence[Ahead]) -> tuple[str, ...]:
    """Such as “From 1 January 2027: Ann Abelson acts”: a line for each day on which something changes."""
    return tuple(f"From {day(one.on)}: {_from_then_on(one)}" for one in changes)


def coming_words(one: HolderLine) -> str:
    """How and from when on somebody holds a post, or it is vacant, below their name."""
    how = "" if one.kind is HolderKind.VACANT else f"{KINDS[one.kind].capitalize()}, from "
    until = f", until {day(one.ends)}" if one.ends else ""
    until = until or (f", expected to leave on {day(one.expected_end)}" if one.expected_end else "")
    return f"{how or 'From '}{day(one.starts)}{until}"


def _from_then_on(one: Ahead) -> str:
    if one.closed:
        return "the post is closed"
    return "; ".join(_does(holder) for holder in one.holders) or "nobody holds it"


def _does(one: HolderLine) -> str:
    return f"{one.known.name if one.known else 'somebody'} {_DOES[one.kind]}"
