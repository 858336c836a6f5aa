"""Workplace adjustments: the person reads their own, and whom they named reads what was released to them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from wraparound.capabilities.equality.access import OWN
from wraparound.capabilities.equality.calculation.releasing import unpacked_words
from wraparound.capabilities.equality.models.adjustments import AdjustmentLook, AdjustmentRelease, Adjustments
from wraparound.capabilities.equality.models.sealing import is_sealable, opened, token_of
from wraparound.capabilities.equality.queries.own import key_of_person, own_token
from wraparound.capabilities.equality.terms.adjustments import (
    NoSuchRelease,
    OwnAdjustmentRelease,
    OwnAdjustments,
    ReleasedFor,
    ReleasedToReader,
    ReleaseState,
)
from wraparound.capabilities.pipelines.queries.deciding import decided_by, decides_on
from wraparound.people.access import ensure
from wraparound.people.models import FORGOTTEN, Person
from wraparound.people.terms.access import Viewer

OF_A_READER = "reader"
"""The sort of token that stands for somebody to whom something was released."""
WHO_LEFT = "somebody who left"


def own_adjustments(*, viewer: Viewer) -> OwnAdjustments:
    """What the viewer wrote down, with the day of the last change."""
    row = Adjustments.objects.filter(pk=own_token(viewer=viewer)).first()
    if row is None:
        return OwnAdjustments()
    return OwnAdjustments(lines=tuple(unpacked_words(opened(row.sealed, row.pk))["lines"]), on=row.on)


def own_releases(*, viewer: Viewer, on: date) -> tuple[OwnAdjustmentRelease, ...]:
    """What the viewer released, with every look at it: those that run first, the newest of them first."""
    rows = AdjustmentRelease.objects.filter(token=own_token(viewer=viewer)).prefetch_related("looks")
    content = {row.pk: unpacked_words(opened(row.sealed, row.pk)) for row in rows}
    readers = people_here((one["reader"] for one in content.values()), viewer=viewer)
    found = [_own(row, content[row.pk], readers, viewer, on) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.is_open, -one.released_on.toordinal(), one.key)))


def own_release(key: str, *, viewer: Viewer) -> AdjustmentRelease:
    """A release that the viewer made and that still runs; NoSuchRelease for any other."""
    rows = AdjustmentRelease.objects.filter(pk=key, token=own_token(viewer=viewer), ended_on__isnull=True)
    row = rows.first()
    if row is None:
        raise NoSuchRelease
    return row


def released_to(*, viewer: Viewer, on: date) -> tuple[ReleasedToReader, ...]:
    """What was released to the viewer and can be read today, without the words; the first to end first."""
    rows = [*running(viewer=viewer, on=on).prefetch_related("looks").order_by("until", "pk")]
    content = {row.pk: unpacked_words(opened(row.sealed, row.pk)) for row in rows}
    people = people_here((one["person"] for one in content.values()), viewer=viewer)
    about = [one.pk for one in people.values()]
    hidden = decided_by(viewer.person or 0, about, viewer=viewer, on=on)
    shown = ((row, people.get(content[row.pk]["person"])) for row in rows)
    return tuple(
        _for_reader(row, content[row.pk], person.name) for row, person in shown if person and person.pk not in hidden
    )


def release_to_read(key: str, *, viewer: Viewer, on: date) -> tuple[AdjustmentRelease, ReleasedToReader]:
    """A release that the viewer may read today, with its words: read by the action that notes the look.

    NoSuchRelease where it is over or somebody else's, and while the viewer decides on an appointment for which the
    person stands.
    """
    row = running(viewer=viewer, on=on).filter(pk=key).first()
    if row is None:
        raise NoSuchRelease
    said = unpacked_words(opened(row.sealed, row.pk))
    person = people_here([said["person"]], viewer=viewer).get(said["person"])
    if person is None or decides_on(viewer.person or 0, person.pk, viewer=viewer, on=on):
        raise NoSuchRelease
    return row, _for_reader(row, said, person.name, lines=tuple(said["lines"]))


def running(*, viewer: Viewer, on: date) -> QuerySet[AdjustmentRelease]:
    """What was released to the viewer and is not over."""
    ensure(viewer, OWN)
    key = key_of_person(viewer.person or 0, viewer=viewer)
    if key is None or not is_sealable():
        return AdjustmentRelease.objects.none()
    return AdjustmentRelease.objects.filter(reader=token_of(OF_A_READER, key), ended_on__isnull=True, until__gte=on)


def own_looks(*, viewer: Viewer) -> tuple[datetime, ...]:
    """When the viewer opened what others released to them: theirs to take away, without whose it was."""
    ensure(viewer, OWN)
    key = key_of_person(viewer.person or 0, viewer=viewer)
    rows = AdjustmentLook.objects.filter(release__reader=token_of(OF_A_READER, key or "")).order_by("at")
    return tuple(rows.values_list("at", flat=True))


def people_here(keys: Iterable[str], *, viewer: Viewer) -> dict[str, Person]:
    """Those of these people, by the keys of their records, who are here still."""
    rows = Person.objects.filter(key__in=set(keys)).exclude(name=FORGOTTEN)
    return {str(row.key): row for row in rows}


def _own(
    row: AdjustmentRelease, said: Mapping[str, Any], readers: dict[str, Person], viewer: Viewer, on: date
) -> OwnAdjustmentRelease:
    reader = readers.get(said["reader"])
    return OwnAdjustmentRelease(
        key=row.pk,
        reader=reader.name if reader else WHO_LEFT,
        purpose=ReleasedFor(said["purpose"]),
        about=said["about"],
        lines=tuple(said["lines"]),
        released_on=row.released_on,
        until=row.until,
        ended_on=row.ended_on,
        state=_state(row, reader, viewer, on),
        looks=tuple(sorted(one.at for one in row.looks.all())),
    )


def _state(row: AdjustmentRelease, reader: Person | None, viewer: Viewer, on: date) -> ReleaseState:
    if reader is None:
        return ReleaseState.OVER
    if row.ended_on is not None and row.ended_on <= row.until:
        return ReleaseState.TAKEN_BACK
    if row.until < on:
        return ReleaseState.OVER
    decides = decides_on(reader.pk, viewer.person or 0, viewer=viewer, on=on)
    return ReleaseState.PAUSED if decides else ReleaseState.RUNS


def _for_reader(
    row: AdjustmentRelease, said: Mapping[str, Any], person: str, lines: tuple[str, ...] = ()
) -> ReleasedToReader:
    return ReleasedToReader(
        key=row.pk,
        person=person,
        purpose=ReleasedFor(said["purpose"]),
        about=said["about"],
        until=row.until,
        opened=bool(row.looks.all()),
        lines=lines,
    )
