"""Examples that show a competency, in somebody's own words, and who vouches for them until when. Nothing is a score."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.frameworks import Competency

LONGEST_EXAMPLE = 600
LONGEST_LINK = 300
LONGEST_DOCUMENT = 150
LONGEST_VOUCH = 3 * 366
"""Days for which somebody can be asked to vouch."""


class VouchState(StrEnum):
    """Where it stands that somebody was asked to vouch. EXPIRED: they did, and the day is over."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class NewExample:
    """An example as it is written: for which competency (key) of which framework (key). Link and document are optional.

    `document` is the title of one that the person keeps themselves: nothing is uploaded.
    """

    framework: str
    competency: str
    words: str
    link: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class VouchTerms:
    """That somebody was asked to vouch: whose name, where it stands, on which day they answered, and until when."""

    number: int
    voucher: str
    state: VouchState
    answered_on: date | None
    until: date


@dataclass(frozen=True, kw_only=True)
class ExampleLine:
    """An example, beside its competency; vouches that were declined or taken back are not among them."""

    number: int
    competency: str
    words: str
    link: str
    document: str
    written_on: date
    vouches: tuple[VouchTerms, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExamplePage:
    """An example of the viewer's own, with everybody who was asked to vouch for it."""

    line: ExampleLine
    framework: str
    competency: Competency


@dataclass(frozen=True, kw_only=True)
class VouchAsked:
    """Somebody's example for which the viewer is asked to vouch, or does."""

    number: int
    person: str
    competency: Competency
    example: ExampleLine
    state: VouchState
    until: date
