"""Which counts of a report may be shown, so that no subtraction tells what a few people answered.

Everything shown is a sum over *pieces*: the groups of people that the shown sets, of this report and of earlier ones,
cut out of each other. A report is safe when every piece would be safe to show by itself. See docs/methods/disclosure.md
for what safe means, and for the proof.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

type Cut = frozenset[str]
"""A set of people that may be shown: the names of the groups that it is made of. EVERYBODY is the whole report."""
type Level = tuple[int, ...]
"""For each answer the class under which it is shown: (0, 0, 1, 2, 2) shows the first two and the last two together."""

EVERYBODY: Cut = frozenset()
MINIMUM = 11
ROOM = 2


class NotAReport(ValueError):
    """The counts are no report: more answers than people, somebody in two groups, or answers of different lengths."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group of a report; groups share nobody.

    Attributes:
        name: what it is called, the same in every report.
        people: opaque numbers of those who were asked.
        counts: how many of them gave each answer; the rest gave none.
    """

    name: str
    people: frozenset[int]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """One question, put once: its groups, whose people and counts are whole numbers.

    Raises:
        NotAReport: see there.
    """

    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        """Counts that fit their people."""
        if len({len(one.counts) for one in self.groups}) > 1:
            raise NotAReport("Groups of one report count the same answers: give each as many counts.")
        if sum(len(one.people) for one in self.groups) != len(self.everyone):
            raise NotAReport("Groups of one report share nobody: name each person in one of them.")
        for one in self.groups:
            if min(one.counts, default=0) < 0 or sum(one.counts) > len(one.people):
                raise NotAReport(f"Group {one.name} has more answers than people, or fewer than none.")

    @property
    def everyone(self) -> frozenset[int]:
        """Everybody who was asked."""
        return frozenset().union(*(one.people for one in self.groups))

    def people_of(self, cut: Cut) -> frozenset[int]:
        """Who of a set was asked."""
        return frozenset().union(*(one.people for one in self.groups if one.name in cut or not cut))

    def counts_of(self, cut: Cut) -> tuple[int, ...]:
        """How many of a set gave each answer; empty where the report has nobody of it."""
        found = [one.counts for one in self.groups if one.name in cut or not cut]
        return tuple(sum(answer) for answer in zip(*found, strict=True))


@dataclass(frozen=True)
class Shown:
    """What is published of a report: which sets of it, and under which classes of answers."""

    report: Report
    cuts: tuple[Cut, ...]
    level: Level


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What must hold of everything shown.

    Attributes:
        minimum: answers on which every piece must rest.
        room: answers that every class must have in every piece, 1 or more; 2 allows for one reader who gave one.
        levels: classes of answers, the finest first, each of whole classes of the one before.
        finest_for_all: how many of the levels may be gone down for a part; the others are for EVERYBODY alone.
    """

    minimum: int = MINIMUM
    room: int = ROOM
    levels: tuple[Level, ...] = field(default=((0, 1, 2, 3, 4), (0, 0, 1, 2, 2), (0, 0, 0, 1, 1)))
    finest_for_all: int = 2


def classes(counts: Sequence[int], level: Level) -> tuple[int, ...]:
    """The counts as they are shown: those of one class together."""
    return tuple(
        sum(count for count, own in zip(counts, level, strict=True) if own == one) for one in range(max(level) + 1)
    )


def pieces(names: Sequence[str], cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The groups that the sets do not tell apart, together; without those that are in no set."""
    found: dict[tuple[bool, ...], set[str]] = {}
    for name in names:
        found.setdefault(tuple(not cut or name in cut for cut in cuts), set()).add(name)
    return tuple(frozenset(piece) for inside, piece in found.items() if any(inside))


def is_safe(shown: Sequence[Shown], rule: Rule) -> bool:
    """Whether reports may stand published side by side: see docs/methods/disclosure.md for what that means."""
    names = sorted({group.name for one in shown for group in one.report.groups})
    cut_out = pieces(names, [cut for one in shown for cut in one.cuts])
    return all(_piece_is_safe(piece, cut_out, shown, rule) for piece in cut_out)


def choose(
    report: Report,
    wanted: Sequence[Cut],
    earlier: Sequence[Shown],
    rule: Rule | None = None,
    *,
    beside: Sequence[Shown] = (),
) -> Shown:
    """What may be shown of a report beside what earlier ones have shown, taking the wanted sets in their order.

    `earlier` are of the same question, and are judged all together; those of `beside` could be of it in other words,
    and each of them is judged along by itself. A set that cannot be added is left out, and stays out. The classes of
    answers become coarser where that lets a set be shown. Nothing may be shown where `cuts` comes back empty.
    """
    rule = rule or Rule()
    chosen = Shown(report, (), rule.levels[0])
    for cut in wanted:
        for level in _levels_for(cut, chosen, rule):
            tried = Shown(report, (*chosen.cuts, cut), level)
            safe = is_safe([*earlier, tried], rule) and all(is_safe([one, tried], rule) for one in beside)
            if report.people_of(cut) and safe:
                chosen = tried
                break
    return chosen


def _levels_for(cut: Cut, chosen: Shown, rule: Rule) -> tuple[Level, ...]:
    """Those as coarse as what is chosen already, or coarser; a part makes the whole no coarser than it may."""
    start = rule.levels.index(chosen.level)
    end = len(rule.levels) if not cut else max(rule.finest_for_all, start + 1)
    return rule.levels[start:end]


def _piece_is_safe(piece: Cut, all_pieces: Sequence[Cut], shown: Sequence[Shown], rule: Rule) -> bool:
    """Enough answers and room in every report that shows it, and nobody who came or went stands out between them."""
    there = [one for one in shown if one.report.people_of(piece) and any(_within(piece, cut) for cut in one.cuts)]
    for one in there:
        counts = one.report.counts_of(piece)
        if sum(counts) < rule.minimum or min(classes(counts, one.level)) < rule.room:
            return False
    return not there or _hides_who_came_and_went(piece, all_pieces, there, shown)


def _hides_who_came_and_went(
    piece: Cut, all_pieces: Sequence[Cut], there: Sequence[Shown], shown: Sequence[Shown]
) -> bool:
    """The same people each time; or those of each time could have given all answers, each of them always the same."""
    asked = [one.report.people_of(piece) for one in there]
    rest = [other for other in all_pieces if other != piece]
    others = frozenset().union(*(one.report.people_of(other) for one in shown for other in rest))
    stayed = frozenset.intersection(*asked) - others
    if all(people == stayed for people in asked):
        return True
    counts = zip(*(one.report.counts_of(piece) for one in there), strict=True)
    most = sum(max(answer) for answer in counts)
    return bool(most <= len(stayed))


def _within(piece: Cut, cut: Cut) -> bool:
    return not cut or piece <= cut
