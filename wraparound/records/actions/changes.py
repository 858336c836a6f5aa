"""The one way to write: inside a change, which says when, who and why. One writes at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from wraparound.records.calculation.reasons import name_beside
from wraparound.records.models.log import Change
from wraparound.records.models.triggers import change_open, open_change
from wraparound.records.terms import Someone

MICROSECOND = timedelta(microseconds=1)
MADE_UP_FROM = timedelta(minutes=10)
"""How far from the clock a moment must be to be taken for one that is made up."""
ONE_WRITER = 7_260_622
"""The number of the lock that writers on PostgreSQL take in turn; SQLite has one writer by nature."""


@contextmanager
def changing(why: str, *, at: datetime, by: Someone) -> Iterator[int]:
    """Everything written within belongs to one change, in one transaction; its number. A change within joins it.

    Its moment is now, or just after the change before it where that is later: moments rise with the numbers, so that
    what a later change does can never alter the state as at an earlier moment. `at` is what the action itself counts
    by; only where a past is made up, for the demo and for tests, is it the moment too. Others who write wait until it
    ends.
    """
    if (number := open_change()) is not None:
        yield number
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        # The clock is asked once the lock is ours: whoever waited for it did not change anything while they waited.
        moment = at if settings.PAST_IS_MADE_UP and abs(timezone.now() - at) > MADE_UP_FROM else timezone.now()
        last = Change.objects.order_by("-pk").values_list("at", flat=True).first()
        change = Change.objects.create(
            at=max(moment, last + MICROSECOND) if last else moment,
            by=by.person,
            by_name=name_beside(by),
            why=why[:300],
        )
        with change_open(change.pk, connection):
            yield change.pk
