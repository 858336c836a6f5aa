"""Taking a release into use: once, for good, and never with other content. Runs on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from wraparound.capabilities.sources.actions.adoptions import AnotherReleaseOfThatName, adopt_release
from wraparound.capabilities.sources.models import AdoptionIsFinal, ReleaseAdoption
from wraparound.capabilities.sources.queries.adoptions import adoptions
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.published.release import newest_release

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, 9, tzinfo=UTC)


def test_a_release_is_adopted_once_and_keeps_its_first_day():
    adopt_release(newest_release(), at=MARCH, by=OPERATOR)
    again = adopt_release(newest_release(), at=JUNE, by=OPERATOR)
    assert (again.adopted_at, again.adopted_by) == (MARCH, "operator")
    assert [one.release for one in adoptions(viewer=PUBLIC)] == [newest_release().id]


def test_the_same_name_with_other_content_is_refused():
    adopt_release(newest_release(), at=MARCH, by=OPERATOR)
    with pytest.raises(AnotherReleaseOfThatName, match="adopted on 01 March 2026: its files were changed"):
        adopt_release(replace(newest_release(), digest="0" * 64), at=JUNE, by=OPERATOR)


def test_an_adoption_is_never_changed_or_removed_one_by_one_or_in_bulk():
    adopt_release(newest_release(), at=MARCH, by=OPERATOR)
    row = ReleaseAdoption.objects.get()
    row.adopted_by = "somebody else"
    for attempt in (row.save, row.delete, ReleaseAdoption.objects.all().delete):
        with pytest.raises(AdoptionIsFinal):
            attempt()
    with pytest.raises(AdoptionIsFinal):
        ReleaseAdoption.objects.update(adopted_by="somebody else")
    forged = ReleaseAdoption(pk=row.pk, release=row.release, digest="1" * 64, adopted_at=JUNE, adopted_by="intruder")
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save()
    with pytest.raises(AdoptionIsFinal):
        ReleaseAdoption.objects.bulk_create(
            [forged], update_conflicts=True, update_fields=["digest"], unique_fields=["release"]
        )
    assert ReleaseAdoption.objects.get().adopted_by == "operator"


@pytest.mark.parametrize("change", [{"digest": "not a checksum"}, {"adopted_by": ""}])
def test_the_database_itself_refuses_what_makes_no_sense(change):
    good = {"release": "made-up", "digest": "0" * 64, "adopted_at": MARCH, "adopted_by": "operator"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseAdoption.objects.create(**{**good, **change})


@pytest.mark.django_db(transaction=True)
def test_two_who_adopt_at_once_leave_one_adoption():
    start = Barrier(2)
    failures = []

    def adopt():
        start.wait()
        try:
            adopt_release(newest_release(), at=MARCH, by=OPERATOR)
        except Exception as trouble:  # whatever happens in the thread must reach the assertion
            failures.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=adopt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ReleaseAdoption.objects.count() == 1


def test_the_page_says_since_when_a_release_is_in_use(client):
    adopt_release(newest_release(), at=MARCH, by=OPERATOR)
    assert "Taken into use here on 1 March 2026" in client.get("/sources/").content.decode()
