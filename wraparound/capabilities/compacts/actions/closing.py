"""What happens to a compact when it ends, in whatever way: once, whole or not at all."""

from datetime import date, datetime

from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Signature, Text
from wraparound.capabilities.compacts.terms.agreement import Follows
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.people.terms.access import Viewer

NOT_ASKED = "The review is no longer asked for"
ENDED_BEFORE = "The compact had ended by then"
ENDED_FIRST = "the compact ended before everybody had signed."


def close(row: Compact, last: date, *, at: datetime, by: Viewer) -> None:
    """Ends the compact, which the caller holds within a change: nothing follows any more, and nothing is signed.

    `last` is the day on which what still followed ends. A version that was being signed is put aside, and signatures
    put to it no longer count; it stays readable. What was promised stays as it was recorded, and can still be settled.
    """
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    for one in Effect.objects.filter(compact=row):
        if one.ends is None or (one.ends > last and one.sort == Follows.PAUSE):
            close_effect(one, last, by=by)
    for text in Text.objects.filter(compact=row, state=TextState.OFFERED):
        Signature.objects.filter(text=text, void_at__isnull=True).update(void_at=at, void_because=ENDED_FIRST)
        text.state, text.ended_at = TextState.LEFT, at
        text.save(update_fields=["state", "ended_at"])
    tell_sides("compacts.ended", row, at=at, by=by)


def close_effect(one: Effect, day: date, *, by: Viewer) -> None:
    """What followed ends on the day, and no earlier than it began."""
    one.ends = max(one.starts, day)
    if one.sort == Follows.REVIEW:
        one.lifted = NOT_ASKED
    elif one.starts > day:
        one.lifted = ENDED_BEFORE
    one.save(update_fields=["ends", "lifted"])
