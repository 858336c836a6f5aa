"""People over time: bands that are reached and lapse, people who come and go, in continuous time.

One array each, replications × columns, looked at a step at a time: only those with something due are touched.
"""

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.chance import Keys, exponential, keys_of, uniform
from wraparound.methods.stockflow.layout import Layout, arrivals, may_take_up
from wraparound.methods.stockflow.stock import FOLLOWS, NOBODY, READY, Array, Flags, Ints, Rates, Stock

MOVING, GOING = 21, 22
"""Streams of chance."""

TRIES = 8
ROUNDS = 3
"""So often somebody is drawn from all who were ever named for a role before those who are ready are counted."""

Single = NDArray[np.float32]
NEVER = np.float32(np.inf)


class Bench:
    """People of some replications; all arrays are laid flat, replication by replication.

    `band` and `due` are by entry of readiness, `since` and `until` by person: from when, and until when they are there.
    `taken`: whether they took up a post of the stock; whoever did is on the bench no longer.
    """

    def __init__(self, stock: Stock, layout: Layout, rates: Rates, draws: Ints, replications: Keys) -> None:
        self.stock, self.layout = stock, layout
        self.many = many = replications.size
        self.moving = rates.moving[draws]
        self.keys = keys_of(replications, MOVING, layout.entry).ravel()
        self.band = np.tile(layout.band.astype(np.int8), many)
        held = self._own_chance(self.band, np.repeat(np.arange(many), layout.entries), 0)
        self.moves = np.ones(self.band.size, dtype=np.int64)
        people = layout.present
        came = np.zeros((many, layout.people))
        came[:, people:] = arrivals(stock, layout, replications)
        starts = came[:, layout.person]
        self.due = (starts.ravel() + held).astype(np.float32)
        leaving = exponential(keys_of(replications, GOING, layout.identity), 0) / rates.going[draws][:, None]
        leaving[:, stock.posts.holder[stock.posts.holder != NOBODY]] = np.inf
        self.since: Single = came.ravel().astype(np.float32)
        self.until: Single = (came + leaving).ravel().astype(np.float32)
        self.taken: Flags = np.zeros(self.until.size, dtype=np.bool_)
        self.row_of_entry = np.repeat(np.arange(many), layout.entries)
        self.person_of_entry = (np.arange(many)[:, None] * layout.people + layout.person[None, :]).ravel()

    def advance(self, to: float) -> None:
        """Everything that falls due before a month comes to pass."""
        due = np.flatnonzero(self.due < to)
        while due.size:
            over = self.until[self.person_of_entry[due]] <= self.due[due]
            self.due[due[over]] = NEVER
            due = due[~over]
            band = NEXT[self.band[due]]
            self.band[due] = band
            held = self._own_chance(band, self.row_of_entry[due], self.moves[due], self.keys[due])
            self.due[due] += held.astype(np.float32)
            self.moves[due] += 1
            due = due[self.due[due] < to]

    def ready(self, at: float) -> Flags:
        """Replications × entries: ready, and there."""
        found: Flags = (self.band == READY).reshape(self.many, -1) & self.there(at)
        return found

    def there(self, at: float) -> Flags:
        """Replications × entries: whether the person is there, in whatever band."""
        here = (self.since <= at) & (self.until > at)
        found: Flags = here.reshape(self.many, -1)[:, self.layout.person]
        return found

    def goes(self, rows: Ints, people: Ints, at: Single) -> None:
        """These people leave at these months; whoever took up a post had left the bench before."""
        flat = rows * self.layout.people + people
        still = ~self.taken[flat]
        self.until[flat[still]] = at[still]

    def appoint(self, rows: Ints, posts: Ints, at: Single, keys: Keys, number: Ints) -> Ints:
        """For each post the person who takes it up, evenly drawn from those who are ready and may; NOBODY otherwise.

        `number` is which filling of the post it is. A person takes up one post. Who are drawn for two posts at once get
        the first of them; the other is drawn for anew.
        """
        found = np.full(rows.size, NOBODY, dtype=np.int64)
        first = number * (TRIES * ROUNDS + 2)
        open_ = np.arange(rows.size)
        for turn in range(ROUNDS):
            draws = first[open_, None] + 1 + turn * TRIES + np.arange(TRIES)[None, :]
            entries = self._drawn(posts[open_], uniform(keys[open_, None], draws))
            fit = self._fit(rows[open_, None], entries, posts[open_, None], at[open_, None])
            best = fit.argmax(axis=1)
            hit = fit[np.arange(open_.size), best]
            self._take(rows, found, open_[hit], entries[hit, best[hit]], at)
            open_ = open_[found[open_] == NOBODY]
            if not open_.size:
                return found
        while open_.size:
            chosen = self._counted(rows[open_], posts[open_], at[open_], uniform(keys[open_], first[open_]))
            open_, chosen = open_[chosen != NOBODY], chosen[chosen != NOBODY]
            self._take(rows, found, open_, chosen, at)
            open_ = open_[found[open_] == NOBODY]
        return found

    def _take(self, rows: Ints, found: Ints, which: Ints, entries: Ints, at: Single) -> None:
        people = self.layout.person[entries]
        flat = rows[which] * self.layout.people + people
        _, first = np.unique(flat, return_index=True)
        which, people, flat = which[first], people[first], flat[first]
        found[which] = people
        self.until[flat] = at[which]
        self.taken[flat] = True

    def _drawn(self, posts: Ints, chance: Array) -> Ints:
        """Posts × tries: entries for the role and kind of each post, NOBODY where there is none."""
        target = self.stock.posts.role[posts] * self.layout.kinds + self.stock.posts.kind[posts]
        begins, many = self.layout.begins[target], np.diff(self.layout.begins)[target]
        place = begins[:, None] + _one_of(many[:, None], chance)
        none = many == 0
        place[none] = 0
        found: Ints = self.layout.columns[place] if self.layout.columns.size else place
        found[none] = NOBODY
        return found

    def _fit(self, rows: Ints, entries: Ints, posts: Ints, at: Single) -> Flags:
        """Whether the person of each entry is there, ready and may take up the post."""
        known = entries != NOBODY
        person = np.where(known, self.layout.person[entries], 0) if self.layout.entries else np.zeros_like(entries)
        flat = rows * self.layout.people + person
        fit = known & (self.band[rows * self.layout.entries + entries] == READY)
        fit &= (self.since[flat] <= at) & (self.until[flat] > at) & ~self.taken[flat]
        found: Flags = fit & may_take_up(self.stock, self.layout, posts, person)
        return found

    def _counted(self, rows: Ints, posts: Ints, at: Single, chance: Array) -> Ints:
        """One of those who fit, evenly drawn, by looking at all of them."""
        target = self.stock.posts.role[posts] * self.layout.kinds + self.stock.posts.kind[posts]
        many = np.diff(self.layout.begins)[target]
        which = np.repeat(np.arange(rows.size), many)
        starts = np.cumsum(many) - many
        entries = self.layout.columns[self.layout.begins[target][which] + np.arange(which.size) - starts[which]]
        fit = self._fit(rows[which], entries, posts[which], at[which])
        which, entries = which[fit], entries[fit]
        fits = np.bincount(which, minlength=rows.size)
        found = np.full(rows.size, NOBODY, dtype=np.int64)
        some = fits > 0
        first = np.cumsum(fits) - fits
        found[some] = entries[first[some] + _one_of(fits[some], chance[some])]
        return found

    def _own_chance(self, band: NDArray[np.int8], row: Ints, number: Ints | int, keys: Keys | None = None) -> Array:
        """Months in a band, for each entry of readiness."""
        found: Array = exponential(self.keys if keys is None else keys, number)
        found /= np.maximum(self.moving[row, band], LEAST)
        return found


def _one_of(many: Ints, chance: Array) -> Ints:
    """A number from 0 to many − 1."""
    found: Ints = np.minimum((chance * many).astype(np.int64), many - 1)
    return found


NEXT = np.array(FOLLOWS, dtype=np.int8)
LEAST = 1e-30
