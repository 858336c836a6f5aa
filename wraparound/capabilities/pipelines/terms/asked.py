"""What open vacancies ask for, and how many of those who could be considered each thing would leave out."""

from dataclasses import dataclass

from wraparound.capabilities.pipelines.terms.matching import RequirementTerms
from wraparound.capabilities.pipelines.terms.vacancies import Stage


@dataclass(frozen=True, kw_only=True)
class AskedOf:
    """One requirement, in words too.

    `left_out`: about how many of those who could be considered are known not to meet it, rounded; none where that or
    the number of the others is too small to be told. `is_counted`: not where the requirement is for people to judge, or
    rests on what each said of themselves.
    """

    requirement: RequirementTerms
    words: str
    is_counted: bool
    left_out: int | None = None


@dataclass(frozen=True, kw_only=True)
class VacancyAsked:
    """An open vacancy with what it asks for: `people` could be considered, rounded; none where they are too few.

    `stage` is the last that it came to; `advertised`: it came to being advertised, then or before.
    """

    number: int
    title: str
    stage: Stage
    advertised: bool
    people: int | None
    asked: tuple[AskedOf, ...]
