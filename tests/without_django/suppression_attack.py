"""An attacker who has every figure of every day, knows every change between the days, and how large each place is.

They know exactly of everybody who came, went or changed group; only how many there were to begin with they do not
know, nor the secret numbers. All of that goes into linear programmes, and these give the least and the most that each
hidden count can be. It is pinned where no more than one whole number lies between.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import block_diag, csr_array, hstack, vstack

from wraparound.methods.suppression.profile import Profile
from wraparound.methods.suppression.publishing import HIDDEN, offsets_of, publish, publish_blurred
from wraparound.methods.suppression.snapshot import Places, Snapshot, Table

GROUPS = ("white", "BME", "unknown")
COUNTED = ("junior", "senior", "shortlisted", "appointed", "board")
"""Tables that are counted; everybody employed is the first two together."""

CLOSE = 1e-6
LOOKS = 12
MOST_MOVED = 2
A_MOVE = 0.02
SURELY_HIDDEN = 12


@dataclass(frozen=True)
class Figures:
    """What is read off a day: between which numbers every count lies, and which are hidden.

    `blurred`: whether a secret number of 0 to 4 was added to each count before, the same on every day.
    """

    least: np.ndarray
    most: np.ndarray
    hidden: np.ndarray
    blurred: bool


def published(snapshot, secret):
    """What this site shows: a blurred count lies from its figure to four above it."""
    profile = Profile()
    shown = publish(snapshot, secret, profile)
    hidden = shown.figures == HIDDEN
    least = np.where(hidden, -np.inf, shown.figures)
    return Figures(least, np.where(hidden, np.inf, shown.figures + profile.blur), hidden, True)


def exact(snapshot, secret):
    """The same counts hidden, and all the others told exactly: what hiding does without any blur."""
    hidden = publish(snapshot, secret).figures == HIDDEN
    return Figures(np.where(hidden, -np.inf, snapshot.counts), np.where(hidden, np.inf, snapshot.counts), hidden, False)


def naive(snapshot, secret):
    """What many publish: 1 to 7 hidden, everything else to the nearest 5, nothing done about subtraction."""
    counts = snapshot.counts.astype(float)
    hidden = (counts > 0) & (counts < 8)
    nearest = 5 * np.floor((counts + 2) / 5)
    least = np.where(hidden, 1, np.where(counts == 0, 0, np.maximum(8, nearest - 2)))
    most = np.where(hidden, 7, np.where(counts == 0, 0, nearest + 2))
    return Figures(least, most, hidden, False)


class Attack:
    """Linear programmes over the counts of the first day, leaf by leaf, and over the secret numbers."""

    def __init__(self, days, figures):
        self.days, self.figures = days, figures
        self.to_cells = _to_cells(days[0])
        leaves = [_counted(day) for day in days]
        self.changes = [one - leaves[0] for one in leaves]
        numbers = _numbers(days[0])
        rows, lows, highs = [], [], []
        for change, found in zip(self.changes, figures, strict=True):
            shown = np.flatnonzero(np.isfinite(found.least.ravel()))
            blur = numbers[shown] * (1.0 if found.blurred else 0.0)
            rows.append(_beside(self.to_cells[shown], blur))
            own = (self.to_cells @ change)[shown]
            lows.append(found.least.ravel()[shown] - own)
            highs.append(found.most.ravel()[shown] - own)
        for sums, low, high in (self.sizes(leaves[0]), self.appointed()):
            rows.append(_beside(sums, csr_array((sums.shape[0], numbers.shape[1]))))
            lows.append(low)
            highs.append(high)
        self.rows, self.lows, self.highs = vstack(rows).tocsr(), np.concatenate(lows), np.concatenate(highs)
        least = np.maximum(0, -np.minimum.reduce(self.changes))
        self.bounds = [(low, None) for low in least] + [(0, 4)] * numbers.shape[1]
        self.cells = _beside(self.to_cells, csr_array((self.to_cells.shape[0], numbers.shape[1])))
        self.hidden = [one.hidden.ravel() for one in figures]

    def pinned(self):
        """How many hidden counts there are over all days, and how many can be one whole number only, by what is shown.

        Not counted as pinned is what they know without us: that nobody of a group is where nobody is employed.
        """
        many, pinned = self.pinned_by_all()
        if pinned:
            pinned -= self.without_figures().pinned_by_all()[1]
        return many, pinned

    def without_figures(self):
        """The same attacker, who is shown nothing."""
        shape = self.figures[0].hidden.shape
        nothing = [Figures(np.full(shape, -np.inf), np.full(shape, np.inf), one.hidden, False) for one in self.figures]
        return Attack(self.days, nothing)

    def pinned_by_all(self):
        """The same with what they know without us."""
        targets = np.unique(np.concatenate([np.flatnonzero(one) for one in self.hidden]))
        days = {target: sum(bool(one[target]) for one in self.hidden) for target in targets}
        if not targets.size:
            return 0, 0
        wanted = self.cells[targets]
        least, most = np.full(targets.size, np.inf), np.full(targets.size, -np.inf)
        chance = np.random.default_rng(targets.size)
        # Any two worlds that differ in a count show that it is not pinned; only the rest are asked one by one.
        for _ in range(LOOKS):
            open_still = _whole(least, most) < 2
            if not open_still.any():
                break
            signs = chance.choice([-1.0, 1.0], targets.size) * open_still
            for sign in (1, -1):
                seen = wanted @ self._solve(sign * (signs @ wanted))
                least, most = np.minimum(least, seen), np.maximum(most, seen)
        for one in np.flatnonzero(_whole(least, most) < 2):
            row = wanted[[one]].toarray().ravel()
            least[one], most[one] = row @ self._solve(row), row @ self._solve(-row)
        tight = _whole(least, most) < 2
        return sum(days.values()), sum(days[target] for target in targets[tight])

    def _solve(self, costs):
        equal = self.lows == self.highs
        above, below = ~equal & np.isfinite(self.highs), ~equal & np.isfinite(self.lows)
        found = linprog(
            costs,
            A_ub=vstack([self.rows[above], -self.rows[below]]),
            b_ub=np.concatenate([self.highs[above], -self.lows[below]]),
            A_eq=self.rows[equal] if equal.any() else None,
            b_eq=self.lows[equal] if equal.any() else None,
            # As far as it goes: a count without any end would else be no answer.
            bounds=[(low, 10_000 if high is None else high) for low, high in self.bounds],
            method="highs",
        )
        assert found.success, found.message
        return found.x

    def sizes(self, leaves):
        """Everybody knows how many each place employs."""
        shape = (len(COUNTED), len(self.days[0].places.leaves), len(GROUPS))
        at = np.arange(leaves.size).reshape(shape)
        rows = np.zeros((shape[1], leaves.size))
        for place in range(shape[1]):
            rows[place, at[:2, place].ravel()] = 1
        return csr_array(rows), rows @ leaves, rows @ leaves

    def appointed(self):
        """Nobody is appointed who was not shortlisted, on any day."""
        of = np.arange(self.to_cells.shape[1]).reshape(len(COUNTED), -1)
        many = of.shape[1]
        rows = np.zeros((many, self.to_cells.shape[1]))
        rows[np.arange(many), of[COUNTED.index("appointed")]] = 1
        rows[np.arange(many), of[COUNTED.index("shortlisted")]] = -1
        return csr_array(rows), np.full(many, -np.inf), np.minimum.reduce([-(rows @ one) for one in self.changes])


class AttackOnBoth(Attack):
    """The same people counted twice, by ethnic group and by disability: every sum over groups is one and the same."""

    def __init__(self, first, second):
        self.each = (first, second)
        same = [self._sums(first), -self._sums(second)]
        self.rows = vstack([block_diag([first.rows, second.rows]), hstack(same)]).tocsr()
        none = np.zeros(same[0].shape[0])
        self.lows = np.concatenate([first.lows, second.lows, none])
        self.highs = np.concatenate([first.highs, second.highs, none])
        self.bounds = first.bounds + second.bounds
        self.cells = block_diag([first.cells, second.cells]).tocsr()
        self.hidden = [np.concatenate(of_day) for of_day in zip(first.hidden, second.hidden, strict=True)]

    def without_figures(self):
        return AttackOnBoth(*(one.without_figures() for one in self.each))

    def _sums(self, one):
        """All groups together, by table and leaf, over all that is not known."""
        leaves = one.to_cells.shape[1]
        sums = np.kron(np.eye(leaves // len(GROUPS)), np.ones(len(GROUPS)))
        return _beside(csr_array(sums), csr_array((sums.shape[0], one.rows.shape[1] - leaves)))


def some_days(chance, years=2):
    """A region: a day, the day after one person's change, and further days a year apart."""
    places = some_places(chance)
    counted = some_counts(chance, len(places.leaves), [12, 2.5, 1.2], [0.84, 0.11, 0.05], years)
    return [snapshot_of(day, places, counts) for day, counts in counted]


