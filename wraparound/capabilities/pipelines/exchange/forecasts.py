"""A forecast as a workbook, with means and both ends of every range as numbers, and on one page for a board."""

from collections.abc import Iterator, Mapping

from wraparound.capabilities.pipelines.terms.forecasts import (
    By,
    Count,
    ForecastTerms,
    LevelAhead,
    LineAhead,
    Outcome,
    Rated,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel
from wraparound.capabilities.pipelines.wording import forecast_grounds as rests
from wraparound.capabilities.pipelines.wording import forecast_lines as parts
from wraparound.capabilities.pipelines.wording import forecasts as tell
from wraparound.capabilities.pipelines.wording import scenarios as say
from wraparound.capabilities.pipelines.wording.forecast_papers import board_page
from wraparound.papers.pdf import as_pdf
from wraparound.published.export import Row, as_workbook_of


def forecast_as_pdf(done: ForecastTerms, names: Mapping[str, str]) -> bytes:
    """PDF/UA-1 of one page."""
    return as_pdf(board_page(done, names))


def forecast_workbook(done: ForecastTerms, names: Mapping[str, str]) -> bytes:
    """A sheet for quarters, years, what limits cover, lines, rates and years looked back, and one to know it by."""
    result = done.result
    assert result is not None, "only a forecast that is done has a workbook"
    levels = result.outcome.levels
    sheets: dict[str, list[Row]] = {
        "Quarters": [row for one in levels for row in _quarters(one)],
        "Years": [row for one in levels for row in _years(one)],
        "What limits cover": [row for one in levels for row in _limits(one)],
        "Lines": list(_lines(result.outcome)),
        "Lines by quarter": [row for one in levels for row in _line_quarters(result.outcome, one)],
        "Lines by year": list(_line_years(result.outcome)),
        "Rates": [
            {
                "What": rests.RATED[one.of],
                "Of": rests.rate_head(one),
                "Unit": rests.UNITS_OF[one.of],
                **_spread("Rate", one.low, one.mean, one.high),
                "Learnt from own history (0 to 1)": one.learnt,
                "Seen": one.events,
                "In so many months": one.months,
            }
            for of in Rated
            for one in rests.rates_of(result.rates, of)
        ],
        "Looked back": [
            {
                "From": one.on.isoformat(),
                "Posts": one.posts,
                **_counts("Vacancies expected", one.expected),
                "Vacancies that came": one.came,
                "Within the range": "yes" if rests.held(one) else "no",
            }
            for one in result.back
        ],
    }
    if result.differences:
        sheets["Beside things as they are"] = [
            {
                "Level": tell.LEVELS[one.level],
                **_counts("Fall vacant in 12 months, more", one.opened),
                **_counts("Those ready could fill, more", one.covered),
                **_counts("Left open, more", one.uncovered),
                **_counts("Vacant after 12 months, more", one.vacant_after_a_year),
                **_counts("Fall vacant in all years, more", one.opened_all),
                **_counts("Vacant at the end, more", one.vacant),
            }
            for one in result.differences
        ]
    return as_workbook_of(sheets, notes=_notes(done, names))


def _notes(done: ForecastTerms, names: Mapping[str, str]) -> tuple[str, ...]:
    result, head = done.result, done.head
    assert result is not None
    levels = result.outcome.levels
    answers = [words for one in levels for words in tell.answer_words(one, result.outcome)]
    what = say.what_lines(head.what, names)
    return (
        f"{tell.NAME}: {tell.place_words(head.place)}. {tell.from_words(head)}.",
        *((f"What if: {head.scenario_name or 'not named'}. {'; '.join(what)}.", say.SAME_CHANCE) if what else ()),
        *(answers or (tell.TOO_FEW,)),
        tell.HOLDS,
        tell.FILLED_MEANS,
        *([tell.STANDING_MEANS if levels[0].quarters[0].standing else tell.NOT_THEN] if levels else []),
        parts.ALONE_MEANS,
        tell.LIMITS_MEAN,
        *rests.ground_words(result.ground),
        rests.back_words(result.back),
        rests.CALIBRATED,
        *(f"It cannot say: {words}" for words in rests.CANNOT),
        rests.made_words(head),
    )


def _quarters(level: LevelAhead) -> Iterator[Row]:
    for one in level.quarters:
        yield {
            "Level": tell.LEVELS[level.level],
            "Three months from": one.starts.isoformat(),
            **_counts("Fall vacant", one.opened),
            **_counts("Are filled", one.filled),
            **_counts("Vacant at their end", one.vacant),
            **(_stood(one.standing, one.covered) if one.standing and one.covered else {}),
        }


def _stood(standing: Count, covered: Count) -> dict[str, float]:
    """Columns that a forecast has which was stored since cover is worked out by quarter."""
    return {**_counts("Vacancies", standing), **_counts("Those ready could fill", covered)}


def _years(level: LevelAhead) -> Iterator[Row]:
    for one in level.years:
        yield {
            "Level": tell.LEVELS[level.level],
            "Twelve months from": one.starts.isoformat(),
            **_counts("Vacancies", one.vacancies),
            **_counts("Those ready could fill", one.covered),
        }


def _limits(level: LevelAhead) -> Iterator[Row]:
    for one in level.limits:
        yield {
            "Level": tell.LEVELS[level.level],
            "Limit": tell.LIMITS[one.limit],
            "Lifted": tell.LIFTED[one.limit],
            "Those ready could fill more, mean": one.more,
        }


def _lines(outcome: Outcome) -> Iterator[Row]:
    for one in _every_line(outcome):
        yield {
            **_which(one),
            "Posts": one.posts,
            "Ready now": one.ready,
            **_counts("Vacancies", one.vacancies),
            **_counts("Those ready could fill", one.covered),
        }


def _line_quarters(outcome: Outcome, level: LevelAhead) -> Iterator[Row]:
    for one in _every_line(outcome):
        if one.level is level.level and one.quarters:
            stood = [_stood(*found) for found in zip(one.standing, one.covered_then, strict=True)]
            for at, (quarter, opened) in enumerate(zip(level.quarters, one.quarters, strict=True)):
                starts, more = quarter.starts.isoformat(), stood[at] if stood else {}
                yield {**_which(one), "Three months from": starts, **_counts("Fall vacant", opened), **more}


def _line_years(outcome: Outcome) -> Iterator[Row]:
    for one in _every_line(outcome):
        for year in one.years:
            yield {
                **_which(one),
                "Twelve months from": year.starts.isoformat(),
                **_counts("Vacancies", year.vacancies),
                **_counts("Those ready could fill", year.covered),
            }


def _every_line(outcome: Outcome) -> Iterator[LineAhead]:
    for level in PostLevel:
        for by in By:
            yield from parts.lines_of(outcome, level, by)


def _which(one: LineAhead) -> dict[str, str]:
    by = parts.BYS.get(one.by, "Role and kind")
    return {"Level": tell.LEVELS[one.level], "By": by, "What": parts.line_words(one)}


def _counts(words: str, one: Count) -> dict[str, float]:
    return _spread(words, one.low, one.mean, one.high)


def _spread(words: str, low: float, mean: float, high: float) -> dict[str, float]:
    return {
        f"{words}, lower end": round(low, 4),
        f"{words}, mean": round(mean, 4),
        f"{words}, upper end": round(high, 4),
    }
