"""Whole sheets of targets, answered row by row."""

from collections.abc import Callable, Sequence

from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.calculation.sheets import are_fractions, question_in
from wraparound.capabilities.expectations.queries.answers import check
from wraparound.capabilities.expectations.queries.lists import trust_called
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD
from wraparound.capabilities.expectations.terms.sheets import RowAnswer, SheetAnswer, SheetRow
from wraparound.capabilities.expectations.wording.sheets import FRACTIONS
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.terms import CannotAnswer, Release


def check_sheet(
    rows: Sequence[SheetRow], *, viewer: Viewer, tell: Callable[[int], None] = lambda done: None
) -> SheetAnswer:
    """Every target of a sheet, each row with its answer or its trouble; `tell` hears how many are done."""
    ensure(viewer, SEE_EVIDENCE)
    release = release_in_use(viewer=viewer)
    fractions = are_fractions(rows)
    # Rows of one measure and month together, because they rest on the same draws of whole trusts.
    order = sorted(
        range(len(rows)), key=lambda place: (rows[place].measure, rows[place].date, rows[place].organisation)
    )
    answers: dict[int, RowAnswer] = {}
    for done, place in enumerate(order, start=1):
        answers[place] = _row_answer(release, rows[place], 100 if fractions else 1, viewer)
        tell(done)
    in_place, note = tuple(answers[place] for place in range(len(rows))), FRACTIONS if fractions else ""
    return SheetAnswer(rows=in_place, note=note, release=release.id, method=FORECAST_METHOD)


def _row_answer(release: Release, row: SheetRow, times: float, viewer: Viewer) -> RowAnswer:
    try:
        code = trust_called(row.organisation, release=release.id, viewer=viewer)
        question = question_in(row, code, times, cards_in(release))
        return RowAnswer(row, check(question, release=release.id, viewer=viewer), "")
    except CannotAnswer as trouble:
        return RowAnswer(row, None, str(trouble))
