"""Posts over time: holders leave, vacancies are filled, from the bench or from elsewhere, in continuous time.

Within a step (a month at most) times are exact; only who is asked first, where two vacancies are filled in the same
step, is not told apart.
"""

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.bench import NEVER, Bench, Single
from wraparound.methods.stockflow.chance import Keys, exponential, keys_of, uniform
from wraparound.methods.stockflow.hazards import Hazards, time_until
from wraparound.methods.stockflow.stock import NOBODY, Array, Flags, Ints, Posts, Rates, Stock

LEAVING, FILLING, INSIDE, WHOM = 31, 32, 33, 34
"""Streams of chance."""

BEFORE = 1e-3
"""Months: a post that is vacant at the start fell vacant before it."""


class Seats:
    """Posts of some replications, laid flat, replication by replication.

    `due`: when it is left or filled next. `vacant`, `holder` (a column of people) and `opened` say how it stands.
    Every vacancy that there was is kept: its post (flat), when it began and when it ended, in `begun` and `over`.
    """

    def __init__(self, stock: Stock, rates: Rates, draws: Ints, replications: Keys, pause: tuple[float, float]) -> None:
        posts, many = stock.posts, replications.size
        self.stock, self.pause = stock, pause
        self.inside = rates.inside[draws]
        self.edges = (rates.leaving.edges, rates.filling.edges)
        self.hazards = tuple(_by_post(one, draws, posts) for one in (rates.leaving, rates.filling))
        ids = np.arange(posts.many)
        self.keys = tuple(keys_of(replications, one, ids).ravel() for one in (LEAVING, FILLING, INSIDE, WHOM))
        self.number = np.zeros(many * posts.many, dtype=np.int64)
        self.vacant: Flags = np.tile(posts.vacant, many)
        self.holder: Ints = np.tile(posts.holder, many)
        self.closes: Single = np.tile(posts.closes_in, many).astype(np.float32)
        since = np.where(posts.vacant, -np.maximum(posts.months, BEFORE), np.inf)
        self.opened: Single = np.tile(since, many).astype(np.float32)
        self.due: Single = np.full(self.vacant.size, NEVER, dtype=np.float32)
        every, nought = np.arange(self.due.size), np.zeros(self.due.size, dtype=np.float32)
        elapsed = np.tile(posts.months, many)
        self._schedule(every[self.vacant], nought[self.vacant], elapsed[self.vacant], vacant=True)
        held = ~self.vacant
        self._schedule(every[held], nought[held], elapsed[held], vacant=False)
        known = np.tile(posts.leaves_in, many).astype(np.float32)
        certain = held & np.isfinite(known)
        self.due[certain] = known[certain]
        self.due[self.due >= self.closes] = NEVER
        self.past: list[tuple[Ints, Single, Single]] = []
        # What everybody of the stock held at the start, and nobody.
        self.held_first = np.full(stock.people.many + 1, NOBODY, dtype=np.int64)
        self.held_first[posts.holder] = np.where(posts.holder == NOBODY, NOBODY, ids)

    def advance(self, to: float, bench: Bench) -> None:
        """Everything that falls due before a month comes to pass, together with what follows from it before then."""
        due = np.flatnonzero(self.due < to)
        while due.size:
            vacant = self.vacant[due]
            self._leave(due[~vacant], bench)
            self._fill(due[vacant], bench)
            due = np.flatnonzero(self.due < to)

    def vacancies(self) -> tuple[Ints, Single, Single]:
        """Post (flat), beginning and end in months of every vacancy; those that go on end with their post or never."""
        on = np.flatnonzero(self.vacant)
        parts = [*self.past, (on, self.opened[on], self.closes[on])]
        post, begun, over = (np.concatenate([part[place] for part in parts]) for place in range(3))
        order = np.lexsort((begun, post))
        return post[order], begun[order], over[order]

    def _leave(self, due: Ints, bench: Bench) -> None:
        at, rows, holder = self.due[due], due // self.stock.posts.many, self.holder[due]
        known = holder != NOBODY
        bench.goes(rows[known], holder[known], at[known])
        self._empty(due, at)

    def _empty(self, due: Ints, at: Single) -> None:
        self.vacant[due], self.holder[due], self.opened[due] = True, NOBODY, at
        self._schedule(due, at, np.zeros(due.size), vacant=True)

    def _fill(self, due: Ints, bench: Bench) -> None:
        posts = self.stock.posts
        at, rows, number = self.due[due], due // posts.many, self.number[due]
        self.past.append((due, self.opened[due], at))
        inside = uniform(self.keys[2][due], number) < self.inside[rows]
        holder = np.full(due.size, NOBODY, dtype=np.int64)
        asked = due[inside]
        holder[inside] = bench.appoint(
            rows[inside], asked % posts.many, at[inside], self.keys[3][asked], number[inside]
        )
        self.vacant[due], self.opened[due] = False, NEVER
        self.number[due] += 1
        self._schedule(due, at, np.zeros(due.size), vacant=False)
        self._move(rows, holder, at)
        # Last, so that nobody is looked for in the post they take up.
        self.holder[due] = holder

    def _move(self, rows: Ints, people: Ints, at: Single) -> None:
        """What those who took up a post held until then falls vacant; whoever is new to the stock held nothing."""
        among = (people != NOBODY) & (people < self.stock.people.many)
        rows, people, at = rows[among], people[among], at[among]
        left = self.held_first[people]
        flat = rows * self.stock.posts.many + left
        there = (left != NOBODY) & (self.holder[flat] == people)
        flat, at = flat[there], at[there]
        stays = self.closes[flat] > at
        self.holder[flat[~stays]] = NOBODY
        self._empty(flat[stays], at[stays])

    def _schedule(self, which: Ints, at: Single, elapsed: Array, *, vacant: bool) -> None:
        hazards, keys = self.hazards[vacant], self.keys[vacant]
        spent = exponential(keys[which], self.number[which])
        waited = time_until(spent, elapsed, hazards[which], self.edges[vacant])
        due = at + waited.astype(np.float32)
        due = self._paused(at, due) if vacant else due
        self.due[which] = np.where(due < self.closes[which], due, NEVER)

    def _paused(self, at: Single, due: Single) -> Single:
        """Nothing is filled in the pause; what was left to wait at its beginning is waited after its end."""
        starts, ends = self.pause
        later = due + np.float32(ends) - np.maximum(at, np.float32(starts))
        found: NDArray[np.float32] = np.where((due >= starts) & (at < ends), later, due)
        return found


def _by_post(hazards: Hazards, draws: Ints, posts: Posts) -> Array:
    """Posts (flat) × elapsed bands: the rates of each."""
    by_post: Array = hazards.rates[draws][:, :, posts.role, posts.kind]
    return by_post.transpose(0, 2, 1).reshape(-1, len(hazards.edges))
