"""Signed statements: what is signed to the byte, and whether a file is what a key signed (docs/methods/compacts.md, 8).

Another kind of statement needs nothing new here: give it a kind (terms.attested.StatementKind) and content of text,
whole numbers, yes or no, lists and objects, sign it with `signed_document`, and `read` and `standing_of` answer for it.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import canonical
from wraparound.capabilities.compacts.terms.agreement import FIRST_DAY, FURTHEST_DAY
from wraparound.capabilities.compacts.terms.attested import (
    FORMAT,
    KEYS_FORMAT,
    LARGEST,
    LARGEST_KEYS,
    NEWEST,
    Fault,
    Issuer,
    IssuerSort,
    KeyStanding,
    NotAttested,
    PublishedKey,
    SignedStatement,
    Signer,
    StatementKind,
)

PARTS = ("format", "version", "body", "key", "signature")
OF_BODY = ("kind", "number", "issuer", "signed_at", "signed_by", "content", "fingerprint")
OF_ISSUER = ("sort", "code", "name", "made_up")
OF_SIGNER = ("typed", "acting_as")
OF_KEY = ("sort", "public", "fingerprint")
SORT_OF_KEY = "Ed25519"
DIGITS = re.compile(r"[0-9a-f]+")
DEEPEST = 20
"""Lists and objects within one another; deeper, it is no statement of ours."""


def fingerprint_of(public: str) -> str:
    """The fingerprint of a public key given in hexadecimal digits: SHA-256 of its 32 bytes.

    >>> fingerprint_of("00" * 32)[:16]
    '66687aadf862bd77'
    """
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def public_of(private: str) -> str:
    """The public part of a key, both in hexadecimal digits; ValueError where that is no private part.

    >>> public_of("00" * 32)[:16]
    '3b6a27bcceb6a42d'
    """
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key().public_bytes_raw().hex()


def body_of(
    kind: StatementKind, number: str, issuer: Issuer, content: dict[str, Any], signer: Signer
) -> dict[str, Any]:
    """What is to be signed, but for the fingerprint of the key that signs it; `content` in plain values."""
    return {
        "kind": kind.value,
        "number": number,
        "issuer": {"sort": issuer.sort.value, "code": issuer.code, "name": issuer.name, "made_up": issuer.made_up},
        "signed_at": signer.at.astimezone(UTC).replace(microsecond=0).isoformat(),
        "signed_by": {"typed": signer.typed, "acting_as": signer.acting_as},
        "content": content,
    }


def signing_bytes(body: dict[str, Any]) -> bytes:
    r"""The bytes that are signed: format and version, a line's end, and the body as canonical JSON in UTF-8.

    >>> signing_bytes({"b": "é", "a": 1})
    b'wraparound statement 1\n{"a":1,"b":"\xc3\xa9"}'
    """
    return f"{FORMAT} {NEWEST}\n{canonical(body)}".encode()


def signed_document(body: dict[str, Any], private: str) -> str:
    """The whole file, as canonical JSON: the body with the fingerprint of the key, that key, and its signature.

    `private` are the 32 bytes of the private key in hexadecimal digits.
    """
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))
    public = key.public_key().public_bytes_raw().hex()
    fingerprint = fingerprint_of(public)
    whole = {**body, "fingerprint": fingerprint}
    return canonical(
        {
            "format": FORMAT,
            "version": NEWEST,
            "body": whole,
            "key": {"sort": SORT_OF_KEY, "public": public, "fingerprint": fingerprint},
            "signature": key.sign(signing_bytes(whole)).hex(),
        }
    )


def read(content: bytes) -> SignedStatement:
    """The statement in a file, once its signature was found to be right; NotAttested says what is wrong otherwise.

    That the key belongs to whom the statement names is not known from the file alone: standing_of compares it.
    """
    text, plain = _opened(content, FORMAT)
    _only(plain, PARTS, "the file")
    body, key = _object(plain, "body", OF_BODY), _object(plain, "key", OF_KEY)
    issuer, signer = _object(body, "issuer", OF_ISSUER), _object(body, "signed_by", OF_SIGNER)
    kind = _text(body, "kind")
    if kind not in set(StatementKind):
        raise NotAttested(Fault.KIND, kind)
    public, signature = _digits(key, "public", 64), _digits(plain, "signature", 128)
    if key["sort"] != SORT_OF_KEY:
        raise NotAttested(Fault.KEY, "sort")
    if not (fingerprint_of(public) == key["fingerprint"] == body["fingerprint"]):
        raise NotAttested(Fault.FINGERPRINT)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), signing_bytes(body))
    except InvalidSignature:
        raise NotAttested(Fault.CHANGED) from None
    except ValueError:
        raise NotAttested(Fault.KEY) from None
    return SignedStatement(
        kind=StatementKind(kind),
        number=_text(body, "number"),
        issuer=_issuer(issuer),
        signed_at=body["signed_at"],
        signed_on=day_of(_moment(body, "signed_at")),
        typed=_text(signer, "typed"),
        acting_as=_text(signer, "acting_as"),
        content=_object(body, "content"),
        key=public,
        fingerprint=key["fingerprint"],
        signature=signature,
        made_anew=text.removesuffix("\n") != canonical(plain),
    )


def standing_of(statement: SignedStatement, keys: Iterable[PublishedKey]) -> tuple[KeyStanding, PublishedKey | None]:
    """How the key of a statement stands to the keys that are published, and which of them it is."""
    found = next((one for one in keys if one.fingerprint == statement.fingerprint), None)
    if found is None:
        return KeyStanding.NOT_PUBLISHED, None
    if (found.issuer.sort, found.issuer.code) != (statement.issuer.sort, statement.issuer.code):
        return KeyStanding.ANOTHERS, found
    signed = statement.signed_on
    if found.stolen_from is not None:
        return (KeyStanding.STOLEN if signed >= found.stolen_from else KeyStanding.STOLEN_LATER), found
    if signed < found.since:
        return KeyStanding.TOO_EARLY, found
    if found.until is not None and signed > found.until:
        return KeyStanding.TOO_LATE, found
    return KeyStanding.PUBLISHED, found


def keys_document(keys: Iterable[PublishedKey], on: date) -> str:
    """Published keys as a file that can be kept and compared with, offline: canonical JSON with the day."""
    plain = [
        {
            **{name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(one).items()},
            "issuer": asdict(one.issuer),
        }
        for one in keys
    ]
    return canonical({"format": KEYS_FORMAT, "version": NEWEST, "on": on.isoformat(), "keys": plain})


def keys_in(content: bytes) -> tuple[tuple[PublishedKey, ...], date]:
    """The keys of a file of published keys, and the day it is of; NotAttested where it is none."""
    _, plain = _opened(content, KEYS_FORMAT, LARGEST_KEYS)
    listed = plain.get("keys")
    if not isinstance(listed, list):
        raise NotAttested(Fault.PARTS, "keys")
    return tuple(_published(one) for one in listed), _day(plain, "on")


def _published(plain: Any) -> PublishedKey:
    if not isinstance(plain, dict):
        raise NotAttested(Fault.PARTS, "keys")
    public = _digits(plain, "public", 64)
    if fingerprint_of(public) != plain.get("fingerprint"):
        raise NotAttested(Fault.FINGERPRINT)
    return PublishedKey(
        issuer=_issuer(_object(plain, "issuer", OF_ISSUER)),
        public=public,
        fingerprint=plain["fingerprint"],
        since=_day(plain, "since"),
        until=_day(plain, "until") if plain.get("until") else None,
        stolen_from=_day(plain, "stolen_from") if plain.get("stolen_from") else None,
        reason=_text(plain, "reason"),
    )


def _opened(content: bytes, wanted: str, largest: int = LARGEST) -> tuple[str, dict[str, Any]]:
    """The text and the object of a file that says it is of the format; NotAttested for whatever else it is."""
    if len(content) > largest:
        raise NotAttested(Fault.TOO_LARGE)
    if not content.strip():
        raise NotAttested(Fault.EMPTY)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAttested(Fault.NOT_TEXT) from None
    plain = _parsed(text)
    if not isinstance(plain, dict) or plain.get("format") != wanted:
        raise NotAttested(Fault.NOT_OURS)
    version = plain.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise NotAttested(Fault.PARTS, "version")
    if version > NEWEST:
        raise NotAttested(Fault.NEWER, str(version)[:20])
    return text, plain


def _parsed(text: str) -> Any:
    """What JSON says, if a statement could say it at all."""
    try:
        plain = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number)
        if _depth(plain) > DEEPEST:
            raise NotAttested(Fault.NOT_OURS)
        # Half of a letter outside the basic plane has no place in UTF-8.
        canonical(plain).encode()
    except json.JSONDecodeError as trouble:
        at_the_end = trouble.pos >= len(text.rstrip()) or trouble.msg.startswith("Unterminated")
        cut_off = at_the_end and text.lstrip().startswith("{")
        raise NotAttested(Fault.CUT_OFF if cut_off else Fault.NOT_JSON, line=trouble.lineno) from None
    except UnicodeEncodeError:
        raise NotAttested(Fault.NOT_TEXT) from None
    except (RecursionError, ValueError) as trouble:
        # Among them a whole number of thousands of digits.
        raise trouble if isinstance(trouble, NotAttested) else NotAttested(Fault.NOT_JSON) from None
    return plain


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which every name stands once: of two, one reader would take the first and another the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotAttested(Fault.TWICE)
    return found


def _no_number(given: str) -> Any:
    """A statement holds whole numbers only, which every program writes alike."""
    raise NotAttested(Fault.PARTS, given[:20])


def _depth(plain: Any) -> int:
    inner = plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ()
    return 1 + max((_depth(one) for one in inner), default=0)


def _only(plain: dict[str, Any], parts: tuple[str, ...], where: str) -> None:
    if missing := [one for one in parts if one not in plain]:
        raise NotAttested(Fault.PARTS, missing[0])
    if set(plain) - set(parts):
        raise NotAttested(Fault.UNSIGNED_PART, where)


def _object(plain: dict[str, Any], name: str, parts: tuple[str, ...] = ()) -> dict[str, Any]:
    found = plain.get(name)
    if not isinstance(found, dict):
        raise NotAttested(Fault.PARTS, name)
    if parts:
        _only(found, parts, name)
    return found


def _text(plain: dict[str, Any], name: str) -> str:
    found = plain.get(name)
    if not isinstance(found, str):
        raise NotAttested(Fault.PARTS, name)
    return found


def _digits(plain: dict[str, Any], name: str, many: int) -> str:
    found = _text(plain, name)
    if len(found) != many or not DIGITS.fullmatch(found):
        raise NotAttested(Fault.KEY if name == "public" else Fault.CHANGED, name)
    return found


def _issuer(plain: dict[str, Any]) -> Issuer:
    sort = _text(plain, "sort")
    if sort not in set(IssuerSort) or not isinstance(plain["made_up"], bool):
        raise NotAttested(Fault.PARTS, "issuer")
    return Issuer(IssuerSort(sort), _text(plain, "code"), _text(plain, "name"), plain["made_up"])


def _moment(plain: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(plain, name))
    except ValueError:
        raise NotAttested(Fault.PARTS, name) from None
    if moment.tzinfo is None or not FIRST_DAY.year <= moment.year <= FURTHEST_DAY.year:
        raise NotAttested(Fault.PARTS, name)
    return moment


def _day(plain: dict[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(_text(plain, name))
    except ValueError:
        raise NotAttested(Fault.PARTS, name) from None
