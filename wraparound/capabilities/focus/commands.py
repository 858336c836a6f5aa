"""Focus at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.focus import queries
from wraparound.capabilities.focus.terms import FocusAnswer
from wraparound.capabilities.focus.wording import say_focus
from wraparound.people.terms.access import PUBLIC

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound focus`."""
    show = commands.add_parser("show", help="what there is to rest on", epilog="wraparound focus show --json")
    show.set_defaults(answer=_show, say=say_focus)


def _show(arguments: Namespace) -> FocusAnswer:
    return queries.focus(viewer=PUBLIC)
