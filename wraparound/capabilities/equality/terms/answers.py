"""What somebody may say of themselves for counting, and what is known where they say nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, NotInEvidence


class Characteristic(StrEnum):
    """What can be asked, each question for itself and none of them needed."""

    ETHNICITY = "ethnicity"
    DISABILITY = "disability"
    SEX = "sex"
    AGE_BAND = "age_band"
    RELIGION = "religion"
    ORIENTATION = "orientation"


class Without(StrEnum):
    """Why there is no answer. The three are never put together: they say different things about the asking.

    PREFER_NOT: the person chose “prefer not to say”. DECLINED: they were asked and gave nothing (Z in the national
    ethnic categories). NOT_ASKED: nobody has asked, or the answer is not known (99).
    """

    PREFER_NOT = "prefer_not"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


class ListStanding(StrEnum):
    """Where a list of answers comes from, and how sure it is."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    OF_THIS_SITE = "of_this_site"


@dataclass(frozen=True)
class ListedAnswer:
    """One answer of a list: its code, its words, and the group it is counted with."""

    code: str
    words: str
    group: str


@dataclass(frozen=True, kw_only=True)
class AnswerList:
    """The answers to one question, in their order, and where the list comes from."""

    name: str
    standing: ListStanding
    choices: tuple[ListedAnswer, ...]

    def choice(self, code: str) -> ListedAnswer | None:
        """The answer behind a code; none for one that the list does not have, or has no longer."""
        return next((one for one in self.choices if one.code == code), None)


LEVEL = "level"
"""The name of the list of pay levels, which only a monitoring file has."""
LISTS = (*(one.value for one in Characteristic), LEVEL)
"""Every list there is, in the order in which they are shown."""

type Given = Mapping[Characteristic, str]
"""For each question what was given: a code of its list, or why there is none. A question that is not there was not
asked."""


@dataclass(frozen=True, kw_only=True)
class OwnAnswers:
    """What the store holds of whoever asks, as they alone can read it.

    `on` is the day of the last change, none where nothing is held; `objected_on` that of a written objection.
    """

    given: Given
    on: date | None = None
    objected_on: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether anything was given."""
        return self.on is not None


class CannotCount(CannotAnswer):
    """What was sent cannot be kept as put; the message says what was wrong and what to do."""


class NoSuchCount(NotInEvidence):
    """Nothing there for this viewer: the same sentence for what is not theirs and what never was."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nothing under this address for you. Equality leads see what they sent themselves.")
