"""The list of posts in words: the same on the page, in the sheet and at the terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import Bench, HolderLine, Propping, Seen, SuccessorLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.question import (
    MOST_PROPPING,
    Gap,
    GroupBy,
    PostRow,
    PostsQuestion,
    Tomorrow,
)
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.capabilities.pipelines.wording.ahead import ahead_lines
from wraparound.capabilities.pipelines.wording.posts import KINDS, LEVELS, OF_TODAY, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, USES

GAPS: Mapping[Gap, str] = {
    Gap.NOBODY_READY: "nobody ready now",
    Gap.NO_SUCCESSOR: "no successor",
    Gap.NO_COVER: "no emergency cover",
    Gap.VACANT: "vacant",
    Gap.NO_SUBSTANTIVE: "no substantive holder",
    Gap.STALE: "readiness past its review",
    Gap.TOO_FEW: "fewer successors than wanted",
}
GROUPS: Mapping[GroupBy, str] = {
    GroupBy.ORGANISATION: "organisation",
    GroupBy.ROLE: "role",
    GroupBy.REGION: "region",
}
TOMORROW: Mapping[Tomorrow, str] = {
    Tomorrow.READY: "Successor within a year",
    Tomorrow.STAND_IN: "A stand-in",
    Tomorrow.LATER: "Only later",
    Tomorrow.NOBODY: "Nobody",
}
TOMORROW_MEANS: Mapping[Tomorrow, str] = {
    Tomorrow.READY: "a confirmed successor is ready now: they could take it up within 6 to 12 months",
    Tomorrow.STAND_IN: "no successor is ready now, and emergency cover is confirmed",
    Tomorrow.LATER: "there are confirmed successors, none of them ready now, and no emergency cover",
    Tomorrow.NOBODY: "no successor is confirmed, and no emergency cover",
}
NOBODY = "–"
REMEMBERED = "This list opens as you left it last, in this browser, until you sign out."
SEE_ALL = "See every post"
MORE_CHOICES = "More choices: level, kind of organisation, region, grouping, another day"
NOT_SHARED = (
    "A view with words that you typed stays your own: they may be somebody’s name. Share one that only chooses."
)

NAME_OF_A_VIEW = "Whoever it is shared with reads the name, so name what it shows and no person."
SHARED_MEANS = "A shared view is a question, not an answer: whoever opens it sees what their own roles let them see."
COUNTED = (
    "Only confirmed people who are still there count, and in a band only while their readiness is not past its review. "
    "Posts stand by organisation, level and title, people by name: no order says who is better."
)


def nothing_yet(keeps_region: bool) -> str:
    """What is missing before a list can show anything, and who does it."""
    who = "The chair, chief executive or director of people of a trust enters them on this page, for talent"
    if keeps_region:
        return f"No trust of yours has entered its posts yet. {who}: ask them to begin with the usual posts of a board."
    return f"{who}. Ask them to begin."


def propping_head(many: int) -> str:
    """How many prop up several posts."""
    if many == 1:
        return "1 person is confirmed for several of these posts: at most one of them can be theirs"
    least = "At least " if many >= MOST_PROPPING else ""
    return f"{least}{many} people are confirmed for several of these posts: at most one can be each person’s"


def time_in_post(since: date, on: date) -> str:
    """How long somebody has held a post.

    >>> time_in_post(date(2024, 1, 31), date(2026, 4, 30))
    '2 years 2 months'
    """
    months = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    parts = [_many(months // 12, "year"), _many(months % 12, "month")]
    return " ".join(one for one in parts if one) or "less than a month"


def part_words(narrowed: Iterable[str], *, remembered: bool) -> str:
    """That a list is a part, and of what; `remembered`: it opened so by itself.

    >>> part_words(["finance", "vacant"], remembered=False)
    'You see a part of the posts: finance · vacant.'
    """
    return f"You see a part of the posts: {' · '.join(narrowed)}.{f' {REMEMBERED}' if remembered else ''}"


def naming_words(name: str) -> str:
    """What a list is opened for from somebody's card."""
    return f"You are naming {name} for a post. Choose it below; nothing is written yet."


