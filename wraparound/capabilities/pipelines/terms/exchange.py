"""What is carried in and out in workbooks: sheets, what is known beside them, and what an import would do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, NotInEvidence

BY_NUMBER = "#"
"""Before the number of a person whom a sentence names: their name is looked up when it is shown, and the look noted."""
LONGEST_NUMBER = 40

Value = str | int | bool | date | None | tuple[str, ...]
Values = Mapping[str, Value]


class Sheet(StrEnum):
    """What a row is about. HOLDERS: who has held a post and when it was empty; SUCCESSORS: who is named for one."""

    PEOPLE = "people"
    POSTS = "posts"
    HOLDERS = "holders"
    SUCCESSORS = "successors"


class Outcome(StrEnum):
    """What an import would do with a row. ASKS: somebody must choose first. LEFT: passed over, by choice."""

    ADD = "add"
    CHANGE = "change"
    REFUSED = "refused"
    ASKS = "asks"
    LEFT = "left"
    SAME = "same"


NOT_TAKEN = (Outcome.REFUSED, Outcome.ASKS)
"""What is left of a file when the rest is written: rows to be mended, or chosen for, and sent again."""


class Why(StrEnum):
    """Why a row is refused, asks, or is passed over; wording has a sentence for each."""

    ORGANISATION = "organisation"
    NO_ENTRY = "no_entry"
    NO_PERSON = "no_person"
    NO_POST = "no_post"
    NAME = "name"
    TITLE = "title"
    TWICE = "twice"
    DAY = "day"
    YES_NO = "yes_no"
    NUMBER = "number"
    WORD = "word"
    LONG = "long"
    DAYS = "days"
    FAR = "far"
    ELSEWHERE = "elsewhere"
    GRANTED = "granted"
    WHO = "who"
    NEW_NUMBER = "new_number"
    WHICH_POST = "which_post"
    CLOSED = "closed"
    CLOSE_ON_PAGE = "close_on_page"
    BEFORE_HOLDER = "before_holder"
    CRITICAL = "critical"
    LEAST_MOST = "least_most"
    LOOP = "loop"
    ABOVE = "above"
    HELD = "held"
    HELD_TWICE = "held_twice"
    AFTER_POST = "after_post"
    VACANCY = "vacancy"
    PERSON_STAYS = "person_stays"
    LEFT_WITHOUT_END = "left_without_end"
    ON_THE_PLAN_PAGE = "on_the_plan_page"
    NOT_THERE = "not_there"
    HOLDS_IT = "holds_it"
    DESCRIBED = "described"
    SECOND_ASSIGNMENT = "second_assignment"
    NOT_KEPT_HERE = "not_kept_here"
    LEFT_OUT = "left_out"
    OWN_NAME = "own_name"


class OutsideSort(StrEnum):
    """Which number of another system: the employee number or the position number of ESR."""

    EMPLOYEE = "employee"
    POSITION = "position"


class Kind(StrEnum):
    """What an import writes. SHARES: whom a post serves too."""

    PERSON = "person"
    MEMBERSHIP = "membership"
    POST = "post"
    SHARES = "shares"
    NUMBER = "number"
    HOLDER = "holder"
    SUCCESSOR = "successor"


class ImportState(StrEnum):
    """Where an import stands. LOOKING, WRITING and UNDOING: that is done off the request, or about to be."""

    SENT = "sent"
    LOOKING = "looking"
    LOOKED = "looked"
    WRITING = "writing"
    WRITTEN = "written"
    FAILED = "failed"
    DROPPED = "dropped"
    UNDOING = "undoing"
    UNDONE = "undone"


class CannotImport(CannotAnswer):
    """A file or an import cannot be taken as it is; the message says why and what to do, and nothing was written."""


class NoSuchImport(NotInEvidence):
    """No such import, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such import, or it is not yours to see.")


