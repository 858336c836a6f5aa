"""What boards say and agreed, at the terminal, for whoever runs the site."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from wraparound.capabilities.partnerships.wording import terminal
from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_agreements(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs about what organisations say of themselves and what they agreed."""
    listed = verbs.add_parser(
        "agreements", help="partnerships under way and past", epilog="wraparound partnerships agreements --demo"
    )
    listed.set_defaults(answer=_agreements, say=terminal.partnerships)

    one = verbs.add_parser(
        "agreement",
        help="one partnership: what is wrong, the terms and the reviews",
        epilog="wraparound partnerships agreement 1 --demo",
    )
    one.add_argument("number", type=int)
    one.set_defaults(answer=_agreement, say=terminal.agreement)

    needs = verbs.add_parser(
        "needs",
        help="what an organisation says it needs and could give",
        epilog="wraparound partnerships needs ZZ03 --demo",
    )
    needs.add_argument("code")
    needs.set_defaults(answer=_needs, say=terminal.own_words)

    for verb in (listed, one, needs):
        verb.set_defaults(needs_database=True)
        verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")


def _agreements(asked: Namespace) -> object:
    from wraparound.capabilities.partnerships.queries.agreements import partnerships

    return partnerships(viewer=OPERATOR, on=_today())


def _agreement(asked: Namespace) -> object:
    from wraparound.capabilities.partnerships.queries.agreements import agreement

    return agreement(asked.number, viewer=OPERATOR, on=_today())


def _needs(asked: Namespace) -> object:
    from wraparound.capabilities.partnerships.queries.own_words import own_words_page

    return own_words_page(asked.code, viewer=OPERATOR, on=_today())


def _today() -> date:
    """The day by the clock on the wall."""
    from django.utils import timezone

    return timezone.localdate()
