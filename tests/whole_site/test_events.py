"""Every event that somebody hears is made out for whoever hears it, however many a task hears."""

import pytest
from django.utils import timezone

from wraparound.people.terms.access import OPERATOR
from wraparound.records import tasks
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.models.outbox import Delivery
from wraparound.web.catalogue import listeners

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_every_task_of_the_site_is_made_out_for_all_the_events_that_it_hears():
    every = listeners()
    for name in sorted({one.hearing.event for one in every}):
        with changing("It happened", at=timezone.now(), by=OPERATOR):
            tell(name, {}, by=OPERATOR)
    tasks.make_out(every)
    made_out = Delivery.objects.values_list("event__name", "listener")
    assert sorted(made_out) == sorted((one.hearing.event, one.name) for one in every)
