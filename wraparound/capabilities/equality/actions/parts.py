"""An organisation switches a part off, with a reason, and on again: by its equality lead."""

from datetime import datetime

from django.db import transaction

from wraparound.capabilities.equality.access import SWITCH
from wraparound.capabilities.equality.models.parts import PartSwitch
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.parts import is_off
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.parts import LONGEST_REASON, STATUTORY, EqualityPart
from wraparound.capabilities.equality.wording import parts as say
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing


def switch_off(code: str, part: EqualityPart, reason: str, *, at: datetime, by: Viewer) -> None:
    """From now on the organisation does not use the part. CannotCount for a statutory one, or without a reason."""
    place = _place(code, by)
    words = reason.strip()
    if part in STATUTORY:
        raise CannotCount(say.STATUTORY_STAYS)
    if not 0 < len(words) <= LONGEST_REASON:
        raise CannotCount(say.REASON_NEEDED)
    _decide(place, part, is_on=False, reason=words, at=at, by=by)


def switch_on(code: str, part: EqualityPart, *, at: datetime, by: Viewer) -> None:
    """From now on the organisation uses the part again."""
    _decide(_place(code, by), part, is_on=True, reason="", at=at, by=by)


def _place(code: str, by: Viewer) -> Organisation:
    place = organisation_of(code, viewer=by)
    ensure(by, SWITCH, Subject.at(place.pk, place.region_id))
    return place


def _decide(place: Organisation, part: EqualityPart, *, is_on: bool, reason: str, at: datetime, by: Viewer) -> None:
    why = f"{place.name} {'uses' if is_on else 'does not use'} a part of equality: {say.NAMES[part].lower()}"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        if is_off(place.code, part, viewer=by) is not is_on:
            raise CannotCount(say.STANDS_SO)
        PartSwitch.objects.create(
            organisation=place.code, part=part, is_on=is_on, reason=reason, by=by.person or 0, at=at
        )
