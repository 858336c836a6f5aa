"""What machines ask about this site: whether it lives, and whether it is ready."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from tests.operations.conftest import Site
from wraparound.published.release import IN_USE, hold_releases_in, site_folder
from wraparound.web.layout.readiness import CHECKS, Finding, found_by
from wraparound.web.settings.folders import VAR

ASK = """
from django.test import Client
for address in ("/health/", "/ready/"):
    answer = Client(SERVER_NAME="127.0.0.1").get(address)
    print(answer.status_code, answer.content.decode())
"""


def test_health_asks_nobody_anything(client):
    # Without the mark that opens the database to a test, asking it would fail here.
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert client.head("/health/").status_code == 200


@pytest.mark.django_db
@pytest.mark.database
class TestReady:
    def test_everything_is_as_it_must_be(self, client, django_assert_max_num_queries):
        client.get("/ready/")
        with django_assert_max_num_queries(3):
            answer = client.get("/ready/")
        said = answer.json()
        assert (answer.status_code, said["status"]) == (200, "ready")
        assert [*said["checks"]] == [check.__name__ for check in CHECKS]
        assert all(one["ok"] and one["says"].endswith(".") for one in said["checks"].values())
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers

    def test_a_migration_that_waits_is_told(self, client):
        MigrationRecorder.Migration.objects.filter(app="sessions").delete()
        assert not_ready(client) == {"migrations": "Migrations that have yet to be applied: 1. Run manage.py migrate."}

    def test_evidence_that_cannot_be_read_is_told(self, client, tmp_path):
        before = site_folder()
        (tmp_path / IN_USE).write_text("1999-01-01\n", encoding="utf-8")
        hold_releases_in(tmp_path)
        try:
            assert [*not_ready(client)] == ["evidence"]
        finally:
            hold_releases_in(before)

    def test_a_restore_that_was_cut_short_is_told(self, client):
        journal = VAR / ".restoring/journal.json"
        journal.parent.mkdir(parents=True)
        journal.write_text("{}", encoding="utf-8")
        try:
            assert "run it again" in not_ready(client)["restore"]
        finally:
            journal.unlink()
            journal.parent.rmdir()

    def test_a_check_that_breaks_has_found_something(self):
        def broken() -> Finding:
            raise LookupError("somebody@made-up.example")

        assert found_by(broken) == Finding(False, "This could not be found out: the log says where it broke.")


def not_ready(client):
    """What is wrong, each with its sentence."""
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    return {name: one["says"] for name, one in answer.json()["checks"].items() if not one["ok"]}


def test_a_site_whose_database_is_away_lives_and_is_not_ready(tmp_path):
    said = Site(tmp_path, "postgresql://nobody:nothing@127.0.0.1:1/nowhere").python(ASK).splitlines()
    assert said[0] == '200 {"status": "ok"}'
    assert said[1].startswith("503 ")
    assert '"database": {"ok": false, "says": "The database cannot be reached' in said[1]
    assert "nobody" not in said[1]
    assert "127.0.0.1" not in said[1]


def test_a_site_that_was_never_prepared_is_not_ready(tmp_path):
    said = Site(tmp_path).python(ASK).splitlines()
    assert said[0].startswith("200 ")
    assert '"database": {"ok": true' in said[1]
    assert '"migrations": {"ok": false' in said[1]


def test_a_probe_over_plain_http_is_answered_and_not_sent_elsewhere(tmp_path):
    site = Site(tmp_path)
    program = """
from django.test import Client
for address in ("/health/", "/ready/", "/about/", "/health/more/"):
    print(Client(SERVER_NAME="wraparound.example").get(address).status_code)
"""
    production = {
        "DJANGO_SETTINGS_MODULE": "wraparound.web.settings.production",
        "WRAPAROUND_SECRET_KEY": "only for this test, and long enough to be one, 0123456789",
        "WRAPAROUND_HOSTS": "wraparound.example",
    }
    assert site.python(program, **production).split() == ["200", "503", "301", "301"]
