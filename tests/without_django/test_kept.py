"""Fits kept beside a release: what was kept comes back, and what was changed is refused."""

import shutil
import subprocess
import sys
import time
from multiprocessing import get_context

import pytest

from wraparound.published.kept import Shelf, keep, names_kept, read_kept
from wraparound.published.release import BUNDLED, EvidenceAltered, newest_release, open_release
from wraparound.published.terms import NotInEvidence

METHOD = "invented-1"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(BUNDLED, tmp_path / "releases")
    return tmp_path / "releases"


@pytest.fixture
def kept(folder):
    release = newest_release()
    home = keep(release, Shelf.FITS, METHOD, {"one": b'{"a": 1}\n', "two": b"{}\n"}, folder)
    return release, folder, home


def test_what_was_kept_comes_back_byte_by_byte(kept):
    release, folder, _ = kept
    assert read_kept(release, Shelf.FITS, METHOD, "one", folder) == b'{"a": 1}\n'


def test_the_release_itself_is_not_touched_by_it(kept):
    release, folder, _ = kept
    assert open_release(release.id, folder).digest == release.digest


def test_writing_again_replaces_and_leaves_nothing_half_written(kept):
    release, folder, home = kept
    keep(release, Shelf.FITS, METHOD, {"one": b"new\n"}, folder)
    assert read_kept(release, Shelf.FITS, METHOD, "one", folder) == b"new\n"
    assert not list(home.glob("*.part"))
    assert len(list(home.glob("one.*"))) == 1


def test_a_fit_that_was_changed_afterwards_is_refused(kept):
    release, folder, home = kept
    next(home.glob("one.*.json")).write_bytes(b'{"a": 2}\n')
    with pytest.raises(EvidenceAltered, match=r"one\.\w+\.json of method invented-1.*wraparound expectations fit"):
        read_kept(release, Shelf.FITS, METHOD, "one", folder)


@pytest.mark.parametrize("index", [b"not [toml", b'release_digest = "another"\n', b"", b"files = 3\n", b"\xff\xfe"])
def test_an_index_that_is_not_this_release_s_is_refused(kept, index):
    release, folder, home = kept
    (home / "index.toml").write_bytes(index)
    with pytest.raises(EvidenceAltered, match="does not match its checksum"):
        names_kept(release, Shelf.FITS, METHOD, folder)
    with pytest.raises(EvidenceAltered, match="does not match its checksum"):
        read_kept(release, Shelf.FITS, METHOD, "one", folder)


def test_what_was_never_made_says_how_to_make_it(kept):
    release, folder, _ = kept
    for method, name in ((METHOD, "three"), ("invented-2", "one")):
        with pytest.raises(NotInEvidence, match="wraparound expectations fit"):
            read_kept(release, Shelf.FITS, method, name, folder)


def test_what_is_kept_later_stands_beside_what_was_there(kept):
    release, folder, _ = kept
    keep(release, Shelf.FITS, METHOD, {"three": b"3\n"}, folder)
    assert names_kept(release, Shelf.FITS, METHOD, folder) == ("one", "three", "two")
    assert names_kept(release, Shelf.BACKTESTS, METHOD, folder) == ()


def test_a_file_that_is_gone_is_refused(kept):
    release, folder, home = kept
    next(home.glob("one.*.json")).unlink()
    with pytest.raises(EvidenceAltered, match=r"one\.\w+\.json"):
        read_kept(release, Shelf.FITS, METHOD, "one", folder)


@pytest.mark.parametrize("name", ["../one", "One", "", ".hidden", "a b", 'x" = "y'])
def test_a_name_that_is_no_plain_word_is_refused_and_nothing_written(kept, name):
    release, folder, home = kept
    before = sorted(home.iterdir())
    with pytest.raises(ValueError, match="Small letters, digits"):
        keep(release, Shelf.FITS, METHOD, {"new": b"1\n", name: b"2\n"}, folder)
    assert sorted(home.iterdir()) == before


KEEP_UNTIL_KILLED = """
import sys
from pathlib import Path
from wraparound.published.kept import Shelf, keep
from wraparound.published.release import newest_release
folder = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(100_000):
    content = f"{turn}\\n".encode() * 1000
    keep(newest_release(), Shelf.FITS, "invented-1", {"one": content, "two": content}, folder)
"""


def test_killed_at_any_moment_the_shelf_is_whole(kept):
    release, folder, _ = kept
    for wait in (0.05, 0.12, 0.2, 0.31):
        command = [sys.executable, "-c", KEEP_UNTIL_KILLED, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            writer.stdout.readline()
            time.sleep(wait)
            writer.kill()
        one, two = (read_kept(release, Shelf.FITS, METHOD, name, folder) for name in ("one", "two"))
        assert one == two
        assert len(set(one.splitlines())) == 1


def test_two_who_keep_at_once_both_keep(kept):
    release, folder, _ = kept

    def keep_many(prefix):
        for turn in range(25):
            keep(release, Shelf.BACKTESTS, METHOD, {f"{prefix}{turn}": b"{}\n"}, folder)

    writers = [get_context("fork").Process(target=keep_many, args=(prefix,)) for prefix in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(names_kept(release, Shelf.BACKTESTS, METHOD, folder)) == 50
    assert not list(folder.rglob("*.part"))
