"""A release is what it was: whole, checked, and refused when anything in it was changed."""

import shutil
from datetime import date

import pytest

from wraparound.published.release import (
    BUNDLED,
    EvidenceAltered,
    bundled_releases,
    newest_release,
    open_and_check,
    open_release,
    possible_days,
    read_table,
)
from wraparound.published.terms import NotInEvidence, Window

# Pinned: a release that was once published never changes. A correction is a new folder and a new line here.
DIGESTS = {"2026-11-23": "3355a4e37d7bc7cdde9b1b11252506c14c2ad9f5293aa59ac89852848ddb0c2a"}


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "releases"
    shutil.copytree(BUNDLED, folder)
    return folder


def test_every_release_that_was_ever_published_is_still_what_it_was():
    assert {name: open_release(name).digest for name in bundled_releases()} == DIGESTS


def test_every_table_has_the_rows_its_sidecar_says_and_a_whole_sidecar():
    release = newest_release()
    assert {sidecar.table for sidecar in release.sidecars} == {
        "organisations",
        "succession",
        "regime_spells",
        "ratings",
        "performance_quarterly",
        "recording_steps",
        "people_indicators",
        "facts",
    }
    for sidecar in release.sidecars:
        assert len(read_table(release, sidecar.table)) == sidecar.rows
        assert all((sidecar.title, sidecar.publisher, sidecar.published, sidecar.licence, sidecar.covers))
        assert sidecar.caveats
        assert sidecar.licence_link.startswith("https://")


def test_every_spell_and_every_fact_names_its_source():
    release = newest_release()
    assert all(row.values["source_url"].startswith("http") for row in read_table(release, "regime_spells"))
    assert all(row.values["link"].startswith("http") for row in read_table(release, "facts"))
    assert all(row.values["source_url"].startswith("http") for row in read_table(release, "ratings"))


def test_no_sentence_of_anybody_else_is_quoted_and_nobody_is_said_to_be_still_in():
    release = newest_release()
    for sidecar in release.sidecars:
        for row in read_table(release, sidecar.table):
            written = " ".join(value for name, value in row.values.items() if "url" not in name and name != "link")
            assert '"' not in written
            assert "“" not in written
            assert "still in" not in written.casefold()


@pytest.mark.parametrize("name", ["regime_spells.csv", "regime_spells.toml", "release.toml"])
@pytest.mark.parametrize(
    "change",
    [
        lambda old: old.replace(b"20", b"19", 1),
        lambda old: b"",
        lambda old: b"\xff\xfe" + old,
        lambda old: old + b"\nmore = [",
    ],
)
def test_a_changed_file_is_refused_with_what_to_do(copy, name, change):
    file = copy / newest_release().id / name
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(EvidenceAltered, match=r"Restore it .* a correction is a new release"):
        open_release(newest_release().id, copy)


def test_one_changed_byte_of_any_table_is_noticed(copy):
    for sidecar in newest_release().sidecars:
        file = copy / newest_release().id / f"{sidecar.table}.csv"
        before = file.read_bytes()
        file.write_bytes(before[:-2] + bytes([before[-2] ^ 1]) + before[-1:])
        open_and_check.cache_clear()
        with pytest.raises(EvidenceAltered, match=sidecar.table):
            open_release(newest_release().id, copy)
        file.write_bytes(before)


def test_a_missing_table_is_named(copy):
    (copy / newest_release().id / "ratings.csv").unlink()
    with pytest.raises(EvidenceAltered, match=r"ratings\.csv .* cannot be read"):
        open_release(newest_release().id, copy)


def test_a_folder_under_another_name_and_no_folder_at_all_are_refused(copy, tmp_path):
    shutil.copytree(copy / newest_release().id, copy / "2027-01-01")
    with pytest.raises(EvidenceAltered, match="2027-01-01"):
        open_release("2027-01-01", copy)
    (tmp_path / "empty").mkdir()
    with pytest.raises(EvidenceAltered, match="no evidence release"):
        newest_release(tmp_path / "empty")


def test_an_unknown_release_and_an_unknown_table_say_what_there_is():
    with pytest.raises(NotInEvidence, match="Releases held: 2026-11-23"):
        open_release("1999-01-01")
    with pytest.raises(NotInEvidence, match="It holds: organisations, succession"):
        newest_release().sidecar("weather")


def test_a_date_known_to_the_month_can_be_any_day_of_it():
    assert possible_days("2020-02") == Window(date(2020, 2, 1), date(2020, 2, 29))
    assert possible_days("2019") == Window(date(2019, 1, 1), date(2019, 12, 31))
    assert possible_days("2019-12-24") == Window(date(2019, 12, 24), date(2019, 12, 24))
    assert possible_days("") is None
