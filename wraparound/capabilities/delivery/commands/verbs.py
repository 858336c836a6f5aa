"""Delivery at the terminal."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING

from wraparound.capabilities.delivery.commands.spreadsheets import add_spreadsheets
from wraparound.capabilities.delivery.wording.regional import say_region
from wraparound.capabilities.delivery.wording.terminal import say_plan, say_recommendations, say_slips
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DEMO = "in the made-up region instead of this site"
A_DAY = "Give the day like 2026-06-01."


def add_commands(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound delivery`."""
    known = verbs.add_parser(
        "recommendations",
        help="what was recommended in 2022, and what is known of it",
        epilog="wraparound delivery recommendations",
    )
    known.set_defaults(answer=_recommendations, say=say_recommendations)
    plan = verbs.add_parser(
        "plan",
        help="the plan of an organisation, today or as it stood on any day",
        epilog="wraparound delivery plan ZZ01 --as-at 2026-06-01 --demo",
    )
    plan.add_argument("code", help="the code of the organisation")
    plan.add_argument("--as-at", type=_day, default=None, metavar="DAY", help="as it stood at the end of this day")
    plan.add_argument("--demo", action="store_true", help=DEMO)
    plan.set_defaults(answer=_plan, say=say_plan, needs_database=True)
    slips = verbs.add_parser(
        "slips",
        help="what slipped since a day in every plan, or in one",
        epilog="wraparound delivery slips --since 2026-06-01 --demo",
    )
    slips.add_argument("code", nargs="?", default="", help="the code of an organisation; without it every plan")
    slips.add_argument("--since", type=_day, required=True, metavar="DAY", help="the day to compare with")
    slips.add_argument("--demo", action="store_true", help=DEMO)
    slips.set_defaults(answer=_slips, say=say_slips, needs_database=True)
    region = verbs.add_parser(
        "region",
        help="what organisations of a region shared of their plans, and counts of the rest",
        epilog="wraparound delivery region MADEUP --demo",
    )
    region.add_argument("code", help="the code of the region")
    region.add_argument("--demo", action="store_true", help=DEMO)
    region.set_defaults(answer=_region, say=say_region, needs_database=True)
    add_spreadsheets(verbs)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as trouble:
        raise ArgumentTypeError(A_DAY) from trouble


def _recommendations(asked: Namespace) -> object:
    from wraparound.capabilities.delivery.evidence import shipped_recommendations

    return tuple(shipped_recommendations().values())


def _plan(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.delivery.queries.plans import plan

    return plan(asked.code, viewer=OPERATOR, today=timezone.localdate(), as_at=asked.as_at)


def _slips(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.delivery.queries.door import readable_codes
    from wraparound.capabilities.delivery.queries.plans import slips

    today = timezone.localdate()
    codes = (asked.code,) if asked.code else readable_codes(viewer=OPERATOR)
    return tuple(slips(code, viewer=OPERATOR, since=asked.since, today=today) for code in codes)


def _region(asked: Namespace) -> object:
    from django.utils import timezone

    from wraparound.capabilities.delivery.queries.regional import regional_plans

    return regional_plans(asked.code, viewer=OPERATOR, today=timezone.localdate())
