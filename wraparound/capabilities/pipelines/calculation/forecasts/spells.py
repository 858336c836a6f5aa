"""What the past of an organisation teaches: who left when, how long posts stood vacant, how readiness moved.

Of an organisation the past counts from the day on which posts of it were first entered here, or from the day after the
first leaving that is recorded, whichever was earlier: of what came before, those who stayed are known and those who
left are not. See docs/methods/stockflow.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import zip_longest

from wraparound.capabilities.pipelines.terms.forecast_ground import AgreedTime, ForecastGround, HeldTime, StockPost
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band

DAY = timedelta(days=1)
MONTH = 365.25 / 12
"""Days."""
A_MOVE = timedelta(days=92)
"""Somebody who leaves one post and holds another of these within so many days has moved."""
TAKEN_UP_NEXT = timedelta(days=31)
"""A readiness that follows another within so many days replaces it."""
NEARER = {Band.THREE_TO_FIVE: 2, Band.ONE_TO_TWO: 1, Band.READY_NOW: 0}


@dataclass(frozen=True)
class Held:
    """A time in which a post was held substantively, by one or by several after or beside each other without a gap."""

    starts: date
    ends: date | None
    people: tuple[int | None, ...]
    expected_end: date | None = None


@dataclass(frozen=True)
class Spell:
    """Months under observation of something that may end: elapsed when first and last seen, whether it ended then."""

    role: PostRole
    level: PostLevel
    kind: str
    entered: float
    left: float
    ended: bool


@dataclass(frozen=True)
class Seen:
    """Events, and the months in which they could come."""

    events: float = 0.0
    months: float = 0.0

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(self.events + other.events, self.months + other.months)


def months_between(earlier: date, later: date) -> float:
    """Months from a day to another; days count as parts of a month of average length."""
    return (later - earlier).days / MONTH


@dataclass(frozen=True)
class Past:
    """The past of the organisations of a ground, up to its day."""

    ground: ForecastGround

    @cached_property
    def held(self) -> Mapping[int, tuple[Held, ...]]:
        """By post: the times in which it was held substantively, in order; what has begun by the day."""
        rows: dict[int, list[HeldTime]] = defaultdict(list)
        for row in self.ground.held:
            if row.stays and row.starts <= self.ground.on:
                rows[row.post].append(row)
        return {post: _joined(sorted(some, key=lambda one: one.starts)) for post, some in rows.items()}

    @cached_property
    def stood_in(self) -> Mapping[int, date]:
        """By post: the first day on which it was said to be vacant, or that somebody stood in."""
        found: dict[int, date] = {}
        for row in self.ground.held:
            if not row.stays and row.starts <= self.ground.on:
                found[row.post] = min(found.get(row.post, row.starts), row.starts)
        return found

    @cached_property
    def ahead(self) -> Mapping[int, HeldTime]:
        """By post: who is entered as taking it up substantively after the day, the first of them."""
        rows = [row for row in self.ground.held if row.stays and row.starts > self.ground.on]
        return {row.post: row for row in sorted(rows, key=lambda one: one.starts, reverse=True)}

    @cached_property
    def since(self) -> Mapping[int, date]:
        """By organisation: the first day from which its past counts."""
        found = {number: place.entered for number, place in self.ground.places.items()}
        for post in self.ground.posts:
            ends = [one.ends for one in self.held.get(post.number, ()) if one.ends is not None]
            if ends:
                found[post.place] = min(found[post.place], min(ends) + DAY)
        return found

    @cached_property
    def leaving(self) -> tuple[Spell, ...]:
        """Of each who held a post: moves to another of these posts are no leaving, nor is the end of the post."""
        return tuple(
            self._spell(post, one.starts, one.ends, ended=self._left(post, one))
            for post in self.ground.posts
            for one in self.held.get(post.number, ())
            if self._is_seen(post, one.starts, one.ends)
        )

    @cached_property
    def filling(self) -> tuple[Spell, ...]:
        """Of each vacancy that followed somebody; one that was filled the next day lasted a day."""
        found = []
        for post in self.ground.posts:
            times = self.held.get(post.number, ())
            for one, after in zip_longest(times, times[1:]):
                if one.ends is None or one.ends >= self.ground.on or _ends_with(post, one.ends):
                    continue
                until = max(after.starts, one.ends + DAY + DAY) if after is not None else post.ends
                if self._is_seen(post, one.ends + DAY, until):
                    found.append(self._spell(post, one.ends + DAY, until, ended=after is not None))
        return tuple(found)

    @cached_property
    def inside(self) -> Seen:
        """Of those who took up a post once readiness was agreed here: how many were agreed ready for its role.

        `months` are those who took one up.
        """
        agreed: dict[int | None, list[AgreedTime]] = defaultdict(list)
        for row in self.ground.agreed:
            agreed[row.person].append(row)
        first = min((row.starts for row in self.ground.agreed), default=date.max)
        met = every = 0
        for post in self.ground.posts:
            for one in self.held.get(post.number, ())[1:]:
                if one.starts > max(first, self.since[post.place]):
                    every += 1
                    met += any(_was_ready(row, post, one.starts) for who in one.people for row in agreed.get(who, ()))
        return Seen(met, every)

    @cached_property
    def moving(self) -> Mapping[Band | None, Seen]:
        """By band, none for what is past its review: how often, and in how many months, it moved to what follows."""
        found: dict[Band | None, Seen] = defaultdict(Seen)
        for rows in self._agreed_in_order():
            for row, after in zip_longest(rows, rows[1:]):
                for band, seen in _moves(row, after, self.ground.on):
                    found[band] += seen
        return found

    @cached_property
    def going(self) -> Seen:
        """Of those with a readiness who hold no post of these: who left their organisation for none of the others."""
        holds: dict[int, list[Held]] = defaultdict(list)
        for times in self.held.values():
            for one in times:
                for who in one.people:
                    if who is not None:
                        holds[who].append(one)
        seen = Seen()
        for number, first in self._first_agreed().items():
            person = self.ground.people.get(number)
            if person is None:
                continue
            until = min(person.left or self.ground.on, self.ground.on)
            if not any(one.ends is None or one.ends >= first for one in holds[number]) and until > first:
                left = person.left is not None and person.left <= self.ground.on
                seen += Seen(float(left), months_between(first, until))
        return seen

    def opened(self, starts: date, ends: date, posts: Iterable[StockPost]) -> int:
        """How many vacancies began after the first day and up to the last, of these posts."""
        every = (one.ends for post in posts for one in self.held.get(post.number, ()) if not _over_with(post, one))
        return sum(starts < day + DAY <= ends for day in every if day is not None)

    def _agreed_in_order(self) -> Iterable[list[AgreedTime]]:
        found: dict[tuple[int, str, str, str], list[AgreedTime]] = defaultdict(list)
        for row in sorted(self.ground.agreed, key=lambda one: one.starts):
            if row.starts <= self.ground.on:
                found[row.person, row.role, row.level, row.kind].append(row)
        return found.values()

    def _first_agreed(self) -> dict[int, date]:
        found: dict[int, date] = {}
        for row in self.ground.agreed:
            if row.starts <= self.ground.on:
                found[row.person] = min(found.get(row.person, row.starts), row.starts)
        return found

    def _is_seen(self, post: StockPost, starts: date, ends: date | None) -> bool:
        since = self.since[post.place]
        return since <= self.ground.on and (ends is None or ends > since) and starts <= self.ground.on

    def _spell(self, post: StockPost, starts: date, ends: date | None, *, ended: bool) -> Spell:
        since = max(self.since[post.place], starts)
        until = min(ends or self.ground.on, self.ground.on)
        return Spell(
            role=post.role,
            level=post.level,
            kind=self.ground.places[post.place].kind,
            entered=months_between(starts, since),
            left=max(months_between(starts, until), months_between(starts, since)),
            ended=ended and ends is not None and ends <= self.ground.on,
        )

    def _left(self, post: StockPost, one: Held) -> bool:
        if one.ends is None or _over_with(post, one):
            return False
        return not any(who in self._begun_by and self._moved(who, post, one.ends) for who in one.people)

    def _moved(self, who: int | None, post: StockPost, left: date) -> bool:
        return any(other != post.number and abs(day - left) <= A_MOVE for other, day in self._begun_by.get(who, ()))

    @cached_property
    def _begun_by(self) -> Mapping[int | None, list[tuple[int, date]]]:
        """By person: the posts that they took up, and when."""
        found: dict[int | None, list[tuple[int, date]]] = defaultdict(list)
        for row in self.ground.held:
            if row.stays and row.person is not None and row.starts <= self.ground.on:
                found[row.person].append((row.post, row.starts))
        return found


def _joined(rows: list[HeldTime]) -> tuple[Held, ...]:
    """Those who held a post together or overlapped are one time; whoever follows the next day begins another."""
    found: list[Held] = []
    for row in rows:
        last = found[-1] if found else None
        if last is None or (last.ends is not None and row.starts > last.ends):
            found.append(Held(row.starts, row.ends, (row.person,), row.expected_end))
        else:
            ends = None if last.ends is None or row.ends is None else max(last.ends, row.ends)
            found[-1] = Held(last.starts, ends, (*last.people, row.person), last.expected_end or row.expected_end)
    return tuple(found)


def _ends_with(post: StockPost, day: date) -> bool:
    return post.ends is not None and day >= post.ends


def _over_with(post: StockPost, one: Held) -> bool:
    """Whether their time ended because the post did."""
    return one.ends is not None and _ends_with(post, one.ends)


def _was_ready(row: AgreedTime, post: StockPost, day: date) -> bool:
    there = row.starts < day and (row.ends is None or row.ends >= day - A_MOVE)
    return there and row.role == post.role and row.level == post.level


def _moves(row: AgreedTime, after: AgreedTime | None, on: date) -> Iterable[tuple[Band | None, Seen]]:
    """Months in its band, and past its review, and whether it went on to what follows."""
    until = min(row.ends or on, on)
    follows = after is not None and after.starts <= until + TAKEN_UP_NEXT
    fresh = min(until, row.review_by)
    lapsed = row.review_by < until
    if row.band is Band.READY_NOW:
        yield row.band, Seen(float(lapsed), months_between(row.starts, fresh))
    else:
        nearer = after is not None and follows and NEARER[after.band] < NEARER[row.band]
        yield row.band, Seen(float(nearer), months_between(row.starts, max(fresh, row.starts)))
    if lapsed:
        again = after is not None and follows and after.band is Band.READY_NOW
        yield None, Seen(float(again), months_between(row.review_by, until))
