"""What came of the replications, as it is stored and shown: ranges of counts by level, and lines of the first year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from wraparound.capabilities.pipelines.calculation.forecasts.grouping import TOGETHER, grouped, numbered
from wraparound.capabilities.pipelines.calculation.forecasts.stock import Beginning
from wraparound.capabilities.pipelines.terms.forecasts import (
    FEWEST_POSTS,
    OF_A_HUNDRED,
    By,
    Count,
    Difference,
    LevelAhead,
    Lifted,
    Limit,
    LineAhead,
    Outcome,
    QuarterAhead,
    YearAhead,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.methods.coverage.cover import Limit as Lift
from wraparound.methods.coverage.cover import cover_of, cover_of_groups
from wraparound.methods.stockflow.ranges import range_of, sources_of
from wraparound.methods.stockflow.simulation import Flow, Window
from wraparound.methods.stockflow.stock import READY, Flags, Ints, Stock

YEAR, QUARTER = 12, 3
LEVELS = tuple(PostLevel)
BETWEEN = "|"
"""Between role and kind, in the key of a line of both."""


@dataclass(frozen=True)
class Counted:
    """Counts of a level in each replication: quarters second where there are any, years second likewise."""

    opened: Ints
    filled: Ints
    vacant: Ints
    vacancies: Ints
    covered: Ints
    lifted: dict[Limit, Ints]


def with_levels(stock: Stock, begins: Beginning) -> Stock:
    """The stock with a group for each level."""
    level = np.array([LEVELS.index(one.level) for one in begins.posts], dtype=np.int64)
    return replace(stock, posts=replace(stock.posts, group=level), groups=len(LEVELS))


def counted(stock: Stock, flow: Flow) -> dict[PostLevel, Counted]:
    """The counts of each level of which enough posts are there."""
    return {
        level: _counted(stock, flow, at)
        for at, level in enumerate(LEVELS)
        if (stock.posts.group == at).sum() >= FEWEST_POSTS
    }


def _counted(stock: Stock, flow: Flow, at: int) -> Counted:
    theirs = stock.posts.group == at
    windows = [_of(window, theirs) for window in flow.windows]
    covers = [
        cover_of(stock, flow.layout, window, lifting=() if year else tuple(Lift)) for year, window in enumerate(windows)
    ]
    return Counted(
        opened=flow.opened[:, at].astype(np.int64),
        filled=flow.filled[:, at].astype(np.int64),
        vacant=flow.vacant[:, at].astype(np.int64),
        vacancies=np.stack([one.vacancies for one in covers], axis=1),
        covered=np.stack([one.covered for one in covers], axis=1),
        lifted={Limit(one.value): found for one, found in covers[0].lifted.items()},
    )


def _of(window: Window, posts: Flags) -> Window:
    """The window, of vacancies of these posts alone."""
    theirs = posts[window.post]
    return replace(window, replication=window.replication[theirs], post=window.post[theirs])


def outcome_of(begins: Beginning, stock: Stock, flow: Flow, found: dict[PostLevel, Counted], draws: int) -> Outcome:
    """The stored form of it."""
    return Outcome(
        levels=tuple(_level(level, one, stock, begins.ground.on, draws) for level, one in found.items()),
        lines=tuple(line for level in found for by in By for line in _lines(by, level, begins, stock, flow)),
    )


def _level(level: PostLevel, found: Counted, stock: Stock, on: date, draws: int) -> LevelAhead:
    theirs = stock.posts.group == LEVELS.index(level)
    opened, filled, vacant = (_counts(one) for one in (found.opened, found.filled, found.vacant))
    vacancies, covered = _counts(found.vacancies), _counts(found.covered)
    first_year = found.opened[:, : YEAR // QUARTER].sum(axis=1)
    sources = sources_of(first_year, draws)
    return LevelAhead(
        level=level,
        posts=int(theirs.sum()),
        vacant=int((theirs & stock.posts.vacant).sum()),
        ready=_ready(stock, theirs),
        quarters=tuple(
            QuarterAhead(starts=later(on, QUARTER * at), opened=opened[at], filled=filled[at], vacant=vacant[at])
            for at in range(len(opened))
        ),
        years=tuple(
            YearAhead(starts=later(on, YEAR * at), vacancies=vacancies[at], covered=covered[at])
            for at in range(len(vacancies))
        ),
        limits=tuple(
            Lifted(limit=limit, more=round(float((some - found.covered[:, 0]).mean()), 2))
            for limit, some in found.lifted.items()
        ),
        chance=round(float(sources.chance), 2),
        rates=round(float(sources.rates), 2),
    )


def _lines(by: By, level: PostLevel, begins: Beginning, stock: Stock, flow: Flow) -> Iterable[LineAhead]:
    """Lines of the posts of a level; none where they would all stand in one."""
    theirs = np.flatnonzero(stock.posts.group == LEVELS.index(level))
    groups = grouped([_key(by, begins, stock, int(one)) for one in theirs])
    numbers, keys = numbered(groups, {role.value: at for at, role in enumerate(PostRole)})
    if len(keys) < 2 or (by is By.BOTH and keys == (TOGETHER,)):
        return
    # Posts of other levels ask for nobody: theirs is a group of its own, and is not told.
    group = np.full(stock.posts.many, len(keys), dtype=np.int64)
    group[theirs] = numbers
    apart = replace(stock, posts=replace(stock.posts, group=group), groups=len(keys) + 1)
    vacancies, covered = (_counts(one) for one in cover_of_groups(apart, flow.layout, flow.windows[0]))
    for at, key in enumerate(keys):
        yield LineAhead(
            by=by,
            key=key,
            level=level,
            posts=int((group == at).sum()),
            ready=_ready(stock, group == at),
            vacancies=vacancies[at],
            covered=covered[at],
        )


def _key(by: By, begins: Beginning, stock: Stock, post: int) -> str:
    one = begins.posts[post]
    kind: str = begins.labels.kinds[stock.posts.kind[post]]
    if by is By.ROLE:
        return one.role
    if by is By.KIND:
        return kind
    return begins.ground.places[one.place].region_name if by is By.REGION else f"{one.role}{BETWEEN}{kind}"


def _ready(stock: Stock, posts: Flags) -> int:
    """People ready now for a role and kind that any of these posts has, each once."""
    what = stock.readiness
    asked = np.zeros((1 + what.role.max(initial=0), 1 + what.kind.max(initial=0)), dtype=np.bool_)
    role, kind = stock.posts.role[posts], stock.posts.kind[posts]
    within = (role < asked.shape[0]) & (kind < asked.shape[1])
    asked[role[within], kind[within]] = True
    return int(np.unique(what.person[(what.band == READY) & asked[what.role, what.kind]]).size) if what.many else 0


def differences(as_is: dict[PostLevel, Counted], changed: dict[PostLevel, Counted]) -> tuple[Difference, ...]:
    """What a scenario adds, replication by replication, since both met the same chance."""
    year = YEAR // QUARTER
    return tuple(
        Difference(
            level=level,
            opened=_count(then.opened[:, :year].sum(axis=1) - now.opened[:, :year].sum(axis=1)),
            opened_all=_count(then.opened.sum(axis=1) - now.opened.sum(axis=1)),
            covered=_count(then.covered[:, 0] - now.covered[:, 0]),
            uncovered=_count((then.vacancies - then.covered - now.vacancies + now.covered)[:, 0]),
            vacant=_count(then.vacant[:, -1] - now.vacant[:, -1]),
            vacant_after_a_year=_count(then.vacant[:, year - 1] - now.vacant[:, year - 1]),
        )
        for level, now in as_is.items()
        if (then := changed.get(level)) is not None
    )


def _count(values: Any) -> Count:
    return _counts(values[:, None])[0]


def _counts(values: Any) -> Sequence[Count]:
    """The count of each column."""
    found = range_of(values, OF_A_HUNDRED / 100)
    return [
        Count(round(float(mean), 2), int(low), int(high))
        for mean, low, high in zip(found.mean, found.low, found.high, strict=True)
    ]


def later(day: date, months: int) -> date:
    """The day so many months on; the last of its month where there is no such day in it.

    >>> later(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    return date(day.year + year, month + 1, day.day)
