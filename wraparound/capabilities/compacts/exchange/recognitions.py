"""A recognition as a document to print: tagged PDF (UA-1)."""

from pathlib import Path
from typing import Any

from wraparound.capabilities.compacts.terms.attested import Attested
from wraparound.capabilities.compacts.wording import recognition as say
from wraparound.capabilities.compacts.wording.attested import MADE_UP, in_fours
from wraparound.papers.pdf import filled

TEMPLATE = Path(__file__).with_name("recognition.typ")
CHECK = (
    "The file that belongs to this page proves what it says: wraparound compacts verify-recognition FILE checks it "
    "without a network. Compare the fingerprint of its key with the one that the issuer has published."
)


def recognition_as_pdf(found: Attested, revoked: Attested | None, where: str, withheld: int = 0) -> bytes:
    """PDF/UA-1: tagged, titled, in English, fonts within. `where`: its public page, empty where it is not shown.

    `withheld`: how many words of thanks are not shown there, and so not here, though they stand in the signed file. A
    sign for which there is no shape stands as an empty square.
    """
    return filled(TEMPLATE, "recognition", _plain(found, revoked, where, withheld))


def _plain(found: Attested, revoked: Attested | None, where: str, withheld: int) -> dict[str, Any]:
    one = found.statement
    notices = [MADE_UP] if one.issuer.made_up else []
    if revoked is not None:
        notices.append(f"{say.revocation_words(revoked)} Why: {say.reason_in(revoked.statement.content)}")
    if not found.holds:
        notices += [*found.does_not]
    if withheld:
        notices.append(say.withheld_words(withheld))
    return {
        "title": say.title(one.content),
        "lead": say.lead(one.content),
        "issued": say.issued_words(one),
        "notices": notices,
        "sections": [
            {"heading": part.heading, "by": part.by, "paragraphs": part.paragraphs, "points": part.points}
            for part in say.parts(one.content)
            if not part.is_note
        ],
        "notes": [
            words
            for part in say.parts(one.content)
            if part.is_note
            for words in part.paragraphs
            if words not in notices
        ],
        "fingerprint": in_fours(one.fingerprint),
        "number": one.number,
        "check": CHECK,
        "where": where,
    }
