"""Forecasts at the terminal, in words."""

from wraparound.capabilities.pipelines.terms.forecasts import (
    By,
    Count,
    ForecastTerms,
    LevelAhead,
    LineAhead,
    Outcome,
    YearAhead,
)
from wraparound.capabilities.pipelines.wording.forecast_counts import range_words
from wraparound.capabilities.pipelines.wording.forecast_grounds import back_words, ground_words, learnt_sentence
from wraparound.capabilities.pipelines.wording.forecast_lines import BYS, line_words, lines_of
from wraparound.capabilities.pipelines.wording.forecasts import (
    HOLDS,
    LEVELS,
    LIFTED,
    LIMITS,
    answer_words,
    chance_words,
    more_words,
)
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.scenarios import difference_lines, what_lines


def say_forecast(found: ForecastTerms) -> str:
    """A forecast: the answer, years and quarters, lines, what limits cover, and what it rests on."""
    head, result = found.head, found.result
    parts = [f"{head.place.name}, from {day(head.on)}: forecast {head.number}, {head.state}"]
    if result is None:
        return "\n".join([*parts, *([head.told] if head.told else [])])
    if head.what.changes:
        parts += ["With a what-if:", *(f"- {words}" for words in what_lines(head.what, {}))]
        parts += [f"{LEVELS[one.level]}: {words}" for one in result.differences for words in difference_lines(one)]
    for level in result.outcome.levels:
        parts += ["", f"{LEVELS[level.level]}:", *_level(level, result.outcome)]
    parts += ["", HOLDS, *ground_words(result.ground), learnt_sentence(result.rates), back_words(result.back)]
    return "\n".join(parts)


def _level(level: LevelAhead, outcome: Outcome) -> list[str]:
    parts = list(answer_words(level, outcome))
    parts += [f"  Year {year}, from {day(one.starts)}: {_counts(one)}" for year, one in enumerate(level.years, start=1)]
    parts += [
        f"  Quarter {quarter}, from {day(one.starts)}: {_of(one.standing, one.covered)}"
        for quarter, one in enumerate(level.quarters, start=1)
        if one.standing and one.covered
    ]
    parts += [f"  {LIMITS[one.limit]}: {more_words(one)} {LIFTED[one.limit]}" for one in level.limits]
    for by in (By.ROLE, By.KIND, By.REGION):
        lines = lines_of(outcome, level.level, by)
        if lines:
            parts += [f"  {BYS[by]}:"]
            parts += [f"    {line_words(one)}, {one.posts} posts: {_counts(one)}" for one in lines]
    return [*parts, chance_words(level)]


def _counts(one: YearAhead | LineAhead) -> str:
    return _of(one.vacancies, one.covered)


def _of(vacancies: Count, covered: Count) -> str:
    return f"{range_words(vacancies)} vacancies, {range_words(covered)} covered"
