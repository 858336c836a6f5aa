"""Writing down what helps, releasing it to somebody until a day, taking that back; and reading what was released.

None of it opens a change: the log of the site would say who has adjustments. What is looked at is noted in the store.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from wraparound.capabilities.careers.queries.assessments import reader_called
from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.calculation.releasing import (
    packed_words,
    releases_kept_from,
    tidy_lines,
    unpacked_words,
)
from wraparound.capabilities.equality.models.adjustments import AdjustmentLook, AdjustmentRelease, Adjustments
from wraparound.capabilities.equality.models.sealing import opened, seal, token_of
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.adjustments import (
    OF_A_READER,
    own_adjustments,
    own_release,
    release_to_read,
)
from wraparound.capabilities.equality.queries.own import key_of_person, own_token
from wraparound.capabilities.equality.terms.adjustments import (
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_RELEASE,
    MOST_LINES,
    CannotRelease,
    NewAdjustmentRelease,
    ReleasedToReader,
)
from wraparound.capabilities.equality.wording import adjustments as say
from wraparound.capabilities.pipelines.queries.deciding import decides_on
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer


def write_adjustments(lines: Sequence[str], *, at: datetime, by: Viewer) -> None:
    """Keeps these in place of what the viewer wrote before, which is gone; nothing is held where there are none.

    What was released before stays as it was released.
    """
    kept, token = tidy_lines(lines), own_token(viewer=by)
    if len(kept) > MOST_LINES or any(len(one) > LONGEST_LINE for one in kept):
        raise CannotRelease(say.TOO_MUCH)
    if not kept:
        Adjustments.objects.filter(pk=token).delete()
        return
    sealed = seal(packed_words({"lines": kept}), token)
    Adjustments.objects.update_or_create(pk=token, defaults={"sealed": sealed, "on": timezone.localtime(at).date()})


def release(new: NewAdjustmentRelease, *, at: datetime, by: Viewer) -> str:
    """Lets somebody read the chosen lines until a day, and has them told that something waits; the key of the release.

    CannotRelease for a line that the viewer does not hold, a day that is past or too far, somebody who is not found,
    and somebody who decides on an appointment for which the viewer stands.
    """
    today = timezone.localtime(at).date()
    lines = tuple(one for one in own_adjustments(viewer=by).lines if one in new.lines)
    if not lines or len(new.about) > LONGEST_ABOUT:
        raise CannotRelease(say.CHOOSE_LINES)
    if not today <= new.until <= today + timedelta(days=LONGEST_RELEASE):
        raise CannotRelease(say.WHEN)
    reader = _reader(new.reader, today, by)
    said = {
        "person": key_of_person(by.person or 0, viewer=by),
        "reader": str(reader.key),
        "purpose": new.purpose.value,
        "about": " ".join(new.about.split()),
        "lines": lines,
    }
    key = secrets.token_hex(16)
    AdjustmentRelease.objects.create(
        pk=key,
        token=own_token(viewer=by),
        reader=token_of(OF_A_READER, str(reader.key)),
        sealed=seal(packed_words(said), key),
        released_on=today,
        until=new.until,
    )
    return key


def take_release_back(key: str, *, at: datetime, by: Viewer) -> None:
    """Nobody reads it any more, and the words of it are gone; who looked stays for the viewer to see, for a year."""
    row = own_release(key, viewer=by)
    _end(row, min(timezone.localtime(at).date(), row.until))


def read_release(key: str, *, at: datetime, by: Viewer) -> ReleasedToReader:
    """What was released to the viewer, in its words; that they opened it is noted for the person who released it."""
    with transaction.atomic(using=STORE):
        row, found = release_to_read(key, viewer=by, on=timezone.localtime(at).date())
        AdjustmentLook.objects.create(release=row, at=at)
    return found


def end_releases(*, on: date, by: Viewer) -> int:
    """Words of releases whose day has passed go, and what ended a year ago is forgotten; how many."""
    ensure(by, KEEP)
    over = AdjustmentRelease.objects.filter(ended_on__isnull=True, until__lt=on)
    done = sum(_end(row, row.until + timedelta(days=1)) for row in over)
    AdjustmentRelease.objects.filter(ended_on__lt=releases_kept_from(on)).delete()
    return done


def forget_adjustments(tokens: Sequence[str], *, by: Viewer) -> int:
    """Everything that these people, by token, wrote down or released goes; how many rows."""
    gone = Adjustments.objects.filter(pk__in=tokens).delete()[0]
    return gone + AdjustmentRelease.objects.filter(token__in=tokens).delete()[0]


def end_for_reader(key: str, *, on: date, by: Viewer) -> None:
    """Somebody to whom things were released has left, by the key of their record: none of it runs any more."""
    ensure(by, KEEP)
    for row in AdjustmentRelease.objects.filter(reader=token_of(OF_A_READER, key), ended_on__isnull=True):
        _end(row, on)


def releases_to_mail(*, on: date, by: Viewer) -> dict[str, Person]:
    """Whoever has something to read of which no mail told them, by the key of the release.

    Not while they decide on an appointment for which the person stands: nothing is shown to them meanwhile.
    """
    ensure(by, KEEP)
    found = {}
    for row in AdjustmentRelease.objects.filter(told=False, ended_on__isnull=True, until__gte=on):
        said = unpacked_words(opened(row.sealed, row.pk))
        reader, person = (Person.objects.filter(key=said[one]).first() for one in ("reader", "person"))
        if reader is None or person is None or decides_on(reader.pk, person.pk, viewer=by, on=on):
            continue
        found[row.pk] = reader
    return found


def mark_release_told(key: str, *, by: Viewer) -> None:
    """They were told that something waits, and not what."""
    ensure(by, KEEP)
    AdjustmentRelease.objects.filter(pk=key).update(told=True)


def _reader(typed: str, today: date, by: Viewer) -> Person:
    """Whoever was named, if they may read it."""
    found = reader_called(typed, viewer=by, on=today)
    if found is None:
        raise CannotRelease(say.NOBODY)
    if found.pk == by.person:
        raise CannotRelease(say.YOURSELF)
    if decides_on(found.pk, by.person or 0, viewer=by, on=today):
        raise CannotRelease(say.decides(found.name))
    return found


def _end(row: AdjustmentRelease, on: date) -> int:
    said = unpacked_words(opened(row.sealed, row.pk)) | {"lines": []}
    row.sealed, row.ended_on = seal(packed_words(said), row.pk), on
    row.save(update_fields=["sealed", "ended_on"])
    return 1
