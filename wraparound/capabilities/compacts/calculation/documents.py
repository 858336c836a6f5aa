"""Texts as they are kept and signed: the same bytes for the same words (docs/methods/compacts.md, 7)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wraparound.capabilities.compacts.terms.agreement import (
    Agreement,
    Condition,
    Item,
    NotYet,
    Part,
    Promise,
    Result,
    TextAltered,
)
from wraparound.capabilities.compacts.terms.endings import Statement
from wraparound.capabilities.compacts.terms.prospectuses import Prospect
from wraparound.capabilities.compacts.terms.ranges import Frozen, Range
from wraparound.capabilities.compacts.terms.reviews import Known


@cache
def _reader(sort: Any) -> TypeAdapter[Any]:
    return TypeAdapter(sort)


def canonical(plain: object) -> str:
    """The one way to write plain values: keys in order, no spaces, letters as they are.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def plain_of(term: Any) -> Any:
    """A frozen dataclass as objects, lists, numbers and text; days as 2028-03-31."""
    sort: Any = type(term)
    return _reader(sort).dump_python(term, mode="json")


def written(term: Any) -> str:
    """A frozen dataclass as canonical JSON."""
    return canonical(plain_of(term))


def agreement_in(content: str) -> Agreement:
    """The agreement that was written; TextAltered where these are not the words of one."""
    return _read(Agreement, content)  # type: ignore[no-any-return]


def item_in(part: Part, plain: object) -> Item:
    """One item from plain values; TextAltered where they are not those of one of its part."""
    sort = {Part.RESULTS: Result, Part.CONDITIONS: Condition, Part.PROMISES: Promise, Part.NOT_YET: NotYet}[part]
    return _read(sort, json.dumps(plain))  # type: ignore[no-any-return]


def frozen_in(content: str) -> Frozen:
    """What was frozen; TextAltered where these are not the words of it."""
    return _read(Frozen, content)  # type: ignore[no-any-return]


def ranges_in(content: str) -> tuple[Range, ...]:
    """The ranges that were written; none of empty text."""
    return _read(tuple[Range, ...], content) if content else ()


def ranges_written(ranges: tuple[Range, ...]) -> str:
    """Ranges as canonical JSON."""
    return canonical(_reader(tuple[Range, ...]).dump_python(ranges, mode="json"))


def statement_in(content: str) -> Statement:
    """The statement that was written; TextAltered where these are not the words of one."""
    return _read(Statement, content)  # type: ignore[no-any-return]


def prospect_in(content: str) -> Prospect:
    """What an edition says; TextAltered where these are not the words of one."""
    return _read(Prospect, content)  # type: ignore[no-any-return]


def known_in(content: str) -> Known:
    """What was known at a review; TextAltered where these are not the words of it."""
    return _read(Known, content)  # type: ignore[no-any-return]


def signing_body(parties: Mapping[str, str], content: str, frozen: str) -> str:
    """What is signed, to the byte: between whom and about which post, the text as it is kept, what was frozen with it.

    `parties` name compact, version, organisation, post, leader, who is asked to sign, and whose version it is.
    """
    return canonical({"parties": dict(parties), "text": content, "frozen": frozen})


def sealing_body(digest: str, in_force: str, signatures: Sequence[dict[str, str]]) -> str:
    """What is sealed once everybody has signed: the fingerprint, since when it is in force, and every signature."""
    in_order: list[dict[str, str]] = sorted(signatures, key=lambda one: one["party"])
    return canonical({"signed": digest, "in_force": in_force, "signatures": in_order})


def digest_of(body: str) -> str:
    """The fingerprint of a text: SHA-256 of its bytes, in hexadecimal digits."""
    return hashlib.sha256(body.encode()).hexdigest()


def fingerprint_words(digest: str) -> str:
    """The first sixteen digits in fours, for people to compare by eye and on paper.

    >>> fingerprint_words("0123456789abcdef0000")
    '0123 4567 89ab cdef'
    """
    return " ".join(digest[place : place + 4] for place in range(0, 16, 4)) if digest else ""


def opened(content: Any) -> Any:
    """What JSON says; the words themselves where they are none."""
    try:
        return json.loads(content)
    except (ValueError, TypeError):
        return content


def where_they_differ(here: Any, there: Any, path: str) -> str:
    """The first place at which two plain values differ, in words that begin with `path`."""
    if isinstance(here, dict) and isinstance(there, dict):
        for key in sorted({*here, *there}):
            if here.get(key) != there.get(key):
                return where_they_differ(here.get(key), there.get(key), f"{path}, {key}")
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        for place, (one, other) in enumerate(zip(here, there, strict=True), start=1):
            if one != other:
                return where_they_differ(one, other, f"{path} {place}")
    return path.replace("_", " ")


def _read(sort: Any, content: str) -> Any:
    """What was written; TextAltered also where something stands there that has no place in it."""
    try:
        found = _reader(sort).validate_json(content)
        if not _has_a_place(json.loads(content), _reader(sort).dump_python(found, mode="json")):
            raise TextAltered("What is kept is not what was written: it holds a part that has no place in it.")
        return found
    except ValidationError as trouble:
        first = trouble.errors()[0]
        place = ".".join(str(one) for one in first["loc"])
        raise TextAltered(
            f"What is kept is not what was written: {place or 'its form'} ({first['type']})."
        ) from trouble


def _has_a_place(given: Any, read: Any) -> bool:
    """Whether every key that is given was read; keys that came later may be missing from what is given."""
    if isinstance(given, dict) and isinstance(read, dict):
        return given.keys() <= read.keys() and all(_has_a_place(one, read[key]) for key, one in given.items())
    if isinstance(given, list) and isinstance(read, list):
        return len(given) == len(read) and all(map(_has_a_place, given, read))
    return True
