"""What each question about today asks of the store, put together so that all of them are asked at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need


class Row(NamedTuple):
    """A row that asks for something: of which record, about which post or meeting, of which place, by which days."""

    record: int
    number: int | None
    title: str
    place: str
    first: date | None
    second: date | None
    third: date | None
    word: str


_FIELDS: dict[str, type[Any]] = {
    "record": BigIntegerField,
    "number": BigIntegerField,
    "title": CharField,
    "place": CharField,
    "first": DateField,
    "second": DateField,
    "third": DateField,
    "word": CharField,
}
_EMPTY = {CharField: ""}


@dataclass(frozen=True)
class Part:
    """The rows of one question, and what it says of them; they come in no order."""

    rows: QuerySet[Any, Any]
    says: Callable[[Sequence[Row]], Iterable[Need]]


def part(
    rows: QuerySet[Any], says: Callable[[Sequence[Row]], Iterable[Need]], *, viewer: Viewer, **fields: str
) -> Part:
    """A question whose rows are these: `fields` says which of theirs is which of a Row's; the others are empty."""
    columns: dict[str, Combinable] = {
        # As what it is to be, also where it is empty: stores do not guess alike in a part of several.
        f"a_{name}": Cast(F(fields[name]) if name in fields else Value(_EMPTY.get(sort)), sort())
        for name, sort in _FIELDS.items()
    }
    return Part(rows.order_by().annotate(**columns).values_list(*columns), says)


def answered(parts: Iterable[Part], *, viewer: Viewer) -> Iterator[Need]:
    """What all these say, in one statement."""
    asked = list(parts)
    if not asked:
        return
    first, *others = (
        one.rows.annotate(of=Value(place, output_field=BigIntegerField())).values_list(
            "of", *(f"a_{name}" for name in _FIELDS)
        )
        for place, one in enumerate(asked)
    )
    found: dict[int, list[Row]] = defaultdict(list)
    for of, *row in first.union(*others, all=True) if others else first:
        found[of].append(Row(*row))
    for place, one in enumerate(asked):
        yield from one.says(found[place])
