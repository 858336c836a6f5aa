"""Focus at the terminal."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.focus.terms.kept import KeptPage
from wraparound.capabilities.focus.terms.texts import (
    CodersAgreed,
    DocumentRead,
    DocumentsOverTime,
    RowScored,
    TextKind,
    TextNotRead,
)
from wraparound.people.terms.access import PUBLIC

if TYPE_CHECKING:
    from argparse import _SubParsersAction

MOST_TOLD = 20
"""Rows of too many cells that are told of one by one."""


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound focus`."""
    _add_score(verbs)
    _add_read(verbs)
    _add_trend(verbs)
    _add_kept(verbs)
    _add_annotate(verbs)
    _add_agreement(verbs)


def _add_score(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    score = verbs.add_parser(
        "score",
        help="what and how of each row of a table of texts, a line for each row as it is read",
        epilog="wraparound focus score statements.tsv --text-column text --json",
    )
    score.add_argument("file", type=Path, help="a table with a heading, tabs between cells (commas where it is a .csv)")
    score.add_argument("--text-column", required=True, metavar="NAME", help="the column that holds the text")
    score.add_argument(
        "--strict", action="store_true", help="end at the first row of more cells than the heading, with an error"
    )
    score.set_defaults(run=_score)


def _add_read(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    read = verbs.add_parser(
        "read",
        help="what a document talks about, sentence by sentence; nothing of it is kept",
        epilog="wraparound focus read objectives.docx --kind objectives",
    )
    read.add_argument("file", type=Path, help="text, Word (.docx), PDF or Excel (.xlsx)")
    read.add_argument(
        "--kind",
        choices=[one.value for one in TextKind],
        default=TextKind.OBJECTIVES.value,
        help="what sort of document it is (objectives where none is given)",
    )
    read.add_argument("--year", type=int, default=None, help="in which it was written; this year where none is given")
    read.set_defaults(answer=_read, say=_say_document)


def _add_trend(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    trend = verbs.add_parser(
        "trend",
        help="documents of one kind in a folder over time, beside what the staff of the organisation said",
        epilog="wraparound focus trend board-papers --kind 'board paper' --organisation RXW",
    )
    trend.add_argument("folder", type=Path, help="each file has its month in its name, such as 2026-05 or May 2026")
    trend.add_argument(
        "--kind", choices=[one.value for one in TextKind], required=True, help="what sort of documents they are"
    )
    trend.add_argument("--organisation", default="", metavar="CODE", help="ODS code of the trust whose they are")
    trend.set_defaults(answer=_trend, say=_say_over_time)


def _add_kept(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    kept = verbs.add_parser(
        "kept",
        help="counts of documents that an organisation keeps, over time, beside what its staff said",
        epilog="wraparound focus kept --organisation ZZ02 --demo",
    )
    kept.add_argument("--organisation", required=True, metavar="CODE", help="the code of the organisation")
    kept.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    kept.set_defaults(answer=_kept, say=_say_kept, needs_database=True)


def _add_annotate(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    annotate = verbs.add_parser(
        "annotate",
        help="code the sentences of a table yourself, one after the other; leave and go on at any time",
        epilog="wraparound focus annotate sentences.tsv --text-column text --coder A --out coded-by-a.tsv",
    )
    annotate.add_argument("file", type=Path, help="the table of sentences; its columns kind and document are kept")
    annotate.add_argument("--text-column", default="text", metavar="NAME", help="the column that holds the sentence")
    annotate.add_argument("--coder", required=True, metavar="NAME", help="a name or sign for whoever codes")
    annotate.add_argument(
        "--out", required=True, dest="coded", type=Path, metavar="FILE", help="the file of this coder"
    )
    annotate.set_defaults(run=_annotate)


def _add_agreement(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    agreement = verbs.add_parser(
        "agreement",
        help="how far coders agree: Krippendorff's alpha of what and of how",
        epilog="wraparound focus agreement coded-by-a.tsv coded-by-b.tsv",
    )
    agreement.add_argument("files", type=Path, nargs="+", help="a file of each coder, made by annotate")
    agreement.set_defaults(answer=_agreement, say=_say_agreement)


def _score(asked: Namespace) -> int:
    from wraparound.capabilities.focus.exchange.tables import texts_of
    from wraparound.capabilities.focus.queries.texts import score_rows

    surplus = _Surplus()
    texts = texts_of(asked.file, asked.text_column, say=None if asked.strict else surplus.say)
    one = None
    for one in score_rows(texts, viewer=PUBLIC):
        sys.stdout.write(f"{json.dumps(asdict(one)) if asked.json else _say_row(one)}\n")
    surplus.end()
    if one is None:
        raise TextNotRead(f"{asked.file.name} has a heading and no row under it: there is nothing to score.")
    return 0


class _Surplus:
    """Tells beside the answers of rows that have more cells than the heading: the first by number, then how many."""

    def __init__(self) -> None:
        self._many = 0

    def say(self, words: str) -> None:
        self._many += 1
        if self._many <= MOST_TOLD:
            print(f"wraparound: {words}", file=sys.stderr)

    def end(self) -> None:
        if more := max(self._many - MOST_TOLD, 0):
            print(f"wraparound: The same of {more:,} more {'row' if more == 1 else 'rows'}.", file=sys.stderr)


def _say_row(one: RowScored) -> str:
    flags = " and ".join(name for name, flag in (("what", one.what_flag), ("how", one.how_flag)) if flag) or "neither"
    doubt = ", too close to call" if one.unsure else ""
    return f"{one.row}\twhat {one.what:.2f}\thow {one.how:.2f}\t{flags}{doubt}"


def _read(asked: Namespace) -> DocumentRead:
    from wraparound.capabilities.focus.exchange.texts import read_file
    from wraparound.capabilities.focus.queries.texts import read_blocks

    year = asked.year or datetime.now(UTC).year
    found = read_file(asked.file)
    return read_blocks(found.blocks, TextKind(asked.kind), year=year, notes=found.notes, viewer=PUBLIC)


def _trend(asked: Namespace) -> DocumentsOverTime:
    from wraparound.capabilities.focus.exchange.folders import documents_in
    from wraparound.capabilities.focus.queries.texts import over_years

    return over_years(
        documents_in(asked.folder), TextKind(asked.kind), organisation=asked.organisation.upper(), viewer=PUBLIC
    )


def _kept(asked: Namespace) -> KeptPage:
    from wraparound.capabilities.focus.queries.kept import organisation_page
    from wraparound.people.terms.access import OPERATOR

    return organisation_page(asked.organisation, viewer=OPERATOR)


def _say_kept(found: KeptPage) -> str:
    from wraparound.capabilities.focus.wording.kept import say_page

    return say_page(found)


def _annotate(asked: Namespace) -> int:
    from wraparound.capabilities.focus.exchange.codings import code_sentences

    new = code_sentences(asked.file, asked.text_column, asked.coded, coder=asked.coder, ask=_ask)
    print(f"\n{new} coded now, in {asked.coded}. Go on with the same command; compare with: wraparound focus agreement")
    return 0


def _ask(words: str) -> str:
    sys.stdout.write(words)
    sys.stdout.flush()
    said = sys.stdin.readline()
    if not said:
        raise EOFError
    return said


def _agreement(asked: Namespace) -> CodersAgreed:
    from wraparound.capabilities.focus.calculation import coders_agreed
    from wraparound.capabilities.focus.exchange.codings import codings_of

    return coders_agreed(codings_of(asked.files))


def _say_document(read: DocumentRead) -> str:
    from wraparound.capabilities.focus.wording.texts import say_document

    return say_document(read)


def _say_over_time(found: DocumentsOverTime) -> str:
    from wraparound.capabilities.focus.wording.texts import say_over_time

    return say_over_time(found)


def _say_agreement(found: CodersAgreed) -> str:
    from wraparound.capabilities.focus.wording.texts import say_agreement

    return say_agreement(found)
