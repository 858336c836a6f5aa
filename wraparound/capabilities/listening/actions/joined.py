"""Joining milestones of plans to what was done after a pulse, and taking them back."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.listening.models.joined import Joined
from wraparound.capabilities.listening.queries.joined import can_join, done_of, may_tell
from wraparound.capabilities.listening.queries.pulses import pulse_to_speak_of
from wraparound.capabilities.listening.terms.joined import MOST_JOINED
from wraparound.capabilities.listening.terms.pulses import CannotListen, NoSuchPulse
from wraparound.capabilities.listening.wording.joined import ONLY_SHARED
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

JOINED, TAKEN_BACK = "A milestone was joined to what was done", "A joined milestone was taken back"


def join_milestone(number: int, done: int, key: str, *, told: bool, at: datetime, by: Viewer) -> None:
    """Joins a milestone, named as `CODE:NUMBER`; joining it again only says whether it is told.

    CannotListen for one that the actor cannot read, where enough are joined, and for telling one whose plan the actor
    does not read. NoSuchPulse for what is not theirs.
    """
    pulse, today = pulse_to_speak_of(number, viewer=by), timezone.localtime(at).date()
    row = done_of(pulse, done, viewer=by)
    can = {one.key: one for one in can_join(pulse, viewer=by, today=today)}
    if key not in can:
        raise CannotListen("Choose a milestone from those that you can read.")
    code, _, which = key.partition(":")
    if told and not may_tell(code, viewer=by):
        raise CannotListen(ONLY_SHARED)
    with changing(JOINED, at=at, by=by):
        there = Joined.objects.select_for_update(of=("self",)).filter(done=row, taken_back_on__isnull=True)
        if same := there.filter(milestone=int(which)).first():
            same.told = told
            same.save(update_fields=["told"])
            return
        if there.count() >= MOST_JOINED:
            raise CannotListen(f"{MOST_JOINED} milestones at most: take one back first.")
        Joined.objects.create(
            controller=row.controller,
            done=row,
            organisation=Organisation.objects.get(code=code),
            milestone=int(which),
            told=told,
            joined_by_id=by.person or 0,
            joined_on=today,
        )


def take_back(number: int, joined: int, *, at: datetime, by: Viewer) -> None:
    """Takes a joined milestone back: that one was joined and taken back stays to be read, what it was does not."""
    pulse = pulse_to_speak_of(number, viewer=by)
    with changing(TAKEN_BACK, at=at, by=by):
        row = Joined.objects.filter(pk=joined, done__pulse=pulse, taken_back_on__isnull=True).first()
        if row is None:
            raise NoSuchPulse
        row.taken_back_on = timezone.localtime(at).date()
        row.save(update_fields=["taken_back_on"])
