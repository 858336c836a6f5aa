"""Where everybody stands in the arrays of a simulation: those who are there first, then places for those to come.

The places are the same in every replication, so that replications can be laid side by side. A stream has as many as it
could need; that it needs more happens less than once in a million replications, and then the last are not counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.chance import Keys, exponential, keys_of
from wraparound.methods.stockflow.stock import Array, Flags, Ints, Posts, Stock

ARRIVING = 11
"""The stream of chance that says when people come."""

AT_ONCE = 4_000_000
"""Pairs of posts and people that are looked at together: no more than memory has room for."""

APART = 2**32
"""Identities of streams lie so far apart; those who are there first come before."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Columns of people and of what they are ready for.

    Attributes:
        organisation, reach, released: by column of people.
        identity: by column of people: what their chance is drawn for, the same in every scenario.
        person, band: by column of readiness, of which those for one target, a role in a kind, stand together; `person`
            is a column of people.
        entry: by column of readiness, what its chance is drawn for.
        begins: by target, its first column of readiness; and one more, how many there are.
        present: how many people are there at the start.
        places: by stream, columns for those to come.
    """

    organisation: Ints
    reach: Ints
    released: Flags
    identity: Ints
    person: Ints
    band: Ints
    entry: Ints
    begins: Ints
    kinds: int
    present: int
    places: Ints

    @property
    def people(self) -> int:
        """Columns of people."""
        return int(self.organisation.size)

    @property
    def entries(self) -> int:
        """Columns of readiness."""
        return int(self.person.size)


def layout_of(stock: Stock, months: float, roles: int, kinds: int) -> Layout:
    """The columns that a stock needs for so many months."""
    people, ready, come = stock.people, stock.readiness, stock.entries
    expected = come.per_year * months / 12
    places = np.where(expected > 0, np.ceil(expected + 5 * np.sqrt(expected) + 8), 0).astype(np.int64)
    stream = np.repeat(np.arange(come.many), places)
    numbers = np.concatenate([np.arange(one) for one in places]) if come.many else places
    newcomers = (stream + 1) * APART + numbers
    role = np.concatenate([ready.role, come.role[stream]])
    kind = np.concatenate([ready.kind, come.kind[stream]])
    target = role * kinds + kind
    order = np.argsort(target, kind="stable")
    return Layout(
        organisation=np.concatenate([people.organisation, come.organisation[stream]]),
        reach=np.concatenate([people.reach, come.reach[stream]]),
        released=np.concatenate([people.released, come.released[stream]]),
        identity=np.concatenate([np.arange(people.many), newcomers]),
        person=np.concatenate([ready.person, people.many + np.arange(stream.size)])[order],
        band=np.concatenate([ready.band, come.band[stream]])[order],
        entry=np.concatenate([np.arange(ready.many), newcomers])[order],
        begins=np.searchsorted(target[order], np.arange(roles * kinds + 1)),
        kinds=kinds,
        present=people.many,
        places=places,
    )


def targets_of(stock: Stock, layout: Layout, posts: Ints) -> Ints:
    """The target of each of these posts."""
    found: Ints = stock.posts.role[posts] * layout.kinds + stock.posts.kind[posts]
    return found


def arrivals(stock: Stock, layout: Layout, replications: Keys) -> Array:
    """Replications × places: months until each of those to come is there; increasing within a stream."""
    per_month = stock.entries.per_year / 12
    found = [np.zeros((replications.size, 0))]
    for stream, places in enumerate(layout.places):
        if places:
            keys = keys_of(replications, ARRIVING, np.array([stream]))
            found.append(np.cumsum(exponential(keys, np.arange(places)), axis=1) / per_month[stream])
    return np.concatenate(found, axis=1)


def may_take_up(stock: Stock, layout: Layout, posts: Ints, people: Ints) -> Flags:
    """Whether each of these people would and may go to each of these posts, role and readiness apart."""
    return near_enough(stock, layout, posts, people) & let_go(stock.posts, layout, posts, people)


@dataclass(frozen=True, eq=False)
class Named:
    """For each post, columns of readiness of those who were named for what it asks for, would go there and may.

    Those of a post are `entries[begins[post] : begins[post] + many[post]]`, in whatever band and whether there or not.
    """

    entries: NDArray[np.int32]
    begins: Ints
    many: Ints


def named_for(stock: Stock, layout: Layout) -> Named:
    """Who of all could ever take up which post: what does not change is looked up once."""
    target = targets_of(stock, layout, np.arange(stock.posts.many))
    begins, many, found, sofar = np.zeros_like(target), np.zeros_like(target), [np.zeros(0, dtype=np.int32)], 0
    for one in np.unique(target):
        first, last = layout.begins[one], layout.begins[one + 1]
        same = np.flatnonzero(target == one)
        for posts in np.array_split(same, same.size * (last - first) // AT_ONCE + 1):
            may = may_take_up(stock, layout, posts[:, None], layout.person[None, first:last])
            found.append((first + np.nonzero(may)[1]).astype(np.int32))
            many[posts] = may.sum(axis=1)
            begins[posts] = sofar + np.cumsum(many[posts]) - many[posts]
            sofar += found[-1].size
    return Named(np.concatenate(found), begins, many)


def near_enough(stock: Stock, layout: Layout, posts: Ints, people: Ints) -> Flags:
    """Whether they would go there."""
    found: Flags = stock.reach[layout.reach[people], stock.posts.place[posts]]
    return found


def let_go(posts: Posts, layout: Layout, which: Ints, people: Ints) -> Flags:
    """Whether they are released, or it is a post of their own organisation."""
    found: Flags = layout.released[people] | (layout.organisation[people] == posts.organisation[which])
    return found
