"""Telling both boards that something waits: by an event, so that mail leaves once it is written."""

from datetime import datetime

from wraparound.capabilities.partnerships.access import SPEAK
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.arrangements import Arrangement
from wraparound.capabilities.partnerships.queries.reading import subject_of
from wraparound.people.queries.leaders import holders_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.outbox import tell

CHANGED = "partnerships.changed"
"""One name for whatever happened: nobody who looks after events can tell what is declined from what is taken up."""


def tell_boards(row: Agreement, *, at: datetime, by: Viewer) -> None:
    """Puts an event into the outbox with everybody who speaks for one of the boards, besides whoever did it."""
    held = holders_of(subject_of(row, viewer=by), SPEAK, viewer=by, on=at.date())
    people = ",".join(str(one) for one in held if one != by.person)
    tell(CHANGED, {"agreement": str(row.pk), "people": people}, by=by, of=row)


def tell_those_asked(row: Arrangement, *, at: datetime, by: Viewer) -> None:
    """The same to everybody who speaks for a board that has not agreed yet to be led together with others."""
    waiting = row.parts.filter(agreed_at__isnull=True).select_related("organisation").order_by("pk")
    about = [Subject.at(one.organisation_id, one.organisation.region_id) for one in waiting]
    held = {person for one in about for person in holders_of(one, SPEAK, viewer=by, on=at.date())}
    people = ",".join(str(one) for one in sorted(held) if one != by.person)
    if people:
        tell(CHANGED, {"arrangement": str(row.pk), "people": people}, by=by, of=row)
