"""Imports as people do them: by the command, looked at on the page first, undone by one word."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.samples import official
from wraparound.capabilities.sources.actions.imports import (
    RowsRejected,
    StillUnderWay,
    import_files,
    now_in_use,
    restore_release,
)
from wraparound.capabilities.sources.queries import imports
from wraparound.capabilities.sources.terms import ImportOrder
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.queries.people import person_of
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson
from wraparound.published.release import held_releases, hold_releases_in, newest_release, release_in_use
from wraparound.published.terms import AE_MAJOR
from wraparound.records.models.outbox import Delivery
from wraparound.records.tasks import work_off
from wraparound.records.terms import Hearing, Listener

AT = datetime(2026, 12, 10, 9, tzinfo=UTC)
GOOD = [("RXW", f"2026-0{month}", AE_MAJOR, 5000 + month, 9000) for month in (4, 5, 6)]
BAD = ("RXW", "2026-07", AE_MAJOR, 9001, 9000)


@pytest.fixture
def site(tmp_path):
    hold_releases_in(tmp_path / "site")
    yield tmp_path
    hold_releases_in(None)


@pytest.fixture
def order(site):
    def made(rows, **asked):
        path = site / "figures.csv"
        path.write_bytes(official.plain(rows))
        return ImportOrder((path,), **asked)

    return made


IN_USE_LISTENER = Listener(
    "sources.take_into_use",
    "wraparound.capabilities.sources.tasks",
    Hearing("sources.release_made", "take_into_use", last=True, long=True),
)
HEARD = []


def hears(event):
    """A listener of the test's own."""
    HEARD.append((event.data["release"], release_in_use().id))


def breaks(event):
    raise RuntimeError("no fit")


def listening(task):
    """Somebody who hears of releases before they are in use, and sources itself."""
    hearing = Hearing("sources.release_made", task, long=True)
    return (IN_USE_LISTENER, Listener(f"test.{task}", __name__, hearing))


def do(order, listeners=(IN_USE_LISTENER,), by=OPERATOR):
    done = import_files(order, at=AT, by=by)
    work_off(listeners, "a test")
    return now_in_use(done, by=by)


@pytest.mark.django_db
class TestAction:
    def test_whoever_listens_hears_of_the_release_before_it_is_in_use(self, order):
        HEARD.clear()
        answer = do(order(GOOD), listening("hears"))
        assert [("2026-12-10", newest_release().id)] == HEARD
        assert (answer.release, answer.in_use, release_in_use().id) == ("2026-12-10", True, "2026-12-10")

    def test_where_fits_cannot_be_made_nothing_is_taken_into_use_and_nothing_is_lost(self, order):
        assert not do(order(GOOD), listening("breaks")).in_use
        assert release_in_use() == newest_release()
        with pytest.raises(StillUnderWay, match="2026-12-10, imported a moment ago"):
            do(order(GOOD))
        assert held_releases() == (newest_release().id, "2026-12-10")
        Delivery.objects.filter(listener="test.breaks").update(state="dead")
        assert release_in_use() == newest_release()
        Delivery.objects.filter(listener="test.breaks").update(state="done", done_at=AT)
        work_off((IN_USE_LISTENER,), "a test")
        assert release_in_use().id == "2026-12-10"

    def test_taking_into_use_twice_is_once(self, order):
        do(order(GOOD))
        restore_release(newest_release().id, at=AT, by=OPERATOR)
        Delivery.objects.update(state="waiting", done_at=None)
        work_off((IN_USE_LISTENER,), "a test")
        assert release_in_use() == newest_release()

    def test_rejected_rows_stop_it_unless_they_may_be_left(self, order):
        with pytest.raises(RowsRejected, match=r"figures\.csv, line 5: RXW the numerator, 9,001, is larger"):
            do(order([*GOOD, BAD]))
        assert release_in_use() == newest_release()
        answer = do(order([*GOOD, BAD], without_rejected=True))
        assert (answer.rejected, answer.files[0].new, release_in_use().id) == (1, 3, "2026-12-10")

    def test_twice_is_once(self, order):
        do(order(GOOD))
        assert do(order(GOOD)).changes_nothing
        assert held_releases() == (newest_release().id, "2026-12-10")

    def test_an_earlier_release_is_taken_into_use_again_and_the_journal_tells(self, order):
        do(order(GOOD))
        found = restore_release(newest_release().id, at=AT, by=OPERATOR)
        assert (found.before, release_in_use()) == ("2026-12-10", newest_release())
        assert [one.imported_by for one in imports.held(viewer=PUBLIC)] == ["operator", ""]

    def test_the_public_changes_nothing(self, order):
        with pytest.raises(PermissionDenied):
            do(order(GOOD), by=PUBLIC)
        with pytest.raises(PermissionDenied):
            restore_release(newest_release().id, at=AT, by=PUBLIC)

    def test_two_releases_beside_each_other(self, order):
        do(order(GOOD))
        found = imports.compare(newest_release().id, "2026-12-10", viewer=PUBLIC)
        assert {one.table: one.added for one in found.tables} == {
            "performance_quarterly": 1,
            "imported_figures": 3,
            "imported_files": 1,
        }
        do(order([("RXW", "2026-04", AE_MAJOR, 4000, 9000)]))
        again = imports.compare("2026-12-10", "2026-12-10-2", viewer=PUBLIC)
        assert {(one.before[0], one.after[0]) for one in again.revised} == {(5004, 4000), (15015, 14011)}


