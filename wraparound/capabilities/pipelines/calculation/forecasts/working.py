"""A forecast worked out, part by part, so that whoever waits sees how far it is and can stop it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from wraparound.capabilities.pipelines.calculation.forecasts.outcome import (
    YEAR,
    all_of,
    cut_of,
    differences,
    later,
    outcome_of,
    tally_of,
    windows_of,
    with_cells,
)
from wraparound.capabilities.pipelines.calculation.forecasts.rates import Learnt, rate_lines, rates_of
from wraparound.capabilities.pipelines.calculation.forecasts.spells import Past
from wraparound.capabilities.pipelines.calculation.forecasts.stock import (
    Beginning,
    beginning,
    known_posts,
    people_to_come,
)
from wraparound.capabilities.pipelines.calculation.forecasts.what_if import (
    MERGES_FEW,
    hidden_by,
    pause_of,
    rates_with,
    stock_with,
)
from wraparound.capabilities.pipelines.terms.forecast_ground import ForecastGround
from wraparound.capabilities.pipelines.terms.forecasts import (
    DRAWS,
    FEWEST_POSTS,
    OF_A_HUNDRED,
    QUARTERS,
    CannotForecast,
    Count,
    ForecastResult,
    Ground,
    LookedBack,
    WhatIf,
)
from wraparound.methods.stockflow.ranges import range_of
from wraparound.methods.stockflow.simulation import Part, Plan, Through, parts_of, simulate
from wraparound.methods.stockflow.stock import Rates, Stock

MONTHS = 3 * QUARTERS
YEARS_BACK = 3
TIMES_EACH = 4
"""How often each set of rates is used at least."""
LOOKING_BACK = 400
"""Replications of a look back."""


type Told = Callable[[int, int], None]
"""Hears how many parts are done, of how many; it may end the work by raising."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: with what, how many ways the years could go, and where chance begins."""

    what: WhatIf
    replications: int
    seed: int


@dataclass(frozen=True)
class World:
    """A stock with rates and what is asked: things as they are, or as a scenario has them."""

    stock: Stock
    learnt: Learnt
    plan: Plan

    @property
    def parts(self) -> list[Part]:
        """Its replications in parts."""
        return parts_of(self.stock, self.learnt.rates, self.plan)


def worked_out(ground: ForecastGround, asked: Asked, *, told: Told, through: Through = map) -> ForecastResult:
    """The forecast of what is held, with a scenario beside it where that changes anything.

    CannotForecast where too few posts are known, and where the scenario names what is not there.
    """
    past = Past(ground)
    begins = beginning(past)
    if len(begins.posts) < FEWEST_POSTS:
        raise CannotForecast(
            f"Fewer than {FEWEST_POSTS} posts are known here, and a forecast of so few would be about their holders."
        )
    draws = draws_of(asked.replications)
    learnt = rates_of(past, begins.labels, draws, asked.seed)
    begins = _with_comers(begins, learnt.rates)
    worlds = _worlds(begins, learnt, asked)
    if not cut_of(begins, worlds[0].stock).levels:
        raise CannotForecast(f"Fewer than {FEWEST_POSTS} posts of the board, or of deputies, are known here.")
    days = list(_days_back(ground, past))
    counter = _Counter(sum(len(one.parts) for one in worlds) + len(days), told)
    found, outcomes = [], []
    for number, world in enumerate(worlds):
        cut = cut_of(begins, world.stock, hidden_by(asked.what, begins) if number else frozenset())
        if not cut.levels:
            raise CannotForecast(MERGES_FEW)
        found.append(all_of(list(counter.each(through(partial(tally_of, cut), world.parts)))))
        outcomes.append(outcome_of(begins, world.stock, cut, found[-1], draws))
    with_scenario = len(worlds) > 1
    return ForecastResult(
        ground=_ground(begins, past),
        outcome=outcomes[-1],
        rates=rate_lines(learnt, begins),
        back=tuple(counter.each(_looked_back(past, day, asked.seed) for day in days)),
        as_is=outcomes[0] if with_scenario else None,
        differences=differences(found[0].levels, found[1].levels) if with_scenario else (),
    )


