"""Which of many questions find anything, in one question to the store: mostly nothing is wanted of most people."""

from collections.abc import Mapping
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from wraparound.people.terms.access import Viewer


def present(asked: Mapping[str, QuerySet[Any]], *, viewer: Viewer) -> tuple[str, ...]:
    """The names of those that find anything for the viewer whom they are about, in the order given."""
    names = tuple(asked)
    if not names:
        return ()
    first, *others = (
        rows.order_by().values_list(Value(place, output_field=IntegerField())).distinct()
        for place, rows in enumerate(asked.values())
    )
    found = first.union(*others) if others else first
    return tuple(names[place] for (place,) in sorted(found))
