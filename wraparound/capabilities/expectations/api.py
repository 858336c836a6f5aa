"""Expectations as JSON: the same answers as the pages and the command line."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Body, Field, Path, Query, Router, Schema

from wraparound.capabilities.expectations.access import RULES
from wraparound.capabilities.expectations.queries import answers, lists
from wraparound.capabilities.expectations.queries.sheets import check_sheet
from wraparound.capabilities.expectations.terms.backtest import BacktestAnswer
from wraparound.capabilities.expectations.terms.briefs import Brief
from wraparound.capabilities.expectations.terms.performance import (
    HIGHEST_TARGET,
    ComparatorAnswer,
    ForecastAnswer,
    ForecastQuestion,
    TargetAnswer,
    TargetQuestion,
)
from wraparound.capabilities.expectations.terms.ratings import RatingRecord
from wraparound.capabilities.expectations.terms.recovery import (
    Cohort,
    RecoveryAnswer,
    RecoveryQuestion,
    SpellList,
    SpellOrder,
)
from wraparound.capabilities.expectations.terms.search import TrustList, TrustSearch
from wraparound.capabilities.expectations.terms.sheets import MOST_ON_A_PAGE, SheetAnswer, SheetRow
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.methods.trajectories.national import Scenario
from wraparound.people.access import require
from wraparound.published.terms import Kind, Measure, Regime

Code = Annotated[str, Path(min_length=3, max_length=5)]


class RowSent(Schema):
    """One row of a sheet of targets; every cell is text, as it would be typed."""

    line: Annotated[int, Field(strict=True)]
    organisation: str
    measure: str
    target: str
    date: str


router = Router(tags=["expectations"])


@router.get("/recovery", response=list[RecoveryAnswer], url_name="api_regimes")
def api_regimes(request: HttpRequest) -> list[RecoveryAnswer]:
    """How long recovery took, for each regime."""
    viewer = require(request, RULES["api_regimes"])
    return list(answers.every_regime(viewer=viewer))


@router.get("/recovery/{regime}", response={200: RecoveryAnswer, 422: dict[str, str]}, url_name="api_recovery")
def api_recovery(
    request: HttpRequest,
    regime: Regime,
    cohort: Cohort = Cohort.ALL,
    spell: SpellOrder = SpellOrder.ALL,
    kind: Kind | None = None,
    served: Annotated[float, Query(ge=0, le=240)] = 0.0,
) -> RecoveryAnswer:
    """How long recovery took in one regime, by cohort, spell, kind of trust and months already served."""
    viewer = require(request, RULES["api_recovery"])
    question = RecoveryQuestion(regime=regime, cohort=cohort, spell=spell, kind=kind, months_served=served)
    return answers.recovery(question, viewer=viewer)


@router.get("/recovery/{regime}/spells", response={200: SpellList, 422: dict[str, str]}, url_name="api_spells")
def api_spells(request: HttpRequest, regime: Regime) -> SpellList:
    """Every spell in one regime with its length and the row it comes from."""
    viewer = require(request, RULES["api_spells"])
    return answers.spells(regime, viewer=viewer)


@router.get("/trusts", response={200: TrustList, 404: dict[str, str], 422: dict[str, str]}, url_name="api_trusts")
def api_trusts(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=100)] = "",
    region: Annotated[str, Query(max_length=60)] = "",
    kind: Kind | None = None,
    spells: bool = False,
    closed: bool = False,
) -> TrustList:
    """Trusts found by name, former name, code or region."""
    viewer = require(request, RULES["api_trusts"])
    search = TrustSearch(text=q, region=region or None, kind=kind, with_spells=spells, closed_too=closed)
    return lists.trusts(search, viewer=viewer)


@router.get(
    "/trusts/{code}",
    response={200: TrustAnswer, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_trust",
)
def api_trust(request: HttpRequest, code: Code) -> TrustAnswer:
    """What published evidence says about one trust, by its ODS code."""
    viewer = require(request, RULES["api_trust"])
    return answers.trust(code, viewer=viewer)


@router.get(
    "/trusts/{code}/brief",
    response={200: Brief, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_brief",
)
def api_brief(request: HttpRequest, code: Code, measure: Measure | None = None) -> Brief:
    """The brief for board papers as text, tables and pictures; as documents it is at /expectations/CODE/brief.pdf."""
    viewer = require(request, RULES["api_brief"])
    return answers.brief(code, measure, viewer=viewer)


@router.get(
    "/trusts/{code}/forecast/{measure}",
    response={200: ForecastAnswer, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_forecast",
)
def api_forecast(
    request: HttpRequest, code: Code, measure: Measure, scenario: Scenario = Scenario.HELD
) -> ForecastAnswer:
    """The range of what is realistic for one trust and measure, quarter by quarter to three years."""
    viewer = require(request, RULES["api_forecast"])
    return answers.forecast(ForecastQuestion(code=code, measure=measure, scenario=scenario), viewer=viewer)


@router.get(
    "/trusts/{code}/check/{measure}",
    response={200: TargetAnswer, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_check",
)
def api_check(
    request: HttpRequest,
    code: Code,
    measure: Measure,
    target: Annotated[float, Query(gt=0, le=HIGHEST_TARGET)],
    by: Annotated[str, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")],
    scenario: Scenario = Scenario.HELD,
) -> TargetAnswer:
    """How likely a target (percent) is by a month (YYYY-MM), and how many trusts that started there met it."""
    viewer = require(request, RULES["api_check"])
    question = TargetQuestion(code=code, measure=measure, target=target, by=by, scenario=scenario)
    return answers.check(question, viewer=viewer)


@router.post("/targets", response={200: SheetAnswer, 400: dict[str, str], 422: dict[str, str]}, url_name="api_targets")
def api_targets(
    request: HttpRequest, rows: Annotated[list[RowSent], Body(min_length=1, max_length=MOST_ON_A_PAGE)]
) -> SheetAnswer:
    """Many targets at once, as text: each row with its answer, or with what was wrong. Nothing is kept."""
    viewer = require(request, RULES["api_targets"])
    return check_sheet([SheetRow(**row.dict()) for row in rows], viewer=viewer)


@router.get(
    "/trusts/{code}/comparators/{measure}",
    response={200: ComparatorAnswer, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_comparators",
)
def api_comparators(
    request: HttpRequest,
    code: Code,
    measure: Measure,
    months: Annotated[int, Query(ge=3, le=36)] = 24,
    scenario: Scenario = Scenario.HELD,
) -> ComparatorAnswer:
    """The trusts that started alike, each once, and what came of them after so many months."""
    viewer = require(request, RULES["api_comparators"])
    question = ForecastQuestion(code=code, measure=measure, scenario=scenario)
    return answers.comparators(question, months, viewer=viewer)


@router.get("/backtest", response=list[BacktestAnswer], url_name="api_backtests")
def api_backtests(request: HttpRequest) -> list[BacktestAnswer]:
    """How good the ranges have been: the back-tests kept with the release in use."""
    viewer = require(request, RULES["api_backtests"])
    return list(answers.backtests(viewer=viewer))


@router.get("/ratings", response=RatingRecord, url_name="api_ratings")
def api_ratings(request: HttpRequest) -> RatingRecord:
    """What became of each rating after one, two and three years, as far as we hold it."""
    viewer = require(request, RULES["api_ratings"])
    return answers.ratings(viewer=viewer)
