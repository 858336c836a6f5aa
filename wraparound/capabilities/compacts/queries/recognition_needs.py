"""What recognitions ask of somebody today: their words, their agreement, to issue one, to thank a colleague."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Q, QuerySet

from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.recognition import lacking_in, text_in
from wraparound.capabilities.compacts.models.recognition import Recognition, Thanks
from wraparound.capabilities.compacts.queries.acting import Acting
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Found, Listing, Question, Told
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.recognition import Lacking, RecognitionState
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

TOLD_FOR = timedelta(days=30)
"""For how long the page of today says that something was revoked."""
WORDS_OF = {Party.LEADER: Lacking.LEADER_WORDS, Party.BOARD: Lacking.BOARD_WORDS, Party.REGION: Lacking.REGION_WORDS}


def asked_of_recognitions(mine: Acting, *, viewer: Viewer, at: datetime) -> dict[str, Question | Listing]:
    """Where something may be wanted of the viewer, by a recognition of or by a side of theirs, or by a colleague's."""
    lately = Q(leader=viewer.person, state=RecognitionState.ISSUED) & (
        Q(revoked_at__gt=at - TOLD_FOR) | Q(revoked_at__isnull=True, issued__key__stolen_from__isnull=False)
    )
    drafts = Q(state=RecognitionState.DRAFT) & mine.where(of=tuple(WORDS_OF))
    asked = Thanks.objects.filter(
        person=viewer.person, given_at__isnull=True, declined_at__isnull=True, recognition__state=RecognitionState.DRAFT
    )
    return {
        "recognitions": Question(Recognition.objects.filter(drafts | lately), partial(_of_recognitions, mine)),
        "thanks": Listing(asked, _of_thanks, way="recognition__compact"),
    }


def _of_recognitions(mine: Acting, rows: QuerySet[Recognition]) -> Iterator[Told]:
    rows = rows.select_related("compact__organisation", "compact__leader", "issued__key").order_by("pk")
    for one in rows[:MOST]:
        if (said := _issued(one) if one.issued else _draft(one, mine)) is not None:
            words, then = said
            yield one.compact.leader_id, Need(words, f"/compacts/{one.compact_id}/recognition/{one.pk}/", then)


def _of_thanks(found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        words = f"You are asked for words of thanks to {one.leader_name}, {one.organisation}."
        yield one.leader, Need(words, f"/compacts/thanks/{one.number}/", "Write them, or say no")


def _issued(one: Recognition) -> tuple[str, str] | None:
    assert one.issued is not None and one.issued_at is not None  # noqa: PT018  # the caller has found it so
    place = one.compact.organisation.name
    if one.revoked_at is not None:
        return f"Your recognition, {place}, was revoked on {day(day_of(one.revoked_at))}.", "Read why"
    stolen = one.issued.key.stolen_from
    if stolen is not None and day_of(one.issued_at) >= stolen:
        return f"The key that signed your recognition, {place}, was stolen: it does not count.", "See what to do"
    return None


def _draft(one: Recognition, acts: Acting) -> tuple[str, str] | None:
    """What the viewer is wanted for: their own words first, then to agree, then to issue."""
    head = (
        f"Recognition{f' of {one.compact.leader.name}' if one.compact.leader else ''}, {one.compact.organisation.name}"
    )
    issues, leads = Party(one.issues), acts.person == one.leader_id
    lacking = lacking_in(text_in(one.content), issues)
    issuing = issues in acts.sides()
    if (leads or issuing) and WORDS_OF[Party.LEADER if leads else issues] in lacking:
        part = "your part, in your own words, is" if leads else "your own words about the leader’s part are"
        return f"{head}: {part} still missing.", "Write them"
    if leads and not lacking and not one.agreed_digest:
        return f"{head}: it is whole, and waits for you to agree to it.", "Read it and agree"
    if not leads and issuing and not lacking and one.agreed_digest:
        return f"{head}: the leader has agreed to it. It waits to be issued by you.", "Read it and issue it"
    return None
