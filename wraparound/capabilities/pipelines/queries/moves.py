"""From which role people of a region went to which, and after how long: for the site itself, which tells counts."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest

from wraparound.capabilities.pipelines.access import COUNT_MOVES
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.terms.moves import HeldOn, RoleTime
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer

Held = tuple[int, str, str, date, date | None]
"""Who, role, level, first day, last day."""


def role_times(region: int, *, viewer: Viewer, on: date) -> tuple[RoleTime, ...]:
    """Every time that somebody began to hold a role in a region by the day, as its own holder, in no order of people.

    Standing in for a post (interim, acting, on secondment) is neither holding it nor a move. The same role elsewhere in
    the region goes on with it.
    """
    ensure(viewer, COUNT_MOVES)
    rows = Holder.objects.counted().filter(post__organisation__region=region, kind=HolderKind.SUBSTANTIVE)
    fields = ("person", "post__role", "post__level", "starts", "ends")
    found = rows.filter(starts__lte=on).order_by("person", "starts", "pk").values_list(*fields)
    times = [time for _, held in groupby(found, lambda one: one[0]) for time in _of_a_person(list(held), on)]
    return tuple(sorted(times, key=lambda one: (one.role, one.level, one.days, one.next_role or "")))


def _of_a_person(held: Sequence[Held], on: date) -> Iterator[RoleTime]:
    spells = [list(same) for _, same in groupby(held, lambda one: (one[1], one[2]))]
    known: set[tuple[str, str]] = set()
    for spell, following in zip_longest(spells, spells[1:]):
        _, role, level, begun, _ = spell[0]
        after = following[0] if following else None
        last = max(min(one[4] or on, on) for one in spell)
        yield RoleTime(
            role=PostRole(role),
            level=PostLevel(level),
            days=((after[3] if after else last) - begun).days,
            next_role=PostRole(after[1]) if after else None,
            next_level=PostLevel(after[2]) if after else None,
            first=(role, level) not in known,
        )
        known.add((role, level))


def held_on(region: int, *, viewer: Viewer, on: date, until: date) -> tuple[HeldOn, ...]:
    """Who held a role in a region on a day, as its own holder, and when each next began a bigger one there, by a day.

    Bigger is the board after the tier below it, and the chief executive after the board. For the site itself, which
    tells counts.
    """
    ensure(viewer, COUNT_MOVES)
    rows = Holder.objects.counted().filter(post__organisation__region=region, kind=HolderKind.SUBSTANTIVE)
    fields = ("person", "post__role", "post__level", "starts", "ends")
    found = rows.filter(starts__lte=until, person__isnull=False).order_by("person", "starts", "pk")
    each = (_held_on(list(held), on) for _, held in groupby(found.values_list(*fields), lambda one: one[0]))
    return tuple(one for one in each if one is not None)


def _held_on(held: Sequence[Held], on: date) -> HeldOn | None:
    then = [one for one in held if one[3] <= on and (one[4] is None or one[4] >= on)]
    if not then:
        return None
    person, role, level, _, _ = max(then, key=_size)
    bigger = [one[3] for one in held if one[3] > on and _size(one) > max(map(_size, then))]
    days = (min(bigger) - on).days if bigger else None
    return HeldOn(person=person, role=PostRole(role), level=PostLevel(level), days=days)


def _size(one: Held) -> int:
    """The tier below the board, the board, its chief executive."""
    return 0 if one[2] != PostLevel.BOARD else 2 if one[1] == PostRole.CHIEF_EXECUTIVE else 1
