"""Partnerships at the terminal."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from wraparound.capabilities.partnerships.commands.agreements import add_agreements
from wraparound.capabilities.partnerships.commands.followed import add_followed
from wraparound.capabilities.partnerships.commands.pairing import add_pairing
from wraparound.capabilities.partnerships.commands.places import add_places
from wraparound.capabilities.partnerships.commands.proposing import add_proposing
from wraparound.capabilities.partnerships.commands.regional import add_regional

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound partnerships`."""
    add_followed(verbs)
    add_regional(verbs)
    add_agreements(verbs)
    add_proposing(verbs)
    add_pairing(verbs)
    add_places(verbs)
