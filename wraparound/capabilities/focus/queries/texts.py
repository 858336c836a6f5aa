"""Reads of texts. None needs a database: texts come with the question, and nothing of them is kept.

Documents and typed text come as blocks (wraparound/methods/focus/splitting.py), which exchange/texts.py makes of them.
"""

from collections.abc import Iterable, Iterator, Sequence

from wraparound.capabilities.focus import calculation as calculate
from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.access import READ_A_TEXT
from wraparound.capabilities.focus.calculation import ReadBy, read_document, score_row
from wraparound.capabilities.focus.terms.splits import SplitLine, SplitLineRead, SplitRead, SplitState
from wraparound.capabilities.focus.terms.texts import (
    AccuracyFigure,
    DatedDocument,
    DocumentRead,
    DocumentsOverTime,
    FocusAccuracy,
    RowScored,
    TextKind,
)
from wraparound.capabilities.focus.wording.splits import (
    SPLIT_MEANS,
    SPLIT_NO_FAULT,
    SPLIT_SHORT,
    SPLIT_WORDS,
    say_differing,
    say_split,
    say_trust,
)
from wraparound.capabilities.focus.wording.texts import NO_DAY, NOT_THIS, say_accuracy
from wraparound.methods.focus.dates import day_in_name
from wraparound.methods.focus.model import Model
from wraparound.methods.focus.splitting import Block
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.documents import Document
from wraparound.published.organisations import organisation as trust_of
from wraparound.published.release import release_in_use


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
        tried=evidence.tried(kind),
        usual=evidence.usual(kind),
    )
    return read_document(blocks, by, kind=kind, year=year, notes=notes)


def split_of(lines: Sequence[SplitLine], kind: TextKind, *, called: str, viewer: Viewer) -> SplitRead:
    """What a set of short statements says of what and of how, for whoever writes it; nothing of it is kept.

    It comes in words, since whoever shows it beside their own pages (compacts, careers) has no other way to say it.

    Args:
        lines: the statements, in the order in which they are shown.
        kind: what sort of document the set is, for what is said of accuracy.
        called: what one of them is called, such as “result”.
        viewer: who has them read.
    """
    ensure(viewer, READ_A_TEXT)
    model = evidence.model()
    states = [calculate.state_of_line(one, model) for one in lines]
    pairs = list(zip(lines, states, strict=True))
    read = tuple(_line(one, state) for one, state in pairs)
    figures = evidence.accuracy()
    return SplitRead(
        counts=calculate.counts_of_split(states),
        not_read=states.count(SplitState.NOT_READ),
        said=say_split(states, called),
        lines=read,
        without_how=tuple(one for one in read if one.state in {SplitState.WHAT, SplitState.NEITHER}),
        differing=tuple(say_differing(one, state) for one, state in pairs if one.differs(state)),
        no_fault=SPLIT_NO_FAULT,
        trust=say_trust(figures),
        explained=(SPLIT_MEANS, *say_accuracy(figures, kind), SPLIT_SHORT, NOT_THIS, f"Read by {model.version}."),
    )


def _line(one: SplitLine, state: SplitState) -> SplitLineRead:
    by_mark = one.marked is not None and not one.worded
    return SplitLineRead(key=one.key, text=one.text, state=state, word=SPLIT_WORDS[state], by_mark=by_mark)


def over_years(
    files: Iterable[tuple[str, Document | str]], kind: TextKind, *, organisation: str = "", viewer: Viewer
) -> DocumentsOverTime:
    """Documents of one kind, each with its name, over time; beside them the staff survey of an organisation.

    Args:
        files: name and document, or why it could not be read.
        kind: of all of them.
        organisation: an ODS code; NotInEvidence where the release in use knows none of it.
    """
    ensure(viewer, READ_A_TEXT)
    model = evidence.model()
    found = calculate.over_time([_dated(name, given, model) for name, given in files], evidence.tried(kind))
    release = release_in_use()
    trust = trust_of(release, organisation) if organisation else None
    return DocumentsOverTime(
        kind=kind,
        method=model.version,
        documents=found,
        overall=calculate.overall_of(found),
        together=calculate.together_of(found),
        organisation=trust.name if trust else "",
        beside=evidence.staff_survey(release, trust.code) if trust else (),
        beside_from=release.id if trust else "",
        usual=evidence.usual(kind),
        accuracy=tuple(one for one in evidence.accuracy() if one.kind in {kind.value, "all"}),
    )


def _dated(name: str, given: Document | str, model: Model) -> tuple[DatedDocument, str]:
    day = day_in_name(name)
    if isinstance(given, str) or day is None:
        return DatedDocument(name=name, day=day, why_not=given if isinstance(given, str) else NO_DAY), ""
    counts, mark = calculate.count_document(given.blocks, model)
    return DatedDocument(name=name, day=day, counts=counts, notes=given.notes), mark


def accuracy(*, viewer: Viewer) -> FocusAccuracy:
    """How far the measure, as shipped, agrees with coders of text that it never learned from."""
    ensure(viewer, READ_A_TEXT)
    figures: tuple[AccuracyFigure, ...] = evidence.accuracy()
    return FocusAccuracy(evidence.model().version, figures)
