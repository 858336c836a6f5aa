"""Opening a call for evidence, sending to it, taking back what was sent, and publishing what was heard."""

import re
import secrets
from base64 import b32encode
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wraparound.capabilities.listening.access import ASK, SEND
from wraparound.capabilities.listening.actions.pulses import place_of
from wraparound.capabilities.listening.models.calls import Call, Document, Evidence
from wraparound.capabilities.listening.models.themes import Reading, Sorted
from wraparound.capabilities.listening.queries.calls import (
    can_reopen,
    digest_of,
    evidence_of,
    is_open,
    read_row,
    role_at,
    taken_so_far,
)
from wraparound.capabilities.listening.queries.themes import could_read
from wraparound.capabilities.listening.terms.calls import (
    LONGEST_CALL,
    LONGEST_CONTACT,
    LONGEST_HEARD,
    LONGEST_NAME,
    LONGEST_SENT,
    MOST_BYTES,
    MOST_BYTES_IN_A_DAY,
    MOST_FROM_A_PLACE,
    MOST_IN_A_DAY,
    MOST_SENT,
    NewCall,
    NewEvidence,
    SentOtherwise,
    TakenOutBecause,
)
from wraparound.capabilities.listening.terms.pulses import (
    LONGEST_QUESTION,
    LONGEST_TITLE,
    LONGEST_WORDS,
    CannotListen,
)
from wraparound.capabilities.listening.wording import calls as say
from wraparound.capabilities.listening.wording.pulses import too_long_words
from wraparound.people.access import ensure
from wraparound.people.actions.floods import too_often
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

OPENED, HEARD = "A call for evidence was opened", "What was heard was published"
TAKEN_OUT = "A piece that was sent to a call for evidence was taken out"
CLOSED, REOPENED = "A call for evidence was closed early", "A call for evidence was opened again"
ONCE = re.compile(r"[0-9a-f]{32}")
HOUR = 3_600


def open_call(new: NewCall, *, at: datetime, by: Viewer) -> int:
    """Opens a call; its number. CannotListen for a place that is not theirs and for what cannot be."""
    ensure(by, ASK)
    title, question, publishes = (" ".join(one.split()) for one in (new.title, new.question, new.publishes))
    today = timezone.localtime(at).date()
    _ensure_fits(title, question, publishes)
    if not today < new.closes_on <= today + timedelta(days=LONGEST_CALL):
        raise CannotListen(f"Choose a last day from tomorrow on, within {LONGEST_CALL} days.")
    organisation, region = place_of(new.over, by=by)
    place = organisation or region
    assert place is not None  # one of those offered
    if new.second and new.second not in dict(could_read(new.over, viewer=by, on=today)):
        raise CannotListen("Choose a second reader from those who could have opened this call, for the same place.")
    with changing(OPENED, at=at, by=by):
        made = Call.objects.create(
            controller=place.controller,
            title=title,
            question=question,
            organisation=organisation,
            region=region,
            forwhom=new.forwhom,
            token=secrets.token_urlsafe(24),
            publishes=publishes,
            opened_by_id=by.person or 0,
            opened_on=today,
            closes_on=new.closes_on,
        )
        second = Person.objects.get(key=new.second) if new.second else None
        Reading.objects.create(controller=place.controller, call=made, first_id=by.person or 0, second=second)
    return int(made.pk)


def let_in(row: Call, size: int, *, place: str, at: datetime, by: Viewer) -> None:
    """Lets whoever is about to send something do so, before what they send costs more than to count; else CannotListen.

    `size`: bytes of the document that they bring, 0 without one.
    `place` is an address of the network: it is counted for an hour, and not stored.
    """
    ensure(by, SEND)
    _ensure_open(row, at)
    if too_often("evidence", place, most=MOST_FROM_A_PLACE, seconds=HOUR, at=at, by=by):
        raise CannotListen(say.FROM_ONE_PLACE)
    _ensure_room(row, size, at, by)


