"""The one command. Its verbs come from the catalogue; what they answer comes from the same queries as the pages."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from wraparound.published.export import Format, as_csv, as_excel, as_parquet
from wraparound.published.release import EvidenceAltered, hold_releases_in
from wraparound.published.terms import CannotAnswer
from wraparound.web.background import add_work, finish
from wraparound.web.catalogue import FACES
from wraparound.web.serve import add_demo, add_serve
from wraparound.web.settings.folders import RELEASES
from wraparound.web.store.command_line import add_backup, add_restore

ASKED_WRONGLY = 2
BROKEN = 1


class DatabaseNotReady(RuntimeError):
    """The database is missing, unreachable or not prepared; the message says what to do."""


class OneLineParser(ArgumentParser):
    """A parser whose complaint is one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(ASKED_WRONGLY, f"{self.prog}: {message}. Try: {self.prog} --help\n")


def build_parser(only: str | None = None) -> ArgumentParser:
    """Every verb of every capability, and those of the site as a whole.

    `only`: the word of the one area whose verbs are wanted; a site that starts waits for no other.
    """
    parser: ArgumentParser = OneLineParser(
        prog="wraparound", description="What is realistic, who helps, and who could lead next."
    )
    parser.add_argument("--version", action="version", version=f"wraparound {version('wraparound')}")
    areas = parser.add_subparsers(title="areas", dest="area", required=True, metavar="AREA")
    for one in FACES:
        area = areas.add_parser(one.name, help=one.question, description=one.question)
        if only in (None, one.name):
            _add_verbs(area, one.package)
    add_serve(areas)
    add_demo(areas)
    add_work(areas)
    add_backup(areas)
    add_restore(areas)
    return parser


def _add_verbs(area: ArgumentParser, package: str) -> None:
    verbs = area.add_subparsers(title="commands", dest="verb", required=True, metavar="COMMAND")
    _commands_of(package).add_commands(verbs)
    for verb in verbs.choices.values():
        verb.formatter_class = RawDescriptionHelpFormatter
        verb.add_argument("--json", action="store_true", help="print the whole answer as JSON")
        if verb.get_default("table"):
            _add_table(verb)


def _add_table(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--format",
        choices=[one.value for one in Format],
        default=None,
        help="a table for analysts, a row for each case, with where it comes from",
    )
    verb.add_argument("--out", type=Path, default=None, metavar="FILE", help="write the table there (needed for Excel)")


def _commands_of(package: str) -> Any:
    """The commands of a capability: the module, or, where the room is a package, its module `verbs`."""
    room = import_module(f"{package}.commands")
    return import_module(f"{package}.commands.verbs") if hasattr(room, "__path__") else room


def main(arguments: Sequence[str] | None = None) -> int:
    """Answers one command; 0 when answered, 2 when it could not be answered as put, 1 when something is broken."""
    hold_releases_in(RELEASES)
    words = sys.argv[1:] if arguments is None else arguments
    parser = build_parser(next((word for word in words if not word.startswith("-")), ""))
    asked = parser.parse_args(words, Namespace(finish=finish))
    try:
        return _answer(asked)
    except CannotAnswer as trouble:
        print(f"wraparound: {trouble}", file=sys.stderr)
        return ASKED_WRONGLY
    except (EvidenceAltered, DatabaseNotReady) as trouble:
        print(f"wraparound: {trouble}", file=sys.stderr)
        return BROKEN
    except BrokenPipeError:
        # The reader of our output (head, less) has had enough: not an error, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def as_plain(answer: object) -> Any:
    """An answer as JSON knows it: dataclasses as objects, tuples as lists, days as text."""
    if is_dataclass(answer) and not isinstance(answer, type):
        return asdict(answer)
    if isinstance(answer, tuple):
        return [as_plain(one) for one in answer]
    return answer


def _answer(asked: Namespace) -> int:
    if "run" in asked:
        return int(asked.run(asked))
    wanted = _table_wanted(asked)
    asks_it = getattr(asked, "needs_database", False) and not getattr(asked, "preview", False)
    answer = _from_the_database(asked) if asks_it else asked.answer(asked)
    if wanted is not None:
        return _give_table(asked, answer, wanted)
    print(
        json.dumps(as_plain(answer), ensure_ascii=False, indent=2, default=_as_text)
        if asked.json
        else asked.say(answer)
    )
    return 0


def _table_wanted(asked: Namespace) -> Format | None:
    """The format asked for, or named by the file's ending; CannotAnswer before any work where the two do not fit."""
    out: Path | None = getattr(asked, "out", None)
    named = getattr(asked, "format", None) or (out.suffix.lstrip(".").lower() if out else None)
    if named is None:
        return None
    if named not in set(Format):
        raise CannotAnswer(f"We cannot write “{out}”: end its name in {', '.join(f'.{one}' for one in Format)}.")
    if out is None and named != Format.CSV:
        raise CannotAnswer(f"{named} is not text for a terminal: say where it goes with --out FILE.{named}")
    if out is not None and not out.parent.is_dir():
        raise CannotAnswer(f"There is no folder {out.parent} to write {out.name} into.")
    return Format(named)


def _give_table(asked: Namespace, answer: object, wanted: Format) -> int:
    rows = asked.table(answer)
    if wanted is Format.PARQUET:
        about = {name: str(getattr(answer, name)) for name in ("release", "method") if hasattr(answer, name)}
        content = as_parquet(rows, about)
    else:
        content = as_csv(rows) if wanted is Format.CSV else as_excel(rows, sheet="Answers")
    if asked.out is None:
        sys.stdout.write(content.decode("utf-8-sig"))
        return 0
    beside = asked.out.with_name(f".{asked.out.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(asked.out)
    print(f"{len(rows):,} rows written to {asked.out}", file=sys.stderr)
    return 0


def _from_the_database(asked: Namespace) -> object:
    # Imported here: the other commands do without Django.
    import django
    from django.db import DatabaseError

    settings = "demo" if getattr(asked, "demo", False) else "local"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"wraparound.web.settings.{settings}")
    django.setup()
    from django.core.exceptions import PermissionDenied

    try:
        if getattr(asked, "prepares", False):
            _prepare_if_new()
        from wraparound.people.terms.access import OPERATOR
        from wraparound.records.actions.looks import looking
        from wraparound.records.terms import Face

        with looking(Face.COMMAND, f"{asked.area} {asked.verb}", by=OPERATOR):
            return asked.answer(asked)
    except PermissionDenied as trouble:
        raise CannotAnswer(str(trouble)) from trouble
    except DatabaseError as trouble:
        raise DatabaseNotReady(
            f"The database cannot be used ({str(trouble).splitlines()[0]}). "
            "Prepare it: .venv/bin/python manage.py migrate. For the made-up region add --demo."
        ) from trouble


def _prepare_if_new() -> None:
    """A machine that only imports evidence has no site yet: its store is made when it is first needed."""
    from django.core.management import call_command
    from django.db import connection

    if "records_event" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer.")


if __name__ == "__main__":
    sys.exit(main())
