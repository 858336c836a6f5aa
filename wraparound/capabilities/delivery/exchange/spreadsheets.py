"""A plan as a workbook: written, and read back as tables of text."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms
from wraparound.capabilities.delivery.terms.recommendations import Answered, CannotPlan
from wraparound.capabilities.delivery.terms.spreadsheets import COLUMNS, READ, PlanOut, ProgrammesOut, Sheet
from wraparound.capabilities.delivery.wording.milestones import EVIDENCE, REASONS, STATES
from wraparound.capabilities.delivery.wording.recommendations import CHOICES
from wraparound.capabilities.delivery.wording.spreadsheets import (
    MEANS,
    MEANS_OF_REGION,
    NOTES,
    NOTES_OF_REGION,
    made_note,
)
from wraparound.published.export import Cell, Row, as_workbook_of
from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import Table, tables_in

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_tables(name: str, content: bytes, read: Sequence[Sheet] = READ) -> list[Table]:
    """The sheets of a file as text; CannotPlan says what is wrong with it."""
    try:
        return tables_in(name, content, titles=[one.value for one in read], unread=())
    except FileRefused as trouble:
        raise CannotPlan(str(trouble)) from trouble


def plan_workbook(out: PlanOut) -> bytes:
    """The plan as a workbook, which comes in again as it went out; with what each column means."""
    titles = {one.recommendation.key: one.recommendation.title for one in out.plan.answered}
    sheets: Mapping[Sheet, Sequence[Row]] = {
        Sheet.MILESTONES: [
            _headed(Sheet.MILESTONES, _milestone(one, titles.get(one.recommendation, "")))
            for one in sorted(out.plan.milestones, key=lambda one: one.number)
        ],
        Sheet.ANSWERS: [_headed(Sheet.ANSWERS, _answer(one)) for one in out.plan.answered],
        Sheet.MOVES: _moves(out),
        Sheet.COLUMNS: [
            {"Sheet": sheet.value, "Column": COLUMNS[sheet][name], "What it means": words}
            for sheet, columns in MEANS.items()
            for name, words in columns.items()
        ],
    }
    empty = {sheet: _headed(sheet, {}) for sheet in READ}
    return as_workbook_of(
        {sheet.value: rows or ([empty[sheet]] if sheet in empty else []) for sheet, rows in sheets.items()},
        notes=(*NOTES, made_note(out.at)),
    )


def programmes_workbook(out: ProgrammesOut) -> bytes:
    """The recommendations of a region as a workbook, which comes in again as it went out; empty, it is to be filled."""
    rows = [
        _headed(
            Sheet.RECOMMENDATIONS,
            {
                "recommendation": one.key,
                "programme": one.programme,
                "place": one.number,
                "title": one.title,
                "asks": one.words,
                "source": one.source,
                "link": one.link,
            },
        )
        for one in out.recommendations
    ]
    means = [
        {"Column": COLUMNS[Sheet.RECOMMENDATIONS][name], "What it means": words}
        for name, words in MEANS_OF_REGION.items()
    ]
    sheets: Mapping[str, Sequence[Row]] = {
        Sheet.RECOMMENDATIONS.value: rows or [_headed(Sheet.RECOMMENDATIONS, {})],
        Sheet.COLUMNS.value: means,
    }
    return as_workbook_of(sheets, notes=(*NOTES_OF_REGION, made_note(out.at)))


def _headed(sheet: Sheet, cells: Mapping[str, Cell]) -> Row:
    return {heading: cells.get(name, "") for name, heading in COLUMNS[sheet].items()}


def _milestone(one: MilestoneTerms, recommended: str) -> Mapping[str, Cell]:
    return {
        "number": one.number,
        "title": one.title,
        "recommendation": one.recommendation,
        "for": recommended,
        "owner": one.owner_name,
        "owner_key": one.owner,
        "due": one.due.isoformat(),
        "effort": "" if one.effort is None else one.effort,
        "evidence": EVIDENCE[one.evidence.sort],
        "evidence_of": one.evidence.of,
        "evidence_words": one.evidence.words,
        "evidence_link": one.evidence.link,
        "waits_for": "; ".join(str(other) for other in one.waits_for),
        "state": STATES[one.state],
        "ended": one.ended.isoformat() if one.ended else "",
        "why_ended": one.why_ended,
        "shared": "yes" if one.shared else "no",
    }


def _answer(one: Answered) -> Mapping[str, Cell]:
    asked, given = one.recommendation, one.answer
    told: Mapping[str, Cell] = {
        "recommendation": asked.key,
        "programme": asked.programme,
        "place": asked.number,
        "title": asked.title,
        "asks": asked.words,
        "source": asked.source,
        "link": asked.link,
    }
    if given is None:
        return told
    return {
        **told,
        "choice": CHOICES[given.choice],
        "words": given.words,
        "on": given.on.isoformat(),
        "by": given.by,
        "shared": "yes" if given.shared else "no",
    }


def _moves(out: PlanOut) -> list[Row]:
    return [
        _headed(
            Sheet.MOVES,
            {
                "number": one.number,
                "title": one.title,
                "on": each.on.isoformat(),
                "before": each.before.isoformat(),
                "after": each.after.isoformat(),
                "reason": REASONS[each.reason],
                "words": each.words,
            },
        )
        for one in sorted(out.plan.milestones, key=lambda one: one.number)
        for each in out.moves.get(one.number, ())
    ]
