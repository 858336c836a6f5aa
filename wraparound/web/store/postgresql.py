"""A PostgreSQL database: copied by pg_dump from one snapshot, replaced by psql in one transaction.

Before the copy is played back, everything of ours is dropped, in that same transaction: `pg_restore --clean` would drop
only what the copy knows, and stumble over tables that a newer version has added since.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from wraparound.web.store.apart import EQUALITY_STORE
from wraparound.web.store.archive import PIECE, BackupAltered, BackupRefused
from wraparound.web.store.kinds import Contents
from wraparound.web.store.room import Room

# Where packagers put the programs, which are not always on the PATH, or not in the version of the server.
PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "opt/homebrew/opt/libpq/bin",
)
PROGRAMS = ("pg_dump", "pg_restore", "psql")
AS_IT_WAS = "Nothing was restored, all is as it was."

# What belongs to an extension stays: only a superuser could bring it back. So does the store of equality, which is
# replaced by itself.
DROP_EVERYTHING = f"""
BEGIN;
SET LOCAL lock_timeout = '60s';
DO $everything$
DECLARE one record;
BEGIN
  FOR one IN SELECT nspname FROM pg_namespace
    WHERE nspname NOT IN ('public', 'information_schema', '{EQUALITY_STORE}') AND nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass
                      AND objid = pg_namespace.oid AND deptype = 'e')
  LOOP EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', one.nspname); END LOOP;
  FOR one IN SELECT relname, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                                          WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                      AND objid = pg_class.oid AND deptype = 'e')
    ORDER BY relname
  LOOP EXECUTE format('DROP %s IF EXISTS public.%I CASCADE', one.kind, one.relname); END LOOP;
  FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                      AND objid = pg_class.oid AND deptype = 'e')
  LOOP EXECUTE format('DROP SEQUENCE IF EXISTS public.%I CASCADE', one.relname); END LOOP;
  FOR one IN SELECT oid::regprocedure AS signature FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass
                      AND objid = pg_proc.oid AND deptype = 'e')
  LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.signature); END LOOP;
  FOR one IN SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
      AND (typtype IN ('e', 'd', 'r') OR (typtype = 'c'
           AND EXISTS (SELECT FROM pg_class WHERE oid = typrelid AND relkind = 'c')))
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass
                      AND objid = pg_type.oid AND deptype = 'e')
  LOOP EXECUTE format('DROP TYPE IF EXISTS public.%I CASCADE', one.typname); END LOOP;