def send_evidence(row: Call, sent: NewEvidence, *, at: datetime, by: Viewer) -> str:
    """Keeps what somebody sends to a call that the caller has found for them; the receipt, which is kept nowhere.

    The same form sent twice is kept once and has the same receipt; SentOtherwise where it says something else the
    second time, which would be lost. Words and document are kept together or not at all. Whoever sends was let in.
    """
    ensure(by, SEND)
    _ensure_open(row, at)
    words, name, contact = sent.words.strip(), " ".join(sent.name.split()), " ".join(sent.contact.split())
    _ensure_sent_fits(words, name, contact, sent)
    receipt = _receipt(row, sent.once)
    digest = digest_of(receipt, viewer=by)
    if _was_sent(digest, words, name, contact, sent):
        return receipt
    _ensure_room(row, len(sent.document.content) if sent.document else 0, at, by)
    try:
        with transaction.atomic():
            kept = Evidence.objects.create(
                call=row,
                receipt=digest,
                words=words,
                name=name,
                contact=contact,
                may_publish=sent.may_publish,
                sent_on=timezone.localtime(at).date(),
            )
            if sent.document:
                Document.objects.create(
                    evidence=kept,
                    name=sent.document.name,
                    kind=sent.document.kind,
                    size=len(sent.document.content),
                    content=sent.document.content,
                )
    except IntegrityError:
        # The other of two that were sent at the same moment.
        if not _was_sent(digest, words, name, contact, sent):
            raise
    return receipt


def withdraw(receipt: str, *, at: datetime, by: Viewer) -> None:
    """Takes back what was sent with a receipt: words, name, contact and document go; that it was sent stays."""
    ensure(by, SEND)
    row = evidence_of(receipt, viewer=by)
    with transaction.atomic():
        _empty(row)
        Evidence.objects.filter(pk=row.pk, withdrawn_on__isnull=True, taken_out_on__isnull=True).update(
            withdrawn_on=timezone.localtime(at).date()
        )


def take_out(number: int, piece: int, because: TakenOutBecause, *, at: datetime, by: Viewer) -> None:
    """Takes out a piece that whoever opened the call finds must not stay; nothing of it is kept, and it says why.

    CannotListen where there is nothing of it any more.
    """
    row = read_row(number, viewer=by, lead=True)
    with changing(TAKEN_OUT, at=at, by=by):
        there = Evidence.objects.filter(pk=piece, call=row, withdrawn_on__isnull=True, taken_out_on__isnull=True)
        found = there.select_for_update().first()
        if found is None:
            raise CannotListen(say.NOT_THERE)
        _empty(found)
        there.update(
            taken_out_on=timezone.localtime(at).date(), taken_out_by=role_at(row, viewer=by), taken_out_because=because
        )


def _empty(row: Evidence) -> None:
    """Words, name, contact and document of a piece, and under which themes it was sorted, within a transaction."""
    Document.objects.filter(evidence=row).delete()
    Sorted.objects.filter(reading__call=row.call, text=row.pk).delete()
    Evidence.objects.filter(pk=row.pk).update(words="", name="", contact="")


def close_early(number: int, because: str, *, at: datetime, by: Viewer) -> None:
    """Ends a call before its last day, with a reason that stands on its page."""
    because, today = " ".join(because.split()), timezone.localtime(at).date()
    read_row(number, viewer=by, lead=True)
    if not because or len(because) > LONGEST_QUESTION:
        raise CannotListen(f"Say why, in at most {LONGEST_QUESTION} characters: it stands on the page of the call.")
    with changing(CLOSED, at=at, by=by):
        row = _locked(number)
        if not is_open(row, viewer=by, on=today):
            raise CannotListen(say.CLOSED_ALREADY)
        row.closed_on, row.closed_because = today, because
        row.save(update_fields=["closed_on", "closed_because"])


def reopen(number: int, *, at: datetime, by: Viewer) -> None:
    """Opens a call again that was closed early, until its last day is over or its readers have gone on from there."""
    read_row(number, viewer=by, lead=True)
    with changing(REOPENED, at=at, by=by):
        row = _locked(number)
        if not can_reopen(row, viewer=by, on=timezone.localtime(at).date()):
            raise CannotListen(say.NOT_REOPENED)
        row.closed_on, row.closed_because = None, ""
        row.save(update_fields=["closed_on", "closed_because"])


