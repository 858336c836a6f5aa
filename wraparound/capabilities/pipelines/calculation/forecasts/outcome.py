"""What came of the replications, as it is stored and shown: ranges of counts by level, and lines of the first year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from wraparound.capabilities.pipelines.calculation.forecasts.grouping import grouped, grouped_twice, numbered
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

    @property
    def in_time(self) -> bool:
        """Whether lines are told by quarter and by year; those of role and kind together are too many."""
        return self.by is not By.BOTH


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts of a level in each replication: × quarters, but × years for `vacancies` and `covered`."""

    opened: Ints
    filled: Ints
    vacant: Ints
    standing: Ints
    covered_then: Ints
    vacancies: Ints
    covered: Ints
    lifted: dict[Limit, Ints]


@dataclass(frozen=True, eq=False)
class LinesCounted:
    """Counts of lines in each replication: × lines × years; and × lines × quarters, none where these are not told."""

    vacancies: Ints
    covered: Ints
    opened: Ints
    standing: Ints
    covered_then: Ints


@dataclass(frozen=True, eq=False)
class Tally:
    """What is kept of some replications: counts of each level, and of each group of lines."""

    levels: dict[PostLevel, Counted]
    lines: tuple[LinesCounted, ...]


@dataclass(frozen=True, eq=False)
class Cut:
    """How what happens is counted: the level of each post, and the groups of lines."""

    level: Ints
    levels: tuple[PostLevel, ...]
    groups: tuple[Group, ...]


def cut_of(begins: Beginning, stock: Stock, hidden: frozenset[PostLevel] = frozenset()) -> Cut:
    """The cut of a stock: levels of which enough posts are there, without those that are `hidden`.

    Groups in which all posts would stand in one line are left out.
    """
    level = np.array([LEVELS.index(one.level) for one in begins.posts], dtype=np.int64)
    levels = tuple(one for at, one in enumerate(LEVELS) if (level == at).sum() >= FEWEST_POSTS and one not in hidden)
    found = (_group(by, one, begins, stock, level) for one in levels for by in By)
    return Cut(level, levels, tuple(one for one in found if len(one.keys) > 1))


def with_cells(stock: Stock, begins: Beginning) -> Stock:
    """The stock with a group for each level, role, kind and region: whatever is told is a sum of these."""
    region = [begins.ground.places[one.place].region for one in begins.posts]
    kinds = stock.posts.kind.tolist()
    cells = [(one.level, one.role, kind, where) for one, kind, where in zip(begins.posts, kinds, region, strict=True)]
    number = {cell: at for at, cell in enumerate(dict.fromkeys(cells))}
    group = np.array([number[one] for one in cells], dtype=np.int64)
    return replace(stock, posts=replace(stock.posts, group=group), groups=len(number))


def _group(by: By, level: PostLevel, begins: Beginning, stock: Stock, levels: Ints) -> Group:
    theirs = np.flatnonzero(levels == LEVELS.index(level))
    keys = [_key(by, begins, stock, int(one)) for one in theirs]
    groups = grouped_twice(keys, BETWEEN) if by is By.BOTH else grouped(keys)
    numbers, told = numbered(groups, {role.value: at for at, role in enumerate(PostRole)})
    number = np.full(stock.posts.many, len(told), dtype=np.int64)
    number[theirs] = numbers
    return Group(by, level, number, told)


def _key(by: By, begins: Beginning, stock: Stock, post: int) -> str:
    one = begins.posts[post]
    kind: str = begins.labels.kinds[stock.posts.kind[post]]
    if by is By.ROLE:
        return one.role
    if by is By.KIND:
        return kind
    return begins.ground.places[one.place].region_name if by is By.REGION else f"{one.role}{BETWEEN}{kind}"


def tally_of(cut: Cut, part: Part) -> Tally:
    """Some of the replications, simulated and counted: what they were is not kept, so that many need no more room."""
    flow, stock = flow_of(part), part.stock
    return Tally(
        levels={level: _counted(stock, flow, cut.level == LEVELS.index(level)) for level in cut.levels},
        lines=tuple(_lines_counted(one, stock, flow) for one in cut.groups),
    )


