"""Promises of partnerships that wait for the board of a compact."""

import json
from collections.abc import Iterator, Sequence

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Coalesce

from wraparound.capabilities.compacts.calculation.documents import item_in
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.partnering import PartnerPromise
from wraparound.capabilities.compacts.queries.acting import Acting
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Found, Listing, Told
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, sides_of, subject_of
from wraparound.capabilities.compacts.terms.agreement import Part, Party, Promise
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.partnering import PartneredPage, PartneredState, PartneredTerms
from wraparound.capabilities.compacts.wording.partnering import DRAFT_WAITS, PROMISE_WAITS
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need


def partnered(number: int, *, viewer: Viewer) -> PartneredPage:
    """What of partnerships waits for the board of a compact that the viewer may see; theirs alone to read."""
    row = compact_of(number, viewer=viewer)
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], ("name", "compact"), rule_for(row, viewer=viewer), viewer=viewer, about=about)
    is_board = Party.BOARD in sides_of(row, viewer=viewer)
    rows = PartnerPromise.objects.filter(compact=row, state=PartneredState.WAITING).order_by("pk")
    return PartneredPage(
        compact=row.pk,
        organisation=row.organisation.name,
        waiting=tuple(_terms(one) for one in rows) if is_board else (),
    )


def compacts_in_force(code: str, *, viewer: Viewer) -> tuple[int, ...]:
    """Numbers of the compacts in force of an organisation; the caller has checked who asks."""
    agreed = Text.objects.filter(compact=OuterRef("pk"), state=TextState.IN_FORCE)
    rows = Compact.objects.filter(Exists(agreed), organisation__code=code, ended_at__isnull=True)
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


def asked_of_partnerships(mine: Acting, *, viewer: Viewer) -> dict[str, Listing]:
    """Drafts that a partnership began, until they are shared or left, and promises that wait; of boards alone."""
    if not mine.sides((Party.BOARD,)):
        return {}
    private = Text.objects.filter(compact=OuterRef("compact"), number=OuterRef("version"), state=TextState.PRIVATE)
    wanted = Q(state=PartneredState.WAITING) | (Q(state=PartneredState.DRAFTED) & Q(Exists(private)))
    rows = PartnerPromise.objects.filter(mine.where(of=(Party.BOARD,)), wanted, compact__ended_at__isnull=True)
    version = Cast(Coalesce("version", 0), CharField())
    return {"partnerships": Listing(rows, _tell, state="state", key=version, moment="heard_at")}


def _promise_of(row: PartnerPromise) -> Promise:
    found = item_in(Part.PROMISES, json.loads(row.promise))
    assert isinstance(found, Promise)  # nothing else is kept there
    return found


def _terms(row: PartnerPromise) -> PartneredTerms:
    return PartneredTerms(
        number=row.pk, agreement=row.agreement, promise=_promise_of(row), state=PartneredState(row.state)
    )


def _tell(found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        if one.state == PartneredState.DRAFTED:
            address = f"/compacts/{one.compact}/versions/{one.key}/edit/"
            yield one.leader, Need(f"{DRAFT_WAITS} ({one.head}).", address, "Read the draft")
        else:
            address = f"/compacts/{one.compact}/partnerships/"
            yield one.leader, Need(f"{PROMISE_WAITS} ({one.head}).", address, "Add it, or leave it")
