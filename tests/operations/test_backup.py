"""A whole site in one file, and back: on real SQLite and PostgreSQL, lost, altered, killed, written to meanwhile."""

import fcntl
import os
import random
import shutil
import signal
import sqlite3
import stat
import tarfile
import time
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from tests.operations.conftest import SEED, SIGN_IN, another_who_writes, change_site
from wraparound.web.store.archive import BackupAltered, BackupRefused, Manifest, pack, unpack
from wraparound.web.store.postgresql import programs_for

KILLS = 6
KILLS_OF_A_BACKUP = 4


@pytest.fixture
def backup(site, originals, tmp_path):
    """A backup of the site as it was made."""
    return shutil.copy(originals.backup(site.kind), tmp_path / "site.tar.gz")


def refused(site, *words):
    """The one line with which a command refuses."""
    done = site.run(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith(f"wraparound {words[0]}: ")
    return done.stderr


def leftovers(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_lost_site_comes_back_row_for_row(site, backup):
    before, files = site.everything(), site.files()
    assert sum(len(rows) for rows in before.values()) > 12_000
    assert any(name.startswith("evidence/") for name in files)
    site.destroy()
    said = site.does("restore", backup, "--demo")
    assert "Replacing nothing of anybody" in said
    assert site.everything() == before
    assert site.files() == files
    assert f"{len(before['people_person']):,}" in said
    assert leftovers(site.var) == []
    # Release, people, password, second factor: all as they were.
    assert "tea_on_time" in site.does("expectations", "forecast", "ZZA01", "--measure", "tea_on_time", "--json")
    site.manage("collectstatic", "--no-input")
    assert site.python(SIGN_IN).splitlines() == [SEED, "200 None", "302 /today/"]


SOMEBODY_GIVES = """
from datetime import UTC, datetime
from wraparound.capabilities.equality.actions.own import give, withdraw
from wraparound.capabilities.equality.queries.own import own_answers
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
viewer = Viewer("Somebody", Person.objects.order_by("pk").first().pk)
"""
GIVES = (
    'give(dict.fromkeys(Characteristic, "declined") | {Characteristic.ETHNICITY: "K"}, at=datetime.now(UTC), by=viewer)'
)
SAYS = "print(dict(own_answers(viewer=viewer).given).get(Characteristic.ETHNICITY))"


def test_the_store_of_equality_comes_back_with_the_rest_and_its_key_is_in_no_backup(site, tmp_path):
    site.python(f"{SOMEBODY_GIVES}{GIVES}")
    made = tmp_path / "apart.tar.gz"
    site.does("backup", made, "--demo")
    manifest = unpack(made, tmp_path / "parts")
    assert manifest.equality_tables["equality_answers"] > 20
    key = (site.var / "equality-key").read_bytes()
    assert not any(key in path.read_bytes() for path in (tmp_path / "parts").rglob("*") if path.is_file())
    site.python(f"{SOMEBODY_GIVES}withdraw(by=viewer)")
    site.does("restore", made, "--demo", "--yes")
    assert site.python(f"{SOMEBODY_GIVES}{SAYS}") == "K\n"
    # The key is what opens it: with another, nobody reads it.
    (site.var / "equality-key").write_text("another key of as many letters as a key should have", encoding="ascii")
    assert "CannotOpenStore" in site.python(
        f"{SOMEBODY_GIVES}try:\n {SAYS}\nexcept Exception as no:\n print(type(no).__name__)"
    )


def test_triggers_work_after_a_restore(site, backup):
    site.destroy()
    site.does("restore", backup, "--demo")
    noted = len(site.everything()["noted"])
    site.sql("INSERT INTO bulk VALUES (7000000, 'noted by a trigger')")
    assert len(site.everything()["noted"]) == noted + 1


def test_a_site_in_use_is_replaced_only_when_asked_to(site, backup):
    change_site(site)
    before, files = site.everything(), site.files()
    said = refused(site, "restore", backup, "--demo")
    assert "would replace a database with 61 people" in said
    assert "--yes" in said
    assert (site.everything(), site.files()) == (before, files)
    assert "Restored" in site.does("restore", backup, "--demo", "--yes")
    assert site.everything() != before
    # A release that the backup does not have would be lost, and so counts as something too.
    shutil.copytree(next((site.var / "evidence").glob("20*")), site.var / "evidence/2031-01-01")
    assert "2031-01-01" in refused(site, "restore", backup, "--demo")


def test_a_backup_says_what_it_holds_and_is_its_owners_alone(site, backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert leftovers(backup.parent) == []
    manifest = unpack(backup)
    there = {name: len(rows) for name, rows in site.everything().items()}
    assert {name: there[name] for name in manifest.tables} == manifest.tables
    # What SQLite keeps for itself: the last numbers given, and how many rows it saw in each index.
    assert {*there} - {*manifest.tables} <= {"", "sqlite_sequence", "sqlite_stat1"}
    assert "secret-key" in manifest.parts
    for words in (("--verify", backup), (backup, "--verify")):
        said = site.does("backup", *words)
        assert "whole and unaltered" in said
        assert "secret key: yes" in said


def test_a_backup_taken_while_somebody_writes_is_of_one_moment(site, tmp_path):
    with another_who_writes(site):
        for number in range(3):
            site.does("backup", tmp_path / f"{number}.tar.gz", "--demo")
        written = site.rows_of("ones")
    counts = [unpack(tmp_path / f"{number}.tar.gz").tables for number in range(3)]
    assert all(one["ones"] == one["twos"] for one in counts)
    assert len({one["ones"] for one in counts}) == 3
    assert counts[0]["ones"] >= 10
    assert counts[-1]["ones"] <= written
    site.destroy()
    site.does("restore", tmp_path / "2.tar.gz", "--demo")
    there = site.everything()
    assert there["ones"] == there["twos"]
    assert len(there["ones"]) == counts[2]["ones"]


def test_an_older_backup_is_brought_up_to_this_version(site, tmp_path):
    now = site.everything()
    site.manage("migrate", "axes", "0009")
    site.does("backup", tmp_path / "older.tar.gz", "--demo")
    # What came since refers to older tables: they can only go together.
    site.manage("migrate")
    said = site.does("restore", tmp_path / "older.tar.gz", "--demo", "--yes")
    assert "Migrations applied since: 1." in said
    there = site.everything()
    assert there.keys() == now.keys()
    assert there["people_person"] == now["people_person"]


def test_a_backup_of_newer_software_is_refused(site, backup, tmp_path):
    unpack(backup, tmp_path / "parts")
    manifest = unpack(backup)
    parts = {name: tmp_path / "parts" / name for name in manifest.parts}
    newer = replace(manifest, version="9.0", migrations=(*manifest.migrations, ("people", "0999_later")))
    pack(tmp_path / "newer.tar.gz", newer, parts)
    before = site.everything()
    said = refused(site, "restore", tmp_path / "newer.tar.gz", "--demo", "--yes")
    assert "made by Wraparound 9.0, which is newer than the software here" in said or "not what its manifest" in said
    pack(tmp_path / "format.tar.gz", replace(manifest, version="9.0", format=99), parts)
    assert "install that version first" in refused(site, "restore", tmp_path / "format.tar.gz", "--demo", "--yes")
    assert site.everything() == before


def test_made_up_people_never_get_among_real_ones(site, backup):
    real = {"DJANGO_SETTINGS_MODULE": "wraparound.web.settings.local"}
    done = site.run("restore", backup, "--yes", **real)
    assert done.returncode == 2
    assert "restore it with --demo" in done.stderr


def test_the_key_stays_out_where_the_environment_has_it(site, tmp_path):
    production = {
        "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.production",
        "WRAPAROUND_SECRET_KEY": "only for this test, and long enough to be one, 0123456789",
        "WRAPAROUND_HOSTS": "wraparound.example",
    }
    if not site.url:
        for store in (site.file, site.file.with_name("equality.sqlite3")):
            store.rename(site.var / store.name)
    file = tmp_path / "production.tar.gz"
    done = site.run("backup", file, **production)
    assert done.returncode == 0, done.stderr
    assert "keep WRAPAROUND_SECRET_KEY somewhere else" in done.stdout
    assert "secret-key" not in unpack(file).parts
    done = site.run("restore", file, "--yes", **production)
    assert done.returncode == 0, done.stderr
    assert "is not the one of the backup" not in done.stdout
    done = site.run("restore", file, "--yes", **{**production, "WRAPAROUND_SECRET_KEY": "of another site"})
    assert "is not the one of the backup" in done.stdout


def test_another_kind_of_store_is_refused(site, originals):
    other = originals.backup("sqlite" if site.url else "postgresql")
    before = site.everything()
    assert "they do not fit" in refused(site, "restore", other, "--demo", "--yes")
    assert site.everything() == before


def test_every_single_byte_of_a_backup_counts(tmp_path):
    parts = {
        "database.sqlite3": tmp_path / "database",
        "secret-key": tmp_path / "key",
        "evidence/in_use": tmp_path / "e",
    }
    for number, path in enumerate(parts.values()):
        path.write_bytes(b"words " * 50 * number)
    made = Manifest("2026-11-25T09:00:00+00:00", "1", "SQLite", "SQLite 3", True, "", {"people_person": 3}, (), {})
    file, altered = tmp_path / "small.tar.gz", tmp_path / "altered.tar.gz"
    assert unpack_of(file, pack(file, made, parts))
    whole = file.read_bytes()
    for place, byte in enumerate(whole):
        altered.write_bytes(whole[:place] + bytes([byte ^ random.randrange(1, 256)]) + whole[place + 1 :])
        with pytest.raises(BackupAltered):
            unpack(altered)
    for content in (
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:20],
        b"",
        whole + b"more",
        whole + whole,
        b"hello" * 99,
    ):
        altered.write_bytes(content)
        with pytest.raises(BackupAltered):
            unpack(altered)
    assert len(whole) > 500
    print(f"\n{len(whole)} bytes, each altered once")


def unpack_of(file, manifest):
    """Whether what is read is what was written, by us and by everybody's tar."""
    with tarfile.open(file, "r:gz") as tar:
        return unpack(file) == manifest and sorted(tar.getnames()) == sorted(["manifest.json", *manifest.parts])


def test_an_altered_backup_touches_nothing(site, backup):
    change_site(site)
    before, files = site.everything(), site.files()
    whole = backup.read_bytes()
    for place in (30, random.randrange(len(whole)), len(whole) - 1):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert "altered" in refused(site, "restore", backup, "--demo", "--yes")
    assert "altered" in refused(site, "backup", backup, "--verify")
    assert (site.everything(), site.files()) == (before, files)
    assert leftovers(site.var) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "{folder}"), "is a folder"),
        (("backup", "{folder}/nowhere/file.tar.gz"), "There is no folder"),
        (("backup", "{folder}/nothing.tar.gz", "--verify"), "No such file"),
        (("restore", "{folder}/nothing.tar.gz"), "No such file"),
        (("restore", "{folder}/words.txt"), "is not a backup of Wraparound"),
        (("restore", "{folder}"), "Is a directory"),
    ],
)
def test_what_is_no_backup_is_said_in_one_line(originals, tmp_path, words, said):
    site = originals.copy("sqlite")
    (tmp_path / "words.txt").write_text("not a backup, but as long as one needs to be to be read")
    verb, file, *more = words
    assert said in refused(site, verb, file.format(folder=tmp_path), "--demo", *more)


