"""Signed statements: the same bytes for the same words, and no byte of a file can be altered unseen."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.compacts.calculation.attested import (
    body_of,
    fingerprint_of,
    keys_document,
    keys_in,
    read,
    signed_document,
    signing_bytes,
    standing_of,
)
from wraparound.capabilities.compacts.terms.attested import (
    LARGEST,
    Fault,
    Issuer,
    IssuerSort,
    KeyStanding,
    NotAttested,
    PublishedKey,
    Signer,
    StatementKind,
)
from wraparound.capabilities.compacts.wording.attested import fault_words, found, in_fours, keys_fault_words

ISSUER = Issuer(IssuerSort.ORGANISATION, "ZZ01", "Larkmoor Hospitals (made up)", True)
SIGNER = Signer("Cara Chairwell", "chair", datetime(2026, 5, 4, 22, 30, tzinfo=UTC))
PRIVATE, OTHER = "11" * 32, "22" * 32
CONTENT = {"leader": {"words": "“Zusammen” – 50 %, naïve\n<b>&amp;</b>"}, "added": ["one", "two"], "many": 0}
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def document(content=None, *, private=PRIVATE, kind=StatementKind.RECOGNITION, signer=SIGNER, issuer=ISSUER):
    return signed_document(body_of(kind, "n1", issuer, content or CONTENT, signer), private)


def published(private=PRIVATE, **more):
    public = json.loads(document(private=private))["key"]["public"]
    whole = {"issuer": ISSUER, "public": public, "fingerprint": fingerprint_of(public), "since": date(2026, 1, 1)}
    return PublishedKey(**{**whole, **more})


def fault_of(content):
    with pytest.raises(NotAttested) as trouble:
        read(content if isinstance(content, bytes) else content.encode())
    assert len(fault_words(trouble.value)) > 30
    return trouble.value.fault


WHOLE = document()


def test_what_is_signed_is_read_again():
    one = read(WHOLE.encode())
    assert (one.kind, one.number, one.issuer, one.content) == (StatementKind.RECOGNITION, "n1", ISSUER, CONTENT)
    assert (one.typed, one.acting_as, one.signed_at) == ("Cara Chairwell", "chair", "2026-05-04T22:30:00+00:00")
    assert one.signed_on == date(2026, 5, 4)
    assert one.fingerprint == fingerprint_of(one.key)
    assert not one.made_anew


def test_the_day_it_was_signed_is_that_of_people_here():
    late = replace(SIGNER, at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert read(document(signer=late).encode()).signed_on == date(2026, 7, 1)


@given(st.dictionaries(WORDS, PLAIN, max_size=4))
def test_the_same_words_are_the_same_bytes_in_whatever_order_they_are_given(content):
    backwards = dict(reversed(list(content.items())))
    assert signing_bytes({"content": content}) == signing_bytes({"content": backwards})
    again = json.loads(signing_bytes({"content": content}).partition(b"\n")[2])
    assert signing_bytes(again) == signing_bytes({"content": content})


@given(st.dictionaries(WORDS, PLAIN, max_size=4))
def test_whatever_is_stated_comes_back_as_it_was(content):
    whole = signed_document(body_of(StatementKind.RECOGNITION, "n1", ISSUER, {"x": content}, SIGNER), PRIVATE)
    assert read(whole.encode()).content == {"x": content}


@given(st.data())
def test_no_byte_can_be_altered(data):
    raw = WHOLE.encode()
    place = data.draw(st.integers(0, len(raw) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda one: one != raw[place]))
    spoiled = raw[:place] + bytes([other]) + raw[place + 1 :]
    with pytest.raises(NotAttested):
        read(spoiled)


@given(st.data())
def test_no_letter_can_be_put_in_or_taken_out_of_the_words(data):
    """Space between the parts of a file is not part of its words: a program that writes it anew may put some in."""
    start = WHOLE.index("“Zusammen”")
    place = data.draw(st.integers(start, WHOLE.index("naïve")))
    letter = data.draw(st.characters(codec="utf-8"))
    for spoiled in (WHOLE[:place] + letter + WHOLE[place:], WHOLE[:place] + WHOLE[place + 1 :]):
        with pytest.raises(NotAttested):
            read(spoiled.encode())


def test_a_file_that_was_only_written_anew_still_holds_and_says_so():
    pretty = json.dumps(json.loads(WHOLE), indent=4)
    for written in (pretty, pretty.replace("\n", "\r\n"), "\ufeff" + pretty):
        one = read(written.encode())
        assert one.made_anew
        assert any("written anew" in said for said in found(one, KeyStanding.NOT_COMPARED).does_not)
    assert not read(f"{WHOLE}\n".encode()).made_anew


def spoiled(**parts):
    plain = json.loads(WHOLE)
    for path, value in parts.items():
        *way, last = path.split("__")
        inner = plain
        for step in way:
            inner = inner[step]
        inner[last] = value
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"  \n ", Fault.EMPTY),
        (b"\xff\xfe\x00rubbish", Fault.NOT_TEXT),
        ('{"format":"wraparound statement","version":1,"body":"\\ud800"}', Fault.NOT_TEXT),
        (b"%PDF-1.7 not a recognition", Fault.NOT_JSON),
        (b"[1, 2, 3]", Fault.NOT_OURS),
        (b'{"hello": "world"}', Fault.NOT_OURS),
        (b"[" * 900_000, Fault.NOT_JSON),
        (b'{"format":"wraparound statement","version":1,"body":' + b"[" * 60 + b"]" * 60 + b"}", Fault.NOT_OURS),
        (b'{"format":"wraparound statement","version":1,"body":' + b"9" * 9_000 + b"}", Fault.NOT_JSON),
        (b" " * (LARGEST + 1), Fault.TOO_LARGE),
        (WHOLE[:300], Fault.CUT_OFF),
        (WHOLE[:-1], Fault.CUT_OFF),
        (WHOLE[:-1] + ',"body":{}}', Fault.TWICE),
        (WHOLE[:-1] + ',"praise":"more"}', Fault.UNSIGNED_PART),
        (spoiled(version=2), Fault.NEWER),
        (spoiled(version=True), Fault.PARTS),
        (spoiled(version=0), Fault.PARTS),
        (spoiled(body__kind="medal"), Fault.KIND),
        (spoiled(body__kind="revocation"), Fault.CHANGED),
        (spoiled(body__content=[]), Fault.CHANGED),
        (spoiled(body__content__many=1.5), Fault.PARTS),
        (spoiled(body__issuer__made_up=False), Fault.CHANGED),
        (spoiled(body__signed_at="2026-05-04T22:30:01+00:00"), Fault.CHANGED),
        (spoiled(body__more="x"), Fault.UNSIGNED_PART),
        (spoiled(key__public="00" * 32), Fault.FINGERPRINT),
        (spoiled(key__public="xyz"), Fault.KEY),
        (spoiled(key__sort="RSA"), Fault.KEY),
        (spoiled(signature="00" * 64), Fault.CHANGED),
        (spoiled(signature="00"), Fault.CHANGED),
        (spoiled(signature=json.loads(WHOLE)["signature"].upper()), Fault.CHANGED),
        (spoiled(body__fingerprint="ab" * 32), Fault.FINGERPRINT),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content, fault):
    assert fault_of(content) == fault


def test_the_key_of_somebody_else_under_the_same_words_is_another_key():
    forged = read(document(private=OTHER).encode())
    standing, key = standing_of(forged, [published()])
    assert (standing, key) == (KeyStanding.NOT_PUBLISHED, None)
    assert not found(forged, standing).holds


SIGNED = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("more", "standing", "holds"),
    [
        ({}, KeyStanding.PUBLISHED, True),
        ({"since": SIGNED, "until": SIGNED}, KeyStanding.PUBLISHED, True),
        ({"until": date(2027, 1, 1)}, KeyStanding.PUBLISHED, True),
        ({"until": date(2026, 5, 3)}, KeyStanding.TOO_LATE, False),
        ({"since": date(2026, 5, 5)}, KeyStanding.TOO_EARLY, False),
        ({"until": date(2027, 1, 1), "stolen_from": SIGNED}, KeyStanding.STOLEN, False),
        ({"until": date(2027, 1, 1), "stolen_from": date(2026, 5, 5)}, KeyStanding.STOLEN_LATER, True),
        ({"issuer": replace(ISSUER, code="ZZ02")}, KeyStanding.ANOTHERS, False),
        ({"issuer": replace(ISSUER, sort=IssuerSort.REGION)}, KeyStanding.ANOTHERS, False),
    ],
)
def test_a_key_counts_from_when_it_was_made_to_when_it_was_replaced_or_stolen(more, standing, holds):
    statement = read(WHOLE.encode())
    there, key = standing_of(statement, [published(OTHER), published(**more)])
    assert there == standing
    answer = found(statement, there, key, on=date(2026, 6, 1))
    assert answer.holds == holds
    assert all(words and words[0].isupper() for words in (*answer.proves, *answer.does_not))


def test_what_cannot_be_told_from_the_file_is_said():
    answer = found(read(WHOLE.encode()), KeyStanding.NOT_COMPARED)
    assert answer.holds
    assert in_fours(answer.statement.fingerprint) in answer.proves[0]
    assert any("compare the fingerprint" in said for said in answer.does_not)
    assert any("revoked since cannot be told" in said for said in answer.does_not)


def test_published_keys_can_be_taken_away_and_read_again():
    keys = (published(), published(OTHER, until=date(2026, 8, 1), stolen_from=date(2026, 7, 1), reason="A lost laptop"))
    whole = keys_document(keys, date(2026, 9, 1))
    assert keys_in(whole.encode()) == (keys, date(2026, 9, 1))
    for broken in (whole.replace(keys[0].public[:8], "00000000"), whole.replace('"keys"', '"kees"'), "{}", "rubbish"):
        with pytest.raises(NotAttested) as trouble:
            keys_in(broken.encode())
        assert "Download it again" in keys_fault_words(trouble.value)
