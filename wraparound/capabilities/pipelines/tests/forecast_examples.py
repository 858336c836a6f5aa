"""Forecasts as they may come: a region with much to say, a trust with little, and every state on the way."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from wraparound.capabilities.pipelines.terms.forecasts import (
    QUARTERS,
    REPLICATIONS,
    SEED,
    By,
    Count,
    Difference,
    ForecastHead,
    ForecastPlace,
    ForecastResult,
    ForecastState,
    ForecastTerms,
    Ground,
    LevelAhead,
    Lifted,
    Limit,
    LineAhead,
    LookedBack,
    Outcome,
    PlaceSort,
    Programme,
    QuarterAhead,
    Rated,
    RateLine,
    ScenarioTerms,
    WhatIf,
    YearAhead,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band

ON = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
REGION = ForecastPlace(sort=PlaceSort.REGION, code="ZZ", name="Made-up Region")
TRUST = ForecastPlace(sort=PlaceSort.ORGANISATION, code="ZZ01", name="Hazelcote Trust")
NOTHING = Count(0, 0, 0)
HEAD = ForecastHead(
    number=7,
    place=REGION,
    on=ON,
    state=ForecastState.DONE,
    done=12,
    parts=12,
    asked_by="Nadia Okoro",
    asked_at=AT,
    ended_at=AT,
    replications=REPLICATIONS,
    seed=SEED,
    told="",
)
GROUND = Ground(
    posts=150,
    unknown=4,
    people=220,
    not_released=140,
    not_said=31,
    unwilling=6,
    since=date(2023, 11, 26),
    organisations=9,
)
WHAT = WhatIf(
    leaving=90,
    pause_from=3,
    pause_until=9,
    merges=("ZZ01", "ZZ02"),
    programmes=(Programme(a_year=5, role=PostRole.FINANCE, level=PostLevel.BOARD, kind="Acute", band=Band.ONE_TO_TWO),),
)


def quarter(place):
    months = ON.month - 1 + 3 * place
    return date(ON.year + months // 12, months % 12 + 1, ON.day)


def quarters(size=1):
    return tuple(
        QuarterAhead(
            starts=quarter(place),
            opened=Count((2.9 + place % 3 / 4) * size, size, (5 + place % 2) * size),
            filled=Count(2.7 * size, size, 5 * size),
            vacant=Count((4.4 + place / 10) * size, 2 * size, (7 + place // 8) * size),
            standing=Count((6.9 + place / 20) * size, 4 * size, (10 + place // 8) * size),
            covered=Count((2.5 - place / 20) * size, size, (4 - place // 10) * size),
        )
        for place in range(QUARTERS)
    )


def years(vacancies=(9, 15), covered=(6, 9)):
    return tuple(
        YearAhead(
            starts=quarter(4 * place),
            vacancies=Count(sum(vacancies) / 2 + place / 2, vacancies[0], vacancies[1] + place),
            covered=Count(sum(covered) / 2 - place / 2, max(0, covered[0] - place), covered[1] - place // 2),
        )
        for place in range(QUARTERS // 4)
    )


def level_of(level=PostLevel.BOARD, **more):
    given = {
        "posts": 62,
        "vacant": 4,
        "ready": 17,
        "quarters": quarters(),
        "years": years(),
        "limits": (
            Lifted(limit=Limit.ROLE, more=1.12),
            Lifted(limit=Limit.PLACE, more=2.34),
            Lifted(limit=Limit.READINESS, more=1.9),
            Lifted(limit=Limit.RELEASE, more=0.02),
        ),
        "chance": 2.4,
        "rates": 1.3,
    }
    return LevelAhead(level=level, **{**given, **more})


def line(by, key, vacancies, covered, posts=9, ready=2, level=PostLevel.BOARD):
    """Of role and kind together only the first year is told."""
    first, could = Count(*vacancies), Count(*covered)
    ahead = () if by is By.BOTH else range(QUARTERS)
    return LineAhead(
        by=by,
        key=key,
        level=level,
        posts=posts,
        ready=ready,
        vacancies=first,
        covered=could,
        quarters=tuple(Count(first.mean / 4, 0, first.high // 2) for _ in ahead),
        years=tuple(YearAhead(starts=quarter(one), vacancies=first, covered=could) for one in ahead[::4]),
        standing=tuple(Count(first.mean / 2, 0, first.high - 1) for _ in ahead),
        covered_then=tuple(Count(could.mean / 2, 0, could.high) for _ in ahead),
    )


def as_stored_before(text):
    """The text of a result as it was stored before cover was worked out by quarter."""
    found = json.loads(text)
    for outcome in (found["outcome"], found["as_is"] or {"levels": [], "lines": []}):
        for one in [quarter for level in outcome["levels"] for quarter in level["quarters"]]:
            del one["standing"], one["covered"]
        for one in outcome["lines"]:
            del one["standing"], one["covered_then"]
    return json.dumps(found)


LINES = (
    line(By.ROLE, "nursing", (1.5, 0, 3), (1.2, 0, 2)),
    line(By.ROLE, "finance", (3.1, 1, 5), (0.9, 0, 2)),
    line(By.ROLE, "chief_executive", (2.2, 1, 4), (1.7, 1, 3)),
    line(By.ROLE, "", (4.0, 2, 6), (2.0, 1, 4), posts=20),
    line(By.KIND, "Mental health", (4.0, 2, 6), (1.5, 0, 3), posts=24),
    line(By.KIND, "Acute", (7.8, 5, 11), (5.9, 4, 8), posts=38),
    line(By.BOTH, "finance|Mental health", (2.0, 1, 4), (0.3, 0, 1), posts=5, ready=0),
    line(By.BOTH, "finance|Acute", (1.1, 0, 2), (0.6, 0, 1), posts=6),
    line(By.BOTH, "nursing|Acute", (1.5, 0, 3), (1.2, 0, 2), posts=9),
    line(By.BOTH, "", (7.0, 4, 9), (4.0, 2, 6), posts=42),
    line(By.KIND, "Acute", (10.0, 7, 14), (3.0, 1, 5), posts=50, level=PostLevel.DEPUTY),
)
OUTCOME = Outcome(
    levels=(
        level_of(),
        level_of(PostLevel.DEPUTY, posts=84, vacant=7, ready=9, years=years((12, 20), (3, 6)), quarters=quarters(2)),
    ),
    lines=LINES,
)
RATES = (
    RateLine(of=Rated.LEAVING, by=None, key="", mean=0.24, low=0.19, high=0.29, learnt=0.71, events=58, months=2712),
    RateLine(
        of=Rated.LEAVING, by=By.ROLE, key="finance", mean=0.28, low=0.2, high=0.37, learnt=0.3, events=9, months=380
    ),
    RateLine(of=Rated.LEAVING, by=By.KIND, key="Acute", mean=0.22, low=0.17, high=0.28, learnt=0, events=0, months=0),
    RateLine(of=Rated.FILLING, by=None, key="", mean=4.6, low=3.6, high=6.1, learnt=0.62, events=41, months=190),
)
BACK = (
    LookedBack(on=date(2024, 11, 26), posts=58, expected=Count(12.0, 8, 16), came=17),
    LookedBack(on=date(2025, 11, 26), posts=60, expected=Count(12.0, 8, 16), came=11),
)
RESULT = ForecastResult(ground=GROUND, outcome=OUTCOME, rates=RATES, back=BACK)
DONE = ForecastTerms(head=HEAD, result=RESULT)
DIFFERENCES = (
    Difference(
        level=PostLevel.BOARD,
        opened=Count(-1.2, -3, 0),
        opened_all=Count(-5.6, -9, -2),
        covered=Count(0.04, -1, 1),
        uncovered=Count(-1.2, -3, 0),
        vacant_after_a_year=Count(-0.6, -2, 1),
        vacant=NOTHING,
    ),
)
LESS = replace(OUTCOME, levels=(level_of(years=years((8, 13), (6, 9))),))
WITH_SCENARIO = ForecastTerms(
    head=replace(HEAD, number=9, scenario=3, scenario_name="Keep one in ten", what=WHAT),
    result=replace(RESULT, outcome=LESS, as_is=OUTCOME, differences=DIFFERENCES),
)
SCENARIO = ScenarioTerms(
    number=3,
    name="Keep one in ten",
    place=REGION,
    what=WHAT,
    shared=True,
    own=True,
    by="Nadia Okoro",
    latest=9,
    latest_state=ForecastState.DONE,
)


def in_state(state, **more):
    """A forecast on its way, or that came to nothing."""
    return replace(HEAD, **{"number": 8, "state": state, "done": 3, "ended_at": None, **more})
