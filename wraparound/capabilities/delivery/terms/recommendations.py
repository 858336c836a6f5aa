"""Recommendations, the programmes that hold them, and how an organisation answers one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from wraparound.published.terms import CannotAnswer, NotInEvidence

LONGEST_KEY = 40
LONGEST_TITLE = 160
LONGEST_WORDS = 2_000
LONGEST_LINK = 300

RecommendationKey = NewType("RecommendationKey", str)
"""One recommendation, wherever it comes from: the key of a row that ships with the site, or `own-` and a number."""

NO_RECOMMENDATION = RecommendationKey("")
EQUALITY_PLAN = "Equality, diversity and inclusion improvement plan, 2023"
"""The programme that holds the six high-impact actions; it ships with the site."""
BOARD_OBJECTIVES = RecommendationKey("edi-2023-1")
"""The action of it beneath which milestones are objectives of board members, each owned by one of them."""
OWN = "own-"


def own_key(number: int) -> RecommendationKey:
    """The key of a recommendation that is a record here.

    >>> own_key(12)
    'own-12'
    """
    return RecommendationKey(f"{OWN}{number}")


def number_in(key: str) -> int | None:
    """The number of the record behind a key; none where the key is of a row that ships with the site.

    >>> number_in("own-12"), number_in("review-2022-1"), number_in("own-x")
    (12, None, None)
    """
    number = key.removeprefix(OWN)
    return int(number) if key.startswith(OWN) and number.isdigit() and len(number) < 15 else None


class CannotPlan(CannotAnswer):
    """A plan cannot be changed like this; the message says why and what can be done."""


class NotInPlan(NotInEvidence):
    """There is nothing of the kind, or it is not the viewer's to see: one sentence for both."""

    def __init__(self) -> None:
        super().__init__("There is no such part of a plan, or it is not yours to see. Your plan lists what there is.")


class Choice(StrEnum):
    """How an organisation answers a recommendation. All three are answers; none is better than another."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    DECLINE = "decline"


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One recommendation.

    `programme` is what it belongs to, in words; `number` its place there. `state` is what is known of it nationally
    and `state_known` when that was looked up, empty of those that organisations add; `confirmed` is False where the
    state could not be confirmed. `of` is the code of the organisation or region that added it, empty for shipped ones.
    `ended`: it is no longer followed, and told only where it was answered or is served.
    """

    key: RecommendationKey
    programme: str
    number: int
    title: str
    words: str
    source: str
    link: str
    state: str = ""
    state_known: date | None = None
    confirmed: bool = True
    state_source: str = ""
    state_link: str = ""
    of: str = ""
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class NewRecommendation:
    """A recommendation as it is typed; `programme` is a name, begun where there is none of it yet."""

    programme: str
    title: str
    words: str = ""
    source: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class NewAnswer:
    """An answer as it is typed: `words` say how it is adapted or why it is declined, and may be empty when adopted."""

    choice: Choice
    words: str = ""
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class AnswerTerms:
    """What an organisation answered, on which day, by whom (empty where the viewer may not know), shared or not."""

    key: RecommendationKey
    choice: Choice
    words: str
    on: date
    by: str
    shared: bool


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A recommendation with the answer to it, none yet, and how many milestones serve it, open and in all."""

    recommendation: Recommendation
    answer: AnswerTerms | None
    open: int = 0
    milestones: int = 0


@dataclass(frozen=True, kw_only=True)
class ProgrammeTerms:
    """A programme that an organisation or a region added, with its recommendations; `ended` once it is not followed."""

    number: int
    name: str
    ended: bool
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True, kw_only=True)
class ProgrammesPage:
    """Whose programmes these are, an organisation's or a region's, and all of them; `regions` are others to choose."""

    code: str
    name: str
    of_region: bool
    programmes: tuple[ProgrammeTerms, ...]
    regions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnRecommendationPage:
    """A recommendation to be changed or ended, with the number of its version and whose it is."""

    number: int
    code: str
    name: str
    of_region: bool
    recommendation: Recommendation
    version: int
