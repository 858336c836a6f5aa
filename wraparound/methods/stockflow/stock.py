"""What is there at the start: posts with or without a holder, people, what they are ready for, and who is to come.

Everything is an array of whole numbers that stand for something the caller knows by name. Months count from the day of
the forecast. Nothing here is a score: a band is when somebody could take up a role, as it was agreed.
"""

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.hazards import Hazards

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

READY, NEAR, FAR, LAPSED = range(4)
"""Bands. LAPSED: it was agreed, its review has passed, and it counts for nothing until it is agreed again."""

FOLLOWS = (LAPSED, READY, NEAR, READY)
"""The band to which each moves."""

BANDS = len(FOLLOWS)
NOBODY = -1


class NotAStock(ValueError):
    """What is given does not fit together; the message says what does not."""


@dataclass(frozen=True, eq=False)
class Posts:
    """Posts, one entry each.

    Attributes:
        group: in which count of the forecast it stands, such as a role in a region.
        role, kind: what it asks for.
        organisation: whose it is. place: where it is.
        months: for how long it has had its holder, or for how long it has been vacant.
        vacant: whether it is. holder: the person, NOBODY where there is none among the people.
        leaves_in: months until a departure that is known already, infinity where none is.
        closes_in: months until the post itself ends, infinity where it stays.
    """

    group: Ints
    role: Ints
    kind: Ints
    organisation: Ints
    place: Ints
    months: Array
    vacant: Flags
    holder: Ints
    leaves_in: Array
    closes_in: Array

    @property
    def many(self) -> int:
        """How many posts."""
        return int(self.group.size)


@dataclass(frozen=True, eq=False)
class People:
    """People who could move: whose they are, how far they would go (a row of `reach`), whether they are released."""

    organisation: Ints
    reach: Ints
    released: Flags

    @property
    def many(self) -> int:
        """How many people."""
        return int(self.organisation.size)


@dataclass(frozen=True, eq=False)
class Readiness:
    """What was agreed: a person, a role in a kind, and a band. A person may have several, of different roles."""

    person: Ints
    role: Ints
    kind: Ints
    band: Ints

    @property
    def many(self) -> int:
        """How many entries."""
        return int(self.person.size)


@dataclass(frozen=True, eq=False)
class Entries:
    """Streams of people to come, so many a year each, with what everybody of a stream comes with.

    A stream that is added at the end leaves the chance of the others as it was.
    """

    per_year: Array
    role: Ints
    kind: Ints
    band: Ints
    organisation: Ints
    reach: Ints
    released: Flags

    @property
    def many(self) -> int:
        """How many streams."""
        return int(self.per_year.size)


def nobody_comes() -> Entries:
    """No stream at all."""
    none = np.zeros(0, dtype=np.int64)
    return Entries(np.zeros(0), none, none, none, none, none, np.zeros(0, dtype=np.bool_))


@dataclass(frozen=True, eq=False)
class Stock:
    """All of it. `reach` says, rows × places, where whoever has that row would go; `groups` how many are counted."""

    posts: Posts
    people: People
    readiness: Readiness
    reach: Flags
    groups: int
    entries: Entries = field(default_factory=nobody_comes)

    def __post_init__(self) -> None:
        """It fits together, or NotAStock says what does not."""
        _of_one_length(self.posts, self.people, self.readiness, self.entries)
        _within("group", self.posts.group, self.groups)
        _within("place", self.posts.place, self.reach.shape[1])
        _within("holder", self.posts.holder, self.people.many, least=NOBODY)
        _within("person", self.readiness.person, self.people.many)
        for part in (self.people, self.entries):
            _within("reach", part.reach, self.reach.shape[0])
        for one in (self.readiness, self.entries):
            _within("band", one.band, BANDS)
        held = self.posts.holder[self.posts.holder != NOBODY]
        if np.unique(held).size != held.size:
            raise NotAStock("A person holds one post at most.")
        what = self.readiness
        if np.unique(np.stack([what.person, what.role, what.kind]), axis=1).shape[1] != what.many:
            raise NotAStock("A person has one band for a role in a kind.")
        if (self.posts.vacant & (self.posts.holder != NOBODY)).any():
            raise NotAStock("A vacant post has no holder.")
        if not all(_counts(one) for one in (self.posts.months, self.entries.per_year)):
            raise NotAStock("Months that have passed and numbers a year are numbers, and not negative.")
        if not (self.posts.leaves_in >= 0).all() or not (self.posts.closes_in >= 0).all():
            raise NotAStock("Months until something are not negative; infinity where it does not come.")


@dataclass(frozen=True, eq=False)
class Rates:
    """Everything that moves the stock, a draw of each: the n-th of all of them belong together.

    Attributes:
        leaving: of holders; elapsed is time in post. Moves within the stock are none: these come of themselves.
        filling: of vacancies; elapsed is time vacant.
        moving: draws × bands, a month, each towards the band that follows.
        going: draws, a month, of people who hold no post of the stock.
        inside: draws, the share of vacancies that somebody ready fills where there is somebody.
    """

    leaving: Hazards
    filling: Hazards
    moving: Array
    going: Array
    inside: Array

    def __post_init__(self) -> None:
        """One number of draws throughout."""
        others = (self.filling.draws, len(self.moving), len(self.going), len(self.inside))
        if set(others) != {self.draws}:
            raise NotAStock("All rates come in one number of draws.")
        if self.moving.shape[1:] != (BANDS,):
            raise NotAStock(f"Moves between bands are draws × {BANDS}.")
        rates = (self.leaving.rates, self.filling.rates, self.moving, self.going, self.inside)
        if not all(_counts(one) for one in rates) or (self.inside > 1).any():
            raise NotAStock("Rates are numbers and not negative, and the share from inside is 1 at most.")

    @property
    def draws(self) -> int:
        """How many sets of rates there are."""
        return self.leaving.draws

    def at_mean(self) -> "Rates":
        """The mean of each, once: what is uncertain then is chance alone."""
        moving, going, inside = (one.mean(axis=0, keepdims=True) for one in (self.moving, self.going, self.inside))
        return Rates(self.leaving.at_mean(), self.filling.at_mean(), moving, going, inside)


def ensure_rates_fit(stock: Stock, rates: Rates) -> None:
    """Every role and kind of the stock has rates, of leaving and of filling alike, or NotAStock says which has not."""
    _, _, roles, kinds = rates.leaving.rates.shape
    if rates.filling.rates.shape[2:] != (roles, kinds):
        raise NotAStock("Rates of leaving and of filling are for the same roles and kinds.")
    for part in (stock.posts, stock.readiness, stock.entries):
        _within("role", part.role, roles)
        _within("kind", part.kind, kinds)


def _counts(values: Array) -> bool:
    """Whether all are numbers, none of them negative."""
    return bool(np.isfinite(values).all() and (values >= 0).all())


def _of_one_length(*parts: Posts | People | Readiness | Entries) -> None:
    for part in parts:
        lengths = {getattr(part, one.name).size for one in fields(part)}
        if len(lengths) > 1:
            raise NotAStock(f"{type(part).__name__} has columns of different lengths.")


def _within(name: str, values: Ints, many: int, least: int = 0) -> None:
    if values.size and not (least <= values.min() and values.max() < many):
        raise NotAStock(f"There is a {name} outside {least} to {many - 1}.")
