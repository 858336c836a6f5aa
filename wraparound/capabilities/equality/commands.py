"""Equality at the terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.capabilities.equality.terms.figures import NoSuchFigures, PlaceFigures
from wraparound.capabilities.equality.wording.figures import say_figures
from wraparound.capabilities.equality.wording.questions import say_lists
from wraparound.people.terms.access import OPERATOR, PUBLIC

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
    figures = verbs.add_parser(
        "figures",
        help="published figures of all regions, a region or an organisation, with small numbers kept back",
        epilog="wraparound equality figures --region MADEUP --demo",
    )
    figures.add_argument("--region", metavar="CODE", help="of this region; of all where none is given")
    figures.add_argument("--organisation", metavar="CODE", help="of this organisation")
    figures.add_argument("--year", type=int, help="the year in which the year begins; the newest where none is given")
    figures.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    figures.set_defaults(answer=_figures, say=say_figures, needs_database=True)


def _lists(asked: Namespace) -> Sequence[AnswerList]:
    from wraparound.capabilities.equality.queries.lists import lists_in_use

    return tuple(lists_in_use(viewer=PUBLIC).values())


def _figures(asked: Namespace) -> PlaceFigures:
    from django.utils import timezone

    from wraparound.capabilities.equality.queries import figures

    on = timezone.localdate()
    if asked.organisation:
        found = figures.figures_of_organisation(asked.organisation, asked.year, viewer=OPERATOR, on=on)
        if asked.region and found.region != asked.region.upper():
            raise NoSuchFigures
        return found
    if asked.region:
        return figures.figures_of_region(asked.region, asked.year, viewer=OPERATOR, on=on)
    return figures.figures_of_nation(asked.year, viewer=OPERATOR, on=on)
