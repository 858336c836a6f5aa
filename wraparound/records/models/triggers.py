"""The database's own part: it writes every history, and refuses what nobody answers for.

Whatever way a row is written, one by one, in bulk, by an import or by hand, the same triggers see it. History libraries
that listen to the framework miss bulk writes; these cannot. What they need to know of the moment (which change is open,
whether something may be removed) they ask the connection: on SQLite by two functions that every connection of ours
brings, on PostgreSQL by two settings of the transaction. A program without them cannot write to a kept table at all.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from wraparound.records.models.keeping import FOREVER, KEPT, Kept
from wraparound.records.models.log import APPEND_ONLY, Era
from wraparound.records.models.outbox import Event

_CHANGE: ContextVar[int | None] = ContextVar("open change", default=None)
_REMOVING: ContextVar[bool] = ContextVar("removing", default=False)
NOBODY = "records: nobody says who changes this and why; write inside records.actions.changes.changing"
FINAL = "records: this is only ever added to"
SAME_NUMBER = "records: a record keeps its number"
CREATES = re.compile(r'CREATE TRIGGER "(?P<name>[^"]+)" .*? ON "(?P<table>[^"]+)"', re.DOTALL)
END_INSTEAD = "records: records are ended, not deleted"
UNTIL = f"'{FOREVER:%Y-%m-%d %H:%M:%S}'"
"""As SQLite holds it; PostgreSQL's sessions are ours and keep their times in UTC, so that it reads it alike."""


def open_change() -> int | None:
    """The number of the change that is open, if one is."""
    return _CHANGE.get()


@contextmanager
def change_open(number: int, connection: BaseDatabaseWrapper) -> Iterator[None]:
    """From here on every write belongs to the change."""
    token = _CHANGE.set(number)
    _set(connection, "change", str(number))
    try:
        yield
    finally:
        _CHANGE.reset(token)
        # After a failed statement PostgreSQL takes nothing more; the rollback that follows takes the setting back.
        with suppress(DatabaseError):
            _set(connection, "change", "")


