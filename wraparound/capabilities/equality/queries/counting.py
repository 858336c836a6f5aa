"""Counts out of the store, by organisation, group, and stage or side: plain numbers, not fit to be shown.

Only the publisher of this capability may import this module, and the build is red where anybody else does: what leaves
the store for people's eyes has small numbers kept back first. No row, no token and no list of people leaves it at all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.calculation.keeping import group_lookup, group_of, unpacked
from wraparound.capabilities.equality.models.answers import Answers, Objection
from wraparound.capabilities.equality.models.monitoring import MonitoringEntry
from wraparound.capabilities.equality.models.sealing import opened
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.terms.answers import Characteristic, Given
from wraparound.capabilities.equality.terms.counts import SideCount, StageCount
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide, MonitoringState
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer

type Group = Callable[[Given], str]
AT_ONCE = 2_000
"""Rows read in one go."""


def stage_counts(characteristic: Characteristic, *, starts: date, ends: date, viewer: Viewer) -> tuple[StageCount, ...]:
    """People who came to each stage from `starts` to `ends`, both counted, by organisation and group.

    Each person counts once at a stage of an organisation. What they say themselves counts; where they say nothing, what
    the latest file says that an employer sent with their address. Whoever objected counts nowhere.
    """
    ensure(viewer, KEEP)
    rows = StageReached.objects.filter(on__gte=starts, on__lte=ends)
    rows = rows.exclude(token__in=Objection.objects.values("pk"))
    reached = set(rows.values_list("organisation", "stage", "token"))
    group = _groups(characteristic, {token for _, _, token in reached}, viewer)
    counts = Counter((code, group[token], stage) for code, stage, token in reached)
    return tuple(
        StageCount(organisation=code, group=name, stage=FunnelStage(stage), people=people)
        for (code, name, stage), people in sorted(counts.items())
    )


def side_counts(
    characteristic: Characteristic, year: int, *, organisations: Iterable[str] | None = None, viewer: Viewer
) -> tuple[SideCount, ...]:
    """People on each side of the indicators, by organisation, group and pay level, from the files of a year.

    Files that were only looked at, or taken back, count nowhere; nor does whoever objected. What people say of
    themselves stands in place of what the file says, where they did. `organisations`: these codes alone, else all.
    """
    ensure(viewer, KEEP)
    rows = _counted().filter(file__year=year)
    if organisations is not None:
        rows = rows.filter(file__organisation__in=list(organisations))
    of_list = group_lookup(characteristic, lists_in_use(viewer=viewer))
    own = dict(_own(characteristic, of_list))
    counts: Counter[tuple[str, str, str, IndicatorSide]] = Counter()
    wanted = ("file__organisation", "token", "sealed")
    for code, token, sealed in rows.values_list(*wanted).iterator(chunk_size=AT_ONCE):
        given, level, sides = unpacked(opened(sealed, token))
        name = own.get(token) or group_of(given, characteristic, of_list)
        counts.update((code, name, level, side) for side in sides)
    return tuple(
        SideCount(organisation=code, group=name, level=level, side=side, people=people)
        for (code, name, level, side), people in sorted(counts.items())
    )


def _counted() -> QuerySet[MonitoringEntry]:
    """Entries of files that are counted, but for whoever objected, here or to their employer."""
    objected = Objection.objects.values("pk")
    rows = MonitoringEntry.objects.filter(file__state=MonitoringState.COUNTED)
    return rows.exclude(token__in=objected).exclude(reference__in=objected)


def _own(characteristic: Characteristic, of_list: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """By token, the group of everybody who answered the question themselves."""
    for token, sealed in Answers.objects.values_list("pk", "sealed").iterator(chunk_size=AT_ONCE):
        given, _, _ = unpacked(opened(sealed, token))
        if characteristic in given:
            yield token, group_of(given, characteristic, of_list)


def _groups(characteristic: Characteristic, tokens: set[str], viewer: Viewer) -> Mapping[str, str]:
    """The group of each of these people: as they say, else as the latest file that is counted says."""
    of_list = group_lookup(characteristic, lists_in_use(viewer=viewer))
    found = {token: group_of({}, characteristic, of_list) for token in tokens}
    rows = _counted().filter(token__in=StageReached.objects.values("token"))
    for token, sealed in rows.order_by("file__year", "file__sent_at").values_list("token", "sealed"):
        given, _, _ = unpacked(opened(sealed, token))
        found[token] = group_of(given, characteristic, of_list)
    found.update({token: name for token, name in _own(characteristic, of_list) if token in tokens})
    return found
