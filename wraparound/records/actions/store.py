"""What history needs of the database: triggers in place, and a first version of whatever was there before them."""

from datetime import datetime

from django.db import connection

from wraparound.records.actions.changes import changing
from wraparound.records.models.keeping import FOREVER, KEPT, Kept
from wraparound.records.models.log import Change, Era
from wraparound.records.terms import Someone

ROWS_LOOKED_AT = 1_000
"""Of an index, when SQLite learns how its rows are spread: enough to choose a way by, and done at once."""
LEAST_IN_AN_ERA = 2_000
"""Versions below which a table's history needs no new era, however few rows it has."""


def enter_what_was_here(*, at: datetime, by: Someone) -> int:
    """Gives every row that has no version, or another one, its version; how many. History begins or goes on there."""
    count = 0
    for kept in KEPT.values():
        with connection.cursor() as cursor:
            cursor.execute(_unlike(kept))
            keys = [key for (key,) in cursor.fetchall()]
        if keys:
            with changing("What was here when history was begun or brought up to date", at=at, by=by) as change:
                for key in keys:
                    _enter(kept, key, change)
            count += len(keys)
        count += _close_those_gone(kept, at, by)
    return count


def learn_the_spread(*, by: Someone) -> None:
    """Lets SQLite see how rows are spread, so that it chooses its ways by what is there; PostgreSQL does so by itself.

    Without it, SQLite takes every index to be as good as any other, and reads 50,000 people to find the 600 released.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'")
        if cursor.fetchone():
            # Some builds keep samples of what stands in the rows, where no removal would find a name.
            cursor.execute("DELETE FROM sqlite_stat4")


def _close_those_gone(kept: Kept, at: datetime, by: Someone) -> int:
    """Closes the versions of rows that are there no longer: they went while no trigger saw it."""
    still = kept.record._default_manager.values("pk")
    gone = kept.versions._default_manager.filter(v_until=FOREVER).exclude(v_record__in=still)
    if not gone.exists():
        return 0
    with changing("Gone while history was not being written", at=at, by=by) as change:
        return gone.update(v_until=Change.objects.get(pk=change).at, v_until_change=change)


def _unlike(kept: Kept) -> str:
    """The numbers of rows whose open version is missing or differs."""
    same = " AND ".join(f'(h."{one}" = t."{one}" OR (h."{one}" IS NULL AND t."{one}" IS NULL))' for one in kept.columns)
    return (
        f'SELECT t."{kept.key}" FROM "{kept.table}" t WHERE NOT EXISTS (SELECT 1 FROM "{kept.history}" h '
        f"WHERE h.v_record = t.\"{kept.key}\" AND h.v_until = '{FOREVER:%Y-%m-%d %H:%M:%S}' AND {same})"
    )


def _enter(kept: Kept, key: int, change: int) -> None:
    names = ", ".join(f'"{one}"' for one in kept.columns)
    until = f"'{FOREVER:%Y-%m-%d %H:%M:%S}'"
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{kept.history}" SET v_until = (SELECT at FROM records_change WHERE id = %s), v_until_change = %s '
            f"WHERE v_record = %s AND v_until = {until}",
            [change, change, key],
        )
        cursor.execute(
            f'INSERT INTO "{kept.history}" (v_record, v_since, v_until, v_change, v_era, v_carried, {names}) '
            f'SELECT "{kept.key}", (SELECT at FROM records_change WHERE id = %s), {until}, %s, '
            f"(SELECT COALESCE(MAX(number), 0) FROM records_era WHERE \"table\" = '{kept.table}'), %s, {names} "
            f'FROM "{kept.table}" WHERE "{kept.key}" = %s',
            [change, change, False, key],
        )


def begin_eras(*, at: datetime, by: Someone) -> tuple[str, ...]:
    """Begins a new era for each table whose history has grown to half as much again as stands in it; the tables.

    A look back reads the versions of one era only: few more than there are rows, whatever the number of changes. The
    copies that begin an era keep their times and numbers, so that the state on no date changes.
    """
    begun = []
    for kept in KEPT.values():
        era = Era.objects.filter(table=kept.table).order_by("-number").values_list("number", flat=True).first() or 0
        held = kept.versions._default_manager.filter(v_era=era).count()
        if held >= max(LEAST_IN_AN_ERA, 1.5 * kept.record._default_manager.count()):
            with changing("History arranged anew, so that looking back stays quick", at=at, by=by) as change:
                _begin(kept, era, change)
            begun.append(kept.table)
    return tuple(begun)


def _begin(kept: Kept, era: int, change: int) -> None:
    Era.objects.create(table=kept.table, number=era + 1, began_at=Change.objects.get(pk=change).at)
    names = ", ".join(("v_record", "v_since", "v_until", "v_change", *(f'"{one}"' for one in kept.columns)))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{kept.history}" ({names}, v_era, v_carried) SELECT {names}, %s, %s FROM "{kept.history}" '
            f"WHERE v_era = %s AND v_until = '{FOREVER:%Y-%m-%d %H:%M:%S}'",
            [era + 1, True, era],
        )


def is_ready(*, by: Someone) -> bool:
    """Whether every kept table and its history is there; not while a site is only half brought up to date."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    wanted = {kept.table for kept in KEPT.values()} | {kept.history for kept in KEPT.values()}
    return wanted | {"records_change", "records_era", "records_event"} <= there