@contextmanager
def removing(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within it, and only there, records and their history can be removed or overwritten for good."""
    token = _REMOVING.set(True)
    _set(connection, "removing", "yes")
    try:
        yield
    finally:
        _REMOVING.reset(token)
        with suppress(DatabaseError):
            _set(connection, "removing", "yes" if _REMOVING.get() else "")


def _set(connection: BaseDatabaseWrapper, name: str, value: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [f"wraparound.{name}", value])


def bring_functions(sender: Any, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Gives a new SQLite connection the two functions that the triggers ask."""
    if connection.vendor == "sqlite":
        raw = connection.connection
        raw.create_function("wraparound_change", 0, _CHANGE.get)
        raw.create_function("wraparound_removing", 0, lambda: int(_REMOVING.get()))


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in its place, anew."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger of ours away: before tables are remade, or everything is emptied."""
    with connection.cursor() as cursor:
        for name, table in _in_place(connection):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The tables that are not guarded as they should be: whose history is not written, or could be altered."""
    there = {name for name, _ in _in_place(connection)}
    wanted = [found for one in _statements(connection) if (found := CREATES.match(one))]
    return tuple(dict.fromkeys(found["table"] for found in wanted if found["name"] not in there))


def _in_place(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    asked = (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgname LIKE 'kept\\_%'"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kept\\_%' ESCAPE '\\'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return list(cursor.fetchall())


def _statements(connection: BaseDatabaseWrapper) -> Iterator[str]:
    write = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    final = _final_on_postgresql if connection.vendor == "postgresql" else _final_on_sqlite
    for kept in KEPT.values():
        yield from write(kept)
    of_capabilities = [one._meta.db_table for one in apps.get_models() if getattr(one, "only_added_to", False)]
    for table in (*(one._meta.db_table for one in (*APPEND_ONLY, Era, Event)), *of_capabilities):
        yield from final(table)


def _quoted(names: tuple[str, ...], row: str = "") -> str:
    return ", ".join(f'{row}"{name}"' for name in names)


def _on_sqlite(kept: Kept) -> Iterator[str]:
    table, history, columns = kept.table, kept.history, kept.columns
    change = "(SELECT wraparound_change())"
    ask = f"SELECT RAISE(ABORT, '{NOBODY}') WHERE wraparound_change() IS NULL;"
    era = f"(SELECT COALESCE(MAX(number), 0) FROM records_era WHERE \"table\" = '{table}')"
    at = f"(SELECT at FROM records_change WHERE id = {change})"
    # The plus keeps SQLite from the index of the change, which a bulk update fills with everything it has touched.
    close = (
        f'DELETE FROM "{history}" WHERE v_record = OLD."{kept.key}" AND v_until = {UNTIL} AND +v_change = {change};'
        f'UPDATE "{history}" SET v_until = {at}, v_until_change = {change} '
        f'WHERE v_record = OLD."{kept.key}" AND v_until = {UNTIL};'
    )
    add = (
        f'INSERT INTO "{history}" (v_record, v_since, v_until, v_change, v_era, v_carried, {_quoted(columns)}) '
        f'VALUES (NEW."{kept.key}", {at}, {UNTIL}, {change}, {era}, 0, {_quoted(columns, "NEW.")});'
    )
    differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    yield f'CREATE TRIGGER "kept_{table}_i" AFTER INSERT ON "{table}" BEGIN {ask} {add} END'
    yield (
        f'CREATE TRIGGER "kept_{table}_u" AFTER UPDATE OF {_quoted(columns)} ON "{table}" WHEN {differs} '
        f"BEGIN {ask} {close} {add} END"
    )
    yield (
        f'CREATE TRIGGER "kept_{table}_d" BEFORE DELETE ON "{table}" BEGIN '
        f"SELECT RAISE(ABORT, '{END_INSTEAD}') WHERE NOT wraparound_removing(); {ask} {close} END"
    )
    yield (
        f'CREATE TRIGGER "kept_{table}_n" BEFORE UPDATE OF "{kept.key}" ON "{table}" '
        f'WHEN OLD."{kept.key}" IS NOT NEW."{kept.key}" BEGIN SELECT RAISE(ABORT, \'{SAME_NUMBER}\'); END'
    )
    yield (
        f'CREATE TRIGGER "kept_{history}_i" BEFORE INSERT ON "{history}" WHEN wraparound_change() IS NULL '
        f"BEGIN SELECT RAISE(ABORT, '{FINAL}'); END"
    )
    # A version is closed once, or goes with the change that made it; anything else is removal.
    yield (
        f'CREATE TRIGGER "kept_{history}_d" BEFORE DELETE ON "{history}" WHEN NOT wraparound_removing() '
        f"AND OLD.v_change IS NOT wraparound_change() BEGIN SELECT RAISE(ABORT, '{FINAL}'); END"
    )
    whole = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in ("v_record", "v_since", "v_change", *columns))
    yield (
        f'CREATE TRIGGER "kept_{history}_u" BEFORE UPDATE ON "{history}" WHEN NOT wraparound_removing() '
        f"AND (OLD.v_until <> {UNTIL} OR wraparound_change() IS NULL OR {whole}) "
        f"BEGIN SELECT RAISE(ABORT, '{FINAL}'); END"
    )


def _final_on_sqlite(table: str) -> Iterator[str]:
    for letter, verb in (("u", "UPDATE"), ("d", "DELETE")):
        yield (
            f'CREATE TRIGGER "kept_{table}_{letter}" BEFORE {verb} ON "{table}" WHEN NOT wraparound_removing() '
            f"BEGIN SELECT RAISE(ABORT, '{FINAL}'); END"
        )


_CHANGE_PG = "NULLIF(current_setting('wraparound.change', true), '')::bigint"
_REMOVING_PG = "COALESCE(current_setting('wraparound.removing', true), '') = 'yes'"


def _on_postgresql(kept: Kept) -> Iterator[str]:
    table, history, columns = kept.table, kept.history, kept.columns
    ask = f"IF {_CHANGE_PG} IS NULL THEN RAISE EXCEPTION '{NOBODY}' USING ERRCODE = 'restrict_violation'; END IF;"
    close = (
        f'DELETE FROM "{history}" WHERE v_record = OLD."{kept.key}" AND v_until = {UNTIL} AND v_change + 0 = now_open;'
        f'UPDATE "{history}" SET v_until = now_at, v_until_change = now_open '
        f'WHERE v_record = OLD."{kept.key}" AND v_until = {UNTIL};'
    )
    add = (
        f'INSERT INTO "{history}" (v_record, v_since, v_until, v_change, v_era, v_carried, {_quoted(columns)}) '
        f'VALUES (NEW."{kept.key}", now_at, {UNTIL}, now_open, '
        f"(SELECT COALESCE(MAX(number), 0) FROM records_era WHERE \"table\" = '{table}'), false, "
        f"{_quoted(columns, 'NEW.')});"
    )
    refuse = (
        f"IF NOT ({_REMOVING_PG}) THEN RAISE EXCEPTION '{END_INSTEAD}' USING ERRCODE = 'restrict_violation'; END IF;"
    )
    yield (
        f'CREATE OR REPLACE FUNCTION "kept_{table}"() RETURNS trigger LANGUAGE plpgsql AS $$ '
        f"DECLARE now_open bigint := {_CHANGE_PG}; now_at timestamptz; BEGIN "
        f"IF TG_OP = 'DELETE' THEN {refuse} END IF; {ask} "
        f"SELECT at INTO now_at FROM records_change WHERE id = now_open; "
        f"IF TG_OP <> 'INSERT' THEN {close} END IF; IF TG_OP <> 'DELETE' THEN {add} END IF; RETURN NULL; END $$"
    )
    differs = " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in columns)
    run = f'FOR EACH ROW EXECUTE FUNCTION "kept_{table}"()'
    yield f'CREATE TRIGGER "kept_{table}_i" AFTER INSERT ON "{table}" {run}'
    yield (
        f'CREATE TRIGGER "kept_{table}_u" AFTER UPDATE OF {_quoted(columns)} ON "{table}" '
        f'FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION "kept_{table}"()'
    )
    yield f'CREATE TRIGGER "kept_{table}_d" AFTER DELETE ON "{table}" {run}'
    yield from _function_that_refuses()
    yield (
        f'CREATE TRIGGER "kept_{table}_n" BEFORE UPDATE OF "{kept.key}" ON "{table}" FOR EACH ROW '
        f'WHEN (OLD."{kept.key}" IS DISTINCT FROM NEW."{kept.key}") EXECUTE FUNCTION "kept_refuse"()'
    )
    yield (
        f'CREATE TRIGGER "kept_{history}_i" BEFORE INSERT ON "{history}" FOR EACH ROW '
        f'WHEN ({_CHANGE_PG} IS NULL) EXECUTE FUNCTION "kept_refuse"()'
    )
    for name in (table, history):
        yield f'CREATE TRIGGER "kept_{name}_t" BEFORE TRUNCATE ON "{name}" EXECUTE FUNCTION "kept_refuse"()'
    whole = " OR ".join(
        f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in ("v_record", "v_since", "v_change", *columns)
    )
    yield (
        f'CREATE TRIGGER "kept_{history}_d" BEFORE DELETE ON "{history}" FOR EACH ROW '
        f'WHEN (NOT ({_REMOVING_PG}) AND OLD.v_change IS DISTINCT FROM {_CHANGE_PG}) EXECUTE FUNCTION "kept_refuse"()'
    )
    yield (
        f'CREATE TRIGGER "kept_{history}_u" BEFORE UPDATE ON "{history}" FOR EACH ROW '
        f"WHEN (NOT ({_REMOVING_PG}) AND (OLD.v_until <> {UNTIL} OR {_CHANGE_PG} IS NULL OR {whole})) "
        f'EXECUTE FUNCTION "kept_refuse"()'
    )


def _final_on_postgresql(table: str) -> Iterator[str]:
    yield from _function_that_refuses()
    for letter, verb in (("u", "UPDATE"), ("d", "DELETE")):
        yield (
            f'CREATE TRIGGER "kept_{table}_{letter}" BEFORE {verb} ON "{table}" FOR EACH ROW '
            f'WHEN (NOT ({_REMOVING_PG})) EXECUTE FUNCTION "kept_refuse"()'
        )
    yield f'CREATE TRIGGER "kept_{table}_t" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION "kept_refuse"()'


def _function_that_refuses() -> Iterator[str]:
    yield (
        'CREATE OR REPLACE FUNCTION "kept_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ '
        f"BEGIN RAISE EXCEPTION '{FINAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