def test_a_site_that_is_not_there_yet_has_no_backup(originals, tmp_path):
    site = originals.copy("sqlite")
    site.file.unlink()
    assert "nothing to back up" in refused(site, "backup", tmp_path / "nothing.tar.gz", "--demo")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_moved_away_first(originals):
    site, file = originals.copy("sqlite"), originals.backup("sqlite")
    before = site.everything()
    site.file.write_bytes(b"damaged" * 1_000)
    assert "move it" in refused(site, "restore", file, "--demo", "--yes")
    site.file.rename(site.var / "damaged")
    site.does("restore", file, "--demo")
    assert site.everything() == before


def test_evidence_that_cannot_be_exchanged_in_one_step_is_refused_before_anything_changes(originals, tmp_path):
    site, file = originals.copy("sqlite"), originals.backup("sqlite")
    change_site(site)
    (site.var / "evidence").rename(tmp_path / "elsewhere")
    (site.var / "evidence").symlink_to(tmp_path / "elsewhere")
    before, files = site.everything(), site.files()
    assert "is a link or a disk of its own" in refused(site, "restore", file, "--demo", "--yes")
    assert (site.everything(), site.files()) == (before, files)


def test_what_a_killed_restore_had_unpacked_does_not_lie_about(originals, tmp_path):
    site = originals.copy("sqlite")
    (site.var / ".restoring").mkdir()
    (site.var / ".restoring/database.sqlite3").write_bytes(b"everybody's records")
    site.does("backup", tmp_path / "site.tar.gz", "--demo")
    assert leftovers(site.var) == []


