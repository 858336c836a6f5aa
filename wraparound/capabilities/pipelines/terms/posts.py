"""Posts and who held them: a post belongs to an organisation, and stays when its holder goes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, NotInEvidence

MOST_SUCCESSORS = 10
"""Of one post: a plan that names more says nothing."""
LONGEST_TITLE = 120
LONGEST_REASON = 300
DEAREST = 10_000_000
"""In whole pounds: what a cost can be at most."""
FIRST_DAY = date(1948, 7, 5)
"""Of the NHS: nothing here was before."""


class PostRole(StrEnum):
    """What a post is mainly answerable for, whatever its organisation calls it."""

    CHIEF_EXECUTIVE = "chief_executive"
    CHAIR = "chair"
    NON_EXECUTIVE = "non_executive"
    FINANCE = "finance"
    NURSING = "nursing"
    MEDICAL = "medical"
    OPERATIONS = "operations"
    PEOPLE = "people"
    STRATEGY = "strategy"
    DIGITAL = "digital"
    GOVERNANCE = "governance"
    ESTATES = "estates"
    QUALITY = "quality"
    ALLIED_HEALTH = "allied_health"
    OTHER = "other"


class PostLevel(StrEnum):
    """BOARD: a seat on the board or attending it. DEPUTY: the tier that reports to it."""

    BOARD = "board"
    DEPUTY = "deputy"


class Grade(StrEnum):
    """How a post is paid: a band of Agenda for Change, a contract of its own, or a fee."""

    VSM = "vsm"
    ESM = "esm"
    BAND_9 = "9"
    BAND_8D = "8d"
    BAND_8C = "8c"
    BAND_8B = "8b"
    BAND_8A = "8a"
    MEDICAL = "medical"
    FEE = "fee"
    UNKNOWN = ""


class HolderKind(StrEnum):
    """How a post is held for a time. VACANT: by nobody; the one kind without a person."""

    SUBSTANTIVE = "substantive"
    INTERIM = "interim"
    ACTING = "acting"
    SECONDMENT = "secondment"
    VACANT = "vacant"


class Left(StrEnum):
    """Why a holder left, as their organisation records it. Nothing here says how well they did."""

    NHS_POST = "nhs_post"
    OUTSIDE = "outside"
    RETIRED = "retired"
    TERM_ENDED = "term_ended"
    REORGANISED = "reorganised"
    RETURNED = "returned"
    OTHER = "other"


class CostPer(StrEnum):
    """What a cost in pounds is for."""

    DAY = "day"
    YEAR = "year"
    ONCE = "once"


class CannotKeep(CannotAnswer):
    """A post, a holder, a plan or a readiness cannot be kept as described; the message says why, and nothing was."""


class HeldThen(CannotKeep):
    """Somebody holds the post in that time: their last day comes first. `entry` is the number of theirs."""

    def __init__(self, words: str, entry: int) -> None:
        """The sentence, and whose last day is asked for."""
        super().__init__(words)
        self.entry = entry


class NoSuchPost(NotInEvidence):
    """No such post, or not one for this viewer: the same sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such post, or it is not yours to see. The list names those that are.")


@dataclass(frozen=True)
class Span:
    """A time from its first to its last day; one without a last day goes on."""

    starts: date
    ends: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewPost:
    """A post as it is typed. `reports_to` is the number of another post, `shared_with` codes of organisations.

    `keeps_above`: it reports to what it reports to already, whatever that is.
    """

    title: str
    role: PostRole
    level: PostLevel
    executive: bool = True
    voting: bool = False
    grade: Grade = Grade.UNKNOWN
    critical: bool = False
    critical_because: str = ""
    reports_to: int | None = None
    keeps_above: bool = False
    shared_with: tuple[str, ...] = ()
    least_successors: int | None = None
    most_successors: int | None = None
    starts: date


@dataclass(frozen=True, kw_only=True)
class NewHolder:
    """Somebody who takes up a post, or none for a vacancy. `person` is their key.

    `name` brings in somebody new instead. `ends` is for what lies behind. `beside` another substantive holder: a job
    share. `cost` is in whole pounds, for what `cost_per` says.
    """

    kind: HolderKind
    starts: date
    ends: date | None = None
    person: str = ""
    name: str = ""
    beside: bool = False
    expected_end: date | None = None
    cost: int | None = None
    cost_per: CostPer = CostPer.YEAR


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A holder's last day and why they left; whether they leave the organisation with the post."""

    last_day: date
    because: Left
    leaves_organisation: bool = False


@dataclass(frozen=True, kw_only=True)
class HolderCorrection:
    """What was entered about a holder as it should be, and why; history keeps what it said before.

    `beside`: another substantive holder shares the post with them.
    """

    kind: HolderKind
    starts: date
    ends: date | None = None
    expected_end: date | None = None
    left_because: Left | None = None
    cost: int | None = None
    cost_per: CostPer = CostPer.YEAR
    beside: bool = False
    why: str
