"""Cover: the most vacancies of a window that people who are ready could fill at once, and what limits it.

In each replication the vacancies of the window stand against the people who are ready when it begins, each for the
roles and kinds agreed, where they would go, and where they are released to; each takes up one post at most. What limits
it is seen by lifting one of these at a time, with everything else and all chance as it was. Method page:
docs/methods/stockflow.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    if lifted is Limit.ROLE:
        bench = _by_person(layout, bench)
    blocks = list(_blocks(stock, layout, lifted, np.flatnonzero(np.bincount(window.post))))
    vacancies_of = _by_block(blocks, window.post)
    choices = np.zeros(window.post.size, dtype=np.int64)
    for block, which in zip(blocks, vacancies_of, strict=True):
        choices[which] = _able(window, bench, block, which)
    sure = sure_of_somebody(choices, problem)
    asks = ~sure & (choices > 0)
    asking = np.flatnonzero(asks)
    pairs = [
        _pairs(window, bench, block, which[asks[which]]) for block, which in zip(blocks, vacancies_of, strict=True)
    ]
    vacancy, person = (np.concatenate([asking[:0], *(one[place] for one in pairs)]) for place in range(2))
    place = np.searchsorted(asking, vacancy)
    filled = sure.copy()
    filled[asking] = matched(Pairs(place, problem[vacancy] * layout.people + person), asking.size)
    return np.bincount(problem[filled], minlength=problems)


class _Block(NamedTuple):
    """Some posts, columns of the bench, whose these are, and which column fits which post."""

    posts: Ints
    columns: slice
    people: Ints
    fit: Flags


def _blocks(stock: Stock, layout: Layout, lifted: Limit | None, asked: Ints) -> Iterator[_Block]:
    """Posts that are asked about by target; or, where any role will do and columns are people, some at a time."""
    if lifted is Limit.ROLE:
        people = np.arange(layout.people)
        some = max(1, AT_ONCE // max(people.size, 1))
        for first in range(0, asked.size, some):
            posts = asked[first : first + some]
            yield _Block(posts, slice(None), people, _fit(stock, layout, posts, people, lifted))
        return
    target = targets_of(stock, layout, asked)
    for one in np.unique(target):
        posts = asked[target == one]
        columns = slice(layout.begins[one], layout.begins[one + 1])
        people = layout.person[columns]
        yield _Block(posts, columns, people, _fit(stock, layout, posts, people, lifted))


def _by_block(blocks: list[_Block], posts: Ints) -> list[Ints]:
    """Of which block each of these posts is: for each block where its posts stand, in order."""
    if not blocks:
        return []
    number = np.zeros(posts.max() + 1, dtype=np.int64)
    for at, block in enumerate(blocks):
        number[block.posts] = at
    order = np.argsort(number[posts], kind="stable")
    return np.split(order, np.searchsorted(number[posts[order]], np.arange(1, len(blocks))))


def _fit(stock: Stock, layout: Layout, posts: Ints, people: Ints, lifted: Limit | None) -> Flags:
    """Posts × people: who would go there and may, whoever is ready; nobody covers the post that they hold."""
    rows, columns = posts[:, None], people[None, :]
    fit: Flags = stock.posts.holder[rows] != columns
    if lifted is not Limit.PLACE:
        fit &= near_enough(stock, layout, rows, columns)
    if lifted is not Limit.RELEASE:
        fit &= let_go(stock.posts, layout, rows, columns)
    return fit


def _by_person(layout: Layout, bench: Flags) -> Flags:
    """Replications × people: who is on the bench for anything at all."""
    found = np.zeros((len(bench), layout.people), dtype=np.bool_)
    if layout.entries:
        order = np.argsort(layout.person, kind="stable")
        people, starts = np.unique(layout.person[order], return_index=True)
        found[:, people] = np.logical_or.reduceat(bench[:, order], starts, axis=1)
    return found


def _able(window: Window, bench: Flags, block: _Block, which: Ints) -> Ints:
    """How many people could take up each of these vacancies: bits that are set in both, 64 at a time."""
    fit, there = _packed(block.fit), _packed(bench[:, block.columns])
    post = np.searchsorted(block.posts, window.post[which])
    parts = np.array_split(np.arange(which.size), which.size * fit.shape[1] // AT_ONCE + 1)
    found = [np.bitwise_count(fit[post[one]] & there[window.replication[which[one]]]).sum(axis=1) for one in parts]
    return np.concatenate(found).astype(np.int64)


def _packed(flags: Flags) -> NDArray[np.uint64]:
    """Rows of flags as rows of whole numbers, 64 flags in each."""
    padded = np.zeros((len(flags), -(-flags.shape[1] // 64) * 64), dtype=np.bool_)
    padded[:, : flags.shape[1]] = flags
    return np.packbits(padded, axis=1).view(np.uint64)


def _pairs(window: Window, bench: Flags, block: _Block, asking: Ints) -> tuple[Ints, Ints]:
    """Vacancies of the block that are asked about, and people of each who could take it up; some at a time."""
    some = max(1, AT_ONCE // max(block.people.size, 1))
    vacancies, people = [asking[:0]], [asking[:0]]
    for first in range(0, asking.size, some):
        part = asking[first : first + some]
        fit = block.fit[np.searchsorted(block.posts, window.post[part])]
        row, column = np.nonzero(fit & bench[:, block.columns][window.replication[part]])
        vacancies.append(part[row])
        people.append(block.people[column])
    return np.concatenate(vacancies), np.concatenate(people)
