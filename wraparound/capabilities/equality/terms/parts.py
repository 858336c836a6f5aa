"""Which parts of equality an organisation uses: those that the law asks for, and those that it can switch off."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_REASON = 600


class EqualityPart(StrEnum):
    """A part of equality that an organisation uses or does not. The first three are statutory."""

    DUTY = "duty"
    WRES = "wres"
    WDES = "wdes"
    OWN_ANSWERS = "own_answers"
    MONITORING = "monitoring"
    STAGES = "stages"
    ACTIONS = "actions"
    REQUIREMENTS = "requirements"
    PARITY = "parity"
    PROGRAMMES = "programmes"


STATUTORY = frozenset({EqualityPart.DUTY, EqualityPart.WRES, EqualityPart.WDES})
"""What the law or the standard contract asks for: nobody switches it off here."""


@dataclass(frozen=True, kw_only=True)
class PartDecision:
    """That a part was switched on or off, on a day, by whom, and why; a reason is needed for off alone."""

    is_on: bool
    on: date
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartStanding:
    """A part as an organisation uses it today, with every decision about it, the newest first; none: on from the first.

    `may_switch`: the viewer decides it.
    """

    part: EqualityPart
    is_statutory: bool
    is_on: bool
    decisions: tuple[PartDecision, ...]
    may_switch: bool

    @property
    def last(self) -> PartDecision | None:
        """The decision that holds."""
        return self.decisions[0] if self.decisions else None


@dataclass(frozen=True, kw_only=True)
class PlaceParts:
    """Every part of an organisation, in the order of EqualityPart."""

    code: str
    name: str
    made_up: bool
    parts: tuple[PartStanding, ...]
