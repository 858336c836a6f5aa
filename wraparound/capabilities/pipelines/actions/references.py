"""Letting something of one's own stand beside a readiness, and taking it away. Only its person does either."""

import re
from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.pipelines.access import THEIR_OWN
from wraparound.capabilities.pipelines.models.succession import Readiness, Reference
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.readiness import NoSuchReadiness
from wraparound.capabilities.pipelines.terms.references import MOST_SHOWN, TOKEN
from wraparound.capabilities.pipelines.wording import references as say
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import OnHold, remove
from wraparound.records.terms import Basis


def show_beside(readiness: int, token: str, *, at: datetime, by: Viewer) -> None:
    """Has a token stand beside a readiness of the actor's own that counts. CannotKeep where it does already."""
    ensure(by, THEIR_OWN)
    today = timezone.localtime(at).date()
    row = Readiness.objects.filter(pk=readiness, person=by.person or 0, starts__lte=today, ends__isnull=True).first()
    if row is None or not re.fullmatch(TOKEN, token):
        raise NoSuchReadiness
    with changing("Something is shown beside a readiness", at=at, by=by):
        person = Person.objects.select_for_update(of=("self",)).get(pk=by.person or 0)
        there = set(row.references.values_list("token", flat=True))
        if token in there:
            raise CannotKeep(say.THERE_ALREADY)
        if len(there) >= MOST_SHOWN:
            raise CannotKeep(say.TOO_MANY)
        Reference.objects.create(
            controller=person.controller, person=person, readiness=row, token=token, added_on=today
        )


def take_from_beside(number: int, *, at: datetime, by: Viewer) -> None:
    """It goes for good, with its history. NoSuchReadiness for everybody but its person."""
    ensure(by, THEIR_OWN)
    if not Reference.objects.filter(pk=number, person=by.person or 0).exists():
        raise NoSuchReadiness
    sort = Reference._meta.label_lower
    try:
        remove(sort, [number], basis=Basis.ERASURE, why="Taken away by whose it was", at=at, by=by)
    except OnHold as trouble:
        raise CannotKeep(say.ON_HOLD) from trouble
