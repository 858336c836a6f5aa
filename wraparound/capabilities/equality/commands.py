"""Equality at the terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.capabilities.equality.terms.figures import NoSuchFigures, PlaceFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import (
    AS_NOW,
    USUAL_LEAVING,
    ParityAsked,
    ParityTarget,
    PlaceParity,
)
from wraparound.capabilities.equality.wording.figures import say_figures
from wraparound.capabilities.equality.wording.parity import ASKED, say_parity
from wraparound.capabilities.equality.wording.questions import say_lists
from wraparound.methods.equality_measures.indicators import Standard
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
    _add_project(verbs)


def _add_project(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    project = verbs.add_parser(
        "project",
        help="when each level reaches a share at present rates, and what would bring it forward",
        epilog="wraparound equality project --region MADEUP --appointments 150 --demo",
    )
    project.add_argument("--region", metavar="CODE", help="of this region; of all where none is given")
    project.add_argument("--organisation", metavar="CODE", help="of this organisation")
    project.add_argument("--year", type=int, help="the year of the figures; the newest where none is given")
    project.add_argument("--standard", choices=[one.value for one in Standard], default="WRES", help="whose group")
    project.add_argument("--population", type=float, metavar="PERCENT", help="reach this share of the population")
    project.add_argument("--source", default="", help="where that share is published")
    leaving = "of 100 people, how many leave their level in a year"
    project.add_argument("--leaving", type=int, default=USUAL_LEAVING, help=leaving)
    for name, words in ASKED.items():
        project.add_argument(f"--{name}", type=int, default=AS_NOW, metavar="HUNDREDTHS", help=words)
    project.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    project.set_defaults(answer=_project, say=say_parity, needs_database=True)


def _project(asked: Namespace) -> PlaceParity:
    from wraparound.capabilities.equality.queries.parity import parity_of

    question = ParityAsked(
        standard=Standard(asked.standard),
        target=ParityTarget.WORKFORCE if asked.population is None else ParityTarget.POPULATION,
        population=asked.population,
        source=asked.source,
        leaving=asked.leaving,
        **{name: getattr(asked, name) for name in ASKED},
    )
    sort, code = PlaceSort.NATION, ""
    if asked.region:
        sort, code = PlaceSort.REGION, asked.region
    if asked.organisation:
        sort, code = PlaceSort.ORGANISATION, asked.organisation
    return parity_of(sort, code, question, asked.year, viewer=OPERATOR)


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
