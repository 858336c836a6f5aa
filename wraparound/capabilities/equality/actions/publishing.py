"""The one door by which counts leave the store: as figures that may be shown, kept as they were shown.

At most once in so many days, and only where counts changed. Which figures are hidden, and what is shown of the others,
is decided by counts and secret numbers that never change (ADR 0074), so that figures of any days can stand together.
"""

import hmac
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Max, Min

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.calculation.periods import ends_of, files_kept_from, stages_kept_from, year_of
from wraparound.capabilities.equality.calculation.snapshots import (
    Laid,
    groups_of,
    laid_sides,
    laid_stages,
    mark_of,
    plain,
    snapshot_of,
)
from wraparound.capabilities.equality.models.figures import PublishedFigures
from wraparound.capabilities.equality.models.monitoring import MonitoringFile
from wraparound.capabilities.equality.models.sealing import is_sealable, secret_for
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.queries.counting import side_counts, stage_counts
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.terms.answers import LEVEL
from wraparound.capabilities.equality.terms.figures import DAYS_APART, OF_STANDARDS, CountedPlace, FiguresFrom
from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.methods.suppression.profile import Profile
from wraparound.methods.suppression.publishing import Published, publish
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import organisations
from wraparound.people.terms.access import Viewer

APART = timedelta(days=DAYS_APART)
PROFILE = Profile()


@dataclass(frozen=True)
class _Series:
    """What is published again and again."""

    standard: Standard
    source: FiguresFrom
    year: int


def publish_what_is_due(*, at: datetime, by: Viewer) -> int:
    """New figures where counts changed and the last are old enough; how many. Nothing without a key for the store."""
    ensure(by, KEEP)
    if not is_sealable():
        return 0
    today = at.date()
    due = [one for one in _series(today) if _is_due(one, today)]
    if not due:
        return 0
    places = _places(today, by)
    return sum(_publish(one, places, today, by) for one in due)


def _series(today: date) -> Iterator[_Series]:
    """Years of which anything is still counted, or was taken back; not those of which parts have gone with time."""
    kept = PublishedFigures.objects.filter(source=FiguresFrom.FILES, year__gte=files_kept_from(today))
    counted = MonitoringFile.objects.filter(state=MonitoringState.COUNTED, year__gte=files_kept_from(today))
    of_files = {*kept.values_list("year", flat=True), *counted.values_list("year", flat=True)}
    ends = StageReached.objects.aggregate(first=Min("on"), last=Max("on"))
    of_stages = range(year_of(ends["first"]), year_of(ends["last"]) + 1) if ends["first"] else ()
    for standard in Standard:
        yield from (_Series(standard, FiguresFrom.FILES, year) for year in sorted(of_files))
        whole = (year for year in of_stages if ends_of(year)[0] >= stages_kept_from(today))
        yield from (_Series(standard, FiguresFrom.STAGES, year) for year in whole)


def _is_due(one: _Series, today: date) -> bool:
    last = _last(one)
    return last is None or (last.day + APART <= today and last.looked_on < today)


def _last(one: _Series) -> PublishedFigures | None:
    rows = PublishedFigures.objects.filter(standard=one.standard, source=one.source, year=one.year)
    return rows.defer("published").order_by("-day").first()


def _publish(one: _Series, places: dict[str, CountedPlace], today: date, by: Viewer) -> int:
    """Whether there are new figures: 1 or 0."""
    laid, last = _laid(one, by), _last(one)
    found = snapshot_of(one.standard, laid, places, today)
    secret = secret_for(f"blur {one.standard}")
    mark = mark_of(found, secret)
    if last is not None and hmac.compare_digest(last.mark, mark):
        last.looked_on = today
        last.save(update_fields=["looked_on"])
        return 0
    if found is None and last is None:
        return 0
    shown = publish(found, secret, PROFILE) if found else _nothing(one.standard, laid, today)
    # Two workers at once find the figures of whichever came first.
    _, made = PublishedFigures.objects.get_or_create(
        standard=one.standard,
        source=one.source,
        year=one.year,
        day=today,
        defaults={"looked_on": today, "mark": mark, "published": plain(shown), "profile": asdict(PROFILE)},
    )
    return int(made)


def _laid(one: _Series, by: Viewer) -> Laid:
    what = OF_STANDARDS[one.standard].characteristic
    if one.source is FiguresFrom.FILES:
        levels = [choice.code for choice in lists_in_use(viewer=by)[LEVEL].choices]
        return laid_sides(one.standard, side_counts(what, one.year, viewer=by), levels)
    starts, ends = ends_of(one.year)
    return laid_stages(one.standard, stage_counts(what, starts=starts, ends=ends, viewer=by))


def _places(today: date, by: Viewer) -> dict[str, CountedPlace]:
    return {
        row.code: CountedPlace(code=row.code, kind=row.kind, region=row.region.code, made_up=row.region.made_up)
        for row in organisations(viewer=by, on=today)
    }


def _nothing(standard: Standard, laid: Laid, today: date) -> Published:
    """Where everything was taken back: no place is left."""
    groups = groups_of(standard, laid)
    none = np.zeros((len(laid.tables), 0, len(groups)), dtype=np.int64)
    return Published(today, laid.tables, (), groups, none, none > 0, PROFILE.blur, PROFILE.hidden_below)