def all_of(parts: Sequence[Tally]) -> Tally:
    """The replications of all parts, one after the other."""
    first = parts[0]
    return Tally(
        levels={level: _all_counted([one.levels[level] for one in parts]) for level in first.levels},
        lines=tuple(_all_lines([one.lines[at] for one in parts]) for at in range(len(first.lines))),
    )


def _all_counted(parts: Sequence[Counted]) -> Counted:
    names = ("opened", "filled", "vacant", "standing", "covered_then", "vacancies", "covered")
    lifted = {limit: np.concatenate([one.lifted[limit] for one in parts]) for limit in parts[0].lifted}
    return Counted(**{name: np.concatenate([getattr(one, name) for one in parts]) for name in names}, lifted=lifted)


def _all_lines(parts: Sequence[LinesCounted]) -> LinesCounted:
    names = ("vacancies", "covered", "opened", "standing", "covered_then")
    return LinesCounted(**{name: np.concatenate([getattr(one, name) for one in parts]) for name in names})


def _counted(stock: Stock, flow: Flow, theirs: Flags) -> Counted:
    cells = np.unique(stock.posts.group[theirs])
    years, quarters = (
        [
            cover_of(stock, flow.layout, _of(window, theirs), lifting=_lifting(window))
            for window in _lasting(flow, months)
        ]
        for months in (YEAR, QUARTER)
    )
    return Counted(
        opened=flow.opened[:, cells].sum(axis=1, dtype=np.int64),
        filled=flow.filled[:, cells].sum(axis=1, dtype=np.int64),
        vacant=flow.vacant[:, cells].sum(axis=1, dtype=np.int64),
        standing=np.stack([one.vacancies for one in quarters], axis=1),
        covered_then=np.stack([one.covered for one in quarters], axis=1),
        vacancies=np.stack([one.vacancies for one in years], axis=1),
        covered=np.stack([one.covered for one in years], axis=1),
        lifted={Limit(one.value): found for one, found in years[0].lifted.items()},
    )


def windows_of(months: int) -> tuple[tuple[int, int], ...]:
    """What cover is worked out for: each year, then each quarter, of so many months."""
    return tuple((start, start + long) for long in (YEAR, QUARTER) for start in range(0, months, long))


def _lasting(flow: Flow, months: int) -> list[Window]:
    """Its windows that last so long, in order."""
    return [one for one in flow.windows if one.ends - one.starts == months]


def _lifting(window: Window) -> tuple[Lift, ...]:
    """What limits cover is told of the first year alone."""
    return tuple(Lift) if (window.starts, window.ends) == (0, YEAR) else ()


def _of(window: Window, posts: Flags) -> Window:
    """The window, of vacancies of these posts alone."""
    theirs = posts[window.post]
    return replace(window, replication=window.replication[theirs], post=window.post[theirs])


def _lines_counted(group: Group, stock: Stock, flow: Flow) -> LinesCounted:
    """Vacancies and cover of the lines, if no others asked for anybody: in time, or of the first year alone."""
    years, quarters = _lasting(flow, YEAR), _lasting(flow, QUARTER)
    vacancies, covered = _covers(group, stock, flow, years if group.in_time else years[:1])
    standing, covered_then = _covers(group, stock, flow, quarters if group.in_time else [])
    return LinesCounted(vacancies, covered, _opened_by(group, stock, flow), standing, covered_then)


def _covers(group: Group, stock: Stock, flow: Flow, windows: Sequence[Window]) -> tuple[Ints, Ints]:
    """Replications × lines × windows: vacancies, and how many of them could be covered."""
    many = len(group.keys)
    if not windows:
        none = np.zeros((len(flow.opened), many, 0), dtype=np.int64)
        return none, none
    apart = replace(stock, posts=replace(stock.posts, group=group.number), groups=many + 1)
    found = [cover_of_groups(apart, flow.layout, _of(window, group.number < many)) for window in windows]
    vacancies, covered = (np.stack([one[which][:, :many] for one in found], axis=2) for which in range(2))
    return vacancies, covered


