"""Shares of how held against those that a coder gives: by kind, what is usual, and with misreadings counted in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from focus_accuracy_page import CORRECTED, LEAST_FLAGGED, SHARES

from wraparound.capabilities.focus import evidence
from wraparound.methods.focus.correcting import Tried, corrected_share
from wraparound.methods.focus.counting import LEAST, FlagCounts, counted, share_of_how
from wraparound.methods.focus.evaluation import Interval
from wraparound.methods.focus.model import FLAGS, Flag, Model, score

SEED, HALVES = 17, 300


@dataclass(frozen=True)
class Row:
    """A sentence that somebody coded."""

    text: str
    kind: str
    document: str
    what: bool
    how: bool


@dataclass(frozen=True)
class Line:
    """One line of the table of figures."""

    set: str
    kind: str
    flag: str
    figure: str
    found: Interval | float
    sentences: int
    documents: int

    def cells(self) -> tuple[str, ...]:
        value = self.found.figure if isinstance(self.found, Interval) else self.found
        ends = (self.found.low, self.found.high) if isinstance(self.found, Interval) else (None, None)
        shown = ("" if one is None else f"{one:.3f}" for one in (value, *ends))
        return (self.set, self.kind, self.flag, self.figure, *shown, str(self.sentences), str(self.documents))


def shares(rows: Sequence[Row], model: Model) -> Iterator[Line]:
    """The share of how as coded and as said, by kind and over documents, where enough sentences have a flag."""
    for kind in sorted({one.kind for one in rows}):
        own = [one for one in rows if one.kind == kind]
        if (pair := _shares(own, model)) is not None:
            names = ("share coded", "share said", "error")
            for name, value in zip(names, (*pair, pair[1] - pair[0]), strict=True):
                yield Line(SHARES, kind, "how", name, value, len(own), len({one.document for one in own}))
    of = [[one for one in rows if one.document == name] for name in sorted({one.document for one in rows})]
    held = [(own, pair) for own in of if (pair := _shares(own, model)) is not None]
    if held:
        errors = np.array([abs(said - coded) for _, (coded, said) in held])
        sentences = sum(len(own) for own, _ in held)
        yield Line(SHARES, "documents", "how", "mean absolute error", float(errors.mean()), sentences, len(held))
        ninth = float(np.percentile(errors, 90))
        yield Line(SHARES, "documents", "how", "90th percentile of it", ninth, sentences, len(held))


def tried(rows: Sequence[Row], flag: Flag, model: Model) -> Tried:
    """How a flag is read where the coder said yes and where they said no, of sentences that are sure."""
    read = [(getattr(one, flag), score(one.text, model)) for one in rows]
    sure = [(said, getattr(found, flag).flagged) for said, found in read if not found.unsure]
    yes, no = [flagged for said, flagged in sure if said], [flagged for said, flagged in sure if not said]
    return Tried(found=sum(yes), yes=len(yes), left=len(no) - sum(no), no=len(no))


def usual(rows: Sequence[Row], model: Model) -> Iterator[Line]:
    """The lowest and highest share of how, as read, among documents of a kind that are long enough; if enough are."""
    for kind in sorted({one.kind for one in rows} - {"other"}):
        names = sorted({one.document for one in rows if one.kind == kind})
        counts = [counted(score(one.text, model) for one in rows if one.document == name) for name in names]
        long = [one for one in counts if one.flagged >= evidence.LEAST_USUAL]
        found = [(one.how + one.both) / (one.flagged + one.both) for one in long]
        yield Line(evidence.USUAL, kind, "how", evidence.LONG_ENOUGH, float(len(long)), _flagged(long), len(names))
        if len(long) >= evidence.LEAST_DOCUMENTS:
            for figure, share in ((evidence.LOWEST, min(found)), (evidence.HIGHEST, max(found))):
                yield Line(evidence.USUAL, kind, "how", figure, share, _flagged(long), len(long))


def _flagged(counts: Sequence[FlagCounts]) -> int:
    return sum(one.flagged for one in counts)


def halves(rows: Sequence[Row], model: Model) -> Iterator[Line]:
    """The share of half the documents of a kind, as read and as corrected by the other half, beside the one coded."""
    for kind in sorted({one.kind for one in rows}):
        own = [one for one in rows if one.kind == kind]
        names = np.array(sorted({one.document for one in own}))
        if not all(tried(own, flag, model).is_sound for flag in FLAGS):
            continue
        chance, held = np.random.default_rng(SEED), []
        for _ in range(HALVES):
            half = set(chance.permutation(names)[: len(names) // 2])
            if (pair := _half(own, half, model)) is not None:
                held.append(pair)
        named = (
            "as read: mean absolute error",
            "as read: covered",
            "corrected: mean absolute error",
            "corrected: covered",
        )
        for figure, value in zip(named, np.array(held).mean(axis=0), strict=True):
            yield Line(CORRECTED, kind, "how", figure, float(value), len(own), len(names))


def _half(rows: Sequence[Row], half: set[str], model: Model) -> tuple[float, float, float, float] | None:
    by, of = ([one for one in rows if (one.document in half) is inside] for inside in (True, False))
    counts = counted(score(one.text, model) for one in of)
    if counts.flagged < LEAST:
        return None
    trials = {flag: tried(by, flag, model) for flag in FLAGS}
    raw, found = share_of_how(counts), corrected_share(counts, trials["what"], trials["how"])
    if raw is None or found is None:
        return None
    what, how = sum(one.what for one in of), sum(one.how for one in of)
    true = how / (what + how)
    pairs = [(abs(one.share - true), float(one.low <= true <= one.high)) for one in (raw, found)]
    return (*pairs[0], *pairs[1])


def _shares(rows: Sequence[Row], model: Model) -> tuple[float, float] | None:
    """The share of how among flags as coded, and as results say it (sentences that are sure); none of too few."""
    if sum(one.what or one.how for one in rows) < LEAST_FLAGGED:
        return None
    what, how = sum(one.what for one in rows), sum(one.how for one in rows)
    found = counted(score(one.text, model) for one in rows)
    flags = found.flagged + found.both
    return (how / (what + how), (found.how + found.both) / flags) if flags else None
