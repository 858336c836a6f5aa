"""Pointing what was typed at the posts that are called so, at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.compacts.commands.asking import now
from wraparound.capabilities.compacts.wording import posts as said
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_posts(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb that points compacts and prospectuses at posts."""
    point = verbs.add_parser(
        "point-at-posts",
        help="which post each open compact and prospectus is about, where exactly one is called as it says",
        epilog="wraparound compacts point-at-posts --only RXW --write",
    )
    point.add_argument("--only", default="", metavar="CODE", help="one organisation, by its code")
    point.add_argument("--write", action="store_true", help="do it; without it, only say what would be done")
    point.add_argument(
        "--enter",
        action="store_true",
        help="with --only and --write: have posts entered that compacts in force name, which those who see its posts "
        "will see",
    )
    point.set_defaults(answer=_point, say=said.carried)


def _point(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.actions.carrying import point_where_one_fits
    from wraparound.published.terms import CannotAnswer

    if asked.enter and not (asked.only and asked.write):
        raise CannotAnswer(said.ENTER_NEEDS)
    return point_where_one_fits(only=asked.only, write=asked.write, enter=asked.enter, at=now(), by=OPERATOR)
