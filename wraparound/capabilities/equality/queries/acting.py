"""What is done about the six actions where the organisation uses this part; what is done is asked of delivery."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from wraparound.capabilities.delivery.queries.equality_actions import equality_actions, equality_actions_of_region
from wraparound.capabilities.delivery.terms.plans import SharedAnswers
from wraparound.capabilities.delivery.terms.standing import PlaceTold, ProgrammeStanding, RegionalStanding
from wraparound.capabilities.equality.queries.parts import ensure_on, off_at
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.people.terms.access import Viewer


def actions_at(code: str, *, viewer: Viewer, since: date, today: date) -> ProgrammeStanding:
    """The six actions at an organisation and what moved since the day; PartIsOff where it does not use this part."""
    found = equality_actions(code, viewer=viewer, since=since, today=today)
    ensure_on(found.code, EqualityPart.ACTIONS, viewer=viewer)
    return found


def actions_of_region(code: str, *, viewer: Viewer, today: date) -> RegionalStanding:
    """What the organisations of a region shared; of those that switched this part off, that they did, and why."""
    found = equality_actions_of_region(code, viewer=viewer, today=today)
    off = off_at([one.code for one in found.places], EqualityPart.ACTIONS, viewer=viewer, by_name=False)
    gone = {one.name for one in found.places if one.code in off}
    return replace(
        found,
        places=tuple(_told(one, off) for one in found.places),
        answers=tuple(_without(one, gone) for one in found.answers),
    )


def _told(one: PlaceTold, off: Mapping[str, str]) -> PlaceTold:
    return replace(one, answers=0, milestones=(), kept=off[one.code]) if one.code in off else one


def _without(one: SharedAnswers, gone: set[str]) -> SharedAnswers:
    adopt, adapt, decline = (
        tuple(name for name in names if name not in gone) for names in (one.adopt, one.adapt, one.decline)
    )
    return replace(one, adopt=adopt, adapt=adapt, decline=decline)
