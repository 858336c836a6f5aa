"""A talent board: a meeting about posts and people, from what it was prepared with to what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.published.terms import NotInEvidence

LONGEST_NAME = 120
LONGEST_LINE = 300
LONGEST_WHY = 280
"""Of a reason for a change: the change keeps it behind a mark, in 300 letters."""
LONGEST_TEXT = 2_000
LONGEST_MINUTES = 6_000
MOST_ITEMS = 40
MOST_INVITED = 40
MOST_LISTED = 50


class NoSuchBoard(NotInEvidence):
    """No such talent board, or none that is the viewer's to read: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__(
            "There is no such talent board here, or you are not invited to it. Those who prepare it can invite you."
        )


class BoardState(StrEnum):
    """Where a talent board stands. CALLED_OFF: it was prepared, and will not be held."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class Stays(StrEnum):
    """What the chair decided of somebody who declared a conflict: whether they stay while it is talked about."""

    UNDECIDED = "undecided"
    STAYS = "stays"
    LEAVES = "leaves"


@dataclass(frozen=True, kw_only=True)
class NewBoard:
    """A meeting to be prepared: of the trust or of the region with `code`. `private`: only who is invited reads it."""

    name: str
    day: date
    code: str = ""
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A meeting in a list: `place` is the organisation or region whose meeting it is."""

    number: int
    name: str
    day: date
    place: str
    state: BoardState
    private: bool
    items: int
    leads: bool


