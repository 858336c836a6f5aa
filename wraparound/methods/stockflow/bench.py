"""People over time: bands that are reached and lapse, people who come and go, in continuous time.

One array each, replications × columns, looked at a step at a time: only those with something due are touched.
"""

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.chance import Keys, exponential, keys_of, outputs, uniform
from wraparound.methods.stockflow.layout import Layout, arrivals, may_take_up, targets_of
from wraparound.methods.stockflow.stock import FOLLOWS, NOBODY, READY, Array, Flags, Ints, Rates, Stock

MOVING, GOING = 21, 22
"""Streams of chance."""

TRIES = 8
"""So often somebody is drawn from all who are ready for a role before those among them who may are counted."""

Single = NDArray[np.float32]
NEVER = np.float32(np.inf)


class Bench:
    """People of some replications; all arrays are laid flat, replication by replication.

    `band` and `due` are by entry of readiness, `since` and `until` by person: from when, and until when they are there.
    `listed` are entries of those who are ready, by replication and target.
    `taken`: whether they took up a post of the stock; whoever did is on the bench no longer.
    """

    def __init__(self, stock: Stock, layout: Layout, rates: Rates, draws: Ints, replications: Keys) -> None:
        self.stock, self.layout = stock, layout
        self.many = many = replications.size
        self.moving = np.maximum(rates.moving[draws], LEAST)
        self.streams = outputs(replications, MOVING)
        self.band = np.tile(layout.band.astype(np.int8), many)
        self.moves = np.ones(self.band.size, dtype=np.uint16)
        came = np.zeros((many, layout.people))
        came[:, layout.present :] = arrivals(stock, layout, replications)
        held = exponential(outputs(self.streams[:, None], layout.entry[None, :]), 0)
        held /= self.moving[:, layout.band]
        held += came[:, layout.person]
        self.due: Single = held.ravel().astype(np.float32)
        leaving = exponential(keys_of(replications, GOING, layout.identity), 0)
        leaving /= np.maximum(rates.going[draws], LEAST)[:, None]
        leaving[:, stock.posts.holder[stock.posts.holder != NOBODY]] = np.inf
        self.since: Single = came.ravel().astype(np.float32)
        self.until: Single = (came + leaving).ravel().astype(np.float32)
        self.taken: Flags = np.zeros(self.until.size, dtype=np.bool_)
        self.begins = np.arange(many + 1) * layout.entries

    def advance(self, to: float) -> None:
        """Everything that falls due before a month comes to pass."""
        due = np.flatnonzero(self.due < to)
        while due.size:
            at = self.due[due]
            rows = self._rows_of(due)
            here = self.until[self._people_of(due, rows)] > at
            self.due[due[~here]], self.band[due[~here]] = NEVER, AWAY
            due, rows, at = due[here], rows[here], at[here]
            band = NEXT[self.band[due]]
            self.band[due] = band
            keys = outputs(self.streams[rows], self.layout.entry[due - rows * self.layout.entries])
            held = exponential(keys, self.moves[due]) / self.moving[rows, band]
            at += held.astype(np.float32)
            self.due[due] = at
            self.moves[due] += 1
            due = due[at < to]
        self.listed = np.flatnonzero(self.band == READY)

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
        """These people leave at these months."""
        self.until[rows * self.layout.people + people] = at

    def appoint(self, rows: Ints, posts: Ints, at: Single, keys: Keys, number: Ints) -> Ints:
        """For each post the person who takes it up, evenly drawn from those who are ready and may; NOBODY otherwise.

        `number` is which filling of the post it is. A person takes up one post. Who are drawn for two posts at once get
        the first of them; the other is drawn for anew.
        """
        found = np.full(rows.size, NOBODY, dtype=np.int64)
        first = number * (TRIES + 1)
        begins, many = self._listed(rows, posts)
        asked = np.flatnonzero(many)
        draws = first[asked, None] + 1 + np.arange(TRIES)[None, :]
        drawn = _one_of(many[asked, None], uniform(keys[asked, None], draws))
        entries = self.listed[begins[asked, None] + drawn].ravel()
        fit = self._fit(rows, entries, posts, at, np.repeat(asked, TRIES))
        which, first_fit = np.unique(fit // TRIES, return_index=True)
        self._take(rows, found, asked[which], entries[fit[first_fit]], at)
        asked = asked[found[asked] == NOBODY]
        while asked.size:
            chosen = self._counted(rows[asked], posts[asked], at[asked], uniform(keys[asked], first[asked]))
            asked, chosen = asked[chosen != NOBODY], chosen[chosen != NOBODY]
            self._take(rows, found, asked, chosen, at)
            asked = asked[found[asked] == NOBODY]
        return found

    def _take(self, rows: Ints, found: Ints, which: Ints, entries: Ints, at: Single) -> None:
        flat, first = np.unique(self._people_of(entries, rows[which]), return_index=True)
        which = which[first]
        found[which] = flat % self.layout.people
        self.until[flat] = at[which]
        self.taken[flat] = True

    def _listed(self, rows: Ints, posts: Ints) -> tuple[Ints, Ints]:
        """For each post, where those who are ready for such a post begin among all who are ready, and how many."""
        target = targets_of(self.stock, self.layout, posts)
        first = rows * self.layout.entries
        begins, ends = (np.searchsorted(self.listed, first + self.layout.begins[edge]) for edge in (target, target + 1))
        return begins, ends - begins

    def _fit(self, rows: Ints, entries: Ints, posts: Ints, at: Single, which: Ints) -> Ints:
        """Of these entries of people who are ready, each for one of the posts (`which`), those who are there and may.

        Few are, so the rest is looked at of those alone that are left.
        """
        flat = self._people_of(entries, rows[which])
        fit = np.flatnonzero((self.until[flat] > at[which]) & ~self.taken[flat])
        flat, which = flat[fit], which[fit]
        there = self.since[flat] <= at[which]
        there &= may_take_up(self.stock, self.layout, posts[which], flat - rows[which] * self.layout.people)
        found: Ints = fit[there]
        return found

    def _counted(self, rows: Ints, posts: Ints, at: Single, chance: Array) -> Ints:
        """One of those who fit, evenly drawn, by looking at all of them."""
        begins, many = self._listed(rows, posts)
        which = np.repeat(np.arange(rows.size), many)
        shift = begins - (np.cumsum(many) - many)
        entries = self.listed[np.arange(which.size) + np.repeat(shift, many)]
        fit = self._fit(rows, entries, posts, at, which)
        fits = np.bincount(which[fit], minlength=rows.size)
        found = np.full(rows.size, NOBODY, dtype=np.int64)
        some = fits > 0
        first = np.cumsum(fits) - fits
        found[some] = entries[fit[first[some] + _one_of(fits[some], chance[some])]]
        return found

    def _rows_of(self, entries: Ints) -> Ints:
        """In which replication these entries are, which are in order: quicker than to divide."""
        return np.repeat(np.arange(self.many), np.diff(np.searchsorted(entries, self.begins)))

    def _people_of(self, entries: Ints, rows: Ints) -> Ints:
        """Whose these entries are, in arrays that are laid flat."""
        found: Ints = rows * self.layout.people + self.layout.person[entries - rows * self.layout.entries]
        return found


def _one_of(many: Ints, chance: Array) -> Ints:
    """A number from 0 to many − 1."""
    found: Ints = np.minimum((chance * many).astype(np.int64), many - 1)
    return found


NEXT = np.array(FOLLOWS, dtype=np.int8)
LEAST = 1e-30
AWAY = -1
"""The band of whoever has gone, once it is noticed."""