END $everything$;
"""
DROP_EQUALITY = f"""
BEGIN;
SET LOCAL lock_timeout = '60s';
DROP SCHEMA IF EXISTS {EQUALITY_STORE} CASCADE;
"""


@dataclass(frozen=True)
class Programs:
    """The folder of pg_dump, pg_restore and psql, all of one version."""

    folder: Path
    version: int

    def command(self, name: str, *words: str) -> list[str]:
        """A command that asks nobody for a password."""
        return [str(self.folder / name), *(() if name == "pg_restore" else ("--no-password",)), *words]


@dataclass(frozen=True)
class PostgresStore:
    """One of the two stores of a site: a database without the schema of equality, or that schema alone.

    `place` is how Django is told about it, and `name` what Django calls it.
    """

    place: Mapping[str, Any]
    name: str = "default"
    kind: str = "PostgreSQL"
    part: str = "database.pgdump"

    def made_with(self) -> str:
        programs = programs_for(self._server())
        return f"PostgreSQL {self._server()}, pg_dump {programs.version}"

    @property
    def is_equality(self) -> bool:
        """Whether it is the schema of equality."""
        return self.name == EQUALITY_STORE

    def copy_out(self, copy: Path) -> Contents:
        from django.db import connections, transaction

        programs = programs_for(self._server())
        with transaction.atomic(using=self.name), connections[self.name].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            # Counted in the snapshot that is copied, however much is written meanwhile.
            snapshot = str(cursor.fetchone()[0])
            contents = self._contents()
            if not contents.tables:
                raise BackupRefused("The database is empty, so there is nothing to back up.")
            which = "--schema" if self.is_equality else "--exclude-schema"
            words = ("--format=custom", f"{which}={EQUALITY_STORE}", f"--snapshot={snapshot}", f"--file={copy}")
            self._run(programs.command("pg_dump", *words), "The database could not be copied")
        return contents

    def check(self, copy: Path, said: Contents) -> None:
        """Every row is unpacked once; without the programs at hand, the checksum alone has to do."""
        at_hand = programs_here()
        if not at_hand:
            return
        try:
            self._run(at_hand[-1].command("pg_restore", f"--file={os.devnull}", str(copy)), "It cannot be read")
        except BackupRefused as trouble:
            raise BackupAltered(f"The database in this backup cannot be used here. {trouble}") from trouble

    def contents(self) -> Contents:
        from django.db import transaction

        with transaction.atomic(using=self.name):
            return self._contents()

    def mark(self) -> str:
        from django.db import ProgrammingError, connections, transaction

        try:
            with transaction.atomic(using=self.name), connections[self.name].cursor() as cursor:
                # A table made anew has another number. Asking its rows waits for whoever is replacing it just now.
                cursor.execute("SELECT tableoid::bigint FROM django_migrations LIMIT 1")
                return str((cursor.fetchone() or [""])[0])
        except ProgrammingError:
            return ""  # there is no such table yet

    def replace_with(self, copy: Path, said: Contents, room: Room) -> None:
        from django.db import connections

        programs = programs_for(self._server())
        connections.close_all()
        words = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output", os.devnull, "--file=-")
        with tempfile.TemporaryFile(dir=room.folder) as spoken:
            # It holds the lock too: should we be killed now, nobody looks what became of it before it has ended.
            playing = subprocess.Popen(
                programs.command("psql", *words),
                env=self._surroundings(),
                stdin=subprocess.PIPE,
                stderr=spoken,
                pass_fds=(room.lock,),
            )
            assert playing.stdin is not None
            done = False
            try:
                with suppress(BrokenPipeError):  # it ended early, and what it said tells why
                    done = self._play(programs.command("pg_restore", *_AS_SCRIPT, str(copy)), said, playing.stdin)
            finally:
                with suppress(BrokenPipeError):
                    playing.stdin.close()
                failed = playing.wait()
            if failed or not done:
                raise BackupRefused(f"{AS_IT_WAS} {_first_error(spoken)}")

    def _play(self, command: list[str], said: Contents, psql: IO[bytes]) -> bool:
        """The whole transaction; true when its last word was said. Without that word nothing has happened."""
        psql.write((DROP_EQUALITY if self.is_equality else DROP_EVERYTHING).encode())
        with tempfile.TemporaryFile() as spoken:
            reading = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=spoken)
            assert reading.stdout is not None
            try:
                shutil.copyfileobj(reading.stdout, psql, PIECE)
            finally:
                reading.stdout.close()
                failed = reading.wait()
            if failed:
                # psql sees the end of what it is told, and ends without having changed anything.
                raise BackupRefused(f"{AS_IT_WAS} {_first_error(spoken)}")
        psql.write(_counted(said.tables).encode())
        psql.write(b"COMMIT;\n")
        psql.flush()
        return True

    def _contents(self) -> Contents:
        from django.db import connections

        connection = connections[self.name]
        with connection.cursor() as cursor:
            names = sorted(connection.introspection.table_names(cursor))
            tables = {name: _rows(cursor, name) for name in names}
            steps: Iterable[tuple[str, str]] = ()
            if "django_migrations" in tables:
                cursor.execute("SELECT app, name FROM django_migrations")
                steps = cursor.fetchall()
        return Contents(tables, tuple(sorted((app, name) for app, name in steps)))

    def _run(self, command: list[str], otherwise: str) -> None:
        with tempfile.TemporaryFile() as said:
            if subprocess.run(command, env=self._surroundings(), stderr=said, check=False).returncode:
                raise BackupRefused(f"{otherwise}: {_first_error(said)}")

    def _surroundings(self) -> dict[str, str]:
        """Where the database is, told where no list of processes shows it."""
        told = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
        # Where tables are found that are named alone: the counts at the end of a restore name them so.
        found = {"PGOPTIONS": f"-c search_path={EQUALITY_STORE}"} if self.is_equality else {}
        named = {name: str(self.place[key]) for name, key in told.items() if self.place.get(key)}
        return {**os.environ, **found, **named}

    def _server(self) -> int:
        """The major version of the server."""
        from django.db import connections

        with connections[self.name].cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            return int(cursor.fetchone()[0]) // 10_000


_AS_SCRIPT = ("--no-owner", "--file=-")


def programs_for(server: int, places: Iterable[str] = PLACES) -> Programs:
    """The oldest programs that understand a server of this version: newer ones say things it may not know."""
    found = programs_here(places)
    for one in found:
        if one.version >= server:
            return one
    wanted = f"version {server} or newer (on Debian and Ubuntu: apt-get install postgresql-client-{server})"
    if found:
        raise BackupRefused(
            f"pg_dump here is version {found[-1].version}, and the server is {server}: install {wanted}."
        )
    raise BackupRefused(f"pg_dump, pg_restore and psql are not all here: install {wanted}.")


def programs_here(places: Iterable[str] = PLACES) -> list[Programs]:
    """All that are installed, oldest first."""
    folders = [folder for place in places for folder in sorted(Path("/").glob(place))]
    if on_path := shutil.which("pg_dump"):
        folders.append(Path(on_path).parent)
    found = [Programs(folder, _version(folder)) for folder in folders if _has_all(folder)]
    return sorted((one for one in found if one.version), key=lambda one: one.version)


def _has_all(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in PROGRAMS)


def _version(folder: Path) -> int:
    try:
        said = subprocess.run([str(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def _rows(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")
    return int(cursor.fetchone()[0])


def _counted(tables: Mapping[str, int]) -> str:
    """Ends the transaction with nothing changed, should one table not hold the rows that it held when it was copied."""
    checks = "".join(
        f"IF (SELECT count(*) FROM {_quoted(table)}) <> {int(rows)} THEN "
        "RAISE EXCEPTION 'a table does not hold the rows it held when it was copied'; END IF;\n"
        for table, rows in tables.items()
    )
    # What was played back has emptied the search path.
    return f"\nSET search_path = DEFAULT;\nDO $counted$ BEGIN\n{checks}END $counted$;\n"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_error(said: IO[bytes]) -> str:
    """The first line that tells of an error: what stands below it may quote rows."""
    said.seek(0)
    lines = [line for line in said.read().decode(errors="replace").splitlines() if line.strip()]
    first = next((line for line in lines if "error" in line.lower() or "fatal" in line.lower()), "")
    return first or (lines[0] if lines else "The program ended without a word.")
