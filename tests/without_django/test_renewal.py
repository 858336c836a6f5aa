"""A site's own releases: what an import changes, and that it is all or nothing, whatever happens in between."""

import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime

import pytest

from tests.samples import official
from wraparound.published import shelves
from wraparound.published.imported import imported_of, national_totals, revisions_of
from wraparound.published.measure_files import cards_in
from wraparound.published.organisations import organisations_in
from wraparound.published.performance import EVERYWHERE, performance_of, recording_steps_in
from wraparound.published.readers.recognise import read_file
from wraparound.published.release import (
    EvidenceAltered,
    held_releases,
    hold_releases_in,
    newest_release,
    open_release,
    release_in_use,
)
from wraparound.published.renewal.renew import cards_with, renew
from wraparound.published.shelves import JournalLine, NowhereToKeep
from wraparound.published.terms import AE_MAJOR, RTT_18_WEEKS, Measure, NotInEvidence

DAY = date(2026, 12, 10)
TEA = Measure("tea_on_time")


@pytest.fixture
def site(tmp_path):
    hold_releases_in(tmp_path / "site")
    yield tmp_path
    hold_releases_in(None)


def renewal(site, contents, name="next"):
    paths = []
    for file, content in contents.items():
        path = site / file
        path.write_bytes(content)
        paths.append(path)
    first = [path for path in paths if path.suffix == ".toml"]
    brought = [read_file(path, {}) for path in first]
    cards = cards_with(release_in_use(), brought)
    reads = [*brought, *(read_file(path, cards) for path in paths if path not in first)]
    return renew(release_in_use(), reads, name), paths


def imported(site, contents):
    with shelves.alone() as folder:
        name = shelves.next_name(DAY)
        made, paths = renewal(site, contents, name)
        release = shelves.shelve(made, name, paths, folder=folder, day=DAY)
        shelves.note(JournalLine(datetime.now(UTC), "a test", "import", name, (), ""), folder=folder)
        shelves.use_release(release, folder=folder)
    return made, release


def months(code, counts, measure=AE_MAJOR, year=2026, first=4):
    rows = [(code, f"{year}-{first + place:02}", measure, *pair) for place, pair in enumerate(counts)]
    return official.plain(rows)


