"""People over time: bands that are reached and lapse, people who come and go, in continuous time.

Of people it is kept from when and until when they are there. In which band somebody is at a moment is kept nowhere: it
is followed from the first one when it is asked for, and the same draws give it again. Few are ever asked about.
"""

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.chance import Keys, exponential, first_exponential, outputs, uniform
from wraparound.methods.stockflow.layout import Layout, arrivals, named_for
from wraparound.methods.stockflow.stock import FOLLOWS, NOBODY, READY, Array, Flags, Ints, Rates, Stock

MOVING, GOING = 21, 22
"""Streams of chance."""

ROUNDS = (8, 64)
"""So many are drawn from all who were named for a role, then so many more, before all who fit are counted instead."""

AT_ONCE = 2_000_000
"""People who are counted together: no more than memory has room for."""

Single = NDArray[np.float32]
NEVER = np.float32(np.inf)


class Bench:
    """People of some replications; all arrays are laid flat, replication by replication.

    `since` and `until` are by person: from when, and until when they are there.
    `taken`: whether they took up a post of the stock; whoever did is on the bench no longer.
    """

    def __init__(self, stock: Stock, layout: Layout, rates: Rates, draws: Ints, replications: Keys) -> None:
        self.stock, self.layout = stock, layout
        self.named = named_for(stock, layout)
        self.many = many = replications.size
        self.moving = np.maximum(rates.moving[draws], LEAST)
        self.streams = outputs(replications, MOVING)
        until = first_exponential(replications, GOING, layout.identity)
        until /= np.maximum(rates.going[draws], LEAST)[:, None]
        until[:, stock.posts.holder[stock.posts.holder != NOBODY]] = np.inf
        came = np.zeros((many, layout.people))
        came[:, layout.present :] = arrivals(stock, layout, replications)
        until += came
        self.since: Single = came.ravel().astype(np.float32)
        self.until: Single = until.ravel().astype(np.float32)
        self.taken: Flags = np.zeros(self.until.size, dtype=np.bool_)

    def ready(self, at: float) -> Flags:
        """Replications × entries: ready, and there."""
        found = self.there(at)
        rows, entries = np.nonzero(found)
        here = at - self.since[rows * self.layout.people + self.layout.person[entries]].astype(np.float64)
        found[rows, entries] = self._bands(rows, entries, here) == READY
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
        begins, many = self.named.begins[posts], self.named.many[posts]
        first = number * (sum(ROUNDS) + 1)
        drawn = 1
        for tries in ROUNDS:
            # Where there are few it is quicker to count than to draw.
            asked = np.flatnonzero((found == NOBODY) & (many > tries))
            draws = first[asked, None] + drawn + np.arange(tries)
            chosen = begins[asked, None] + _one_of(many[asked, None], uniform(keys[asked, None], draws))
            entries, which = self.named.entries[chosen.ravel()], np.repeat(asked, tries)
            fit = self._fit(rows, entries, at, which)
            asked, first_fit = np.unique(which[fit], return_index=True)
            self._take(rows, found, asked, entries[fit[first_fit]], at)
            drawn += tries
        asked = np.flatnonzero((found == NOBODY) & (many > 0))
        while asked.size:
            entries = self._counted(rows, posts, at, uniform(keys[asked], first[asked]), asked)
            asked, entries = asked[entries != NOBODY], entries[entries != NOBODY]
            self._take(rows, found, asked, entries, at)
            asked = asked[found[asked] == NOBODY]
        return found

    def _take(self, rows: Ints, found: Ints, which: Ints, entries: Ints, at: Single) -> None:
        person = self.layout.person[entries]
        flat, first = np.unique(rows[which] * self.layout.people + person, return_index=True)
        which = which[first]
        found[which] = person[first]
        self.until[flat] = at[which]
        self.taken[flat] = True

    def _fit(self, rows: Ints, entries: Ints, at: Single, which: Ints) -> Ints:
        """Of these entries, each for one of what is asked for (`which`), those of people who are there, and ready.

        Bands are followed of those alone who are there: they are few.
        """
        flat = rows[which] * self.layout.people + self.layout.person[entries]
        moment = at[which]
        fit = np.flatnonzero((self.until[flat] > moment) & ~self.taken[flat])
        here = moment[fit].astype(np.float64) - self.since[flat[fit]]
        fit, here = fit[here >= 0], here[here >= 0]
        found: Ints = fit[self._bands(rows[which[fit]], entries[fit], here) == READY]
        return found

    def _counted(self, rows: Ints, posts: Ints, at: Single, chance: Array, asked: Ints) -> Ints:
        """For each that is asked one of the entries that fit, evenly drawn, by looking at all of them."""
        begins, many = self.named.begins[posts[asked]], self.named.many[posts[asked]]
        found = np.full(asked.size, NOBODY, dtype=np.int64)
        for part in np.split(np.arange(asked.size), np.flatnonzero(np.diff(np.cumsum(many) // AT_ONCE)) + 1):
            own = many[part]
            before = np.cumsum(own) - own
            entries = self.named.entries[np.arange(own.sum()) + np.repeat(begins[part] - before, own)]
            which = np.repeat(part, own)
            fit = self._fit(rows, entries, at, asked[which])
            fits = np.bincount(which[fit] - part[0], minlength=part.size)
            some = np.flatnonzero(fits)
            first = (np.cumsum(fits) - fits)[some]
            found[part[some]] = entries[fit[first + _one_of(fits[some], chance[part[some]])]]
        return found

    def _bands(self, rows: Ints, entries: Ints, here: Array) -> Ints:
        """The band of each entry of a replication, so many months after its person came or the forecast began."""
        band = self.layout.band[entries]
        going = np.flatnonzero(here > 0)
        rows, left = rows[going], here[going]
        keys = outputs(self.streams[rows], self.layout.entry[entries[going]])
        move = 0
        while going.size:
            some = 1 if going.size > MANY else SOME
            bands = PATHS[band[going]]
            waits = exponential(keys[:, None], move + np.arange(some)) / self.moving[rows[:, None], bands[:, :some]]
            # One after the other, as if each were waited for alone.
            rest = np.subtract.accumulate(np.concatenate([left[:, None], waits], axis=1), axis=1)
            passed = (rest[:, 1:] >= 0).sum(axis=1)
            band[going] = bands[np.arange(going.size), passed]
            on = np.flatnonzero(passed == some)
            going, rows, left, keys = going[on], rows[on], rest[on, -1], keys[on]
            move += some
        return band


def _paths(moves: int) -> Ints:
    found = [np.arange(len(FOLLOWS))]
    for _ in range(moves):
        found.append(np.array(FOLLOWS)[found[-1]])
    return np.stack(found, axis=1)


def _one_of(many: Ints, chance: Array) -> Ints:
    """A number from 0 to many − 1."""
    found: Ints = np.minimum((chance * many).astype(np.int64), many - 1)
    return found


MANY, SOME = 1_000, 6
"""Of fewer than so many people, so many moves are looked at together: most then are not needed, and still it is quicker
than to go round once for each."""

PATHS = _paths(SOME)
"""Bands × moves: in which band somebody is who began in each, after none, one, two moves and so on."""

LEAST = 1e-30
