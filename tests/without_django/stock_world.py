"""Small made-up stocks for tests of vacancies to come and of cover, and an obvious slow version of both."""

import heapq
import math
from dataclasses import fields
from itertools import count

import numpy as np
from hypothesis import strategies as some

from wraparound.methods.coverage.cover import Limit
from wraparound.methods.stockflow.hazards import Hazards
from wraparound.methods.stockflow.simulation import Flow, Plan
from wraparound.methods.stockflow.stock import (
    FOLLOWS,
    NOBODY,
    READY,
    Entries,
    People,
    Posts,
    Rates,
    Readiness,
    Stock,
    nobody_comes,
)

NEVER = 1e-12
MANY = 4_000
ERRORS = 4
"""Standard errors within which a mean of replications lies from what it must be; the seed is fixed."""


def plan(months=24, replications=MANY, seed=5, **more):
    return Plan(months=months, replications=replications, seed=seed, **more)


def near(counts, expected):
    """Whether the mean of replications is what it must be."""
    return abs(counts.mean() - expected) <= ERRORS * counts.std(ddof=1) / math.sqrt(len(counts))


def same(one: Flow, other: Flow) -> bool:
    def arrays(flow):
        yield from (getattr(flow, name) for name in ("opened", "vacant", "filled", "people"))
        for window in flow.windows:
            yield from (getattr(window, field.name) for field in fields(window))

    pairs = list(zip(arrays(one), arrays(other), strict=True))
    return all(np.asarray(a).tobytes() == np.asarray(b).tobytes() for a, b in pairs)


def numbers(values):
    return np.array(values, dtype=np.int64)


def posts_of(many, **other):
    parts = {
        **{name: np.zeros(many, dtype=np.int64) for name in ("group", "role", "kind", "organisation", "place")},
        "months": np.zeros(many),
        "vacant": np.zeros(many, dtype=np.bool_),
        "holder": np.full(many, NOBODY),
        "leaves_in": np.full(many, np.inf),
        "closes_in": np.full(many, np.inf),
    }
    return Posts(**{**parts, **other})


def stock_of(many, *, people=None, readiness=None, entries=None, groups=1, reach=None, **other):
    none = np.zeros(0, dtype=np.int64)
    return Stock(
        posts_of(many, **other),
        people or People(none, none, none.astype(bool)),
        readiness or Readiness(none, none, none, none),
        np.ones((1, 1), dtype=bool) if reach is None else reach,
        groups,
        entries or nobody_comes(),
    )


def flat(rate, *, roles=1, kinds=1, draws=1, edges=(0.0,)):
    """Hazards of one rate, or of one rate for each elapsed band."""
    by_band = np.broadcast_to(np.atleast_1d(rate), (len(edges),))
    return Hazards(np.tile(by_band[None, :, None, None], (draws, 1, roles, kinds)).astype(float), edges)


def rates_of(leaving=0.02, filling=0.2, *, moving=(0.0,) * 4, going=0.0, inside=0.0, roles=1, kinds=1):
    hazards = (one if isinstance(one, Hazards) else flat(one, roles=roles, kinds=kinds) for one in (leaving, filling))
    return Rates(*hazards, np.array([moving], dtype=float), np.array([going]), np.array([inside]))


@some.composite
def stocks(draw, most_posts=8, most_people=10):
    """Any small stock: two roles, two kinds, three organisations, each a place of its own."""
    chance = np.random.default_rng(draw(some.integers(0, 2**32)))
    many, people = draw(some.integers(1, most_posts)), draw(some.integers(0, most_people))
    vacant = chance.random(many) < draw(some.sampled_from((0.0, 0.3, 1.0)))
    holder = np.full(many, NOBODY)
    held = np.flatnonzero(~vacant)[:people]
    holder[held] = chance.permutation(people)[: held.size]
    place = chance.integers(0, 3, many)
    pairs = [(one, role, kind) for one in range(people) for role in range(2) for kind in range(2)]
    named = numbers([one for one in pairs if chance.random() < 0.5]).reshape(-1, 3).T
    streams = draw(some.integers(0, 2))
    return Stock(
        posts_of(
            many,
            group=chance.integers(0, 2, many),
            role=chance.integers(0, 2, many),
            kind=chance.integers(0, 2, many),
            organisation=place,
            place=place,
            months=chance.exponential(10, many),
            vacant=vacant,
            holder=holder,
            leaves_in=np.where(chance.random(many) < 0.2, chance.uniform(0, 10, many), np.inf),
        ),
        People(*(chance.integers(0, 3, people), chance.integers(0, 4, people)), chance.random(people) < 0.5),
        Readiness(*named, chance.integers(0, 4, named.shape[1])),
        chance.random((4, 3)) < 0.6,
        2,
        Entries(
            *(chance.uniform(0, 6, streams), *(chance.integers(0, most, streams) for most in (2, 2, 4, 3, 4))),
            chance.random(streams) < 0.5,
        ),
    )


