"""What is sealed of adjustments, releases and those who ask to join; and for how long a release is remembered."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from wraparound.capabilities.equality.calculation.keeping import filled_up

BLOCK = 1_024
"""Bytes to whose multiples everything is filled up, so that lengths say little."""
REMEMBERED = timedelta(days=365)
"""For how long somebody can see who read what they released, after that is over."""


def packed_words(content: Mapping[str, Any]) -> bytes:
    """Content as bytes, filled up to a multiple of 1,024.

    >>> len(packed_words({})), unpacked_words(packed_words({"lines": ["A hearing loop"]}))
    (1024, {'lines': ['A hearing loop']})
    """
    plain = json.dumps(dict(content), separators=(",", ":"), ensure_ascii=False).encode()
    return filled_up(plain, BLOCK)


def unpacked_words(content: bytes) -> dict[str, Any]:
    """What `packed_words` was given."""
    found: dict[str, Any] = json.loads(content)
    return found


def tidy_lines(typed: Iterable[str]) -> tuple[str, ...]:
    """Lines without what stands around them, none empty and none twice.

    >>> tidy_lines([" A hearing  loop ", "", "A hearing loop"])
    ('A hearing loop',)
    """
    tidy = (" ".join(one.split()) for one in typed)
    return tuple(dict.fromkeys(one for one in tidy if one))


def releases_kept_from(today: date) -> date:
    """A release that ended before this day is forgotten, with who looked."""
    return today - REMEMBERED
