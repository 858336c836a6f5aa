"""The migrations that this software has, held against those that a store has been through."""

from collections.abc import Iterable
from functools import cache

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

Step = tuple[str, str]
"""A migration by its app and its name."""


def waiting(applied: Iterable[Step]) -> list[Step]:
    """Migrations that the store has yet to go through."""
    done = set(applied)
    done |= {old for step, one in known_steps().items() if step in done for old in one.replaces}
    return [
        step
        for step, one in known_steps().items()
        if step not in done and not (one.replaces and done.issuperset(one.replaces))
    ]


def unknown(applied: Iterable[Step]) -> list[Step]:
    """Migrations that the store has been through and this software has never heard of: a newer one made them."""
    replaced = {old for one in known_steps().values() for old in one.replaces}
    return sorted(set(applied) - known_steps().keys() - replaced)


@cache
def known_steps() -> dict[Step, Migration]:
    """Every migration of this software; read once, because software does not change while it runs."""
    # Without a connection it reads files only.
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return dict(loader.disk_migrations or {})
