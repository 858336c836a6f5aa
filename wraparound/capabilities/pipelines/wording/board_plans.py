"""The plan of a post at a talent board, in lines that read alike on page, screen and paper."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import Cover, HolderLine, SuccessorLine
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.capabilities.pipelines.terms.vacancies import Stage
from wraparound.capabilities.pipelines.wording.plans import beyond_words, holder_since, people
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.succession import BANDS
from wraparound.capabilities.pipelines.wording.vacancies import STAGES

NOTHING_AGREED = "No readiness agreed"
NOBODY = "Nobody is entered as holding it."


def band_words(band: Band | None) -> str:
    """The heading of a band."""
    return NOTHING_AGREED if band is None else BANDS[band]


def holders(held: Sequence[HolderLine], vacant: date | None, *, for_all: bool) -> tuple[str, ...]:
    """Who holds a post, or since when it is vacant."""
    lines = [f"Vacant since {day(vacant)}"] if vacant is not None else []
    unseen = "Somebody who is not named here" if for_all else "Somebody whose name is not yours to see"
    for one in held:
        since = holder_since(one)
        lines.append(f"{one.known.name if one.known else unseen}: {since[:1].lower()}{since[1:]}")
    return tuple(lines) or (NOBODY,)


def named_line(one: SuccessorLine, *, for_all: bool) -> str:
    """Somebody on a plan by name, with what is agreed."""
    parts = [one.known.name if one.known else ""]
    if one.use is Use.COVER and one.state is State.PROPOSED:
        parts.append("proposed")
    if one.stale and one.review_by is not None:
        parts.append(f"past the review of {day(one.review_by)}, so not counted")
    elif one.review_by is not None and one.use is Use.SUCCESSOR:
        parts.append(f"to be reviewed by {day(one.review_by)}")
    if one.state is State.PROPOSED and one.use is Use.SUCCESSOR:
        parts.append(BANDS[one.band] if one.band else NOTHING_AGREED.lower())
    line = ", ".join(parts)
    return f"{line}. {one.because}" if one.because and not for_all else line


def hidden_line(many: int, *, for_all: bool) -> str:
    """Those who are not named, as a number."""
    return f"{people(many).capitalize()}, {'not named here' if for_all else 'not released'}"


def beyond_line(one: SuccessorLine, *, for_all: bool) -> str:
    """Somebody outside this site, or to be found."""
    if for_all:
        return "Somebody outside this site" if one.sort is Sort.EXTERNAL else "To be found"
    when = f", {BANDS[one.band].lower()}" if one.band else ""
    return f"{beyond_words(one)}{when}"


def vacancy_words(stage: Stage, since: date) -> str:
    """That a vacancy of the post is open: how far it has come, and since when."""
    at = "" if stage is Stage.OPENED else f": {STAGES[stage].lower()}"
    return f"A vacancy is open{at} since {day(since)}."


def answer(counts: Cover) -> str:
    """How a post is covered in one sentence, in people."""
    now = f"{people(counts.ready_now).capitalize()} confirmed and ready now" if counts.ready_now else "Nobody ready now"
    later = counts.one_to_two + counts.three_to_five
    cover = f"{people(counts.cover)} as emergency cover" if counts.cover else "no emergency cover"
    return f"{now}; {f'{people(later)} later' if later else 'nobody later'}; {cover}."
