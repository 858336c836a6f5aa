"""Every read of focus. None needs a database: texts come with the question, and nothing of them is kept.

Whoever reads documents hands over blocks (wraparound/methods/focus/splitting.py); pages hand over plain text.
"""

from collections.abc import Iterable, Iterator

from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.access import READ_A_TEXT
from wraparound.capabilities.focus.calculation import ReadBy, compare_documents, read_document, score_row
from wraparound.capabilities.focus.terms import (
    AccuracyFigure,
    DocumentRead,
    DocumentsCompared,
    FocusAccuracy,
    RowScored,
    TextKind,
)
from wraparound.methods.focus.splitting import Block, blocks_of
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


def score_rows(texts: Iterable[str], *, viewer: Viewer) -> Iterator[RowScored]:
    """Each text with its amounts, one after the other, numbered from 1; none is held longer than it takes."""
    ensure(viewer, READ_A_TEXT)
    model = evidence.model()
    return (score_row(row, text, model) for row, text in enumerate(texts, start=1))


def read_blocks(
    blocks: Iterable[Block], kind: TextKind, *, year: int, notes: tuple[str, ...] = (), viewer: Viewer
) -> DocumentRead:
    """A document of this kind, written in this year, from the blocks that its reader found and what it left out."""
    ensure(viewer, READ_A_TEXT)
    by = ReadBy(
        model=evidence.model(),
        examples=evidence.examples(),
        valence=evidence.valence_words(),
        gendered=evidence.gendered_list(),
        accuracy=evidence.accuracy(),
    )
    return read_document(blocks, by, kind=kind, year=year, notes=notes)


def read_text(text: str, kind: TextKind, *, year: int, viewer: Viewer) -> DocumentRead:
    """The same of plain text."""
    return read_blocks(blocks_of(text), kind, year=year, viewer=viewer)


def compare(earlier: DocumentRead, later: DocumentRead, *, viewer: Viewer) -> DocumentsCompared:
    """Two documents of one kind beside each other."""
    ensure(viewer, READ_A_TEXT)
    return compare_documents(earlier, later)


def accuracy(*, viewer: Viewer) -> FocusAccuracy:
    """How far the measure, as shipped, agrees with coders of text that it never learned from."""
    ensure(viewer, READ_A_TEXT)
    figures: tuple[AccuracyFigure, ...] = evidence.accuracy()
    return FocusAccuracy(evidence.model().version, figures)
