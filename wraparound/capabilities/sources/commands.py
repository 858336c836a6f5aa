"""Sources at the terminal."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.sources.queries import releases
from wraparound.capabilities.sources.queries.imports import compare, held, preview
from wraparound.capabilities.sources.terms import (
    Adoption,
    Comparison,
    HeldRelease,
    ImportAnswer,
    ImportOrder,
    ReleaseCheck,
    Restored,
    SourceRow,
    TablePage,
)
from wraparound.capabilities.sources.wording import imports
from wraparound.capabilities.sources.wording import tables as wording
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.published.readers.months import period_in
from wraparound.published.release import held_releases

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound sources`."""
    _add_import(commands)
    listing = commands.add_parser("releases", help="the evidence releases held, which one is in use, and their tables")
    listing.set_defaults(answer=_releases, say=wording.say_releases)

    compare = commands.add_parser(
        "compare",
        help="what differs between two releases: rows, organisations, revised figures",
        epilog="wraparound sources compare 2026-11-23 2026-12-12",
    )
    compare.add_argument("older", help="date of the earlier release")
    compare.add_argument("newer", nargs="?", default="", help="date of the later one; the one in use when left out")
    compare.set_defaults(answer=_compare, say=imports.say_comparison, table=imports.comparison_table)

    show = commands.add_parser(
        "show",
        help="a table with its publisher and limits, or one row of it",
        epilog="wraparound sources show regime_spells 40",
    )
    show.add_argument("table", help="name of the table, as `wraparound sources releases` gives it")
    show.add_argument("row", nargs="?", type=whole_number, help="number of the row; leave out for the whole table")
    show.add_argument("--release", default="", help="date of the release; the one in use when left out")
    show.add_argument("--code", default="", help="only rows about this ODS code")
    show.add_argument("--page", type=whole_number, default=1, help="page of a hundred rows (default 1)")
    show.set_defaults(answer=_show, say=_say_shown)

    verify = commands.add_parser("verify", help="read every table against its checksum")
    verify.add_argument("--release", default="", help="date of the release; all that are held when left out")
    verify.set_defaults(answer=_verify, say=wording.say_checks)

    restore = commands.add_parser(
        "restore",
        help="take an earlier or later release into use again, mended from its copy where it was altered",
        epilog="wraparound sources restore 2026-11-23",
    )
    restore.add_argument("release", help="date of the release")
    restore.set_defaults(answer=_restore, say=imports.say_restored, needs_database=True, prepares=True)

    adopt = commands.add_parser("adopt", help="record that this site uses the newest release (needs the database)")
    adopt.set_defaults(answer=adopt_newest, say=_say_adoption, needs_database=True)


def whole_number(text: str) -> int:
    """A whole number, or a complaint that shows one."""
    try:
        return int(text)
    except ValueError as trouble:
        raise ArgumentTypeError(f"“{text}” is not a whole number, such as 40") from trouble


def adopt_newest(arguments: Namespace) -> Adoption:
    """Records the newest release as in use here."""
    # Imported here: it needs Django and a database, which the other commands do without.
    from wraparound.capabilities.sources.actions.adoptions import adopt_release

    newest = releases.release_in_use(viewer=OPERATOR)
    return adopt_release(newest, at=datetime.now(UTC), by=OPERATOR)


def _add_import(commands: "_SubParsersAction[ArgumentParser]") -> None:
    importing = commands.add_parser(
        "import",
        help="make a new evidence release from publishers' files",
        epilog="wraparound sources import May-26-AE-by-provider.xls etr.csv --preview",
    )
    importing.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="monthly A&E, referral to treatment, the register, our own tables, or the plain layout and measure files",
    )
    importing.add_argument("--preview", action="store_true", help="show what would change, and keep nothing")
    importing.add_argument(
        "--month", type=a_month, default=None, help="month of files that do not say theirs, such as 2026-03"
    )
    importing.add_argument(
        "--without-rejected", action="store_true", help="import the rest where rows are rejected (default: nothing)"
    )
    importing.set_defaults(answer=_import, say=imports.say_import, needs_database=True, prepares=True)


def a_month(text: str) -> date:
    """The first day of a month, or a complaint that shows one."""
    found = period_in(text)
    if found is None or found.day != 1:
        raise ArgumentTypeError(f"“{text}” is not a month, such as 2026-03")
    return found


def _import(arguments: Namespace) -> ImportAnswer:
    order = ImportOrder(tuple(arguments.files), arguments.month, arguments.without_rejected)
    if arguments.preview:
        return preview(order, viewer=OPERATOR)
    # Imported here: writing needs Django and a database, which looking does without.
    from wraparound.capabilities.sources.actions.imports import import_files, now_in_use

    done = import_files(order, at=datetime.now(UTC), by=OPERATOR)
    if done.event is not None:
        arguments.finish(done.event)
    return now_in_use(done, by=OPERATOR)


def _compare(arguments: Namespace) -> Comparison:
    newer = arguments.newer or releases.release_in_use(viewer=PUBLIC).id
    return compare(arguments.older, newer, viewer=PUBLIC)


def _restore(arguments: Namespace) -> Restored:
    from wraparound.capabilities.sources.actions.imports import restore_release

    return restore_release(arguments.release, at=datetime.now(UTC), by=OPERATOR)


def _releases(arguments: Namespace) -> tuple[HeldRelease, ...]:
    return held(viewer=PUBLIC)


def _show(arguments: Namespace) -> TablePage | SourceRow:
    release = arguments.release or releases.release_in_use(viewer=PUBLIC).id
    if arguments.row is not None:
        return releases.source_row(release, arguments.table, arguments.row, viewer=PUBLIC)
    return releases.table_page(release, arguments.table, viewer=PUBLIC, page=arguments.page, code=arguments.code)


def _verify(arguments: Namespace) -> tuple[ReleaseCheck, ...]:
    names = (arguments.release,) if arguments.release else held_releases()
    return tuple(releases.check_release(name, viewer=PUBLIC) for name in names)


def _say_shown(shown: TablePage | SourceRow) -> str:
    return wording.say_row(shown) if isinstance(shown, SourceRow) else wording.say_table(shown)


def _say_adoption(adoption: Adoption) -> str:
    return f"Release {adoption.release} is in use here since {adoption.adopted_at:%d %B %Y}, by {adoption.adopted_by}."
