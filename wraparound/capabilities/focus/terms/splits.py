"""What a set of short statements says of what and of how, while it is written."""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.methods.focus.counting import FlagCounts


class SplitState(StrEnum):
    """What one short statement of a set says: NOT_READ where it has no words of English."""

    WHAT = "what"
    HOW = "how"
    BOTH = "both"
    NEITHER = "neither"
    UNSURE = "unsure"
    NOT_READ = "not_read"


@dataclass(frozen=True, kw_only=True)
class SplitLine:
    """One short statement of a set that is being written, under a key of whoever asks.

    `marked`: WHAT or HOW where its author said which it is; none where nobody asked. `worded`: false where its words
    are not its author's, such as the name of a published measure; then the mark counts and no word is read.
    """

    key: str
    text: str
    marked: SplitState | None = None
    worded: bool = True

    def differs(self, state: SplitState) -> bool:
        """Whether its words were read as saying only the other of the two than its author marked it as."""
        return self.marked is not None and {self.marked, state} == {SplitState.WHAT, SplitState.HOW}


@dataclass(frozen=True, kw_only=True)
class SplitLineRead:
    """A statement and what it says, with a word for that; `by_mark`: as its author marked it, no word being read."""

    key: str
    text: str
    state: SplitState
    word: str
    by_mark: bool


@dataclass(frozen=True, kw_only=True)
class SplitRead:
    """What a set of statements says of what and of how, in counts and words: no share, whatever their number.

    `not_read` are in none of the counts. `without_how`: those that say surely nothing of how. `differing`: in words,
    those that their author marked as one and whose words say only the other. `trust` and `no_fault` stand beside every
    result; `explained` is what the two mean, how far each sort of document is read rightly, and what no reading says.
    """

    counts: FlagCounts
    not_read: int
    said: str
    lines: tuple[SplitLineRead, ...]
    without_how: tuple[SplitLineRead, ...]
    differing: tuple[str, ...]
    no_fault: str
    trust: str
    explained: tuple[str, ...]
