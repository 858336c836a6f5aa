"""The list of posts as a spreadsheet: exactly what the pages show, in the same words."""

from wraparound.capabilities.pipelines.terms.question import PostsSheet
from wraparound.capabilities.pipelines.wording.lists import (
    TOMORROW,
    TOMORROW_MEANS,
    as_at_words,
    bench_sentence,
    question_words,
    sheet_row,
)
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.succession import BANDS, BANDS_MEAN
from wraparound.published.export import as_excel


def posts_workbook(found: PostsSheet, *, organisation: str = "", region: str = "") -> bytes:
    """A row for each post, and a sheet that says what was asked and what the words mean."""
    notes = (
        f"Posts as at {day(found.day)}: {question_words(found.question, organisation, region)}.",
        *((as_at_words(found.day, found.question.shown),) if found.is_past else ()),
        bench_sentence(found.bench, found.sees),
        "If it were empty tomorrow: "
        + "; ".join(f"“{TOMORROW[one].lower()}”: {TOMORROW_MEANS[one]}" for one in TOMORROW)
        + ".",
        "Readiness: " + "; ".join(f"“{BANDS[one].lower()}”: {BANDS_MEAN[one]}" for one in BANDS) + ".",
        "Who is past the review of their readiness is stale, and counts in no band. Only confirmed people count.",
        "Posts stand by organisation, level and title, people by name: no order says who is better.",
    )
    return as_excel([sheet_row(row, found.day) for row in found.rows], sheet="Posts", notes=notes)