def days_of_both(chance, years=1):
    """The same of people who are in two kinds of group at once: days by ethnic group, and days by disability."""
    places = some_places(chance)
    weights = np.outer([12, 2.5, 1.2], [0.72, 0.06, 0.22])
    boards = np.outer([0.84, 0.11, 0.05], [0.8, 0.05, 0.15])
    counted = list(some_counts(chance, len(places.leaves), weights.ravel(), boards.ravel(), years))
    return tuple(
        [
            snapshot_of(day, places, {name: _summed(found, axis) for name, found in counts.items()}, sizes_known=True)
            for day, counts in counted
        ]
        for axis in (2, 1)
    )


def _summed(counts, axis):
    return counts.reshape(-1, len(GROUPS), len(GROUPS)).sum(axis=axis)


def some_counts(chance, many, weights, of_boards, years):
    """Days and counts by table, leaves × groups."""
    size = np.exp(chance.normal(4.2, 1.1, many))
    share = chance.dirichlet(weights, many)
    level = {"junior": 1.0, "senior": 0.15, "shortlisted": 0.5}
    counts = {name: chance.poisson(size[:, None] * share * part) for name, part in level.items()}
    counts["appointed"] = chance.binomial(counts["shortlisted"], 0.25)
    counts["board"] = chance.multinomial(12, of_boards, many)
    day = datetime.date(2027, 3, 31)
    yield day, counts
    counts = one_changed(counts, chance)
    yield day.replace(year=2028), counts
    for year in range(years):
        counts = a_year_later(counts, size[:, None] * share, level, chance)
        yield day.replace(year=2029 + year), counts


