"""What the workforce standards for race and disability ask, each with both its shares and its direction in words.

Definitions: NHS England, Workforce Race Equality Standard, nine indicators, and Workforce Disability Equality Standard,
ten metrics. Which group stands on top differs from one to the next, and so does which way is worse: nothing about a
direction is said but from here. Method page: docs/methods/equality.md.
"""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.methods.equality_measures.groups import Disability, Ethnicity


class Standard(StrEnum):
    """Whose indicator it is."""

    WRES = "WRES"
    WDES = "WDES"


WORDS = {
    Ethnicity.WHITE: "white",
    Ethnicity.BME: "black and minority ethnic",
    Disability.NON_DISABLED: "non-disabled",
    Disability.DISABLED: "disabled",
}


@dataclass(frozen=True)
class Side:
    """A share of one group: those counted in the table `met`, of those counted in the table `of`."""

    group: str
    met: str
    of: str

    @property
    def words(self) -> str:
        """Numerator and denominator."""
        return f"{WORDS[_group(self.group)]} people {self.met}, of all {WORDS[_group(self.group)]} people {self.of}"


@dataclass(frozen=True)
class Likelihood:
    """How many times as likely something is in the group on top as in the one below.

    Attributes:
        number: in its standard.
        above_one, below_one: what a ratio above or below 1 says.
    """

    standard: Standard
    number: int
    name: str
    top: Side
    bottom: Side
    above_one: str
    below_one: str

    @property
    def words(self) -> str:
        """What is divided by what, and which way it reads."""
        return f"{self.top.words}; divided by {self.bottom.words}. Above 1 {self.above_one}; below 1 {self.below_one}."


@dataclass(frozen=True)
class Gap:
    """The share of a group among one set of people minus its share among another, in percentage points.

    Attributes:
        inside, beside: tables: of all in each, whoever is unknown too, how many are of the group.
    """

    standard: Standard
    number: int
    name: str
    group: str
    inside: str
    beside: str
    below_nought: str

    @property
    def words(self) -> str:
        """What is taken from what, and which way it reads."""
        who = WORDS[_group(self.group)]
        return (
            f"percentage of {self.inside} who are {who}, minus percentage of {self.beside} who are {who}. "
            f"Below 0: {self.below_nought}."
        )


@dataclass(frozen=True)
class SurveyGap:
    """Two percentages of the staff survey, each of those of a group who answered, and their gap in points.

    Attributes:
        more_is_worse: whether a higher percentage is the worse one.
    """

    standard: Standard
    number: int
    name: str
    question: str
    top: str
    bottom: str
    more_is_worse: bool

    @property
    def words(self) -> str:
        """What is taken from what, and which way it reads."""
        top, bottom = (WORDS[_group(one)] for one in (self.top, self.bottom))
        worse = top if self.more_is_worse else bottom
        return (
            f"percentage of {top} people who answered and {self.question}, minus the same of {bottom} people, "
            f"in points. Above 0: worse for {worse} people."
        )


EMPLOYED, SHORTLISTED, APPOINTED = "employed", "shortlisted", "appointed"
DISCIPLINED, TRAINED, CAPABILITY, BOARD = (
    "entering formal disciplinary",
    "on non-mandatory training",
    "entering formal capability",
    "board voting members",
)
DISABLED_BOARD = "board members"

_WHITE, _BME = Ethnicity.WHITE, Ethnicity.BME
_NON, _DISABLED = Disability.NON_DISABLED, Disability.DISABLED

LIKELIHOODS = (
    Likelihood(
        Standard.WRES,
        2,
        "Appointment from shortlisting",
        Side(_WHITE, APPOINTED, SHORTLISTED),
        Side(_BME, APPOINTED, SHORTLISTED),
        "favours white applicants",
        "favours black and minority ethnic applicants",
    ),
    Likelihood(
        Standard.WRES,
        3,
        "Entering the formal disciplinary process",
        Side(_BME, DISCIPLINED, EMPLOYED),
        Side(_WHITE, DISCIPLINED, EMPLOYED),
        "is worse for black and minority ethnic staff",
        "is worse for white staff",
    ),
    Likelihood(
        Standard.WRES,
        4,
        "Non-mandatory training and development",
        Side(_WHITE, TRAINED, EMPLOYED),
        Side(_BME, TRAINED, EMPLOYED),
        "favours white staff",
        "favours black and minority ethnic staff",
    ),
    Likelihood(
        Standard.WDES,
        2,
        "Appointment from shortlisting",
        Side(_NON, APPOINTED, SHORTLISTED),
        Side(_DISABLED, APPOINTED, SHORTLISTED),
        "favours non-disabled applicants",
        "favours disabled applicants",
    ),
    Likelihood(
        Standard.WDES,
        3,
        "Entering the formal capability process",
        Side(_DISABLED, CAPABILITY, EMPLOYED),
        Side(_NON, CAPABILITY, EMPLOYED),
        "is worse for disabled staff",
        "is worse for non-disabled staff",
    ),
)

GAPS = (
    Gap(
        Standard.WRES,
        9,
        "Board and workforce",
        _BME,
        BOARD,
        EMPLOYED,
        "the board has fewer black and minority ethnic voting members than the workforce would suggest",
    ),
    Gap(
        Standard.WDES,
        10,
        "Board and workforce",
        _DISABLED,
        DISABLED_BOARD,
        EMPLOYED,
        "the board has fewer disabled members than the workforce would suggest",
    ),
)

SURVEY_GAPS = (
    SurveyGap(Standard.WRES, 5, "Abuse from the public", "met abuse from patients or the public", _BME, _WHITE, True),
    SurveyGap(Standard.WRES, 6, "Abuse from staff", "met abuse from staff", _BME, _WHITE, True),
    SurveyGap(Standard.WRES, 7, "Fair careers", "believe that careers are fair", _BME, _WHITE, False),
    SurveyGap(
        Standard.WRES, 8, "Discrimination", "met discrimination from a manager or colleagues", _BME, _WHITE, True
    ),
)


def likelihood(standard: Standard, number: int) -> Likelihood:
    """The indicator of this number, such as WRES 2.

    Raises:
        KeyError: where the standard has no ratio of this number.
    """
    return {(one.standard, one.number): one for one in LIKELIHOODS}[standard, number]


def _group(name: str) -> Ethnicity | Disability:
    return Ethnicity(name) if name in set(Ethnicity) and name != Ethnicity.UNKNOWN else Disability(name)
