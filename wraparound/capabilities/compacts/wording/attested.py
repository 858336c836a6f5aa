"""Signed statements in words: what is wrong with a file, what a right signature proves, and what it does not."""

from datetime import date

from wraparound.capabilities.compacts.terms.attested import (
    COUNTS,
    LARGEST,
    NEWEST,
    Attested,
    Fault,
    Issuer,
    IssuerSort,
    KeyStanding,
    NotAttested,
    PublishedKey,
    SignedStatement,
    StatementKind,
)
from wraparound.capabilities.compacts.wording.agreement import day

KINDS = {
    StatementKind.RECOGNITION: "a recognition",
    StatementKind.REVOCATION: "the revocation of a recognition",
    StatementKind.ENDING: "a statement at the end of a compact",
}
PARTS = {
    "format": "what sort of file it is",
    "version": "the version of its format",
    "body": "what it states",
    "key": "the key",
    "keys": "the keys",
    "signature": "the signature",
    "issuer": "who issued it",
    "signed_at": "when it was signed",
    "signed_by": "who signed it",
    "content": "its words",
    "public": "the key",
    "since": "since when a key is used",
    "on": "the day it is of",
}
MADE_UP = "Made up: the organisation, its people and everything said here are invented, to try things in."


def in_fours(fingerprint: str) -> str:
    """The whole fingerprint in fours, for people to compare.

    >>> in_fours("0123456789abcdef")
    '0123 4567 89ab cdef'
    """
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def fault_words(trouble: NotAttested) -> str:
    """What is wrong with a file that was said to be a signed statement, in a sentence or two."""
    about = PARTS.get(trouble.about, f"“{trouble.about}”" if trouble.about else "one of its parts")
    return {
        Fault.TOO_LARGE: f"This is not a signed statement: it is larger than {LARGEST // 1_000_000} MB, and none is.",
        Fault.EMPTY: "This is not a signed statement: the file is empty.",
        Fault.NOT_TEXT: "This is not a signed statement: it is not text in UTF-8. Choose the file that ends in .json.",
        Fault.CUT_OFF: f"The file breaks off in line {trouble.line}: a part of it is missing. Download it again.",
        Fault.NOT_JSON: "This is not a signed statement, or not one any more: it is no JSON. Choose the file that ends "
        "in .json, as it was downloaded.",
        Fault.TWICE: "The file was altered: something in it is said twice, so that two readers could read it "
        "differently.",
        Fault.NOT_OURS: "This is not a signed statement: it is a file of another sort. A recognition is downloaded "
        "from its page and ends in .json.",
        Fault.NEWER: f"It is a newer sort of file (version {trouble.about}) than this software reads (version "
        f"{NEWEST}). Nothing is wrong with it for that: verify it with a newer version of this software.",
        Fault.KIND: f"It says that it is a “{trouble.about[:40]}”, which this software does not know. Either it was "
        "altered, or it needs a newer version of this software.",
        Fault.PARTS: f"The file was altered or is not whole: {about} is missing from it, or is not what it should be.",
        Fault.UNSIGNED_PART: "The file was altered: it holds something that does not belong there.",
        Fault.FINGERPRINT: "The file was altered: the key in it is not the one whose fingerprint it names.",
        Fault.KEY: "The file was altered: what stands in it as the key is no key.",
        Fault.CHANGED: "The file was altered: its words, its key or its signature are not those that were signed.",
    }[trouble.fault]


def keys_fault_words(trouble: NotAttested) -> str:
    """What is wrong with a file of keys that a statement was to be compared with."""
    return f"The file of keys cannot be used ({trouble.fault.value.replace('_', ' ')}). Download it again."


def issuer_words(issuer: Issuer) -> str:
    """Who issued it, with its code."""
    sort = "region " if issuer.sort is IssuerSort.REGION else ""
    return f"{issuer.name} ({sort}{issuer.code})"


def found(
    statement: SignedStatement, standing: KeyStanding, key: PublishedKey | None = None, *, on: date | None = None
) -> Attested:
    """What a right signature proves, and what it does not. `on`: the day of the keys it was held against."""
    holds = standing in COUNTS
    proves = (signature_words(statement), *_standing_words(statement, standing, key, on)) if holds else ()
    against = () if holds else tuple(_standing_words(statement, standing, key, on))
    return Attested(statement, standing, holds, proves, (*against, *_limits(statement, standing, on)), key)


