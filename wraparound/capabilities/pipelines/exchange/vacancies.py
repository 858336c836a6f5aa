"""The list of vacancies as a spreadsheet: what the pages show, in the same words."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.vacancies import VacanciesQuestion, VacancyLine
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.vacancies import WHO_SEES, narrowed_words, sheet_row
from wraparound.published.export import as_excel


def vacancies_workbook(rows: Sequence[VacancyLine], question: VacanciesQuestion, on: date) -> bytes:
    """A row for each vacancy, and a sheet that says what was asked."""
    asked = "; ".join(words for words, _ in narrowed_words(question)) or "open vacancies"
    notes = (
        f"Vacancies as at {day(on)}: {asked}.",
        "Days in stage and in all are counted to that day, or to the outcome.",
        "Vacancies stand by organisation, level and title.",
        WHO_SEES,
    )
    return as_excel([sheet_row(one) for one in rows], sheet="Vacancies", notes=notes)
