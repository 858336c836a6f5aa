"""Pipelines as JSON."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.calculation.returns import quarter_due
from wraparound.capabilities.pipelines.queries.board_pages import talent_board
from wraparound.capabilities.pipelines.queries.boards import boards_page
from wraparound.capabilities.pipelines.queries.cards import card
from wraparound.capabilities.pipelines.queries.charts import chart_of
from wraparound.capabilities.pipelines.queries.days import day_of
from wraparound.capabilities.pipelines.queries.exporting import sheet_out
from wraparound.capabilities.pipelines.queries.forecasts import forecast_of, forecast_page
from wraparound.capabilities.pipelines.queries.imports import import_terms, imports_of
from wraparound.capabilities.pipelines.queries.lists import posts_page
from wraparound.capabilities.pipelines.queries.matching import match_page
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.queries.readiness import bench
from wraparound.capabilities.pipelines.queries.returns import board_returns
from wraparound.capabilities.pipelines.queries.seeing import post_of, post_terms
from wraparound.capabilities.pipelines.queries.vacancies import vacancy_of
from wraparound.capabilities.pipelines.queries.vacancy_lists import vacancies_page
from wraparound.capabilities.pipelines.terms.boards import BoardsPage, TalentBoard
from wraparound.capabilities.pipelines.terms.cards import Card
from wraparound.capabilities.pipelines.terms.charts import DEEPEST, Chart, ChartQuestion
from wraparound.capabilities.pipelines.terms.exchange import ImportTerms, Sheet, SheetOut
from wraparound.capabilities.pipelines.terms.forecasts import ForecastPage, ForecastTerms
from wraparound.capabilities.pipelines.terms.lists import PostTerms
from wraparound.capabilities.pipelines.terms.matching import MatchPage, Narrow
from wraparound.capabilities.pipelines.terms.plans import PlanTerms
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import Gap, GroupBy, PostsPage, PostsQuestion
from wraparound.capabilities.pipelines.terms.readiness import BenchPage, BenchQuestion, Which
from wraparound.capabilities.pipelines.terms.returns import ReturnsPage
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.terms.vacancies import (
    Show,
    Stage,
    VacanciesPage,
    VacanciesQuestion,
    VacancyTerms,
)
from wraparound.people.access import require

router = Router(tags=["pipelines"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Page = Annotated[int, Query(ge=1, le=10_000)]
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Query(max_length=40, pattern=r"^[^\x00]*$")]
Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
CodeInAddress = Annotated[str, Path(max_length=20, pattern=r"^[^\x00]*$")]
Levels = Annotated[int, Query(ge=1, le=DEEPEST)]
Top = Annotated[int, Query(ge=1, le=1_000_000_000)]


@router.get("/posts", response={200: PostsPage, **REFUSALS}, url_name="api_posts")
def api_posts(
    request: HttpRequest,
    q: Words = "",
    organisation: Code = "",
    kind: Code = "",
    region: Code = "",
    role: PostRole | None = None,
    level: PostLevel | None = None,
    critical: bool = False,
    gap: Gap | None = None,
    group: GroupBy | None = None,
    page: Page = 1,
    on: date | None = None,
    shown: bool = False,
) -> PostsPage:
    """A page of the posts that you may see, by organisation, level and title. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_posts"])
    question = PostsQuestion(
        text=q,
        organisation=organisation,
        kind=kind,
        region=region,
        role=role,
        level=level,
        critical=critical,
        gap=gap,
        group=group,
        page=page,
        on=on,
        shown=shown and on is not None,
    )
    now = timezone.localdate()
    day = day_of(on, now, viewer=viewer, as_shown=question.shown)
    return posts_page(question, viewer=viewer, day=day, today=day_of(None, now, viewer=viewer))


@router.get("/posts/{number}", response={200: PostTerms, **REFUSALS}, url_name="api_post")
def api_post(request: HttpRequest, number: Number) -> PostTerms:
    """A post: what it is, where, and to which other post it reports."""
    viewer = require(request, RULES["api_post"])
    today = day_of(None, timezone.localdate(), viewer=viewer)
    return post_terms(post_of(number, viewer=viewer, day=today), viewer=viewer, day=today)


@router.get("/posts/{number}/plan", response={200: PlanTerms, **REFUSALS}, url_name="api_plan")
def api_plan(request: HttpRequest, number: Number, on: date | None = None, shown: bool = False) -> PlanTerms:
    """The plan of a post on a day: who holds it, who is named, and what would follow, as far as you may see it.

    `shown` gives it as this site showed it at the end of that day. Needs a sign-in or a token.
    """
    viewer = require(request, RULES["api_plan"])
    today = day_of(None, timezone.localdate(), viewer=viewer)
    return plan_of(number, viewer=viewer, day=day_of(on, today.on, viewer=viewer, as_shown=shown), today=today)


