"""What somebody says of themselves, competency by competency, and to whom they show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.careers.terms.frameworks import Competency, Domain, HeldFramework

Answers = Mapping[str, str | None]
"""By key of a competency the name of a rung; none: no chance to show it. What is not there is not answered."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A competency with what somebody said of it: a rung by name, no chance to show it, or nothing yet."""

    competency: Competency
    rung: str = ""
    no_chance: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether anything was said of it."""
        return self.no_chance or bool(self.rung)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far somebody is: competencies answered of all, screens in all, and the first with anything open (from 1)."""

    answered: int
    total: int
    screens: int
    next_screen: int | None


@dataclass(frozen=True, kw_only=True)
class AssessmentLine:
    """An assessment of the viewer's own in a list."""

    number: int
    framework: str
    begun_on: date
    changed_on: date
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class ShareTerms:
    """Whom an assessment is shown to, until which day (included), and when that was taken back, if it was."""

    number: int
    reader: str
    until: date
    taken_back_on: date | None = None

    def counts(self, on: date) -> bool:
        """Whether the reader may read it on the day."""
        return self.taken_back_on is None and on <= self.until


@dataclass(frozen=True, kw_only=True)
class AssessmentPage:
    """What somebody said of themselves, domain by domain, and, for them alone, to whom it is shown."""

    number: int
    person: str
    framework: HeldFramework
    answers: tuple[Answered, ...]
    begun_on: date
    changed_on: date
    progress: Progress
    shares: tuple[ShareTerms, ...] = ()

    def of(self, domain: Domain) -> tuple[Answered, ...]:
        """What was said of the competencies of a domain."""
        return tuple(one for one in self.answers if one.competency.domain == domain.key)


@dataclass(frozen=True, kw_only=True)
class ScreenPage:
    """One domain of an assessment, to be answered: its place from 1, and what was said before.

    `earlier` are sentences, by key of a competency, of what the person said against a framework before this one.
    """

    number: int
    place: int
    of: int
    framework: HeldFramework
    domain: Domain
    answers: tuple[Answered, ...]
    version: int
    earlier: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SharedLine:
    """An assessment that somebody shows the viewer, in a list."""

    number: int
    person: str
    framework: str
    until: date
