"""The quarterly return on board vacancies as a workbook: figures, the vacant posts behind them, and what to know."""

from wraparound.capabilities.pipelines.terms.returns import ReturnsPage
from wraparound.capabilities.pipelines.wording.returns import notes, return_row, seat_row
from wraparound.published.export import as_excel


def returns_workbook(page: ReturnsPage) -> bytes:
    """A row for each organisation, and on a sheet of its own what stands beside them."""
    behind = tuple(
        "Vacant: " + "; ".join(f"{head}: {words}" for head, words in seat_row(seat).items())
        for one in page.returns
        for seat in one.vacant
    )
    return as_excel(
        [return_row(one, page.quarter) for one in page.returns], sheet="Return", notes=(*notes(page), *behind)
    )
