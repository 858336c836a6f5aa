"""Sources at the terminal."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wraparound.capabilities.sources import wording
from wraparound.capabilities.sources.queries import releases
from wraparound.capabilities.sources.terms import Adoption, ReleaseCheck, SourceRow, TablePage
from wraparound.people.terms import OPERATOR, PUBLIC
from wraparound.published.terms import Release

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound sources`."""
    listing = commands.add_parser("list", help="the evidence releases held, and their tables")
    listing.set_defaults(answer=_list, say=wording.say_releases)

    show = commands.add_parser(
        "show",
        help="a table with its publisher and limits, or one row of it",
        epilog="wraparound sources show regime_spells 40",
    )
    show.add_argument("table", help="name of the table, as `wraparound sources list` gives it")
    show.add_argument("row", nargs="?", type=whole_number, help="number of the row; leave out for the whole table")
    show.add_argument("--release", default="", help="date of the release; the one in use when left out")
    show.add_argument("--code", default="", help="only rows about this ODS code")
    show.add_argument("--page", type=whole_number, default=1, help="page of a hundred rows (default 1)")
    show.set_defaults(answer=_show, say=_say_shown)

    check = commands.add_parser("check", help="read every table against its checksum")
    check.add_argument("--release", default="", help="date of the release; the one in use when left out")
    check.set_defaults(answer=_check, say=wording.say_check)

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
    from wraparound.capabilities.sources.actions import adopt_release

    newest = releases.release_in_use(viewer=OPERATOR)
    return adopt_release(newest, at=datetime.now(UTC), by=OPERATOR)


def _list(arguments: Namespace) -> tuple[Release, ...]:
    return releases.releases(viewer=PUBLIC)


def _show(arguments: Namespace) -> TablePage | SourceRow:
    release = arguments.release or releases.release_in_use(viewer=PUBLIC).id
    if arguments.row is not None:
        return releases.source_row(release, arguments.table, arguments.row, viewer=PUBLIC)
    return releases.table_page(release, arguments.table, viewer=PUBLIC, page=arguments.page, code=arguments.code)


def _check(arguments: Namespace) -> ReleaseCheck:
    return releases.check_release(arguments.release or releases.release_in_use(viewer=PUBLIC).id, viewer=PUBLIC)


def _say_shown(shown: TablePage | SourceRow) -> str:
    return wording.say_row(shown) if isinstance(shown, SourceRow) else wording.say_table(shown)


def _say_adoption(adoption: Adoption) -> str:
    return f"Release {adoption.release} is in use here since {adoption.adopted_at:%d %B %Y}, by {adoption.adopted_by}."
