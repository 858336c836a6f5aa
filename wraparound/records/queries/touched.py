"""What one change wrote, and what stood there before: every sort of record that an import touches, in one question."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    CASCADE,
    BigIntegerField,
    BooleanField,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Field,
    ForeignKey,
    Model,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

from wraparound.records.models.keeping import FOREVER, KEPT, Record
from wraparound.records.terms import Someone

type Kind = type[Field[Any, Any]]
KINDS: tuple[Kind, ...] = (
    BooleanField,
    DateTimeField,
    DateField,
    UUIDField,
    BigIntegerField,
    TextField,
)
"""What a column of a history may hold, the nearest first; numbers and references are numbers, all else is text."""
WHERE = ("place", "v_record", "v_change", "v_until")
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


def touched(records: Sequence[type[Record]], change: int, *, viewer: Someone) -> Backs:
    """What the change did to records of these sorts."""
    slots = [_slots(record) for record in records]
    widths = {kind: max(list(one.values()).count(kind) for one in slots) for kind in KINDS}
    asked = [
        _asked(record, place, widths, written(record, change, viewer=viewer), change)
        for place, record in enumerate(records)
    ]
    found: Backs = {record: Back() for record in records}
    columns = [_columns(one, widths) for one in slots]
    for place, number, written_by, until, *values in asked[0].union(*asked[1:], all=True):
        back, row = found[records[place]], {name: values[at] for name, at in columns[place]}
        if written_by != change:
            back.before[number] = row
            continue
        back.wrote[number] = row
        # A version that was carried into a later era is the same one still: only a later change closes both.
        if until < FOREVER:
            back.left.add(number)
    return found


def written(record: type[Record], change: int, *, viewer: Someone) -> QuerySet[Any]:
    """The versions of a sort of record that the change wrote."""
    return KEPT[record._meta.label_lower].versions._default_manager.filter(v_change=change, v_carried=False)


def referring_to(record: type[Record], *, viewer: Someone) -> Iterator[tuple[type[Model], str]]:
    """Which sorts of row refer to a sort of record, and by which field, also where it knows nothing of them."""
    for relation in record._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and getattr(relation, "on_delete", None) is not CASCADE:
            yield relation.related_model, relation.field.attname  # type: ignore[misc,union-attr]  # from elsewhere
    for kept in KEPT.values():
        yield from ((kept.record, name) for name, to in kept.record.by_number.items() if to == record._meta.label_lower)


type Slots = dict[str, Kind]


def _slots(record: type[Record]) -> Slots:
    """Every field of a sort of record, by what it holds."""
    return {one.attname: _kind(one) for one in KEPT[record._meta.label_lower].tracked}


def _kind(one: "Field[Any, Any]") -> Kind:
    if isinstance(one, ForeignKey) or "Integer" in one.get_internal_type():
        return BigIntegerField
    return next((kind for kind in KINDS if isinstance(one, kind)), TextField)


def _asked(
    record: type[Record], place: int, widths: Mapping[Kind, int], ours: QuerySet[Any], change: int
) -> QuerySet[Any, Any]:
    """The versions that it wrote or closed, with every field in a column of its kind, as many for all sorts."""
    slots, versions = _slots(record), KEPT[record._meta.label_lower].versions._default_manager
    rows = versions.filter(v_record__in=ours.values("v_record"), v_carried=False).order_by()
    columns: dict[str, Any] = {"place": Value(place, output_field=BigIntegerField())}
    for kind in KINDS:
        names = _of_kind(slots, kind)
        for at in range(widths[kind]):
            held = ExpressionWrapper(F(names[at]), kind()) if at < len(names) else Cast(Value(None), kind())
            columns[f"{kind.__name__.lower()}_{at}"] = held
    rows = rows.filter(Q(v_change=change) | Q(v_until_change=change)).annotate(**columns)
    return rows.values_list(*WHERE, *(name for name in columns if name not in WHERE))


def _columns(slots: Slots, widths: Mapping[Kind, int]) -> list[tuple[str, int]]:
    """In which column each field of a sort of record stands."""
    found: list[tuple[str, int]] = []
    begin = 0
    for kind in KINDS:
        found += [(name, begin + at) for at, name in enumerate(_of_kind(slots, kind))]
        begin += widths[kind]
    return found


def _of_kind(slots: Slots, kind: Kind) -> Sequence[str]:
    return [name for name, one in slots.items() if one is kind]