def some_places(chance):
    """Four to eleven organisations of up to three kinds, one region: a kind may have one of them."""
    leaves = tuple(f"R{number:02}" for number in range(chance.integers(4, 12)))
    kind = chance.integers(0, chance.integers(1, 4), len(leaves))
    kinds = {f"kind {one}": tuple(np.array(leaves)[kind == one].tolist()) for one in sorted(set(kind.tolist()))}
    return Places(leaves, (*kinds.items(), ("region", tuple(kinds))))


def snapshot_of(day, places, counts, *, sizes_known=False):
    """`sizes_known`: all groups together are taken as known, as the site does where both standards count them."""
    tables = [Table(name, counts[name], only_together=name == "board", size_known=sizes_known) for name in COUNTED]
    employed = Table("employed", counts["junior"] + counts["senior"], size_known=True)
    return Snapshot(day, places, GROUPS, (*tables, employed), {"employed": ("junior", "senior")})


def one_changed(counts, chance):
    """One person says of themselves what they had not said, or something else."""
    name = str(chance.choice(["junior", "senior"]))
    place, group = chance.choice(np.argwhere(counts[name] > 0))
    moved = counts[name].copy()
    moved[place, group] -= 1
    groups = moved.shape[1]
    moved[place, (group + chance.integers(1, groups)) % groups] += 1
    return {**counts, name: moved}


