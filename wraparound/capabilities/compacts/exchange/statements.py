"""A settled statement to keep: tagged PDF (UA-1), and JSON with its seal."""

import json
from pathlib import Path
from typing import Any

from wraparound.capabilities.compacts.calculation.documents import plain_of
from wraparound.capabilities.compacts.terms.endings import StatementTerms
from wraparound.capabilities.compacts.wording import endings as tell
from wraparound.capabilities.compacts.wording import statements as say
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.papers.pdf import filled

TEMPLATE = Path(__file__).with_name("statement.typ")


def statement_as_pdf(found: StatementTerms, leader: str, where: str) -> bytes:
    """PDF/UA-1: tagged, titled, in English, fonts within. `where`: the address at which the same can be read.

    The same statement is the same file, whenever it is made. A sign for which there is no shape stands as an empty
    square.
    """
    return filled(TEMPLATE, "statement", _plain(found, leader, where))


def statement_as_json(found: StatementTerms) -> bytes:
    """The statement, who agreed, and its seal: what was sealed to the byte (`sealed`) and the mark of this site."""
    plain = {
        "statement": plain_of(found.statement),
        "outcome": found.state.value,
        "settled": found.settled_at.isoformat() if found.settled_at else None,
        "agreed": [
            {
                "party": one.party.value,
                "name": one.name,
                "as": one.acting_as,
                "typed": one.typed,
                "at": one.at.isoformat(),
            }
            for one in found.agreed
            if not one.void
        ],
        "fingerprint": found.digest,
        "seal": {"sealed": found.sealed, "mark": found.seal},
    }
    return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _plain(found: StatementTerms, leader: str, where: str) -> dict[str, Any]:
    settled = f" on {day(found.settled_at.date())}" if found.settled_at else ""
    return {
        "title": say.title(found.statement),
        "line": f"{tell.STATES[found.state].capitalize()}{settled}.",
        "made_up": say.MADE_UP if found.statement.facts.made_up_release else "",
        "sections": [
            {
                "heading": one.heading,
                "level": one.level,
                "sentences": list(one.sentences),
                "points": [{"name": name, "words": words} for name, words in one.points],
            }
            for one in say.sections(found.statement, found.state, leader)
        ],
        "agreed": [say.agreed_line(one, found.state) for one in found.agreed if not one.void],
        "fingerprint": found.fingerprint,
        "footer": say.FOOTER,
        "where": where,
    }
