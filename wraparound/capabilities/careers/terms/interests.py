"""Somebody without an account who says that they are interested in a way in, and what becomes of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.ways_in import OpeningLine, Route
from wraparound.published.terms import NotInEvidence

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_BRINGS, LONGEST_ANSWER = 100, 254, 1_000, 600
MOST_FROM_A_PLACE = 10
"""How often one address of the network may register in an hour: a school or a barracks shares one."""
MOST_TO_AN_ADDRESS = 3
"""How many mails one mail address is sent in a day by whoever types it."""
MOST_IN_A_DAY = 500
"""What this site takes in one day in all."""
DAYS_TO_CONFIRM = 14
"""What nobody confirmed by then is removed."""
MONTHS_KEPT = 12


class NoSuchInterest(NotInEvidence):
    """Nothing is known under this link: wrong, withdrawn, or removed at the end of its time. One sentence for all."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__(
            "Nothing is kept here under this link. It may have been taken back, or removed at the end of its time. You "
            "can register again."
        )


class InterestState(StrEnum):
    """How far the region is with it. SENT: nobody has opened it. SEEN: opened. The last two are outcomes."""

    SENT = "sent"
    SEEN = "seen"
    TALKING = "talking"
    OFFERED = "offered"
    NOT_NOW = "not_now"


OUTCOMES = (InterestState.OFFERED, InterestState.NOT_NOW)
ANSWERS = (InterestState.TALKING, *OUTCOMES)


@dataclass(frozen=True, kw_only=True)
class NewInterest:
    """What somebody types: on which route, for which region (its code), on which opening, if on any.

    `agrees`: that it is kept and read as the page says.
    """

    route: str
    name: str
    address: str
    region: str
    brings: str
    agrees: bool
    opening: int | None = None


@dataclass(frozen=True, kw_only=True)
class InterestKept:
    """What came of sending the form: where its link leads, and whether the same was registered before."""

    address: str
    path: str
    again: bool


@dataclass(frozen=True, kw_only=True)
class OpenedBy:
    """That somebody of the region or the organisation opened it, and on which day last."""

    name: str
    on: date


@dataclass(frozen=True, kw_only=True)
class InterestPage:
    """All that is kept of one, for whoever has its link, and without `path` for those who answer it."""

    number: int
    route: Route
    region: str
    opening: OpeningLine | None
    name: str
    address: str
    brings: str
    registered_on: date
    confirmed_on: date | None
    changed_on: date
    state: InterestState
    answer: str
    answered_by: str
    answered_on: date | None
    opened: tuple[OpenedBy, ...]
    version: int
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class InterestLine:
    """One in the list of those who answer: without the name, which stands on its own page, where a look is told."""

    number: int
    route: str
    opening: str
    region: str
    confirmed_on: date
    state: InterestState


@dataclass(frozen=True, kw_only=True)
class InterestAnswer:
    """What the region says: a state that is an answer, and why in words; a reason is a must where it is not now."""

    state: InterestState
    words: str
