"""Documents out of a compact at the terminal."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.compacts.commands.asking import choices, now, whole
from wraparound.capabilities.compacts.terms.papers import PaperSort
from wraparound.capabilities.compacts.wording import terminal
from wraparound.people.terms.access import OPERATOR
from wraparound.published.terms import CannotAnswer

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_document(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    document = verbs.add_parser(
        "document",
        help="a document out of a compact; as PDF or Word with --out",
        epilog="wraparound compacts document 12 letter --out letter.pdf",
    )
    document.add_argument("number", type=int)
    document.add_argument("kind", type=PaperSort, choices=list(PaperSort), metavar="KIND", help=choices(PaperSort))
    document.add_argument("--version", type=int, default=None, metavar="N", help="the one in force when left out")
    document.add_argument("--out", dest="to", type=Path, metavar="FILE", help="a name that ends in .pdf or .docx")
    document.set_defaults(answer=_document, say=terminal.document)


def _document(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.exchange.papers import KINDS, paper_as
    from wraparound.capabilities.compacts.queries.papers import document
    from wraparound.records.actions.looks import exporting

    ending = asked.to.suffix.lower().lstrip(".") if asked.to else ""
    if asked.to and ending not in KINDS:
        raise CannotAnswer(f"We cannot write “{asked.to}”: end its name in {' or '.join(f'.{one}' for one in KINDS)}.")
    if asked.to and not asked.to.parent.is_dir():
        raise CannotAnswer(f"There is no folder {asked.to.parent} to write {asked.to.name} into.")
    where = f"/compacts/{asked.number}/ on this site"
    with whole(), exporting(by=OPERATOR):
        made = document(asked.number, asked.kind, where=where, viewer=OPERATOR, on=now().date(), version=asked.version)
    if asked.to:
        beside = asked.to.with_name(f".{asked.to.name}.{os.getpid()}.part")
        beside.write_bytes(paper_as(ending, made))
        beside.replace(asked.to)
    return made
