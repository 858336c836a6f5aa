"""What is said of an employer's monitoring file: its columns, what is wrong with it, and where it stands."""

from collections.abc import Iterable

from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.figures import DAYS_APART
from wraparound.capabilities.equality.terms.monitoring import (
    IndicatorSide,
    MonitoringLine,
    MonitoringSheet,
    MonitoringState,
)
from wraparound.capabilities.equality.wording.questions import NAMES

REFERENCE, EMAIL, YEAR, LEVEL = "Reference", "Email", "Year", "Pay level"
SHEETS = {MonitoringSheet.STAFF: "Staff", MonitoringSheet.APPLICANTS: "Applicants"}
COLUMNS_OF = {one: NAMES[one.value] for one in Characteristic}
SIDES = {
    IndicatorSide.STAFF: "Staff",
    IndicatorSide.DISCIPLINARY: "Entered formal disciplinary",
    IndicatorSide.CAPABILITY: "Entered formal capability",
    IndicatorSide.TRAINING: "Had training that was not mandatory",
    IndicatorSide.BOARD: "Voting board member",
    IndicatorSide.SHORTLISTED: "Shortlisted",
    IndicatorSide.APPOINTED: "Appointed",
}
STATES = {
    MonitoringState.LOOKED_AT: "looked at, not counted",
    MonitoringState.COUNTED: "counted",
    MonitoringState.TAKEN_BACK: "taken back",
}
YES, NO = ("yes", "y", "1", "true"), ("no", "n", "0", "false", "")
NOTES = (
    "One row for each person. Reference: your own, such as an employee number; it is turned into a token that nobody "
    "can read back, and names nobody here.",
    "Email: only if they sign in here with it, so that what they say themselves counts in place of the file.",
    "Codes: ethnicity A to S, Z where it was asked and not stated, 99 where it is not known. For the other questions "
    "the codes on the page of the site; prefer_not, Z or 99 where there is none.",
    "No names, no dates of birth, no words of your own: a file with any other column is refused.",
)
OTHER_SHEET = "Sheets are called Staff and Applicants. Rename or remove it."
NO_ROWS = "The file has no row below its headings."
FREE_TEXT = (
    "holds more than a code. Only codes are taken in, so that nothing that somebody wrote of a person comes here"
)
TWICE_COUNTED = "A file of this organisation and year is counted already. Take that back first, then send this one."
GONE = "That file was not looked at in the last day, or was taken back. Send it again."
COUNTED = (
    "Counted. Nobody is shown its rows again, you neither. Its figures come within a quarter of an hour; where figures "
    f"of that year are shown already, {DAYS_APART} days after those were counted."
)
TAKEN_BACK = (
    "Taken back: nothing of the file is held any more. Figures that are shown already stay as they were counted, until "
    f"they are counted anew, {DAYS_APART} days later at the earliest."
)
OBJECTION_KEPT = "Kept. Nothing under that reference is counted from now on, in this file or any that comes."


def year_words(year: int) -> str:
    """A year as a return has it.

    >>> year_words(2026)
    '2026/27'
    """
    return f"{year}/{(year + 1) % 100:02}"


def no_columns(missing: Iterable[str]) -> str:
    """Which headings are missing."""
    return f"These columns are missing: {', '.join(missing)}. The template on the page has them all."


def other_columns(found: Iterable[str]) -> str:
    """Which headings should not be there; their names are cut short, since anything may stand in a heading."""
    named = ", ".join(one[:30] for one in found)
    return f"These columns are not taken in: {named}. Remove them, also so that nothing comes here that is not needed."


def bad_code(title: str) -> str:
    """A code that the list does not have. What stands in the cell is not repeated: it may be free text of somebody."""
    return (
        f"{title} is no code of its list. Every code stands below; Z where it was asked and not stated, 99 if unknown."
    )


def free_text(title: str) -> str:
    """More than a code."""
    return f"{title} {FREE_TEXT}."


def no_yes(title: str) -> str:
    """Neither a yes nor a no."""
    return f"{title} should be yes or no, or empty for no."


def other_year(year: int) -> str:
    """A row of another year."""
    return f"The year of this row is not {year_words(year)}, for which the file is sent. Send one file for each year."


def twice(row: int) -> str:
    """The same person once more."""
    return f"The same person as in row {row}. Each person has one row on a sheet."


def line_words(one: MonitoringLine) -> str:
    """How many rows a file has, and where it stands."""
    left = f", {one.left_out:,} left out because they objected" if one.left_out else ""
    return f"{one.staff:,} staff and {one.applicants:,} applicants{left}: {STATES[one.state]}"
