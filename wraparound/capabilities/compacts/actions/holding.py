"""A compact held for the time of a change, read again once our turn has come."""

from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.queries.reading import compact_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.people.terms.access import Viewer


def held(number: int, *, by: Viewer, ended_too: bool = False) -> Compact:
    """The compact, for one who may see it, as it is now that nobody else can change it.

    CannotAgree where it has ended or was put aside, unless that does not matter. Call it inside the change.
    """
    row = Compact.objects.select_for_update(of=("self",)).get(pk=compact_of(number, viewer=by).pk)
    found = compact_of(row.pk, viewer=by)
    if found.ended_at is not None and not ended_too:
        raise CannotAgree("This compact has ended, or was put aside. Take it up again, or begin another one.")
    return found
