"""Files that were sent for a plan, and what they would do to it today: the only door to those rows."""

import json
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from wraparound.capabilities.compacts.queries.undertakings import undertaking_of
from wraparound.capabilities.delivery.access import IMPORT_PLAN, KEEP_REGIONAL
from wraparound.capabilities.delivery.calculation.spreadsheets.doing import what_it_does, what_it_recommends
from wraparound.capabilities.delivery.models.milestones import DependencyVersion, MilestoneVersion
from wraparound.capabilities.delivery.models.recommendations import (
    AnswerVersion,
    OwnRecommendation,
    OwnRecommendationVersion,
)
from wraparound.capabilities.delivery.models.spreadsheets import PlanFile, PlanFileRows
from wraparound.capabilities.delivery.queries.milestones import measures_to_choose
from wraparound.capabilities.delivery.queries.owners import owners_found
from wraparound.capabilities.delivery.queries.programmes import Place, kept_region
from wraparound.capabilities.delivery.queries.reading import about, milestones_of
from wraparound.capabilities.delivery.queries.recommendations import (
    answers_of,
    recommendation_terms,
    recommendations_of,
)
from wraparound.capabilities.delivery.terms.recommendations import Recommendation, RecommendationKey, number_in
from wraparound.capabilities.delivery.terms.spreadsheets import (
    FilePage,
    FileState,
    FileTerms,
    Ground,
    InTheWay,
    NoSuchFile,
    ProgrammesOut,
    SentRow,
    SentSheets,
    Sheet,
    SpreadsheetPage,
    WhatItDoes,
)
from wraparound.capabilities.delivery.wording.spreadsheets import spoken
from wraparound.people.access import allows, ensure
from wraparound.people.models import Organisation, Region
from wraparound.people.queries.looking import called
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.terms import NotInEvidence

MOST_LISTED = 50
_SENT = TypeAdapter(SentSheets)


def importing_place(code: str, *, viewer: Viewer) -> Organisation:
    """The organisation for whose plan the viewer may send files."""
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, IMPORT_PLAN, about(place, viewer=viewer))
    return place


def spreadsheet(code: str, *, viewer: Viewer) -> SpreadsheetPage:
    """The files that were sent for a plan, the latest first."""
    place = importing_place(code, viewer=viewer)
    rows = PlanFile.objects.filter(organisation=place.pk).select_related("organisation", "sent_by").order_by("-pk")
    return SpreadsheetPage(
        code=place.code,
        name=place.name,
        files=tuple(file_terms(row, viewer=viewer) for row in rows[:MOST_LISTED]),
    )


def regional_spreadsheet(code: str, *, viewer: Viewer) -> SpreadsheetPage:
    """The files that were sent for the programmes of a region, or of the viewer's own where the code is empty."""
    region = kept_region(code, viewer=viewer)
    rows = PlanFile.objects.filter(region=region).select_related("region", "sent_by").order_by("-pk")
    files = tuple(file_terms(row, viewer=viewer) for row in rows[:MOST_LISTED])
    return SpreadsheetPage(code=region.code, name=region.name, of_region=True, files=files)


def programmes_out(code: str, *, viewer: Viewer, at: datetime) -> ProgrammesOut:
    """The recommendations of a region that are followed, by programme and place; for those who keep them."""
    region = kept_region(code, viewer=viewer)
    found = tuple(_of_region(region, viewer).values())
    return ProgrammesOut(code=region.code, recommendations=found, at=at)


def _of_region(region: Region, viewer: Viewer) -> dict[RecommendationKey, Recommendation]:
    rows = OwnRecommendation.objects.filter(programme__region=region, ended_at__isnull=True)
    rows = rows.select_related("programme__organisation", "programme__region")
    terms = (
        recommendation_terms(row, viewer=viewer) for row in rows.order_by("programme__name", "programme", "number")
    )
    return {one.key: one for one in terms}


def file_row(number: int, *, viewer: Viewer) -> PlanFile:
    """The row of a file for a plan, or for programmes of a region, that the viewer sends files for; else NoSuchFile."""
    rows = PlanFile.objects.select_related(
        "organisation__region", "organisation__controller", "region__controller", "sent_by", "controller"
    )
    row = rows.filter(pk=number).first()
    if row is None or not _sends(row, viewer):
        raise NoSuchFile
    return row


def _sends(row: PlanFile, viewer: Viewer) -> bool:
    if row.organisation is not None:
        return allows(viewer, IMPORT_PLAN, about(row.organisation, viewer=viewer))
    return allows(viewer, KEEP_REGIONAL, Subject(regions=frozenset({row.region_id or 0})))


def place_of(row: PlanFile, *, viewer: Viewer) -> Place:
    """The organisation or the region that a file is of."""
    place = row.organisation or row.region
    assert place is not None  # the store holds no file of nobody
    return place


