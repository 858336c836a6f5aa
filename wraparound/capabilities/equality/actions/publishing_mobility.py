"""How far people would go leaves as figures that may be shown: by the same publisher, kept as they were shown.

Two vacancies, or one on two days, differ by one person; these figures are of whole regions, are counted at most once in
so many days, and are blurred by secret numbers that never change (ADR 0074 and 0090).
"""

import hmac
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

import numpy as np

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.actions.publishing import APART, PROFILE
from wraparound.capabilities.equality.calculation.snapshots import mark_of, place_name, plain
from wraparound.capabilities.equality.models.mobility import PublishedMobility
from wraparound.capabilities.equality.models.sealing import is_sealable, secret_for
from wraparound.capabilities.equality.terms.figures import PlaceSort
from wraparound.capabilities.equality.terms.requirements import MOVING_HOUSE, WOULD, WOULD_NOT
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.mobility import mobility_counts
from wraparound.capabilities.pipelines.terms.mobility import MobilityCount
from wraparound.methods.suppression.publishing import publish
from wraparound.methods.suppression.snapshot import Places, Snapshot, Table
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer

GROUPS = (WOULD, WOULD_NOT)


def publish_mobility(*, at: datetime, by: Viewer) -> int:
    """New figures of every region where counts changed and the last are old enough: 1 or 0. Nothing without a key."""
    ensure(by, KEEP)
    today = at.date()
    last = PublishedMobility.objects.defer("published").order_by("-day").first()
    if not is_sealable() or (last is not None and (today < last.day + APART or today <= last.looked_on)):
        return 0
    found = _snapshot(mobility_counts(viewer=by, day=Day(today)), today)
    secret = secret_for("blur mobility")
    mark = mark_of(found, secret)
    if last is not None and hmac.compare_digest(last.mark, mark):
        last.looked_on = today
        last.save(update_fields=["looked_on"])
        return 0
    if found is None:
        return 0
    kept = {"looked_on": today, "mark": mark, "published": plain(publish(found, secret, PROFILE))}
    # Two workers at once find the figures of whichever came first.
    _, made = PublishedMobility.objects.get_or_create(day=today, defaults=kept | {"profile": asdict(PROFILE)})
    return int(made)


def _snapshot(counts: Iterable[MobilityCount], day: date) -> Snapshot | None:
    """Every region of which anything is counted; none where there is none."""
    found = list(counts)
    if not found:
        return None
    # Of a region both answers are shown, or neither: a page says of how many so many would not.
    cells = np.array([(one.would, one.would_not) for one in found], dtype=np.int64)
    places = Places(tuple(place_name(PlaceSort.REGION, one.region) for one in found))
    return Snapshot(day, places, GROUPS, (Table(MOVING_HOUSE, cells, size_known=True),))