def a_year_later(counts, usual, level, chance):
    """Some go, some come, others are shortlisted."""
    later = {
        name: chance.binomial(counts[name], 0.9) + chance.poisson(0.1 * level[name] * usual)
        for name in ("junior", "senior")
    }
    later["shortlisted"] = chance.poisson(level["shortlisted"] * usual)
    later["appointed"] = chance.binomial(later["shortlisted"], 0.25)
    return {**counts, **later}


def attacked(sets: int, seed: int = 16) -> Counter[str]:
    """So many random regions: hidden counts attacked and pinned, and regions with any pinned, by what is published."""
    found = Counter()
    for one in range(sets):
        days = some_days(np.random.default_rng([seed, one]))
        secret = np.random.default_rng([seed, one, 1]).bytes(32)
        for name, show in (("over all days", published), ("naive", naive)):
            _count(found, name, Attack(days, [show(day, secret) for day in days]))
        for day in days:
            _count(found, "exact, one day", Attack([day], [exact(day, secret)]))
    return found


def attacked_both(sets: int, seed: int = 16) -> Counter[str]:
    """The same of what is shown by ethnic group and by disability beside one another: all days, and exact on one day.

    `alone`: each published as if nobody counted the same people in other groups.
    """
    found = Counter()
    for one in range(sets):
        both = days_of_both(np.random.default_rng([seed, one, 2]))
        secrets = [np.random.default_rng([seed, one, 3, number]).bytes(32) for number in range(2)]
        alone = [[_alone(days[0])] for days in both]
        first = [days[:1] for days in both]
        ways = (("both", published, both), ("both, exact", exact, first), ("alone, exact", exact, alone))
        for name, show, shown in ways:
            pairs = zip(shown, secrets, strict=True)
            _count(found, name, AttackOnBoth(*(Attack(days, [show(day, key) for day in days]) for days, key in pairs)))
    return found


def _alone(day):
    return snapshot_of(day.day, day.places, {name: day.table(name).counts for name in COUNTED})


def _count(found, name, attack):
    hidden, pinned = attack.pinned()
    found.update({f"{name}: hidden": hidden, f"{name}: pinned": pinned, f"{name}: broken": int(pinned > 0)})


def other_worlds(days, secret):
    """For each hidden count: is there another history, with other secret numbers, of which the very same is published?

    Each history that is found is published by the site's own rule, and must give the same figures on every day, so that
    knowing the rule is of no use. Sizes stay, changes between days stay, nobody is appointed who was not shortlisted.
    Returns how many hidden counts there are (of the same place, table and group on several days one), and for how many
    there is such a history.
    """
    profile = Profile()
    offsets = offsets_of(days[0], secret, profile)
    true = [publish_blurred(day, offsets, profile) for day in days]
    hidden = np.any([one.figures == HIDDEN for one in true], axis=0).ravel()
    to_cells = _to_cells(days[0])
    search = _Search(days, offsets)
    targets = to_cells[np.flatnonzero(hidden)]
    reached = np.zeros(targets.shape[0], dtype=bool)
    chance = np.random.default_rng(targets.shape[0])
    for look in range(LOOKS + 2 * reached.size):
        wanted = chance.choice([-1.0, 1.0], reached.size) * ~reached * (chance.random(reached.size) < 0.5)
        if look >= LOOKS:
            # One by one, up and down.
            which, down = divmod(look - LOOKS, 2)
            wanted = np.eye(1, reached.size, which).ravel() * (0 if reached[which] else 1 - 2 * down)
        if not wanted.any():
            continue
        change = search.change(wanted @ targets)
        if change.any() and _looks_the_same(days, offsets, change, true, profile):
            reached |= np.round(targets @ change) != 0
    return reached.size, int(reached.sum())


