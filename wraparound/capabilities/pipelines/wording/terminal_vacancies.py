"""Vacancies at the terminal, in words."""

from wraparound.capabilities.pipelines.terms.vacancies import VacanciesPage, VacancyTerms
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.vacancies import (
    STAGES_OF_CANDIDATES,
    answer_words,
    candidate_called,
    candidates_line,
    cost_rows,
    days_words,
    entered_line,
    hidden_words,
    list_sentence,
    open_line,
    stage_line,
    times_rows,
)


def say_vacancies(page: VacanciesPage) -> str:
    """A page of vacancies, a few lines for each."""
    head = f"As at {day(page.day)}: {list_sentence(page)}"
    if page.pages > 1:
        head += f" Page {page.page} of {page.pages}."
    rows = []
    for one in page.rows:
        lines = [f"{one.title}, {one.organisation} ({one.number})", f"  {stage_line(one)}"]
        lines += [f"  {open_line(one)}"] if open_line(one) else []
        lines += [f"  {candidates_line(one)}"] if candidates_line(one) else []
        rows.append("\n".join(lines))
    return "\n\n".join([head, *rows])


def say_vacancy(found: VacancyTerms) -> str:
    """A vacancy with its stages, its candidates by name, and what it costs."""
    parts = [f"{found.line.title}, {found.line.organisation}: as at {day(found.day)}", *answer_words(found)]
    parts += ["", *(f"{words}: {days}" for words, days in times_rows(found)), f"In all: {days_words(found.line.days)}"]
    parts += ["", *(entered_line(one) for one in found.entered)]
    if found.candidates:
        parts += ["", "Candidates, by name:"]
    for one in found.candidates:
        parts.append(f"- {candidate_called(one)}")
        parts += [f"  {entered_line(each, STAGES_OF_CANDIDATES)}" for each in one.entered]
    parts += [hidden_words(found)] if hidden_words(found) else []
    if found.costs:
        parts += ["", *(f"{words}: {amount}" for words, amount in cost_rows(found.costs))]
    return "\n".join(parts)
