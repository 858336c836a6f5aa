"""What is open to somebody, theirs or their organisation's, at the terminal: for whoever's token is given."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from wraparound.capabilities.careers.terms.development import DevelopmentPlanLine
from wraparound.capabilities.careers.terms.investment import InvestmentPage
from wraparound.capabilities.careers.terms.next_roles import NextRolePage
from wraparound.capabilities.careers.terms.offers import BoardPage
from wraparound.capabilities.careers.wording.terminal import NO_TOKEN, say_board, say_next, say_plans, say_year
from wraparound.people.terms.access import OPERATOR, PUBLIC, Viewer

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DEMO = "in the made-up region instead of this site"
TOKEN = "WRAPAROUND_TOKEN"  # the name of a variable, not what is in it
AS_WHOM = f"as whoever’s token, made under “My record”, is in {TOKEN}"


def add_own(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """Verbs that answer one person, and the way on from a role, which is for everybody."""
    offers = verbs.add_parser(
        "offers", help=f"open offers across organisations, {AS_WHOM}", epilog="wraparound careers offers --json"
    )
    offers.set_defaults(answer=_offers, say=say_board, needs_database=True)
    plans = verbs.add_parser(
        "plans", help=f"your development plans, {AS_WHOM}", epilog="wraparound careers plans --json"
    )
    plans.set_defaults(answer=_plans, say=say_plans, needs_database=True)
    following = verbs.add_parser(
        "next-roles",
        help="where people went from the role of a profile, and after how long",
        epilog="wraparound careers next-roles 3 --demo",
    )
    following.add_argument("number", type=int, metavar="NUMBER", help="of the profile, as in its address")
    following.set_defaults(answer=_next_roles, say=say_next, needs_database=True)
    spent = verbs.add_parser(
        "investment",
        help=f"what an organisation spends on development in a financial year, {AS_WHOM}",
        epilog="wraparound careers investment ZZ01 2025 --json",
    )
    spent.add_argument("code", metavar="CODE", help="of the organisation")
    spent.add_argument("year", type=int, metavar="YEAR", help="in which the financial year begins")
    spent.set_defaults(answer=_investment, say=say_year, needs_database=True)
    for verb in (offers, plans, following, spent):
        verb.add_argument("--demo", action="store_true", help=DEMO)


def _viewer() -> Viewer:
    """Whoever's token is given; CannotKeepCareer without one that counts."""
    from django.conf import settings
    from django.utils import timezone

    from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
    from wraparound.people.queries.viewers import viewer_of_token

    secret = settings.TERMINAL_TOKEN
    found = viewer_of_token(secret, at=timezone.localtime(), viewer=PUBLIC) if secret else None
    if found is None:
        raise CannotKeepCareer(NO_TOKEN)
    return found


def _offers(asked: Namespace) -> BoardPage:
    from django.utils import timezone

    from wraparound.capabilities.careers.queries.offers import board_page

    return board_page(viewer=_viewer(), on=timezone.localdate())


def _plans(asked: Namespace) -> tuple[DevelopmentPlanLine, ...]:
    from wraparound.capabilities.careers.queries.development import own_plans

    return own_plans(viewer=_viewer())


def _next_roles(asked: Namespace) -> NextRolePage:
    from wraparound.capabilities.careers.queries.next_roles import next_roles

    return next_roles(asked.number, viewer=OPERATOR)


def _investment(asked: Namespace) -> InvestmentPage:
    from wraparound.capabilities.careers.queries.investment import investment_page

    return investment_page(asked.code.upper(), asked.year, viewer=_viewer())