@dataclass(frozen=True, slots=True)
class RowIn:
    """A row of a file as its columns are taken; a column that is not in the file is not in `cells`."""

    sheet: Sheet
    line: int
    cells: Mapping[str, str]
    clears: bool = False
    passes_over: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it is today, in plain values; its number is below nought where the import itself would add it."""

    number: int
    values: Values


@dataclass(frozen=True, slots=True)
class Names:
    """How names are cleaned, folded and told to be names: given, because the rules of names stand elsewhere."""

    clean: Callable[[str], str]
    fold: Callable[[str], str]
    words: Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Today:
    """What the importer may see of their organisations today, and how words are read; all of it plain.

    `places` are the organisations that the importer keeps, by code, `others` every organisation of the site; `granted`
    pairs of person and organisation over which they hold a role, `released` pairs of person and organisation for whose
    posts they may be considered by a release. `default` counts where a row gives no first day.
    """

    day: date
    default: date
    home: str
    places: Mapping[str, int]
    others: Mapping[str, int]
    people: Mapping[int, Kept]
    memberships: Mapping[int, Kept]
    posts: Mapping[int, Kept]
    holders: Mapping[int, Kept]
    successors: Mapping[int, Kept]
    numbers: Mapping[int, Kept]
    granted: frozenset[tuple[int, int]]
    released: frozenset[tuple[int, int]]
    spoken: Mapping[str, Mapping[str, str]]
    names: Names


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, as values; wording says them."""

    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several that a row may mean: `value` is sent back, `person` (by number) or `words` say which it is."""

    value: str
    words: str = ""
    person: int = 0


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What an import would do with a row; `by_name` where it was matched by nothing but a name or a title."""

    sheet: Sheet
    line: int
    outcome: Outcome
    about: str = ""
    person: int = 0
    changes: tuple[Difference, ...] = ()
    why: Why | None = None
    column: str = ""
    said: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """Something that an import writes: a new record (its number below nought) or some fields of one."""

    kind: Kind
    number: int
    values: Values
    before: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What an import would do: a line for each row, in the order of the file, and what it would write."""

    lines: tuple[ImportLine, ...]
    writes: tuple[Write, ...]


@dataclass(frozen=True)
class Taken:
    """How a sheet of a file is taken: what it holds, which column is what, and what an empty cell means.

    `passes_over`: rows about posts that are not kept here are passed over instead of refused.
    """

    title: str
    sheet: Sheet
    columns: tuple[tuple[str, str], ...]
    clears: bool = False
    passes_over: bool = False


@dataclass(frozen=True)
class SheetSent:
    """A sheet of a file: its title, its headings, a few values of each column, and the headings of what is `kept`."""

    title: str
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: int
    kept: tuple[str, ...]


@dataclass(frozen=True)
class ImportTerms:
    """An import as pages show it; `counts` by outcome and `by_sheet` by sheet and outcome."""

    number: int
    organisation_code: str
    organisation: str
    file: str
    state: ImportState
    sent_on: date
    sent_by: str
    rows: int
    counts: Mapping[str, int]
    by_sheet: Mapping[str, Mapping[str, int]]
    told: str
    moved: bool
    writes: int
    mine: bool
    done_on: date | None
    default_day: date
    mapped: bool

    def not_taken(self) -> int:
        """Rows that are left of the file when the rest is written."""
        return sum(self.counts.get(one.value, 0) for one in NOT_TAKEN)

    def taken(self) -> int:
        """Rows that add or change something."""
        return sum(self.counts.get(one.value, 0) for one in (Outcome.ADD, Outcome.CHANGE))

    def wrote(self) -> frozenset[Sheet]:
        """The sheets of which something is written, or would be."""
        return frozenset(
            sheet
            for sheet in Sheet
            for one in (Outcome.ADD, Outcome.CHANGE)
            if self.by_sheet.get(sheet.value, {}).get(one.value)
        )


@dataclass(frozen=True)
class PreviewPage:
    """One page of the rows of an import that share an outcome, with the people it may name."""

    found: ImportTerms
    outcome: Outcome
    lines: tuple[ImportLine, ...]
    page: int
    pages: int
    names: Mapping[int, str]
    places: Mapping[int, str]


@dataclass(frozen=True)
class Undoing:
    """What an undo would put back, remove, and leave because it was changed since; the last in words."""

    back: int
    removed: int
    left: tuple[str, ...]


@dataclass(frozen=True)
class SheetOut:
    """A page of a sheet as it goes out: each row by the headings of the workbook."""

    organisation_code: str
    sheet: Sheet
    page: int
    pages: int
    rows: tuple[dict[str, str | int | None], ...]


@dataclass(frozen=True)
class ImportSaid:
    """What a command says of an import, with the first rows that ask or cannot be taken."""

    found: ImportTerms
    lines: tuple[ImportLine, ...]
    names: Mapping[int, str]
