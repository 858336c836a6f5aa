"""What those who keep posts see while they write."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import HolderLine
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole, Span


@dataclass(frozen=True)
class Called:
    """Somebody found by name: key, name, and where they are."""

    key: str
    name: str
    where: str


@dataclass(frozen=True, kw_only=True)
class KeptLine:
    """A post of a board as it is kept, with whoever holds it today or, where nobody does, is to hold it later."""

    number: int
    title: str
    role: PostRole
    level: PostLevel
    holders: tuple[HolderLine, ...]


@dataclass(frozen=True, kw_only=True)
class KeptPost:
    """The post that somebody is about to change: its place, its title, its days."""

    number: int
    title: str
    organisation_code: str
    organisation: str
    starts: date
    ends: date | None
    version: int


@dataclass(frozen=True, kw_only=True)
class KeptHolder:
    """The entry that somebody is about to change, with its post; `shares`: another holds it substantively too."""

    line: HolderLine
    post: KeptPost
    version: int
    shares: bool

    @property
    def name(self) -> str:
        """Whose entry it is."""
        return self.line.known.name if self.line.known else ""


@dataclass(frozen=True)
class AfterIt:
    """How a post stands around a day: vacant in that time, or not; and whether somebody stands in meanwhile."""

    vacant: Span | None
    stand_in: bool
