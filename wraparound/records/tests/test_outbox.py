"""Events stand or fall with what they tell of, and each listener handles each exactly once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from wraparound.people.models import Region
from wraparound.people.terms.access import OPERATOR
from wraparound.records import tasks
from wraparound.records.actions.changes import changing
from wraparound.records.actions.deliveries import NotDead, send_again
from wraparound.records.actions.outbox import NoChangeOpen, tell
from wraparound.records.models.outbox import Delivery, Event, Worker
from wraparound.records.queries.outbox import background, is_settled, undone
from wraparound.records.terms import DeliveryState
from wraparound.records.tests.listeners import FAILING, HEARD, listener

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "tests.happened"


@pytest.fixture(autouse=True)
def nothing_heard():
    HEARD.clear()
    FAILING.clear()


def tell_and_fail():
    tell(NAME, {}, by=OPERATOR)
    raise NoChangeOpen("something went wrong")


def happen(many=1, name=NAME):
    numbers = []
    for _ in range(many):
        with changing("It happened", at=timezone.now(), by=OPERATOR):
            numbers.append(tell(name, {"what": "x"}, by=OPERATOR))
    return numbers


def test_an_event_goes_with_the_change_it_tells_of():
    with pytest.raises(NoChangeOpen):
        tell(NAME, {}, by=OPERATOR)
    with pytest.raises(NoChangeOpen), changing("Taken back", at=timezone.now(), by=OPERATOR):
        tell_and_fail()
    assert Event.objects.count() == 0


def test_each_listener_hears_every_event_once_and_in_order():
    numbers = happen(5)
    happen(3, "tests.something_else")
    both = (listener("hears"), listener("writes"))
    assert tasks.work_off(both, "w") == 10
    assert tasks.work_off(both, "w") == 0
    assert numbers == HEARD
    assert Region.objects.filter(name="Heard").count() == 5


def test_a_listener_added_later_reads_from_the_beginning():
    numbers = happen(3)
    tasks.work_off((listener("writes"),), "w")
    more = happen(2)
    tasks.work_off((listener("writes"), listener("hears")), "w")
    assert [*numbers, *more] == HEARD
    assert Region.objects.filter(name="Heard").count() == 5


def test_what_a_failing_listener_wrote_is_undone_and_it_is_tried_again_later_and_later():
    (number,) = happen()
    FAILING.add(number)
    for tries in range(1, tasks.MOST_TRIES + 1):
        assert tasks.work_off((listener("fails"),), "w") == 0
        row = Delivery.objects.get()
        assert row.tries == tries
        assert Region.objects.filter(name="Heard").count() == 0
        assert row.trouble.startswith("ValueError in fails")
        assert "Telltale" not in row.trouble
        if tries < tasks.MOST_TRIES:
            assert row.state == DeliveryState.WAITING
            assert row.due_at > timezone.now() + timedelta(seconds=5)
            Delivery.objects.update(due_at=timezone.now())
    assert row.state == DeliveryState.DEAD
    found = background(viewer=OPERATOR, at=timezone.now())
    assert [one.number for one in found.dead] == [row.pk]
    assert is_settled(number, viewer=OPERATOR)
    FAILING.clear()
    send_again(row.pk, at=timezone.now(), by=OPERATOR)
    assert tasks.work_off((listener("fails"),), "w") == 1
    with pytest.raises(NotDead):
        send_again(row.pk, at=timezone.now(), by=OPERATOR)


def test_later_events_of_the_same_record_wait_and_others_do_not():
    with changing("A region", at=timezone.now(), by=OPERATOR):
        from wraparound.people.tests.factories import make_region

        region, other = make_region("NORTH"), make_region("SOUTH")
        first = tell(NAME, {}, by=OPERATOR, of=region)
        second = tell(NAME, {}, by=OPERATOR, of=region)
        third = tell(NAME, {}, by=OPERATOR, of=other)
    FAILING.add(first)
    assert tasks.work_off((listener("fails"),), "w") == 1
    assert set(Delivery.objects.filter(state=DeliveryState.DONE).values_list("event", flat=True)) == {third}
    FAILING.clear()
    Delivery.objects.update(due_at=timezone.now())
    tasks.work_off((listener("fails"),), "w")
    assert list(Delivery.objects.order_by("done_at").values_list("event", flat=True)) == [third, first, second]


def test_a_task_that_hears_several_events_is_told_of_each_whichever_comes_first():
    several = tuple(listener("hears", event=f"tests.{what}") for what in ("begun", "went_on", "ended"))
    (ended,) = happen(name="tests.ended")
    (begun,) = happen(name="tests.begun")
    assert tasks.work_off(several, "w") == 2
    (went_on,) = happen(name="tests.went_on")
    (again,) = happen(name="tests.ended")
    assert tasks.work_off(several, "w") == 2
    assert [ended, begun, went_on, again] == HEARD


def test_who_is_told_last_waits_for_all_others():
    (number,) = happen()
    FAILING.add(number)
    both = (listener("hears", last=True), listener("fails"))
    tasks.work_off(both, "w")
    assert HEARD == []
    assert [one.number for one in undone(NAME, "tests.hears", viewer=OPERATOR)] == [number]
    FAILING.clear()
    Delivery.objects.update(due_at=timezone.now())
    tasks.work_off(both, "w")
    assert [number] == HEARD
    assert undone(NAME, "tests.hears", viewer=OPERATOR) == ()


def test_what_a_gone_worker_had_taken_is_taken_up_again_and_what_a_living_one_has_is_not():
    (number,) = happen()
    only = (listener("hears"),)
    tasks.make_out(only)
    at = timezone.now()
    Worker.objects.create(name="other", started_at=at, seen_at=at)
    Delivery.objects.update(state=DeliveryState.WORKING, worker="other", taken_at=at, tries=1)
    assert tasks.work_off(only, "w") == 0
    Worker.objects.update(seen_at=at - timedelta(seconds=31))
    assert tasks.work_off(only, "w") == 1
    assert [number] == HEARD


def test_a_delivery_taken_by_another_meanwhile_is_not_noted_by_us_and_our_writes_are_undone():
    happen()
    only = listener("writes")
    tasks.make_out((only,))
    taken = tasks._take((only,), "first", None)
    Delivery.objects.update(worker="second")
    assert tasks._handle(*taken, "first") == 0
    assert Region.objects.filter(name="Heard").count() == 0
    assert tasks._handle(*taken, "second") == 1
    assert Region.objects.filter(name="Heard").count() == 1


def test_one_that_ends_every_worker_is_given_up_and_keeps_nobody_waiting():
    first, second = happen(2)
    only = (listener("hears"),)
    tasks.make_out(only)
    poison = Delivery.objects.filter(event=first)
    poison.update(state=DeliveryState.WORKING, worker="gone", tries=tasks.MOST_TRIES)
    assert tasks.work_off(only, "w") == 1
    assert poison.get().state == DeliveryState.DEAD
    assert [second] == HEARD


def test_one_event_alone_can_be_worked_off():
    first, second = happen(2)
    assert tasks.work_off((listener("hears"),), "w", event=second) == 1
    assert [second] == HEARD
    tasks.work_off((listener("hears"),), "w")
    assert [second, first] == HEARD


def test_events_are_never_changed_or_removed():
    happen()
    for wrong in (lambda: Event.objects.update(name="x"), lambda: Event.objects.all()._raw_delete("default")):
        with pytest.raises(IntegrityError, match="only ever added to"), transaction.atomic():
            wrong()


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_heard_of_while_it_works_and_gone_afterwards():
    with tasks.at_work(beat=timedelta(milliseconds=50)) as name:
        begun = Worker.objects.get(name=name).seen_at
        for _ in range(100):
            if Worker.objects.get(name=name).seen_at > begun:
                break
            connection.close()
            import time

            time.sleep(0.05)
        assert Worker.objects.get(name=name).seen_at > begun
    assert not Worker.objects.filter(name=name).exists()