def signature_words(statement: SignedStatement) -> str:
    """What the signature shows by itself."""
    return (
        f"Every word of it is as it was signed on {day(statement.signed_on)}, with the key whose fingerprint is "
        f"{in_fours(statement.fingerprint)}."
    )


def _standing_words(
    statement: SignedStatement, standing: KeyStanding, key: PublishedKey | None, on: date | None
) -> tuple[str, ...]:
    name = issuer_words(statement.issuer)
    as_of = f", as published on {day(on)}" if on else ""
    stolen = day(key.stolen_from) if key and key.stolen_from else ""
    said = {
        KeyStanding.NOT_COMPARED: "",
        KeyStanding.SAME: "That is the fingerprint which you gave.",
        KeyStanding.PUBLISHED: f"The key is one of those of {name}{as_of}.",
        KeyStanding.OTHER: "It was signed with another key than the one you gave. It may have been forged, or signed "
        "with an earlier or a later key: compare all the fingerprints that the issuer has published.",
        KeyStanding.NOT_PUBLISHED: f"It was signed with a key that {name} has not published{as_of}.",
        KeyStanding.ANOTHERS: f"It was signed with a key of {issuer_words(key.issuer) if key else 'somebody else'}, "
        f"and says that it is from {name}.",
        KeyStanding.TOO_EARLY: "It says that it was signed before its key was made.",
        KeyStanding.TOO_LATE: f"It says that it was signed after its key was replaced, on "
        f"{day(key.until) if key and key.until else 'an earlier day'}.",
        KeyStanding.STOLEN: f"Its key was stolen: nothing signed with it from {stolen} on counts, and this says that "
        f"it was signed on {day(statement.signed_on)}.",
        KeyStanding.STOLEN_LATER: f"The key is one of those of {name}{as_of}. It was stolen later: nothing signed with "
        f"it from {stolen} on counts. This says that it was signed before.",
    }[standing]
    return (said,) if said else ()


def _limits(statement: SignedStatement, standing: KeyStanding, on: date | None) -> tuple[str, ...]:
    """What is not known from the file and the keys."""
    said = []
    if standing in (KeyStanding.NOT_COMPARED, KeyStanding.SAME):
        said.append(
            f"Whether the key is that of {issuer_words(statement.issuer)} cannot be told from the file: compare the "
            "fingerprint with the one on its public page of keys, or give the file of keys from there with --key."
        )
    if standing is KeyStanding.STOLEN_LATER:
        said.append(
            "Whoever has a stolen key can write any day. That this one was issued before can be seen on its public "
            "page, where it is shown, or be asked of the issuer."
        )
    if statement.kind is StatementKind.RECOGNITION:
        said.append(
            "Whether it has been revoked since cannot be told from the file"
            f"{f' or from keys of {day(on)}' if on else ''}: its public page says so, where its leader shows it, and "
            "the issuer can be asked."
        )
    if statement.made_anew:
        said.append("The file was written anew by some program since it was downloaded; its words are the same.")
    return tuple(said)


def key_lines(key: PublishedKey) -> tuple[str, ...]:
    """A published key in words: its fingerprint, from when to when it signed, what is known of it."""
    until = f"replaced on {day(key.until)}" if key.until else "signs today"
    lines = [f"Fingerprint {in_fours(key.fingerprint)}", f"Since {day(key.since)}, {until}."]
    if key.stolen_from:
        lines.append(f"Stolen: nothing signed with it from {day(key.stolen_from)} on counts.")
    if key.reason:
        lines.append(f"Why: {key.reason}")
    return tuple(lines)


def keys_in_lines(keys: tuple[PublishedKey, ...]) -> str:
    """Published keys at the terminal, by issuer."""
    if not keys:
        return "No key is published yet. The first is made when an organisation or a region issues a recognition."
    return "\n".join("\n".join([issuer_words(one.issuer), *(f"  {line}" for line in key_lines(one))]) for one in keys)
