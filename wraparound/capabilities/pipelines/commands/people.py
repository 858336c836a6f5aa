"""People and their cards at the terminal."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.pipelines.commands.asking import a_day
from wraparound.capabilities.pipelines.terms.cards import Card
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.readiness import BenchPage, BenchQuestion, Which
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.cards import say_card
from wraparound.capabilities.pipelines.wording.readiness import say_bench

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_people(commands: "_SubParsersAction[ArgumentParser]") -> None:
    people = commands.add_parser(
        "bench",
        help="people by name with what is agreed about them",
        epilog="wraparound pipelines bench --role finance --band ready_now",
    )
    people.add_argument("--q", default="", help="part of a name")
    people.add_argument("--role", type=PostRole, choices=list(PostRole), metavar="ROLE", help=", ".join(PostRole))
    people.add_argument("--level", type=PostLevel, choices=list(PostLevel), metavar="LEVEL", help=", ".join(PostLevel))
    people.add_argument("--kind", default="", help="kind of organisation, such as Acute")
    people.add_argument("--band", type=Band, choices=list(Band), metavar="BAND", help=", ".join(Band))
    which = [one for one in Which if one]
    people.add_argument(
        "--which", type=Which, choices=which, default=Which.EVERYBODY, metavar="WHICH", help=", ".join(which)
    )
    people.add_argument("--challenged", action="store_true", help="open to organisations in difficulty")
    people.add_argument("--organisation", default="", metavar="CODE")
    people.add_argument("--page", type=int, default=1)
    people.set_defaults(answer=_bench, say=say_bench)
    card = commands.add_parser("card", help="the card of a person", epilog="wraparound pipelines card KEY --json")
    card.add_argument("key", help="the key in the address of the card")
    card.set_defaults(answer=_card, say=say_card)
    for verb in (people, card):
        verb.add_argument("--on", type=a_day, default=None, metavar="DAY", help="such as 2026-03-31")
        verb.add_argument("--shown", action="store_true", help="as this site showed it on that day")


def _bench(arguments: Namespace) -> BenchPage:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.capabilities.pipelines.queries.readiness import bench
    from wraparound.people.terms.access import OPERATOR

    asked = BenchQuestion(
        text=arguments.q,
        role=arguments.role,
        level=arguments.level,
        kind=arguments.kind,
        band=arguments.band,
        which=arguments.which,
        challenged=arguments.challenged,
        organisation=arguments.organisation,
        page=max(1, arguments.page),
    )
    today = timezone.localdate()
    day = day_of(arguments.on, today, viewer=OPERATOR, as_shown=arguments.shown)
    return bench(asked, viewer=OPERATOR, day=day, today=day_of(None, today, viewer=OPERATOR))


def _card(arguments: Namespace) -> Card:
    from django.utils import timezone

    from wraparound.capabilities.pipelines.queries.cards import card
    from wraparound.capabilities.pipelines.queries.days import day_of
    from wraparound.people.terms.access import OPERATOR

    today = timezone.localdate()
    day = day_of(arguments.on, today, viewer=OPERATOR, as_shown=arguments.shown)
    return card(arguments.key, viewer=OPERATOR, day=day, today=day_of(None, today, viewer=OPERATOR))
