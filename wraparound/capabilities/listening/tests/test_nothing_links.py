"""Nothing that is kept leads from an answer to whoever gave it: everything the store holds is looked at.

What remains is said in docs/decisions/0058: whoever watches the machine while people answer.
"""

import logging
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from scipy.stats import spearmanr

from wraparound.capabilities.listening.models.pulses import Answer, Asked, FreeWords
from wraparound.capabilities.listening.tests.world import BACKEND, answers, closed, make_listening_world, opened
from wraparound.people.models import Person
from wraparound.records.models.log import Change, Look
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DRAWN = ("listening.answer", "listening.freewords")


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_listening_world)


def everything():
    """Every row of every table, without the numbers that are drawn by chance."""
    found = {}
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        if model._meta.label_lower in DRAWN:
            names.remove("id")
        found[model._meta.label_lower] = sorted(repr(row) for row in model._base_manager.values_list(*names))
    return found


def held_after(number, *said):
    """Everything that is held once these answered, one after the other; it is taken back then."""
    with transaction.atomic():
        for viewer, one, words in said:
            answers(number, [viewer], one, words=words)
        held = everything()
        transaction.set_rollback(True)
    return held


def test_the_store_is_the_same_whoever_of_two_gave_which_answer_and_in_which_order(world):
    number = opened(world)
    ada, ben = world.asked[:2]
    held = held_after(number, (ada, 0, "Mine"), (ben, 4, ""))
    assert held == held_after(number, (ada, 4, ""), (ben, 0, "Mine"))
    assert held == held_after(number, (ben, 0, "Mine"), (ada, 4, ""))
    assert held != held_after(number, (ada, 0, "Mine"), (ben, 3, ""))


def test_the_order_of_rows_says_nothing_of_the_order_of_answering(world):
    """SQLite keeps rows by a number that would count up, PostgreSQL by where there was room."""
    number = opened(world)
    order = []
    for viewer in world.asked:
        before = set(Answer.objects.values_list("pk", flat=True))
        answers(number, [viewer], 2, words="Something")
        order += set(Answer.objects.values_list("pk", flat=True)) - before
    assert sorted(order) != order
    assert abs(spearmanr(order, range(len(order))).statistic) < 0.6
    if connection.vendor == "sqlite":
        for table in ("listening_answer", "listening_freewords"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT rowid = id FROM {table}")
                assert {same for (same,) in cursor.fetchall()} == {1}


@pytest.mark.parametrize("table", ["listening_answer", "listening_freewords", "listening_asked"])
def test_every_answer_writes_every_row_again_so_that_none_is_the_last(world, table):
    """PostgreSQL keeps with each row which transaction wrote it: that must be the same of all of them."""
    number = opened(world)
    with CaptureQueriesContext(connection) as asked:
        for viewer in world.asked[:12]:
            answers(number, [viewer], 2, words="Something")
    again = [one["sql"] for one in asked if one["sql"].startswith(f'UPDATE "{table}" SET')]
    assert len([sql for sql in again if "person_id" not in sql]) == 12
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(DISTINCT xmin::text), COUNT(*) FROM {table}")
            transactions, rows = cursor.fetchone()
        assert (transactions, rows >= 12) == (1, True)


def test_no_change_look_or_event_is_written_when_somebody_answers(world):
    number = opened(world)
    before = [model.objects.count() for model in (Change, Look, Event, Asked)]
    versions = apps.get_model("listening", "AskedVersion").objects.count()
    answers(number, world.asked[:5], 2, words="Something")
    assert [model.objects.count() for model in (Change, Look, Event, Asked)] == before
    assert apps.get_model("listening", "AskedVersion").objects.count() == versions


def test_answers_hold_no_time_and_no_person():
    for model in (Answer, FreeWords):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateField", "DateTimeField", "TimeField", "UUIDField"}
        assert not [field for field in model._meta.concrete_fields if field.related_model is Person]


def test_the_number_of_statements_is_the_same_for_every_answer(world):
    number = opened(world)
    counts = set()
    for place, viewer in enumerate(world.asked[:10]):
        with CaptureQueriesContext(connection) as asked:
            answers(number, [viewer], place % 5)
        counts.add(len(asked))
    assert len(counts) == 1


def test_every_group_beside_an_answer_is_of_eleven_people_or_more(world):
    number = opened(world)
    sizes = {}
    for group in Asked.objects.filter(pulse=number).values_list("group", flat=True):
        sizes[group] = sizes.get(group, 0) + 1
    assert sizes == {"Acute": 30, "Community": 13}


def test_logs_of_answering_name_nobody_and_nothing_answered(world, caplog):
    now = timezone.now()
    number = opened(world, at=now)
    person = Person.objects.get(pk=world.asked[0].person)
    client = Client()
    client.force_login(person, backend=BACKEND)
    with caplog.at_level(logging.DEBUG, logger="wraparound"):
        sent = client.post(f"/listening/pulses/{number}/answer/", {"answer_0": "3", "words": "A telling word"})
    assert sent.status_code == 302
    assert Answer.objects.count() == 1
    said = " ".join(f"{one.getMessage()} {getattr(one, 'told', '')}" for one in caplog.records)
    assert "listening:answer" in said
    for secret in (person.name, person.email, str(person.key), "telling"):
        assert secret not in said


def test_once_closed_nothing_says_who_answered(world):
    number = opened(world)
    answers(number, world.asked[:20], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4] * 2)
    closed()
    assert set(Asked.objects.values_list("answered", flat=True)) == {False}
    assert not Answer.objects.exists()


def test_numbers_are_drawn_over_the_whole_range(world):
    number = opened(world)
    answers(number, world.asked, 2)
    drawn = sorted(Answer.objects.values_list("pk", flat=True))
    assert drawn[-1] > 2**58
    assert min(later - earlier for earlier, later in pairwise(drawn)) > 1_000
