"""Figures that others published of an organisation: for whoever brings them in, and for whoever reads its figures."""

from wraparound.capabilities.equality.access import PUBLISHED_ELSEWHERE, READ
from wraparound.capabilities.equality.models.survey import OwnBoardFigure, SurveyFigure, SurveyFile
from wraparound.capabilities.equality.queries.monitoring import reached_to_send, sender_in
from wraparound.capabilities.equality.terms.answers import NoSuchCount
from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.capabilities.equality.terms.survey import (
    OwnBoard,
    PublishedPlaces,
    SurveyIndicator,
    SurveyLine,
    SurveyRow,
)
from wraparound.capabilities.equality.wording import survey as say
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.access import ensure
from wraparound.people.queries.looking import names_of
from wraparound.people.terms.access import Viewer


def published_places(*, viewer: Viewer) -> PublishedPlaces:
    """The organisations for which the viewer brings in what was published, and what was, the newest year first."""
    ensure(viewer, PUBLISHED_ELSEWHERE)
    places = {row.code: row.name for row in reached_to_send(viewer=viewer)}
    rows = list(SurveyFile.objects.filter(organisation__in=places).order_by("-year", "-sent_at"))
    names = names_of([row.sent_by for row in rows], viewer=viewer)
    boards = OwnBoardFigure.objects.filter(organisation__in=places, taken_back=False).order_by("-year", "standard")
    return PublishedPlaces(
        places=tuple(places.items()),
        files=tuple(_line(row, places[row.organisation], sender_in(names, row.sent_by, viewer=viewer)) for row in rows),
        boards=tuple(_board(row, places[row.organisation]) for row in boards),
    )


def survey_row(number: int, *, viewer: Viewer) -> SurveyFile:
    """A file of an organisation for which the viewer sends; NoSuchCount for any other."""
    ensure(viewer, PUBLISHED_ELSEWHERE)
    codes = [row.code for row in reached_to_send(viewer=viewer)]
    row = SurveyFile.objects.filter(pk=number, organisation__in=codes).first()
    if row is None:
        raise NoSuchCount
    return row


def survey_file(number: int, *, viewer: Viewer) -> tuple[SurveyLine, tuple[SurveyIndicator, ...]]:
    """A file as it stands and what it says, for those who send for its organisation."""
    row = survey_row(number, viewer=viewer)
    places = {one.code: one.name for one in reached_to_send(viewer=viewer)}
    name = sender_in(names_of([row.sent_by], viewer=viewer), row.sent_by, viewer=viewer)
    return _line(row, places[row.organisation], name), _measured(row)


def board_row(number: int, *, viewer: Viewer) -> OwnBoardFigure:
    """A figure of a board that stands, of an organisation for which the viewer sends; NoSuchCount for any other."""
    ensure(viewer, PUBLISHED_ELSEWHERE)
    codes = [row.code for row in reached_to_send(viewer=viewer)]
    row = OwnBoardFigure.objects.filter(pk=number, organisation__in=codes, taken_back=False).first()
    if row is None:
        raise NoSuchCount
    return row


def years_published(code: str, *, viewer: Viewer) -> frozenset[int]:
    """The years of which something is shown that others published of an organisation. Asked as `survey_of` is."""
    ensure(viewer, READ)
    surveys = SurveyFile.objects.filter(organisation=code, state=MonitoringState.COUNTED)
    boards = OwnBoardFigure.objects.filter(organisation=code, taken_back=False)
    return frozenset(surveys.values_list("year", flat=True)) | frozenset(boards.values_list("year", flat=True))


def survey_of(code: str, year: int, *, viewer: Viewer) -> tuple[SurveyIndicator, ...]:
    """What is shown of an organisation's staff survey in a year; nothing where no file of it is shown.

    Whether the viewer may read figures of this organisation is for whoever asks to have made sure.
    """
    ensure(viewer, READ)
    row = SurveyFile.objects.filter(organisation=code, year=year, state=MonitoringState.COUNTED).first()
    return _measured(row) if row else ()


def boards_of(code: str, name: str, year: int, *, viewer: Viewer) -> tuple[OwnBoard, ...]:
    """What the organisation itself published of its board in a year, by standard. Asked as `survey_of` is."""
    ensure(viewer, READ)
    rows = OwnBoardFigure.objects.filter(organisation=code, year=year, taken_back=False).order_by("-standard")
    return tuple(_board(row, name) for row in rows)


def _measured(file: SurveyFile) -> tuple[SurveyIndicator, ...]:
    found = (_row(row) for row in SurveyFigure.objects.filter(file=file).order_by("pk"))
    return say.measured([row for row in found if row])


def _row(row: SurveyFigure) -> SurveyRow | None:
    question = say.question_of(row.standard, row.code)
    if question is None:
        return None
    return SurveyRow(
        row=0,
        question=question,
        group=row.group,
        percent=None if row.percent is None else float(row.percent),
        responses=row.responses,
        source=row.source,
        published_on=row.published_on,
    )


def _line(row: SurveyFile, name: str, sent_by: str) -> SurveyLine:
    return SurveyLine(
        number=row.pk,
        code=row.organisation,
        organisation=name,
        year=row.year,
        state=MonitoringState(row.state),
        sent_on=row.sent_at.date(),
        sent_by=sent_by,
        figures=row.figures,
        small=row.small,
    )


def _board(row: OwnBoardFigure, name: str) -> OwnBoard:
    board, workforce = float(row.board), float(row.workforce)
    return OwnBoard(
        number=row.pk,
        code=row.organisation,
        organisation=name,
        standard=row.standard,
        year=row.year,
        board=board,
        workforce=workforce,
        gap=round(board - workforce, 1),
        link=row.link,
        published_on=row.published_on,
        words=say.board_words(Standard(row.standard), board, workforce),
    )
