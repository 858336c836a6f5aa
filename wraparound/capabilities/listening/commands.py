"""Listening at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.listening.wording import say_pulse
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound listening`."""
    verb = verbs.add_parser(
        "results",
        help="what may be told of a closed pulse, and what was done",
        epilog="wraparound listening results 1 --demo",
    )
    verb.add_argument("number", type=int, help="the number of the pulse, as its address has it")
    verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    verb.set_defaults(answer=_results, say=say_pulse, needs_database=True)


def _results(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.listening.queries.pulses import pulse_page

    return pulse_page(asked.number, viewer=OPERATOR, on=timezone.localdate())