@dataclass(frozen=True, kw_only=True)
class BoardsPage:
    """The meetings of a viewer: those ahead or open, the nearest first, and those that are over, the latest first."""

    ahead: tuple[BoardLine, ...]
    over: tuple[BoardLine, ...]
    may_prepare: bool


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody invited. `present` is none until it is written down; `is_viewer`: they are the one who reads."""

    number: int
    person: int
    name: str
    chair: bool
    present: bool | None
    is_viewer: bool


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """One item of the agenda, in its place from 1: a post (`post`, `title`, `where`), or a person.

    `where` is the organisation of the post, empty where it is the one whose meeting it is. `known` is the person, none
    where they are not the viewer's to see by name. `because` says why it is on the agenda.
    """

    number: int
    place: int
    post: int | None
    title: str
    where: str
    person: bool
    known: Known | None
    because: str
    minutes: str
    version: int

    @property
    def is_post(self) -> bool:
        """Whether a post is the point, and not a person."""
        return self.post is not None


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A conflict of interest that somebody declared, about an item of the agenda or, without one, the whole meeting."""

    number: int
    item: int | None
    person: int
    who: str
    words: str
    stays: Stays
    because: str
    decided_by: str
    is_viewer: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class BoardAction:
    """Something that somebody is to do until a day; `done_on` is none while it is not done."""

    number: int
    item: int | None
    words: str
    owner: str
    due: date
    done_on: date | None
    done_words: str
    is_viewer: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class BoardChange:
    """What one change did to one entry of a plan on the agenda, in words before and after.

    `known` is whom it is about, none for nobody or somebody not the viewer's to see. `in_meeting`: made from the page
    of the meeting. `why` is empty where the viewer may not read it.
    """

    change: int
    item: int
    at: datetime
    by: str
    why: str
    in_meeting: bool
    what: str
    known: Known | None
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of somebody at the meeting, which they read. `told`: they were told how it ended.

    `outcome` is what they are told; `nothing`: it was said that nothing was said about them.
    """

    number: int
    item: int | None
    known: Known | None
    words: str
    outcome: str
    nothing: bool
    told: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A dated correction of minutes that were closed."""

    words: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class BoardHead:
    """What every page of a meeting begins with. `leads`: prepares and minutes it. `chairs`: the viewer is its chair.

    `start` and `end` are the moments at which it was opened and closed: the plans are read as they were known then.
    """

    number: int
    name: str
    day: date
    place: str
    place_code: str
    is_region: bool
    private: bool
    state: BoardState
    start: datetime | None
    end: datetime | None
    minutes: str
    called_off_because: str
    made_up: bool
    leads: bool
    chairs: bool
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it is being held."""
        return self.state is BoardState.OPEN

    @property
    def writes(self) -> bool:
        """Whether the viewer can write in its minutes now."""
        return (self.leads or self.chairs) and self.state is BoardState.OPEN

    @property
    def has_minutes(self) -> bool:
        """Whether it was opened, so that there is something to read of it."""
        return self.state in (BoardState.OPEN, BoardState.CLOSED)

    @property
    def prepares(self) -> bool:
        """Whether the viewer can change the agenda and who is invited now."""
        return self.leads and self.state in (BoardState.PREPARED, BoardState.OPEN)


@dataclass(frozen=True, kw_only=True)
class TalentBoard:
    """A meeting as one viewer may read it. `gone`: its plans and changes may have gone at the end of retention."""

    head: BoardHead
    people: tuple[Participant, ...]
    items: tuple[AgendaItem, ...]
    conflicts: tuple[Conflict, ...]
    actions: tuple[BoardAction, ...]
    changes: tuple[BoardChange, ...] = ()
    said: tuple[Said, ...] = ()
    corrections: tuple[Correction, ...] = ()
    gone: bool = False

    @property
    def chair(self) -> Participant | None:
        """Whoever chairs it."""
        return next((one for one in self.people if one.chair), None)


@dataclass(frozen=True, kw_only=True)
class BoardPaper:
    """A meeting as it can be handed to everybody invited; `starts`: how posts were covered at the start, by item."""

    board: TalentBoard
    starts: dict[int, str]


@dataclass(frozen=True, kw_only=True)
class PlanAtStart:
    """The plan of a post as it was known when the meeting was opened: lines in words, each with a name or a count.

    `holder`, `bands` (heading and lines) and `cover` hold only what may be shown; `closed` says why there is nothing.
    """

    holder: tuple[str, ...]
    bands: tuple[tuple[str, tuple[str, ...]], ...]
    cover: tuple[str, ...]
    answer: str
    closed: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemPage:
    """One item of a meeting with its plan at the start and what has changed since, as one viewer may see it.

    `spoken_of` are those whom the viewer sees here by name, and of whom something can be written; never the viewer.
    `vacancy` is that of the post that is open now, in words.
    """

    head: BoardHead
    item: AgendaItem
    items: tuple[AgendaItem, ...]
    plan: PlanAtStart | None
    changes: tuple[BoardChange, ...]
    said: tuple[Said, ...]
    conflicts: tuple[Conflict, ...]
    spoken_of: tuple[Known, ...]
    vacancy: str
    may_change: bool
    may_name: bool
    gone: bool


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One item as it is shown to everybody in the room: no name that the least entitled of them may not see.

    `left_out` says how many are not named because of that. `marks` are conflicts declared about it, in words, and
    `vacancy` that of the post that is open now.
    """

    head: BoardHead
    item: AgendaItem
    of: int
    plan: PlanAtStart | None
    changes: tuple[str, ...]
    left_out: int
    marks: tuple[str, ...]
    vacancy: str
    previous: int | None
    following: int | None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What somebody is told at the close: `words`, or that `nothing` was said about them."""

    words: str = ""
    nothing: bool = False


@dataclass(frozen=True, kw_only=True)
class Discussed:
    """Somebody for whom the close of a meeting asks an outcome: `key` names their line in the form.

    `called` is what to call them; `item` and `where` at which item they were met first; `told_words` is what they were
    told already, outside of the close. `spoken`: something was written of them, or changed, so that it cannot be said
    that nothing was.
    """

    key: str
    person: int
    called: str
    item: int | None
    where: str
    said: str
    asked: bool
    spoken: bool
    told_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What the close of a meeting asks. `undecided` are conflicts, each as who declared it and its item, if any."""

    people: tuple[Discussed, ...]
    invited: tuple[Participant, ...]
    undecided: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class OwnSaid:
    """What somebody reads of what was said about them at a talent board."""

    board: str
    place: str
    day: date
    words: str
    outcome: str
    nothing: bool


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What somebody invited sees of the plans on the agenda, in a sentence: shown while a meeting is prepared."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Preparing:
    """What can be chosen while a meeting is prepared: posts by number, people by key, those who can be invited."""

    posts: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    invite: tuple[tuple[str, str], ...] = ()
    sights: tuple[Sight, ...] = field(default=())
