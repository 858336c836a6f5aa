"""Careers at the terminal."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.careers.commands.mine import DEMO, add_own
from wraparound.capabilities.careers.terms.frameworks import FrameworkFormat, FrameworkHead, FrameworkRead
from wraparound.capabilities.careers.wording.frameworks import say_frameworks, say_read
from wraparound.capabilities.careers.wording.ways_in import say_ways_in
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound careers`."""
    known = verbs.add_parser(
        "frameworks", help="competency frameworks of this site", epilog="wraparound careers frameworks --demo"
    )
    known.add_argument("--demo", action="store_true", help=DEMO)
    known.set_defaults(answer=_frameworks, say=say_frameworks, needs_database=True)
    ways = verbs.add_parser(
        "ways-in",
        help="ways into leading in the NHS, and what is open on each",
        epilog="wraparound careers ways-in --demo",
    )
    ways.add_argument("--demo", action="store_true", help=DEMO)
    ways.set_defaults(answer=_ways_in, say=say_ways_in, needs_database=True)
    check = verbs.add_parser(
        "check",
        help="look at a framework in Excel, CSV or CASE (JSON), row by row; nothing is written",
        epilog="wraparound careers check framework.xlsx --name 'Our framework' --version 2026",
    )
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--name", default="", help="its name, where the file does not say")
    check.add_argument("--version", default="", help="its version, where the file does not say")
    check.set_defaults(answer=_check, say=say_read)
    out = verbs.add_parser(
        "export",
        help="a framework as Excel, CSV or CASE, by the ending of the file",
        epilog="wraparound careers export board-2024 framework.json",
    )
    out.add_argument("key", help="its key, as `wraparound careers frameworks` says it")
    out.add_argument("file", type=Path, metavar="FILE", help="to write: .xlsx, .csv or .json")
    out.add_argument("--demo", action="store_true", help=DEMO)
    out.set_defaults(answer=_export, say=str, needs_database=True)
    add_own(verbs)


def _frameworks(asked: Namespace) -> object:
    from wraparound.capabilities.careers.queries.frameworks import frameworks

    return frameworks(viewer=OPERATOR)


def _ways_in(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.careers.queries.ways_in import route_page, routes

    on = timezone.localdate()
    return tuple(route_page(one.key, viewer=OPERATOR, on=on) for one in routes(viewer=OPERATOR))


def _check(asked: Namespace) -> FrameworkRead:
    from wraparound.capabilities.careers.exchange.frameworks import read_framework_file

    head = FrameworkHead(name=asked.name, version=asked.version)
    return read_framework_file(asked.file.name, asked.file.read_bytes(), head)


def _export(asked: Namespace) -> str:
    from django.utils import timezone

    from wraparound.capabilities.careers.exchange.frameworks import framework_out
    from wraparound.capabilities.careers.queries.frameworks import framework_called
    from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer

    ending = asked.file.suffix.casefold().removeprefix(".")
    if ending not in set(FrameworkFormat):
        raise CannotKeepCareer("Give the file a name that ends in .xlsx, .csv or .json.")
    found = framework_called(asked.key, viewer=OPERATOR)
    asked.file.write_bytes(framework_out(found.framework, FrameworkFormat(ending), timezone.localdate()))
    return f"{asked.file}: {found.framework.title}."
