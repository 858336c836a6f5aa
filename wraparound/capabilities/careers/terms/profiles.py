"""What a role asks: competencies and how far, experience that counts, and whose words these are."""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.capabilities.careers.terms.frameworks import (
    CannotKeepCareer,
    Competency,
    Framework,
    HeldFramework,
    KeeperPlace,
)
from wraparound.capabilities.pipelines.terms.posts import PostRole

LONGEST_EXPERIENCE = 300
MOST_EXPERIENCE = 20
ANY_KIND = ""
"""Of a regional default for organisations of every kind."""


class RoleLevel(StrEnum):
    """Where a role stands. The first two are the levels of posts; below them people lead services, wards and teams."""

    BOARD = "board"
    DEPUTY = "deputy"
    SENIOR = "senior"
    MIDDLE = "middle"
    FIRST_LINE = "first_line"


OF_POSTS = (RoleLevel.BOARD, RoleLevel.DEPUTY)
SEATS = (PostRole.CHAIR, PostRole.CHIEF_EXECUTIVE, PostRole.NON_EXECUTIVE)


class NoSuchRole(CannotKeepCareer):
    """No role stands there; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A competency that a role asks for: its key, at least how far (the name of a rung), and whether it has to be."""

    competency: str
    rung: str
    essential: bool = False


@dataclass(frozen=True, kw_only=True)
class Experience:
    """Experience that counts for a role, in words, and whether it has to be there."""

    words: str
    essential: bool = False


@dataclass(frozen=True, kw_only=True)
class RoleSought:
    """Which role is meant: what it answers for, where it stands, and in a kind of organisation (or any).

    Raises:
        NoSuchRole: a seat that has no tiers of its own (chair, chief executive, non-executive) below its deputy.
    """

    role: PostRole
    level: RoleLevel
    kind: str = ANY_KIND

    def __post_init__(self) -> None:
        """Seats of a board lead no ward."""
        if self.role in SEATS and self.level not in OF_POSTS:
            raise NoSuchRole("Chairs, chief executives and non-executives have nobody below a deputy. Choose another.")


@dataclass(frozen=True, kw_only=True)
class NewProfile:
    """A profile as it is written: for which place, for which role, against which framework (its key)."""

    place: str
    sought: RoleSought
    framework: str
    asks: tuple[Ask, ...] = ()
    experience: tuple[Experience, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProfileLine:
    """A profile in a list. `organisation` is a code, empty for a regional default; `region` that of the region."""

    number: int
    sought: RoleSought
    owner: str
    organisation: str
    region: str
    made_up: bool

    @property
    def is_default(self) -> bool:
        """Whether a region wrote it for those of its organisations that wrote none."""
        return not self.organisation


@dataclass(frozen=True, kw_only=True)
class ProfileAsked:
    """A profile in a list, with the experience that it asks for; `title` is its role in words."""

    line: ProfileLine
    title: str
    experience: tuple[Experience, ...]


@dataclass(frozen=True, kw_only=True)
class RoleChoices:
    """The roles at one organisation of the viewer's, each with the profile that counts there."""

    code: str
    name: str
    roles: tuple[ProfileLine, ...]


@dataclass(frozen=True, kw_only=True)
class AskLine:
    """An ask with its competency in full."""

    competency: Competency
    ask: Ask


@dataclass(frozen=True, kw_only=True)
class ProfilePage:
    """What a role asks, in full."""

    line: ProfileLine
    framework: HeldFramework
    asks: tuple[Ask, ...]
    experience: tuple[Experience, ...]
    version: int
    may_change: bool

    @property
    def lines(self) -> tuple[AskLine, ...]:
        """Each ask with its competency, in the order of the framework."""
        asked = {one.competency: one for one in self.asks}
        every = self.framework.framework.competencies
        return tuple(AskLine(competency=one, ask=asked[one.key]) for one in every if one.key in asked)


@dataclass(frozen=True, kw_only=True)
class ProfileWriting:
    """What is there when somebody writes a profile: for whom, for which role, against which framework."""

    place: KeeperPlace
    sought: RoleSought
    key: str
    framework: Framework
