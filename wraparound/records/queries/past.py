"""Counting the past, which does not change: counted once, then remembered until something is removed."""

import hashlib
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from wraparound.records.models.log import Removal
from wraparound.records.terms import Someone

SETTLED_AFTER = timedelta(hours=1)
"""A change that began before the moment may still be on its way for as long; then its day is what it was."""
REMEMBERED_FOR = 3_600
"""Seconds; after that it is counted anew, to hold no more than is looked at."""


def count(rows: QuerySet[Any], *, viewer: Someone) -> int:
    """How many there are. As at an earlier moment the answer is remembered: only a removal could make it another."""
    moment = getattr(rows.query, "moment", None)
    if moment is None or timezone.now() - moment < SETTLED_AFTER:
        return rows.count()
    sql, parameters = rows.query.sql_with_params()
    removed = Removal.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"past:{hashlib.sha256(repr((sql, parameters, removed)).encode()).hexdigest()}"
    known: int | None = cache.get(key)
    if known is None:
        known = rows.count()
        cache.set(key, known, REMEMBERED_FOR)
    return known
