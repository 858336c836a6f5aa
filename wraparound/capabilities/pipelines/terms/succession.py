"""Who could follow whom, and who could lead where: in dated bands that are agreed, never a score."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole

LONGEST_REVIEW = 12
"""Months after it was agreed by which a readiness is reviewed at the latest."""


class Band(StrEnum):
    """When somebody could take up a role. READY_NOW: a move within 6 to 12 months of the day it was agreed."""

    READY_NOW = "ready_now"
    ONE_TO_TWO = "one_to_two"
    THREE_TO_FIVE = "three_to_five"


class Use(StrEnum):
    """What somebody is named for. COVER: to stand in if the post were empty tomorrow."""

    SUCCESSOR = "successor"
    COVER = "cover"


class Sort(StrEnum):
    """NAMED: a person of this site. EXTERNAL: somebody outside it, described. UNKNOWN: to be found."""

    NAMED = "named"
    EXTERNAL = "external"
    UNKNOWN = "unknown"


class State(StrEnum):
    """PROPOSED by somebody; CONFIRMED by those who lead the organisation of the post. Only these are counted."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, kw_only=True)
class NewReadiness:
    """What was agreed about somebody, for a role at a level in organisations of a kind.

    `agreed_by` are the names of those who agreed, `evidence` what it rests on, `review_by` the day it is looked at
    again; the person reads all of it.
    """

    person: str
    role: PostRole
    level: PostLevel
    kind: str
    band: Band
    agreed_on: date
    agreed_by: str
    evidence: str
    review_by: date


@dataclass(frozen=True, kw_only=True)
class NewSuccessor:
    """Whom a plan names: `person` (key) where NAMED, else `label` says whom or what is meant and `band` when."""

    use: Use
    sort: Sort
    person: str = ""
    label: str = ""
    band: Band | None = None
    because: str = ""
