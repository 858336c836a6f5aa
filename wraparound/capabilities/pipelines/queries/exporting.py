"""Everything that an organisation keeps of its people and posts, as rows that come in again as they went out."""

from collections.abc import Iterable, Mapping
from datetime import date

from wraparound.capabilities.pipelines.calculation.exporting import Rows, rows_out
from wraparound.capabilities.pipelines.calculation.lists import pages_of
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.importing import place_of, today_for
from wraparound.capabilities.pipelines.queries.naming import names_shown
from wraparound.capabilities.pipelines.terms.columns import COLUMNS
from wraparound.capabilities.pipelines.terms.exchange import Sheet, SheetOut
from wraparound.capabilities.pipelines.wording.exchange import SAID
from wraparound.people.terms.access import Viewer

ON_A_PAGE = 1_000
KEY = COLUMNS[Sheet.PEOPLE]["person"].heading
FIELDS = ("name", "where they belong", "post held", "named for a post", "employee number")


def export_of(code: str, *, viewer: Viewer, on: date, sheet: Sheet | None = None) -> Rows:
    """The sheets of one organisation, or one of them; whoever is named in them is noted as seen."""
    rows, people = _out(code, viewer, on)
    wanted = rows if sheet is None else {sheet: rows[sheet]}
    _seen((one for some in wanted.values() for one in some), people, viewer)
    return wanted


def sheet_out(code: str, sheet: Sheet, page: int, *, viewer: Viewer, on: date) -> SheetOut:
    """A page of one sheet; whoever is named on it is noted as seen."""
    rows, people = _out(code, viewer, on)
    pages = pages_of(len(rows[sheet]), ON_A_PAGE)
    page = min(page, pages)
    here = rows[sheet][(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    _seen(here, people, viewer)
    return SheetOut(code.upper(), sheet, page, pages, tuple(here))


def _out(code: str, viewer: Viewer, on: date) -> tuple[Rows, dict[str, int]]:
    today = today_for(place_of(code, viewer=viewer), (), default=on, viewer=viewer, day=Day(on))
    return rows_out(today, SAID), {str(one.values["key"]): pk for pk, one in today.people.items()}


def _seen(rows: Iterable[Mapping[str, object]], people: Mapping[str, int], viewer: Viewer) -> None:
    keys = {str(key) for one in rows if (key := one.get(KEY))}
    names_shown(sorted(people[key] for key in keys), FIELDS, viewer=viewer)
