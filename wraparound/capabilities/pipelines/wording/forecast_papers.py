"""A forecast on one page for a board: the answer, a picture, what keeps cover from more, and what it rests on."""

from collections.abc import Iterator

from wraparound.capabilities.pipelines.terms.forecasts import (
    By,
    ForecastHead,
    ForecastResult,
    ForecastTerms,
    LevelAhead,
)
from wraparound.capabilities.pipelines.wording.forecast_counts import range_words
from wraparound.capabilities.pipelines.wording.forecast_grounds import CANNOT, back_words, ground_words
from wraparound.capabilities.pipelines.wording.forecast_lines import BYS, by_words, line_words, lines_of
from wraparound.capabilities.pipelines.wording.forecast_pictures import years_picture
from wraparound.capabilities.pipelines.wording.forecasts import (
    FILLED_MEANS,
    HOLDS,
    LIFTED,
    LIMITS,
    POSTS_OF,
    TOO_FEW,
    answer_words,
    head_words,
    more_words,
    place_words,
)
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.scenarios import AS_IT_IS, TOO_FEW_HERE, Names, compare_rows, what_words
from wraparound.papers.terms import Look, Paper, PaperPart, PaperTable

ROOM, ACROSS = 27, 110
"""Lines of the page that levels, the what-if, what limits cover and the table of roles share, and letters in each."""
HEADING, OF_BESIDE = 2, 7
"""Lines that a heading takes, and the table beside things as they are."""
TO_SPARE = 4
"""Lines that a page without a table of roles has beyond that."""
BESIDE = (2.4, 1.2, 1.2, 2.4)
"""Widths of what stands beside things as they are."""
WITH_IT = ", with the what-if"
MOST_GROUND = 2
"""Sentences about what it rests on; the page has all of them."""
NOBODY = "Counts of posts and people; nobody is named, and no post by itself."


def paper_name(head: ForecastHead, ending: str) -> str:
    """What a file of a forecast is called: whose, from which day, and its number."""
    return f"what-is-coming-{head.place.code or 'all'}-{head.on.isoformat()}-{head.number}.{ending}"


def board_page(done: ForecastTerms, names: Names) -> Paper:
    """One page; what there is no room for stands on the pages of the site."""
    result, head = done.result, done.head
    assert result is not None, "only a forecast that is done has a paper"
    return Paper(
        title=head_words(head),
        line=f"{place_words(head.place)} · from what was entered on {day(head.on)}",
        parts=tuple(_parts(done, result, names)),
        footer=(f"{head_words(head)}, {place_words(head.place)}", NOBODY),
        day=head.on,
        look=Look.ONE_PAGE,
        about=HOLDS,
    )


def _parts(done: ForecastTerms, result: ForecastResult, names: Names) -> Iterator[PaperPart]:
    levels = result.outcome.levels
    if not levels:
        yield PaperPart("What is said of it", sentences=(TOO_FEW,))
        return
    what = what_words(done.head.what, names) if done.head.what.changes else ""
    with_it = WITH_IT if what else ""
    if what:
        yield PaperPart("What if", sentences=(f"{what}.",), table=_beside(done, levels[0]))
    answers = [" ".join(answer_words(one, result.outcome)) for one in levels]
    for one, answer in zip(levels, answers, strict=True):
        yield PaperPart(f"{POSTS_OF[one.level].capitalize()} posts{with_it}", sentences=(answer,))
    yield PaperPart(f"Year by year{with_it}", chart=years_picture(levels[0]), note=FILLED_MEANS)
    limits = tuple(f"{LIMITS[one.limit]}: {more_words(one)} {LIFTED[one.limit]}." for one in levels[0].limits)
    left = ROOM - sum(map(_lines, answers)) - (_lines(what) + OF_BESIDE if what else 0) - HEADING - len(limits)
    yield from _roles(levels[0], result, left)
    if left >= -TO_SPARE:
        yield PaperPart("What keeps those who are ready from filling more", points=limits)
    yield PaperPart(
        "What it rests on",
        sentences=(
            " ".join((*ground_words(result.ground)[:MOST_GROUND], back_words(result.back))),
            f"{HOLDS} It cannot say: {CANNOT[0]}",
        ),
    )


def _lines(words: str) -> int:
    """How many lines a part of such words takes, with its heading; rather too many than too few."""
    return HEADING + 1 + len(words) // ACROSS


def _beside(done: ForecastTerms, level: LevelAhead) -> PaperTable:
    """Things as they are, what they are with the what-if, and what that changes, figure by figure."""
    rows = tuple(
        (words, as_is or TOO_FEW_HERE, figure, differs or TOO_FEW_HERE)
        for words, as_is, [(figure, differs)] in compare_rows([done], level.level)
    )
    headings = (f"{POSTS_OF[level.level].capitalize()} posts", AS_IT_IS, "With the what-if", "Difference")
    return PaperTable(f"{headings[0]}: {AS_IT_IS.lower()}, and with the what-if", headings, rows, widths=BESIDE)


def _roles(level: LevelAhead, result: ForecastResult, room: int) -> Iterator[PaperPart]:
    """Vacancies and cover by role, where there is room for all of them."""
    lines = lines_of(result.outcome, level.level, By.ROLE)
    if not lines or len(lines) > room:
        return
    rows = tuple(
        (line_words(one), str(one.posts), str(one.ready), range_words(one.vacancies), range_words(one.covered))
        for one in lines
    )
    headings = (BYS[By.ROLE], "Posts", "Ready now", "Vacancies", "Those ready could fill")
    caption = by_words(By.ROLE)
    yield PaperPart(caption, table=PaperTable(caption, headings, rows))
