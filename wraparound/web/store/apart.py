"""Which of the two stores of a site a table stands in: those of equality in theirs, all others in the other.

Django asks for every read, every write, every relation and every migration. No foreign key can lead from one store to
the other, because neither would find it.
"""

from typing import Any

EQUALITY_STORE = "equality"
"""The name of the second store, of its schema on PostgreSQL, and of the one capability whose tables stand in it."""


class EqualityApart:
    """The router of Django's settings."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return EQUALITY_STORE if _is_apart(model) else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return EQUALITY_STORE if _is_apart(model) else None

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        if _is_apart(one) or _is_apart(other):
            return _is_apart(one) and _is_apart(other)
        return None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == EQUALITY_STORE) == (app_label == EQUALITY_STORE)


def _is_apart(model: Any) -> bool:
    return bool(model._meta.app_label == EQUALITY_STORE)
