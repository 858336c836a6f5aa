"""The words of listening: pulses, whom they ask, what is answered, and what may be told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.listening.terms.joined import JoinedMilestone
from wraparound.capabilities.listening.terms.themes import OpenedBy, ThemesTold
from wraparound.published.terms import CannotAnswer, NotInEvidence

MOST_QUESTIONS = 5
ANSWERS = 5
MINIMUM = 11
"""Answers on which every figure rests, and people of whom every group is made that is kept beside an answer."""
LONGEST_TITLE = 100
LONGEST_QUESTION = 200
LONGEST_WORDS = 1_000
LONGEST_OPEN = 60
"""Days at most for which a pulse is open."""


class CannotListen(CannotAnswer):
    """What was asked for cannot be, as put; the message says what to do instead."""


class NoSuchPulse(NotInEvidence):
    """No pulse of this number is there for whoever asks."""

    def __init__(self) -> None:
        """One sentence, whether there is none or it is not theirs."""
        super().__init__("No pulse of this number is there for you.")


class QuestionTopic(StrEnum):
    """What a standing question is about."""

    SUPPORT = "support"
    EXPECTATIONS = "expectations"
    RECOGNITION = "recognition"


class AskedOften(StrEnum):
    """How often somebody agrees to be asked, at most."""

    NEVER = "never"
    MONTH = "month"
    QUARTER = "quarter"


class Whom(StrEnum):
    """Whom a pulse asks at the place that it is about."""

    BELONG = "belong"
    POSTS = "posts"


class Split(StrEnum):
    """By what results are told apart, beside everybody together."""

    NONE = "none"
    KIND = "kind"
    TIME = "time"


class PulseState(StrEnum):
    """Where a pulse stands: people answer; its last day is over and figures are put together; they are there."""

    OPEN = "open"
    OVER = "over"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class PulseQuestion:
    """A question with its five answers, from the least to the most; `standing` is its name and version, or empty."""

    words: str
    answers: tuple[str, ...]
    standing: str = ""


@dataclass(frozen=True, kw_only=True)
class StandingQuestion:
    """A question that can be asked again and again; a change of its words is a new version."""

    key: str
    version: int
    topic: QuestionTopic
    words: str
    answers: tuple[str, ...]

    @property
    def name(self) -> str:
        """Key and version: what is compared with what."""
        return f"{self.key} {self.version}"


@dataclass(frozen=True, kw_only=True)
class NewPulse:
    """A pulse as it is asked for: `over` is `region:CODE` or `organisation:CODE`, `free` an open question or empty.

    `second` is the key of a second reader of what is written, or empty.
    """

    title: str
    over: str
    whom: Whom
    split: Split
    standing: tuple[str, ...]
    own: tuple[str, ...]
    free: str
    closes_on: date
    second: str = ""


@dataclass(frozen=True, kw_only=True)
class CouldBeAsked:
    """Somebody whom a pulse could ask, by an opaque number.

    `label` is the word by which they are grouped, `often` what they agreed to, `last_asked` none if never.
    """

    person: int
    label: str
    often: AskedOften
    last_asked: date | None


@dataclass(frozen=True, kw_only=True)
class GivenAnswers:
    """What somebody answers: by the place of the question, 0 first, the place of the answer, 0 to 4; and free words."""

    answers: Mapping[int, int]
    words: str


@dataclass(frozen=True)
class KeptGroup:
    """One group of one question as it is kept once a pulse is closed: people asked, and how many gave each answer."""

    name: str
    asked: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class KeptQuestion:
    """One question as it is kept, with its groups.

    `cuts`: which sets of them are told, an empty one is everybody. `level`: the class under which each answer is told.
    """

    groups: tuple[KeptGroup, ...]
    cuts: tuple[frozenset[str], ...]
    level: tuple[int, ...]


@dataclass(frozen=True)
class KeptReport:
    """What is kept of a closed pulse, for good: people asked and answering, and each question in its order."""

    asked: int
    answered: int
    questions: tuple[KeptQuestion, ...]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share: how many of how many, and from where to where it lies, 0 to 1 (95%)."""

    count: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class SetResult:
    """What is told of a set of people, of whom so many were asked.

    `answers`: how many gave each answer, or answers together, in words and as a count; `shares`: the same as shares.
    `most`: the share who gave one of the two that say most.
    """

    name: str
    asked: int
    answers: tuple[tuple[str, int], ...]
    shares: tuple[Share, ...]
    most: Share


@dataclass(frozen=True, kw_only=True)
class Moved:
    """How a share moved since the last pulse that asked the same, whose last day is `since`.

    The difference and its ends lie between -1 and 1 (95%).
    """

    since: date
    before: Share
    difference: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class TimeStep:
    """One pulse of several that asked the same, by its last day: the share of everybody, none where it is not told.

    `answered` of `asked` people answered that pulse; none where even that would say too much.
    """

    number: int
    on: date
    most: Share | None
    asked: int
    answered: int | None


@dataclass(frozen=True, kw_only=True)
class QuestionResult:
    """What is told of one question: of everybody (none where it cannot be), of groups, and which are not told.

    `over_time`: this pulse and those before it of the same place and sort of people that asked the same, the earliest
    first; empty for a question of one's own.
    """

    question: PulseQuestion
    everybody: SetResult | None
    groups: tuple[SetResult, ...]
    not_told: tuple[str, ...]
    moved: Moved | None
    over_time: tuple[TimeStep, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DoneLine:
    """What was heard and what was done, with its day; `link` leads to where more stands, or is empty.

    `joined`: milestones of plans, as they are now and as far as the viewer may read them.
    """

    number: int
    heard: str
    did: str
    on: date
    link: str
    joined: tuple[JoinedMilestone, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PulseLine:
    """A pulse in a list; `waits`: the viewer is asked and has not answered."""

    number: int
    title: str
    place: str
    state: PulseState
    closes_on: date
    asked: int
    waits: bool


@dataclass(frozen=True, kw_only=True)
class PulsePage:
    """A pulse as the viewer may read it: `answered` is none until it is closed, and where it would say too much."""

    line: PulseLine
    reader: str
    opened_on: date
    whom: Whom
    split: Split
    questions: tuple[PulseQuestion, ...]
    free: str
    answered: int | None
    results: tuple[QuestionResult, ...]
    done: tuple[DoneLine, ...]
    was_asked: bool
    may_say: bool
    reads_words: bool
    readers: tuple[str, ...] = ()
    themes: ThemesTold | None = None
    opened: tuple[OpenedBy, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListeningPage:
    """What is here for the viewer: pulses that wait for them, others they may read, and what they agreed to."""

    waiting: tuple[PulseLine, ...]
    others: tuple[PulseLine, ...]
    often: AskedOften
    may_ask: bool


@dataclass(frozen=True, kw_only=True)
class AnswerPage:
    """What somebody who is asked reads before they answer."""

    number: int
    title: str
    place: str
    reader: str
    closes_on: date
    questions: tuple[PulseQuestion, ...]
    free: str
    readers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnsweredPage:
    """What somebody who was asked finds in place of the questions: they have answered, or the last day is over.

    `answered` is told while the pulse is open alone; afterwards all who were asked read the same.
    """

    number: int
    title: str
    state: PulseState
    closes_on: date
    answered: bool


@dataclass(frozen=True, kw_only=True)
class WordsPage:
    """What people wrote in a pulse, in no order, for a named reader; none where fewer than the minimum answered."""

    number: int
    title: str
    free: str
    words: tuple[str, ...] | None
    readers: tuple[str, ...] = ()
