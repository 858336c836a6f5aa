"""Equality at the terminal."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.capabilities.equality.terms.figures import NoSuchFigures, PlaceFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import (
    AS_NOW,
    USUAL_LEAVING_OF_100,
    ParityAsked,
    ParityTarget,
    PlaceParity,
)
from wraparound.capabilities.equality.wording.acting import say_actions, say_regional_actions
from wraparound.capabilities.equality.wording.figures import say_figures
from wraparound.capabilities.equality.wording.parity import ASKED, say_parity
from wraparound.capabilities.equality.wording.parts import say_parts
from wraparound.capabilities.equality.wording.questions import say_lists
from wraparound.capabilities.equality.wording.requirements import say_requirements
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.terms.access import OPERATOR, PUBLIC

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DEMO = "in the made-up region instead of this site"
A_DAY = "a day is written like 2026-06-01"


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound equality`."""
    lists = verbs.add_parser(
        "lists",
        help="the codes that a monitoring file may hold, and which lists are confirmed",
        epilog="wraparound equality lists --json",
    )
    lists.set_defaults(answer=_lists, say=say_lists, needs_database=True)
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
    _add_actions(verbs)
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
    project.add_argument("--leaving", type=int, default=USUAL_LEAVING_OF_100, help=leaving)
    for name, words in ASKED.items():
        project.add_argument(f"--{name.replace('_', '-')}", type=int, default=AS_NOW, metavar="HUNDREDTHS", help=words)
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


def _add_actions(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs about what is done."""
    actions = verbs.add_parser(
        "actions",
        help="what an organisation does about the six actions of the equality plan, and what moved since a day",
        epilog="wraparound equality actions ZZ01 --since 2026-06-01 --demo",
    )
    actions.add_argument("code", help="the code of the organisation")
    actions.add_argument("--since", type=_day, default=None, metavar="DAY", help="the day to compare with")
    actions.add_argument("--demo", action="store_true", help=DEMO)
    actions.set_defaults(answer=_actions, say=say_actions, needs_database=True)
    region = verbs.add_parser(
        "regional-actions",
        help="what organisations of a region shared of the six actions, and counts of the rest",
        epilog="wraparound equality regional-actions MADEUP --demo",
    )
    region.add_argument("code", help="the code of the region")
    region.add_argument("--demo", action="store_true", help=DEMO)
    region.set_defaults(answer=_region, say=say_regional_actions, needs_database=True)
    for name, answer, say, what in (
        ("requirements", _requirements, say_requirements, "what vacancies and profiles ask that shuts people out"),
        ("parts", _parts, say_parts, "which parts of equality an organisation uses, and why others are off"),
    ):
        verb = verbs.add_parser(name, help=what, epilog=f"wraparound equality {name} ZZ01 --demo")
        verb.add_argument("code", help="the code of the organisation")
        verb.add_argument("--demo", action="store_true", help=DEMO)
        verb.set_defaults(answer=answer, say=say, needs_database=True)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as trouble:
        raise ArgumentTypeError(A_DAY) from trouble


def _actions(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.equality.queries.acting import actions_at

    today = timezone.localdate()
    return actions_at(asked.code, viewer=OPERATOR, since=asked.since or today - timedelta(days=91), today=today)


def _region(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.equality.queries.acting import actions_of_region

    return actions_of_region(asked.code, viewer=OPERATOR, today=timezone.localdate())


def _requirements(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.equality.queries.requirements import requirements_at

    return requirements_at(asked.code, viewer=OPERATOR, today=timezone.localdate())


def _parts(asked: Namespace) -> object:
    from wraparound.capabilities.equality.queries.parts import place_parts

    return place_parts(asked.code, viewer=OPERATOR)
