"""Who could help whom at the terminal: by published evidence alone, or, from the database, with own words too."""

from argparse import Action, ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from wraparound.capabilities.partnerships.exchange.places import read_places
from wraparound.capabilities.partnerships.exchange.proposals import proposal_rows
from wraparound.capabilities.partnerships.queries.proposals import NOWHERE, propose
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import USUAL, Filter, ProposalQuestion, Proposals
from wraparound.capabilities.partnerships.wording.terminal_proposals import say_proposals
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction

HERE = ZoneInfo("Europe/London")
"""Where the day is asked for: without a database there are no settings that say so."""


class _Demo(Action):
    """The made-up region stands in a database of its own, so asking for it asks the database."""

    def __call__(self, _: ArgumentParser, asked: Namespace, __: object, ___: str | None = None) -> None:
        asked.demo = asked.needs_database = True


def add_proposing(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    propose_to = verbs.add_parser(
        "propose",
        help="who could help an organisation, criterion by criterion, and what would hurt the helper",
        epilog="wraparound partnerships propose RXW --only came_through --places places.csv",
    )
    propose_to.add_argument("code", help="ODS code of the organisation, such as RXW")
    said = ", ".join(Filter)
    propose_to.add_argument(
        "--only",
        type=Filter,
        choices=list(Filter),
        action="append",
        metavar="FILTER",
        help=f"narrow the list, as often as you like: {said} (unless you say any: {', '.join(USUAL)})",
    )
    propose_to.add_argument(
        "--topic", type=Topic, choices=list(Topic), metavar="TOPIC", help=f"help with one thing: {', '.join(Topic)}"
    )
    propose_to.add_argument("--all", action="store_true", help="do not narrow the list")
    propose_to.add_argument(
        "--places", type=Path, metavar="FILE", help="coordinates: CSV with code, latitude and longitude"
    )
    propose_to.add_argument(
        "--own-words",
        dest="needs_database",
        action="store_true",
        help="read what organisations say of themselves from the database of this site too",
    )
    propose_to.add_argument(
        "--demo", nargs=0, action=_Demo, default=False, help="in the made-up region instead of this site"
    )
    propose_to.set_defaults(answer=_propose, say=say_proposals, table=proposal_rows)


def _propose(asked: Namespace) -> Proposals:
    filters = () if asked.all else tuple(asked.only or USUAL)
    question = ProposalQuestion(code=asked.code, topic=asked.topic, filters=filters)
    places = read_places(asked.places) if asked.places else NOWHERE
    if not asked.needs_database:
        return propose(question, viewer=OPERATOR, on=datetime.now(HERE).date(), places=places)
    from django.utils import timezone

    from wraparound.capabilities.partnerships.queries.here import propose_here

    return propose_here(question, viewer=OPERATOR, on=timezone.localdate(), places=places)
