"""The words of records: who changed what and why, who looked, what is kept how long, and what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

BETWEEN_TWO = frozenset({"check-ins", "name for check-ins", "pair", "name for a pair"})
"""What a look at something between two people says it showed, alone: it is told to whom it showed, and nobody else."""


class Someone(Protocol):
    """Whoever looks or acts, as this floor knows them: a name, and an opaque reference where they are a person here."""

    @property
    def name(self) -> str:
        """What to call them where there is no reference."""
        ...

    @property
    def person(self) -> int | None:
        """The opaque reference; none for the public and for whoever runs the machine."""
        ...


class Face(StrEnum):
    """Through what something was seen."""

    PAGE = "page"
    EXPORT = "export"
    API = "api"
    COMMAND = "command"
    LIBRARY = "library"


class Did(StrEnum):
    """What a change did to one record."""

    ENTERED = "entered"
    CHANGED = "changed"
    REMOVED = "removed"


class Basis(StrEnum):
    """Why something was removed for good."""

    ERASURE = "erasure"
    RETENTION = "retention"
    UNDO = "undo"


class ContestState(StrEnum):
    """Where a contest stands."""

    OPEN = "open"
    UPHELD = "upheld"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class DeliveryState(StrEnum):
    """Where the delivery of one event to one listener stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True)
class RetentionClass:
    """How long one sort of record is kept, from when, on what ground, and what becomes of it.

    Attributes:
        name: the word by which records say that they belong to it.
        words: what sort of record it is, as people say it.
        months: whole months after `counted_from` at which it falls due; none where it is kept while the account lasts.
        counted_from: the event from which the months count, in words.
        ground: why it is held at all (United Kingdom data protection law, in our words).
        erasable: whether its person may have it erased at once; where not, `why_kept` says why.
        why_kept: the reason shown to the person where it is not erased with the rest.
    """

    name: str
    words: str
    months: int | None = None
    counted_from: str = ""
    ground: str
    erasable: bool
    why_kept: str = ""


@dataclass(frozen=True)
class ChangeTerms:
    """A change: its number, when, by whom (an opaque reference, or a name where there is none) and why."""

    number: int
    at: datetime
    by: int | None
    by_name: str
    why: str


@dataclass(frozen=True)
class Touched:
    """A change with what it touched: how many records of which sort, and whom they are about, a few at most."""

    change: ChangeTerms
    records: tuple[tuple[str, int], ...]
    about: tuple[int, ...]


@dataclass(frozen=True)
class Difference:
    """A field before and after a change, as text; empty where it had no value.

    `many`: it holds several things, such as the steps of a plan.
    """

    field: str
    before: str
    after: str
    many: bool = False


@dataclass(frozen=True)
class VersionTerms:
    """What one change did to one record: `version` is the number that an editor's form carries."""

    version: int
    record: int
    sort: str
    did: Did
    change: ChangeTerms
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class LookTerms:
    """A look: when, by whom, through what, why they were let, which fields, and how many people it showed."""

    number: int
    at: datetime
    by: int | None
    by_name: str
    face: Face
    place: str
    why: str
    fields: tuple[str, ...]
    many: int
    about: int | None = None


@dataclass(frozen=True)
class LookPage:
    """One page of looks, newest first, of `matching` in all."""

    looks: tuple[LookTerms, ...]
    matching: int
    page: int
    pages: int


@dataclass(frozen=True)
class ControllerTerms:
    """A legal entity that is answerable for records, how many it holds of each sort, and what it passed into."""

    code: str
    name: str
    records: tuple[tuple[str, int], ...]
    ended_at: datetime | None
    successor: str


@dataclass(frozen=True)
class TransferTerms:
    """A transfer of control: from whom, to whom, when, why, by which change, and how many records of each sort."""

    number: int
    before: str
    after: str
    at: datetime
    by: int | None
    by_name: str
    why: str
    records: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class StandingContest:
    """What its person says is wrong with an entry, as it stands beside it: the number of the contest, on which day."""

    number: int
    on: date
    words: str
    state: ContestState
    answer: str

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is ContestState.OPEN


@dataclass(frozen=True)
class ContestTerms:
    """What somebody says is wrong with an entry about them, and what became of it."""

    number: int
    about: int
    sort: str
    record: int
    entry: str
    words: str
    at: datetime
    state: ContestState
    answer: str
    answered_by: int | None
    told_at: datetime | None
    read_at: datetime | None
    controller: str


@dataclass(frozen=True)
class ConversationTerms:
    """A conversation about somebody: when, what for, who took part, and the outcome that the person is told."""

    number: int
    about: int
    held_on: str
    purpose: str
    present: str
    opened_by: int | None
    opened_by_name: str
    opened_at: datetime
    outcome: str
    told_at: datetime | None
    read_at: datetime | None
    controller: str


@dataclass(frozen=True)
class HoldTerms:
    """A legal hold: nothing about this person is removed while it lasts."""

    number: int
    about: int
    why: str
    at: datetime
    released_at: datetime | None
    controller: str


@dataclass(frozen=True)
class RemovalTerms:
    """A dated mark that something was removed: what sort of record, when, on which basis, why. Never what it said."""

    number: int
    sort: str
    record: int
    about: int | None
    at: datetime
    basis: Basis
    why: str


@dataclass(frozen=True)
class RetentionLine:
    """One retention class in a run of the job: records due, removed, and left because of a hold."""

    name: str
    words: str
    due: int
    removed: int
    held: int


@dataclass(frozen=True)
class RetentionReport:
    """What the retention job did, or with `acted` false would do, on a day."""

    at: datetime
    acted: bool
    lines: tuple[RetentionLine, ...]

    @property
    def removed(self) -> int:
        """Records removed over all classes."""
        return sum(line.removed for line in self.lines)


@dataclass(frozen=True)
class Hearing:
    """That a capability listens for an event.

    Attributes:
        event: its name, the capability that sends it before the dot.
        task: the function of the listener's tasks.py that is told.
        last: told only once every other listener has handled the event.
        long: takes seconds and keeps its own work whole (files); it then runs outside the transaction in which its
            delivery is noted, and must not mind to be run again.
    """

    event: str
    task: str
    last: bool = False
    long: bool = False


@dataclass(frozen=True)
class Listener:
    """A hearing and where its task stands: `name` is listener and task, `module` what to import."""

    name: str
    module: str
    hearing: Hearing


@dataclass(frozen=True)
class EventTerms:
    """Something that happened: what, to which record, when, by whom, under which controller; `data` holds no names."""

    number: int
    name: str
    sort: str
    record: int | None
    at: datetime
    by: int | None
    by_name: str
    controller: str
    data: dict[str, str]


@dataclass(frozen=True)
class DeliveryTerms:
    """An event on its way to one listener: state, tries so far, what went wrong last, when it is tried again."""

    number: int
    event: EventTerms
    listener: str
    state: DeliveryState
    tries: int
    trouble: str
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class WorkerTerms:
    """A process that works in the background: since when, and when it was last heard of."""

    name: str
    started_at: datetime
    seen_at: datetime
    alive: bool


@dataclass(frozen=True)
class Background:
    """What runs in the background: workers, deliveries by state, those dead or on their way, and the last ones done."""

    workers: tuple[WorkerTerms, ...]
    counts: tuple[tuple[DeliveryState, int], ...]
    dead: tuple[DeliveryTerms, ...]
    under_way: tuple[DeliveryTerms, ...]
    done: tuple[DeliveryTerms, ...]
