"""Vacancies and cover to come, in words: ranges before means, counts of posts, nobody by name."""

from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.forecasts import (
    FEWEST_POSTS,
    OF_A_HUNDRED,
    By,
    Count,
    ForecastHead,
    ForecastPlace,
    ForecastState,
    LevelAhead,
    Lifted,
    Limit,
    Outcome,
    PlaceSort,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel
from wraparound.capabilities.pipelines.wording.board_changes import called
from wraparound.capabilities.pipelines.wording.forecast_counts import mean_words, range_words, vacancies_words
from wraparound.capabilities.pipelines.wording.forecast_lines import filled, line_within, lines_of, thinnest
from wraparound.capabilities.pipelines.wording.posts import day

NAME = "What is coming"
LEVELS: Mapping[PostLevel, str] = {PostLevel.BOARD: "Board", PostLevel.DEPUTY: "Deputies"}
POSTS_OF: Mapping[PostLevel, str] = {PostLevel.BOARD: "board", PostLevel.DEPUTY: "deputy"}
STATES: Mapping[ForecastState, str] = {
    ForecastState.WAITING: "waits for its turn",
    ForecastState.RUNNING: "is being worked out",
    ForecastState.DONE: "worked out",
    ForecastState.STOPPED: "stopped",
    ForecastState.FAILED: "could not be worked out",
}
LIMITS: Mapping[Limit, str] = {
    Limit.ROLE: "Role",
    Limit.PLACE: "Place",
    Limit.READINESS: "Readiness",
    Limit.RELEASE: "Release",
}
LIFTED: Mapping[Limit, str] = {
    Limit.ROLE: "if people ready now for another role, level or kind of organisation could take these up too",
    Limit.PLACE: "if everybody would go anywhere",
    Limit.READINESS: "if everybody who is agreed for a role were ready now, whatever their band",
    Limit.RELEASE: "if everybody were released to every organisation",
}
HOLDS = (
    f"Each range is made to hold {OF_A_HUNDRED // 10} times in 10: 1 time in 10 fewer come, 1 time in 10 more. A "
    "“mean” is the average of all runs."
)
FILLED_MEANS = (
    "“Those ready could fill” is the most vacancies that those who are ready when the quarter or year begins could "
    "take up at once, each of them one, where they would go and are released to. Whether they would be appointed, "
    "nobody can say; others are appointed too. In later years it falls in part by what is assumed: whoever has taken "
    "up a post is not looked at again, and those who come begin at 3–5 years."
)
STANDING_MEANS = (
    "Vacancies of a quarter are those open when it begins and those that begin in it. One that stays open counts in "
    "each quarter in which it is open, so quarters do not add up to a year."
)
NOT_THEN = (
    "How many vacancies of each quarter those ready could fill was not worked out then. It is when this is worked out "
    "again."
)
LIMITS_MEAN = (
    "Each is worked out with one limit lifted and all else as it is. Two lifted together can give more than both, or "
    "less."
)
TOO_FEW = (
    f"Fewer than {FEWEST_POSTS} posts are known here. A forecast of so few would speak of single people, so none is "
    "made."
)
NO_POSTS = "No post is entered yet, so there is nothing to look ahead from."
NOTHING_YET = (
    "Nothing is worked out yet. It takes a minute or so, from the posts, the holders and the readiness that are "
    "entered here; you can leave the page meanwhile."
)
WHAT_IT_IS = (
    "How many posts will fall vacant in the next five years, how many of them could those who are ready fill, and what "
    "keeps them from filling more: as ranges, never as a chance of any person."
)
WORK_OUT = "Work it out"
AGAIN = "Work it out again, from today"
FAILED = "It could not be worked out."
SEVERAL = (
    "Whoever takes up one post can take up no other. Where the same few people stand behind several posts, cover is "
    "thinner than each plan says."
)
SEVERAL_LINK = "People who are confirmed for several posts"
WHO_SEES = (
    "Seen by those who lead the organisation for talent and by those who keep the pipeline of its region. These are "
    "counts: nobody is named here, and no post by itself."
)
GOES_ON = "This page goes on by itself. You can leave it and come back."
ONE_STOPPED = "It was stopped before it was done. Nothing of it is kept."


def quarters_note(level: LevelAhead) -> str:
    """What stands below the picture of quarters."""
    return f"{HOLDS} {STANDING_MEANS if level.quarters[0].standing else NOT_THEN}"


def answer_words(level: LevelAhead, outcome: Outcome) -> tuple[str, ...]:
    """The answer: vacancies and cover of the first year, where it is thinnest, and what keeps it from more."""
    found = [expect_words(level), cover_words(level)]
    if thin := thinnest(outcome, level.level):
        expected = f"expect {vacancies_words(thin.vacancies)}, of which {filled(thin.covered)}"
        found.append(f"Cover is thinnest for {line_within(thin)}: {expected}.")
    if nobody := nobody_ready(outcome, level):
        found.append(f"Nobody is ready now for any post of these roles: {nobody}.")
    if most := tightest(level.limits):
        found.append(f"What would help most: {LIFTED[most.limit]}, {more_words(most)} could be filled.")
    return tuple(found)


def expect_words(level: LevelAhead) -> str:
    """How many vacancies the next twelve months bring, and of how many posts."""
    first = level.years[0].vacancies
    if first.high == 0:
        return f"For the {_posts(level)}, expect no vacancy in the next 12 months."
    if not level.vacant:
        return f"For the {_posts(level)}, expect {vacancies_words(first)} in the next 12 months."
    begin = Count(first.mean - level.vacant, first.low - level.vacant, first.high - level.vacant)
    return (
        f"Of the {_posts(level)}, expect {range_words(begin)} to fall vacant in the next 12 months, beside the "
        f"{level.vacant} vacant today: {vacancies_words(first)} in all."
    )


def cover_words(level: LevelAhead) -> str:
    """How many of these those who are ready now could fill."""
    if not level.ready:
        return "Nobody is ready now for such a post."
    who = "The 1 person who is" if level.ready == 1 else f"The {level.ready} people who are"
    covered = level.years[0].covered
    if covered.high == 0:
        return f"{who} ready now could fill none of them."
    return f"{who} ready now could fill {range_words(covered)} of them."


def nobody_ready(outcome: Outcome, level: LevelAhead) -> str:
    """The roles for which nobody is ready now where somebody is for others, in the order of the field."""
    lines = [one for one in lines_of(outcome, level.level, By.ROLE) if one.key]
    roles = [line_within(one) for one in lines if not one.ready]
    return ", ".join(roles) if len(roles) < len(lines) else ""


def silent_words(outcome: Outcome) -> str:
    """Of which level nothing is said, and why; empty where something is said of each, or of none."""
    missing = [POSTS_OF[one] for one in PostLevel if outcome.of(one) is None]
    if not missing or not outcome.levels:
        return ""
    return f"Fewer than {FEWEST_POSTS} {missing[0]} posts are known here, so nothing is said of them."


def tightest(limits: Sequence[Lifted]) -> Lifted | None:
    """The limit without which most more could be covered; none where none keeps anybody."""
    most = max(limits, key=lambda one: one.more, default=None)
    return most if most and most.more >= 0.05 else None


def more_words(one: Lifted) -> str:
    """How many more: “2.3 more on average”."""
    return f"{mean_words(one.more)} more on average" if one.more >= 0.05 else "no more"


def chance_words(level: LevelAhead) -> str:
    """How much of the width is chance, and how much that rates are not known; empty where there is no width."""
    whole = level.chance**2 + level.rates**2
    if not whole:
        return ""
    tenths = round(10 * level.chance**2 / whole)
    parts = {10: "Nearly all", 0: "Next to nothing"}.get(tenths, f"About {tenths} tenths")
    return (
        f"{parts} of what makes the range of the first year wide is chance: it would be so even if every rate were "
        "known. The rest is that rates are not known; it shrinks as more history is entered."
    )


def place_words(place: ForecastPlace) -> str:
    """Whose posts: the name, or all of them."""
    return place.name or ("All regions" if place.sort is PlaceSort.NATION else place.code)


def from_words(head: ForecastHead) -> str:
    """From which day it looks ahead, and who asked for it: at a screen by name, or at the terminal."""
    return f"From what was entered on {day(head.on)} · asked for by {called(head.asked_by)}"


def head_words(head: ForecastHead) -> str:
    """What a page of one forecast is called."""
    if not head.what.changes:
        return f"{NAME}, from {day(head.on)}"
    return f"What if: {head.scenario_name}" if head.scenario_name else f"A what-if of {day(head.on)}"


def short_head(head: ForecastHead) -> str:
    """The same over a column of a table."""
    return head.scenario_name or (f"What-if {head.number}" if head.what.changes else f"From {day(head.on)}")


def under_way_words(head: ForecastHead) -> str:
    """What is being worked out, or is to be."""
    what = f"“{head.scenario_name}”" if head.scenario_name else "This"
    how = "will be" if head.state is ForecastState.WAITING else "is being"
    return f"{what} {how} worked out from what is entered."


def progress_words(head: ForecastHead) -> str:
    """How far it is."""
    if head.state is ForecastState.WAITING or not head.parts:
        return "It waits for its turn."
    done = "1 part is" if head.done == 1 else f"{head.done} parts are"
    return f"{done} done, of {head.parts}."


def old_words(head: ForecastHead, today: date) -> str:
    """How many days have passed since the day it looks ahead from; empty on that day."""
    days = (today - head.on).days
    return f"({'yesterday' if days == 1 else f'{days} days ago'})" if days > 0 else ""


def ended_words(head: ForecastHead) -> str:
    """A forecast in a list of earlier ones."""
    what = f"“{head.scenario_name}”" if head.scenario_name else "a what-if" if head.what.changes else "as things are"
    return f"{what} · {STATES[head.state]}"


def _posts(level: LevelAhead) -> str:
    return f"{level.posts} {POSTS_OF[level.level]} posts"
