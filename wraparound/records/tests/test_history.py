"""The state at a moment never changes as later edits are made, however they are made; and nobody writes unnamed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wraparound.people.actions.people import bring_in
from wraparound.people.models import Membership, Organisation, Person, PersonVersion
from wraparound.people.terms.access import OPERATOR
from wraparound.people.terms.people import NewPerson
from wraparound.people.tests.factories import AT, make_person, make_region, make_trust
from wraparound.records.actions import store
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.models import triggers
from wraparound.records.models.keeping import KEPT, EndInstead, PastIsFinal
from wraparound.records.models.log import Change, Era, Removal
from wraparound.records.queries.history import history_of
from wraparound.records.terms import Basis, Did

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINUTE = timedelta(minutes=1)


def state(moment=None):
    """Everything that is known of people and where they belong, read through every sort of query."""
    people = Person.objects.as_at(moment)
    memberships = Membership.objects.as_at(moment)
    return {
        "people": list(people.order_by("pk").values_list("pk", "name", "name_key", "email", "is_active")),
        "memberships": list(
            memberships.order_by("pk").values_list("pk", "person_id", "organisation_id", "job", "starts", "ends")
        ),
        "joined": list(memberships.order_by("pk").values_list("person__name", "organisation__name")),
        "whole": [
            (row.person.name, row.organisation.name)
            for row in memberships.select_related("person", "organisation").order_by("pk")
        ],
        "open": people.filter(is_active=True).count(),
        "there": memberships.filter(organisation__code="N1", person__is_active=True).count(),
        "any": people.filter(name__contains="a").exists(),
        "inside": list(
            people.filter(pk__in=memberships.filter(ends=None).values("person"))
            .order_by("pk")
            .values_list("pk", flat=True)
        ),
    }


def one_by_one(step):
    for row in Person.objects.order_by("pk")[:2]:
        row.name = f"{row.name[:20]} {step}"
        row.save()


def in_bulk(step):
    Membership.objects.filter(ends=None).update(job=f"Job {step}")


def all_at_once(step):
    rows = list(Person.objects.order_by("pk"))
    for row in rows:
        row.name = f"Everyone {step} {row.pk}"
    Person.objects.bulk_update(rows, ["name"])


def by_import(step):
    bring_in(
        [NewPerson(f"New {step} {number}", None, (("N1", "Manager", date(2025, 1, 1), None),)) for number in range(3)],
        at=AT,
        by=OPERATOR,
    )


def ended(step):
    first = Membership.objects.filter(ends=None).order_by("pk").first()
    if first:
        Membership.objects.filter(pk=first.pk).update(ends=date(2026, 1, 1) + timedelta(days=step))


def renamed(step):
    Organisation.objects.filter(code="N1").update(name=f"Trust renamed {step}")


def closed(step):
    Person.objects.filter(pk=Person.objects.order_by("-pk")[0].pk).update(is_active=False, closed_at=AT)


def by_hand(step):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = %s", [f"By hand {step}"])


def twice(step):
    in_bulk(f"{step} at first")
    in_bulk(f"{step} after all")


def nothing(step):
    Person.objects.update(name=Person.objects.order_by("pk")[0].name)
    raise RuntimeError("taken back")


def arranged_anew(step):
    for kept in KEPT.values():
        store._begin(kept, _era(kept), triggers.open_change())


def _era(kept):
    from wraparound.records.models.log import Era

    return Era.objects.filter(table=kept.table).count()


WAYS = (one_by_one, in_bulk, all_at_once, by_import, ended, renamed, closed, by_hand, twice, nothing, arranged_anew)


def begin():
    make_trust("N1")
    make_trust("N2", make_region())
    for number in range(4):
        make_person(f"Person Number{number}", f"N{number % 2 + 1}")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(some.tuples(some.sampled_from(WAYS), some.integers(1, 900)), min_size=1, max_size=9))
def test_the_past_stays_as_it_was(db, steps):
    with transaction.atomic():
        begin()
        at, known = AT + timedelta(days=1), {}
        for number, (way, minutes) in enumerate(steps):
            at += minutes * MINUTE
            try:
                with changing(f"Step {number}", at=at, by=OPERATOR):
                    way(number)
            except RuntimeError:
                pass
            known[at + MINUTE / 2] = state()
            assert state() == known[at + MINUTE / 2]
        for moment, was in known.items():
            assert state(moment) == was, f"as at {moment}"
        assert state(AT - timedelta(days=900))["people"] == []
        transaction.set_rollback(True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(some.sampled_from(WAYS), min_size=1, max_size=5), which=some.integers(0, 3))
def test_only_removal_changes_the_past_and_it_leaves_its_mark(db, steps, which):
    with transaction.atomic():
        begin()
        at, moments = AT + timedelta(days=1), []
        for number, way in enumerate(steps):
            at += MINUTE
            try:
                with changing(f"Step {number}", at=at, by=OPERATOR):
                    way(number)
            except RuntimeError:
                pass
            moments.append(at + MINUTE / 2)
        before = {moment: state(moment) for moment in moments}
        gone = Membership.objects.order_by("pk")[which].pk
        remove("people.membership", [gone], basis=Basis.ERASURE, why="Asked for", at=at + MINUTE, by=OPERATOR)
        for moment in moments:
            now = state(moment)
            assert now["people"] == before[moment]["people"]
            assert now["memberships"] == [row for row in before[moment]["memberships"] if row[0] != gone]
        mark = Removal.objects.get(sort="people.membership", record=gone)
        assert (mark.change.why, mark.change.at) == ("Asked for", at + MINUTE)
        transaction.set_rollback(True)


@pytest.mark.parametrize("way", [way for way in WAYS[:-2] if way is not by_import], ids=lambda way: way.__name__)
def test_nobody_writes_unnamed(way):
    """Triggers see what the framework does not: bulk writes and writing by hand too."""
    begin()
    before = state()
    with pytest.raises(IntegrityError, match="nobody says who changes this and why"), transaction.atomic():
        way(1)
    assert state() == before


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: PersonVersion.objects.update(name="Rewritten"),
        lambda: PersonVersion.objects.update(v_since=AT),
        lambda: PersonVersion.objects.all()._raw_delete("default"),
        lambda: Change.objects.update(why="Something else"),
        lambda: Change.objects.all()._raw_delete("default"),
        lambda: Membership.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(wrong):
    begin()
    with pytest.raises(IntegrityError, match="records: "), transaction.atomic():
        wrong()
    with pytest.raises(IntegrityError, match="records: "), changing("Trying", at=AT + MINUTE, by=OPERATOR):
        wrong()


def test_what_is_of_the_past_cannot_be_written():
    begin()
    then = Person.objects.as_at(AT + MINUTE)
    for wrong in (then.update, then[0].save):
        with pytest.raises(PastIsFinal):
            wrong(name="x") if wrong == then.update else wrong()
    with pytest.raises(EndInstead):
        then[0].delete()


def renamed_people():
    """People and memberships with another name and job than they had at `AT` and a minute."""
    begin()
    with changing("Renamed", at=AT + timedelta(days=1), by=OPERATOR):
        Person.objects.update(name="Today")
        Membership.objects.update(job="Today")
    return AT + MINUTE


def test_exclusions_and_unions_are_about_the_same_moment():
    then = renamed_people()
    people = Person.objects.as_at(then)
    assert people.exclude(memberships__job="Manager").count() == 0
    assert people.exclude(memberships__job="Today").count() == 4
    assert people.filter(memberships__job="Manager").count() == 4
    assert {row.name for row in people.filter(name="Person Number0").union(people.filter(name="Person Number1"))} == {
        "Person Number0",
        "Person Number1",
    }
    with pytest.raises(PastIsFinal, match="before they are combined"):
        Person.objects.all().union(Person.objects.all()).as_at(then)
    with pytest.raises(PastIsFinal, match="Begin anew"):
        people.as_at(None)


def test_what_is_reached_from_a_row_of_the_past_is_of_the_past_too():
    then = renamed_people()
    row = Membership.objects.as_at(then).order_by("pk")[0]
    assert row.person.name == "Person Number0"
    assert [one.job for one in Person.objects.as_at(then).prefetch_related("memberships")[0].memberships.all()] == [
        "Manager"
    ]
    assert Person.objects.as_at(then).order_by("pk")[0].memberships.get().job == "Manager"
    assert Person.objects.as_at(then).order_by("pk").only("pk")[0].name == "Person Number0"
    assert Membership.objects.order_by("pk")[0].person.name == "Today"


def test_rows_of_the_past_are_never_written_however_they_were_read():
    then = renamed_people()
    rows = (
        next(iter(Person.objects.as_at(then).iterator())),
        Membership.objects.as_at(then).select_related("person")[0].person,
        Membership.objects.as_at(then)[0].person,
    )
    with changing("Trying", at=AT + timedelta(days=2), by=OPERATOR):
        for row in rows:
            with pytest.raises(PastIsFinal):
                row.save()
        with pytest.raises(PastIsFinal):
            Person.objects.bulk_update(list(Person.objects.as_at(then)), ["name"])
    assert set(Person.objects.values_list("name", flat=True)) == {"Today"}


def test_history_is_not_forged_either():
    begin()
    version = PersonVersion.objects.order_by("-pk")[0]
    version.pk = None
    for wrong in (
        version.save,
        lambda: Era.objects.update(number=9),
        lambda: Person.objects.filter(pk=Person.objects.order_by("-pk")[0].pk).update(id=99_999),
    ):
        with pytest.raises(IntegrityError, match="records: "), transaction.atomic():
            wrong()
        Era.objects.get_or_create(table="x", number=1, defaults={"began_at": AT})


def test_flush_puts_the_triggers_back_also_where_it_was_not_confirmed(monkeypatch):
    begin()
    monkeypatch.setattr("builtins.input", lambda _: "no")
    call_command("flush", interactive=True, verbosity=0)
    assert triggers.missing(connection) == ()
    assert Person.objects.count() == 4


def test_where_no_past_is_made_up_a_change_is_dated_when_it_is_made(settings):
    begin()
    settings.PAST_IS_MADE_UP = False
    before = timezone.now()
    with changing("With an old moment", at=AT, by=OPERATOR):
        Person.objects.update(name="Now")
    assert Change.objects.order_by("-pk")[0].at >= before
    assert set(Person.objects.as_at(before).values_list("name", flat=True)) != {"Now"}


def test_moments_rise_with_the_numbers_whatever_the_clock_says():
    """Two who write in the same microsecond, or with a clock that was put back: neither alters what was read before."""
    begin()
    key = make_person("Clock Madeup")
    with changing("Later", at=AT + timedelta(days=9), by=OPERATOR):
        Person.objects.filter(key=key).update(name="Later Madeup")
    seen = AT + timedelta(days=9, hours=1)
    with changing("A clock put back", at=AT, by=OPERATOR):
        Person.objects.filter(key=key).update(name="Put Back")
    moments = list(Change.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(set(moments))
    assert Person.objects.as_at(AT + timedelta(days=8)).get(key=key).name == "Clock Madeup"
    assert Person.objects.as_at(seen).get(key=key).name == "Put Back"


def test_history_says_who_when_why_and_what():
    begin()
    row = Person.objects.order_by("pk")[0]
    at = AT + timedelta(days=2)
    with changing("Spelled rightly", at=at, by=OPERATOR):
        row.name = "Zoë Rightly"
        row.save()
    newest, first = history_of("people.person", row.pk, viewer=OPERATOR)
    assert (newest.did, newest.change.at, newest.change.by_name, newest.change.why) == (
        Did.CHANGED,
        at,
        "operator",
        "Spelled rightly",
    )
    assert [(one.field, one.before, one.after) for one in newest.differences] == [
        ("name", "Person Number0", "Zoë Rightly")
    ]
    assert first.did is Did.ENTERED


def test_secrets_and_mere_use_are_not_in_history():
    begin()
    row = Person.objects.order_by("pk")[0]
    row.set_password("quiet lantern orchard")
    row.save()
    row.last_login = datetime(2026, 3, 1, tzinfo=UTC)
    row.save(update_fields=["last_login"])
    assert len(history_of("people.person", row.pk, viewer=OPERATOR)) == 1
    assert "password" not in {field.name for field in PersonVersion._meta.get_fields()}
    assert Person.objects.as_at(AT + MINUTE).get(pk=row.pk).password == ""


def test_what_was_there_before_history_gets_a_first_version():
    begin()
    triggers.remove(connection)
    Person.objects.update(name="Written without history")
    assert set(triggers.missing(connection)) >= {kept.table for kept in KEPT.values()} | {
        "records_look",
        "records_event",
    }
    with changing("Nobody sees it", at=AT + MINUTE, by=OPERATOR):
        gone = Membership.objects.order_by("-pk")[0].pk
        Membership.objects.filter(pk=gone)._raw_delete("default")
    triggers.install(connection)
    assert triggers.missing(connection) == ()
    at = AT + timedelta(days=3)
    assert store.enter_what_was_here(at=at, by=OPERATOR) == 5
    assert not Membership.objects.as_at(at + MINUTE).filter(pk=gone).exists()
    assert store.enter_what_was_here(at=at, by=OPERATOR) == 0
    assert set(Person.objects.as_at(at).values_list("name", flat=True)) == {"Written without history"}
    assert "Person Number0" in set(Person.objects.as_at(at - MINUTE).values_list("name", flat=True))


def test_an_era_begins_when_history_has_outgrown_what_stands(monkeypatch):
    monkeypatch.setattr(store, "LEAST_IN_AN_ERA", 5)
    begin()
    for number in range(5):
        with changing("Again", at=AT + number * timedelta(days=1), by=OPERATOR):
            in_bulk(number)
    before = {number: state(AT + number * timedelta(days=1)) for number in range(6)}
    begun = store.begin_eras(at=AT + timedelta(days=30), by=OPERATOR)
    assert begun == ("people_membership",)
    assert store.begin_eras(at=AT + timedelta(days=31), by=OPERATOR) == ()
    with changing("Afterwards", at=AT + timedelta(days=40), by=OPERATOR):
        in_bulk("afterwards")
    assert {number: state(AT + number * timedelta(days=1)) for number in range(6)} == before
    versions = history_of("people.membership", Membership.objects.order_by("pk")[0].pk, viewer=OPERATOR)
    assert len(versions) == 7


def work_of_a_bulk_update(many):
    """How much SQLite does (in hundreds of its own steps) for one update of as many people, all in one change."""
    trust, steps = make_trust(f"W{many}"), []
    bring_in(
        [NewPerson(f"Bulk {one}", None, ((trust.code, "Clerk", AT.date(), None),)) for one in range(many)],
        at=AT,
        by=OPERATOR,
    )
    people = Person.objects.filter(memberships__organisation=trust)
    with changing("Renamed", at=AT + MINUTE, by=OPERATOR):
        connection.connection.set_progress_handler(lambda: steps.append(1), 100)
        try:
            assert Person.objects.filter(pk__in=people.values("pk")).update(name="Renamed") == many
        finally:
            connection.connection.set_progress_handler(None, 0)
    print(f"\n{many} people: {len(steps)} hundreds of steps")
    return len(steps)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite's own machine")
def test_a_bulk_update_does_not_look_through_what_it_has_already_changed():
    assert work_of_a_bulk_update(1600) < 2.8 * work_of_a_bulk_update(800)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does so by itself")
def test_sqlite_learns_how_rows_are_spread():
    make_trust("N2")
    store.learn_the_spread(by=OPERATOR)

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'people_organisation'")
        seen = cursor.fetchall()
    assert seen
    assert all(int(stat.split()[0]) == Organisation.objects.count() for (stat,) in seen)
