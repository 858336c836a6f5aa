"""What-ifs in words: what each changes, and what comes of it beside things as they are."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.pipelines.terms.forecasts import (
    MOST_COMPARED,
    QUARTERS,
    Count,
    Difference,
    ForecastState,
    ForecastTerms,
    LevelAhead,
    Outcome,
    Programme,
    ScenarioTerms,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.forecast_counts import mean_words, range_words
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES
from wraparound.capabilities.pipelines.wording.succession import BANDS

Names = Mapping[str, str]
"""Organisations by code."""

QUARTERS_A_YEAR = 4
AS_IT_IS = "As things are"
NOTHING_CHANGED = "It changes nothing yet"
SAME_CHANCE = (
    "With and without it, the same chance is met: in each run the same people leave on the same days, unless the "
    "what-if changes that. So a difference comes from the what-if and not from luck, and is known better than "
    "either figure."
)
TOO_MANY = f"At most {MOST_COMPARED} stand side by side. Tick fewer."
WHAT_IT_IS = (
    "Try what a change would do to vacancies and cover before anybody makes it. Each is worked out beside things as "
    "they are, and changes no record."
)
BEGIN_ONE = "Try a what-if"
NEW, CHANGE = "Try a what-if", "Change a what-if"
DROP_MEANS = (
    "It leaves the list, for those it is shared with too, and the figures that were worked out with it go. This cannot "
    "be undone."
)
SAVED = "It is saved."
TOO_FEW_HERE = "too few posts"
EMPTY_CHANGES_NOTHING = "What you leave empty stays as it is."
SHARED_MEANS = "Everybody who may see forecasts of this place then sees it, and its figures, under your name."
NONE_YET = "None yet. Try what it would do if fewer left, if more people were released, or if an entry programme began."
SIDE_BY_SIDE = "What-ifs side by side"
MEAN_ALONE = (
    "Of what is left open, and of what falls vacant in all years, only the mean is kept of things as they are and with "
    "a what-if. What differs has its range."
)
CHOOSE_SOME = "Choose at least one what-if to compare."
BANDS_OF_PROGRAMME: Mapping[Band, str] = {
    Band.READY_NOW: "ready now",
    Band.ONE_TO_TWO: "ready in 1–2 years",
    Band.THREE_TO_FIVE: "ready in 3–5 years",
}


def what_lines(what: WhatIf, names: Names) -> tuple[str, ...]:
    """Each thing it changes, in a few words."""
    found = [_leaving(what.leaving), _filling(what.filling), _coming(what.coming)]
    if what.released:
        found.append(f"{what.released} of every 100 who are not released are released")
    if what.pause_until > what.pause_from:
        found.append(f"No vacancy is filled {_between(what.pause_from, what.pause_until)}")
    if what.merges:
        first, second = (names.get(code, code) for code in what.merges)
        after = _months(what.merge_in)
        found.append(f"{first} goes into {second} after {after}, and a post that both have stays once")
    found += [programme_words(one) for one in what.programmes]
    return tuple(words for words in found if words)


def what_words(what: WhatIf, names: Names) -> str:
    """All it changes, one sentence after another."""
    return ". ".join(what_lines(what, names)) or NOTHING_CHANGED


def _leaving(of_hundred: int) -> str:
    if of_hundred == 100:
        return ""
    return f"{_more_or_fewer(of_hundred)} holders leave"


def _coming(of_hundred: int) -> str:
    if of_hundred == 100:
        return ""
    return f"{_more_or_fewer(of_hundred)} people come into the pipeline"


def _more_or_fewer(of_hundred: int) -> str:
    if of_hundred > 100:
        return f"{of_hundred - 100} in 100 more"
    return f"{100 - of_hundred} in 100 fewer" if of_hundred else "No"


def _filling(hundredths: int) -> str:
    if hundredths == 100:
        return ""
    if hundredths == 200:
        return "Vacancies are filled twice as quickly"
    if hundredths == 50:
        return "Vacancies are filled half as quickly"
    return f"Vacancies are filled {hundredths / 100:g} times as quickly"


def _between(first: int, last: int) -> str:
    return f"between {first} and {_months(last)} from now" if first else f"for {_months(last)} from now"


def _months(many: int) -> str:
    return "1 month" if many == 1 else f"{many} months"


def programme_words(one: Programme) -> str:
    """Who comes through an entry programme."""
    who = "1 person" if one.a_year == 1 else f"{one.a_year} people"
    kind = f", {one.kind.lower()}" if one.kind else ""
    come = "comes" if one.a_year == 1 else "come"
    return (
        f"{who} a year {come} in for {target_words(one.role, one.level).lower()}{kind}, {BANDS_OF_PROGRAMME[one.band]}"
    )


def target_words(role: PostRole, level: PostLevel) -> str:
    """A role and a level, as a form offers them."""
    return f"{ROLES[role]}, {LEVELS[level].lower()}"


def band_choices() -> tuple[tuple[str, str], ...]:
    """Bands, as a form offers them."""
    return tuple((one.value, words) for one, words in BANDS.items())


def scenario_state(one: ScenarioTerms) -> str:
    """How far its newest forecast is."""
    words = {
        None: "not worked out yet",
        ForecastState.WAITING: "waits for its turn",
        ForecastState.RUNNING: "being worked out",
        ForecastState.DONE: "worked out",
        ForecastState.STOPPED: "stopped",
        ForecastState.FAILED: "could not be worked out",
    }
    return words[one.latest_state if one.latest else None]


def work_words(one: ScenarioTerms) -> str:
    """What its button says."""
    return "Work it out again" if one.latest else "Work it out"


def dropped_words(name: str) -> str:
    """That one is dropped."""
    return f"“{name}” is dropped."


def whose_words(one: ScenarioTerms) -> str:
    """Whose it is, and who sees it."""
    if one.own:
        return "yours, shared" if one.shared else "yours alone"
    return f"shared by {one.by}" if one.by else "shared"


def difference_words(one: Count) -> str:
    """What differs, with the range that holds 8 times in 10.

    >>> difference_words(Count(-3.2, -5, -1)), difference_words(Count(0.4, -2, 1)), difference_words(Count(0, 0, 0))
    ('3.2 fewer (1 to 5 fewer)', '0.4 more (2 fewer to 1 more)', 'no difference')
    """
    if one.low == one.high == 0:
        return "no difference" if abs(one.mean) < 0.05 else f"next to no difference ({_signed(one.mean)} on average)"
    mean = _signed(one.mean) if abs(one.mean) >= 0.05 else "about the same"
    if one.low == one.high == one.mean:
        return mean
    return f"{mean} ({_span(one.low, one.high)})"


def _span(low: int, high: int) -> str:
    if low == high:
        return _signed(low)
    if low >= 0:
        return f"{low} to {high} more"
    if high <= 0:
        return f"{-high} to {-low} fewer"
    return f"{-low} fewer to {high} more"


def _signed(value: float) -> str:
    if value == 0:
        return "none"
    return f"{mean_words(abs(value))} {'more' if value > 0 else 'fewer'}"


def difference_of(done: ForecastTerms, level: PostLevel) -> Difference | None:
    """What a what-if adds to a level; none without one, or where too few posts are of it."""
    return next((one for one in done.result.differences if one.level is level), None) if done.result else None


def difference_lines(one: Difference) -> tuple[str, ...]:
    """What comes of it in the next twelve months, above all else."""
    return (
        f"Vacancies in the next 12 months, beside things as they are: {difference_words(one.opened)}.",
        f"Of these, could be filled by those ready now: {difference_words(one.covered)}.",
        f"Of these, left open: {difference_words(one.uncovered)}.",
    )


MEASURES: tuple[tuple[str, str], ...] = (
    ("opened", "Vacancies in the next 12 months"),
    ("covered", "Of these, could be filled by those ready now"),
    ("uncovered", "Of these, left open"),
    ("vacant_after_a_year", "Vacant after 12 months"),
    ("opened_all", f"Posts that fall vacant in {QUARTERS // 4} years"),
    ("vacant", f"Vacant after {QUARTERS // 4} years"),
)


def figure_of(outcome: Outcome | None, level: PostLevel, measure: str) -> Count | float | None:
    """A measure of an outcome: its mean and range, or its mean where only that is known; none without the level."""
    found = outcome.of(level) if outcome else None
    if found is None:
        return None
    first = found.years[0]
    figures: dict[str, Count | float] = {
        "opened": first.vacancies,
        "covered": first.covered,
        "uncovered": first.vacancies.mean - first.covered.mean,
        "vacant": found.quarters[-1].vacant,
        "vacant_after_a_year": found.quarters[QUARTERS_A_YEAR - 1].vacant,
        "opened_all": sum(one.opened.mean for one in found.quarters),
    }
    return figures[measure]


def figure_words(outcome: Outcome | None, level: PostLevel, measure: str) -> str:
    """The same in words; empty without the level."""
    found = figure_of(outcome, level, measure)
    if found is None:
        return ""
    return range_words(found) if isinstance(found, Count) else f"{mean_words(found)} on average"


def as_is_in(done: Sequence[ForecastTerms]) -> Outcome | None:
    """Things as they are, from which all of them begin."""
    return next((one.result.as_is or one.result.outcome for one in done if one.result), None)


def compare_rows(done: Sequence[ForecastTerms], level: PostLevel) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """For each measure: its words, things as they are, and of each what-if its figure and what differs."""
    as_is, rows = as_is_in(done), []
    for measure, words in MEASURES:
        cells = []
        for one in done:
            differs = difference_of(one, level)
            told = difference_words(getattr(differs, measure)) if differs else ""
            cells.append((figure_words(one.result.outcome if one.result else None, level, measure), told))
        rows.append((words, figure_words(as_is, level, measure), cells))
    return rows


def levels_in(done: Sequence[ForecastTerms]) -> tuple[PostLevel, ...]:
    """Levels of which any of them says something."""
    there = {one.level for each in done if each.result for one in each.result.outcome.levels}
    return tuple(one for one in PostLevel if one in there)


def level_in(outcome: Outcome, asked: PostLevel | None) -> LevelAhead | None:
    """The level that was asked for, where enough posts are of it; otherwise the first that there is."""
    return (outcome.of(asked) if asked else None) or next(iter(outcome.levels), None)
