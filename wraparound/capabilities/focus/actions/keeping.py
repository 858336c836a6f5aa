"""Keeping what was counted in a text, for oneself or for an organisation, and taking it away again."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wraparound.capabilities.focus.access import KEEP_READINGS, OWN_READINGS
from wraparound.capabilities.focus.models import KeptReading, OwnReading
from wraparound.capabilities.focus.terms.kept import CannotKeepReading, NewKept, NoSuchReading, ReadToKeep
from wraparound.capabilities.focus.terms.texts import LONGEST_NAME, MOST_KEPT, OF_ORGANISATIONS
from wraparound.capabilities.focus.wording import kept as say
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import OnHold, remove
from wraparound.records.terms import Basis

SALT = "focus.kept"
FIRST_DAY = date(1948, 7, 5)


def keep_own(read: ReadToKeep, new: NewKept, *, at: datetime, by: Viewer) -> int:
    """Keeps counts for the actor alone; their number, which is the same where the same page was sent before."""
    ensure(by, OWN_READINGS)
    name = _name_of(new, at)
    with changing("Somebody kept counts of a text of their own", at=at, by=by):
        person = Person.objects.select_for_update(of=("self",)).get(pk=by.person or 0)
        rows = OwnReading.objects.filter(person=person)
        if there := rows.filter(once=read.once).first():
            return int(there.pk)
        _ensure_room(rows)
        made = OwnReading.objects.create(
            controller=person.controller,
            person=person,
            **_counted(read, new, name, at),
            mark=_mark(read, f"person {person.pk}"),
        )
    return int(made.pk)


def keep_for_organisation(read: ReadToKeep, new: NewKept, *, at: datetime, by: Viewer) -> int:
    """Keeps counts of a document of an organisation; their number. NotYours for whoever does not act for it."""
    place = organisation_of(new.organisation, viewer=by)
    ensure(by, KEEP_READINGS, _about(place))
    if read.kind not in OF_ORGANISATIONS:
        raise CannotKeepReading(say.SOMEBODYS_OWN)
    name = _name_of(new, at)
    with changing("Counts of a document were kept", at=at, by=by):
        Organisation.objects.select_for_update(of=("self",)).get(pk=place.pk)
        rows = KeptReading.objects.filter(organisation=place, ended_at__isnull=True)
        if there := rows.filter(once=read.once).first():
            return int(there.pk)
        _ensure_room(rows)
        made = KeptReading.objects.create(
            controller=place.controller,
            organisation=place,
            kept_by_id=by.person or 0,
            **_counted(read, new, name, at),
            mark=_mark(read, f"organisation {place.pk}"),
        )
    return int(made.pk)


def take_away_own(number: int, *, at: datetime, by: Viewer) -> None:
    """The actor's counts go for good, with their history; a dated mark stays. NoSuchReading of anybody else's."""
    ensure(by, OWN_READINGS)
    if not OwnReading.objects.filter(pk=number, person=by.person or 0).exists():
        raise NoSuchReading
    try:
        remove(OwnReading._meta.label_lower, [number], basis=Basis.ERASURE, why=say.BY_ITS_PERSON, at=at, by=by)
    except OnHold as trouble:
        raise CannotKeepReading(str(trouble)) from trouble


def take_away(code: str, number: int, *, at: datetime, by: Viewer) -> None:
    """Counts of an organisation are shown and counted no longer; NoSuchReading where they are not, or not its own."""
    place = organisation_of(code, viewer=by)
    ensure(by, KEEP_READINGS, _about(place))
    with changing("Counts of a document were taken away", at=at, by=by):
        rows = KeptReading.objects.select_for_update(of=("self",))
        row = rows.filter(pk=number, organisation=place, ended_at__isnull=True).first()
        if row is None:
            raise NoSuchReading
        row.ended_at = at
        row.save(update_fields=["ended_at"])


def _name_of(new: NewKept, at: datetime) -> str:
    """The name, tidied; CannotKeepReading without one, with one too long, or of a day that cannot be."""
    name = " ".join(new.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise CannotKeepReading(say.NAME)
    if not FIRST_DAY <= new.day <= timezone.localtime(at).date():
        raise CannotKeepReading(say.DAY)
    return name


def _ensure_room(rows: "QuerySet[OwnReading] | QuerySet[KeptReading]") -> None:
    if rows.count() >= MOST_KEPT:
        raise CannotKeepReading(say.FULL)


def _counted(read: ReadToKeep, new: NewKept, name: str, at: datetime) -> dict[str, object]:
    counts = read.counts
    return {
        "name": name,
        "kind": read.kind.value,
        "day": new.day,
        "whole_month": new.whole_month,
        "what": counts.what,
        "how": counts.how,
        "both": counts.both,
        "neither": counts.neither,
        "unsure": counts.unsure,
        "method": read.method,
        "once": read.once,
        "kept_at": at,
    }


def _mark(read: ReadToKeep, owner: str) -> str:
    """Of the words and the owner, with the site's key: nobody can try texts on it, or see who else has this one."""
    return salted_hmac(SALT, f"{owner} {read.mark}", algorithm="sha256").hexdigest()


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)