class TestWhatChanges:
    def test_months_make_a_quarter_once_all_three_are_held(self, site):
        made, _ = imported(site, {"a.csv": months("RXW", [(1, 10), (2, 10)])})
        assert made.waiting == ("ae_4hour_major 2026-04-01",)
        assert max(one.period for one in performance_of(release_in_use(), "RXW")) == date(2026, 1, 1)
        made, release = imported(site, {"b.csv": months("RXW", [(3, 10)], first=6)})
        newest = performance_of(release, "RXW")
        assert [(one.within, one.total) for one in newest if one.period == date(2026, 4, 1)] == [(6, 30)]
        assert [one.period.month for one in imported_of(release, "RXW")] == [4, 5, 6]

    def test_a_list_counts_as_it_stands_at_the_end_of_the_quarter(self, site):
        _, release = imported(site, {"a.csv": months("RXW", [(600, 1000)], RTT_18_WEEKS, first=6)})
        newest = [one for one in performance_of(release, "RXW") if one.period == date(2026, 4, 1)]
        assert [(one.measure, one.within) for one in newest] == [(RTT_18_WEEKS, 600)]

    def test_a_revision_stands_beside_what_it_replaces(self, site):
        before = {one.period: one for one in performance_of(newest_release(), "RXW") if one.measure == AE_MAJOR}
        shown = before[date(2026, 1, 1)]
        third = shown.total // 3
        counts = [(100, third), (100, third), (100, shown.total - 2 * third)]
        made, release = imported(site, {"a.csv": months("RXW", counts, first=1)})
        assert [(one.before, one.after[0], one.first_shown) for one in made.revisions] == [
            ((shown.within, shown.total), 300, newest_release().id)
        ]
        assert [one.within for one in revisions_of(release, "RXW")] == [300]
        assert shown in performance_of(newest_release(), "RXW")
        made, release = imported(site, {"b.csv": months("RXW", [(101, third)], first=1)})
        assert {(one.before[0], one.after[0]) for one in made.revisions} == {(100, 101), (300, 301)}
        assert sorted(one.within for one in revisions_of(release, "RXW")) == [101, 300, 301]

    def test_the_same_again_changes_nothing(self, site):
        content = {"a.csv": months("RXW", [(1, 10), (2, 10), (3, 10)])}
        imported(site, content)
        assert renewal(site, content)[0].changes_nothing

    def test_a_national_total_is_a_series_of_its_own(self, site):
        rows = [("RXW", "S", 9000, 4000), ("AAH", "Tetbury", 600, 0), ("TOTAL", "TOTAL", 90000, 30000)]
        made, release = imported(site, {"june.csv": official.ae_csv(rows)})
        assert national_totals(release)[AE_MAJOR].within == 60000
        assert made.files[0].left_out[0].rows == 1
        assert "ENGLAND" not in organisations_in(release)

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            (("RX99", "2026-04", AE_MAJOR, 1, 2), "no trust we know"),
            (("RAP", "2026-04", AE_MAJOR, 1, 2), "closed on 31 December 2024"),
        ],
    )
    def test_figures_of_an_unknown_or_a_closed_code_are_rejected(self, site, row, why):
        made, _ = renewal(site, {"a.csv": official.plain([row])})
        assert [why in one.why for one in made.files[0].rejected] == [True]
        assert made.changes_nothing

    def test_a_trust_new_in_the_register_is_taken_and_says_how_its_kind_was_told(self, site):
        rows = [
            ("RZ9", "NEW AMBULANCE SERVICE NHS TRUST", "Y56", "20260701", ""),
            ("RC3", "EALING", "Y56", "", "20140930"),
        ]
        made, release = imported(site, {"etr.csv": official.register(rows)})
        found = organisations_in(release)["RZ9"]
        assert (found.name, found.kind, found.region) == ("New Ambulance Service NHS Trust", "ambulance", "London")
        assert "read from the name" in made.files[0].read.notes[0]
        assert "RC3" not in organisations_in(release)
        assert made.all_measures

    def test_spells_and_ratings_are_updated_the_same_way(self, site):
        header = ("trust_name", "ods_code", "published", "overall", "safe", "effective", "caring", "responsive")
        row = ("Shrewsbury", "RXW", "2026-11-20", "Good", "", "", "", "", "", "https://www.cqc.org.uk/")
        made, release = imported(site, {"r.csv": official.as_csv([(*header, "well_led", "source_url"), row])})
        assert release.sidecar("ratings").rows == newest_release().sidecar("ratings").rows + 1
        assert made.files[0].new == 1


class TestAMeasureOfOnesOwn:
    def test_measure_file_and_plain_layout_are_enough(self, site):
        made, release = imported(site, {"tea.toml": official.measure_file(), "tea.csv": official.tea()})
        assert cards_in(release)[TEA].made_up
        assert organisations_in(release)["ZZA01"].name == "Invented Trust 1 (made up)"
        assert len(performance_of(release, "ZZA01")) == 38
        steps = [one for one in recording_steps_in(release) if one.measure == TEA]
        assert {(one.code, one.period) for one in steps} == {("ZZA03", "2024-04-01"), (EVERYWHERE, "2019-07-01")}
        assert made.measures == (TEA,)
        assert release.sidecar("imported_figures").publisher == "Invented for a test"

    def test_real_and_made_up_never_mix(self, site):
        imported(site, {"tea.toml": official.measure_file(), "tea.csv": official.tea()})
        rows = [("RXW", "2026-04", TEA, 1, 2), ("ZZA01", "2026-04", AE_MAJOR, 1, 2)]
        made, _ = renewal(site, {"a.csv": official.plain(rows)})
        assert ["made-up measure" in made.files[0].rejected[0].why, "is made up" in made.files[0].rejected[1].why] == [
            True,
            True,
        ]

    def test_a_made_up_trust_cannot_take_a_real_code_nor_a_measure_our_name(self, site):
        text = official.measure_file().decode()
        made, _ = renewal(site, {"a.toml": text.replace("ZZA01", "RXW").encode()})
        assert "a real organisation" in made.files[0].rejected[0].why
        made, _ = renewal(site, {"a.toml": text.replace("tea_on_time", AE_MAJOR, 1).encode()})
        assert "one of our own" in made.files[0].rejected[0].why


