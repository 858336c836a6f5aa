"""Everything that an organisation keeps of its people and posts, as rows that come in again as they went out."""

from datetime import date

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.calculation.exporting import Rows, rows_out
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.importing import place_of, today_for
from wraparound.capabilities.pipelines.queries.naming import names_shown
from wraparound.capabilities.pipelines.wording.exchange import SAID
from wraparound.people.queries.organisations import within_reach
from wraparound.people.terms.access import Viewer

FIELDS = ("name", "where they belong", "post held", "named for a post", "employee number")


def export_of(code: str, *, viewer: Viewer, on: date) -> Rows:
    """The sheets of one organisation; whoever is named in them is noted as seen."""
    place = place_of(code, viewer=viewer)
    today = today_for(place, (), default=on, viewer=viewer, day=Day(on))
    names_shown(sorted(today.people), FIELDS, viewer=viewer)
    return rows_out(today, SAID)


def places_kept(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations for which the viewer may bring in and take out."""
    return within_reach(IMPORT, viewer=viewer)
