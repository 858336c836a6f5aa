"""Lines of a workbook in the shape of the national returns on race and disability equality.

Indicators and what they divide are as NHS England publishes them; the fields of its forms are not confirmed here, nor
the order in which they stand, and every line says so.
"""

from dataclasses import dataclass

from wraparound.capabilities.equality.terms.survey import SURVEY_QUESTIONS
from wraparound.methods.equality_measures.indicators import (
    APPOINTED,
    BOARD,
    CAPABILITY,
    DISABLED_BOARD,
    DISCIPLINED,
    EMPLOYED,
    SHORTLISTED,
    TRAINED,
    Standard,
)

MEASURE, STANDING, TOGETHER = "What it says", "Standing", "Together"
UNCONFIRMED = "Indicator as published. This field is not confirmed against the national form"
ELSEWHERE = "Not confirmed, and not held here"
UNCONFIRMED_ALL = (
    "Indicators are as published. Fields marked “Not confirmed” are ours: they were not compared with the national "
    "form, nor was their order."
)
NOT_HELD = "Not held here"
NOT_BROUGHT_IN = "Not brought in here"
NOT_TOLD = "Not shown of this place"
NO_RETURN = (
    "In the shape of the national returns, and no return: figures are rounded and small ones hidden. An organisation "
    "sends its own numbers."
)
NOTES = (
    "Pay levels are not told apart by clinical and other staff here, as the national form does.",
    "Indicators of the staff survey are as others published them, where they were brought in; what is told in words "
    "has no figures here.",
)


@dataclass(frozen=True, kw_only=True)
class ReturnLine:
    """One line: of which indicator, which field, and the table, measure or survey question that fills it."""

    indicator: str
    field: str
    table: str = ""
    number: int = 0
    by_level: bool = False
    survey: str = ""
    standing: str = UNCONFIRMED


def _side(indicator: str, field: str, table: str) -> ReturnLine:
    return ReturnLine(indicator=indicator, field=field, table=table)


def _measure(number: int, field: str) -> ReturnLine:
    return ReturnLine(indicator=str(number), field=field, number=number)


def _survey(standard: Standard, *codes: str) -> tuple[ReturnLine, ...]:
    """A line for each of these questions of the staff survey."""
    wanted = [one for one in SURVEY_QUESTIONS if one.standard is standard and one.code in codes]
    return tuple(ReturnLine(indicator=one.code, field=f"Staff survey: {one.name}", survey=one.code) for one in wanted)


def _elsewhere(indicator: str, field: str) -> ReturnLine:
    return ReturnLine(indicator=indicator, field=field, standing=ELSEWHERE)


_LEVELS = ReturnLine(indicator="1", field="Staff by pay level", by_level=True)
LINES = {
    "WRES": (
        _LEVELS,
        _side("2", "Shortlisted applicants", SHORTLISTED),
        _side("2", "Appointed from shortlisting", APPOINTED),
        _measure(2, "Relative likelihood, white beside black and minority ethnic"),
        _side("3", "Staff entering the formal disciplinary process", DISCIPLINED),
        _measure(3, "Relative likelihood, black and minority ethnic beside white"),
        _side("4", "Staff on non-mandatory training", TRAINED),
        _measure(4, "Relative likelihood, white beside black and minority ethnic"),
        *_survey(Standard.WRES, "5", "6", "7", "8"),
        _side("9", "Voting members of the board", BOARD),
        _side("9", "All staff", EMPLOYED),
        _measure(9, "Board minus workforce, percentage points"),
    ),
    "WDES": (
        _LEVELS,
        _side("2", "Shortlisted applicants", SHORTLISTED),
        _side("2", "Appointed from shortlisting", APPOINTED),
        _measure(2, "Relative likelihood, non-disabled beside disabled"),
        _side("3", "Staff entering the formal capability process", CAPABILITY),
        _measure(3, "Relative likelihood, disabled beside non-disabled"),
        *_survey(Standard.WDES, "4a", "4b", "4c", "4d", "5", "6", "7", "8"),
        _elsewhere("9", "Engagement of disabled staff, and what was done to hear them"),
        _side("10", "Voting members of the board", DISABLED_BOARD),
        _side("10", "All staff", EMPLOYED),
        _measure(10, "Board minus workforce, percentage points"),
    ),
}
"""By standard, in the order of its indicators."""
