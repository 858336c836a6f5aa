"""Calls for evidence as everybody, their readers, and whoever has a receipt may read them."""

import hashlib
from datetime import date

from django.db.models import Q, QuerySet, Sum

from wraparound.capabilities.listening.access import ASK
from wraparound.capabilities.listening.calculation.themes import themes_from
from wraparound.capabilities.listening.models.calls import Call, Document, Evidence
from wraparound.capabilities.listening.models.themes import Reading, TextsOpened
from wraparound.capabilities.listening.terms.calls import (
    CallLine,
    CallPage,
    EvidenceLine,
    EvidencePage,
    Forwhom,
    NoSuchCall,
    NoSuchReceipt,
    ReceiptPage,
    TakenOut,
    TakenOutBecause,
    TakenSoFar,
)
from wraparound.capabilities.listening.terms.themes import OpenedBy
from wraparound.capabilities.listening.wording.pulses import place_label
from wraparound.people.access import allows, let_in_by
from wraparound.people.terms.access import Role, Subject, Viewer
from wraparound.people.wording.access import ROLES

MOST_CALLS = 100


def calls(*, viewer: Viewer, on: date) -> tuple[CallLine, ...]:
    """Public calls, the open ones first; and those that the viewer reads."""
    rows = Call.objects.select_related("organisation", "region").order_by("-closes_on", "-pk")
    found = list(rows.filter(forwhom=Forwhom.PUBLIC)[:MOST_CALLS])
    if viewer.person is not None:
        named = Q(reading__first=viewer.person) | Q(reading__second=viewer.person)
        invited = rows.filter(named, forwhom=Forwhom.INVITED).select_related("reading")
        found += [row for row in invited if _reads(row, viewer)]
    newest = sorted(found, key=lambda row: (row.closes_on, row.pk), reverse=True)
    lines = [_line(row, on) for row in newest[:MOST_CALLS]]
    return tuple(sorted(lines, key=lambda one: not one.is_open))


def call_row(number: int, *, viewer: Viewer, token: str | None = None) -> Call:
    """The row of a call: public ones for everybody, others with the token of their link or for their readers."""
    rows = Call.objects.select_related("organisation__region", "region", "controller", "reading__first")
    row = rows.select_related("reading__second", "reading__report").filter(pk=number).first()
    if row is None:
        raise NoSuchCall
    invited = token is not None and row.forwhom == Forwhom.INVITED and token == row.token
    if not (invited or (token is None and row.forwhom == Forwhom.PUBLIC) or (token is None and _reads(row, viewer))):
        raise NoSuchCall
    return row


def read_row(number: int, *, viewer: Viewer, lead: bool = False) -> Call:
    """The row of a call that the viewer is named to read; with `lead`, that they opened. NoSuchCall otherwise."""
    row = call_row(number, viewer=viewer) if viewer.person is not None else None
    if row is None or not _reads(row, viewer) or (lead and row.reading.first_id != viewer.person):
        raise NoSuchCall
    return row


def call_page(row: Call, *, viewer: Viewer, on: date) -> CallPage:
    """A call that the caller has found for the viewer."""
    reading: Reading = row.reading
    report = getattr(reading, "report", None)
    return CallPage(
        line=_line(row, on),
        question=row.question,
        forwhom=Forwhom(row.forwhom),
        publishes=row.publishes,
        readers=tuple(one.name for one in (reading.first, reading.second) if one),
        heard=row.heard,
        good=row.good,
        heard_on=row.heard_on,
        themes=themes_from(report.content) if report and row.heard_on else None,
        may_read=_reads(row, viewer),
        leads=viewer.person is not None and reading.first_id == viewer.person,
        sent=still_there(row, viewer=viewer).count(),
        taken_out=row.evidence.filter(taken_out_on__isnull=False).count(),
        closed_because=row.closed_because,
        may_reopen=reading.first_id == viewer.person and can_reopen(row, viewer=viewer, on=on),
        link=f"/listening/calls/{row.pk}/by/{row.token}/" if _reads(row, viewer) else "",
    )


def evidence_page(row: Call, *, viewer: Viewer, on: date) -> EvidencePage:
    """What was sent to a call that the caller has found for one of its readers, the earliest first."""
    sent = list(Evidence.objects.filter(call=row).select_related("document").defer("document__content").order_by("pk"))
    return EvidencePage(
        call=call_page(row, viewer=viewer, on=on),
        sent=tuple(_evidence(one) for one in sent if not one.is_gone),
        withdrawn=sum(one.withdrawn_on is not None for one in sent),
        taken_out=tuple(found for one in sent if (found := _taken_out(one))),
    )


def piece_of(row: Call, number: int, *, viewer: Viewer) -> EvidenceLine:
    """One thing that was sent to a call that the caller has found for one of its readers; NoSuchCall if it is gone."""
    found = still_there(row, viewer=viewer).select_related("document").defer("document__content").filter(pk=number)
    one = found.first()
    if one is None:
        raise NoSuchCall
    return _evidence(one)


