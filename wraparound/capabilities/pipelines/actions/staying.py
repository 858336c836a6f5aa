"""What an undo would put back and remove, and what it leaves: what came since, what something rests on, what is kept.

Whether one record stays may hang on whether another does, so it is asked again until nothing more has to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    F,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.models.exchange import OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.people.models import Grant, Membership, Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.removal import people_on_hold
from wraparound.records.models.keeping import KEPT, Record
from wraparound.records.queries.touched import Back, Backs, Row, referring_to, touched, written

AT_ONCE = 500
TOUCHED: tuple[type[Record], ...] = (Successor, Holder, Share, OutsideNumber, Membership, Post, Person)
"""What an import writes, what refers to others first: in this order it can be removed."""
TOGETHER: dict[type[Record], tuple[str, ...]] = {Holder: ("post_id",), Membership: ("person_id", "organisation_id")}
"""Times that are known by one another: where one of them came since or stays, all of them stay as they are."""


@dataclass(frozen=True)
class _Reference:
    """That a record of any sort refers to one that an import wrote."""

    source: type[Model]
    number: int
    target: type[Record]
    to: int


def backs(change: int, *, on: date, by: Viewer) -> Backs:
    """What would become of every record that the change touched, those that refer to others first."""
    found = touched(TOUCHED, change, viewer=by)
    ground = _ground(found, change, on, by)
    for record, names in TOGETHER.items():
        since = {one[: len(names)] for one in ground[f"since {record.__name__}"]}
        found[record].leave(pk for pk, row in found[record].wrote.items() if _of(row, names) in since)
    _leave_what_carries_a_role(found[Membership], ground["granted"])
    _leave_what_is_held(found, by)
    _leave_what_cannot_report(found[Post])
    references = list(_references(found, by))
    firsts = _first_days(found[Post], found[Holder])
    places = dict(ground["places"])
    while any(
        [
            _leave_referred(found, references),
            _leave_together(found),
            _leave_belonging(found, places),
            _leave_begun(found, firsts),
        ]
    ):
        pass
    return found


def _ground(found: Backs, change: int, on: date, by: Viewer) -> dict[str, set[tuple[int, int | None]]]:
    """What else an undo must know, in one question: “since”, the posts, or people with their organisations, of whose
    times one came or changed after the import; “granted”, who was given something that lasts, and where; and “places”,
    posts with their organisations.
    """
    asked: list[QuerySet[Any, Any]] = []
    for record, names in TOGETHER.items():
        if found[record].wrote:
            asked.append(_two(f"since {record.__name__}", _changed_since(record, names, change, by), *names))
    if found[Membership].wrote:
        people = written(Membership, change, viewer=by).values("person_id")
        roles = Grant.objects.filter(person__in=people, ended_at__isnull=True)
        lasting = roles.filter(Q(ends__isnull=True) | Q(ends__gte=on))
        asked.append(_two("granted", lasting, "person_id", "organisation_id"))
    if found[Holder].wrote:
        posts = Post.objects.filter(pk__in=written(Holder, change, viewer=by).values("post_id"))
        asked.append(_two("places", posts, "pk", "organisation_id"))
    ground: dict[str, set[tuple[int, int | None]]] = defaultdict(set)
    for what, first, second in asked[0].union(*asked[1:]) if asked else ():
        ground[what].add((first, second))
    return ground


def _two(what: str, rows: QuerySet[Any], first: str, second: str = "") -> QuerySet[Any, Any]:
    """Of rows two numbers, or one alone, and what they say."""
    other: Any = F(second) if second else Value(None)
    named = rows.order_by().annotate(
        told_what=Value(what, output_field=CharField()),
        told_first=Cast(F(first), BigIntegerField()),
        told_second=Cast(other, BigIntegerField()),
    )
    found: QuerySet[Any, Any] = named.values_list("told_what", "told_first", "told_second")
    return found


def _changed_since(record: type[Record], names: tuple[str, ...], change: int, by: Viewer) -> QuerySet[Any]:
    """The times of the same posts, or people and organisations, that came or changed after the import."""
    kept = KEPT[record._meta.label_lower]
    theirs = kept.record._base_manager.filter(
        **{f"{names[0]}__in": written(record, change, viewer=by).values(names[0])}
    )
    return kept.versions._default_manager.filter(v_record__in=theirs.values("pk"), v_change__gt=change, v_carried=False)


def _leave_what_carries_a_role(back: Back, granted: Set[tuple[int, int | None]]) -> None:
    """Where somebody was given something, that they belong there stays, and from when to when."""
    carrying = [pk for pk, row in back.wrote.items() if (row["person_id"], row["organisation_id"]) in granted]
    back.leave(pk for pk in carrying if _days(back.before.get(pk)) != _days(back.wrote[pk]))


def _of(row: Mapping[str, Any], names: Collection[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _days(row: Row | None) -> tuple[Any, ...]:
    return _of(row, ("starts", "ends")) if row else ()


def _leave_what_is_held(found: Backs, by: Viewer) -> None:
    """What is about somebody whose records must be kept is not removed; of all that stays nobody is told why."""
    held = people_on_hold(by=by)
    for record, back in found.items() if held else ():
        if about := KEPT[record._meta.label_lower].about_in_history:
            back.leave(pk for pk in back.remove if (pk if about == "v_record" else back.wrote[pk][about]) in held)


def _leave_what_cannot_report(back: Back) -> None:
    """A post that reported to one that is gone, or that reports to it by now, goes on as it is."""
    wanted = {pk: row["reports_to_id"] for pk, row in back.put.items() if row["reports_to_id"]}
    wanted = {pk: above for pk, above in wanted.items() if above != back.wrote[pk]["reports_to_id"]}
    above: dict[int, int | None] = {}
    ahead, asked = set(wanted.values()), set[int]()
    # Posts report within their organisation, nearly always: what stands above them is found with them.
    while ahead:
        some = set(sorted(ahead)[:AT_ONCE])
        above |= dict(_reporting(some))
        asked |= some
        ahead = (ahead | {one for one in above.values() if one}) - above.keys() - asked
    while back.leave(_astray({pk: up for pk, up in wanted.items() if pk not in back.left}, above)):
        pass


def _astray(wanted: Mapping[int, int], above: Mapping[int, int | None]) -> list[int]:
    """Those that would report to a post that is gone or, with the others as they were, to themselves."""
    after = {**above, **wanted}
    return [pk for pk, up in wanted.items() if up not in above or pk in _upwards(up, after)]


def _reporting(posts: Collection[int]) -> Iterable[tuple[int, int | None]]:
    theirs = Post.objects.filter(pk__in=posts).values("organisation")
    return Post.objects.filter(organisation__in=theirs).values_list("pk", "reports_to_id")


def _upwards(post: int | None, above: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    while post and post not in found:
        found.add(post)
        post = above.get(post)
    return found


def _references(found: Backs, by: Viewer) -> Iterator[_Reference]:
    """Everything that refers to what the import added, in one question: names and ways to sign in go with a person."""
    added = {record: back.remove for record, back in found.items()}
    asked = [(other, name, record) for record in added if added[record] for other, name in _referring_to(record, by)]
    # One writes at a time, so what a change adds is numbered from a first to a last, and the store finds that at once.
    rows = [
        other._base_manager.filter(**{f"{name}__gte": added[record][0], f"{name}__lte": added[record][-1]})
        .order_by()
        .values_list(Value(place, IntegerField()), "pk", name)
        for place, (other, name, record) in enumerate(asked)
    ]
    going = {record: set(numbers) for record, numbers in added.items()}
    for place, number, to in rows[0].union(*rows[1:], all=True) if rows else ():
        other, _, record = asked[place]
        if to in going[record]:
            yield _Reference(other, number, record, to)


def _referring_to(record: type[Record], by: Viewer) -> Iterator[tuple[type[Model], str]]:
    """Which sorts of record refer to it, and by which field, also where it knows nothing of them."""
    yield from referring_to(record, viewer=by)
    if record is Person:
        for kept in KEPT.values():
            about = kept.record._meta.get_field(kept.record.person_field.removesuffix("_id") or "id")
            if not about.is_relation and not getattr(about, "primary_key", False):
                yield kept.record, about.name


def _leave_referred(found: Backs, references: Iterable[_Reference]) -> bool:
    """What the import added stays where something that stays refers to it."""
    going = {record: {*back.remove, *back.put} for record, back in found.items()}
    more = False
    for one in references:
        if one.number not in going.get(one.source, ()):  # type: ignore[arg-type]  # any sort of record
            more |= found[one.target].leave([one.to])
    return more


def _leave_together(found: Backs) -> bool:
    more = False
    for record, names in TOGETHER.items():
        back = found[record]
        staying = {_of(back.wrote[pk], names) for pk in back.left}
        more |= back.leave(pk for pk, row in back.wrote.items() if _of(row, names) in staying)
    return more


def _first_days(posts: Back, holders: Back) -> list[tuple[int, int, date]]:
    """Number, post and first day of every entry of a post whose own first day the import moved back."""
    moved = [pk for pk, row in posts.put.items() if row["starts"] > posts.wrote[pk]["starts"]]
    found: list[tuple[int, int, date]] = []
    for some in batched(moved, AT_ONCE):
        found += Holder.objects.counted().filter(post__in=some).values_list("pk", "post", "starts")
    return found


def _leave_begun(found: Backs, firsts: Iterable[tuple[int, int, date]]) -> bool:
    """A post does not begin again after somebody who goes on holding it."""
    posts, holders = found[Post].put, found[Holder]
    going, back = set(holders.remove), holders.put
    return found[Post].leave(
        post
        for pk, post, starts in firsts
        if post in posts and pk not in going and posts[post]["starts"] > (back[pk]["starts"] if pk in back else starts)
    )


def _leave_belonging(found: Backs, places: Mapping[int, int | None]) -> bool:
    """People whom the import added and who stay, or who go on holding a post, belong where they do."""
    staying = found[Person].left - found[Person].before.keys()
    holders = [found[Holder].wrote[pk] for pk in found[Holder].left]
    holding = {(row["person_id"], places.get(row["post_id"])) for row in holders}
    back = found[Membership]
    return back.leave(
        pk
        for pk in back.remove
        if (row := back.wrote[pk])["person_id"] in staying or (row["person_id"], row["organisation_id"]) in holding
    )
