"""What may be told of a few replies: which groups by themselves, which only together, and how finely.

Every set told is judged by methods/disclosure beside all others that the person could see, of this round and of those
before. See docs/methods/careers.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from wraparound.capabilities.careers.terms.feedback import BETWEEN, FEWEST, FeedbackRole, Replies
from wraparound.methods.disclosure import Group, Level, Report, Rule, Shown, choose, classes


def levels_of(counts: Sequence[int]) -> tuple[Level, ...]:
    """Ways to put neighbouring answers together, the finest first, the thinnest joined each time, down to two classes.

    >>> levels_of([2, 0, 0, 1])
    ((0, 1, 2, 3), (0, 1, 1, 2), (0, 1, 1, 1))
    """
    level = tuple(range(len(counts)))
    found = [level]
    while max(level, default=0) > 1:
        held = classes(counts, level)
        thin = held.index(min(held))
        beside = [place for place in (thin - 1, thin + 1) if 0 <= place < len(held)]
        lower = min(thin, min(beside, key=lambda place: held[place]))
        level = tuple(one - 1 if one > lower else one for one in level)
        found.append(level)
    return tuple(found)


def groups_for(asked: Sequence[FeedbackRole]) -> Mapping[FeedbackRole, str] | None:
    """By role the group that is kept beside a reply, made before anybody replies: never of fewer than FEWEST asked.

    Roles with too few people are put together; where these are too few still, with the smallest group that has enough.
    A manager stands alone. None where fewer than FEWEST besides a manager are asked.
    """
    counts = Counter(role for role in asked if role is not FeedbackRole.MANAGER)
    small = sorted(role for role, many in counts.items() if many < FEWEST)
    large = sorted((role for role in counts if role not in small), key=lambda role: (counts[role], role))
    if small and sum(counts[role] for role in small) < FEWEST:
        if not large:
            return None
        small = sorted([*small, large.pop(0)])
    if not counts:
        return None
    together = BETWEEN.join(small)
    own = {role: role.value for role in (*large, FeedbackRole.MANAGER)}
    return own | dict.fromkeys(small, together)


def tell(replies: Sequence[Replies], earlier: Sequence[Shown]) -> tuple[Shown, ...]:
    """What is told of the replies to one competency beside what was told before: each set a report of one group.

    Groups by themselves first, those with most replies first; what could not be told of these, together, if that can.
    """
    told: list[Shown] = []
    left: list[Replies] = []
    for one in sorted(replies, key=lambda one: (-sum(one.counts), one.name)):
        shown = _may_be_told(one, [*earlier, *told])
        if shown is None:
            left.append(one)
        else:
            told.append(shown)
    if len(left) > 1 and (shown := _may_be_told(_together(left), [*earlier, *told])):
        told.append(shown)
    return tuple(told)


def _may_be_told(one: Replies, beside: Sequence[Shown]) -> Shown | None:
    if len(one.counts) < 2 or not one.people:
        return None
    levels = levels_of(one.counts)
    rule = Rule(minimum=FEWEST, room=1, levels=levels, finest_for_all=len(levels))
    report = Report((Group(name=one.name, people=one.people, counts=one.counts),))
    shown = choose(report, [frozenset({one.name})], beside, rule)
    return shown if shown.cuts else None


def _together(left: Sequence[Replies]) -> Replies:
    roles = sorted(role for one in left for role in one.name.split(BETWEEN))
    return Replies(
        name=BETWEEN.join(roles),
        people=frozenset().union(*(one.people for one in left)),
        counts=tuple(sum(answer) for answer in zip(*(one.counts for one in left), strict=True)),
    )
