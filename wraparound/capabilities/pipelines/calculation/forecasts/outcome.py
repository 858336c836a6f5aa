"""What came of the replications, as it is stored and shown: ranges of counts by level, and lines of the first year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from wraparound.capabilities.pipelines.calculation.forecasts.grouping import grouped, numbered
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
from wraparound.methods.stockflow.simulation import Flow, Part, Window, flow_of
from wraparound.methods.stockflow.stock import READY, Flags, Ints, Stock

YEAR, QUARTER = 12, 3
LEVELS = tuple(PostLevel)
BETWEEN = "|"
"""Between role and kind, in the key of a line of both."""


@dataclass(frozen=True, eq=False)
class Group:
    """Posts of a level put together for lines: the number of each post's line, and the key of each line.

    Posts of other levels have a number of their own, the last, which is not told.
    """

    by: By
    level: PostLevel
    number: Ints
    keys: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts of a level in each replication: quarters second where there are any, years second likewise."""

    opened: Ints
    filled: Ints
    vacant: Ints
    vacancies: Ints
    covered: Ints
    lifted: dict[Limit, Ints]


@dataclass(frozen=True, eq=False)
class Tally:
    """What is kept of some replications: counts of each level, and of each group of lines vacancies and cover."""

    levels: dict[PostLevel, Counted]
    lines: tuple[tuple[Ints, Ints], ...]


def with_levels(stock: Stock, begins: Beginning) -> Stock:
    """The stock with a group for each level."""
    level = np.array([LEVELS.index(one.level) for one in begins.posts], dtype=np.int64)
    return replace(stock, posts=replace(stock.posts, group=level), groups=len(LEVELS))


def levels_told(stock: Stock) -> tuple[PostLevel, ...]:
    """The levels of which enough posts are there."""
    return tuple(level for at, level in enumerate(LEVELS) if (stock.posts.group == at).sum() >= FEWEST_POSTS)


def groups_of(begins: Beginning, stock: Stock) -> tuple[Group, ...]:
    """How posts are put together for lines; nothing where they would all stand in one."""
    found = (_group(by, level, begins, stock) for level in levels_told(stock) for by in By)
    return tuple(one for one in found if len(one.keys) > 1)


def _group(by: By, level: PostLevel, begins: Beginning, stock: Stock) -> Group:
    theirs = np.flatnonzero(stock.posts.group == LEVELS.index(level))
    groups = grouped([_key(by, begins, stock, int(one)) for one in theirs])
    numbers, keys = numbered(groups, {role.value: at for at, role in enumerate(PostRole)})
    number = np.full(stock.posts.many, len(keys), dtype=np.int64)
    number[theirs] = numbers
    return Group(by, level, number, keys)


def _key(by: By, begins: Beginning, stock: Stock, post: int) -> str:
    one = begins.posts[post]
    kind: str = begins.labels.kinds[stock.posts.kind[post]]
    if by is By.ROLE:
        return one.role
    if by is By.KIND:
        return kind
    return begins.ground.places[one.place].region_name if by is By.REGION else f"{one.role}{BETWEEN}{kind}"


def tally_of(groups: Sequence[Group], part: Part) -> Tally:
    """Some of the replications, simulated and counted: what they were is not kept, so that many need no more room."""
    flow, stock = flow_of(part), part.stock
    return Tally(
        levels={level: _counted(stock, flow, LEVELS.index(level)) for level in levels_told(stock)},
        lines=tuple(_lines_counted(one, stock, flow) for one in groups),
    )


def all_of(parts: Sequence[Tally]) -> Tally:
    """The replications of all parts, one after the other."""
    first = parts[0]
    return Tally(
        levels={level: _all_counted([one.levels[level] for one in parts]) for level in first.levels},
        lines=tuple(
            (np.concatenate([one.lines[at][0] for one in parts]), np.concatenate([one.lines[at][1] for one in parts]))
            for at in range(len(first.lines))
        ),
    )


def _all_counted(parts: Sequence[Counted]) -> Counted:
    names = ("opened", "filled", "vacant", "vacancies", "covered")
    lifted = {limit: np.concatenate([one.lifted[limit] for one in parts]) for limit in parts[0].lifted}
    return Counted(**{name: np.concatenate([getattr(one, name) for one in parts]) for name in names}, lifted=lifted)


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


def _lines_counted(group: Group, stock: Stock, flow: Flow) -> tuple[Ints, Ints]:
    """Replications × lines: vacancies and cover of the first year, if no others asked for anybody."""
    many = len(group.keys)
    window = _of(flow.windows[0], group.number < many)
    apart = replace(stock, posts=replace(stock.posts, group=group.number), groups=many + 1)
    vacancies, covered = cover_of_groups(apart, flow.layout, window)
    return vacancies[:, :many], covered[:, :many]


def outcome_of(begins: Beginning, stock: Stock, groups: Sequence[Group], found: Tally, draws: int) -> Outcome:
    """The stored form of it."""
    return Outcome(
        levels=tuple(_level(level, one, stock, begins.ground.on, draws) for level, one in found.levels.items()),
        lines=tuple(
            line
            for one, (vacancies, covered) in zip(groups, found.lines, strict=True)
            for line in _lines(one, stock, _counts(vacancies), _counts(covered))
        ),
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


def _lines(group: Group, stock: Stock, vacancies: Sequence[Count], covered: Sequence[Count]) -> Iterable[LineAhead]:
    for at, key in enumerate(group.keys):
        theirs = group.number == at
        yield LineAhead(
            by=group.by,
            key=key,
            level=group.level,
            posts=int(theirs.sum()),
            ready=_ready(stock, theirs),
            vacancies=vacancies[at],
            covered=covered[at],
        )


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