def test_nobody_restores_while_another_does(site, backup):
    change_site(site)
    held = os.open(site.var, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "under way" in refused(site, "restore", backup, "--demo", "--yes")
        assert "under way" in refused(site, "backup", backup, "--demo")
    finally:
        os.close(held)


def test_somebody_elses_long_transaction_is_waited_for(site, backup):
    before = site.everything()
    change_site(site)
    how = psycopg.connect(site.url) if site.url else closing(sqlite3.connect(site.file, isolation_level=None))
    with how as held:
        held.execute("SELECT count(*) FROM bulk" if site.url else "BEGIN IMMEDIATE")
        process = site.start("restore", backup, "--demo", "--yes")
        until_changing(site, process)
        time.sleep(2)
        assert process.poll() is None
        held.execute("ROLLBACK")
    assert process.wait(timeout=60) == 0
    assert site.everything() == before


def test_programs_that_are_missing_or_too_old_are_named(monkeypatch):
    with pytest.raises(BackupRefused, match=r"and the server is 99: install version 99 or newer"):
        programs_for(99)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BackupRefused, match="are not all here: install version 15 or newer"):
        programs_for(15, places=())


class Timed:
    """How long a restore takes from its start to its first change, and from there to its end."""

    def __init__(self, site, *words):
        begun = time.monotonic()
        process = site.start(*words)
        until_changing(site, process)
        self.first = time.monotonic() - begun
        assert process.wait() == 0
        self.rest = time.monotonic() - begun - self.first


