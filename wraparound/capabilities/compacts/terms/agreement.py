"""The words of a compact's text: what is expected, what was promised, what follows, and what is not yet asked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer

FIRST_DAY, FURTHEST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""Days that can be written into a compact; anything else is a slip of the pen."""
LONGEST_MONTHS = 36
"""Months from its start to the last day that a compact can be about."""
MOST_ITEMS = 40
"""Of results, conditions or promises each: beyond it nobody reads them."""


class CannotAgree(CannotAnswer):
    """A compact cannot be written, offered or signed like this; the message says what to do."""


class TextAltered(RuntimeError):
    """What is kept of a text is not what was written; the message says where it differs."""


class Party(StrEnum):
    """Who expects, promises and signs. `OTHER` is any other organisation, such as a partner: named, and never signs."""

    LEADER = "leader"
    BOARD = "board"
    REGION = "region"
    CENTRE = "centre"
    OTHER = "other"


class Point(StrEnum):
    """The review points of every compact, counted from its first day."""

    DAYS_100 = "100_days"
    MONTHS_6 = "6_months"
    MONTHS_12 = "12_months"
    MONTHS_24 = "24_months"
    MONTHS_36 = "36_months"


class ResultSort(StrEnum):
    """What a result is about: a published measure, leaving a regime, a rating, or words typed by hand."""

    MEASURE = "measure"
    REGIME = "regime"
    RATING = "rating"
    TYPED = "typed"


class Concern(StrEnum):
    """What gets done, or how: people, relationships, skills."""

    WHAT = "what"
    HOW = "how"


class Patience(StrEnum):
    """How soon published figures of a result ask for a conversation; NONE: they never do by themselves."""

    USUAL = "usual"
    SOONER = "sooner"
    LATER = "later"
    NONE = "none"


class Follows(StrEnum):
    """What an undelivered promise or an unmet condition does, agreed at signing."""

    NOTHING = "nothing"
    PAUSE = "pause"
    RERANGE = "rerange"
    REVIEW = "review"


class ConditionSort(StrEnum):
    """What has to be in place before results can be expected."""

    TEAM = "team"
    DIAGNOSIS = "diagnosis"
    SUPPORT = "support"
    CAPITAL = "capital"
    OTHER = "other"


class Duty(StrEnum):
    """The floor: what nobody is ever “not yet accountable” for."""

    PATIENT_SAFETY = "patient_safety"
    CANDOUR = "candour"
    SPEAKING_UP = "speaking_up"
    SAFEGUARDING = "safeguarding"
    ACCOUNTING = "accounting"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One result that is expected by a day.

    `measure` and `level` (percent), or `regime` and `since` (the day it was entered), or `rating` to be reached from
    `rating_now`, or `words` alone where nothing is published. `reason`: why it stays although it lies outside. `name`
    and `better` (“higher” or “lower”): what its measure was called and meant when the text was written, so that what
    was signed goes on meaning it; empty of other sorts. `patience`: one of Patience for a measure, empty of other sorts
    and of texts written before there was a patience rule.
    """

    key: str
    sort: ResultSort
    concern: Concern
    by: date
    words: str = ""
    measure: str = ""
    level: float | None = None
    regime: str = ""
    since: date | None = None
    rating: str = ""
    rating_now: str = ""
    reason: str = ""
    name: str = ""
    better: str = ""
    patience: str = ""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Something that must be in place by a day, who sees to it, and what follows `grace` days later where it is not.

    `bears_on`: keys of the results that depend on it; all of them where it is empty.
    """

    key: str
    sort: ConditionSort
    words: str
    owner: Party
    owner_name: str = ""
    due: date
    follows: Follows = Follows.PAUSE
    grace: int = 0
    bears_on: tuple[str, ...] = ()

    @property
    def binds(self) -> Party:
        """Whoever is bound by it."""
        return self.owner


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One item of the support offer: who gives what to whom, how much, from when to when, who pays, what follows.

    `days` are working days of people's time in all; `cost` whole pounds in all, paid by `paid_by`. `component` is its
    key in the catalogue, empty where it is none of those. `due` is the day by which all of it is to be delivered.
    """

    key: str
    component: str = ""
    words: str
    giver: Party
    giver_name: str = ""
    receiver: Party = Party.LEADER
    receiver_name: str = ""
    days: float | None = None
    cost: int | None = None
    paid_by: Party = Party.BOARD
    starts: date
    review: date | None = None
    due: date
    follows: Follows = Follows.NOTHING
    grace: int = 0
    bears_on: tuple[str, ...] = ()

    @property
    def binds(self) -> Party:
        """Whoever is bound by it."""
        return self.giver


@dataclass(frozen=True, kw_only=True)
class NotYet:
    """Something the leader is not yet accountable for, and until when."""

    key: str
    words: str
    until: date


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The whole text of one version of a compact. `starting_point`: where things stood, in sentences.

    `afterwards`: what happens to the leader when it ends. `reason`: why it amends the version before.
    """

    starts: date
    months: int
    starting_point: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    conditions: tuple[Condition, ...] = ()
    promises: tuple[Promise, ...] = ()
    not_yet: tuple[NotYet, ...] = ()
    afterwards: str = ""
    reason: str = ""


Item = Result | Condition | Promise | NotYet
"""What a text is made of."""
Binding = Condition | Promise
"""What somebody is bound to: not done by its day, something follows."""


class Part(StrEnum):
    """The parts of a text that hold items, under the words by which addresses name them."""

    RESULTS = "results"
    CONDITIONS = "conditions"
    PROMISES = "promises"
    NOT_YET = "not_yet"


class Trouble(StrEnum):
    """What stands in the way of offering a text for signing."""

    NO_LEADER = "no_leader"
    NO_RESULT = "no_result"
    NO_PROMISE = "no_promise"
    LENGTH = "length"
    OVER = "over"
    TOO_MANY = "too_many"
    PAST = "past"
    AFTER_THE_END = "after_the_end"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    NO_REASON = "no_reason"
    NO_REASON_TO_AMEND = "no_reason_to_amend"
    GONE = "gone"


class Hint(StrEnum):
    """What is worth a second thought, and stands in nobody's way."""

    ONLY_WHAT = "only_what"
    ONE_SIDED = "one_sided"
    NO_CONDITION = "no_condition"
    NOTHING_FOLLOWS = "nothing_follows"
    NO_NOT_YET = "no_not_yet"
    NO_AFTERWARDS = "no_afterwards"
    BY_HAND = "by_hand"
    OUTSIDE = "outside"
    NOT_ASKED = "not_asked"
    FLOOR = "floor"
    EASY = "easy"


@dataclass(frozen=True)
class Problem:
    """What stands in the way of offering a text: the item (its key; empty for the whole), and a sentence."""

    key: str
    trouble: Trouble
    words: str = ""


@dataclass(frozen=True)
class Pointed:
    """What is worth a second thought: the item (empty for the whole), and a sentence."""

    key: str
    hint: Hint
    words: str = ""


@dataclass(frozen=True)
class NetCost:
    """What the support costs, in whole pounds: in all, of it paid by the trust itself, and by each other party."""

    total: int
    by_trust: int
    by_others: tuple[tuple[Party, int], ...]
    not_priced: int


@dataclass(frozen=True)
class Difference:
    """One item, or one line of the whole, that differs between two versions; in words, empty where one has none.

    `part` is what it belongs to; `basics` for the whole.
    """

    part: str
    key: str
    before: str
    after: str