def posts_words(many: int) -> str:
    """How many posts."""
    return "1 post" if many == 1 else f"{many:,} posts"


def bench_sentence(bench: Bench, sees: Seen, *, narrowed: bool = False) -> str:
    """Bench strength in one sentence, with how many different people those ready now are; of a part, that it is one.

    >>> bench_sentence(Bench(critical=41, confirmed=23, ready_now=12, people=9), Seen.PLAN)
    'Of 41 critical posts 23 have a confirmed successor and 12 one who is ready now: 9 different people.'
    """
    if not bench.critical:
        return "None of these posts is said to be critical, so there is no bench strength to tell."
    of = "Of 1 critical post" if bench.critical == 1 else f"Of {bench.critical:,} critical posts"
    of += " in this narrowed list" if narrowed else ""
    if not bench.confirmed:
        return f"{of} none has a confirmed successor."
    said = f"{of} {bench.confirmed:,} {'has' if bench.confirmed == 1 else 'have'} a confirmed successor"
    if not bench.ready_now:
        return f"{said}, and none has one who is ready now."
    people = "1 person" if bench.people == 1 else f"{bench.people:,} different people"
    return f"{said} and {bench.ready_now:,} one who is ready now{f': {people}' if sees is Seen.PLAN else ''}."


def propping_words(one: Propping) -> str:
    """For how many posts somebody is confirmed, and which; after their name."""
    return f"is confirmed for {len(one.posts)} posts: {'; '.join(title for _, title in one.posts)}"


def narrowed_words(question: PostsQuestion, organisation: str, region: str) -> tuple[tuple[str, PostsQuestion], ...]:
    """What a list is narrowed to, in words, each with the question without it."""
    first = replace(question, page=1)
    parts = (
        (f"“{question.text}”" if question.text else "", replace(first, text="")),
        (organisation, replace(first, organisation="")),
        (region, replace(first, region="")),
        (question.kind, replace(first, kind="")),
        (ROLES[question.role].lower() if question.role else "", replace(first, role=None)),
        (LEVELS[question.level].lower() if question.level else "", replace(first, level=None)),
        ("critical" if question.critical else "", replace(first, critical=False)),
        (GAPS[question.gap] if question.gap else "", replace(first, gap=None)),
    )
    return tuple((words, without) for words, without in parts if words)


def question_words(question: PostsQuestion, organisation: str = "", region: str = "") -> str:
    """Such as “Westmarch · finance · nobody ready now”; and how the posts are put together."""
    said = [words for words, _ in narrowed_words(question, organisation or question.organisation, region)]
    by = f"by {GROUPS[question.group]}" if question.group else ""
    return " · ".join(one for one in (*(said or ["every post"]), by) if one)


def holder_words(row: PostRow, on: date) -> tuple[str, ...]:
    """Who holds a post and for how long, or since when it is vacant and who stands in; and who later: a line each."""
    return (*(tuple(_holder(one, on) for one in row.holders) or ("Nobody entered",)), *ahead_lines(row.ahead))


def in_band(row: PostRow, band: Band) -> str:
    """Who is in a band: names, and how many beside them; or yes and no."""
    if row.yes_no is not None:
        return _yes(
            {
                Band.READY_NOW: row.yes_no.ready_now,
                Band.ONE_TO_TWO: row.yes_no.one_to_two,
                Band.THREE_TO_FIVE: row.yes_no.three_to_five,
            }[band]
        )
    return people_words(
        one for one in row.named if one.use is Use.SUCCESSOR and one.counts and one.band is band and not one.stale
    )


def stands_in(row: PostRow) -> str:
    """Who stands in if it were empty tomorrow: names, and how many beside them; empty where nobody, or not told."""
    found = [one for one in row.named if one.use is Use.COVER and one.counts]
    return people_words(found) if found else ""


def people_words(lines: Iterable[SuccessorLine]) -> str:
    """Names, and how many more whose names are not the viewer's to see."""
    every = list(lines)
    names = [one.known.name for one in every if one.known]
    rest = len(every) - len(names)
    if not names:
        return ("1 person, not released" if rest == 1 else f"{rest} people, not released") if rest else NOBODY
    return ", ".join(names) + (f", and {rest} not released" if rest else "")