def until_changing(site, process):
    """Waits until the restore has begun to change things, or has ended."""
    while process.poll() is None and not (site.var / ".restoring/journal.json").exists():
        time.sleep(0.001)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


def wait_for_the_room(site):
    """Until what a killed restore left running has ended too, here and at the server."""
    held = os.open(site.var, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
    finally:
        os.close(held)
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    if site.url:
        with psycopg.connect(site.url, autocommit=True) as looking:
            while looking.execute(others).fetchone()[0]:
                time.sleep(0.01)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_restore_leaves_the_earlier_site_or_the_restored_one(originals, tmp_path, kind):
    site, file = originals.copy(kind), originals.backup(kind)
    restored = (site.everything(), site.files())
    change_site(site)
    earlier = (site.everything(), site.files())
    changed = originals.again(site, "changed")
    took = Timed(site, "restore", file, "--demo", "--yes")
    assert (site.everything(), site.files()) == restored
    ended, cut_short = [], 0
    for number in range(5 * KILLS):
        # A kill lands while it changes things by luck only: where none has, it is tried again, at once.
        if number >= KILLS and cut_short:
            break
        site = originals.again(changed, f"killed{number}")
        process = site.start("restore", file, "--demo", "--yes")
        if number % 6 == 5:  # some before anything is changed, most while it is
            time.sleep(random.uniform(0, took.first))
        else:
            until_changing(site, process)
            time.sleep(random.uniform(0, took.rest if number % 2 else took.rest / 4) if number < KILLS else 0)
        kill(process)
        # The database by itself is one or the other at once, before anybody has looked after it.
        assert site.rows_of("bulk") in (len(earlier[0]["bulk"]), len(restored[0]["bulk"])), f"kill {number}"
        wait_for_the_room(site)
        assert site.everything() in (earlier[0], restored[0]), f"kill {number}"
        cut_short += (site.var / ".restoring/journal.json").exists()
        # Whoever runs it again, with whatever file, finds everything of before or everything of the backup.
        refused(site, "restore", tmp_path / "nothing.tar.gz", "--demo")
        state = (site.everything(), site.files())
        assert state in (earlier, restored), f"kill {number}"
        ended.append("restored" if state == restored else "earlier")
        assert leftovers(site.var) == []
        if number % 5 == 0:
            assert "people; page 1" in site.does("people", "list", "--demo")
    site.does("restore", file, "--demo", "--yes")
    assert (site.everything(), site.files()) == restored
    print(f"\n{kind}: {len(ended)} kills, {cut_short} cut short, {ended.count('earlier')} ended as before")
    assert cut_short >= 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_backup_leaves_no_half_file(originals, tmp_path, kind):
    site, file = originals.copy(kind), tmp_path / "site.tar.gz"
    begun = time.monotonic()
    site.does("backup", file, "--demo")
    took = time.monotonic() - begun
    unfinished = 0
    for number in range(KILLS_OF_A_BACKUP):
        if number == KILLS_OF_A_BACKUP // 2:
            file.unlink()  # from here on there is no earlier one
        before = file.read_bytes() if file.exists() else None
        process = site.start("backup", file, "--demo")
        if number % 3:
            while process.poll() is None and not (tmp_path / ".site.tar.gz.part").exists():
                time.sleep(0.001)
            time.sleep(random.uniform(0, took / 4))
        else:
            time.sleep(random.uniform(0, took))
        kill(process)
        unfinished += (tmp_path / ".site.tar.gz.part").exists()
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] in ([], ["site.tar.gz"])
        if file.exists() and file.read_bytes() != before:
            unpack(file)
        else:
            assert file.exists() == (before is not None)
    site.does("backup", file, "--demo")
    assert leftovers(tmp_path) == []
    print(f"\n{kind}: {KILLS_OF_A_BACKUP} kills, {unfinished} while it was being written")
    assert unfinished >= 1
