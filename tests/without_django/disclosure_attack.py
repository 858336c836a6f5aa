"""An attacker who has read every report, knows who was asked in which group, and works out what a few people answered.

What is assumed of them is the worst: they know exactly who came and went, and take it that whoever answered twice
answered alike. They put all of that into whole-number programmes and ask for the least and the most that can be true.
"""

from collections import Counter
from itertools import pairwise, product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from wraparound.methods.disclosure import EVERYBODY, Group, Report, Shown, classes

ANSWERS = 5
FIVE = tuple(range(ANSWERS))


def histories(reports):
    """Every way to have answered: not at all, or one answer in some of the reports."""
    silent = [(None,) * reports]
    return silent + [
        tuple(answer if spoke else None for spoke in mask)
        for answer in range(ANSWERS)
        for mask in product((False, True), repeat=reports)
        if any(mask)
    ]


class Attack:
    """What is possible, given everything published, of the answers of some people."""

    def __init__(self, shown, target):
        self.shown, self.target = shown, frozenset(target)
        self.blocks = Counter(
            (*(_place(one.report, person) for one in shown), person in self.target)
            for person in frozenset().union(*(one.report.everyone for one in shown))
        )
        self.columns = [
            (block, history)
            for block in self.blocks
            for history in histories(len(shown))
            if all(place or answer is None for place, answer in zip(block, history, strict=False))
        ]

    def range_of(self, report, answers):
        """The least and the most of the target who can have given one of these answers in a report; none if neither."""
        gave = [block[-1] and history[report] in answers for block, history in self.columns]
        wanted = np.array(gave, dtype=float)
        rows, sums = self._published()
        rule = LinearConstraint(rows, sums, sums)
        ends = []
        for sign in (1, -1):
            found = milp(sign * wanted, integrality=np.ones(len(wanted)), bounds=Bounds(0), constraints=rule)
            if not found.success:
                return None
            ends.append(round(sign * found.fun))
        return tuple(ends)

    def _published(self):
        rows = [[own == block for own, _ in self.columns] for block in self.blocks]
        sums = list(self.blocks.values())
        for number, one in enumerate(self.shown):
            for cut in one.cuts:
                counts = classes(one.report.counts_of(cut), one.level)
                inside = [not cut or block[number] in cut for block, _ in self.columns]
                for which, count in enumerate(counts):
                    gave = [
                        history[number] is not None and one.level[history[number]] == which
                        for _, history in self.columns
                    ]
                    rows.append([is_in and did for is_in, did in zip(inside, gave, strict=True)])
                    sums.append(count)
        return coo_array(np.array(rows, dtype=float)), np.array(sums, dtype=float)


def _place(report, person):
    return next((group.name for group in report.groups if person in group.people), "")


def naive(report, wanted, minimum=11):
    """What is shown where only small groups are left out, and nothing is done about subtraction."""
    cuts = [cut for cut in wanted if sum(report.counts_of(cut)) >= minimum]
    return Shown(report, tuple(cuts), FIVE)


def some_reports(chance, *, dates, names="abc", largest=26):
    """Reports of the same question over some dates, each with people who come, go and move, and mostly answer alike."""
    sizes = {name: int(chance.integers(3, largest)) for name in names}
    place = dict(enumerate(name for name in names for _ in range(sizes[name])))
    leaning = chance.dirichlet(np.full(ANSWERS, 0.9))
    opinion = {person: int(chance.choice(ANSWERS, p=leaning)) for person in place}
    often = chance.choice([0.7, 0.9, 1.0])
    made = []
    for _ in range(dates):
        made.append(_report(names, place, {one: opinion[one] for one in place if chance.random() < often}))
        _some_move(chance, names, place, opinion)
    return made


def _some_move(chance, names, place, opinion):
    for person in chance.permutation(list(place))[: int(chance.integers(0, 4))]:
        if chance.random() < 0.7:
            del place[person]
        else:
            place[person] = str(chance.choice(list(names)))
    for _ in range(int(chance.integers(0, 4))):
        number = len(opinion)
        place[number], opinion[number] = str(chance.choice(list(names))), int(chance.integers(ANSWERS))


def _report(names, place, answered):
    return Report(
        tuple(
            Group(
                name=name,
                people=frozenset(one for one, own in place.items() if own == name),
                counts=tuple(
                    sum(place[one] == name and gave == answer for one, gave in answered.items())
                    for answer in range(ANSWERS)
                ),
            )
            for name in names
        )
    )


def wanted_of(report):
    """Everybody first, then each group, the largest first, then two groups that overlap with each other."""
    ordered = [frozenset({one.name}) for one in sorted(report.groups, key=lambda one: -len(one.people))]
    return [EVERYBODY, *ordered, *(one | other for one, other in pairwise(ordered))]
