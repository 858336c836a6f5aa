"""The model of benchmarks/pipelines.py once more, as processes in SimPy: for the ratio, and to agree with it."""

import math
from collections import defaultdict
from collections.abc import Generator
from random import Random
from typing import Any

import simpy

from wraparound.methods.stockflow.hazards import Hazards
from wraparound.methods.stockflow.stock import FOLLOWS, NOBODY, READY, Rates, Stock


class Region:
    """One replication: posts, people and streams of people are processes of one environment."""

    def __init__(self, environment: simpy.Environment, stock: Stock, rates: Rates, seed: int) -> None:
        self.environment, self.stock, self.rates = environment, stock, rates
        self.chance, self.draw = Random(seed), seed % rates.draws
        self.opened = self.taken = 0
        self.vacant = set[int]()
        self.there = dict[int, tuple[int, int, bool]]()
        self.holds = {int(one): post for post, one in enumerate(stock.posts.holder) if one != NOBODY}
        self.ready: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
        people, what, posts, come = stock.people, stock.readiness, stock.posts, stock.entries
        for person in range(people.many):
            self.there[person] = (
                int(people.organisation[person]),
                int(people.reach[person]),
                bool(people.released[person]),
            )
        self.posts = [environment.process(self._post(post)) for post in range(posts.many)]
        for person in set(range(people.many)) - set(self.holds):
            environment.process(self._person(person))
        for entry in range(what.many):
            target = int(what.role[entry]), int(what.kind[entry])
            environment.process(self._readiness(int(what.person[entry]), target, int(what.band[entry]), entry))
        self.newest = people.many + what.many
        for stream in range(come.many):
            environment.process(self._stream(stream))

    def _wait(self, hazards: Hazards, post: int, elapsed: float) -> float:
        posts = self.stock.posts
        rates = hazards.rates[self.draw, :, posts.role[post], posts.kind[post]]
        waited = 0.0
        for band, rate in enumerate(rates):
            ends = hazards.edges[band + 1] if band + 1 < len(hazards.edges) else math.inf
            if elapsed >= ends:
                continue
            step = self.chance.expovariate(rate)
            if elapsed + step < ends:
                return waited + step
            waited, elapsed = waited + ends - elapsed, ends
        return waited

    def _post(self, post: int) -> Generator[simpy.Event, Any, Any]:
        posts = self.stock.posts
        elapsed, holder, vacant = float(posts.months[post]), int(posts.holder[post]), bool(posts.vacant[post])
        if vacant:
            self.vacant.add(post)
        while True:
            if not vacant:
                try:
                    yield self.environment.timeout(self._wait(self.rates.leaving, post, elapsed))
                    self.there.pop(holder, None)
                except simpy.Interrupt:
                    pass
                self.holds.pop(holder, None)
                self.opened += 1
                self.vacant.add(post)
                elapsed = 0.0
            yield self.environment.timeout(self._wait(self.rates.filling, post, elapsed))
            self.vacant.discard(post)
            holder, vacant, elapsed = NOBODY, False, 0.0
            if self.chance.random() < self.rates.inside[self.draw]:
                self._appoint(post)

    def _appoint(self, post: int) -> None:
        posts = self.stock.posts
        place, whose = int(posts.place[post]), int(posts.organisation[post])
        able = []
        for person in self.ready[int(posts.role[post]), int(posts.kind[post])].values():
            if person in self.there:
                organisation, reach, released = self.there[person]
                if self.stock.reach[reach, place] and (released or organisation == whose):
                    able.append(person)
        if able:
            person = self.chance.choice(able)
            self.taken += 1
            del self.there[person]
            if (left := self.holds.pop(person, None)) is not None:
                self.posts[left].interrupt()

    def _person(self, person: int) -> Generator[simpy.Event, Any, Any]:
        yield self.environment.timeout(self.chance.expovariate(self.rates.going[self.draw]))
        self.there.pop(person, None)

    def _readiness(
        self, person: int, target: tuple[int, int], band: int, entry: int
    ) -> Generator[simpy.Event, Any, Any]:
        while person in self.there:
            if band == READY:
                self.ready[target][entry] = person
            yield self.environment.timeout(self.chance.expovariate(self.rates.moving[self.draw, band]))
            self.ready[target].pop(entry, None)
            band = FOLLOWS[band]

    def _stream(self, stream: int) -> Generator[simpy.Event, Any, Any]:
        come = self.stock.entries
        while True:
            yield self.environment.timeout(self.chance.expovariate(come.per_year[stream] / 12))
            self.newest += 1
            person = self.newest
            self.there[person] = int(come.organisation[stream]), int(come.reach[stream]), bool(come.released[stream])
            self.environment.process(self._person(person))
            target = int(come.role[stream]), int(come.kind[stream])
            self.environment.process(self._readiness(person, target, int(come.band[stream]), person))


def replicate(stock: Stock, rates: Rates, months: int, seed: int) -> tuple[int, int, int]:
    """Vacancies that began, posts vacant at the end, and people who took up a post."""
    environment = simpy.Environment()
    region = Region(environment, stock, rates, seed)
    environment.run(until=months)
    return region.opened, len(region.vacant), region.taken
