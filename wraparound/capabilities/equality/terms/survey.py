"""Figures that others published of an organisation: of the staff survey, and its own figure of its board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.methods.equality_measures.groups import Disability, Ethnicity
from wraparound.methods.equality_measures.indicators import Standard

LEAST_RESPONSES = 11
"""Of fewer people who answered nothing is kept, and nothing shown: docs/methods/equality.md."""
LONGEST_SOURCE = 300
WEB = ("https://", "http://")
"""How a link begins."""


@dataclass(frozen=True, kw_only=True)
class SurveyQuestion:
    """An indicator from the staff survey.

    Attributes:
        code: its number in its standard, with a letter where it has parts.
        asks: what people said who are counted, such as "met abuse from staff".
        more_is_worse: whether a higher percentage is the worse one.
        confirmed: whether it is confirmed against the national standard; else it is marked wherever it is shown.
        of_one_group: it is asked of the second group alone, so there is no gap.
    """

    standard: Standard
    code: str
    name: str
    asks: str
    more_is_worse: bool
    confirmed: bool = True
    of_one_group: bool = False


_FAIR, _PUBLIC = "believe that careers are fair", "met abuse from patients or the public"
SURVEY_QUESTIONS = (
    SurveyQuestion(standard=Standard.WRES, code="5", name="Abuse from the public", asks=_PUBLIC, more_is_worse=True),
    SurveyQuestion(
        standard=Standard.WRES, code="6", name="Abuse from staff", asks="met abuse from staff", more_is_worse=True
    ),
    SurveyQuestion(standard=Standard.WRES, code="7", name="Fair careers", asks=_FAIR, more_is_worse=False),
    SurveyQuestion(
        standard=Standard.WRES,
        code="8",
        name="Discrimination",
        asks="met discrimination from a manager or colleagues",
        more_is_worse=True,
    ),
    SurveyQuestion(
        standard=Standard.WDES,
        code="4a",
        name="Abuse from the public",
        asks=_PUBLIC,
        more_is_worse=True,
        confirmed=False,
    ),
    SurveyQuestion(
        standard=Standard.WDES,
        code="4b",
        name="Abuse from managers",
        asks="met abuse from managers",
        more_is_worse=True,
        confirmed=False,
    ),
    SurveyQuestion(
        standard=Standard.WDES,
        code="4c",
        name="Abuse from colleagues",
        asks="met abuse from other colleagues",
        more_is_worse=True,
        confirmed=False,
    ),
    SurveyQuestion(
        standard=Standard.WDES,
        code="4d",
        name="Reporting of abuse",
        asks="say that abuse was reported when it last happened",
        more_is_worse=False,
        confirmed=False,
    ),
    SurveyQuestion(standard=Standard.WDES, code="5", name="Fair careers", asks=_FAIR, more_is_worse=False),
    SurveyQuestion(
        standard=Standard.WDES,
        code="6",
        name="Pressure to work when ill",
        asks="felt pressed by a manager to work when they were ill",
        more_is_worse=True,
    ),
    SurveyQuestion(
        standard=Standard.WDES,
        code="7",
        name="Feeling valued",
        asks="are satisfied with how far their work is valued",
        more_is_worse=False,
        confirmed=False,
    ),
    SurveyQuestion(
        standard=Standard.WDES,
        code="8",
        name="Adequate adjustments",
        asks="say that adequate adjustments were made for them",
        more_is_worse=False,
        of_one_group=True,
    ),
)
"""In the order of the standards. Engagement (WDES 9) is a score and a text, not a percentage, and is not taken in."""
GROUPS = {
    Standard.WRES: (Ethnicity.WHITE.value, Ethnicity.BME.value),
    Standard.WDES: (Disability.NON_DISABLED.value, Disability.DISABLED.value),
}
"""The group that is compared with, and the one that a standard is about."""


@dataclass(frozen=True, kw_only=True)
class SurveyRow:
    """A percentage of a group, as it was published; `percent` and `responses` none where too few people answered."""

    row: int
    question: SurveyQuestion
    group: str
    percent: float | None
    responses: int | None
    source: str
    published_on: date


@dataclass(frozen=True)
class SurveyTrouble:
    """What is wrong with a file: in which row (0: the file as a whole), and what to do."""

    row: int
    words: str


@dataclass(frozen=True, kw_only=True)
class SurveyRead:
    """A file as it was understood: its rows, or what is wrong with it. There are rows only where nothing is."""

    rows: Sequence[SurveyRow] = ()
    troubles: Sequence[SurveyTrouble] = ()


@dataclass(frozen=True, kw_only=True)
class SurveyShare:
    """The percentage of a group with its interval; none of them where too few people answered."""

    group: str
    percent: float | None
    low: float | None
    high: float | None
    responses: int | None


@dataclass(frozen=True, kw_only=True)
class SurveyIndicator:
    """An indicator from the staff survey, as it was published elsewhere.

    Attributes:
        asks: whose percentage is taken from whose, and which way it reads.
        confirmed: whether it is confirmed against the national standard.
        gap, low, high: points, the second group minus the first; none where there is none.
        words: all of it in a sentence. sources: who published it, and when.
    """

    standard: str
    code: str
    name: str
    asks: str
    confirmed: bool
    shares: tuple[SurveyShare, ...]
    gap: float | None
    low: float | None
    high: float | None
    words: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SurveyLine:
    """A file that was sent: of which organisation and year, when, by whom, with how many figures."""

    number: int
    code: str
    organisation: str
    year: int
    state: MonitoringState
    sent_on: date
    sent_by: str
    figures: int
    small: int


@dataclass(frozen=True, kw_only=True)
class OwnBoard:
    """What an organisation itself published of its board, in percent of the group, with where and when.

    `gap` is board minus workforce, points. `words` is all of it in a sentence.
    """

    number: int
    code: str
    organisation: str
    standard: str
    year: int
    board: float
    workforce: float
    gap: float
    link: str
    published_on: date
    words: str


@dataclass(frozen=True, kw_only=True)
class BoardSaid:
    """An organisation's own figure of its board as somebody types it: percent of the group, a link, and a day."""

    standard: Standard
    year: int
    board: float
    workforce: float
    link: str
    published_on: date


@dataclass(frozen=True, kw_only=True)
class PublishedPlaces:
    """Where the viewer brings in what was published (code and name), the files of it, and figures of boards."""

    places: tuple[tuple[str, str], ...]
    files: tuple[SurveyLine, ...]
    boards: tuple[OwnBoard, ...]
