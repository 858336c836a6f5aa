"""Figures that others published come in by file, looked at first; an organisation's own of its board by hand."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.models.survey import OwnBoardFigure, SurveyFigure, SurveyFile
from wraparound.capabilities.equality.queries.monitoring import ensure_year, place_to_send_for
from wraparound.capabilities.equality.queries.survey import board_row, survey_row
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.capabilities.equality.terms.survey import LONGEST_SOURCE, WEB, BoardSaid, SurveyRow
from wraparound.capabilities.equality.wording import survey as say
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing


def look_at_survey(code: str, year: int, rows: Sequence[SurveyRow], *, at: datetime, by: Viewer) -> int:
    """Keeps a file until its sender says yes: it is shown to nobody else yet; its number."""
    place = place_to_send_for(code, viewer=by)
    ensure_year(year, viewer=by, on=at.date())
    why = f"Published staff survey figures of {place.name} for {year_words(year)} were sent"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        SurveyFile.objects.filter(organisation=code, year=year, state=MonitoringState.LOOKED_AT).delete()
        made = SurveyFile.objects.create(
            organisation=code,
            year=year,
            sent_by=by.person or 0,
            sent_at=at,
            figures=len(rows),
            small=sum(row.percent is None for row in rows),
        )
        SurveyFigure.objects.bulk_create([_figure(made, row) for row in rows])
    return int(made.pk)


def show_survey(number: int, *, at: datetime, by: Viewer) -> None:
    """The yes: its figures are shown from now on. CannotCount where another of its year is, or it waits no longer."""
    row = survey_row(number, viewer=by)
    why = f"Published staff survey figures for {year_words(row.year)} are shown"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        same = SurveyFile.objects.filter(organisation=row.organisation, year=row.year)
        if same.filter(state=MonitoringState.COUNTED).exists():
            raise CannotCount(say.TWICE_SHOWN)
        if not same.filter(pk=number, state=MonitoringState.LOOKED_AT).update(state=MonitoringState.COUNTED):
            raise CannotCount(say.GONE)


def take_survey_back(number: int, *, at: datetime, by: Viewer) -> None:
    """None of its figures is held or shown any more; that it was sent stays."""
    row = survey_row(number, viewer=by)
    why = f"Published staff survey figures for {year_words(row.year)} were taken back"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        SurveyFigure.objects.filter(file=row).delete()
        SurveyFile.objects.filter(pk=number).update(state=MonitoringState.TAKEN_BACK)


def say_own_board(code: str, said: BoardSaid, *, at: datetime, by: Viewer) -> int:
    """Keeps what an organisation published of its board, in place of what stood for that year; its number."""
    place = place_to_send_for(code, viewer=by)
    ensure_year(said.year, viewer=by, on=at.date())
    _ensure_published(said, at)
    why = f"The figure that {place.name} published of its board for {year_words(said.year)} was entered"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        same = OwnBoardFigure.objects.filter(organisation=code, standard=said.standard, year=said.year)
        same.filter(taken_back=False).update(taken_back=True)
        made = OwnBoardFigure.objects.create(
            organisation=code,
            standard=said.standard.value,
            year=said.year,
            board=said.board,
            workforce=said.workforce,
            link=said.link,
            published_on=said.published_on,
            said_by=by.person or 0,
            said_at=at,
        )
    return int(made.pk)


def take_board_back(number: int, *, at: datetime, by: Viewer) -> None:
    """The figure stands no longer."""
    row = board_row(number, viewer=by)
    why = f"A published figure of a board for {year_words(row.year)} was taken back"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        OwnBoardFigure.objects.filter(pk=number).update(taken_back=True)


def _figure(file: SurveyFile, row: SurveyRow) -> SurveyFigure:
    return SurveyFigure(
        file=file,
        standard=row.question.standard.value,
        code=row.question.code,
        group=row.group,
        percent=None if row.percent is None else round(row.percent, 2),
        responses=row.responses,
        source=row.source,
        published_on=row.published_on,
    )


def _ensure_published(said: BoardSaid, at: datetime) -> None:
    if not (0 <= said.board <= 100 and 0 <= said.workforce <= 100):
        raise CannotCount("Give both percentages as numbers from 0 to 100.")
    if not said.link.startswith(WEB) or len(said.link) > LONGEST_SOURCE:
        raise CannotCount(say.NO_LINK)
    if said.published_on > at.date():
        raise CannotCount(say.DAY_AHEAD)
