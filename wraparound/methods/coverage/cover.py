"""Cover: the most vacancies of a window that people who are ready could fill at once, and what limits it.

In each replication the vacancies of the window stand against the people who are ready when it begins, each for the
roles and kinds agreed, where they would go, and where they are released to; each takes up one post at most. What limits
it is seen by lifting one of these at a time, with everything else and all chance as it was. Method page:
docs/methods/stockflow.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.coverage.matching import Pairs, matched, sure_of_somebody
from wraparound.methods.stockflow.layout import Layout, let_go, near_enough, targets_of
from wraparound.methods.stockflow.simulation import Window
from wraparound.methods.stockflow.stock import Flags, Ints, Stock

AT_ONCE = 4_000_000
"""Pairs of posts and people that are looked at together."""


class Limit(StrEnum):
    """What can keep somebody who is there from covering a vacancy."""

    ROLE = "role"
    PLACE = "place"
    READINESS = "readiness"
    RELEASE = "release"


@dataclass(frozen=True, eq=False)
class Cover:
    """Of each replication: vacancies of the window, and how many of them could be covered at once.

    `lifted`: how many could be, were one limit not there. It is never less.
    """

    vacancies: Ints
    covered: Ints
    lifted: dict[Limit, Ints]


def cover_of(stock: Stock, layout: Layout, window: Window, *, lifting: tuple[Limit, ...] = tuple(Limit)) -> Cover:
    """Vacancies and cover of every replication."""
    many = len(window.ready)
    vacancies = np.bincount(window.replication, minlength=many)
    lifted = {limit: _covered(stock, layout, window, limit) for limit in lifting}
    return Cover(vacancies, _covered(stock, layout, window, None), lifted)


def cover_of_groups(stock: Stock, layout: Layout, window: Window) -> tuple[Ints, Ints]:
    """Replications × groups: vacancies, and how many could be covered if the others asked for nobody.

    Groups share people, so that the sum over groups is no cover of all; it is at least that.
    """
    many = len(window.ready)
    problem = window.replication * stock.groups + stock.posts.group[window.post]
    vacancies = np.bincount(problem, minlength=many * stock.groups).reshape(many, -1)
    return vacancies, _filled(stock, layout, window, None, problem, many * stock.groups).reshape(many, -1)


def _covered(stock: Stock, layout: Layout, window: Window, lifted: Limit | None) -> Ints:
    return _filled(stock, layout, window, lifted, window.replication, len(window.ready))


def _filled(  # noqa: PLR0913, PLR0917  a question of many problems has these parts
    stock: Stock, layout: Layout, window: Window, lifted: Limit | None, problem: Ints, problems: int
) -> Ints:
    """How many vacancies of each problem can be filled at once."""
    bench = window.there if lifted is Limit.READINESS else window.ready
    choices = np.zeros(window.post.size, dtype=np.int64)
    blocks = list(_blocks(stock, layout, lifted))
    for posts, columns, fit in blocks:
        which = np.flatnonzero(np.isin(window.post, posts))
        there = _units(layout, bench, columns, lifted).astype(np.float32)
        able = np.rint(fit.astype(np.float32) @ there.T).astype(np.int64)
        choices[which] = able[np.searchsorted(posts, window.post[which]), window.replication[which]]
    sure = sure_of_somebody(choices, problem)
    asking = np.flatnonzero(~sure & (choices > 0))
    pairs = [_pairs(window, layout, bench, lifted, block, asking) for block in blocks]
    people = layout.people
    vacancy = np.concatenate([one for one, _ in pairs]) if pairs else asking[:0]
    person = np.concatenate([one for _, one in pairs]) if pairs else asking[:0]
    place = np.searchsorted(asking, vacancy)
    filled = sure.copy()
    filled[asking] = matched(Pairs(place, problem[vacancy] * people + person), asking.size)
    return np.bincount(problem[filled], minlength=problems)


def _blocks(stock: Stock, layout: Layout, lifted: Limit | None) -> Iterator[tuple[Ints, Ints, Flags]]:
    """Posts, columns, and which of them fit: by target, or, where any role will do, some posts at a time.

    Columns are of readiness, or of people where any role will do.
    """
    if lifted is Limit.ROLE:
        people = np.unique(layout.person)
        some = max(1, AT_ONCE // max(people.size, 1))
        for first in range(0, stock.posts.many, some):
            posts = np.arange(first, min(first + some, stock.posts.many))
            yield posts, people, _fit(stock, layout, posts, people, lifted)
        return
    target = targets_of(stock, layout, np.arange(stock.posts.many))
    for one in np.unique(target):
        posts = np.flatnonzero(target == one)
        columns = np.arange(layout.begins[one], layout.begins[one + 1])
        yield posts, columns, _fit(stock, layout, posts, layout.person[columns], lifted)


def _fit(stock: Stock, layout: Layout, posts: Ints, people: Ints, lifted: Limit | None) -> Flags:
    """Posts × people: who would go there and may, whoever is ready; nobody covers the post that they hold."""
    rows, columns = posts[:, None], people[None, :]
    fit: Flags = stock.posts.holder[rows] != columns
    if lifted is not Limit.PLACE:
        fit &= near_enough(stock, layout, rows, columns)
    if lifted is not Limit.RELEASE:
        fit &= let_go(stock.posts, layout, rows, columns)
    return fit


def _units(layout: Layout, bench: Flags, columns: Ints, lifted: Limit | None) -> Flags:
    """Replications × columns: who is on the bench; people, where any role will do, who are there for some role."""
    if lifted is not Limit.ROLE:
        return bench[:, columns]
    order = np.argsort(layout.person, kind="stable")
    starts = np.searchsorted(layout.person[order], columns)
    found: Flags = np.logical_or.reduceat(bench[:, order], starts, axis=1)
    return found


def _pairs(  # noqa: PLR0913, PLR0917  a part of the question before
    window: Window,
    layout: Layout,
    bench: Flags,
    lifted: Limit | None,
    block: tuple[Ints, Ints, Flags],
    asking: Ints,
) -> tuple[Ints, Ints]:
    """Vacancies that are asked about, and people of each who could take it up."""
    posts, columns, fit = block
    which = asking[np.isin(window.post[asking], posts)]
    if not which.size or not columns.size:
        return which[:0], which[:0]
    there = _units(layout, bench, columns, lifted)
    row, column = _by_blocks(fit, there, np.searchsorted(posts, window.post[which]), window.replication[which])
    people = columns if lifted is Limit.ROLE else layout.person[columns]
    return which[row], people[column]


def _by_blocks(fit: Flags, there: Flags, post: Ints, replication: Ints) -> tuple[Ints, Ints]:
    some = max(1, AT_ONCE // fit.shape[1])
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    for first in range(0, post.size, some):
        upto = slice(first, first + some)
        row, column = np.nonzero(fit[post[upto]] & there[replication[upto]])
        rows.append(row + first)
        columns.append(column)
    return np.concatenate(rows), np.concatenate(columns)
