"""A process that is killed while it writes an import leaves nothing of it behind."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from wraparound.published.export import as_csv

ROWS = 6_000
PAGES = 1_500_000
"""Bytes of the store's own log from which it is certain that the writing has begun and not ended."""


def site(folder):
    settings = {"WRAPAROUND_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.demo"}
    return {**os.environ, **settings}


def run(folder, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "wraparound.cli", *words],
        env=site(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def counted(folder):
    (store,) = (folder / "demo").glob("*.sqlite3")
    with closing(sqlite3.connect(store)) as connection:
        asked = ("SELECT COUNT(*) FROM people_person", "SELECT COUNT(*) FROM people_membership_version")
        return [connection.execute(one).fetchone()[0] for one in asked]


def test_killed_while_it_writes_nothing_is_written_and_the_next_time_all_of_it(tmp_path):
    assert run(tmp_path, "demo", "--only-prepare", "--people", "40").wait() == 0
    rows = [{"Employee number": str(number), "Name": f"Person {number}", "Job": "Matron"} for number in range(ROWS)]
    file = tmp_path / "people.csv"
    file.write_bytes(as_csv(rows))
    words = ("pipelines", "import", str(file), "--organisation", "ZZ01", "--apply", "--demo")
    before = counted(tmp_path)
    (store,) = (tmp_path / "demo").glob("*.sqlite3")
    log = store.with_name(f"{store.name}-wal")
    writing = run(tmp_path, *words)
    while writing.poll() is None and not (log.exists() and log.stat().st_size > PAGES):
        time.sleep(0.01)
    assert writing.poll() is None, "it ended before it could be killed: give it more rows"
    writing.kill()
    writing.wait()
    assert counted(tmp_path) == before
    assert run(tmp_path, *words).wait() == 0
    assert counted(tmp_path)[0] == before[0] + ROWS
