"""What somebody takes away of their adjustments and programmes: that there is something, in the copy of their data."""

from datetime import date, datetime

from wraparound.capabilities.equality.models.sealing import is_sealable
from wraparound.capabilities.equality.queries.adjustments import own_adjustments, own_looks, own_releases
from wraparound.capabilities.equality.queries.programmes import own_joinings
from wraparound.capabilities.equality.terms.programmes import OwnBeside
from wraparound.capabilities.equality.wording.own import HELD_FOR_YOURSELF, TAKE_IT_AWAY
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere


def own_beside(*, viewer: Viewer, on: date) -> OwnBeside:
    """Everything that the store holds of the viewer beside what they gave for counting, and steps."""
    return OwnBeside(
        adjustments=own_adjustments(viewer=viewer),
        releases=own_releases(viewer=viewer, on=on),
        joinings=own_joinings(viewer=viewer, on=on),
        looks=own_looks(viewer=viewer),
    )


def held_for_themselves(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """That the viewer keeps something beside answers, in one line, whatever it is; never what.

    The copy that this is part of is often handed on, and adjustments tell of a disability by being there.
    """
    if not is_sealable():
        return ()
    on = at.date()
    found = own_beside(viewer=viewer, on=on)
    days = [one.released_on for one in found.releases] + [one.on for one in found.joinings]
    days += [found.adjustments.on] if found.adjustments.on else []
    days += [one.date() for one in found.looks]
    if not days:
        return ()
    one = HeldElsewhere.on_day(max(days), "Equality", HELD_FOR_YOURSELF, by=viewer.name, words=TAKE_IT_AWAY)
    return (one,)
