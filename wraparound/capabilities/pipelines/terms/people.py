"""What a person says of themselves, and what their organisation lets others see of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole


class Move(StrEnum):
    """A way of taking up other work."""

    POST = "post"
    SECONDMENT = "secondment"
    INTERIM = "interim"
    STRETCH = "stretch"
    SHADOWING = "shadowing"


class Travel(StrEnum):
    """How far somebody would go."""

    NEAR = "near"
    REGION = "region"
    MOVE = "move"


class ReleaseFor(StrEnum):
    """For what a person is released. They are considered for nothing else."""

    POSTS = "posts"
    STRETCH = "stretch"
    TALENT_BOARD = "talent_board"


class ReleaseTo(StrEnum):
    """REGION: those who keep the pipeline of the region. TRUSTS: those who lead its trusts for talent too."""

    REGION = "region"
    TRUSTS = "trusts"


@dataclass(frozen=True, kw_only=True)
class Interests:
    """What somebody would consider, in their own hand: roles with levels, kinds of organisation, places, moves.

    `challenged`: organisations in a regime or in difficulty too. `places` are codes of regions, `travel` is none until
    they choose, `not_before` the first day that would suit, `experience` one line for each thing they want others to
    know. `shown_at_work`: those who lead their organisation for talent may read it.
    """

    roles: tuple[tuple[PostRole, PostLevel], ...] = ()
    kinds: tuple[str, ...] = ()
    challenged: bool = False
    places: tuple[str, ...] = ()
    travel: Travel | None = None
    moves: tuple[Move, ...] = ()
    not_before: date | None = None
    experience: str = ""
    shown_at_work: bool = False


@dataclass(frozen=True, kw_only=True)
class NewRelease:
    """A trust would let the region see somebody: for what, whom it is shown to, and until when."""

    person: str
    purpose: ReleaseFor
    to: ReleaseTo
    ends: date
    because: str


class ReleaseState(StrEnum):
    """How a release stands. Only IN_FORCE shows anybody to anybody; GONE: the person has left the organisation."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    RAN_OUT = "ran_out"
    ENDED = "ended"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class ReleaseDays:
    """The days of a release: its last, that of the person's answer, and that on which it was taken back."""

    ends: date
    agreed_on: date | None = None
    declined_on: date | None = None
    taken_back_on: date | None = None


class Side(StrEnum):
    """The two who can take a release back."""

    PERSON = "person"
    TRUST = "trust"
