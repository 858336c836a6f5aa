"""By when a readiness is reviewed at the latest, and who agreed it. See docs/methods/pipelines.md."""

import re
from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.pipelines.terms.readiness import ReadinessLine
from wraparound.capabilities.pipelines.terms.succession import LONGEST_REVIEW
from wraparound.published.months import months_after

_BETWEEN = re.compile(r"[,;\n]|\band\b|&")


def last_review(agreed_on: date) -> date:
    """The last day on which a readiness can be reviewed."""
    return months_after(agreed_on, LONGEST_REVIEW)


def is_stale(review_by: date, on: date) -> bool:
    """Whether a readiness is past its review: from the day after on.

    >>> is_stale(date(2026, 3, 1), date(2026, 3, 1)), is_stale(date(2026, 3, 1), date(2026, 3, 2))
    (False, True)
    """
    return review_by < on


def counting_on(agreed: Iterable[ReadinessLine], on: date) -> tuple[ReadinessLine, ...]:
    """Those of what was agreed about one person that counted on the day: what the store finds, of lines that are read.

    Of what was agreed on the same day for the same thing, only the last counts.
    """
    lines = tuple(agreed)
    last: dict[tuple[object, ...], int] = {}
    for one in lines:
        last[_same(one)] = max(one.number, last.get(_same(one), 0))
    there = (one for one in lines if one.agreed_on <= on and (one.ends is None or one.ends >= on))
    return tuple(one for one in there if one.ends != one.agreed_on or one.number == last[_same(one)])


def names_in(text: str) -> tuple[str, ...]:
    """The names in what was typed, each once; what has no letter is none.

    >>> names_in("Ada Chair,  Bo Deputy and Cy Regional; -")
    ('Ada Chair', 'Bo Deputy', 'Cy Regional')
    """
    parts = (" ".join(one.split()) for one in _BETWEEN.split(text))
    return tuple(dict.fromkeys(one for one in parts if any(letter.isalpha() for letter in one)))


def _same(one: ReadinessLine) -> tuple[object, ...]:
    return one.role, one.level, one.kind, one.agreed_on
