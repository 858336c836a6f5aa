"""Who opens the check-ins of a compact: its leader, and the person they chose. The only door to them."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.check_ins import Confidant
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, sides_of
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.check_ins import CheckInState, ConfidantTerms
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.people.models import Person
from wraparound.people.queries.viewers import chooser, viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.looks import note_look
from wraparound.records.queries.history import version_number

LOOKED_AT = ("check-ins",)
NAMED = ("name for check-ins",)
"""Alone in a look, so that only the person it showed is told of it."""


@dataclass(frozen=True)
class Door:
    """A compact whose check-ins the viewer may come to, with whom the leader chose, if anybody."""

    compact: Compact
    leader: Person
    chosen: Confidant | None
    is_leader: bool

    @property
    def opens(self) -> bool:
        """Whether they read check-ins: the leader, and whoever was chosen once they accepted."""
        return self.is_leader or (self.chosen is not None and self.chosen.accepted_at is not None)


def door_to(number: int, *, viewer: Viewer) -> Door:
    """The door for the leader and for whoever they chose, also before these accept; NoSuchCompact for anybody else.

    Whoever acts for another side of the compact today has no way in, even where they were chosen before they did.
    """
    if viewer.person is None:
        raise NoSuchCompact
    rows = Compact.objects.select_related("organisation__region", "leader", "controller")
    row = rows.filter(pk=number).first()
    if row is None or row.leader is None:
        raise NoSuchCompact
    chosen = Confidant.objects.filter(compact=row, leader=row.leader_id, ended_at__isnull=True)
    found = chosen.select_related("person", "controller").first()
    if row.leader_id == viewer.person:
        return Door(row, row.leader, found, is_leader=True)
    if found is None or found.person_id != viewer.person or signs_for(row, viewer, viewer=viewer):
        raise NoSuchCompact
    return Door(row, row.leader, found, is_leader=False)


def signs_for(row: Compact, candidate: Viewer, *, viewer: Viewer) -> Party | None:
    """The other side of this compact for which somebody acts today, if there is one."""
    return next((one for one in sides_of(row, viewer=candidate) if one is not Party.LEADER), None)


def state_of(row: Compact, *, viewer: Viewer) -> CheckInState:
    """Whether check-ins are written today."""
    if row.ended_at is not None:
        return CheckInState.ENDED
    in_force = Text.objects.filter(compact=row, state=TextState.IN_FORCE).exists()
    return CheckInState.OPEN if in_force else CheckInState.NOT_YET


def confidant_of(door: Door, *, viewer: Viewer, on: date) -> ConfidantTerms | None:
    """The person whom the leader chose, as the two read it."""
    one = door.chosen
    if one is None:
        return None
    if door.is_leader:
        note_look([one.person_id], NAMED, "They were chosen for check-ins", by=viewer)
    why_not = _why_not(door.compact, one.person, viewer, on)
    return ConfidantTerms(
        name=one.person.name,
        chosen_at=one.chosen_at,
        accepted_at=one.accepted_at,
        reads_earlier=one.reads_earlier,
        reads=one.accepted_at is not None and not why_not,
        why_not=why_not,
        version=version_number(one, viewer=viewer),
    )


def chosen_version(door: Door, *, viewer: Viewer) -> int:
    """What a form about the person chosen carries; 0 where nobody is chosen."""
    return version_number(door.chosen, viewer=viewer) if door.chosen is not None else 0


def offered_to(door: Door, *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Key and name of those whom the leader can choose without an address: whom they chose before, in any compact.

    In the made-up region also its people who sign in by a button: they have no address.
    """
    rows = Confidant.objects.filter(leader=viewer.person, ended_at__isnull=False, person__is_active=True)
    people = Person.objects.filter(pk__in=rows.values("person")).order_by("name_key", "pk")
    found = list(people)
    note_look([one.pk for one in found], NAMED, "They were chosen for check-ins before", by=viewer)
    before = tuple((str(one.key), one.name) for one in found)
    made_up = [(key, name) for key, name, _ in chooser(viewer=viewer) if name != viewer.name]
    return (*before, *(one for one in made_up if one not in before))


def who_left(door: Door, *, viewer: Viewer) -> str:
    """Who said no or stepped out last, where the leader has chosen nobody since; empty where nobody did."""
    if not door.is_leader or door.chosen is not None:
        return ""
    rows = Confidant.objects.filter(compact=door.compact, leader=door.compact.leader_id).order_by("-ended_at", "-pk")
    last = rows.select_related("person").first()
    return last.person.name if last is not None and last.left else ""


def _why_not(row: Compact, person: Person, viewer: Viewer, on: date) -> str:
    if not person.is_active:
        return "no longer has an account here."
    # Whoever was chosen, and acts for another side, has not come this far.
    if person.pk == viewer.person:
        return ""
    candidate = viewer_for(person.pk, person.name, on=on, viewer=viewer)
    if signs_for(row, candidate, viewer=viewer):
        return "acts for another side of this compact now, so these do not open for them."
    return ""
