"""Organisations over time: whose history a trust carries, and where a closed trust went.

A merger or acquisition carries the history of each predecessor forward, as the predecessor's own. A split does not:
what a divided trust lived through belongs to none of its successors.
"""

from collections.abc import Iterable

from wraparound.published.terms import Succession


def carried_into(code: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """The successions through which other codes' histories reach this one, oldest first; splits carry nothing."""
    mergers = [one for one in successions if not one.split]
    reached = {code}
    found: list[Succession] = []
    pending = [code]
    while pending:
        successor = pending.pop()
        for one in mergers:
            if one.successor == successor and one.predecessor not in reached:
                reached.add(one.predecessor)
                found.append(one)
                pending.append(one.predecessor)
    return tuple(sorted(found, key=lambda one: (one.on, one.predecessor)))


def split_into(code: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """The splits through which this code took over part of a divided trust."""
    return tuple(one for one in successions if one.split and one.successor == code)


def followed_by(code: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """What became of a code, directly: one successor, or several after a split; none while it lives."""
    return tuple(one for one in successions if one.predecessor == code)


def living_successors(code: str, successions: Iterable[Succession]) -> tuple[str, ...]:
    """The codes that stand at the end of every line from this one; the code itself while it lives."""
    listed = tuple(successions)
    ends: list[str] = []
    seen: set[str] = set()
    pending = [code]
    while pending:
        current = pending.pop(0)
        if current in seen:
            continue
        seen.add(current)
        onward = followed_by(current, listed)
        pending.extend(one.successor for one in onward)
        if not onward:
            ends.append(current)
    return tuple(ends)
