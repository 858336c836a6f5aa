"""Careers at the terminal, in words."""

from collections.abc import Sequence

from wraparound.capabilities.careers.terms.development import DevelopmentPlanLine
from wraparound.capabilities.careers.terms.investment import InvestmentPage
from wraparound.capabilities.careers.terms.next_roles import NextRolePage
from wraparound.capabilities.careers.terms.offers import BoardPage
from wraparound.capabilities.careers.wording import development, investment, next_roles, offers
from wraparound.capabilities.careers.wording.profiles import role_words

NO_TOKEN = (
    "Say as whom: make a token under “My record” on the site, and put it into the variable WRAPAROUND_TOKEN. It counts "
    "until it is ended there."
)
NO_PLANS = "You have no development plan. Begin one at a role, on the site."


def say_board(page: BoardPage) -> str:
    """Open offers, as the board has them."""
    lines = [offers.board_words(page)]
    for one in page.lines:
        lines.append(f"{one.offer.title} ({one.offer.number})")
        lines += [f"  {words}" for words in (offers.line_words(one.offer), offers.stands_words(one)) if words]
    return "\n".join(lines)


def say_plans(found: Sequence[DevelopmentPlanLine]) -> str:
    """One's own plans."""
    lines = [f"{role_words(one.role.sought)} ({one.number}): {development.line_words(one)}" for one in found]
    return "\n".join(lines) or NO_PLANS


def say_next(page: NextRolePage) -> str:
    """The way on from a role."""
    return "\n".join(next_roles.next_lines(page))


def say_year(page: InvestmentPage) -> str:
    """A year of an organisation, and each of its lines."""
    lines = [
        f"{page.name}, {investment.year_words(page.year)}",
        investment.lead_words(page.total),
        investment.share_words(page),
    ]
    lines += [f"  {investment.line_name(one)}: {investment.figures(one.amounts)}" for one in page.lines]
    return "\n".join(lines)