def draws_of(replications: int) -> int:
    """How many sets of rates so many replications use, each equally often.

    >>> draws_of(1_000), draws_of(90)
    (250, 18)
    """
    for draws in range(min(DRAWS, replications // TIMES_EACH), 1, -1):
        if replications % draws == 0:
            return draws
    raise CannotForecast("Ask for a number of replications that can be divided, such as 1,000.")


class _Counter:
    """Tells how many parts are done."""

    def __init__(self, parts: int, told: Told) -> None:
        self.parts, self.done, self.told = parts, 0, told
        told(0, parts)

    def each[Made](self, made: Iterable[Made]) -> Iterator[Made]:
        for one in made:
            self.done += 1
            self.told(self.done, self.parts)
            yield one


def _with_comers(begins: Beginning, rates: Rates) -> Beginning:
    """As many come as go: how many have come since readiness is agreed here says more of the site than of them."""
    a_year = 12 * float(rates.going.mean()) * begins.stock.people.many
    return replace(begins, stock=replace(begins.stock, entries=people_to_come(begins, a_year)))


def _worlds(begins: Beginning, learnt: Learnt, asked: Asked) -> list[World]:
    plan = Plan(months=MONTHS, replications=asked.replications, seed=asked.seed, windows=windows_of(MONTHS))
    what = asked.what
    worlds = [World(with_cells(begins.stock, begins), learnt, plan)]
    if what.changes:
        stock = with_cells(stock_with(what, begins, asked.seed), begins)
        changed = replace(learnt, rates=rates_with(what, learnt.rates))
        worlds.append(World(stock, changed, replace(plan, pause=pause_of(what))))
    return worlds


def _ground(begins: Beginning, past: Past) -> Ground:
    ready = begins.stock.readiness.person
    people = set(ready.tolist())
    return Ground(
        posts=len(begins.posts),
        unknown=begins.left.unknown,
        people=len(people),
        not_released=sum(not begins.stock.people.released[one] for one in people),
        not_said=begins.left.not_said,
        unwilling=begins.left.unwilling,
        since=min(past.since.values(), default=None),
        organisations=len({one.place for one in begins.posts}),
    )


def _days_back(ground: ForecastGround, past: Past) -> Iterator[date]:
    """Days one, two and three years ago on which it is known who held posts of some organisations, enough of them."""
    for years in range(1, YEARS_BACK + 1):
        day = later(ground.on, -12 * years)
        if len(known_posts(_then(past, day))) >= FEWEST_POSTS:
            yield day


def _then(past: Past, day: date) -> Past:
    """The past up to an earlier day, of the organisations whose posts were known then."""
    return Past(ground_on(past.ground, day, frozenset(place for place, since in past.since.items() if since <= day)))


def _looked_back(past: Past, day: date, seed: int) -> LookedBack:
    """A forecast of four quarters from what was so on the day, beside what came; by what is known of it today."""
    then = _then(past, day)
    begins = beginning(then)
    rates = rates_of(then, begins.labels, draws_of(LOOKING_BACK), seed).rates
    begins = _with_comers(begins, rates)
    flow = simulate(begins.stock, rates, Plan(months=YEAR, replications=LOOKING_BACK, seed=seed))
    found = range_of(flow.opened.sum(axis=(1, 2)), OF_A_HUNDRED / 100)
    expected = Count(round(float(found.mean), 2), int(found.low), int(found.high))
    numbers = {one.number for one in begins.posts}
    # As they are known today: a post that ended since with its holder left no vacancy.
    came = past.opened(day, later(day, YEAR), [one for one in past.ground.posts if one.number in numbers])
    return LookedBack(on=day, posts=len(begins.posts), expected=expected, came=came)


def ground_on(ground: ForecastGround, day: date, places: frozenset[int]) -> ForecastGround:
    """What was so on an earlier day in some of the organisations, with nothing of what came after it."""
    posts = tuple(
        replace(one, ends=_unless_after(one.ends, day))
        for one in ground.posts
        if one.place in places and one.starts <= day and (one.ends is None or one.ends >= day)
    )
    gone = {one.number for one in ground.posts} - {one.number for one in posts}
    held = tuple(
        replace(one, ends=_unless_after(one.ends, day), expected_end=None)
        for one in ground.held
        if one.starts <= day and one.post not in gone
    )
    agreed = tuple(replace(one, ends=_unless_after(one.ends, day)) for one in ground.agreed if one.starts <= day)
    people = {
        number: replace(one, left=_unless_after(one.left, day))
        for number, one in ground.people.items()
        if one.place in places
    }
    there = {number: one for number, one in ground.places.items() if number in places}
    return ForecastGround(on=day, places=there, posts=posts, held=held, agreed=agreed, people=people)


def _unless_after(ends: date | None, day: date) -> date | None:
    return ends if ends is not None and ends <= day else None