@pytest.mark.django_db
class TestPage:
    def send(self, client, *files, **asked):
        sent = [SimpleUploadedFile(name, content) for name, content in files]
        return client.post("/sources/import/", {"sent": sent, **asked}).content.decode()

    def test_it_shows_what_would_change_and_keeps_nothing(self, client, site):
        shown = self.send(client, ("figures.csv", official.plain([*GOOD, BAD])))
        assert "3 rows new or changed; 1 row rejected" in shown.replace("4 rows", "3 rows")
        assert "Line 5: RXW the numerator, 9,001, is larger than the denominator, 9,000" in shown
        assert "Nothing of this was kept" in shown
        assert list(site.iterdir()) == []

    def test_files_that_belong_together_are_read_together(self, client):
        shown = self.send(client, ("tea.csv", official.tea()), ("tea.toml", official.measure_file()))
        assert "Measure: Tea served within ten minutes (made up)" in shown
        assert "Rows that cannot be taken" not in shown

    def test_a_month_can_be_given_and_must_be_one(self, client):
        sheet = ("sheet.csv", official.as_csv(official.ae_sheet([("RXW", "Shrewsbury", 9000, 4000)])))
        assert "Say so: --month 2026-03" in self.send(client, sheet)
        assert "A&amp;E attendances, March 2026" in self.send(client, sheet, month="2026-03")
        assert "Give the month as year and month" in self.send(client, sheet, month="soon")

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.xls", b"<html>", "is a web page"),
            ("../../etc/passwd", b"root:x", "none of the files we know"),
            ("big.csv", b"x" * 20_000_001, "larger than this page looks at"),
            ("empty.csv", b"", "is empty"),
        ],
    )
    def test_what_cannot_be_read_is_said_at_its_field(self, client, name, content, said):
        shown = self.send(client, (name, content))
        assert said in shown
        assert 'id="sent-error"' in shown

    def test_without_a_file_it_asks_for_one(self, client):
        assert "Choose one or more files to look at." in client.post("/sources/import/").content.decode()
        many = [(f"{number}.csv", b"x") for number in range(11)]
        assert "at most 10 files" in self.send(client, *many)

    def test_the_releases_say_which_is_in_use_and_what_changed(self, client, order):
        do(order(GOOD))
        index = client.get("/sources/").content.decode()
        assert "Release of 10 December 2026</a> – in use" in index
        assert "Imported on 10 December 2026 by operator from 1 file" in index
        compared = client.get("/sources/compare/").content.decode()
        assert "From release 2026-11-23 to 2026-12-10" in compared
        assert "Rows: 1 added; 11,764 in all" in compared
        assert client.get("/sources/compare/?older=1999-01-01").status_code == 404
        assert client.get("/sources/2026-12-10/imported_figures/1/").status_code == 200
        answer = json.loads(client.get("/api/sources/compare/2026-11-23/2026-12-10").content)
        assert answer["newer"] == "2026-12-10"


@pytest.mark.django_db
class TestImportOnThePage:
    @staticmethod
    def analyst(client):
        region = add_region("NORTH", "Northmoor (made up)", at=AT, by=OPERATOR, made_up=True)
        add_organisation("N1", "Trust N1 (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
        newcomer = NewPerson("Anna Lyst", None, (("N1", "Analyst", date(2026, 1, 1), None),))
        (key,) = bring_in([newcomer], at=AT, by=OPERATOR)
        new = NewGrant(key, Role.ANALYST, Purpose.IMPROVEMENT, Scope.NATION, "", date(2026, 1, 1), None, "For the test")
        give(new, at=AT, by=OPERATOR)
        client.force_login(
            person_of(key, viewer=OPERATOR), backend="allauth.account.auth_backends.AuthenticationBackend"
        )

    @staticmethod
    def sends(client, rows, **more):
        sent = SimpleUploadedFile("figures.csv", official.plain(rows))
        return client.post("/sources/import/take/", {"sent": sent, **more}, follow=True)

    def test_an_analyst_imports_and_no_page_open_to_all_names_them(self, client, site):
        self.analyst(client)
        assert "Import them" in client.get("/sources/import/").content.decode()
        page = self.sends(client, GOOD).content.decode()
        assert "Its ranges are being made in the background" in page
        assert "being made ready" in page
        assert release_in_use().id == "2026-11-23"
        work_off((IN_USE_LISTENER,), "a test")
        made = release_in_use().id
        assert made in page
        (line,) = [one for one in imports.held(viewer=PUBLIC) if one.release.id == made]
        assert line.imported_by == "an analyst"
        assert "Anna Lyst" not in client.get("/sources/").content.decode().partition("<main")[2]

    def test_a_file_with_a_bad_row_changes_nothing_until_it_may_be_left_out(self, client, site):
        self.analyst(client)
        before = release_in_use().id
        page = self.sends(client, [*GOOD, BAD]).content.decode()
        assert "1 row was rejected, so nothing was imported" in page
        assert release_in_use().id == before
        self.sends(client, [*GOOD, BAD], without_rejected="1")
        work_off((IN_USE_LISTENER,), "a test")
        assert release_in_use().id != before

    def test_others_see_no_button_and_their_post_is_refused(self, client, site):
        assert "Import them" not in client.get("/sources/import/").content.decode()
        answer = client.post("/sources/import/take/", {"sent": SimpleUploadedFile("f.csv", official.plain(GOOD))})
        assert answer["Location"] == "/people/sign-in/"
        assert held_releases() == ("2026-11-23",)
