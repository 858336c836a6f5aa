"""An employer's file comes in whole or not at all: looked at first, counted on a yes, taken back at any time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wraparound.capabilities.equality.calculation.keeping import packed
from wraparound.capabilities.equality.models.answers import Objection
from wraparound.capabilities.equality.models.monitoring import MonitoringEntry, MonitoringFile
from wraparound.capabilities.equality.models.sealing import seal, token_of, tokens_of
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.monitoring import ensure_year, file_row, place_to_send_for
from wraparound.capabilities.equality.queries.own import OF_A_PERSON
from wraparound.capabilities.equality.queries.parts import ensure_on
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.monitoring import MonitoringRow, MonitoringSheet, MonitoringState
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.wording import monitoring as say
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

OF_AN_EMPLOYER = "reference"
AT_ONCE = 2_000


def look_at(code: str, year: int, rows: Sequence[MonitoringRow], *, at: datetime, by: Viewer) -> int:
    """Keeps a file, sealed, until its sender says yes: it is counted nowhere yet; its number.

    Rows of people who objected are not kept. Who sent it is in the log of the site; what it says is not.
    """
    place = place_to_send_for(code, viewer=by)
    ensure_on(code, EqualityPart.MONITORING, viewer=by)
    ensure_year(year, viewer=by, on=at.date())
    # Sealed before anybody else has to wait.
    entries = _entries(rows, code)
    why = f"A monitoring file of {place.name} for {say.year_words(year)} was sent"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        made = _file(code, year, entries, len(rows) - len(entries), at, by)
        for entry in entries:
            entry.file = made
        MonitoringEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    return int(made.pk)


def count(number: int, *, at: datetime, by: Viewer) -> None:
    """The yes: the file is counted from now on. CannotCount where another of its year is, or it waits no longer."""
    row = file_row(number, viewer=by)
    ensure_on(row.organisation, EqualityPart.MONITORING, viewer=by)
    why = f"A monitoring file for {say.year_words(row.year)} is counted"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        same = MonitoringFile.objects.filter(organisation=row.organisation, year=row.year)
        if same.filter(state=MonitoringState.COUNTED).exists():
            raise CannotCount(say.TWICE_COUNTED)
        waiting = same.filter(pk=number, state=MonitoringState.LOOKED_AT)
        if not waiting.update(state=MonitoringState.COUNTED):
            raise CannotCount(say.GONE)


def take_back(number: int, *, at: datetime, by: Viewer) -> None:
    """Nothing of the file is held or counted any more; that it was sent stays."""
    row = file_row(number, viewer=by)
    why = f"A monitoring file for {say.year_words(row.year)} was taken back"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        MonitoringEntry.objects.filter(file=row).delete()
        MonitoringFile.objects.filter(pk=number).update(state=MonitoringState.TAKEN_BACK)


def note_objection(code: str, reference: str, *, at: datetime, by: Viewer) -> None:
    """Somebody told their employer in writing that they object: nothing under their reference is kept or counted.

    The reference is turned into a token and goes. Whether anything was held under it is not told.
    """
    place = place_to_send_for(code, viewer=by)
    plain = reference.strip()
    if not plain:
        raise CannotCount("Give the reference that they have in your files.")
    # That somebody objected is in the log, and neither who nor by which reference.
    why = f"An objection to being counted was noted for {place.name}"
    with changing(why, at=at, by=by), transaction.atomic(using=STORE):
        token = _token_at(place.code, plain)
        Objection.objects.get_or_create(pk=token, defaults={"on": at.date()})
        MonitoringEntry.objects.filter(reference=token).delete()


def _file(
    code: str, year: int, entries: Sequence[MonitoringEntry], left_out: int, at: datetime, by: Viewer
) -> MonitoringFile:
    """In place of one that was looked at before and never counted."""
    MonitoringFile.objects.filter(organisation=code, year=year, state=MonitoringState.LOOKED_AT).delete()
    staff = sum(one.sheet == MonitoringSheet.STAFF for one in entries)
    return MonitoringFile.objects.create(
        organisation=code,
        year=year,
        sent_by=by.person or 0,
        sent_at=at,
        staff=staff,
        applicants=len(entries) - staff,
        left_out=left_out,
    )


def _entries(rows: Sequence[MonitoringRow], code: str) -> list[MonitoringEntry]:
    """In the order of their tokens, so that no number tells which row of the file each was."""
    referred = tokens_of(OF_AN_EMPLOYER, [_named(code, row.reference) for row in rows])
    here = _people_here({row.email for row in rows if row.email})
    objected = frozenset(Objection.objects.values_list("pk", flat=True))
    entries = []
    for row, reference in zip(rows, referred, strict=True):
        token = here.get(row.email, reference)
        if not {token, reference} & objected:
            sealed = seal(packed(row.given, row.level, row.sides), token)
            entries.append(MonitoringEntry(sheet=row.sheet, token=token, reference=reference, sealed=sealed))
    return sorted(entries, key=lambda one: (one.token, one.sheet))


def _people_here(emails: set[str]) -> dict[str, str]:
    """The token of each person of this site who signs in with one of these addresses."""
    if not emails:
        return {}
    rows = Person.objects.filter(email__isnull=False).values_list("email", "key")
    plain = ((str(email).casefold(), str(key)) for email, key in rows.iterator())
    found = [(email, key) for email, key in plain if email in emails]
    tokens = tokens_of(OF_A_PERSON, [key for _, key in found])
    return {email: token for (email, _), token in zip(found, tokens, strict=True)}


def _token_at(code: str, reference: str) -> str:
    return token_of(OF_AN_EMPLOYER, _named(code, reference))


def _named(code: str, reference: str) -> str:
    return f"{code}:{reference.casefold()}"
