"""Partnerships at the terminal."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from wraparound.capabilities.partnerships.commands.pairing import add_pairing

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound partnerships`."""
    add_pairing(verbs)