@router.get("/forecasts", response={200: ForecastPage, **REFUSALS}, url_name="api_forecasts")
def api_forecasts(request: HttpRequest, place: Code = "") -> ForecastPage:
    """What is coming for a place, such as region:CODE or organisation:CODE; the widest of yours where none is named.

    The newest forecast of things as they are, earlier ones, and scenarios. Needs a sign-in or a token.
    """
    viewer = require(request, RULES["api_forecasts"])
    return forecast_page(place, viewer=viewer)


@router.get("/forecasts/{number}", response={200: ForecastTerms, **REFUSALS}, url_name="api_one_forecast")
def api_one_forecast(request: HttpRequest, number: Number) -> ForecastTerms:
    """A forecast: vacancies and cover by quarter and by year, what limits it, and what it rests on; counts alone.

    `result` is empty until it is worked out. Ranges hold 80 of a hundred replications.
    """
    viewer = require(request, RULES["api_one_forecast"])
    return forecast_of(number, viewer=viewer)


@router.get("/boards", response={200: BoardsPage, **REFUSALS}, url_name="api_boards")
def api_boards(request: HttpRequest) -> BoardsPage:
    """The talent boards that you may read: those you are invited to and, unless private, those you lead."""
    viewer = require(request, RULES["api_boards"])
    return boards_page(viewer=viewer)


@router.get("/boards/{number}", response={200: TalentBoard, **REFUSALS}, url_name="api_board")
def api_board(request: HttpRequest, number: Number) -> TalentBoard:
    """A talent board as you may read it: agenda, conflicts, what changed since it was opened and why, actions.

    Nobody is named whom you may not see anyway. `start` is the moment at which it was opened; changes are later.
    """
    viewer = require(request, RULES["api_board"])
    today = day_of(None, timezone.localdate(), viewer=viewer)
    return talent_board(number, viewer=viewer, today=today, whole=True)


@router.get("/organisations/{code}/chart", response={200: Chart, **REFUSALS}, url_name="api_chart")
def api_chart(
    request: HttpRequest,
    code: CodeInAddress,
    on: date | None = None,
    shown: bool = False,
    top: Top | None = None,
    levels: Levels = DEEPEST,
    q: Words = "",
) -> Chart:
    """The posts of an organisation by who reports to whom, with holders and who could follow.

    `on` is an earlier day, with `shown` as this site showed it then; `top` the number of the post to begin from.
    """
    viewer = require(request, RULES["api_chart"])
    now = timezone.localdate()
    day, today = day_of(on, now, viewer=viewer, as_shown=shown), day_of(None, now, viewer=viewer)
    return chart_of(code, ChartQuestion(text=q, top=top, levels=levels), viewer=viewer, day=day, today=today)


@router.get("/vacancies", response={200: VacanciesPage, **REFUSALS}, url_name="api_vacancies")
def api_vacancies(
    request: HttpRequest,
    q: Words = "",
    stage: Stage | None = None,
    role: PostRole | None = None,
    level: PostLevel | None = None,
    organisation: Code = "",
    region: Code = "",
    show: Show = Show.OPEN,
    page: Page = 1,
    on: date | None = None,
) -> VacanciesPage:
    """A page of the vacancies that you may see, with the stage of each and how long it has been open, in days."""
    viewer = require(request, RULES["api_vacancies"])
    asked = VacanciesQuestion(
        text=q,
        stage=stage,
        role=role,
        level=level,
        organisation=organisation,
        region=region,
        show=show,
        page=page,
        on=on,
    )
    return vacancies_page(asked, viewer=viewer, day=day_of(on, timezone.localdate(), viewer=viewer))


@router.get("/vacancies/{number}", response={200: VacancyTerms, **REFUSALS}, url_name="api_vacancy")
def api_vacancy(request: HttpRequest, number: Number, on: date | None = None) -> VacancyTerms:
    """A vacancy with its stages, the days in each, and its candidates as far as you may see them."""
    viewer = require(request, RULES["api_vacancy"])
    today = day_of(None, timezone.localdate(), viewer=viewer)
    return vacancy_of(number, viewer=viewer, day=day_of(on, today.on, viewer=viewer), today=today)


