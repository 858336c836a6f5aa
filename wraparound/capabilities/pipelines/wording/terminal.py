"""Pipelines at the terminal, in words."""

from wraparound.capabilities.pipelines.terms.lists import PostTerms
from wraparound.capabilities.pipelines.terms.question import PostRow, PostsPage
from wraparound.capabilities.pipelines.wording.lists import (
    TOMORROW,
    bench_sentence,
    holder_words,
    in_band,
    posts_words,
    propping_words,
    question_words,
    review_words,
    stands_in,
)
from wraparound.capabilities.pipelines.wording.posts import GRADES, LEVELS, NOT_SHOWN, ROLES, day, within
from wraparound.capabilities.pipelines.wording.succession import BANDS


def say_post(post: PostTerms) -> str:
    """A post in a few lines."""
    lines = [
        f"{post.title}, {post.organisation}",
        f"{LEVELS[post.level]}, {ROLES[post.role].lower()}; {within(GRADES[post.grade])}",
    ]
    if post.critical:
        lines.append(f"Critical: {post.critical_because}")
    if post.reports_to is not None:
        lines.append(f"Reports to: {post.reports_to[1]}")
    elif post.above_unseen:
        lines.append(f"Reports to: {NOT_SHOWN}")
    return "\n".join(lines)


def say_posts(page: PostsPage) -> str:
    """A page of posts: what was asked, the bench, and a few lines for each post."""
    asked = question_words(page.question, region=page.question.region)
    of = f", page {page.page} of {page.pages}" if page.pages > 1 else ""
    head = [f"{posts_words(page.matching)}{of}: {asked}, as at {day(page.day)}"]
    head.append(bench_sentence(page.bench, page.sees))
    head += [f"{one.known.name} {propping_words(one)}" for one in page.propping]
    return "\n\n".join(["\n".join(head), *("\n".join(_say_row(row, page)) for row in page.rows)])


def _say_row(row: PostRow, page: PostsPage) -> list[str]:
    stand = stands_in(row)
    return [
        f"{row.title}, {row.organisation} ({row.number}){', critical' if row.critical else ''}",
        f"  {'; '.join(holder_words(row, page.day))}",
        *(f"  {words}: {in_band(row, band)}" for band, words in BANDS.items()),
        f"  If it were empty tomorrow: {TOMORROW[row.tomorrow].lower()}{f'; {stand}' if stand else ''}",
        f"  Next review: {review_words(row)}",
    ]
