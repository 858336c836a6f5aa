"""What equality asks of somebody today: to read what was released to them, to answer who asked, to read an answer."""

from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.equality.models.adjustments import AdjustmentRelease
from wraparound.capabilities.equality.models.programmes import Joining
from wraparound.capabilities.equality.models.sealing import is_sealable, token_of
from wraparound.capabilities.equality.queries.adjustments import OF_A_READER, released_to
from wraparound.capabilities.equality.queries.own import OF_A_PERSON, key_of_person
from wraparound.capabilities.equality.queries.programmes import own_joinings, waiting_to_be_answered
from wraparound.capabilities.equality.terms.programmes import JoiningState
from wraparound.capabilities.equality.wording.adjustments import waits_words
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 5


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What waits for the viewer, in words that name nobody: a page of today may be open on a desk."""
    on = timezone.localtime(at).date()
    if viewer.person is None or not is_sealable() or not _anything(on):
        return ()
    key = key_of_person(viewer.person, viewer=viewer)
    if key is None:
        return ()
    return (*_to_read(key, viewer, on), *_to_answer(viewer, on), *_answered(key, viewer, on))


def _anything(on: date) -> bool:
    """Whether anybody released anything that runs, or asked to join: where nobody did, nobody has to be known."""
    running = AdjustmentRelease.objects.filter(ended_on__isnull=True, until__gte=on)
    return running.exists() or Joining.objects.exists()


def _to_read(key: str, viewer: Viewer, on: date) -> list[Need]:
    rows = AdjustmentRelease.objects.filter(reader=token_of(OF_A_READER, key), ended_on__isnull=True, until__gte=on)
    # Asked of the store alone where nothing waits, which is on most days.
    if not rows.filter(looks__isnull=True).exists():
        return []
    unread = [one for one in released_to(viewer=viewer, on=on) if not one.opened]
    if not unread:
        return []
    return [Need(waits_words(unread), "/equality/released/", "Read it", min(one.until for one in unread))]


def _to_answer(viewer: Viewer, on: date) -> list[Need]:
    if not Joining.objects.filter(state=JoiningState.ASKED, programme__run_by=viewer.person or 0).exists():
        return []
    return [
        Need(f"Somebody asked to join {title}.", f"/equality/programmes/{number}/asked/", "Answer them")
        for number, title in waiting_to_be_answered(viewer=viewer, on=on)[:MOST]
    ]


def _answered(key: str, viewer: Viewer, on: date) -> list[Need]:
    rows = Joining.objects.filter(token=token_of(OF_A_PERSON, key), seen=False).exclude(state=JoiningState.ASKED)
    if not rows.exists():
        return []
    return [
        Need("There is an answer about a programme.", f"/equality/programmes/{one.programme}/", "Read it")
        for one in own_joinings(viewer=viewer, on=on)
        if one.answered
    ]
