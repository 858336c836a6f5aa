"""Exit criteria: by which an organisation leaves the support programme or regime it is in, kept with its compact."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import Party

MOST_CRITERIA = 40
"""Of one compact: beyond it nobody reads them."""


class CriterionState(StrEnum):
    """Where an exit criterion stands. REPORTED: a side says that it is met, and no other has confirmed it yet."""

    OPEN = "open"
    REPORTED = "reported"
    MET = "met"
    NOT_MET = "not_met"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, kw_only=True)
class NewCriterion:
    """An exit criterion as it is typed. `measure` with a `level` in percent, or both empty: then words alone."""

    programme: str
    words: str
    measure: str = ""
    level: float | None = None
    decided_by: str
    expected: date | None = None


@dataclass(frozen=True, kw_only=True)
class KnownCriterion:
    """An exit criterion as a review sees it; `number` leads to its page."""

    number: int
    programme: str
    words: str
    measure: str
    level: float | None
    decided_by: str
    expected: date | None
    state: CriterionState
    settled_on: date | None
    evidence: str


@dataclass(frozen=True, kw_only=True)
class CriterionTerms:
    """One exit criterion as one viewer may see it, with the version that a form about it carries.

    `code` is that of the organisation. `latest` is the newest figure of its measure in percent with its period in
    words. `writes`: the viewer acts for a side
    that records. `history`: what every change did, newest first: its moment, by whom, and a sentence.
    """

    number: int
    compact: int
    organisation: str
    code: str
    leader: str
    programme: str
    words: str
    measure: str
    level: float | None
    decided_by: str
    expected: date | None
    state: CriterionState
    settled_on: date | None
    evidence: str
    reported_by: str
    reported_for: Party | None
    confirmed_by: str
    confirmed_for: Party | None
    latest: tuple[float, str] | None
    writes: bool
    may_change: bool
    may_report: bool
    may_confirm: bool
    version: int
    history: tuple[tuple[datetime, str, str], ...] = ()
