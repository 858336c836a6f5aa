"""Legal entities, and control passing from one to another: all of its records, or one of them."""

from datetime import datetime

from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.models.keeping import KEPT, Controller
from wraparound.records.models.log import Transfer
from wraparound.records.terms import Someone

SITE = "SITE"
"""The code of the entity that runs the site: answerable for what belongs to no organisation yet."""


class CannotTransfer(CannotAnswer):
    """Control cannot pass like this; the message says why."""


def controller_called(code: str, name: str, *, by: Someone, made_up: bool = False) -> Controller:
    """The legal entity of this code, entered if it is new."""
    found, _ = Controller.objects.get_or_create(code=code.upper(), defaults={"name": name, "made_up": made_up})
    return found


def site_controller(name: str, *, by: Someone) -> Controller:
    """The entity that runs this site, or whoever took over from it."""
    found = controller_called(SITE, name, by=by)
    while found.successor is not None:
        found = found.successor
    return found


def transfer_control(before: str, after: str, why: str, *, ends: bool, at: datetime, by: Someone) -> Transfer:
    """Passes every record of one legal entity to another, in one change; with `ends` the first is no more.

    The history of each record says who was answerable for it until then. CannotTransfer where one of the two is not
    known, both are the same, or the second has ended itself.
    """
    giver, taker = _known(before), _known(after)
    if giver == taker:
        raise CannotTransfer("Control passes from one legal entity to another one.")
    if taker.ended_at:
        raise CannotTransfer(f"{taker.name} has ended itself, and passed into {taker.successor}. Choose that.")
    if not why.strip():
        raise CannotTransfer("Say why, and on what ground: everybody whose record it is will read it.")
    with changing(f"Control passed from {giver.name} to {taker.name}: {why.strip()}", at=at, by=by) as change:
        counts = {}
        for kept in KEPT.values():
            many = kept.record._default_manager.filter(controller=giver).update(controller=taker)
            if many and not kept.record.between_two:
                counts[kept.words] = many
        made = Transfer.objects.create(change_id=change, before=giver, after=taker, records=counts)
        if ends:
            Controller.objects.filter(pk=giver.pk).update(ended_at=at, successor=taker)
        tell("people.control_passed", {"before": giver.code, "after": taker.code}, by=by)
    return made


def _known(code: str) -> Controller:
    found = Controller.objects.filter(code=code.strip().upper()).first()
    if found is None:
        raise CannotTransfer(f"No legal entity “{code}” is answerable for anything here.")
    return found