def still_there(row: Call, *, viewer: Viewer) -> QuerySet[Evidence]:
    """What was sent to a call and was neither taken back nor taken out; the caller has found it for the viewer."""
    rows: QuerySet[Evidence] = row.evidence.filter(withdrawn_on__isnull=True, taken_out_on__isnull=True)
    return rows


def is_open(row: Call, *, viewer: Viewer, on: date) -> bool:
    """Whether a call takes evidence on a day."""
    return row.closed_on is None and on <= row.closes_on


def can_reopen(row: Call, *, viewer: Viewer, on: date) -> bool:
    """Whether a call that was closed early may be opened again: its last day is not over, and nothing rests on it yet.

    Once a reader has said that everything is sorted, or what was heard is published, more would come too late.
    """
    reading: Reading = row.reading
    gone_on = reading.first_done_on or reading.second_done_on or row.heard_on
    return row.closed_on is not None and on <= row.closes_on and gone_on is None


def role_at(row: Call, *, viewer: Viewer) -> Role:
    """In which role one of its readers, for whom the caller has found the call, may ask for its place."""
    return let_in_by(viewer, ASK, _about(row))[0].role


def document_of(row: Call, number: int, *, viewer: Viewer) -> Document:
    """A document that was sent to a call that the caller has found for one of its readers."""
    found = Document.objects.filter(evidence__call=row, pk=number).first()
    if found is None:
        raise NoSuchCall
    return found


def receipt_page(receipt: str, *, viewer: Viewer) -> ReceiptPage:
    """What became of what was sent with this receipt; NoSuchReceipt where there is none."""
    row = evidence_of(receipt, viewer=viewer)
    call = row.call
    reading = Reading.objects.get(call=call)
    opened = TextsOpened.objects.filter(reading=reading, on__gte=row.sent_on).order_by("on")
    return ReceiptPage(
        title=call.title,
        number=call.pk,
        public=call.forwhom == Forwhom.PUBLIC,
        sent_on=row.sent_on,
        withdrawn_on=row.withdrawn_on,
        closes_on=call.closes_on,
        closed_on=call.closed_on,
        taken_out=_taken_out(row),
        opened=tuple(OpenedBy(name=name, on=on) for name, on in dict(opened.values_list("reader__name", "on")).items()),
        is_sorted=reading.settled_on is not None,
        heard_on=call.heard_on,
        had_document=Document.objects.filter(evidence=row).exists(),
    )


def evidence_of(receipt: str, *, viewer: Viewer) -> Evidence:
    """The row of what was sent with a receipt: whoever has it, has sent it."""
    row = Evidence.objects.select_related("call").filter(receipt=digest_of(receipt, viewer=viewer)).first()
    if row is None:
        raise NoSuchReceipt
    return row


def digest_of(receipt: str, *, viewer: Viewer) -> str:
    """What is kept of a receipt, however it is typed."""
    plain = "".join(one for one in receipt.upper() if one.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def taken_so_far(row: Call, *, viewer: Viewer, on: date) -> TakenSoFar:
    """How much was sent to a call in all and on a day; for its limits."""
    rows, documents = Evidence.objects.filter(call=row), Document.objects.filter(evidence__call=row)
    return TakenSoFar(
        sent=rows.count(),
        today=rows.filter(sent_on=on).count(),
        size=documents.aggregate(bytes=Sum("size"))["bytes"] or 0,
        size_today=documents.filter(evidence__sent_on=on).aggregate(bytes=Sum("size"))["bytes"] or 0,
    )


def _reads(row: Call, viewer: Viewer) -> bool:
    """Whether the viewer is named as a reader, and may still ask for the place: a role that ended reads no more."""
    if viewer.person is None or viewer.person not in (row.reading.first_id, row.reading.second_id):
        return False
    return allows(viewer, ASK, _about(row))


def _about(row: Call) -> Subject:
    if row.organisation is not None:
        return Subject.at(row.organisation.pk, row.organisation.region_id)
    return Subject(regions=frozenset({row.region_id or 0}))


def _taken_out(row: Evidence) -> TakenOut | None:
    if row.taken_out_on is None:
        return None
    because = TakenOutBecause(row.taken_out_because)
    return TakenOut(on=row.taken_out_on, by=ROLES[Role(row.taken_out_by)], because=because)


def _line(row: Call, on: date) -> CallLine:
    place = place_label(row.region.name, is_region=True) if row.region else str(row.organisation)
    return CallLine(
        number=row.pk,
        title=row.title,
        place=place,
        closes_on=row.closes_on,
        is_open=row.closed_on is None and on <= row.closes_on,
        is_heard=row.heard_on is not None,
        closed_on=row.closed_on,
    )


def _evidence(row: Evidence) -> EvidenceLine:
    document = getattr(row, "document", None)
    return EvidenceLine(
        number=row.pk,
        sent_on=row.sent_on,
        words=row.words,
        name=row.name,
        contact=row.contact,
        may_publish=row.may_publish,
        document=document.pk if document else None,
        document_name=document.name if document else "",
    )
