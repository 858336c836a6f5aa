"""Listening at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.listening.wording.terminal import say_call, say_calls, say_pulse
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
    several = verbs.add_parser(
        "calls", help="calls for evidence to everybody", epilog="wraparound listening calls --demo"
    )
    several.set_defaults(answer=_calls, say=say_calls, needs_database=True)
    one = verbs.add_parser(
        "call", help="one call for evidence, and what was heard", epilog="wraparound listening call 1 --demo"
    )
    one.add_argument("number", type=int, help="the number of the call, as its address has it")
    one.set_defaults(answer=_call, say=say_call, needs_database=True)
    for each in (several, one):
        each.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


def _calls(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.listening.queries.calls import calls

    return calls(viewer=OPERATOR, on=timezone.localdate())


def _call(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.listening.queries.calls import call_page, call_row

    row = call_row(asked.number, viewer=OPERATOR)
    return call_page(row, viewer=OPERATOR, on=timezone.localdate())


def _results(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.listening.queries.pulses import pulse_page

    return pulse_page(asked.number, viewer=OPERATOR, on=timezone.localdate())
