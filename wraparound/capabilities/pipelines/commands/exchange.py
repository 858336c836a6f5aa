"""Spreadsheets in and out at the terminal."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.commands.asking import a_day
from wraparound.capabilities.pipelines.terms.exchange import ImportSaid, Sheet, Undoing
from wraparound.capabilities.pipelines.wording.exchange import say_imported, say_undoing

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_exchange(commands: "_SubParsersAction[ArgumentParser]") -> None:
    importing = commands.add_parser(
        "import",
        help="look at a spreadsheet of people, posts and holders, and write it with --apply",
        epilog="wraparound pipelines import staff.xlsx --organisation RXW --mapping 'ESR staff in post' --apply",
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="Excel or CSV")
    importing.add_argument("--organisation", required=True, metavar="CODE")
    importing.add_argument(
        "--mapping", default="", metavar="NAME", help="what its columns are, as the organisation saved"
    )
    importing.add_argument("--from", dest="counts_from", type=a_day, metavar="DAY", help="where a row has no first day")
    importing.add_argument("--apply", action="store_true", help="write it (default: only look)")
    importing.set_defaults(answer=_import, say=say_imported)
    out = commands.add_parser(
        "export",
        help="people, posts, holders and plans of an organisation as a workbook, or a sheet of it as CSV",
        epilog="wraparound pipelines export RXW.xlsx --organisation RXW",
    )
    out.add_argument("file", type=Path, metavar="FILE", help="to write; one that ends in .csv holds one sheet")
    out.add_argument("--organisation", required=True, metavar="CODE")
    said = ", ".join(Sheet)
    out.add_argument("--sheet", type=Sheet, choices=list(Sheet), default=Sheet.PEOPLE, metavar="SHEET", help=said)
    out.set_defaults(answer=_export, say=str)
    undo = commands.add_parser("undo", help="take a whole import back", epilog="wraparound pipelines undo 12 --apply")
    undo.add_argument("number", type=int, help="its number, as import said it")
    undo.add_argument("--apply", action="store_true", help="do it (default: only say what it would do)")
    undo.set_defaults(answer=_undo, say=say_undoing)


def _import(arguments: Namespace) -> ImportSaid:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions.terminal import bring_in_file
    from wraparound.capabilities.pipelines.exchange.tables import read_tables
    from wraparound.people.terms.access import OPERATOR

    tables = read_tables(arguments.file.name, arguments.file.read_bytes())
    return bring_in_file(
        arguments.organisation,
        arguments.file.name,
        tables,
        mapping=arguments.mapping,
        counts_from=arguments.counts_from,
        apply=arguments.apply,
        at=timezone.localtime(),
        by=OPERATOR,
    )


def _export(arguments: Namespace) -> str:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.exchange.tables import csv_out, workbook_out
    from wraparound.capabilities.pipelines.queries.exporting import export_of
    from wraparound.people.terms.access import OPERATOR

    one = arguments.sheet if arguments.file.suffix.casefold() == ".csv" else None
    rows = export_of(arguments.organisation, viewer=OPERATOR, on=timezone.localdate(), sheet=one)
    arguments.file.write_bytes(csv_out(rows, one) if one else workbook_out(rows))
    return f"{arguments.file}: {sum(len(some) for some in rows.values()):,} rows."


def _undo(arguments: Namespace) -> Undoing:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.actions.undoing import confirm_undo, undoing
    from wraparound.people.terms.access import OPERATOR

    at = timezone.localtime()
    found = undoing(arguments.number, on=at.date(), by=OPERATOR)
    if arguments.apply:
        confirm_undo(arguments.number, seen=len(found.left), at=at, by=OPERATOR)
    return found
