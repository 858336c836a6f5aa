"""From any number to its row and publisher, and every limit said."""

import csv
import hashlib
import io

import pytest

from wraparound.published.release import newest_release

RELEASE = newest_release()


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.django_db
def test_the_first_page_says_what_every_table_cannot_say(client):
    shown = read(client, "/sources/")
    for sidecar in RELEASE.sidecars:
        assert sidecar.title.replace("&", "&amp;") in shown
        for caveat in sidecar.caveats:
            assert caveat.replace("&", "&amp;").replace("'", "&#39;") in shown


def test_a_release_can_be_checked_by_its_checksum(client):
    assert RELEASE.digest in read(client, f"/sources/{RELEASE.id}/")


@pytest.mark.parametrize("sidecar", RELEASE.sidecars, ids=lambda sidecar: sidecar.table)
def test_every_table_and_its_first_and_last_row_open(client, sidecar):
    base = f"/sources/{RELEASE.id}/{sidecar.table}/"
    assert f"{sidecar.sha256}" in read(client, base)
    for row in (1, sidecar.rows):
        assert f"Row {row}" in read(client, f"{base}{row}/")
    read(client, f"{base}{sidecar.rows + 1}/", 404)
    read(client, f"{base}0/", 404)


def test_a_row_shows_its_source_licence_and_neighbours(client):
    shown = read(client, f"/sources/{RELEASE.id}/regime_spells/40/")
    assert "https://www.shropshirestar.com/news/health/2026/03/05/" in shown
    assert "Previous row" in shown
    assert "Next row" in shown


def test_a_table_can_be_narrowed_to_a_trust_and_paged(client):
    assert "1 row about RXW" in read(client, f"/sources/{RELEASE.id}/regime_spells/?code=rxw")
    assert "Rows 101 to 200 of 11,763" in read(client, f"/sources/{RELEASE.id}/performance_quarterly/?page=2")
    assert "No row about ZZZ" in read(client, f"/sources/{RELEASE.id}/ratings/?code=ZZZ")


@pytest.mark.parametrize("asked", ["page=0", "page=9999", "page=x", "code=toolong"])
def test_a_page_that_does_not_exist_is_404(client, asked):
    read(client, f"/sources/{RELEASE.id}/ratings/?{asked}", 404)


def test_the_file_is_the_one_that_was_released(client):
    response = client.get(f"/sources/{RELEASE.id}/regime_spells.csv")
    assert hashlib.sha256(response.content).hexdigest() == RELEASE.sidecar("regime_spells").sha256
    assert len(list(csv.DictReader(io.StringIO(response.content.decode())))) == 74
    assert response["Content-Disposition"] == f'attachment; filename="{RELEASE.id}-regime_spells.csv"'


@pytest.mark.parametrize(
    "address", ["/sources/1999-01-01/", "/sources/2026-11-23/weather/", "/sources/2026-11-23/weather.csv"]
)
def test_what_is_not_held_is_404_with_what_is(client, address):
    assert "2026-11-23" in read(client, address, 404) or "It holds" in read(client, address, 404)
