"""What somebody would consider, in their own hand: written whole, and taken back whole."""

from datetime import datetime, timedelta

from wraparound.capabilities.pipelines.access import THEIR_OWN
from wraparound.capabilities.pipelines.calculation.interests import (
    found_by,
    interests_text,
    trouble_with,
    without_empty_lines,
)
from wraparound.capabilities.pipelines.models.people import Interest, InterestWord
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.queries.organisations import regions
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import KINDS
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.terms import Basis

FAR = timedelta(days=5 * 366)
"""How far ahead the first day may lie that would suit somebody."""
WROTE = "What they would consider, written by the person themselves"
TOOK_BACK = "The person took back what they would consider"


def write_interests(new: Interests, *, version: int, at: datetime, by: Viewer) -> None:
    """The viewer's own interests, whole; what they are found by is renewed with them.

    `version` is 0 where they had not said any. CannotKeep where something cannot be kept as it was put.
    """
    ensure(by, THEIR_OWN)
    tidy = Interests(**{**vars(new), "experience": without_empty_lines(new.experience)})
    known = {one.code for one in regions(viewer=by)}
    today = at.date()
    if trouble := trouble_with(tidy, today=today, kinds=KINDS, places=known, last_day=today + FAR):
        raise CannotKeep(trouble)
    with changing(WROTE, at=at, by=by):
        person = Person.objects.get(pk=by.person or 0)
        row = Interest.objects.select_for_update().filter(person=person).first()
        if row is None:
            row = Interest(person=person)
        else:
            ensure_unchanged(row, version, by=by)
        row.controller_id = person.controller_id
        row.content, row.shown_at_work, row.updated_on = interests_text(tidy), tidy.shown_at_work, today
        row.save()
        InterestWord.objects.filter(interest=row).delete()
        InterestWord.objects.bulk_create(
            [InterestWord(interest=row, sort=sort, value=value) for sort, value in found_by(tidy)]
        )


def take_back_interests(*, at: datetime, by: Viewer) -> None:
    """The viewer's own interests go for good, with all their history; a dated mark stays. OnHold under a legal hold."""
    ensure(by, THEIR_OWN)
    keys = list(Interest.objects.filter(person=by.person or 0).values_list("pk", flat=True))
    remove(Interest._meta.label_lower, keys, basis=Basis.ERASURE, why=TOOK_BACK, at=at, by=by)
