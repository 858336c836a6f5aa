"""Monitoring files and stages of a few made-up organisations, by chance alone: they say nothing of anybody.

Only organisations that are made up have any, and they say so in their names. Shares are ours, chosen so that a page has
something to show and something to hide.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.calculation.keeping import packed
from wraparound.capabilities.equality.calculation.periods import ends_of, year_of
from wraparound.capabilities.equality.models.monitoring import MonitoringEntry, MonitoringFile
from wraparound.capabilities.equality.models.sealing import is_sealable, seal, tokens_of
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.terms.answers import LEVEL, Characteristic, Given, Without
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide, MonitoringSheet, MonitoringState
from wraparound.capabilities.equality.terms.stages import BESIDE_THE_WAY, THE_WAY
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer

SEED = 20261128
ORGANISATIONS, STAFF, APPLICANTS, YEARS = 8, 400, 250, 2
OF_STAFF = {
    IndicatorSide.DISCIPLINARY: 0.05,
    IndicatorSide.CAPABILITY: 0.05,
    IndicatorSide.TRAINING: 0.4,
    IndicatorSide.BOARD: 0.025,
}
APPOINTED, APPOINTED_OF_BLACK_AND_MINORITY, GOES_ON, BESIDE = 0.36, 0.18, 0.7, 0.25
"""Shares of made-up applicants: appointed, so that one indicator says something, going on to a stage, and beside."""
BLACK_AND_MINORITY_CODES = ("D", "H", "J", "K", "M", "N")
BLACK_AND_MINORITY, DISABLED, SILENT = 0.3, 0.2, 0.06
BLACK_AND_MINORITY_BY_LEVEL = (0.4, 0.12)
"""Of those at the lowest level and at the last of the list, so that levels differ in the years ahead."""
OF_THE_DEMO = "made up"
AT_ONCE = 2_000


def seed_files(*, at: datetime, by: Viewer) -> int:
    """Files of the years before this one, where no file is yet, and stages of the last; how many rows."""
    ensure(by, KEEP)
    if not is_sealable() or MonitoringFile.objects.exists():
        return 0
    chance, last = Random(SEED), year_of(at.date()) - 1
    here = Organisation.objects.filter(made_up=True, region__made_up=True).exclude(kind="Region").order_by("code")
    codes = list(here.values_list("code", flat=True)[:ORGANISATIONS])
    levels = [one.code for one in lists_in_use(viewer=by)[LEVEL].choices]
    entries: list[MonitoringEntry] = []
    stages: list[StageReached] = []
    with transaction.atomic(using=STORE):
        for year in range(last - YEARS + 1, last + 1):
            for code in codes:
                made = _of_one(code, year, levels, at, chance)
                entries += made
                stages += _stages(code, year, made, chance) if year == last else ()
        # By token, so that no number tells whose row each was.
        entries.sort(key=lambda one: one.token)
        MonitoringEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
        StageReached.objects.bulk_create(stages, batch_size=AT_ONCE)
    return len(entries) + len(stages)


def _of_one(code: str, year: int, levels: list[str], at: datetime, chance: Random) -> list[MonitoringEntry]:
    file = MonitoringFile.objects.create(
        organisation=code,
        year=year,
        state=MonitoringState.COUNTED,
        sent_by=0,
        sent_at=at,
        staff=STAFF,
        applicants=APPLICANTS,
    )
    tokens = tokens_of(OF_THE_DEMO, [f"{code}:{year}:{number}" for number in range(STAFF + APPLICANTS)])
    staff = [_staff(file, token, levels, chance) for token in tokens[:STAFF]]
    black = BLACK_AND_MINORITY
    return staff + [_entry(file, token, MonitoringSheet.APPLICANTS, "", black, chance) for token in tokens[STAFF:]]


def _staff(file: MonitoringFile, token: str, levels: list[str], chance: Random) -> MonitoringEntry:
    """Somebody at a level: the higher in the list, the fewer are black and minority ethnic."""
    place = chance.randrange(len(levels))
    lowest, highest = BLACK_AND_MINORITY_BY_LEVEL
    share = lowest + (highest - lowest) * place / max(1, len(levels) - 1)
    return _entry(file, token, MonitoringSheet.STAFF, levels[place], share, chance)


def _entry(
    file: MonitoringFile, token: str, sheet: MonitoringSheet, level: str, share: float, chance: Random
) -> MonitoringEntry:
    given = _given(chance, share)
    if sheet is MonitoringSheet.STAFF:
        sides = {IndicatorSide.STAFF, *(side for side, share in OF_STAFF.items() if chance.random() < share)}
    else:
        black = given[Characteristic.ETHNICITY] in BLACK_AND_MINORITY_CODES
        share = APPOINTED_OF_BLACK_AND_MINORITY if black else APPOINTED
        sides = {IndicatorSide.SHORTLISTED, *([IndicatorSide.APPOINTED] if chance.random() < share else ())}
    sealed = seal(packed(given, level, sides), token)
    return MonitoringEntry(file=file, sheet=sheet, token=token, reference=token, sealed=sealed)


def _given(chance: Random, black_and_minority: float) -> Given:
    """Two questions: those by which the national standards count."""
    if chance.random() < SILENT:
        return {
            one: chance.choice(list(Without)).value for one in (Characteristic.ETHNICITY, Characteristic.DISABILITY)
        }
    return {
        Characteristic.ETHNICITY: chance.choice(BLACK_AND_MINORITY_CODES)
        if chance.random() < black_and_minority
        else "A",
        Characteristic.DISABILITY: "Y" if chance.random() < DISABLED else "N",
    }


def _stages(code: str, year: int, entries: list[MonitoringEntry], chance: Random) -> list[StageReached]:
    """How far applicants of the file came, stage by stage, in the course of the year."""
    starts, _ = ends_of(year)
    applicants = [one.token for one in entries if one.sheet == MonitoringSheet.APPLICANTS]
    ways = [row for token in applicants for row in _way(code, token, starts, chance)]
    made = tokens_of(OF_THE_DEMO, [f"{row.stage}:{row.token}" for row in ways])
    for row, entry in zip(ways, made, strict=True):
        row.entry = entry
    return ways


def _way(code: str, token: str, starts: date, chance: Random) -> Iterator[StageReached]:
    on = starts + timedelta(days=chance.randrange(200))
    for stage in BESIDE_THE_WAY:
        if chance.random() < BESIDE:
            yield StageReached(token=token, stage=stage, on=on, organisation=code)
    for stage in THE_WAY:
        yield StageReached(token=token, stage=stage, on=on, organisation=code)
        on += timedelta(days=14)
        if chance.random() > GOES_ON:
            return
