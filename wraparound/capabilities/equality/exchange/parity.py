"""When parity comes, as a workbook: one row for each level, with what was asked and what it rests on."""

from wraparound.capabilities.equality.terms.parity import LevelParity, PlaceParity, Reaching
from wraparound.capabilities.equality.wording import parity as say
from wraparound.published.export import Row, as_excel


def parity_workbook(found: PlaceParity) -> bytes:
    """Every figure is one that the page shows; hidden ones are left empty, and say so in words."""
    notes = (
        f"When parity comes: {found.name}",
        f"{say.heading(found)}.",
        *([f"To reach: {found.target_words}."] if found.target_words else []),
        *say.asked_words(found.asked),
        *([found.why_not] if found.why_not else []),
        *found.says,
    )
    rows = [_row(one, found) for one in found.levels] or [{"Level": found.why_not or say.NONE_YET}]
    return as_excel(rows, sheet="When parity comes", notes=notes)


def _row(one: LevelParity, found: PlaceParity) -> Row:
    percent = {
        words: None if share is None else round(100 * share, 1)
        for words, share in (("Share, percent", one.share), ("at least", one.low), ("at most", one.high))
    }
    then = _reaching(one.then or one.now, "What if") if found.asked.is_what_if else {}
    return {"Level": one.name, **percent, **_reaching(one.now, "At present rates"), **then}


def _reaching(found: Reaching, when: str) -> Row:
    return {
        when: found.words,
        f"{when}: not before": found.early,
        f"{when}: half of the runs by": found.middle,
        f"{when}: nine of ten by": found.late,
    }
