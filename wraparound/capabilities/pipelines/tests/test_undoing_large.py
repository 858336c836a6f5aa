"""An import of many rows is taken back off the request: asked for, waited for, done whole or refused with a reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from wraparound.capabilities.pipelines.actions import imports
from wraparound.capabilities.pipelines.actions.undoing import confirm_undo, undo, undoing
from wraparound.capabilities.pipelines.exchange.tables import read_tables
from wraparound.capabilities.pipelines.models.exchange import Import, ImportPart
from wraparound.capabilities.pipelines.tasks import put_aside_what_is_old
from wraparound.capabilities.pipelines.terms.exchange import CannotImport
from wraparound.capabilities.pipelines.tests.keep_world import look_as, make_world
from wraparound.capabilities.pipelines.tests.test_spreadsheet_pages import HEARD, at
from wraparound.capabilities.pipelines.wording import exchange as tell
from wraparound.people.models import Grant, Membership, Person
from wraparound.people.terms.access import OPERATOR
from wraparound.published.export import as_csv
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import Change
from wraparound.records.models.outbox import Delivery, Event
from wraparound.records.tasks import make_out, work_off
from wraparound.records.terms import DeliveryState

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MANY = imports.AT_ONCE_ROWS + 100
ROWS = [
    {"Employee number": str(number), "Name": f"Person Of{number}", "Job": "Matron", "Belongs from": "2020-01-01"}
    for number in range(MANY)
]
CHANGED = "Something was changed while you looked."


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(lambda: make_world(timezone.localdate()))


@pytest.fixture
def number(world):
    """An import by the director that added many people, and left out one row that could not be taken."""
    return written(world.director, [*ROWS, {**ROWS[0], "Employee number": "", "Belongs from": "soon"}])


def written(by, people):
    moment = timezone.localtime()
    number = imports.send("ZZ01", "people.csv", read_tables("people.csv", as_csv(people)), at=moment, by=by)
    imports.take_as(number, None, at=moment, by=by)
    work_off(HEARD[:1], "test")
    assert imports.write(number, at=moment, by=by)
    return number


def added():
    return Person.objects.filter(name__startswith="Person Of").count()


def stands(number):
    row = Import.objects.get(pk=number)
    return row.state, row.told


def page(client, number):
    return client.get(at("import_preview", number=number)).content.decode()


def test_it_is_undone_while_whoever_asked_does_something_else_and_the_log_says_it_was_they(client, world, number):
    look_as(client, world, "chair")
    answer = client.post(at("import_undo", number=number), {"seen": "0"})
    assert answer.url == at("import_preview", number=number)
    assert (stands(number), added()) == (("undoing", ""), MANY)
    waiting = client.get(answer.url)
    assert waiting["Refresh"] == "5"
    assert f"{MANY:,} rows are being undone" in waiting.content.decode()
    assert "being undone" in client.get(at("spreadsheets", code="ZZ01")).content.decode()
    assert client.get(f"/api/pipelines/imports/{number}").json()["state"] == "undoing"
    work_off(HEARD, "test")
    assert (stands(number), added(), ImportPart.objects.count()) == (("undone", ""), 0, 0)
    assert "people.csv is undone." in page(client, number)
    done, asked = Change.objects.filter(why__contains=f"mport {number} of").order_by("-pk")[:2]
    assert asked.by == done.by == world.people["chair"].pk
    assert work_off(HEARD, "test") == 0


def test_while_it_is_being_undone_nobody_puts_it_aside_takes_it_up_or_undoes_it_again(client, world, number):
    moment, by = timezone.now(), world.director
    assert not confirm_undo(number, seen=0, at=moment, by=by)
    for again in (
        lambda: confirm_undo(number, seen=0, at=moment, by=by),
        lambda: confirm_undo(number, seen=0, at=moment, by=OPERATOR),
        lambda: undo(number, seen=0, at=moment, by=by),
        lambda: undoing(number, on=moment.date(), by=OPERATOR),
        lambda: imports.put_aside(number, at=moment, by=by),
    ):
        with pytest.raises(CannotImport, match="being undone"):
            again()
    for other in (
        lambda: imports.take_as(number, None, at=moment, by=by),
        lambda: imports.answer(number, {"people-2": "leave"}, at=moment, by=by),
        lambda: imports.confirm(number, at=moment, by=by),
    ):
        with pytest.raises(CannotImport, match="is being done"):
            other()
    assert not imports.write(number, at=moment, by=by)
    look_as(client, world, "director")
    shown = client.post(at("import_undo", number=number), {"seen": "0"}, follow=True).content.decode()
    assert shown.count(tell.BEING_UNDONE) == 1
    assert client.get(at("import_undo", number=number)).url == at("import_preview", number=number)
    assert Event.objects.filter(name="pipelines.undo_confirmed").count() == 1
    assert (stands(number), added()) == (("undoing", ""), MANY)


def test_what_changed_before_it_is_asked_for_is_said_at_once(client, world, number):
    look_as(client, world, "director")
    written(world.director, [{**ROWS[7], "Job": "Analyst"}])
    page = client.post(at("import_undo", number=number), {"seen": "0"}, follow=True).content.decode()
    assert CHANGED in page
    assert "Person Of7, Analyst" in page
    assert stands(number) == ("written", "")


def test_what_changes_between_asking_and_undoing_ends_it_with_the_sentence_and_all_stays(client, world, number):
    look_as(client, world, "director")
    client.post(at("import_undo", number=number), {"seen": "0"})
    written(world.director, [{**ROWS[7], "Job": "Analyst"}])
    work_off(HEARD, "test")
    state, told = stands(number)
    assert (state, added()) == ("written", MANY)
    assert told.startswith(CHANGED)
    assert CHANGED in page(client, number)
    assert "written; it could not be undone" in client.get(at("spreadsheets", code="ZZ01")).content.decode()
    left = undoing(number, on=timezone.localdate(), by=world.director).left
    client.post(at("import_undo", number=number), {"seen": str(len(left))})
    assert stands(number) == ("undoing", "")
    work_off(HEARD, "test")
    assert stands(number) == ("undone", "")
    assert [one.job for one in Membership.objects.filter(person__name__startswith="Person Of")] == ["Analyst"]


def test_whoever_loses_their_role_before_it_is_undone_undoes_nothing(client, world, number):
    look_as(client, world, "director")
    client.post(at("import_undo", number=number), {"seen": "0"})
    with changing("Ended for the test", at=timezone.now(), by=OPERATOR):
        Grant.objects.filter(person=world.people["director"]).update(ended_at=timezone.now(), ended_by="test")
    work_off(HEARD, "test")
    assert (stands(number), added()) == (("written", tell.NO_LONGER), MANY)
    look_as(client, world, "chair")
    assert tell.NO_LONGER in page(client, number)


def test_an_undo_that_ends_in_an_error_says_so_and_can_be_asked_for_again(client, world, number, caplog):
    look_as(client, world, "director")
    client.post(at("import_undo", number=number), {"seen": "0"})
    kept = Membership.objects.get(person__name="Person Of7").pk
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE rests_on (it bigint REFERENCES people_membership (id))")
        cursor.execute("INSERT INTO rests_on (it) VALUES (%s)", [kept])
    work_off(HEARD, "test")
    assert (stands(number), added()) == (("written", tell.NOT_UNDONE), MANY)
    assert "ended in an error" in caplog.text
    assert tell.NOT_UNDONE in page(client, number)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE rests_on")
    client.post(at("import_undo", number=number), {"seen": "0"})
    work_off(HEARD, "test")
    assert (stands(number), added()) == (("undone", ""), 0)


def test_a_week_that_ends_meanwhile_takes_the_rows_and_leaves_the_undo(world, number):
    confirm_undo(number, seen=0, at=timezone.now(), by=world.director)
    assert imports.put_aside_what_is_old(at=timezone.now() + timedelta(days=8), by=OPERATOR) == 0
    assert (stands(number), ImportPart.objects.count()) == (("undoing", ""), 0)
    work_off(HEARD, "test")
    assert (stands(number), added()) == (("undone", ""), 0)


def test_an_undo_that_was_given_up_in_the_background_is_said_to_have_failed_and_one_that_waits_is_left(world, number):
    confirm_undo(number, seen=0, at=timezone.now(), by=world.director)
    make_out(HEARD)
    put_aside_what_is_old(timezone.now())
    assert stands(number) == ("undoing", "")
    Delivery.objects.filter(listener="pipelines.undo_import").update(state=DeliveryState.DEAD)
    put_aside_what_is_old(timezone.now())
    assert (stands(number), added()) == (("written", tell.NOT_UNDONE), MANY)


def test_the_terminal_undoes_at_once_whatever_its_size(world, number):
    assert confirm_undo(number, seen=0, at=timezone.now(), by=OPERATOR)
    assert (stands(number), added()) == (("undone", ""), 0)
