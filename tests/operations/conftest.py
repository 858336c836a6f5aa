"""Sites in folders of their own, on SQLite and on PostgreSQL, and everything that is in them, row for row."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from tests.samples import official

# Fixtures: somebody who signs in.
from tests.sign_in.conftest import make_person, nothing_counted_before, trust  # noqa: F401
from tools.postgres import ServerWillNotStart, temporary_cluster
from tools.system_parts import PartMissing, postgresql

ROOT = Path(__file__).resolve().parents[2]
DEMO, LOCAL = "wraparound.web.settings.demo", "wraparound.web.settings.local"
EMAIL, PASSWORD, SEED = "signe@made-up.example", "quiet lantern orchard", "what codes are made of"
LINES_OF_BULK = 6_000

# The account is opened by its link, as people do; then a second factor, unreadable without the site's key.
OPEN_ACCOUNT = f"""
import sys
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client
sent = {{"password1": "{PASSWORD}", "password2": "{PASSWORD}"}}
assert Client(SERVER_NAME="127.0.0.1").post(LINK, sent).status_code == 302
person = get_user_model().objects.get(email="{EMAIL}")
Authenticator.objects.create(user=person, type="recovery_codes", data={{"seed": get_adapter().encrypt("{SEED}")}})
"""
SIGN_IN = f"""
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
print(get_adapter().decrypt(Authenticator.objects.get().data["seed"]))
Authenticator.objects.all().delete()
for password in ("another lantern orchard", "{PASSWORD}"):
    answer = Client(SERVER_NAME="127.0.0.1").post("/people/sign-in/", {{"login": "{EMAIL}", "password": password}})
    print(answer.status_code, answer.headers.get("Location"))
"""
# What a backup must carry too: a trigger, on PostgreSQL its function, and so many rows that copying takes a while.
ON_SQLITE = """
CREATE TABLE bulk (id integer PRIMARY KEY, words text);
CREATE TABLE noted (id integer);
CREATE TRIGGER note AFTER INSERT ON bulk BEGIN INSERT INTO noted VALUES (new.id); END;
"""
ON_POSTGRESQL = """
CREATE TABLE bulk (id integer PRIMARY KEY, words text);
CREATE TABLE noted (id integer);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  $note$ BEGIN INSERT INTO noted VALUES (new.id); RETURN new; END $note$;
CREATE TRIGGER note AFTER INSERT ON bulk FOR EACH ROW EXECUTE FUNCTION note();
"""


@dataclass(frozen=True)
class Site:
    """One site: its folder, and its PostgreSQL database where it has one."""

    var: Path
    url: str = ""
    settings: str = DEMO

    @property
    def surroundings(self):
        kept = {name: value for name, value in os.environ.items() if name != "WRAPAROUND_DATABASE_URL"}
        named = {"WRAPAROUND_DATABASE_URL": self.url} if self.url else {}
        return {**kept, **named, "WRAPAROUND_VAR": str(self.var), "DJANGO_SETTINGS_MODULE": self.settings}

    @property
    def file(self):
        return self.var / ("demo" if self.settings == DEMO else "") / "wraparound.sqlite3"

    def command(self, *words):
        return [sys.executable, "-m", "wraparound.cli", *map(str, words)]

    def run(self, *words, **more):
        """What the command said: code, standard output, standard error."""
        return subprocess.run(
            self.command(*words),
            cwd=ROOT,
            env={**self.surroundings, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    def does(self, *words):
        """The same, where it must succeed."""
        done = self.run(*words)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, *words):
        """The command, still running."""
        return subprocess.Popen(
            self.command(*words),
            cwd=ROOT,
            env=self.surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def python(self, program, **more):
        """What a program says that runs inside this site."""
        program = f"import django\ndjango.setup()\n{program}"
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**self.surroundings, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_python(self, program):
        """The same, still running, its words to be read."""
        return subprocess.Popen(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{program}"],
            cwd=ROOT,
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def manage(self, *words):
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]

    def sql(self, script):
        """Statements run past the site."""
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as held:
                held.execute(script)
        else:
            with closing(sqlite3.connect(self.file, timeout=30)) as held:
                held.executescript(script)

    def rows_of(self, table):
        """How many rows a table has."""
        with psycopg.connect(self.url) if self.url else closing(sqlite3.connect(self.file, timeout=30)) as held:
            return held.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    @property
    def kind(self):
        return "postgresql" if self.url else "sqlite"

    def everything(self):
        """Every row of every table, sorted, and how the database is built: triggers and functions too."""
        return _everything_on_postgresql(self.url) if self.url else _everything_on_sqlite(self.file)

    def files(self):
        """Evidence and key: every file with its checksum."""
        found = [*(self.var / "evidence").rglob("*"), self.var / "secret-key"]
        return {
            str(path.relative_to(self.var)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in found
            if path.is_file() and path.name != ".lock"
        }

    def destroy(self):
        """Everything is lost."""
        if self.url:
            self.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        shutil.rmtree(self.var)


def _everything_on_sqlite(path):
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=30)) as held:
        built = sorted(str(row) for row in held.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
        names = [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: sorted(map(repr, held.execute(f'SELECT * FROM "{name}"'))) for name in sorted(names)}
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
    return {"": built, **rows}


# Conditions are left out: PostgreSQL writes them otherwise, and meaning the same, once they were copied.
BUILT = """
SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'constraint', conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename || indexname FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'sequence', sequencename || coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'
"""


def _everything_on_postgresql(url):
    with psycopg.connect(url) as held:
        built = sorted(map(str, held.execute(BUILT)))
        names = [name for (name,) in held.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        rows = {
            name: sorted(text for (text,) in held.execute(f'SELECT one::text FROM "{name}" AS one'))
            for name in sorted(names)
        }
    return {"": built, **rows}


def make_site(site, folder):
    """A made-up region with somebody who signs in, an evidence release of its own, triggers and many rows."""
    site.does("demo", "--only-prepare", "--people", "60")
    invited = ("Signe Backup", EMAIL, "--organisation", "ZZ01", "--job", "Chair")
    link = re.search(r"/people/accept/\S+", site.does("people", "invite", *invited))[0]
    site.python(OPEN_ACCOUNT.replace("LINK", repr(link)))
    (folder / "tea.toml").write_bytes(official.measure_file())
    (folder / "tea.csv").write_bytes(official.tea())
    site.does("sources", "import", folder / "tea.csv", folder / "tea.toml")
    site.sql(ON_POSTGRESQL if site.url else ON_SQLITE)
    site.sql(
        f"INSERT INTO bulk WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LINES_OF_BULK}) "
        f"SELECT i, {'repeat(md5(i::text), 60)' if site.url else 'hex(randomblob(1000))'} FROM n"
    )


def change_site(site):
    """Another state of database, evidence and key."""
    site.sql("DELETE FROM bulk WHERE id % 2 = 0; INSERT INTO bulk VALUES (1000000, 'later')")
    (site.var / "evidence/in_use").write_text("2026-11-23\n", encoding="utf-8")
    (site.var / "secret-key").write_text("another key of as many letters as a key should have\n", encoding="ascii")


@pytest.fixture(scope="session")
def cluster():
    """The address of a PostgreSQL server of these tests' own."""
    try:
        with temporary_cluster(postgresql()) as address:
            yield address
    except (PartMissing, ServerWillNotStart) as missing:
        pytest.skip(f"no PostgreSQL server: {missing}")


