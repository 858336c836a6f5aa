"""A process that is killed while it writes or undoes an import leaves nothing half-done behind."""

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


def stored(folder):
    return folder / "demo/wraparound.sqlite3"


def counted(folder):
    with closing(sqlite3.connect(stored(folder))) as connection:
        asked = ("SELECT COUNT(*) FROM people_person", "SELECT COUNT(*) FROM people_membership_version")
        return [connection.execute(one).fetchone()[0] for one in asked]


def told(folder, sql):
    """What the store says, or does, beside the site."""
    with closing(sqlite3.connect(stored(folder))) as connection, connection:
        return connection.execute(sql).fetchall()


def a_site_with_a_file(folder):
    """The words that bring the file in, and how many there are before."""
    assert run(folder, "demo", "--only-prepare", "--people", "40").wait() == 0
    rows = [{"Employee number": str(number), "Name": f"Person {number}", "Job": "Matron"} for number in range(ROWS)]
    file = folder / "people.csv"
    file.write_bytes(as_csv(rows))
    return ("pipelines", "import", str(file), "--organisation", "ZZ01", "--apply", "--demo"), counted(folder)


def killed_while_it_writes(folder, process):
    """Ends the process once the store's own log shows that it has begun, and not ended, what it writes."""
    log = stored(folder).with_name(f"{stored(folder).name}-wal")
    while process.poll() is None and not (log.exists() and log.stat().st_size > PAGES):
        time.sleep(0.01)
    assert process.poll() is None, "it ended before it could be killed: give it more rows"
    process.kill()
    process.wait()


def test_killed_while_it_writes_nothing_is_written_and_the_next_time_all_of_it(tmp_path):
    words, before = a_site_with_a_file(tmp_path)
    killed_while_it_writes(tmp_path, run(tmp_path, *words))
    assert counted(tmp_path) == before
    assert run(tmp_path, *words).wait() == 0
    assert counted(tmp_path)[0] == before[0] + ROWS


ASKED = """
import django
django.setup()
from django.utils import timezone
from wraparound.capabilities.pipelines.actions.undoing import confirm_undo
from wraparound.capabilities.pipelines.models.exchange import Import
from wraparound.people.models import Grant
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR
row, at = Import.objects.get(), timezone.localtime()
keeps = Grant.objects.current(at.date()).get(organisation=row.organisation_id, role="people_director", purpose="talent")
assert not confirm_undo(row.pk, seen=0, at=at, by=viewer_for(keeps.person_id, "", on=at.date(), viewer=OPERATOR))
"""
STATE = "SELECT state FROM pipelines_import"
DELIVERY = "SELECT state FROM records_delivery WHERE listener = 'pipelines.undo_import'"
PEOPLE = "SELECT COUNT(*) FROM people_person WHERE name LIKE 'Person %'"


def test_killed_while_it_undoes_nothing_is_undone_and_the_next_worker_undoes_all_of_it(tmp_path):
    words, _ = a_site_with_a_file(tmp_path)
    assert run(tmp_path, *words).wait() == 0
    # What was set off so far would be worked off, and written, ahead of it.
    assert run(tmp_path, "work", "--once", "--demo").wait() == 0
    assert subprocess.run([sys.executable, "-c", ASKED], env=site(tmp_path), check=False).returncode == 0
    told(tmp_path, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = counted(tmp_path)
    killed_while_it_writes(tmp_path, run(tmp_path, "work", "--once", "--demo"))
    assert counted(tmp_path) == before
    assert (told(tmp_path, STATE), told(tmp_path, PEOPLE)) == ([("undoing",)], [(ROWS,)])
    assert told(tmp_path, DELIVERY) == [("working",)]
    # Not heard of for half a minute a worker is gone: here it is now.
    told(tmp_path, "DELETE FROM records_worker")
    assert run(tmp_path, "work", "--once", "--demo").wait() == 0
    assert (told(tmp_path, STATE), told(tmp_path, PEOPLE)) == ([("undone",)], [(0,)])
