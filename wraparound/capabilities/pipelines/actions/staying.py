"""What an undo would put back and remove, and what it leaves: what came since, what something rests on, what is kept.

Whether one record stays may hang on whether another does, so it is asked again until nothing more has to.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import CASCADE, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Value

from wraparound.capabilities.pipelines.models.exchange import OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.people.models import Grant, Membership, Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.removal import people_on_hold
from wraparound.records.models.keeping import FOREVER, KEPT, Record

AT_ONCE = 500
TOUCHED: tuple[type[Record], ...] = (Successor, Holder, Share, OutsideNumber, Membership, Post, Person)
"""What an import writes, what refers to others first: in this order it can be removed."""
TOGETHER: dict[type[Record], tuple[str, ...]] = {Holder: ("post_id",), Membership: ("person_id", "organisation_id")}
"""Times that are known by one another: where one of them came since or stays, all of them stay as they are."""
Row = dict[str, Any]


@dataclass
class Back:
    """One sort of record: what the import wrote, by number, what stood there before, and what an undo must leave."""

    wrote: dict[int, Row] = field(default_factory=dict)
    before: dict[int, Row] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)

    @property
    def remove(self) -> list[int]:
        """What the import added, and an undo removes."""
        return sorted(number for number in self.wrote if number not in self.before and number not in self.left)

    @property
    def put(self) -> dict[int, Row]:
        """What the import changed, as it was before."""
        return {number: row for number, row in self.before.items() if number not in self.left}

    def leave(self, numbers: Iterable[int]) -> bool:
        """Has these stay as they are; whether any of them was not to stay yet."""
        many = len(self.left)
        self.left |= self.wrote.keys() & set(numbers)
        return len(self.left) > many


Backs = dict[type[Record], Back]


@dataclass(frozen=True)
class _Reference:
    """That a record of any sort refers to one that an import wrote."""

    source: type[Model]
    number: int
    target: type[Record]
    to: int


def backs(change: int, *, on: date, by: Viewer) -> Backs:
    """What would become of every record that the change touched, those that refer to others first."""
    found = {record: _touched(record, change) for record in TOUCHED}
    for record, names in TOGETHER.items():
        since = _changed_since(record, names, change) if found[record].wrote else set()
        found[record].leave(pk for pk, row in found[record].wrote.items() if _of(row, names) in since)
    if found[Membership].wrote:
        _leave_what_carries_a_role(found[Membership], change, on)
    _leave_what_is_held(found, by)
    _leave_what_cannot_report(found[Post])
    references = list(_references(found, change))
    held = Post.objects.filter(pk__in=_written(Holder, change).values("post_id"))
    places = dict(held.values_list("pk", "organisation")) if found[Holder].wrote else {}
    while any([_leave_referred(found, references), _leave_together(found), _leave_belonging(found, places)]):
        pass
    return found


def _touched(record: type[Record], change: int) -> Back:
    versions = KEPT[record._meta.label_lower].versions._default_manager
    names = ["v_record", "v_change", "v_until", *(one.attname for one in KEPT[record._meta.label_lower].tracked)]
    rows = versions.filter(v_record__in=_written(record, change).values("v_record"), v_carried=False)
    back = Back()
    for row in rows.filter(Q(v_change=change) | Q(v_until_change=change)).values(*names):
        number, written_by, until = row.pop("v_record"), row.pop("v_change"), row.pop("v_until")
        if written_by != change:
            back.before[number] = row
            continue
        back.wrote[number] = row
        # A version that was carried into a later era is the same one still: only a later change closes both.
        if until < FOREVER:
            back.left.add(number)
    return back


def _written(record: type[Record], change: int) -> QuerySet[Any]:
    """The versions of a sort of record that the change wrote."""
    return KEPT[record._meta.label_lower].versions._default_manager.filter(v_change=change, v_carried=False)


def _of(row: Mapping[str, Any], names: Collection[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _changed_since(record: type[Record], names: tuple[str, ...], change: int) -> set[tuple[Any, ...]]:
    """The posts, or people and organisations, of whose times one came or changed after the import."""
    kept = KEPT[record._meta.label_lower]
    theirs = kept.record._base_manager.filter(**{f"{names[0]}__in": _written(record, change).values(names[0])})
    later = kept.versions._default_manager.filter(
        v_record__in=theirs.values("pk"), v_change__gt=change, v_carried=False
    )
    return set(later.values_list(*names).distinct())


def _leave_what_carries_a_role(back: Back, change: int, on: date) -> None:
    """Where somebody was given something, that they belong there stays, and from when to when."""
    roles = Grant.objects.filter(person__in=_written(Membership, change).values("person_id"), ended_at__isnull=True)
    lasting = roles.filter(Q(ends__isnull=True) | Q(ends__gte=on))
    granted = set(lasting.values_list("person", "organisation"))
    carrying = [pk for pk, row in back.wrote.items() if (row["person_id"], row["organisation_id"]) in granted]
    back.leave(pk for pk in carrying if _days(back.before.get(pk)) != _days(back.wrote[pk]))


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
    ahead = set(wanted.values())
    while ahead:
        found = [one for some in batched(ahead, AT_ONCE) for one in _reporting(some)]
        above |= dict(found)
        ahead = {one for _, one in found if one and one not in above}
    while back.leave(_astray({pk: up for pk, up in wanted.items() if pk not in back.left}, above)):
        pass


def _astray(wanted: Mapping[int, int], above: Mapping[int, int | None]) -> list[int]:
    """Those that would report to a post that is gone or, with the others as they were, to themselves."""
    after = {**above, **wanted}
    return [pk for pk, up in wanted.items() if up not in above or pk in _upwards(up, after)]


def _reporting(posts: Collection[int]) -> Iterable[tuple[int, int | None]]:
    return Post.objects.filter(pk__in=posts).values_list("pk", "reports_to_id")


def _upwards(post: int | None, above: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    while post and post not in found:
        found.add(post)
        post = above.get(post)
    return found


def _references(found: Backs, change: int) -> Iterator[_Reference]:
    """Everything that refers to what the import added, in one question: names and ways to sign in go with a person."""
    asked = [
        (other, name, record) for record, back in found.items() if back.remove for other, name in _referring_to(record)
    ]
    rows = [
        other._base_manager.filter(**{f"{name}__in": _added(record, change)})
        .order_by()
        .values_list(Value(place, IntegerField()), "pk", name)
        for place, (other, name, record) in enumerate(asked)
    ]
    for place, number, to in rows[0].union(*rows[1:], all=True) if rows else ():
        other, _, record = asked[place]
        yield _Reference(other, number, record, to)


def _added(record: type[Record], change: int) -> QuerySet[Any]:
    """The numbers of those that the change added."""
    earlier = KEPT[record._meta.label_lower].versions._default_manager.filter(v_record=OuterRef("v_record"))
    return _written(record, change).exclude(Exists(earlier.filter(v_change__lt=change))).values("v_record")


def _referring_to(record: type[Record]) -> Iterator[tuple[type[Model], str]]:
    """Which sorts of record refer to it, and by which field, also where it knows nothing of them."""
    for relation in record._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and getattr(relation, "on_delete", None) is not CASCADE:
            yield relation.related_model, relation.field.attname  # type: ignore[misc,union-attr]  # from elsewhere
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


def _leave_belonging(found: Backs, places: Mapping[int, int]) -> bool:
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
