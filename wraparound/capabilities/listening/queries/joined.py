"""Milestones joined to what was done: as they are in their plan now, and as far as each viewer may read them."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied

from wraparound.capabilities.delivery.queries.door import readable_codes
from wraparound.capabilities.delivery.queries.reading import milestones_in, milestones_numbered
from wraparound.capabilities.delivery.queries.regional import regional_plans
from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms
from wraparound.capabilities.delivery.terms.recommendations import NotInPlan
from wraparound.capabilities.listening.models.joined import Joined
from wraparound.capabilities.listening.models.pulses import Done, Pulse
from wraparound.capabilities.listening.terms.joined import CanJoin, JoinedMilestone, JoinedState, JoiningPage
from wraparound.capabilities.listening.terms.pulses import NoSuchPulse
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer


class Whereabouts(NamedTuple):
    """A milestone as it is, none where no plan has it, and the code of the organisation in whose plan it is now."""

    milestone: MilestoneTerms | None
    code: str


STATES = {
    MilestoneState.OPEN: JoinedState.OPEN,
    MilestoneState.DONE: JoinedState.DONE,
    MilestoneState.DROPPED: JoinedState.DROPPED,
}


def joined_to(done: Iterable[int], *, viewer: Viewer, today: date) -> dict[int, tuple[JoinedMilestone, ...]]:
    """What is joined to each of these, by number; the caller has found them for the viewer."""
    rows = list(Joined.objects.filter(done__in=list(done)).select_related("organisation").order_by("joined_on", "pk"))
    if not rows:
        return {}
    there = milestones_numbered({row.milestone for row in rows if row.taken_back_on is None}, viewer=viewer)
    now = {number: Whereabouts(one, code) for number, (code, one) in there.items()}
    reads = set(readable_codes(viewer=viewer)) if viewer.held else set()
    found: dict[int, tuple[JoinedMilestone, ...]] = {}
    nowhere = Whereabouts(None, "")
    for row in rows:
        found[row.done_id] = (*found.get(row.done_id, ()), _joined(row, now.get(row.milestone, nowhere), reads, today))
    return found


def joining_page(row: Pulse, number: int, *, viewer: Viewer, today: date) -> JoiningPage:
    """What the viewer can join to one thing that was done after a pulse that is theirs to speak of."""
    done = done_of(row, number, viewer=viewer)
    return JoiningPage(
        pulse=row.pk,
        title=row.title,
        done=done.pk,
        heard=done.heard,
        did=done.did,
        joined=joined_to([done.pk], viewer=viewer, today=today).get(done.pk, ()),
        can=can_join(row, viewer=viewer, today=today),
    )


def done_of(row: Pulse, number: int, *, viewer: Viewer) -> Done:
    """What was done after this pulse, by its number; NoSuchPulse for that of another. The caller has found it."""
    found = Done.objects.filter(pulse=row, pk=number).first()
    if found is None:
        raise NoSuchPulse
    return found


def can_join(row: Pulse, *, viewer: Viewer, today: date) -> tuple[CanJoin, ...]:
    """Milestones of the place of a pulse in plans that the viewer reads, and those shared with the viewer's region."""
    here = Organisation.objects.exclude(kind="Region").order_by("name", "pk")
    places = here.filter(pk=row.organisation_id) if row.organisation_id else here.filter(region=row.region_id)
    names = {place.code: place.name for place in places}
    readable = set(readable_codes(viewer=viewer)) & names.keys()
    found = {f"{code}:{one.number}": _can(code, one, names) for code, one in milestones_in(readable, viewer=viewer)}
    for code, one in _shared(row, viewer, today):
        if code in names:
            found.setdefault(f"{code}:{one.number}", _can(code, one, names))
    return tuple(sorted(found.values(), key=lambda one: (one.place, one.due, one.key)))


def _shared(row: Pulse, viewer: Viewer, today: date) -> Iterable[tuple[str, MilestoneTerms]]:
    """What organisations of the region shared with it; nothing for whoever does not read that."""
    region = row.region or (row.organisation.region if row.organisation else None)
    try:
        plans = regional_plans(region.code if region else "", viewer=viewer, today=today).plans
    except (PermissionDenied, NotInPlan):
        return []
    return [(one.code, each) for one in plans for each in one.milestones]


def _can(code: str, one: MilestoneTerms, names: dict[str, str]) -> CanJoin:
    return CanJoin(key=f"{code}:{one.number}", title=one.title, place=names[code], due=one.due, shared=one.shared)


def may_tell(code: str, *, viewer: Viewer) -> bool:
    """Whether the viewer may show milestones of this plan to those who were asked: whoever reads the plan itself may.

    Whoever reads one only because it is shared may not: its organisation could no longer take that back.
    """
    return code in readable_codes(viewer=viewer)


def _joined(row: Joined, there: Whereabouts, reads: set[str], today: date) -> JoinedMilestone:
    place, now = row.organisation, there.milestone
    if row.taken_back_on is not None:
        return _without_words(row, JoinedState.TAKEN_BACK, row.taken_back_on)
    if now is None:
        return _without_words(row, JoinedState.GONE)
    # Whoever took the plan over has told nobody: what was told ended with the organisation that told it.
    told, may_read_plan = row.told and there.code == place.code, there.code in reads
    if not (told or now.shared or may_read_plan):
        return _without_words(row, JoinedState.KEPT)
    return JoinedMilestone(
        number=row.pk,
        place=place.name,
        state=STATES[now.state],
        joined_on=row.joined_on,
        title=now.title,
        due=now.due,
        ended=now.ended,
        late=now.is_overdue(today),
        link=f"/delivery/milestones/{now.number}/" if may_read_plan else "",
    )


def _without_words(row: Joined, state: JoinedState, on: date | None = None) -> JoinedMilestone:
    return JoinedMilestone(number=row.pk, place=row.organisation.name, state=state, joined_on=row.joined_on, ended=on)
