"""Chances to develop that organisations offer across the region, who asks for one, and what both employers say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.frameworks import Framework, KeeperPlace

LONGEST_TITLE, LONGEST_WHERE, LONGEST_TEXT, LONGEST_REASON = 100, 100, 1_000, 600
MOST_HALF_DAYS = 10
"""In a week of five days."""
LONGEST_OFFER = 3 * 366
"""Days at most from its first to its last, and until it begins."""
MOST_ON_THE_BOARD = 100
LEAST_TO_TELL = 11
YEARS_ASKED = (1, 2)
"""After how many years somebody is asked what it led to."""


class OfferKind(StrEnum):
    """What sort of chance it is."""

    STRETCH = "stretch"
    SECONDMENT = "secondment"
    SHADOWING = "shadowing"
    PROJECT = "project"
    MENTORING = "mentoring"


class Backfill(StrEnum):
    """Who pays for whoever does the work of somebody who is away: nobody where none is needed."""

    NOT_NEEDED = "not_needed"
    HOST = "host"
    OWN = "own"
    SHARED = "shared"


@dataclass(frozen=True, kw_only=True)
class NewBoardOffer:
    """An offer as it is written. Without `half_days` (a week) or competencies (keys) it does not say.

    `organisation` is the code of the host; `backfill_half_days` are those a week for which somebody must stand in.
    """

    organisation: str
    kind: OfferKind
    title: str
    where: str
    does: str
    host_gets: str
    starts: date
    ends: date
    closes_on: date
    framework: str
    competencies: tuple[str, ...]
    half_days: int | None
    backfill: Backfill
    backfill_half_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class OfferWriting:
    """What is there while an offer is written: whose it is, and the framework of which it can build something."""

    place: KeeperPlace
    key: str
    framework: Framework


@dataclass(frozen=True, kw_only=True)
class OfferLine:
    """An offer in a list; `keys` and `titles` are what it can build, of a framework (its key).

    `at_home`: it is of an organisation where the viewer works, where that was asked; nobody asks for these here.
    """

    number: int
    kind: OfferKind
    title: str
    where: str
    host: str
    region: str
    region_name: str
    starts: date
    ends: date
    closes_on: date
    half_days: int | None
    framework: str
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    taken_down: bool = False
    at_home: bool = False


@dataclass(frozen=True, kw_only=True)
class OfferPage:
    """An offer in full. `employers`: code and name of where the viewer works, apart from the host.

    `asked` is the number of the viewer's own request for it, if there is one that they have not taken back.
    """

    line: OfferLine
    does: str
    host_gets: str
    backfill: Backfill
    backfill_half_days: int | None
    is_open: bool
    at_home: bool
    employers: tuple[tuple[str, str], ...]
    asked: int | None


@dataclass(frozen=True, kw_only=True)
class StatedNeeds:
    """What somebody looks for; each part may be left open. `counted`: that their region may count it."""

    kind: OfferKind | None = None
    region: str = ""
    framework: str = ""
    competency: str = ""
    most_half_days: int | None = None
    counted: bool = False


class NeedPart(StrEnum):
    """A part of what somebody looks for."""

    KIND = "kind"
    REGION = "region"
    COMPETENCY = "competency"
    DAYS = "days"


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """An offer on the board: which stated needs it meets, and of which it does not say."""

    offer: OfferLine
    met: tuple[NeedPart, ...] = ()
    not_known: tuple[NeedPart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """The open offers that do not miss a stated need, in one order for everybody, and how many do miss one.

    `lines` are the first MOST_ON_THE_BOARD of them, `more` is how many follow.

    `competencies` can be looked for: the word of each in forms and its title; `wanted` is the word of the one that is.
    `regions` by code and name.
    """

    lines: tuple[BoardLine, ...]
    others: int
    needs: StatedNeeds
    more: int
    competencies: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    wanted: str = ""


class EmployerAnswer(StrEnum):
    """What an employer says to a request."""

    WAITS = "waits"
    YES = "yes"
    NO = "no"


class Side(StrEnum):
    """Which of the two employers: the person's own, or the host."""

    OWN = "own"
    HOST = "host"


class RequestState(StrEnum):
    """Where a request stands. LAPSED: the offer was over before both had answered."""

    WAITS = "waits"
    DECLINED = "declined"
    AGREED = "agreed"
    UNDER_WAY = "under_way"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


@dataclass(frozen=True, kw_only=True)
class EmployerTerms:
    """What one employer said, why where not, who said it and on which day.

    `nobody`: nobody there can answer yet. `left`: whoever asked does not work there any more, so that nobody may.
    """

    name: str
    answer: EmployerAnswer
    because: str = ""
    by: str = ""
    on: date | None = None
    nobody: bool = False
    left: bool = False


class LedTo(StrEnum):
    """What somebody says that it led to, for them."""

    SENIOR = "senior"
    WIDER = "wider"
    OTHER = "other"
    SAME = "same"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class LedToTerms:
    """What somebody said, so many years on, and whether it may be counted with that of others."""

    years: int
    led_to: LedTo
    counted: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class RequestTerms:
    """That somebody would like what is offered, and where that stands.

    `due` is after how many years they are asked today what it led to; none where they are not.
    """

    number: int
    offer: OfferLine
    person: str
    words: str
    asked_on: date
    own: EmployerTerms
    host: EmployerTerms
    state: RequestState
    ended_on: date | None
    ended_because: str
    ended_by: str
    led_to: tuple[LedToTerms, ...] = ()
    due: int | None = None


@dataclass(frozen=True, kw_only=True)
class RequestHere:
    """A request as an employer reads it, and on which side they stand; `may_answer` where they have not yet."""

    request: RequestTerms
    side: Side
    may_answer: bool


@dataclass(frozen=True, kw_only=True)
class BoardTold:
    """What is told to a region of its board, with the day of each count; empty where nothing can be told.

    `without`: by kind, how many offers closed, and how many of them nobody asked for. `needs`: by what people look for,
    how many of those who agreed to be counted look for it while nothing open in the region has it. `led_to`: by years,
    how many said what.
    """

    region: str
    without: Mapping[OfferKind, tuple[int, int, date]]
    needs: Mapping[str, int]
    needs_on: date | None
    led_to: Mapping[int, tuple[Mapping[LedTo, int], date]]
