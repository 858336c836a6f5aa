"""What a recognition states, as plain values to be signed, and what its draft still lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wraparound.capabilities.compacts.calculation.clock import Stretch
from wraparound.capabilities.compacts.calculation.documents import canonical, digest_of, written
from wraparound.capabilities.compacts.terms.agreement import Party, TextAltered
from wraparound.capabilities.compacts.terms.attested import Issuer
from wraparound.capabilities.compacts.terms.recognition import About, Drawn, Lacking, RecognitionText

_TEXT = TypeAdapter(RecognitionText)


def text_in(content: str) -> RecognitionText:
    """The draft that was written; TextAltered where these are not the words of one."""
    try:
        return _TEXT.validate_json(content)
    except ValidationError as trouble:
        raise TextAltered("What is kept of the recognition is not what was written.") from trouble


def text_written(text: RecognitionText) -> str:
    """A draft as canonical JSON."""
    return written(text)


def content_of(
    about: About, text: RecognitionText, thanks: Iterable[tuple[str, str]], notes: Sequence[str]
) -> dict[str, Any]:
    """What a recognition states. `thanks`: name and words of those whom the leader chose; `notes`: what it is not."""
    days = {"first_day": about.first_day.isoformat(), "last_day": about.last_day.isoformat()}
    return {
        "about": {**asdict(about), **days},
        "drawn_on": text.drawn_on.isoformat(),
        "achieved": [{"words": one.words, "note": one.note} for one in text.drawn if not one.left_out],
        "added": list(text.added),
        "leader": {"by": about.leader, "words": text.leader_words},
        "board": {"by": text.board_by, "words": text.board_words},
        "region": {"by": text.region_by, "words": text.region_words},
        "thanks": [{"by": by, "words": words} for by, words in thanks],
        "notes": list(notes),
    }


def digest_of_content(content: dict[str, Any], issuer: Issuer) -> str:
    """The fingerprint of what is stated and by whom: to this the leader agrees, and this the issuer signs."""
    return digest_of(canonical({"content": content, "issuer": asdict(issuer)}))


def lacking_in(text: RecognitionText, issues: Party) -> tuple[Lacking, ...]:
    """What a draft still lacks: something achieved, the leader's words, and the words of the side that issues it."""
    achieved = any(not one.left_out for one in text.drawn) or bool(text.added)
    wanted = (
        (Lacking.ACHIEVED, achieved),
        (Lacking.LEADER_WORDS, bool(text.leader_words)),
        (Lacking.BOARD_WORDS, bool(text.board_words) or issues is not Party.BOARD),
        (Lacking.REGION_WORDS, bool(text.region_words) or issues is not Party.REGION),
    )
    return tuple(lack for lack, there in wanted if not there)


def drawn_anew(before: Sequence[Drawn], now: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """Sentences with the figures of now; what was left out stays out, and what was said to one stays with it."""
    known = {one.key: one for one in before}
    return tuple(
        replace(one, left_out=known[one.key].left_out, note=known[one.key].note) if one.key in known else one
        for one in now
    )


def arranged(before: Sequence[Drawn], kept: Iterable[str], notes: dict[str, str]) -> tuple[Drawn, ...]:
    """The same sentences, with those left out that are not among `kept`, and what is said to each. No word changes."""
    there = set(kept)
    return tuple(replace(one, left_out=one.key not in there, note=notes.get(one.key, "")) for one in before)


def days_still(pauses: Iterable[Stretch], on: date) -> int:
    """On how many days the clock stood still for some result, up to the day; times that overlap count once.

    >>> days_still([Stretch(date(2026, 1, 1), date(2026, 1, 11)), Stretch(date(2026, 1, 6), None)], date(2026, 1, 21))
    20
    """
    days: set[int] = set()
    for one in pauses:
        days |= set(range(one.starts.toordinal(), (one.ends or max(on, one.starts)).toordinal()))
    return len(days)