def file_page(number: int, *, viewer: Viewer, today: date, in_the_way: Sequence[InTheWay] = ()) -> FilePage:
    """A file, and what it would do today; nothing of that once it was written or put aside."""
    row = file_row(number, viewer=viewer)
    sent = sent_rows(row, viewer=viewer)
    does = (
        doing(place_of(row, viewer=viewer), sent, viewer=viewer, today=today)
        if sent and row.state == FileState.SENT
        else None
    )
    return FilePage(
        file=file_terms(row, viewer=viewer),
        does=does,
        sheets_passed=sent.sheets_passed if sent else (),
        columns_passed=sent.columns_passed if sent else (),
        in_the_way=tuple(in_the_way),
    )


def file_terms(row: PlanFile, *, viewer: Viewer) -> FileTerms:
    """The row as a term."""
    place = place_of(row, viewer=viewer)
    return FileTerms(
        number=row.pk,
        code=place.code,
        name=place.name,
        of_region=isinstance(place, Region),
        file=row.file,
        state=FileState(row.state),
        sent_on=row.sent_on,
        sent_by=row.sent_by.name if row.sent_by else called(None, row.sent_by_name, {}, viewer=viewer),
        done_on=row.done_on,
        rows=row.rows,
        counts=json.loads(row.counts) if row.counts else {},
    )


def packed(sent: SentSheets, *, viewer: Viewer) -> bytes:
    """What was read of a file, as it is kept."""
    return zlib.compress(json.dumps(asdict(sent), ensure_ascii=False, default=str).encode(), 6)


def sent_rows(row: PlanFile, *, viewer: Viewer) -> SentSheets | None:
    """What was read of a file; none where it is kept no longer."""
    kept = PlanFileRows.objects.filter(of=row).first()
    return _SENT.validate_json(zlib.decompress(bytes(kept.content))) if kept else None


def doing(place: Place, sent: SentSheets, *, viewer: Viewer, today: date, taken: Collection[str] = ()) -> WhatItDoes:
    """What the rows would do to a plan, or a region's programmes; `taken` are the marks of those that were ticked."""
    if isinstance(place, Region):
        return what_it_recommends(sent, replace(_regional_ground(place, sent, viewer, today), taken=taken))
    ground = _ground(place, sent.rows, viewer, today)
    if sent.made_at is not None:
        changed = _changed_since(ground.milestones, sent.made_at)
        ground = replace(ground, changed=changed, answered=_answered_since(place, sent.made_at))
    return what_it_does(sent, replace(ground, taken=taken))


def _regional_ground(region: Region, sent: SentSheets, viewer: Viewer, today: date) -> Ground:
    known = _of_region(region, viewer)
    numbers = [number for key in known if (number := number_in(key)) is not None]
    rows = OwnRecommendationVersion._default_manager.filter(v_record__in=numbers, v_carried=False)
    since = rows.filter(v_since__gt=sent.made_at).values_list("v_record", flat=True) if sent.made_at else ()
    return Ground(
        today=today,
        milestones={},
        recommendations=known,
        answers={},
        owners={},
        figures=(),
        promises=(),
        spoken={},
        changed=frozenset(since),
    )


def _changed_since(numbers: Collection[int], moment: datetime) -> frozenset[int]:
    """Which of these milestones were changed after the moment, or what they wait for was."""
    later: dict[str, Any] = {"v_since__gt": moment, "v_carried": False}
    rows = MilestoneVersion._default_manager.filter(v_record__in=numbers, **later)
    waits = DependencyVersion._default_manager.filter(**{"milestone_id__in": numbers, **later})
    return frozenset({*rows.values_list("v_record", flat=True), *(vars(row)["milestone_id"] for row in waits)})


def _answered_since(place: Organisation, moment: datetime) -> frozenset[RecommendationKey]:
    """Recommendations that the organisation answered, or answered otherwise, after the moment."""
    later: dict[str, Any] = {"organisation_id": place.pk, "v_since__gt": moment, "v_carried": False}
    return frozenset(
        RecommendationKey(vars(row)["recommendation"]) for row in AnswerVersion._default_manager.filter(**later)
    )


def _ground(place: Organisation, rows: Sequence[SentRow], viewer: Viewer, today: date) -> Ground:
    milestones = milestones_of(place, viewer=viewer)
    mine = [row for row in rows if row.sheet is Sheet.MILESTONES]
    typed = {(row.cells.get("owner", ""), row.cells.get("owner_key", "")) for row in mine} - {("", "")}
    return Ground(
        today=today,
        milestones={one.number: one for one in milestones},
        recommendations={one.key: one for one in recommendations_of(place, viewer=viewer)},
        answers=answers_of(place, viewer=viewer),
        owners=owners_found(place, typed, viewer=viewer, on=today),
        figures={key for key, _ in measures_to_choose(viewer=viewer)},
        promises=_promises({row.cells.get("evidence_of", "") for row in mine}, viewer),
        spoken=spoken(),
    )


def _promises(named: Iterable[str], viewer: Viewer) -> frozenset[str]:
    """Those of the numbers that are of promises which the viewer may read."""
    found = set()
    for one in named:
        if one.isascii() and one.isdigit() and len(one) < 15:
            try:
                undertaking_of(int(one), viewer=viewer)
            except NotInEvidence:
                continue
            found.add(one)
    return frozenset(found)