KILLED = """
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from wraparound.published import shelves
from wraparound.published.readers.recognise import read_file
from wraparound.published.measure_files import our_cards
from wraparound.published.release import hold_releases_in, release_in_use
from wraparound.published.renewal.renew import renew
hold_releases_in(Path(sys.argv[1]))
path = Path(sys.argv[2])
print("ready", flush=True)
with shelves.alone() as folder:
    name = shelves.next_name(date(2026, 12, 10))
    made = renew(release_in_use(), [read_file(path, our_cards())], name)
    shelves.use_release(shelves.shelve(made, name, [path], folder=folder, day=date(2026, 12, 10)), folder=folder)
"""


class TestAllOrNothing:
    def test_killed_at_any_moment_the_release_in_use_is_the_old_one_or_the_new(self, site):
        path = site / "a.csv"
        path.write_bytes(months("RXW", [(1, 10), (2, 10), (3, 10)]))
        root = str(official.ROOT)
        seen = set()
        for turn in range(12):
            shutil.rmtree(site / "site", ignore_errors=True)
            words = [sys.executable, "-c", KILLED, str(site / "site"), str(path), root]
            process = subprocess.Popen(words, stdout=subprocess.PIPE)
            process.stdout.readline()
            time.sleep(turn * 0.012)
            process.kill()
            process.wait()
            process.stdout.close()
            in_use = release_in_use()
            seen.add(in_use.id)
            assert in_use.id in {newest_release().id, "2026-12-10"}
            assert len(performance_of(in_use, "RXW")) >= len(performance_of(newest_release(), "RXW"))
            with shelves.alone() as folder:
                left = [one.name for one in folder.glob(".building-*")]
            assert left == []
            for name in held_releases():
                open_release(name)
        assert newest_release().id in seen

    def test_two_who_import_at_once_make_two_releases_one_after_the_other(self, site):
        root, processes = str(official.ROOT), []
        for number in range(2):
            path = site / f"{number}.csv"
            path.write_bytes(months(("RXW", "RJ1")[number], [(1, 10), (2, 10), (3, 10)]))
            words = [sys.executable, "-c", KILLED, str(site / "site"), str(path), root]
            processes.append(subprocess.Popen(words, stdout=subprocess.PIPE))
        for process in processes:
            process.communicate()
            assert process.returncode == 0
        assert held_releases()[-2:] == ("2026-12-10", "2026-12-10-2")
        assert {one.total for code in ("RXW", "RJ1") for one in imported_of(release_in_use(), code)} == {10}

    def test_a_release_that_was_altered_is_refused_and_mended_from_its_copy(self, site):
        _, release = imported(site, {"a.csv": months("RXW", [(1, 10), (2, 10), (3, 10)])})
        file = site / "site" / release.id / "imported_figures.csv"
        file.write_bytes(file.read_bytes().replace(b",1,10,", b",9,10,"))
        with shelves.alone() as folder:
            mended = shelves.mended(release.id, folder=folder)
        assert mended.digest == release.digest
        assert b",1,10," in file.read_bytes()

    def test_a_release_without_a_sound_copy_stays_refused(self, site):
        _, release = imported(site, {"a.csv": months("RXW", [(1, 10)])})
        (site / "site" / release.id / "imported_figures.csv").unlink()
        (site / "site" / "copies" / f"{release.id}.zip").write_bytes(b"PK\x03\x04 no")
        with shelves.alone() as folder, pytest.raises(EvidenceAltered, match="copy"):
            shelves.mended(release.id, folder=folder)
        with shelves.alone() as folder, pytest.raises(NotInEvidence, match="no evidence release"):
            shelves.mended("2020-01-01", folder=folder)

    def test_a_name_in_use_that_is_not_held_says_what_to_do(self, site):
        imported(site, {"a.csv": months("RXW", [(1, 10)])})
        (site / "site" / "in_use").write_text("2031-01-01\n")
        with pytest.raises(EvidenceAltered, match="sources restore"):
            release_in_use()

    def test_without_a_folder_of_its_own_a_site_keeps_nothing(self):
        with pytest.raises(NowhereToKeep, match="WRAPAROUND_VAR"), shelves.alone():
            pass

    def test_the_journal_skips_a_line_that_a_crash_cut_off(self, site):
        imported(site, {"a.csv": months("RXW", [(1, 10)])})
        with (site / "site" / "journal.jsonl").open("a") as file:
            file.write('{"at": "2026-')
        assert [(one.did, one.by) for one in shelves.journal()] == [("import", "a test")]