def _locked(number: int) -> Call:
    """A call, held until the change is over with how far its readers are: what rests on either is asked after this."""
    reading = Reading.objects.select_for_update(of=("self",)).get(call=number)
    row = Call.objects.select_for_update(of=("self",)).get(pk=number)
    row.reading = reading
    return row


def publish_heard(number: int, *, heard: str, good: str, at: datetime, by: Viewer) -> None:
    """Publishes what was heard, and what is good and should spread; again, where something was wrong."""
    row = read_row(number, viewer=by, lead=True)
    today = timezone.localtime(at).date()
    if is_open(row, viewer=by, on=today):
        raise CannotListen("Publish what was heard once the last day is over, or once you have closed the call.")
    if not heard.strip():
        raise CannotListen("Say what was heard, also where it was little.")
    if len(heard) > LONGEST_HEARD or len(good) > LONGEST_HEARD:
        raise CannotListen(too_long_words("each part", LONGEST_HEARD))
    with changing(HEARD, at=at, by=by):
        row.heard, row.good, row.heard_on = heard.strip(), good.strip(), row.heard_on or today
        row.save(update_fields=["heard", "good", "heard_on"])


def _ensure_fits(title: str, question: str, publishes: str) -> None:
    if not title or len(title) > LONGEST_TITLE:
        raise CannotListen(f"Give the call a title of at most {LONGEST_TITLE} characters.")
    if not question or len(question) > LONGEST_WORDS:
        raise CannotListen(f"Ask a question of at most {LONGEST_WORDS:,} characters.")
    if not publishes or len(publishes) > 2 * LONGEST_QUESTION:
        raise CannotListen(f"Say what will be published, in at most {2 * LONGEST_QUESTION} characters.")


def _ensure_sent_fits(words: str, name: str, contact: str, sent: NewEvidence) -> None:
    if not words and sent.document is None:
        raise CannotListen("Write something, or send a document.")
    if len(words) > LONGEST_SENT:
        raise CannotListen(too_long_words("what you write", LONGEST_SENT))
    if len(name) > LONGEST_NAME or len(contact) > LONGEST_CONTACT:
        raise CannotListen("Keep your name and how to reach you shorter.")
    if not ONCE.fullmatch(sent.once):
        raise CannotListen("This form is not one of ours. Open the page again, and send from there.")


def _receipt(row: Call, once: str) -> str:
    """Twenty letters and digits that nobody can guess: made from the form, so that a form has one."""
    mixed = salted_hmac("listening.receipt", f"{row.pk}:{once}", algorithm="sha256").digest()
    plain = b32encode(mixed).decode()[:20]
    return "-".join(plain[at : at + 5] for at in range(0, 20, 5))


def _was_sent(digest: str, words: str, name: str, contact: str, sent: NewEvidence) -> bool:
    """Whether the same was sent with this form before; SentOtherwise where it was anything else, or is gone."""
    row = Evidence.objects.select_related("document").filter(receipt=digest).first()
    if row is None:
        return False
    document = getattr(row, "document", None)
    kept = (row.words, row.name, row.contact, row.may_publish, document and (document.name, bytes(document.content)))
    new = (words, name, contact, sent.may_publish, sent.document and (sent.document.name, sent.document.content))
    if row.is_gone or kept != new:
        raise SentOtherwise(say.SENT_OTHERWISE)
    return True


def _ensure_open(row: Call, at: datetime) -> None:
    if row.closed_on is not None:
        raise CannotListen(say.CLOSED_NOW)
    if timezone.localtime(at).date() > row.closes_on:
        raise CannotListen(say.OVER)


def _ensure_room(row: Call, size: int, at: datetime, by: Viewer) -> None:
    """Whether the call still takes this; where documents fill it, words are taken all the same."""
    taken = taken_so_far(row, viewer=by, on=timezone.localtime(at).date())
    if taken.sent >= MOST_SENT:
        raise CannotListen(say.FULL)
    if taken.today >= MOST_IN_A_DAY:
        raise CannotListen(say.FULL_TODAY)
    if size and taken.size + size > MOST_BYTES:
        raise CannotListen(say.NO_MORE_DOCUMENTS)
    if size and taken.size_today + size > MOST_BYTES_IN_A_DAY:
        raise CannotListen(say.NO_MORE_DOCUMENTS_TODAY)
