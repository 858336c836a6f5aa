"""Which of many questions find anything, in one question to the store: mostly nothing is wanted of most people."""

from collections.abc import Mapping
from typing import Any

from django.db.models import IntegerField, QuerySet, Value


def present(asked: Mapping[str, QuerySet[Any]]) -> tuple[str, ...]:
    """The names of those that find anything, in the order given."""
    names = tuple(asked)
    if not names:
        return ()
    first, *others = (
        rows.order_by().values_list(Value(place, output_field=IntegerField())).distinct()
        for place, rows in enumerate(asked.values())
    )
    found = first.union(*others) if others else first
    return tuple(names[place] for (place,) in sorted(found))