class Originals:
    """Sites made once, of which tests take copies."""

    def __init__(self, request, folder):
        self.request, self.folder, self.made, self.backups, self.copies = request, folder, {}, {}, 0

    def copy(self, kind):
        """A site of this kind, like the original in every row and file."""
        self.copies += 1
        return self.again(self._original(kind), f"copy{self.copies}")

    def backup(self, kind):
        """A backup of the original, and so of every copy that nobody has changed."""
        if kind not in self.backups:
            self.backups[kind] = self.folder / f"{kind}.tar.gz"
            self._original(kind).does("backup", self.backups[kind], "--demo")
        return self.backups[kind]

    def again(self, site, name):
        """A copy of a site that nobody uses just now."""
        copied = self._site(site.kind, name, site)
        shutil.copytree(site.var, copied.var, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static"))
        return copied

    def empty(self, kind):
        """A real site, as it is before its database is made."""
        self.copies += 1
        return replace(self._site(kind, f"empty{self.copies}"), settings=LOCAL)

    def _original(self, kind):
        if kind not in self.made:
            self.made[kind] = self._site(kind, "original")
            make_site(self.made[kind], self.folder)
        return self.made[kind]

    def _site(self, kind, name, like=None):
        if kind == "sqlite":
            return Site(self.folder / kind / name)
        server = self.request.getfixturevalue("cluster").rpartition("/")[0]
        template = f"TEMPLATE {like.url.rpartition('/')[2]}" if like else ""
        with psycopg.connect(f"{server}/postgres", autocommit=True) as held:
            held.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            held.execute(f"CREATE DATABASE {name} {template}")
        return Site(self.folder / kind / name, f"{server}/{name}")


@pytest.fixture(scope="session")
def originals(request, tmp_path_factory):
    return Originals(request, tmp_path_factory.mktemp("sites"))


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, originals):
    return originals.copy(request.param)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_site(request, originals):
    return originals.empty(request.param)


@contextmanager
def another_who_writes(site):
    """Somebody who writes pairs in one transaction after another: one row here, one there, never one without two."""
    site.sql("CREATE TABLE ones (id integer); CREATE TABLE twos (id integer)")
    program = """
import django
django.setup()
from django.db import connection, transaction
for number in range(1_000_000):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO ones VALUES (%s)", [number])
        cursor.execute("INSERT INTO twos VALUES (%s)", [number])
"""
    writer = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=site.surroundings)
    try:
        until = time.monotonic() + 30
        while site.rows_of("ones") < 10 and time.monotonic() < until:
            time.sleep(0.1)
        yield
        assert writer.poll() is None, "the writer stopped by itself"
    finally:
        writer.kill()
        writer.wait()
