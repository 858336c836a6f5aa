"""What followed when trusts became one, at the terminal; needs no database."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.partnerships.queries.followed import followed
from wraparound.capabilities.partnerships.terms.followed import FollowedAnswer
from wraparound.capabilities.partnerships.wording.followed import say_followed
from wraparound.people.terms.access import PUBLIC
from wraparound.published.terms import AE_ALL, Measure

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_followed(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb `followed`."""
    verb = verbs.add_parser(
        "followed",
        help="what followed when one trust took over another, or several became one",
        epilog="wraparound partnerships followed --measure ae_4hour_major --json",
    )
    verb.add_argument("--measure", default=AE_ALL, help="the measure that is followed, such as ae_4hour_major")
    verb.set_defaults(answer=_followed, say=say_followed)


def _followed(arguments: Namespace) -> FollowedAnswer:
    return followed(Measure(arguments.measure), viewer=PUBLIC)
