"""Figures as they may be shown: of which place and year, and what is said of each. Nothing here is a count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.equality.terms.answers import Characteristic, Without
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.equality.terms.survey import OwnBoard, SurveyIndicator
from wraparound.methods.equality_measures.groups import Disability, Ethnicity
from wraparound.methods.equality_measures.indicators import (
    APPOINTED,
    BOARD,
    CAPABILITY,
    DISABLED_BOARD,
    DISCIPLINED,
    SHORTLISTED,
    TRAINED,
    Standard,
)
from wraparound.published.terms import NotInEvidence

NATION = "NATION"
"""In place of a code: all regions together."""
DAYS_APART = 28
"""Figures of a year are counted anew at most so often."""


class NoSuchFigures(NotInEvidence):
    """No figures of this place and year that this viewer may read: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There are no figures of this place and year that you may read: /equality/figures/ has those.")


class FiguresFrom(StrEnum):
    """What figures were counted from: employers' monitoring files, or stages on the way to a post."""

    FILES = "files"
    STAGES = "stages"


class PlaceSort(StrEnum):
    """How wide a place is. KIND: the organisations of one kind in a region."""

    NATION = "nation"
    REGION = "region"
    KIND = "kind"
    ORGANISATION = "organisation"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What a standard counts: the question, its groups by the group of the list, and which group it sets beside which.

    `without`: groups of people of whom nothing is known; in no ratio, and told apart.
    """

    characteristic: Characteristic
    groups: Mapping[str, str]
    first: str
    second: str
    without: tuple[str, ...] = tuple(one.value for one in Without)


OF_STANDARDS = {
    Standard.WRES: Counted(
        characteristic=Characteristic.ETHNICITY,
        groups={"white": Ethnicity.WHITE.value, "black and minority ethnic": Ethnicity.BME.value},
        first=Ethnicity.WHITE.value,
        second=Ethnicity.BME.value,
    ),
    Standard.WDES: Counted(
        characteristic=Characteristic.DISABILITY,
        groups={"not disabled": Disability.NON_DISABLED.value, "disabled": Disability.DISABLED.value},
        first=Disability.NON_DISABLED.value,
        second=Disability.DISABLED.value,
    ),
}


OF_SIDES = {
    Standard.WRES: {
        IndicatorSide.SHORTLISTED: SHORTLISTED,
        IndicatorSide.APPOINTED: APPOINTED,
        IndicatorSide.DISCIPLINARY: DISCIPLINED,
        IndicatorSide.TRAINING: TRAINED,
        IndicatorSide.BOARD: BOARD,
    },
    Standard.WDES: {
        IndicatorSide.SHORTLISTED: SHORTLISTED,
        IndicatorSide.APPOINTED: APPOINTED,
        IndicatorSide.CAPABILITY: CAPABILITY,
        IndicatorSide.BOARD: DISABLED_BOARD,
    },
}
"""The table of each side, by the standard that asks for it. Names stay for good: secret numbers hang on them."""
OF_STAGES = {
    FunnelStage.POOL: "in the pool",
    FunnelStage.LONG_LIST: "on a long list",
    FunnelStage.SHORTLIST: "on a shortlist",
    FunnelStage.INTERVIEW: "interviewed",
    FunnelStage.OFFER: "with an offer",
    FunnelStage.POST: "in post",
    FunnelStage.PROGRAMME: "on a development programme",
    FunnelStage.STRETCH: "taking up a stretch offer",
    FunnelStage.RELEASED: "released to pipelines",
}


@dataclass(frozen=True, kw_only=True)
class CountedPlace:
    """An organisation that is counted, and what it is part of."""

    code: str
    kind: str
    region: str
    made_up: bool


@dataclass(frozen=True, kw_only=True)
class TableFigures:
    """A table at a place: a figure for each group, a multiple of 5, or none where it is hidden.

    `table` stays from year to year, `words` say it; `together`: their sum, none where any is hidden.
    """

    table: str
    words: str
    figures: tuple[int | None, ...]
    together: int | None


class Untold(StrEnum):
    """Why an indicator of a year cannot be told.

    NOT_SENT: no file of the place is counted. TOO_FEW: a figure is hidden, or stands for too few. MORE_AFTER: more came
    to the later stage than to the earlier one, so that it is no share.
    """

    NOT_SENT = "not sent"
    TOO_FEW = "too few"
    MORE_AFTER = "more after"


@dataclass(frozen=True, kw_only=True)
class MeasureOfYear:
    """An indicator in a year: its value with its interval, and all of it in a sentence.

    Attributes:
        value, low, high: a ratio, or points of percent; none where it cannot be told.
        judged: inside, above, below or cannot_tell beside the four-fifths range; none for points, and where not told.
    """

    year: int
    value: float | None
    low: float | None
    high: float | None
    judged: str | None
    words: str


@dataclass(frozen=True, kw_only=True)
class IndicatorFigures:
    """An indicator year by year, the newest first. `number` is its number in the standard, 0 for a step of the funnel.

    Attributes:
        asks: numerator, denominator and direction in words.
        is_ratio: otherwise it is a gap in points.
    """

    standard: str
    number: int
    name: str
    asks: str
    is_ratio: bool
    years: tuple[MeasureOfYear, ...]


@dataclass(frozen=True, kw_only=True)
class StandardFigures:
    """What is shown of a place by one standard.

    Attributes:
        groups: of people, in the order of all figures, those of whom nothing is known at the end.
        counted_on, stages_on: the days on which figures of the year were counted; none where there are none.
        employed: everybody employed and each pay level; sides: the other sides of indicators; stages: of the funnel.
        hidden: how many figures of these tables are hidden.
    """

    standard: str
    question: str
    groups: tuple[str, ...]
    counted_on: date | None
    stages_on: date | None
    employed: tuple[TableFigures, ...]
    sides: tuple[TableFigures, ...]
    stages: tuple[TableFigures, ...]
    indicators: tuple[IndicatorFigures, ...]
    steps: tuple[IndicatorFigures, ...]
    hidden: int


@dataclass(frozen=True, kw_only=True)
class PartFigures:
    """A part of a place, a kind of organisation or a region: its indicators in the year that is shown."""

    name: str
    indicators: tuple[IndicatorFigures, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceFigures:
    """What may be shown of a place in a year.

    Attributes:
        code: of an organisation or region; NATION.
        year: in which the year begins; years: those of which anything is shown, the newest first.
        off_by: by how much a figure can be away from its count, at most. least: no count that is shown is below it.
        survey, boards: of an organisation, what others published of its staff survey, and it of its board.
        parts: kinds of organisation in a region, or regions; none of an organisation.
        says: what holds for all of it, in sentences.
    """

    sort: PlaceSort
    code: str
    name: str
    region: str
    made_up: bool
    year: int
    years: tuple[int, ...]
    off_by: int
    least: int
    standards: tuple[StandardFigures, ...]
    parts: tuple[PartFigures, ...]
    survey: tuple[SurveyIndicator, ...]
    boards: tuple[OwnBoard, ...]
    says: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted there."""
        counted = any(one.counted_on or one.stages_on for one in self.standards)
        return not (counted or self.survey or self.boards)


@dataclass(frozen=True, kw_only=True)
class FiguresPlace:
    """A place of which the viewer may read figures."""

    sort: PlaceSort
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class FiguresPlaces:
    """The years of which there are figures, the newest first, and the places that the viewer may read.

    `organisations` are those of which anything is counted; `silent`: of how many others nothing is.
    """

    years: tuple[int, ...]
    regions: tuple[FiguresPlace, ...]
    organisations: tuple[FiguresPlace, ...]
    silent: int
