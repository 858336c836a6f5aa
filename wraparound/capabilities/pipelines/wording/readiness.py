"""Readiness and the bench in words."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.readiness import (
    SOON,
    BandCounts,
    BenchLine,
    BenchPage,
    HeldPost,
    ReadinessLine,
    Which,
)
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.posts import KINDS, LEVELS, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, BANDS_MEAN

NEVER_MOVES = (
    "A band says when, never how good: there is no score here. It stays what was agreed until people agree anew, and "
    "past the day of its review it counts nowhere."
)
STALE = "past its review"
FEW_HELD = 4
"""Posts of one person that a list of people names; their card has all."""
NOTHING_AGREED = "Nothing is agreed about them yet."
WHICH: Mapping[Which, str] = {
    Which.EVERYBODY: "Everybody",
    Which.AGREED: "With something agreed",
    Which.UNAGREED: "With nothing agreed",
    Which.REVIEW: "To be reviewed",
    Which.STALE: "Past the review only",
    Which.SEVERAL: "Confirmed for several posts",
    Which.RELEASED: "Released",
    Which.NOT_RELEASED: "Not released",
}
PROPS_UP = "props up several posts: at most one of them can be theirs at a time"
ONLY_MINE = "Only people whom you lead"
NOBODY_FITS = "Nobody fits. Try part of a name, or leave something out."
NOBODY_YET = (
    "There is nobody here whom you may see by name. People of an organisation are seen by those who lead it for "
    "talent; others when their organisation releases them and they agree."
)
ONLY_COUNTS = (
    "These belong to their organisations. You see how many there are; a name reaches you when its organisation "
    "releases somebody and they agree."
)
NO_COUNTS = "Nothing is agreed about anybody else."
AGREED_WITH = (
    "Say what was agreed in a conversation with them. It replaces what counts for the same role, level and kind of "
    "organisation, and stays until it is agreed anew or ended."
)
REVIEWED_BY = "At the latest 12 months after it was agreed; from the day after, it counts nowhere."
ENDING = "Today is then the last day on which it counts. It stays in their history, with your reason."
COUNTED_IN = "Each person is counted once in a column, and in several columns where several things were agreed."
ALL_COUNTED = "Show all of them"


def few_counted(shown: int, all_of_them: int) -> str:
    """That not every organisation stands in a table."""
    return f"These are the first {shown} of {all_of_them} organisations, by name."


def what_for(role: PostRole, level: PostLevel, kind: str) -> str:
    """Such as “Finance, board, Mental health”: for what a readiness is."""
    return f"{ROLES[role]}, {LEVELS[level].lower()}, {kind}"


def bands() -> tuple[tuple[str, str], ...]:
    """Every band with what it means: stands on each page on which one is chosen or shown."""
    return tuple((BANDS[one], BANDS_MEAN[one]) for one in Band)


def will_read(name: str) -> str:
    """Stands above what is written about somebody."""
    return f"{name} will read every word of this."


def as_of(on: date, known: object) -> str:
    """What day a page is about."""
    if known:
        return f"On {day(on)}, as this site showed it then, as far as you may see it today."
    return f"On {day(on)}, as it is known today, as far as you may see it today. Posts go by their titles of today."


def agreed_line(one: ReadinessLine) -> str:
    """When it was agreed, by whom where that is told, and by when it is looked at again."""
    review = f"was to be reviewed by {day(one.review_by)}" if one.stale else f"to be reviewed by {day(one.review_by)}"
    by = f" by {one.agreed_by}" if one.agreed_by else ""
    return f"Agreed on {day(one.agreed_on)}{by}; {review}"


def band_words(one: ReadinessLine) -> str:
    """The band, and that it is stale where it is."""
    return f"{BANDS[one.band]}, {STALE}" if one.stale else BANDS[one.band]


def when_words(one: ReadinessLine) -> str:
    """When it was agreed, and that its review was due where it is stale."""
    due = f", review was due by {day(one.review_by)}" if one.stale else ""
    return f"agreed {day(one.agreed_on)}{due}"


def short_line(one: ReadinessLine) -> str:
    """A readiness in one line of a list."""
    return f"{what_for(one.role, one.level, one.kind)}: {band_words(one)}, {when_words(one)}"


def ends_words(one: ReadinessLine) -> str:
    """That it counts no longer, from when and, where that is told, why."""
    replaced = ", when something else was agreed" if one.agreed_by else ""
    because = f": {one.ended_because}" if one.ended_because else replaced
    return f"{day(one.ends)} is the last day on which it counts{because}" if one.ends else ""


def earlier_line(one: ReadinessLine) -> str:
    """What was agreed and counts no longer."""
    ended = f" to {day(one.ends)}" if one.ends else ""
    because = f" Ended: {one.ended_because}" if one.ended_because else ""
    return f"{BANDS[one.band]}, from {day(one.agreed_on)}{ended}.{because}"


def held_when(one: HeldPost, on: date) -> str:
    """Where somebody holds, held or is to hold a post, how, and since when or from when to when."""
    how = "" if one.kind is HolderKind.SUBSTANTIVE else f", {KINDS[one.kind]}"
    if one.ends is not None and one.ends < on:
        return f"{one.organisation}{how}, {day(one.starts)} to {day(one.ends)}"
    ends = f", until {day(one.ends)}" if one.ends else ""
    if one.starts > on:
        return f"{one.organisation}{how}, from {day(one.starts)} on{ends}"
    return f"{one.organisation}{how}, since {day(one.starts)}{ends}"


def and_posts(many: int) -> str:
    """How many posts more somebody holds than a list of people names."""
    return "and 1 post more" if many == 1 else f"and {many} posts more"


def held_line(one: HeldPost, on: date) -> str:
    """A post that somebody holds or held, in one line."""
    return f"{one.title}, {held_when(one, on)}"


def named_line(one: BenchLine) -> str:
    """For how many posts somebody is named; empty where for none."""
    if not one.named_for:
        return ""
    posts = "1 post" if one.named_for == 1 else f"{one.named_for} posts"
    confirmed = "" if one.confirmed_for == one.named_for else f", confirmed for {one.confirmed_for or 'none'}"
    return f"Named for {posts}{confirmed}"


def matching_words(page: BenchPage) -> str:
    """How many people there are, and on which page one is."""
    people = "1 person" if page.matching == 1 else f"{page.matching:,} people"
    fit = (" fits" if page.matching == 1 else " fit") if page.question.narrows else ""
    where = f", page {page.page} of {page.pages}" if page.pages > 1 else ""
    return f"{people}{fit}{where}"


def to_review(people: int, past: int) -> str:
    """What is to be reviewed, as a need of the day."""
    whose = "somebody of yours is" if people == 1 else f"{people} of your people is"
    if past == people:
        return f"The readiness of {whose} past its review."
    soon = f"The readiness of {whose} to be reviewed within {SOON} days"
    return f"{soon}; of {past} it is past its day." if past else f"{soon}."


def counts_line(one: BandCounts) -> str:
    """Counts of an organisation in one line, for the terminal."""
    parts = (
        *((BANDS[band].lower(), getattr(one, band.value)) for band in Band),
        (STALE, one.stale),
    )
    said = ", ".join(f"{many} {words}" for words, many in parts if many)
    people = "1 person" if one.people == 1 else f"{one.people} people"
    return f"{one.organisation}: {people}, not released ({said})"


def say_bench(page: BenchPage) -> str:
    """The list of people at the terminal."""
    lines = [f"{matching_words(page)}, on {day(page.on)}"]
    for one in page.people:
        lines.append(f"\n{one.known.name}  {one.known.key}")
        lines += [f"  {held_line(each, page.on)}" for each in one.holds]
        lines += [f"  {short_line(each)}" for each in one.readiness] or [f"  {NOTHING_AGREED}"]
        if named := named_line(one):
            lines.append(f"  {named}{'; ' + PROPS_UP if one.props_up_several else ''}")
        if one.released:
            lines.append("  Released")
    if page.counts:
        lines += ["", "Not released to you", *(counts_line(one) for one in page.counts), COUNTED_IN]
    return "\n".join([*lines, "", *definitions()])


def definitions() -> tuple[str, ...]:
    """What each band means, a line each."""
    return tuple(f"{name}: {means}" for name, means in bands())
