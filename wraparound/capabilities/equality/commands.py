"""Equality at the terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.capabilities.equality.wording.questions import say_lists
from wraparound.people.terms.access import PUBLIC

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound equality`."""
    lists = verbs.add_parser(
        "lists",
        help="the codes that a monitoring file may hold, and which lists are confirmed",
        epilog="wraparound equality lists --json",
    )
    lists.set_defaults(answer=_lists, say=say_lists)


def _lists(asked: Namespace) -> Sequence[AnswerList]:
    from wraparound.capabilities.equality.queries.lists import lists_in_use

    return tuple(lists_in_use(viewer=PUBLIC).values())
