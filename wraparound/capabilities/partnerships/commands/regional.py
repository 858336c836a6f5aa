"""Who helps whom in a region, at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.partnerships.wording.regional import say_region
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_regional(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb `region`."""
    verb = verbs.add_parser(
        "region",
        help="who helps whom in a region, what is left to give, offers without takers and needs without offers",
        epilog="wraparound partnerships region MADEUP --demo",
    )
    verb.add_argument("code", help="the code of the region")
    verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    verb.set_defaults(answer=_region, say=say_region, needs_database=True)


def _region(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.partnerships.queries.regional import regional_page

    return regional_page(asked.code, viewer=OPERATOR, on=timezone.localdate())
