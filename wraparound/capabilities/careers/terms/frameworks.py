"""Competency frameworks as data: what they are made of, where they come from, and what is wrong with a file of one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, NotInEvidence

LONGEST_NAME = 120
LONGEST_KEY = 80
LONGEST_TITLE = 500
LONGEST_WORDS = 3_000
LONGEST_RUNG = 80
MOST_DOMAINS = 30
MOST_COMPETENCIES = 200
MOST_STATEMENTS = 3_000
MOST_RUNGS = 12
OWN = "own-"


def own_key(number: int) -> str:
    """The key of an imported framework.

    >>> own_key(12)
    'own-12'
    """
    return f"{OWN}{number}"


class CannotKeepCareer(CannotAnswer):
    """Something about a framework, a profile or an assessment cannot be kept; the message says what to do."""


class NoSuchCareer(NotInEvidence):
    """No such framework, profile, assessment or share, or not one that the viewer may see: one sentence for all."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nothing under this address that you may see. Begin at Careers.")


class FrameworkFormat(StrEnum):
    """In what a framework comes in and leaves. CASE: the 1EdTech format, version 1.0, as JSON."""

    EXCEL = "xlsx"
    CSV = "csv"
    CASE = "json"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A stage of a framework, or a point of its scale; its name is unique among those beside it."""

    name: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Domain:
    """What several competencies are about. `identifier` is that of a CASE file, empty where it came from none."""

    key: str
    title: str
    words: str = ""
    identifier: str = ""


@dataclass(frozen=True, kw_only=True)
class Competency:
    """One thing that a role can ask; `domain` is the key of what it belongs to."""

    key: str
    domain: str
    title: str
    words: str = ""
    identifier: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """How a competency shows, at one stage (by name) or, where that is empty, at all."""

    competency: str
    words: str
    stage: str = ""
    identifier: str = ""


@dataclass(frozen=True, kw_only=True)
class Framework:
    """One version of a framework. It is in force from `starts` to `ends`, both days included; none is not known.

    What a person says of each competency is one of `rungs`: “not yet” or its stages, from the first to the furthest;
    where it has none, the points of its scale; where it has neither, our own standard scale.
    """

    name: str
    version: str
    publisher: str = ""
    starts: date | None = None
    ends: date | None = None
    words: str = ""
    source: str = ""
    link: str = ""
    licence: str = ""
    identifier: str = ""
    stages: tuple[Rung, ...] = ()
    scale: tuple[Rung, ...] = ()
    domains: tuple[Domain, ...] = ()
    competencies: tuple[Competency, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """What a person can say of a competency, the least first."""
        before = () if any(one.name == NOT_YET.name for one in self.stages) else (NOT_YET,)
        return (*before, *self.stages) if self.stages else self.scale or STANDARD_SCALE

    @property
    def title(self) -> str:
        """Its name and version."""
        return f"{self.name}, {self.version}" if self.version else self.name

    def of(self, domain: Domain) -> tuple[Competency, ...]:
        """The competencies of one of its domains."""
        return tuple(one for one in self.competencies if one.domain == domain.key)

    def shown_by(self, competency: Competency, stage: str = "") -> tuple[Statement, ...]:
        """How a competency shows at a stage, or at all."""
        return tuple(one for one in self.statements if (one.competency, one.stage) == (competency.key, stage))


NOT_YET = Rung(name="Not yet")
"""What somebody says who is at no stage of a competency."""
STANDARD_SCALE = (
    NOT_YET,
    Rung(name="Sometimes"),
    Rung(name="Most of the time"),
    Rung(name="Almost always"),
)
"""Ours, for frameworks that bring neither stages nor a scale."""


@dataclass(frozen=True, kw_only=True)
class FrameworkHead:
    """What a table of competencies alone does not say of its framework, as it was typed beside the file."""

    name: str = ""
    version: str = ""
    publisher: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, kw_only=True)
class RowTrouble:
    """What is wrong in one row of a file (or one part of a CASE file), and what to do. Row 0 is the file as a whole."""

    row: int
    words: str


@dataclass(frozen=True, kw_only=True)
class FrameworkRead:
    """A file, read: the framework where nothing is wrong with it, else what is; and what of the file is not kept."""

    framework: Framework | None
    troubles: tuple[RowTrouble, ...] = ()
    not_kept: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HeldFramework:
    """A framework as this site holds it.

    `key` is the word of one that ships with the site, or `own-12` for one that was imported; `number` is that of the
    import, none for what ships. `owner` is whose it is, in words; `replaced` says by which, where its owner says so.
    """

    key: str
    framework: Framework
    number: int | None = None
    owner: str = ""
    made_up: bool = False
    may_change: bool = False
    replaced: "tuple[FrameworkMapping, ...]" = ()

    def in_force(self, on: date) -> bool:
        """Whether it is in force on the day, as far as its days are known."""
        one = self.framework
        return (one.starts is None or one.starts <= on) and (one.ends is None or on <= one.ends)


@dataclass(frozen=True, kw_only=True)
class FrameworkMapping:
    """What of one framework carries over to another, competency to competency, as its owner put it by hand.

    `pairs` are keys of competencies, of the one before and of the one after; one before may have several after.
    `replaces_on` is the day from which the one after stands for the one before; none where both go on side by side.
    """

    number: int
    before: str
    after: str
    owner: str
    pairs: tuple[tuple[str, str], ...]
    replaces_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CarriedOver:
    """A competency of the framework before, and those that stand for it in the one after; none where nothing does."""

    before: Competency
    after: tuple[Competency, ...]


@dataclass(frozen=True, kw_only=True)
class MappingPage:
    """Two frameworks beside each other, and what of the first carries over to the second, and what is new there."""

    before: HeldFramework
    after: HeldFramework
    mapping: FrameworkMapping | None
    carried: tuple[CarriedOver, ...]
    new: tuple[Competency, ...]
    version: int = 0
    may_change: bool = False


@dataclass(frozen=True, kw_only=True)
class KeeperPlace:
    """An organisation or a region for which the viewer keeps what roles ask: its word in forms, and its name."""

    key: str
    name: str
