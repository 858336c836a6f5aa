"""What a forecast begins with: posts with who holds them, and people with what they are ready for, as arrays.

People are numbers here and nothing more: nothing that is asked of them is about one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from wraparound.capabilities.pipelines.calculation.forecasts.spells import DAY, Held, Past, months_between
from wraparound.capabilities.pipelines.terms.forecast_ground import (
    AgreedTime,
    ForecastGround,
    StockPerson,
    StockPost,
)
from wraparound.capabilities.pipelines.terms.forecasts import CannotForecast
from wraparound.capabilities.pipelines.terms.people import Interests, Move, Travel
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.methods.stockflow.stock import (
    FAR,
    LAPSED,
    NEAR,
    NOBODY,
    READY,
    Entries,
    Ints,
    People,
    Posts,
    Readiness,
    Stock,
)

BAND = {Band.READY_NOW: READY, Band.ONE_TO_TWO: NEAR, Band.THREE_TO_FIVE: FAR}
SOON = timedelta(days=366)
"""Whoever would move no sooner than this is not asked within the year."""
TAKEN_UP = timedelta(days=183)
"""Within so many days somebody who is entered as taking a vacant post up is taken to hold it."""
MOST_STREAMS = 60
"""Of people to come: the commonest of what they are ready for, each a stream."""

type Target = tuple[PostRole, PostLevel]


@dataclass(frozen=True)
class Labels:
    """What the numbers of a stock stand for: targets (a role at a level), kinds, organisations by their number."""

    targets: tuple[Target, ...]
    kinds: tuple[str, ...]
    places: tuple[int, ...]

    def target(self, role: PostRole, level: PostLevel) -> int:
        """The number of a role at a level."""
        return self.targets.index((role, level))


@dataclass(frozen=True)
class Left:
    """What is left out of a stock, or assumed in it: posts of which nobody has entered who holds them, and people."""

    unknown: int = 0
    not_said: int = 0
    unwilling: int = 0


@dataclass(frozen=True)
class Beginning:
    """A stock with what its numbers stand for; `posts` and `people` are in the order of its arrays."""

    ground: ForecastGround
    stock: Stock
    labels: Labels
    posts: tuple[StockPost, ...]
    people: tuple[int, ...]
    left: Left
    rows: Mapping[frozenset[int], int] = field(default_factory=dict)
    """Places (their numbers in the arrays) to which somebody would go, and the row of reach that says so."""


def beginning(past: Past) -> Beginning:
    """The stock of the day."""
    ground = past.ground
    there = [one for one in ground.posts if _is_there(one, ground.on)]
    known = known_posts(past)
    if not known:
        raise CannotForecast("Nobody has entered who holds these posts, so there is nothing to begin with.")
    labels = _labels(ground)
    willing, left = _willing(ground, unknown=len(there) - len(known))
    holders = _holders(past, known)
    people = tuple(sorted({one.person for one in willing} | {one for one in holders.values() if one is not None}))
    reach, rows, place_of = _reach(ground, labels, people)
    stock = Stock(
        posts=_posts(past, known, labels, holders, people),
        people=_people(ground, labels, people, rows),
        readiness=_readiness(willing, labels, people, ground.on),
        reach=reach,
        groups=1,
    )
    return Beginning(ground, stock, labels, tuple(known), people, left, place_of)


def known_posts(past: Past) -> list[StockPost]:
    """Posts that are there on the day, and of which it is entered who holds or held them, or that they are vacant."""
    on = past.ground.on
    said = past.held.keys() | past.ahead.keys() | past.stood_in.keys()
    return [one for one in past.ground.posts if _is_there(one, on) and one.number in said]


def people_to_come(begins: Beginning, a_year: float) -> Entries:
    """So many people a year, in the furthest band, spread over roles and kinds as those are who are there."""
    ready, labels = begins.stock.readiness, begins.labels
    codes, many = np.unique(ready.role * len(labels.kinds) + ready.kind, return_counts=True)
    order = np.argsort(-many, kind="stable")[:MOST_STREAMS]
    codes, share = codes[order], many[order] / max(1, many[order].sum())
    released = begins.stock.people.released.mean() if begins.stock.people.many else 0.0
    role, kind = codes // len(labels.kinds), codes % len(labels.kinds)
    size = codes.size
    home = _homes(begins, kind)
    region = np.array([begins.rows[_region_of(begins.ground, labels, place)] for place in home], dtype=np.int64)
    twice = [np.concatenate([one, one]) for one in (role, kind, home, region)]
    return Entries(
        per_year=np.concatenate([a_year * share * released, a_year * share * (1 - released)]),
        role=twice[0],
        kind=twice[1],
        band=np.full(2 * size, FAR),
        organisation=twice[2],
        reach=twice[3],
        released=np.arange(2 * size) < size,
    )


def _homes(begins: Beginning, kinds: Ints) -> Ints:
    """An organisation for each stream, in turn: one of the kind for which those are ready who come, if any is."""
    labels, facts = begins.labels, begins.ground.places
    of_kind = [facts[one].kind for one in labels.places]
    found = []
    for at, kind in enumerate(kinds):
        theirs = [place for place, one in enumerate(of_kind) if one == labels.kinds[kind]]
        found.append(theirs[at % len(theirs)] if theirs else at % len(of_kind))
    return _ints(found)


def _is_there(post: StockPost, on: date) -> bool:
    return post.starts <= on and (post.ends is None or post.ends >= on)


def _labels(ground: ForecastGround) -> Labels:
    """Every role at every level, there or not: so a scenario that adds one meets the chance that the others had."""
    kinds = {place.kind for place in ground.places.values()} | {one.kind for one in ground.agreed}
    return Labels(
        targets=tuple((role, level) for level in PostLevel for role in PostRole),
        kinds=tuple(sorted(kinds)),
        places=tuple(sorted(ground.places)),
    )


def _willing(ground: ForecastGround, *, unknown: int) -> tuple[list[AgreedTime], Left]:
    """What counts, or is past its review, of people who are there and who say nothing against it."""
    latest: dict[tuple[int, str, str, str], AgreedTime] = {}
    for row in sorted(ground.agreed, key=lambda one: one.starts):
        person = ground.people.get(row.person)
        if person is not None and _belongs(person, ground.on) and _counts(row, ground.on):
            latest[row.person, row.role, row.level, row.kind] = row
    found = [one for one in latest.values() if _would(ground.people[one.person].interests, one, ground.on)]
    people, all_of_them = {one.person for one in found}, {one.person for one in latest.values()}
    not_said = sum(_travel(ground.people[one].interests) is None for one in people)
    return found, Left(unknown, not_said, len(all_of_them - people))


def _belongs(person: StockPerson, on: date) -> bool:
    return person.left is None or person.left >= on


def _counts(row: AgreedTime, on: date) -> bool:
    return row.starts <= on and (row.ends is None or row.ends >= on)


def _travel(said: Interests | None) -> Travel | None:
    return said.travel if said is not None else None


def _would(said: Interests | None, row: AgreedTime, on: date) -> bool:
    """Whether they would take such a post up within the year; what they have not said rules nothing out."""
    if said is None:
        return True
    return (
        (not said.roles or (row.role, row.level) in said.roles)
        and (not said.kinds or row.kind in said.kinds)
        and (not said.moves or Move.POST in said.moves)
        and (said.not_before is None or said.not_before <= on + SOON)
    )


def _holders(past: Past, posts: Sequence[StockPost]) -> dict[int, int | None]:
    """By post that is held, or will be shortly: whoever does, none where they are no people of these organisations.

    Somebody holds one post here: the first.
    """
    ground, taken, found = past.ground, set[int](), {}
    for post in posts:
        now = _held_now(past, post)
        row = past.ahead.get(post.number)
        soon = row is not None and row.starts <= ground.on + TAKEN_UP
        if now is None and not soon:
            continue
        # Whoever is entered as taking it up next has it already, as far as this goes: nobody is looked for.
        people = (row.person,) if row is not None and soon else now.people if now is not None else ()
        known = [one for one in people if one is not None and one in ground.people and one not in taken]
        found[post.number] = known[0] if known else None
        taken.update(known[:1])
    return found


def _held_now(past: Past, post: StockPost) -> Held | None:
    times = past.held.get(post.number, ())
    last = times[-1] if times else None
    return last if last is not None and (last.ends is None or last.ends >= past.ground.on) else None


def _posts(
    past: Past,
    posts: Sequence[StockPost],
    labels: Labels,
    holders: Mapping[int, int | None],
    people: Sequence[int],
) -> Posts:
    ground, on = past.ground, past.ground.on
    place = np.array([labels.places.index(one.place) for one in posts], dtype=np.int64)
    person = {number: row for row, number in enumerate(people)}
    return Posts(
        group=np.zeros(len(posts), dtype=np.int64),
        role=np.array([labels.target(one.role, one.level) for one in posts], dtype=np.int64),
        kind=np.array([labels.kinds.index(ground.places[one.place].kind) for one in posts], dtype=np.int64),
        organisation=place,
        place=place.copy(),
        months=np.array([_elapsed(past, one, held=one.number in holders) for one in posts]),
        vacant=np.array([one.number not in holders for one in posts]),
        holder=np.array(
            [NOBODY if (who := holders.get(one.number)) is None else person[who] for one in posts], dtype=np.int64
        ),
        leaves_in=np.array([_leaves_in(past, one) if one.number in holders else np.inf for one in posts]),
        closes_in=np.array([months_between(on, one.ends + DAY) if one.ends else np.inf for one in posts]),
    )


def _elapsed(past: Past, post: StockPost, *, held: bool) -> float:
    """Months for which its holder has had it, or for which it has been vacant; none for who comes to a vacant one."""
    times = past.held.get(post.number, ())
    now = _held_now(past, post)
    if held:
        return months_between(now.starts, past.ground.on) if now is not None else 0.0
    last = times[-1].ends if times else past.stood_in.get(post.number)
    return months_between(last, past.ground.on) if last is not None else 0.0


def _leaves_in(past: Past, post: StockPost) -> float:
    """Months until a last day that is known; infinite where it is not, or somebody is entered to follow."""
    now = _held_now(past, post)
    if now is None or post.number in past.ahead:
        return np.inf
    known = now.ends or now.expected_end
    return months_between(past.ground.on, known + DAY) if known is not None and known >= past.ground.on else np.inf


def _readiness(rows: Sequence[AgreedTime], labels: Labels, people: Sequence[int], on: date) -> Readiness:
    number = {one: row for row, one in enumerate(people)}
    target = {one: row for row, one in enumerate(labels.targets)}
    bands = [LAPSED if one.review_by < on else BAND[one.band] for one in rows]
    return Readiness(
        person=_ints(number[one.person] for one in rows),
        role=_ints(target[one.role, one.level] for one in rows),
        kind=_ints(labels.kinds.index(one.kind) for one in rows),
        band=_ints(bands),
    )


def _people(ground: ForecastGround, labels: Labels, people: Sequence[int], rows: Sequence[int]) -> People:
    some = [ground.people[one] for one in people]
    place = {number: row for row, number in enumerate(labels.places)}
    return People(
        organisation=_ints(place[one.place] for one in some),
        reach=_ints(rows),
        released=np.array([one.released for one in some], dtype=np.bool_),
    )


def _reach(
    ground: ForecastGround, labels: Labels, people: Sequence[int]
) -> tuple[Any, list[int], dict[frozenset[int], int]]:
    """Rows × places, the row of each of these people, and the row of each set of places."""
    wanted = _would_go(ground, labels, [ground.people[one] for one in people])
    regions = [_region_of(ground, labels, place) for place in range(len(labels.places))]
    sets = list(dict.fromkeys([*wanted, *regions, frozenset(range(len(labels.places)))]))
    reach = np.zeros((len(sets), len(labels.places)), dtype=np.bool_)
    for row, one in enumerate(sets):
        reach[row, sorted(one)] = True
    row_of = {one: row for row, one in enumerate(sets)}
    return reach, [row_of[one] for one in wanted], row_of


def _would_go(ground: ForecastGround, labels: Labels, people: Iterable[StockPerson]) -> list[frozenset[int]]:
    """Near: no further than their own organisation; a region: theirs and those they named; else all that they named.

    Whoever has not said is taken to stay within their region.
    """
    place = {number: row for row, number in enumerate(labels.places)}
    region = [ground.places[one].region for one in labels.places]

    @cache
    def where(own: int, travel: Travel | None, named: frozenset[str]) -> frozenset[int]:
        if travel is Travel.NEAR:
            return frozenset({own})
        if travel is Travel.MOVE and not named:
            return frozenset(range(len(region)))
        regions = named if travel is Travel.MOVE else named | {region[own]}
        return frozenset(at for at, one in enumerate(region) if one in regions) | {own}

    def named(said: Interests | None) -> frozenset[str]:
        return frozenset(said.places) if said is not None else frozenset()

    return [where(place[one.place], _travel(one.interests), named(one.interests)) for one in people]


def _region_of(ground: ForecastGround, labels: Labels, place: int) -> frozenset[int]:
    region = ground.places[labels.places[place]].region
    return frozenset(at for at, one in enumerate(labels.places) if ground.places[one].region == region)


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
