"""Published figures of one made-up organisation, made up like it: percentages of a staff survey, and of its board."""

from datetime import date, datetime

from django.db import transaction

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.calculation.periods import year_of
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.models.survey import OwnBoardFigure, SurveyFigure, SurveyFile
from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.capabilities.equality.terms.survey import GROUPS
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer

SOURCE = "Made up for the demo"
LINK = "https://made-up.example/board"
SAID = (
    (Standard.WRES, "5", (26.1, 29.4), (1_412, 388)),
    (Standard.WRES, "6", (21.0, 28.2), (1_410, 386)),
    (Standard.WRES, "7", (60.3, 46.9), (1_405, 384)),
    (Standard.WRES, "8", (6.2, 14.1), (1_398, 385)),
    (Standard.WDES, "5", (58.8, 52.4), (1_350, 402)),
    (Standard.WDES, "6", (19.5, 27.9), (701, 290)),
    (Standard.WDES, "8", (73.6,), (212,)),
)
"""Percentages of both groups, or of the second alone, and how many answered: ours, so that a page has something."""


def seed_published(*, at: datetime, by: Viewer) -> int:
    """A survey and a figure of a board of the first made-up organisation, where there is none yet; how many rows."""
    ensure(by, KEEP)
    here = Organisation.objects.filter(made_up=True, region__made_up=True).exclude(kind="Region").order_by("code")
    first = here.first()
    if first is None or SurveyFile.objects.exists():
        return 0
    year = year_of(at.date()) - 1
    with transaction.atomic(using=STORE):
        made = SurveyFile.objects.create(
            organisation=first.code,
            year=year,
            state=MonitoringState.COUNTED,
            sent_by=0,
            sent_at=at,
            figures=sum(len(percents) for _, _, percents, _ in SAID),
        )
        rows = SurveyFigure.objects.bulk_create(_figures(made, date(year + 1, 3, 12)))
        OwnBoardFigure.objects.create(
            organisation=first.code,
            standard=Standard.WRES.value,
            year=year,
            board=8.3,
            workforce=27.5,
            link=LINK,
            published_on=date(year + 1, 7, 2),
            said_by=0,
            said_at=at,
        )
    return len(rows) + 1


def _figures(file: SurveyFile, on: date) -> list[SurveyFigure]:
    return [
        SurveyFigure(
            file=file,
            standard=standard.value,
            code=code,
            group=group,
            percent=percent,
            responses=many,
            source=SOURCE,
            published_on=on,
        )
        for standard, code, percents, responses in SAID
        for group, percent, many in zip(GROUPS[standard][-len(percents) :], percents, responses, strict=True)
    ]