def review_words(row: PostRow) -> str:
    """When readiness is next looked at, and whether any of it is past its day."""
    if row.yes_no is not None:
        return "Stale" if row.stale else NOBODY
    if row.next_review is None:
        return "Never agreed" if row.cover and row.cover.unagreed else NOBODY
    if row.stale and row.cover:
        return f"{row.cover.stale} stale, due by {day(row.next_review)}"
    return f"By {day(row.next_review)}"


def plan_head(row: PostRow) -> str:
    """What a plan holds, in a few words."""
    if row.cover is None:
        return "Plan: you see yes or no"
    cover, gap = row.cover, ""
    if row.least_successors is not None and cover.successors < row.least_successors:
        gap = f"{row.least_successors} wanted"
    parts = (
        (cover.successors, "confirmed"),
        (cover.stale, "stale"),
        (cover.cover, "as emergency cover"),
        (cover.proposed, "proposed"),
        (cover.external, "outside"),
        (cover.unknown, "to be found"),
        (cover.gone, "no longer there"),
    )
    said = [f"{many} {words}" for many, words in parts if many]
    return "Plan: " + ", ".join([*(said or ["nobody named"]), *([gap] if gap else [])])


def plan_lines(row: PostRow, on: date) -> tuple[tuple[str, str, str], ...]:
    """Who is named: key where the viewer may see them, who, and what is said of them; the others together."""
    told = [one for one in row.named if one.known or one.sort is not Sort.NAMED]
    lines = [(one.known.key if one.known else "", _who(one), named_words(one)) for one in told]
    if rest := len(row.named) - len(told):
        lines.append(("", "1 person" if rest == 1 else f"{rest} people", "named, and not released"))
    return tuple(lines)


def named_words(one: SuccessorLine) -> str:
    """What is said of somebody named: for what, when ready, whether that is stale, and whether they were confirmed."""
    if not one.standing:
        return "named, and no longer there"
    band = "" if one.use is Use.COVER else BANDS[one.band].lower() if one.band else "readiness never agreed"
    review = ""
    if band and one.review_by:
        review = f"{'stale: due for review' if one.stale else 'review'} by {day(one.review_by)}"
    sort = "" if one.sort is not Sort.NAMED else "proposed" if one.state is State.PROPOSED else "confirmed"
    use = USES[one.use] if one.use is Use.COVER else ""
    return ", ".join(part for part in (use, band, review, sort) if part)


def as_at_words(on: date, shown: bool) -> str:
    """On which day a list is read, and by what is known when."""
    if shown:
        return f"As this site showed it at the end of {day(on)}."
    return f"As at {day(on)}, by what is known today. {OF_TODAY}"


def sheet_row(row: PostRow, on: date) -> dict[str, str]:
    """A row of the sheet: the same words as the page."""
    return {
        "post": row.title,
        "organisation": row.organisation,
        "region": row.region,
        "role": ROLES[row.role],
        "level": LEVELS[row.level],
        "critical": row.critical_because if row.critical else "",
        "holder": "; ".join(holder_words(row, on)),
        **{words.lower(): in_band(row, band) for band, words in BANDS.items()},
        "if it were empty tomorrow": TOMORROW[row.tomorrow],
        "stands in": _yes(row.yes_no.cover) if row.yes_no else stands_in(row),
        "next review": review_words(row),
        "plan": plan_head(row).removeprefix("Plan: "),
    }


def _holder(one: HolderLine, on: date) -> str:
    if one.kind is HolderKind.VACANT:
        return f"Vacant since {day(one.starts)}"
    long = time_in_post(one.starts, on)
    if one.kind is HolderKind.SUBSTANTIVE:
        return f"{one.known.name}, {long}" if one.known else f"Held, {long}"
    return f"{KINDS[one.kind].capitalize()}: {one.known.name + ', ' if one.known else ''}{long}"


def _who(one: SuccessorLine) -> str:
    if one.known:
        return one.known.name
    return one.label or ("Somebody outside this site" if one.sort is Sort.EXTERNAL else "To be found")


def _yes(is_so: bool) -> str:
    return "Yes" if is_so else "No"


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
