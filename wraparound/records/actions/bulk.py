"""Many records changed by a few statements, inside a change; their history is written by the database as always."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model

from wraparound.records.models.keeping import Record
from wraparound.records.terms import Someone

AT_ONCE = 5_000
PLAIN = frozenset({str, int, bool, type(None)})
"""What stands in every store as it is."""


def change_many(record: type[Record], changes: Mapping[int, Mapping[str, Any]], *, by: Someone) -> int:
    """Gives each of these records, by number, these values of its fields; how many. Callers have checked who may."""
    alike: dict[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]] = {}
    for number, values in changes.items():
        alike.setdefault(tuple(sorted(values)), []).append((number, values))
    with connection.cursor() as cursor:
        for names, rows in alike.items():
            fields = [record._meta.get_field(name) for name in names]
            told = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]  # own fields
            sql = f'UPDATE "{record._meta.db_table}" SET {told} WHERE "{record._meta.pk.column}" = %s'
            for some in batched(rows, AT_ONCE):
                cursor.executemany(
                    sql,
                    [[*(_stored(field, values[field.name]) for field in fields), number] for number, values in some],
                )
    return len(changes)


def add_many(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, by: Someone) -> None:
    """Adds rows with these values of these fields, which are all that have no default in the store.

    For tens of thousands of which nobody needs the numbers at once.
    """
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)  # type: ignore[union-attr]  # own fields
    sql = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({", ".join(["%s"] * len(fields))})'
    with connection.cursor() as cursor:
        for some in batched(rows, AT_ONCE):
            stored = [[_stored(field, value) for field, value in zip(fields, row, strict=True)] for row in some]
            cursor.executemany(sql, stored)


def _stored(field: Any, value: Any) -> Any:
    if type(value) in PLAIN:
        return value
    plain = value.pk if isinstance(value, Record) else value
    target = field.target_field if field.is_relation else field
    return target.get_db_prep_save(plain, connection)
