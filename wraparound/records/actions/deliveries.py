"""What somebody who looks after the site does about deliveries."""

from datetime import datetime

from wraparound.published.terms import CannotAnswer
from wraparound.records.models.outbox import Delivery
from wraparound.records.terms import DeliveryState, Someone


class NotDead(CannotAnswer):
    """Only a dead delivery is sent again."""


def send_again(number: int, *, at: datetime, by: Someone) -> None:
    """A dead delivery is tried again from the beginning; NotDead for any other."""
    rows = Delivery.objects.filter(pk=number, state=DeliveryState.DEAD)
    if not rows.update(state=DeliveryState.WAITING, tries=0, due_at=at):
        raise NotDead("That one is not dead: it was handled, or is on its way.")
