"""The quarterly return on board vacancies and what filling executive posts cost, filled in from what is held.

In the shape of the collection DAPB4009. Its list of items was not seen by the makers: nothing here bears its names.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.vacancies import Costs

STANDARD = "DAPB4009 Amd 34/2020, Board Vacancies and Commercial Spend"
SOURCE = "https://standards.nhs.uk/published-standards/board-vacancies-and-commercial-spend"
MOST_QUARTERS = 12


class BoardKind(StrEnum):
    """What sort of seat on a board a post is."""

    EXECUTIVE = "executive"
    NON_EXECUTIVE = "non_executive"
    CHAIR = "chair"


@dataclass(frozen=True)
class Quarter:
    """A quarter of the financial year, from its first to its last day; `number` from 1, April to June."""

    starts: date
    ends: date
    number: int
    year: str


@dataclass(frozen=True, kw_only=True)
class SeatFact:
    """A post of a board on the last day of a quarter, as it is held.

    `vacant` where nobody held it substantively and something is entered; `not_known` where nothing is. `since` is the
    day from which it stood empty, where that is entered; `vacancy` the number of one that was open.
    """

    post: int
    title: str
    organisation: str
    kind: BoardKind | None
    vacant: bool
    not_known: bool
    stood_in: bool
    since: date | None
    vacancy: int | None


@dataclass(frozen=True, kw_only=True)
class SeatCounts:
    """Posts of one kind on the last day, in posts. `stood_in`: of the vacant ones, those in which somebody stood in."""

    kind: BoardKind
    posts: int
    vacant: int
    stood_in: int
    not_known: int


@dataclass(frozen=True, kw_only=True)
class Spend:
    """What filling executive posts cost in the quarter, in whole pounds, by what was entered in it.

    A part is none where no vacancy says it. `not_said` is how many vacancies of executive posts that were open in the
    quarter say no cost at all.
    """

    advertising: int | None
    search_firm: int | None
    interim_cover: int | None
    other: int | None
    vacancies: int
    not_said: int

    @property
    def whole(self) -> int | None:
        """All of it that was entered; none where no part is said."""
        said = [one for one in (self.advertising, self.search_firm, self.interim_cover, self.other) if one is not None]
        return sum(said) if said else None


@dataclass(frozen=True, kw_only=True)
class VacancySpend:
    """Of one vacancy: what came to its costs in the quarter, below nought where it was corrected downwards.

    `said` is all that was said of them by its end. `was_open`: on any day of the quarter.
    """

    spent: Costs
    said: Costs
    was_open: bool


@dataclass(frozen=True, kw_only=True)
class BoardReturn:
    """The return of one organisation. `spend` is none for whoever does not lead it.

    `others` are board posts that are none of the three kinds; `unconfirmed` says in words what could not be confirmed.
    """

    organisation_code: str
    organisation: str
    seats: tuple[SeatCounts, ...]
    spend: Spend | None
    others: int
    vacant: tuple[SeatFact, ...]
    unconfirmed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReturnsPage:
    """The returns of a quarter that the viewer sees, by name of the organisation.

    `as_shown`: as this site knew it at the end of the last day. `over`: the quarter has ended; else all is as at `day`.
    """

    quarter: Quarter
    day: date
    over: bool
    as_shown: bool
    organisation: str
    returns: tuple[BoardReturn, ...]
    totals: tuple[SeatCounts, ...]
