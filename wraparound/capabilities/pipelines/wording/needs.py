"""What a pipeline asks of those who keep it, in words."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.wording.posts import day

_WHO: Mapping[HolderKind, str] = {
    HolderKind.SUBSTANTIVE: "The term of whoever holds {post}",
    HolderKind.INTERIM: "The interim in {post}",
    HolderKind.ACTING: "Whoever is acting in {post}",
    HolderKind.SECONDMENT: "The secondment to {post}",
}


def ending_words(post: str, place: str, kind: HolderKind, expected: date, *, today: date) -> str:
    """That a holder is expected to leave soon, or was and nobody has said that they did; names nobody."""
    who = _WHO[kind].format(post=f"{post}, {place},")
    if expected < today:
        return f"{who} was expected to end on {day(expected)}. Is it so?"
    return f"{who} is expected to end on {day(expected)}. Who comes then?"


def empty_words(post: str, place: str, since: date) -> str:
    """That a post stands empty and nobody stands in."""
    return f"{post}, {place}, is vacant since {day(since)}, and nobody stands in."


def appointed_words(title: str, place: str, on: date) -> str:
    """That somebody was appointed and nobody is entered as holding the post since."""
    return f"{title}, {place}: somebody was appointed on {day(on)}, and nobody is entered as taking the post up."


def needed_words(title: str, place: str, since: date) -> str:
    """That a vacancy is still open on a day on which somebody was needed."""
    return f"{title}, {place}: somebody was needed from {day(since)}, and the vacancy is still open."


def beside_words(post: str, place: str) -> str:
    """That an own post stands beside one that is shared."""
    return f"{place} is served by a shared post of the same role, and its own, {post}, is still open."


def leaving_words(post: str, place: str, last_day: date) -> str:
    """That a critical post is to be empty; names nobody."""
    return f"{post}, {place}, is critical. Its holder’s last day is {day(last_day)}, and nobody is entered after it."
