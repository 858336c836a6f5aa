"""Work across organisations: where, what for, how long, with whom, what changed, and who confirms that it was so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.assessments import ShareTerms

LONGEST_NAME, LONGEST_WORDS = 120, 600
EARLIEST = date(1970, 1, 1)


class SystemPlace(StrEnum):
    """With what sort of body somebody worked beyond their own organisation."""

    PARTNERSHIP = "partnership"
    PLACE = "place"
    COLLABORATIVE = "collaborative"
    CARE_BOARD = "care_board"
    LOCAL_AUTHORITY = "local_authority"
    CHARITY = "charity"


class ConfirmState(StrEnum):
    """Where it stands that somebody was asked to confirm. It has no end by itself: work that was done stays done."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True)
class NewSystemWork:
    """A piece of such work as it is written. `ended_on` is none while it goes on."""

    place: SystemPlace
    name: str
    purpose: str
    partners: str
    changed: str
    began_on: date
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConfirmTerms:
    """That somebody was asked to confirm: whose name, where it stands, and on which day they answered."""

    number: int
    name: str
    state: ConfirmState
    answered_on: date | None


@dataclass(frozen=True, kw_only=True)
class SystemWorkLine:
    """A piece of such work as it is read, with those who were asked to confirm it."""

    number: int
    place: SystemPlace
    name: str
    purpose: str
    partners: str
    changed: str
    began_on: date
    ended_on: date | None
    written_on: date
    confirmed: tuple[ConfirmTerms, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SystemWorkPage:
    """All such work of somebody, the latest first; to whom it is shown, for them alone."""

    person: str
    lines: tuple[SystemWorkLine, ...]
    shares: tuple[ShareTerms, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConfirmAsked:
    """Somebody's work that the viewer is asked to confirm, or confirms."""

    number: int
    person: str
    line: SystemWorkLine
    state: ConfirmState


@dataclass(frozen=True, kw_only=True)
class SharedWork:
    """That somebody shows the viewer such work, in a list."""

    number: int
    person: str
    until: date
