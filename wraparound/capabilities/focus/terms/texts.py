"""The words of focus."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.methods.focus.counting import FlagCounts, HowShare, ShareDifference
from wraparound.methods.focus.horizon import Horizon
from wraparound.methods.focus.language import Language
from wraparound.methods.focus.splitting import PieceKind
from wraparound.published.terms import CannotAnswer

LONGEST_NAME = 120
LONGEST_METHOD = 120
MOST_KEPT = 500
"""Documents that one person, or one organisation, may keep; as many as are read from a folder."""


class TextKind(StrEnum):
    """What sort of document a text is: only documents of one sort may be compared."""

    OBJECTIVES = "objectives"
    APPRAISAL = "appraisal"
    ADVERT = "advert"
    AGENDA = "agenda"
    BOARD_PAPER = "board paper"
    PLAN = "plan"
    STRATEGY = "strategy"


OF_ORGANISATIONS = (TextKind.ADVERT, TextKind.AGENDA, TextKind.BOARD_PAPER, TextKind.PLAN, TextKind.STRATEGY)
"""What an organisation may keep: objectives and appraisals are somebody's own, and no organisation keeps those."""


class TextNotRead(CannotAnswer):
    """A text or file that cannot be read as put; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class RowScored:
    """One row of a table: its number from 1 (the heading not counted) and the two amounts of its text, 0 to 1.

    A flag stands from one half up; unsure while either amount is within 0.15 of one half.
    """

    row: int
    what: float
    how: float
    what_flag: bool
    how_flag: bool
    unsure: bool


@dataclass(frozen=True)
class WordPart:
    """A piece of a sentence, and what it adds to the log odds of each flag; both 0 for what lies between words."""

    text: str
    what: float
    how: float


@dataclass(frozen=True)
class LikeSentence:
    """A coded sentence of ours that shares words with the one read: its text, its code, and how alike (0 to 1)."""

    text: str
    code: str
    alike: float


@dataclass(frozen=True)
class SentenceRead:
    """One sentence of a document: amounts from 0 to 1, flags, and what stands beside them.

    `where` it stands, such as page 3, where that is known. One in another `language` than English is not counted.

    `what_start` and `how_start` are where the log odds begin; with what the parts add they make those of the amounts.
    """

    number: int
    kind: PieceKind
    text: str
    where: str
    language: Language
    what: float
    how: float
    what_flag: bool
    how_flag: bool
    unsure: bool
    what_start: float
    how_start: float
    change: bool
    horizon: Horizon
    negative: bool
    parts: tuple[WordPart, ...]
    alike: tuple[LikeSentence, ...]


@dataclass(frozen=True)
class GenderedWord:
    """A word that a published list calls masculine- or feminine-coded, and the number of its sentence."""

    word: str
    side: str
    sentence: int


@dataclass(frozen=True)
class RepeatedPhrase:
    """Words in a row, and how many sentences of the document they stand in."""

    words: str
    sentences: int


@dataclass(frozen=True)
class PaddingSigns:
    """What looks like padding: phrases that come again and again, sentences whose last words alone speak of how."""

    phrases: tuple[RepeatedPhrase, ...]
    hung_on: tuple[int, ...]
    warned: bool


@dataclass(frozen=True)
class AccuracyFigure:
    """How far a flag agrees with coders for a kind of document (or all): a figure, its 95% interval, its basis."""

    kind: str
    flag: str
    figure: str
    value: float
    low: float | None
    high: float | None
    sentences: int
    documents: int


@dataclass(frozen=True)
class FocusAccuracy:
    """How far the measure agrees with coders of text that it never learned from, and which method that is said of."""

    method: str
    figures: tuple[AccuracyFigure, ...]


@dataclass(frozen=True, kw_only=True)
class UsualOfKind:
    """The lowest and highest share of how among so many coded documents of a kind; none where they are too few.

    `least_documents` with `least_sentences` each would be enough.
    """

    kind: TextKind
    documents: int
    low: float | None
    high: float | None
    least_documents: int
    least_sentences: int


@dataclass(frozen=True)
class DocumentRead:
    """All that is said of a document. Headings are read, not counted; no share under 30 flagged sentences.

    `not_english`: sentences that are not counted either; `overlong`: numbers of those that have most likely lost their
    full stops; `notes`: what was left out when the file was read. `corrected`: the share with misreadings counted in,
    of which the interval is shown; none where too little was coded. `usual`: what is known of its kind.
    """

    kind: TextKind
    method: str
    counts: FlagCounts
    change: int
    negative: int
    short: int
    long: int
    headings: int
    not_english: int
    overlong: tuple[int, ...]
    notes: tuple[str, ...]
    share: HowShare | None
    sentences: tuple[SentenceRead, ...]
    padding: PaddingSigns
    gendered: tuple[GenderedWord, ...]
    accuracy: tuple[AccuracyFigure, ...]
    corrected: HowShare | None
    usual: UsualOfKind


@dataclass(frozen=True, kw_only=True)
class DatedDocument:
    """One document of a folder: what it is called, the day in its name, and what was counted in it.

    `since`: its share less that of the document before it that has one. `why_not`: why it stands beside no other, in
    words, or `same_as`: an earlier one that says the same, word for word; it then has no counts. `number` is that of
    counts which are kept here, 0 of a file; `whole_month`: no day of its month is known. `corrected`: see DocumentRead.
    """

    name: str
    day: date | None
    counts: FlagCounts | None = None
    share: HowShare | None = None
    corrected: HowShare | None = None
    since: ShareDifference | None = None
    notes: tuple[str, ...] = ()
    why_not: str = ""
    same_as: str = ""
    number: int = 0
    whole_month: bool = False


@dataclass(frozen=True, kw_only=True)
class SurveyBeside:
    """What the staff of an organisation said in a survey: percent of so many, 0 to 100; published, and never scored."""

    measure: str
    title: str
    year: int
    percent: float
    respondents: int


@dataclass(frozen=True, kw_only=True)
class HowRange:
    """The lowest and the highest share of how among so many documents of a kind, 0 to 1: a range, and no target."""

    low: float
    high: float
    documents: int


@dataclass(frozen=True, kw_only=True)
class DocumentsOverTime:
    """Documents of one kind of an organisation, the oldest first, and beside them what its staff said.

    `overall`: the last share less the first. `together`: the share of all of them, five at least. The two are never
    made one number with what staff said.
    """

    kind: TextKind
    method: str
    documents: tuple[DatedDocument, ...]
    overall: ShareDifference | None
    together: HowShare | None
    organisation: str
    beside: tuple[SurveyBeside, ...]
    beside_from: str
    usual: UsualOfKind
    accuracy: tuple[AccuracyFigure, ...]


@dataclass(frozen=True)
class FlagAgreement:
    """Krippendorff's alpha of two coders on one flag, with its 95% interval; none where it cannot be told."""

    flag: str
    alpha: float | None
    low: float | None
    high: float | None
    sentences: int


@dataclass(frozen=True)
class CodersAgreed:
    """How far coders agree, flag by flag, on the sentences that they all coded."""

    coders: tuple[str, ...]
    flags: tuple[FlagAgreement, ...]
