"""Deleting what is one's own: for good, with its history; a dated mark stays."""

from collections.abc import Sequence
from datetime import datetime

from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.removal import OnHold, remove
from wraparound.records.models.keeping import Record
from wraparound.records.terms import Basis

BY_ITS_PERSON = "Deleted by whose it was"


def delete_own(
    record: type[Record], keys: Sequence[int], if_held: str, *, why: str = BY_ITS_PERSON, at: datetime, by: Viewer
) -> None:
    """Removes rows that the caller has seen to be the actor's; CannotKeepCareer, in the words given, under a hold."""
    try:
        remove(record._meta.label_lower, keys, basis=Basis.ERASURE, why=why, at=at, by=by)
    except OnHold as trouble:
        raise CannotKeepCareer(if_held) from trouble
