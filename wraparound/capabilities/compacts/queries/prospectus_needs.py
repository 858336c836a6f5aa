"""What prospectuses ask of somebody today: to be read, or to be published once they were."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet

from wraparound.capabilities.compacts.models.agreed import Edition
from wraparound.capabilities.compacts.queries.needs_asked import Question, Told
from wraparound.capabilities.compacts.queries.prospectuses import asking, editions_asking
from wraparound.capabilities.compacts.terms.prospectuses import EditionState, ProspectusLine
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need


def asked_of_prospectuses(*, viewer: Viewer) -> dict[str, Question]:
    """Editions that want the viewer."""
    return {"prospectuses": Question(editions_asking(viewer=viewer), partial(_of_prospectuses, viewer))}


def _of_prospectuses(viewer: Viewer, rows: QuerySet[Edition]) -> Iterator[Told]:
    for one in asking(rows, viewer=viewer):
        yield None, _of_a_prospectus(one)


def _of_a_prospectus(one: ProspectusLine) -> Need:
    address = f"/compacts/prospectuses/{one.number}/review/"
    if one.asks:
        return Need(f"The prospectus “{one.title}” of {one.organisation} waits to be read by you.", address, "Read it")
    said = "and can be published" if one.state is EditionState.REVIEWED else "and something is to be changed"
    words = f"The prospectus “{one.title}” of {one.organisation} was read by somebody else, {said}."
    return Need(words, address, "See what they say")
