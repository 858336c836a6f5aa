"""Answers put beside the competencies they are about, how far somebody is, and what may be answered."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.assessments import Answered, Answers, Progress
from wraparound.capabilities.careers.terms.frameworks import Framework


def answered(framework: Framework, answers: Answers) -> tuple[Answered, ...]:
    """Every competency of the framework, in its order, with what was said of it."""
    return tuple(
        Answered(
            competency=one,
            rung=answers.get(one.key) or "",
            no_chance=one.key in answers and answers[one.key] is None,
        )
        for one in framework.competencies
    )


def progress_of(framework: Framework, answers: Answers) -> Progress:
    """How far somebody is; one screen for each domain."""
    said = answered(framework, answers)
    still = {one.competency.domain for one in said if not one.is_answered}
    places = (place for place, one in enumerate(framework.domains, start=1) if one.key in still)
    return Progress(
        answered=sum(one.is_answered for one in said),
        total=len(said),
        screens=len(framework.domains),
        next_screen=next(places, None),
    )


def with_answers(framework: Framework, before: Answers, screen: int, new: Answers) -> dict[str, str | None]:
    """The answers once a screen (from 1) was sent: its domain as it was sent, all others as they were.

    What is nothing that can be answered is left out.
    """
    here = {one.key for one in framework.of(framework.domains[screen - 1])}
    rungs = {one.name for one in framework.rungs}
    kept: dict[str, str | None] = {key: said for key, said in before.items() if key not in here}
    fits = {key: said for key, said in new.items() if key in here and (said is None or said in rungs)}
    return kept | fits


def said_before(pairs: tuple[tuple[str, str], ...], before: Mapping[str, Answered]) -> dict[str, tuple[Answered, ...]]:
    """By key of a competency, what was answered against those of an earlier framework that it stands for."""
    found: dict[str, tuple[Answered, ...]] = {}
    for of, to in pairs:
        if of in before and before[of].is_answered:
            found[to] = (*found.get(to, ()), before[of])
    return found
