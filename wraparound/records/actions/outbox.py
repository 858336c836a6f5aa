"""Telling what happened, in the transaction in which it happened."""

from collections.abc import Mapping

from wraparound.records.models.keeping import Record
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import open_change
from wraparound.records.terms import Someone


class NoChangeOpen(RuntimeError):
    """An event was about to be told outside a change: it would not stand or fall with what it tells of."""


def tell(name: str, data: Mapping[str, str], *, by: Someone, of: Record | None = None) -> int:
    """Puts an event into the outbox, within the change that is open; its number.

    `name` is the capability that tells it, a dot, and what happened. `data` holds opaque references and codes, never
    a name, an address or a secret: it is kept for good. Words that were typed may stand there only where whoever tells
    has seen that they are made wholly of a closed list of words, as a title of a post is that compacts tell of.
    """
    change = open_change()
    if change is None:
        raise NoChangeOpen(f"{name} was told outside a change. Tell it inside records.actions.changes.changing.")
    event = Event.objects.create(
        name=name,
        sort=of._meta.label_lower if of is not None else "",
        record=of.pk if of is not None else None,
        controller=of.controller.code if of is not None else "",
        data=dict(data),
        change_id=change,
    )
    return event.pk
