"""Signing for an organisation or a region with its key: made when it is first needed, replaced, said to be stolen.

Whatever statement is to be signed, of whichever kind, goes through `sign_statement`: give it what is stated as plain
values (calculation/attested.py says which) and who signs. Who may sign it is for the caller to find out.
"""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.attested import body_of, fingerprint_of, public_of, signed_document
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.recognition import SIGNING_KEYS, Attestation, SigningKey
from wraparound.capabilities.compacts.queries.keys import Place, issuer_called, issuer_of, of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.attested import Signer, StatementKind
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.models.locked import CannotLock, CannotUnlock, lock, unlock


def sign_statement(
    kind: StatementKind, place: Place, content: dict[str, Any], signer: Signer, *, compact: Compact, by: Viewer
) -> Attestation:
    """Signs what is stated with the key of the organisation or region, and keeps the file; call it inside a change.

    CannotAgree, with nothing kept, where this site has no key to lock with or cannot open the one it has, or where what
    opens is not the private part of the key that is published.
    """
    key = _key_of(place, signer.at, by)
    try:
        private = unlock(key.locked, SIGNING_KEYS)
    except (CannotLock, CannotUnlock) as trouble:
        raise CannotAgree(f"Nothing was signed. {trouble}") from trouble
    _ensure_its_own(key, private)
    number = uuid4().hex
    document = signed_document(body_of(kind, number, issuer_of(place), content, signer), private)
    return Attestation.objects.create(
        compact=compact, kind=kind, number=number, key=key, document=document, at=signer.at
    )


def replace_key(sort: str, code: str, reason: str, *, replaces: str, at: datetime, by: Viewer) -> SigningKey:
    """Makes a new key and puts the one before out of use: it stays published, and what it signed goes on verifying.

    `replaces` is the fingerprint of the key that was seen to sign; empty where none did. CannotAgree where that is not
    so any more, or without a reason.
    """
    why = _reason(reason)
    with changing("A signing key was replaced", at=at, by=by):
        place = issuer_called(sort, code, viewer=by)
        now = _signing_now(place, by)
        if (now.fingerprint if now else "") != replaces:
            raise CannotAgree("Another key signs since you opened this page. Look at it again; nothing was replaced.")
        if now:
            now.replaced_at, now.locked, now.reason = at, "", why
            now.save()
        return _made(place, at, by)


def say_stolen(fingerprint: str, since: date, reason: str, *, version: int, at: datetime, by: Viewer) -> int:
    """Says from which day nothing signed with a key counts; it signs no more. How many statements that concerns.

    Those whose recognitions it concerns are told. CannotAgree for a day that has not come or before the key was made,
    without a reason, or where an earlier day was said already.
    """
    why = _reason(reason)
    with changing("A signing key is said to be stolen", at=at, by=by):
        rows = SigningKey.objects.select_for_update(of=("self",)).select_related("organisation", "region")
        row = rows.filter(fingerprint=fingerprint).first()
        if row is None:
            raise CannotAgree("There is no such key.")
        place: Place | None = row.organisation or row.region
        assert place is not None  # the store keeps no key of nobody
        sort = "region" if isinstance(place, Region) else "organisation"
        issuer_called(sort, place.code, viewer=by)
        ensure_unchanged(row, version, by=by)
        if not day_of(row.made_at) <= since <= day_of(at):
            raise CannotAgree(f"Give a day from {day(day_of(row.made_at))}, when it was made, to today.")
        if row.stolen_from is not None and row.stolen_from <= since:
            raise CannotAgree(
                f"Nothing signed with it from {day(row.stolen_from)} on counts already. A later day cannot be given."
            )
        before = row.stolen_from
        row.stolen_from, row.reason, row.locked = since, why, ""
        row.replaced_at = row.replaced_at or at
        row.save()
        return _tell_concerned(row, since, before, at, by)


def _tell_concerned(row: SigningKey, since: date, before: date | None, at: datetime, by: Viewer) -> int:
    """Tells the sides of those compacts of which a statement no longer counts."""
    signed = [
        one
        for one in Attestation.objects.filter(key=row).select_related(
            "compact__organisation__region", "compact__controller"
        )
        if day_of(one.at) >= since and (before is None or day_of(one.at) < before)
    ]
    for one in {each.compact_id: each.compact for each in signed}.values():
        tell_sides("compacts.key_stolen", one, at=at, by=by)
    return len(signed)


def _ensure_its_own(key: SigningKey, private: str) -> None:
    """Nothing, or CannotAgree where the private part that is kept with a key is not that of its public one."""
    try:
        own = fingerprint_of(public_of(private)) == key.fingerprint == fingerprint_of(key.public)
    except ValueError:
        own = False
    if not own:
        raise CannotAgree(
            "Nothing was signed. The private part that is kept with this key is that of another one, so somebody has "
            "altered the database. Tell whoever runs the site; a new key can be made on the page of keys."
        )


def _key_of(place: Place, at: datetime, by: Viewer) -> SigningKey:
    """The key that signs today; made now where there is none."""
    return _signing_now(place, by) or _made(place, at, by)


def _signing_now(place: Place, by: Viewer) -> SigningKey | None:
    """The key that signs today, once our turn has come: whoever signs or makes one holds its organisation or region."""
    rows = Region.objects if isinstance(place, Region) else Organisation.objects
    rows.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    return SigningKey.objects.select_for_update(of=("self",)).filter(of(place), replaced_at__isnull=True).first()


def _made(place: Place, at: datetime, by: Viewer) -> SigningKey:
    made = Ed25519PrivateKey.generate()
    public = made.public_key().public_bytes_raw().hex()
    try:
        locked = lock(made.private_bytes_raw().hex(), SIGNING_KEYS)
    except CannotLock as trouble:
        raise CannotAgree(f"No key was made, and nothing was signed. {trouble}") from trouble
    return SigningKey.objects.create(
        controller=place.controller,
        organisation=None if isinstance(place, Region) else place,
        region=place if isinstance(place, Region) else None,
        public=public,
        fingerprint=fingerprint_of(public),
        locked=locked,
        made_at=at,
        made_by_id=by.person,
    )


def _reason(reason: str) -> str:
    if not (said := reason.strip()):
        raise CannotAgree("Say why: it stands beside the key for everybody who verifies something.")
    return said[:500]
