"""What is kept of texts where somebody asks: counts, and never words."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.focus.terms.texts import (
    AccuracyFigure,
    DatedDocument,
    HowRange,
    SurveyBeside,
    TextKind,
    UsualOfKind,
)
from wraparound.methods.focus.counting import FlagCounts, HowShare, ShareDifference
from wraparound.published.terms import CannotAnswer, NotInEvidence


class CannotKeepReading(CannotAnswer):
    """Counts that cannot be kept as asked; the message says why and what to do."""


class NoSuchReading(NotInEvidence):
    """No such counts are kept, or they are not the viewer's to read: one sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nothing under this address that you may see. Begin at “What gets done, and how”.")


@dataclass(frozen=True, kw_only=True)
class ReadToKeep:
    """What may be kept of a text that was read: kind, counts and method, and never its words.

    `mark` tells whether two texts say the same, and only with the site's key; `once` is of this one reading.
    """

    kind: TextKind
    counts: FlagCounts
    method: str
    mark: str
    once: str


@dataclass(frozen=True, kw_only=True)
class NewKept:
    """What a person adds: a name, the day of the document (the first of its month where no day is known), and whose.

    `organisation` is a code; empty for what is kept by and for the person alone.
    """

    name: str
    day: date
    whole_month: bool
    organisation: str = ""


@dataclass(frozen=True, kw_only=True)
class KeptOverTime:
    """Kept documents of one kind that were read in one way, the oldest first; see DocumentsOverTime.

    `here`: the lowest and highest share among them, of five documents or more; what was usual here, and no target.
    `usual`: what is known of the kind beyond.
    """

    kind: TextKind
    method: str
    documents: tuple[DatedDocument, ...]
    overall: ShareDifference | None
    together: HowShare | None
    here: HowRange | None
    usual: UsualOfKind
    accuracy: tuple[AccuracyFigure, ...]


@dataclass(frozen=True, kw_only=True)
class KeptPage:
    """All that one person, or one organisation, keeps; beside it what the staff of that organisation said.

    `code` and `name` are empty where it is a person's own. `beside` is in no number with the documents.
    """

    code: str
    name: str
    made_up: bool
    sorts: tuple[KeptOverTime, ...]
    beside: tuple[SurveyBeside, ...]
    beside_from: str
    may_keep: bool
    why: str

    @property
    def many(self) -> int:
        """How many documents are kept."""
        return sum(len(one.documents) for one in self.sorts)
