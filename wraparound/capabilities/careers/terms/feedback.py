"""What others say of somebody: whom they ask, in which roles, and what may be told of the replies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.assessments import Answers
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, Competency, HeldFramework
from wraparound.methods.disclosure import Shown

FEWEST = 3
"""Replies on which everything told rests, and by how many people two rounds differ where they differ at all."""
MOST_ASKED = 40
LONGEST_COMMENT = 1_000
SHORTEST_ROUND, LONGEST_ROUND = 7, 60
"""Days for which a round is open."""
PAUSE = 366
"""Days without another round, once one that was told of was deleted."""
BETWEEN = "+"
"""Stands between roles that were put together."""


class FeedbackRole(StrEnum):
    """What somebody is to the person who asks them. A manager's reply is not anonymous."""

    MANAGER = "manager"
    PEER = "peer"
    REPORT = "report"
    PARTNER = "partner"
    OTHER = "other"


class RoundState(StrEnum):
    """Where a round stands: people answer; its last day is over; what may be told of it is written."""

    OPEN = "open"
    OVER = "over"
    TOLD = "told"


class TellsWho(CannotKeepCareer):
    """What somebody wrote may tell who they are, and they have not yet said that it is to be sent as it is."""


@dataclass(frozen=True, kw_only=True)
class NewRound:
    """A round as it is opened: by role the full names or addresses of those asked, and the last day."""

    asked: Mapping[FeedbackRole, tuple[str, ...]]
    closes_on: date


@dataclass(frozen=True, kw_only=True)
class GivenFeedback:
    """A reply as it is sent. `sure`: they have read what of their words may tell who they are."""

    answers: Answers
    words: str = ""
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class Replies:
    """The replies to one competency in one group, before anything is told: who was asked, and counts by rung.

    `name` is the roles of the group, put together with BETWEEN; no chance to see it counts as no reply.
    """

    name: str
    people: frozenset[int]
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ToldReplies:
    """What is told of one group: for each class of answers, rungs by name that stand together, how many gave one."""

    roles: tuple[FeedbackRole, ...]
    classes: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def replies(self) -> int:
        """How many replies it rests on."""
        return sum(many for _, many in self.classes)


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """A competency with what is told of it, group by group, and what the manager said: a rung, or none."""

    competency: Competency
    groups: tuple[ToldReplies, ...]
    manager: str = ""
    manager_no_chance: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptRound:
    """What is kept of a closed round, for good.

    `told`: by key of a competency the sets that are told, each a Shown of one group; `manager`: by key the name of a
    rung, none for no chance; nothing at all where the manager did not reply. `comments` stand in an order of chance.
    """

    told: Mapping[str, tuple[Shown, ...]]
    comments: tuple[str, ...] = ()
    manager: Answers | None = None
    manager_words: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round of the viewer's own, in a list."""

    number: int
    framework: str
    opened_on: date
    closes_on: date
    state: RoundState
    asked: int


@dataclass(frozen=True, kw_only=True)
class AskedPerson:
    """Somebody who is asked, by name, and what they are to whoever asks."""

    name: str
    role: FeedbackRole


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """A round, for whoever opened it: whom they asked and, once it is closed, what may be told. Never who replied."""

    line: RoundLine
    framework: HeldFramework
    asked: tuple[AskedPerson, ...]
    lines: tuple[ToldLine, ...] = ()
    comments: tuple[str, ...] = ()
    manager_replied: bool = False
    manager_words: str = ""

    @property
    def has_manager(self) -> bool:
        """Whether a manager is asked."""
        return any(one.role is FeedbackRole.MANAGER for one in self.asked)


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """A round that asks the viewer, in a list."""

    number: int
    person: str
    closes_on: date


@dataclass(frozen=True, kw_only=True)
class ReplyPage:
    """A round, for somebody who is asked: who asks, as what they are asked, and who could know what they wrote."""

    number: int
    person: str
    role: FeedbackRole
    framework: HeldFramework
    closes_on: date
    names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_named(self) -> bool:
        """Whether the reply is told as theirs."""
        return self.role is FeedbackRole.MANAGER


@dataclass(frozen=True)
class Telling:
    """Something in a comment that may tell who wrote it: the words themselves, and why."""

    words: str
    why: str
