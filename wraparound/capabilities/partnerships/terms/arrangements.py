"""How organisations are led together: a shared chair or chief executive, a group, a contract, an acquisition."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, NotInEvidence

LONGEST_WORDS = 600
MOST_OTHERS = 8
FIRST_DAY = date(1948, 7, 5)
FAR_AHEAD = 3 * 366
"""Days ahead at which an arrangement can begin at most."""


class ArrangementSort(StrEnum):
    """What is shared, or who leads whom."""

    SHARED_CHAIR = "shared_chair"
    SHARED_CHIEF = "shared_chief"
    GROUP = "group"
    MANAGED_CONTRACT = "managed_contract"
    ACQUISITION = "acquisition"


class ArrangementState(StrEnum):
    """Where it stands. SAID: by one, and not yet agreed by every other; TAKEN_BACK before it was, or as a mistake."""

    SAID = "said"
    AGREED = "agreed"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"


class NoSuchArrangement(NotInEvidence):
    """No such arrangement, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such arrangement, or it is not yours to see. Begin at “Partnerships”.")


class CannotArrange(CannotAnswer):
    """It cannot be recorded, agreed or ended like this; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class NewArrangement:
    """An arrangement as it is typed: codes of the organisation that leads and of the others, and from when.

    `accountable` says in words who answers for what from that day; `why` what led to it. `until` is its last day, none
    where none is agreed.
    """

    sort: ArrangementSort
    leads: str
    others: tuple[str, ...]
    starts: date
    until: date | None
    accountable: str
    why: str


@dataclass(frozen=True)
class PartTerms:
    """An organisation in it: whether it leads, and who agreed for its board on which day; empty while nobody has."""

    code: str
    name: str
    made_up: bool
    leads: bool
    agreed_on: date | None
    agreed_by: str


@dataclass(frozen=True, kw_only=True)
class ArrangementTerms:
    """An arrangement as its organisations and their region read it.

    `ended_on` is its last day once it is ended. `may_agree` names the organisations for which the viewer can agree;
    `may_end` and `may_take_back` whether they can do that for one of them.
    """

    number: int
    sort: ArrangementSort
    state: ArrangementState
    parts: tuple[PartTerms, ...]
    starts: date
    until: date | None
    ended_on: date | None
    accountable: str
    why: str
    ended_because: str
    said_on: date
    said_by: str
    version: int
    may_agree: tuple[str, ...] = ()
    may_end: bool = False
    may_take_back: bool = False

    @property
    def leads(self) -> PartTerms:
        """The organisation that leads."""
        return next(one for one in self.parts if one.leads)

    @property
    def others(self) -> tuple[PartTerms, ...]:
        """The others, by name."""
        return tuple(one for one in self.parts if not one.leads)

    @property
    def waits_for(self) -> tuple[PartTerms, ...]:
        """Those whose boards have not agreed."""
        return tuple(one for one in self.parts if one.agreed_on is None)