@some.composite
def any_rates(draw):
    chance = np.random.default_rng(draw(some.integers(0, 2**32)))
    draws = draw(some.integers(1, 3))
    hazards = (Hazards(chance.gamma(1, level, (draws, 2, 2, 2)), (0.0, 6.0)) for level in (0.05, 0.3))
    moving = chance.gamma(1, 0.1, (draws, 4))
    return Rates(*hazards, moving, chance.gamma(1, 0.02, draws), chance.random(draws))


def largest_matching(choices):
    """By trying everything: `choices` gives, for each vacancy, the set of people who could take it up."""
    if not choices:
        return 0
    first, *others = choices
    without = largest_matching(others)
    return max([without, *(1 + largest_matching([one - {person} for one in others]) for person in first)])


def could_take_up(stock, post, person, ready, lifted):
    """Whether somebody of the stock could, read off its rules one by one; `ready` holds entries of readiness."""
    posts, people, what = stock.posts, stock.people, stock.readiness
    named = [
        entry
        for entry in ready
        if what.person[entry] == person
        and (lifted is Limit.ROLE or (what.role[entry], what.kind[entry]) == (posts.role[post], posts.kind[post]))
    ]
    would = lifted is Limit.PLACE or stock.reach[people.reach[person], posts.place[post]]
    own = people.organisation[person] == posts.organisation[post]
    may = lifted is Limit.RELEASE or people.released[person] or own
    return bool(named) and bool(would) and bool(may) and posts.holder[post] != person


class Slow:
    """One replication, one event after the other in the order of time, with Python's own chance."""

    def __init__(self, stock, rates, months, chance):
        self.stock, self.rates, self.months, self.chance = stock, rates, months, chance
        self.events, self.order = [], count()
        posts, people = stock.posts, stock.people
        self.holder = {post: int(posts.holder[post]) for post in range(posts.many)}
        self.vacant = {post: bool(posts.vacant[post]) for post in range(posts.many)}
        self.there, self.band = set(range(people.many)), dict(enumerate(stock.readiness.band.tolist()))
        self.opened = self.filled = self.taken = 0
        for post in range(posts.many):
            self.plan(post, 0.0, float(posts.months[post]))
        for person in range(people.many):
            if person not in posts.holder:
                self.at(chance.expovariate(rates.going[0]), "go", person)
        for entry in self.band:
            self.move(entry, 0.0)

    def at(self, when, what, which, version=0):
        heapq.heappush(self.events, (when, next(self.order), what, which, version))

    def hazard(self, post, elapsed):
        hazards = self.rates.filling if self.vacant[post] else self.rates.leaving
        band = max(place for place, edge in enumerate(hazards.edges) if edge <= elapsed)
        ends = hazards.edges[band + 1] if band + 1 < len(hazards.edges) else math.inf
        return hazards.rates[0, band, self.stock.posts.role[post], self.stock.posts.kind[post]], ends

    def plan(self, post, now, elapsed=0.0):
        """Band by band: it ends in this one, or goes on into the next."""
        self.version = getattr(self, "version", {})
        self.version[post] = self.version.get(post, 0) + 1
        while True:
            rate, ends = self.hazard(post, elapsed)
            waited = self.chance.expovariate(rate)
            if elapsed + waited < ends:
                return self.at(now + waited, "post", post, self.version[post])
            now, elapsed = now + ends - elapsed, ends

    def move(self, entry, now):
        self.at(now + self.chance.expovariate(self.rates.moving[0, self.band[entry]]), "band", entry)

    def run(self):
        while self.events and self.events[0][0] < self.months:
            now, _, what, which, version = heapq.heappop(self.events)
            if what == "go":
                self.there.discard(which)
            elif what == "band":
                self.band[which] = FOLLOWS[self.band[which]]
                self.move(which, now)
            elif version == self.version[which]:
                (self.fill if self.vacant[which] else self.leave)(which, now)
        return self.opened, self.filled, sum(self.vacant.values()), self.taken, self.count_ready()

    def leave(self, post, now):
        self.there.discard(self.holder[post])
        self.empty(post, now)

    def empty(self, post, now):
        self.vacant[post], self.holder[post] = True, NOBODY
        self.opened += 1
        self.plan(post, now)

    def fill(self, post, now):
        self.filled += 1
        self.vacant[post] = False
        person = self.whom(post) if self.chance.random() < self.rates.inside[0] else NOBODY
        left = [other for other, holder in self.holder.items() if holder == person != NOBODY]
        self.holder[post] = NOBODY
        self.plan(post, now)
        if person != NOBODY:
            self.taken += 1
            self.there.discard(person)
        for other in left:
            self.empty(other, now)

    def whom(self, post):
        ready = [entry for entry, band in self.band.items() if band == READY]
        able = [one for one in sorted(self.there) if could_take_up(self.stock, post, one, ready, None)]
        return self.chance.choice(able) if able else NOBODY

    def count_ready(self):
        return sum(
            band == READY and int(self.stock.readiness.person[one]) in self.there for one, band in self.band.items()
        )
