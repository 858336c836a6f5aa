"""Naming a programme, saying that one was on it and is counted, and telling, once, what it led to."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.careers.access import CLOSE, OWN
from wraparound.capabilities.careers.actions.deleting import delete_own
from wraparound.capabilities.careers.calculation.programmes import as_data, counted_from, is_open
from wraparound.capabilities.careers.models.programmes import Programme, ProgrammePart, ProgrammesTold
from wraparound.capabilities.careers.queries.frameworks import place_called
from wraparound.capabilities.careers.queries.programmes import (
    due_programmes,
    known_programme,
    may_drop,
    told_of,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.programmes import LONGEST_PROGRAMME, TWO_YEARS, NewProgramme
from wraparound.capabilities.careers.wording import programmes as say
from wraparound.capabilities.careers.wording.assessments import ON_HOLD
from wraparound.people.access import ensure
from wraparound.people.models import Person, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell


def name_programme(new: NewProgramme, *, at: datetime, by: Viewer) -> int:
    """Names a programme of a place that the actor keeps; its number. CannotKeepCareer where its days do not do."""
    place = place_called(new.place, viewer=by)
    name, today = " ".join(new.name.split()), timezone.localtime(at).date()
    if not name or len(name) > LONGEST_PROGRAMME:
        raise CannotKeepCareer(say.NO_NAME)
    if new.ends_on < new.starts_on:
        raise CannotKeepCareer(say.WRONG_DAYS)
    if counted_from(new.ends_on) + TWO_YEARS < today:
        raise CannotKeepCareer(say.TOO_LATE)
    with changing("A development programme was named", at=at, by=by):
        row = Programme.objects.create(
            controller=place.controller,
            organisation=None if isinstance(place, Region) else place,
            region=place if isinstance(place, Region) else place.region,
            name=name,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
        )
    return int(row.pk)


def drop_programme(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes a programme down: nothing is told of it any more, and nobody is asked."""
    row = known_programme(number, viewer=by)
    if not may_drop(row, viewer=by):
        raise NoSuchCareer
    if not is_open(row.ends_on, timezone.localtime(at).date()):
        raise CannotKeepCareer(say.TOLD_ALREADY)
    with changing("A development programme was taken down", at=at, by=by):
        row = Programme.objects.select_for_update(of=("self",)).get(pk=number)
        row.dropped_on = timezone.localtime(at).date()
        row.save(update_fields=["dropped_on"])
        for key in ProgrammePart.objects.filter(programme=row).order_by("pk").values_list("pk", flat=True):
            _tell_part(key, "taken_back", by)


def be_counted_on(number: int, agreed: bool, *, at: datetime, by: Viewer) -> None:  # the answer itself
    """Whether the actor was on a programme and is counted. Once it was told, that is over."""
    ensure(by, OWN)
    row = known_programme(number, viewer=by)
    today = timezone.localtime(at).date()
    if not is_open(row.ends_on, today):
        raise CannotKeepCareer(say.TOLD_ALREADY)
    if agreed:
        with changing("Somebody agreed to be counted on a programme", at=at, by=by):
            person = Person.objects.get(pk=by.person or 0)
            also = {"controller": person.controller, "said_on": today}
            part, made = ProgrammePart.objects.get_or_create(person=person, programme=row, defaults=also)
            if made:
                _tell_part(part.pk, "entered", by)
        return
    keys = list(ProgrammePart.objects.filter(person=by.person or 0, programme=row).values_list("pk", flat=True))
    if not keys:
        return
    with changing("Taken back by whose it was", at=at, by=by):
        for key in keys:
            _tell_part(key, "taken_back", by)
        delete_own(ProgrammePart, keys, ON_HOLD, why="Taken back by whose it was", at=at, by=by)


def tell_programmes_due(*, at: datetime, by: Viewer) -> int:
    """Tells what programmes led to whose two years are over, of each region and year once; how many could be told."""
    ensure(by, CLOSE)
    on, made = timezone.localtime(at).date(), 0
    for (region, since), some in due_programmes(viewer=by, on=on).items():
        told = {number: as_data(one) for number, one in told_of(region, since, some, viewer=by)}
        ProgrammesTold.objects.create(region_id=region, counted_from=since, on=on, content=told)
        made += len(told)
    return made


def _tell_part(number: int, did: str, by: Viewer) -> None:
    """By number alone: what an event holds is kept for good. Who acted stands with the change, as of every change."""
    tell("careers.programme_joined", {"part": str(number), "did": did}, by=by)
