"""What equality asks of somebody today: to read what was released to them, to answer who asked, to read an answer."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.equality.models.sealing import is_sealable
from wraparound.capabilities.equality.queries.adjustments import released_to
from wraparound.capabilities.equality.queries.own import key_of_person
from wraparound.capabilities.equality.queries.programmes import own_joinings, waiting_to_be_answered
from wraparound.capabilities.equality.wording.adjustments import waits_words
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 5


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What waits for the viewer, in words that name nobody: a page of today may be open on a desk."""
    if viewer.person is None or not is_sealable() or key_of_person(viewer.person, viewer=viewer) is None:
        return ()
    on = timezone.localtime(at).date()
    unread = [one for one in released_to(viewer=viewer, on=on) if not one.opened]
    needs = []
    if unread:
        until = min(one.until for one in unread)
        needs.append(Need(waits_words(unread), "/equality/released/", "Read it", until))
    needs += [
        Need(f"Somebody asked to join {title}.", f"/equality/programmes/{number}/asked/", "Answer them")
        for number, title in waiting_to_be_answered(viewer=viewer, on=on)[:MOST]
    ]
    needs += [
        Need("There is an answer about a programme.", f"/equality/programmes/{one.programme}/", "Read it")
        for one in own_joinings(viewer=viewer, on=on)
        if one.answered
    ]
    return tuple(needs)