def _opened_by(group: Group, stock: Stock, flow: Flow) -> Ints:
    """Replications × lines × quarters: vacancies that begin."""
    if not group.in_time:
        return np.zeros((len(flow.opened), len(group.keys), 0), dtype=np.int64)
    cells = [np.unique(stock.posts.group[group.number == at]) for at in range(len(group.keys))]
    return np.stack([flow.opened[:, one].sum(axis=1, dtype=np.int64) for one in cells], axis=1)


def outcome_of(begins: Beginning, stock: Stock, cut: Cut, found: Tally, draws: int) -> Outcome:
    """The stored form of it."""
    on = begins.ground.on
    return Outcome(
        levels=tuple(
            _level(_head(level, stock, cut.level == LEVELS.index(level)), one, on, draws)
            for level, one in found.levels.items()
        ),
        lines=tuple(
            line
            for group, counts in zip(cut.groups, found.lines, strict=True)
            for line in _lines(group, stock, counts, on)
        ),
    )


def _head(level: PostLevel, stock: Stock, theirs: Flags) -> dict[str, Any]:
    """What is so of the posts of a level on the day."""
    vacant = int((theirs & stock.posts.vacant).sum())
    ready, limits = _ready(stock, theirs), _limits(stock)
    return {"level": level, "posts": int(theirs.sum()), "vacant": vacant, "ready": ready, "limits": limits}


def _limits(stock: Stock) -> frozenset[Limit]:
    """What can limit cover: of one organisation alone no release can, since its own people need none to its posts."""
    return frozenset(Limit) - ({Limit.RELEASE} if np.unique(stock.posts.organisation).size == 1 else set())


def _level(head: dict[str, Any], found: Counted, on: date, draws: int) -> LevelAhead:
    vacancies, covered = _counts(found.vacancies), _counts(found.covered)
    first_year = found.opened[:, : YEAR // QUARTER].sum(axis=1)
    sources, limits = sources_of(first_year, draws), head.pop("limits")
    return LevelAhead(
        **head,
        quarters=_quarters(found, on),
        years=_years(vacancies, covered, on),
        limits=tuple(
            Lifted(limit=limit, more=round(float((some - found.covered[:, 0]).mean()), 2))
            for limit, some in found.lifted.items()
            if limit in limits
        ),
        chance=round(float(sources.chance), 2),
        rates=round(float(sources.rates), 2),
    )


def _quarters(found: Counted, on: date) -> tuple[QuarterAhead, ...]:
    names = ("opened", "filled", "vacant", "standing")
    columns = {name: _counts(getattr(found, name)) for name in names} | {"covered": _counts(found.covered_then)}
    return tuple(
        QuarterAhead(starts=later(on, QUARTER * at), **{name: counts[at] for name, counts in columns.items()})
        for at in range(found.opened.shape[1])
    )


def _years(vacancies: Sequence[Count], covered: Sequence[Count], on: date) -> tuple[YearAhead, ...]:
    return tuple(
        YearAhead(starts=later(on, YEAR * at), vacancies=one, covered=covered[at]) for at, one in enumerate(vacancies)
    )


def _lines(group: Group, stock: Stock, found: LinesCounted, on: date) -> Iterable[LineAhead]:
    for at, key in enumerate(group.keys):
        theirs = group.number == at
        vacancies, covered = _counts(found.vacancies[:, at]), _counts(found.covered[:, at])
        yield LineAhead(
            by=group.by,
            key=key,
            level=group.level,
            posts=int(theirs.sum()),
            ready=_ready(stock, theirs),
            vacancies=vacancies[0],
            covered=covered[0],
            quarters=tuple(_counts(found.opened[:, at])),
            years=_years(vacancies, covered, on) if group.in_time else (),
            standing=tuple(_counts(found.standing[:, at])),
            covered_then=tuple(_counts(found.covered_then[:, at])),
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
