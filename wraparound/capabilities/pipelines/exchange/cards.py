"""The card of a person on one page: tagged PDF (UA-1)."""

from datetime import date
from pathlib import Path
from typing import Any

from wraparound.capabilities.pipelines.terms.cards import MOST_ON_PAPER, Card
from wraparound.capabilities.pipelines.wording import cards as told
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.capabilities.pipelines.wording.readiness import NEVER_MOVES, bands
from wraparound.papers.pdf import filled
from wraparound.people.calculation import name_key

TEMPLATE = Path(__file__).with_name("card.typ")
LONGEST_LINE = 180
"""Letters of a line on paper: names and titles that are longer end in an ellipsis, so that the card stays one page."""
ACROSS, ROOM = 105, 60
"""Letters in a line and lines on the page, as far as the usual size goes."""
USUAL, SMALL = 8.6, 7.6
"""Sizes of letters in points: what is long is set smaller before it is cut."""


def card_as_pdf(card: Card, where: str) -> bytes:
    """PDF/UA-1 of one page: what is longer is cut, and says so. `where`: the address at which all of it is read."""
    plain = _plain(card, where)
    return filled(TEMPLATE, "card", {**plain, "size": USUAL if _lines_of(plain) <= ROOM else SMALL})


def file_name(name: str, on: date) -> str:
    """What the file is called: the person in letters that every machine knows, as far as they have any, and the day.

    >>> file_name("Zoë O’Brien-Voss", date(2026, 3, 1))
    'card-zoe-obrien-voss-2026-03-01.pdf'
    """
    plain = "".join(one for one in name_key(name).replace("'", "") if one.isascii())
    words = "".join(one if one.isalnum() else " " for one in plain).split()
    return "-".join(["card", *words, f"{on.isoformat()}.pdf"])


def _plain(card: Card, where: str) -> dict[str, Any]:
    return {
        "title": _short(card.known.name, 120),
        "line": _short(f"On {day(card.on)} · {told.where_words(card) or 'No organisation'}"),
        "made_up": "A made-up person, to try things with." if card.made_up else "",
        "sections": [
            {"heading": heading, "points": [[_short(line) for line in one] for one in points], "more": more}
            for heading, points, more in told.sections(card, MOST_ON_PAPER)
        ],
        "bands": [{"name": name, "means": means} for name, means in bands()],
        "never": NEVER_MOVES,
        "footer": told.FOOTER,
        "where": where,
    }


def _short(text: str, longest: int = LONGEST_LINE) -> str:
    kept, rest = told.cut(text, longest)
    return f"{kept} …" if rest else kept


def _lines_of(plain: dict[str, Any]) -> int:
    """About how many lines the sections take, each heading as two."""
    texts = [line for section in plain["sections"] for point in section["points"] for line in point]
    return 2 * len(plain["sections"]) + sum(-(-len(line) // ACROSS) for line in texts)