@router.get("/vacancies/{number}/match", response={200: MatchPage, **REFUSALS}, url_name="api_match")
def api_match(
    request: HttpRequest,
    number: Number,
    who: Narrow = Narrow.EVERYBODY,
    page: Page = 1,
    on: date | None = None,
    shown: bool = False,
) -> MatchPage:
    """Who could be considered for a vacancy, by name, with the answer to each requirement and the fact behind it.

    Nobody is scored and no order says who is better. `shut_out` counts what each essential requirement does alone.
    """
    viewer = require(request, RULES["api_match"])
    today = day_of(None, timezone.localdate(), viewer=viewer)
    day = day_of(on, today.on, viewer=viewer, as_shown=shown)
    return match_page(number, narrow=who, page=page, viewer=viewer, day=day, today=today)


@router.get("/returns", response={200: ReturnsPage, **REFUSALS}, url_name="api_returns")
def api_returns(
    request: HttpRequest, quarter: date | None = None, organisation: Code = "", shown: bool = False
) -> ReturnsPage:
    """Board vacancies by organisation, as at the last day of the quarter of a day, or of the last that ended.

    In the shape of DAPB4009, whose list of items was not seen. Costs are in whole pounds, for those who may read them.
    """
    viewer = require(request, RULES["api_returns"])
    today = timezone.localdate()
    return board_returns(
        quarter or quarter_due(today), organisation=organisation, as_shown=shown, viewer=viewer, today=today
    )


@router.get("/people", response={200: BenchPage, **REFUSALS}, url_name="api_bench")
def api_bench(
    request: HttpRequest,
    q: Words = "",
    role: PostRole | None = None,
    level: PostLevel | None = None,
    kind: Code = "",
    band: Band | None = None,
    which: Which = Which.EVERYBODY,
    challenged: bool = False,
    mine: bool = False,
    organisation: Code = "",
    page: Page = 1,
    on: date | None = None,
    shown: bool = False,
) -> BenchPage:
    """People whom you may see by name, with what is agreed about them; and counts of those you may not.

    `mine`: only those of the organisations that you lead, without yourself.

    `band`: ready_now – within 6 to 12 months of the day it was agreed; one_to_two and three_to_five – so many years
    after that day. `stale`: past its review, and in no band's count.
    """
    viewer = require(request, RULES["api_bench"])
    asked = BenchQuestion(
        text=q,
        role=role,
        level=level,
        kind=kind,
        band=band,
        which=which,
        challenged=challenged,
        mine=mine,
        organisation=organisation,
        page=page,
    )
    today = timezone.localdate()
    day = day_of(on, today, viewer=viewer, as_shown=shown)
    return bench(asked, viewer=viewer, day=day, today=day_of(None, today, viewer=viewer))


@router.get("/people/{uuid:key}", response={200: Card, **REFUSALS}, url_name="api_card")
def api_card(request: HttpRequest, key: UUID, on: date | None = None, shown: bool = False) -> Card:
    """The card of a person, as far as you may see it: posts, readiness, plans, releases.

    Evidence, and who agreed it, only where you lead the organisation that agreed it, or it is your own.

    `band`: ready_now – within 6 to 12 months of the day it was agreed; one_to_two and three_to_five – so many years
    after that day. `stale`: past its review, and in no band's count.
    """
    viewer = require(request, RULES["api_card"])
    today = timezone.localdate()
    day = day_of(on, today, viewer=viewer, as_shown=shown)
    return card(str(key), viewer=viewer, day=day, today=day_of(None, today, viewer=viewer))


@router.get("/organisations/{code}/imports", response={200: list[ImportTerms], **REFUSALS}, url_name="api_imports")
def api_imports(request: HttpRequest, code: CodeInAddress) -> list[ImportTerms]:
    """The spreadsheets that were sent for an organisation whose posts you keep: when, by whom, what became of them."""
    viewer = require(request, RULES["api_imports"])
    return list(imports_of(code, viewer=viewer))


@router.get("/imports/{number}", response={200: ImportTerms, **REFUSALS}, url_name="api_import")
def api_import(request: HttpRequest, number: Number) -> ImportTerms:
    """One of them, with how many rows would add, change or be refused."""
    viewer = require(request, RULES["api_import"])
    return import_terms(number, viewer=viewer)


@router.get("/organisations/{code}/sheets/{sheet}", response={200: SheetOut, **REFUSALS}, url_name="api_export")
def api_export(request: HttpRequest, code: CodeInAddress, sheet: Sheet, page: Page = 1) -> SheetOut:
    """A page of a sheet of an organisation whose posts you keep, as the workbook has it: 1,000 rows at most."""
    viewer = require(request, RULES["api_export"])
    return sheet_out(code, sheet, page, viewer=viewer, on=timezone.localdate())
