"""A plan as a workbook, out and in, at the terminal."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.delivery.wording.spreadsheets import say_out, say_page

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DEMO = "in the made-up region instead of this site"


def add_spreadsheets(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """Out and in."""
    out = verbs.add_parser(
        "export",
        help="the plan of an organisation as a workbook: milestones, answers, moves, and what each column means",
        epilog="wraparound delivery export ZZ01 plan.xlsx --demo",
    )
    importing = verbs.add_parser(
        "import",
        help="look at a workbook for the plan of an organisation, and write it with --write",
        epilog="wraparound delivery import ZZ01 plan.xlsx --write --demo",
    )
    for one in (out, importing):
        one.add_argument("code", help="the code of the organisation")
        one.add_argument("file", type=Path, metavar="FILE", help="to write" if one is out else "Excel or CSV")
        one.add_argument("--demo", action="store_true", help=DEMO)
    importing.add_argument("--write", action="store_true", help="write it (default: only look)")
    importing.add_argument(
        "--over",
        action="store_true",
        help="with --write: also rows that were changed here since the file was taken out",
    )
    out.set_defaults(answer=_export, say=str, needs_database=True)
    importing.set_defaults(answer=_import, say=say_page, needs_database=True)


def _export(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.delivery.exchange.spreadsheets import plan_workbook
    from wraparound.capabilities.delivery.queries.exporting import plan_out
    from wraparound.people.terms.access import OPERATOR

    out = plan_out(asked.code, viewer=OPERATOR, at=timezone.localtime())
    asked.file.write_bytes(plan_workbook(out))
    answers = sum(one.answer is not None for one in out.plan.answered)
    return say_out(str(asked.file), len(out.plan.milestones), answers)


def _import(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.delivery.actions.terminal import bring_in
    from wraparound.capabilities.delivery.exchange.spreadsheets import plan_tables
    from wraparound.capabilities.delivery.terms.spreadsheets import EVERY_ROW
    from wraparound.people.terms.access import OPERATOR

    tables = plan_tables(asked.file.name, asked.file.read_bytes())
    taken = {EVERY_ROW} if asked.over else frozenset[str]()
    return bring_in(
        asked.code, asked.file.name, tables, write=asked.write, taken=taken, at=timezone.localtime(), by=OPERATOR
    )