class _Search:
    """Changes of the counts, leaf by leaf and the same on every day, that leave what is not small as it was blurred."""

    def __init__(self, days, offsets):
        most = np.maximum.reduce([day.counts for day in days]).ravel()
        small = most + offsets.ravel() < SURELY_HIDDEN
        self.leaves = [_counted(day) for day in days]
        attack = Attack(days[:1], [Figures(*[np.full(offsets.shape, -np.inf)] * 3, False)])
        sizes, _, _ = attack.sizes(self.leaves[0])
        appointed, _, _ = attack.appointed()
        room = np.minimum.reduce([-(appointed @ one) for one in self.leaves])
        numbers = offsets.ravel()
        # What is always too small to be shown may change as long as it is; its secret number is in no figure.
        highest = np.where(small, SURELY_HIDDEN - 1 - most, numbers)
        self.rules = [
            LinearConstraint(_to_cells(days[0]), np.where(small, -np.inf, numbers - 4), highest),
            LinearConstraint(sizes, 0, 0),
            LinearConstraint(appointed, -np.inf, room),
        ]

    def change(self, costs):
        """The change that costs least, in which nobody moves who need not: more, and fewer, side by side."""
        most = np.concatenate([np.full(costs.size, MOST_MOVED), np.minimum(MOST_MOVED, np.minimum.reduce(self.leaves))])
        found = milp(
            np.concatenate([costs, -costs]) + A_MOVE,
            integrality=np.ones(most.size),
            bounds=Bounds(0, most),
            constraints=[LinearConstraint(hstack([one.A, -one.A]).tocsr(), one.lb, one.ub) for one in self.rules],
        )
        more, fewer = np.split(np.round(found.x).astype(np.int64), 2)
        return more - fewer


def _looks_the_same(days, offsets, change, true, profile):
    spread = np.round(_to_cells(days[0]) @ change).astype(np.int64).reshape(offsets.shape)
    numbers = np.clip(offsets - spread, 0, profile.blur)
    worlds = [_with(day, _counted(day) + change) for day in days]
    shown = [publish_blurred(world, numbers, profile) for world in worlds]
    return all(
        (one.figures == other.figures).all() and (one.in_ratios == other.in_ratios).all()
        for one, other in zip(shown, true, strict=True)
    )


def _with(snapshot, leaves):
    counts = dict(zip(COUNTED, _tables_of(leaves, snapshot), strict=True))
    return snapshot_of(snapshot.day, snapshot.places, counts)


def _tables_of(leaves, snapshot):
    return leaves.reshape(len(COUNTED), len(snapshot.places.leaves), len(GROUPS))


def _counted(snapshot):
    return np.stack([snapshot.table(name).counts for name in COUNTED]).astype(np.int64).ravel()


def _to_cells(snapshot):
    """Every count of the snapshot as a sum of what is counted leaf by leaf."""
    members = snapshot.places.members
    parts = np.zeros((len(snapshot.names), len(COUNTED)))
    for row, name in enumerate(snapshot.names):
        for one in snapshot.parts.get(name, (name,)):
            parts[row, COUNTED.index(one)] = 1
    return csr_array(np.kron(parts, np.kron(members, np.eye(len(GROUPS)))).astype(float))


def _numbers(snapshot):
    """Which secret number is added to which count: places of the same leaves share theirs."""
    places = snapshot.places
    own = np.array([places.number[name] for name in places.own_names])
    flat = np.arange(snapshot.counts.size).reshape(snapshot.counts.shape)[:, own, :].ravel()
    return csr_array((np.ones(flat.size), (np.arange(flat.size), flat)), shape=(flat.size, flat.size))


def _beside(first, second):
    return hstack([first, second]).tocsr()


def _whole(least, most):
    """How many whole numbers lie between."""
    with np.errstate(invalid="ignore"):
        return np.floor(most + CLOSE) - np.ceil(least - CLOSE) + 1
