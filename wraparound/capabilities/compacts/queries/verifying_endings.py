"""Whether a settled statement is what was agreed: recomputed from what is kept, and held against its seal."""

from collections.abc import Sequence
from datetime import UTC

from wraparound.capabilities.compacts.access import VERIFY
from wraparound.capabilities.compacts.calculation.documents import (
    digest_of,
    fingerprint_words,
    opened,
    statement_in,
    where_they_differ,
)
from wraparound.capabilities.compacts.calculation.endings import statement_body
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.endings import (
    SETTLED,
    Ending,
    EndStatement,
    StatementSeal,
    StatementSignature,
)
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, subject_of
from wraparound.capabilities.compacts.queries.verifying import bears_its_mark
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, TextAltered
from wraparound.capabilities.compacts.terms.compacts import Verified
from wraparound.capabilities.compacts.terms.endings import EndingHow, EndingState, StatementState
from wraparound.people.access import ensure
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer

STATEMENT_SEAL = "compacts.statement"
"""Keeps the mark of a statement apart from everything else that is made with the site's key."""


def verify_ending(number: int, *, viewer: Viewer) -> Verified:
    """Recomputes the settled statement of a compact, and says of each part whether it holds.

    CannotAgree where no statement is settled; NoSuchCompact where the compact is not the viewer's to see.
    """
    ensure(viewer, VERIFY)
    row = compact_of(number, viewer=viewer)
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], ("the statement",), rule_for(row, viewer=viewer), viewer=viewer, about=about)
    every = list(EndStatement.objects.filter(compact=row).order_by("number"))
    seals = list(StatementSeal.objects.filter(statement__compact=row).order_by("pk"))
    sealed = seals[-1] if seals else None
    found = next((one for one in every if one.state in SETTLED), None)
    if found is None and sealed is None:
        raise CannotAgree("No statement of this compact is settled yet, so there is nothing to verify.")
    if found is None:
        # What was settled is kept as if it were not: the seal knows better.
        found = next(one for one in every if sealed is not None and one.pk == sealed.statement_id)
    there = list(StatementSignature.objects.filter(statement=found, void_at__isnull=True))
    checks = (
        ("statement", *_words_hold(found, sealed)),
        ("who agreed", *_signatures_hold(found, there, sealed)),
        ("seal", *_seal_holds(found, sealed)),
        ("ending", *_ending_holds(row, found)),
    )
    fingerprint = fingerprint_words(digest_of(_sealed_words(sealed) or found.content))
    return Verified(row.pk, found.number, all(ok for _, ok, _ in checks), checks, fingerprint)


def holds(
    row: EndStatement, there: Sequence[StatementSignature], sealed: StatementSeal | None, *, viewer: Viewer
) -> bool:
    """Whether a settled statement is, to the byte, what was sealed."""
    parts = (_words_hold(row, sealed), _signatures_hold(row, there, sealed), _seal_holds(row, sealed))
    return all(ok for ok, _ in parts)


def sealed_statement(row: EndStatement, there: Sequence[StatementSignature], *, viewer: Viewer) -> str:
    """What is sealed over a settled statement: its bytes, how and when it was settled, and who agreed."""
    settled = row.settled_at.astimezone(UTC).isoformat() if row.settled_at else ""
    return statement_body(row.content, row.state, settled, _in_order(there))


def _in_order(there: Sequence[StatementSignature]) -> list[dict[str, str]]:
    return sorted((_plain(one) for one in there), key=lambda one: one["party"])


def _plain(one: StatementSignature) -> dict[str, str]:
    return {
        "party": one.party,
        "signer": str(one.signer_id),
        "acting_as": one.acting_as,
        "typed": one.typed,
        "digest": one.digest,
        "at": one.signed_at.astimezone(UTC).isoformat(),
    }


def _sealed_words(sealed: StatementSeal | None) -> str:
    body = opened(sealed.body) if sealed is not None else None
    words = body.get("statement") if isinstance(body, dict) else None
    return words if isinstance(words, str) else ""


def _words_hold(row: EndStatement, sealed: StatementSeal | None) -> tuple[bool, str]:
    if sealed is None:
        return False, "The copy that was sealed when it was settled is gone."
    then = _sealed_words(sealed)
    if row.content != then:
        where = where_they_differ(opened(row.content), opened(then), "the statement")
        return False, f"It differs from what was settled, in {where}."
    return True, "The facts, the joint words and the words of each side are, to the byte, what was settled."


def _signatures_hold(
    row: EndStatement, there: Sequence[StatementSignature], sealed: StatementSeal | None
) -> tuple[bool, str]:
    body = opened(sealed.body) if sealed is not None else None
    if not isinstance(body, dict):
        return False, "The copy of who agreed is gone, or cannot be read."
    if body.get("outcome") != row.state:
        return False, "It is kept as settled in another way than was sealed."
    settled = row.settled_at.astimezone(UTC).isoformat() if row.settled_at else ""
    if body.get("settled") != settled or body.get("agreed") != _in_order(there):
        return False, "Who agreed, or when it was settled, is not what was sealed."
    digests = {one.digest for one in there}
    if row.state == StatementState.AGREED and digests != {digest_of(_sealed_words(sealed))}:
        return False, "Somebody agreed to other words than these."
    names = "The name" if len(there) == 1 else f"The {len(there)} names"
    return True, f"{names} typed under these words, and the moment at which it was settled, are as they were sealed."


def _seal_holds(row: EndStatement, sealed: StatementSeal | None) -> tuple[bool, str]:
    if sealed is None or sealed.statement_id != row.pk:
        return False, "The seal is gone, or is over another version."
    if not bears_its_mark(sealed.body, sealed.digest, sealed.mark, STATEMENT_SEAL):
        return False, (
            "The sealed copy was altered, or its mark was not made with the key of this site "
            "(docs/how-to/operate.md says how a key is changed)."
        )
    return True, "The seal bears the mark that only this site's key makes."


def _ending_holds(row: Compact, found: EndStatement) -> tuple[bool, str]:
    """Whether the compact is kept as ended in the way and on the day of which the statement speaks."""
    try:
        facts = statement_in(found.content).facts
    except TextAltered:
        return False, "The statement cannot be read, so nothing can be held against it."
    done = Ending.objects.filter(compact=row, state=EndingState.DONE).first()
    how, day = (done.how, done.ends_on) if done is not None else (EndingHow.ON_TIME.value, row.last_day)
    if row.ended_at is None or (how, day) != (facts.how.value, facts.ended_on):
        return False, "How and when the compact ended is kept otherwise than the statement says."
    return True, "How and when the compact ended is kept as the statement says."
