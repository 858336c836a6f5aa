"""Steps on the way, for this site itself, which counts them: no role reads them here."""

from datetime import date

from wraparound.capabilities.careers.access import COUNT_STEPS
from wraparound.capabilities.careers.models.programmes import ProgrammePart
from wraparound.capabilities.careers.terms.counted_stages import CountedStage
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.queries.people import places_of
from wraparound.people.terms.access import Viewer


def programme_joined(number: int, *, viewer: Viewer) -> CountedStage | None:
    """Who says that they were on a programme, by the number of their word; none where it was taken back since.

    The day is its first one, or the day on which they said so, where it has not begun. Of a programme of a whole region
    the organisation is the one they belong to on that day; none where they belong to none.
    """
    ensure(viewer, COUNT_STEPS)
    row = ProgrammePart.objects.select_related("programme__organisation", "person").filter(pk=number).first()
    if row is None or row.programme.dropped_on is not None:
        return None
    on = min(row.programme.starts_on, row.said_on)
    organisation = row.programme.organisation
    code = organisation.code if organisation else _belongs_to(row.person, on, viewer) or ""
    return CountedStage(person=row.person_id, organisation=code, on=on) if code else None


def _belongs_to(person: Person, on: date, viewer: Viewer) -> str | None:
    """Where somebody belongs on a day, or last did."""
    places = sorted(places_of(person, viewer=viewer), key=lambda one: (one.ends or date.max, one.starts))
    here = [one for one in places if one.starts <= on and (one.ends is None or one.ends >= on)]
    return next((one.organisation.code for one in reversed(here or places)), None)
