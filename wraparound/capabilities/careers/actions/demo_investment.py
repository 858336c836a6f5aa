"""What a made-up hospital spent on development last year, as far as its region reads it."""

from datetime import datetime

from wraparound.capabilities.careers.actions.investment import share_spending, write_spending
from wraparound.capabilities.careers.models.investment import Spending
from wraparound.capabilities.careers.terms.investment import (
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    SpendingLine,
    SpendingRow,
)
from wraparound.people.actions.demo import made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer

CHAIR, PLACE = "Orla Inklewick", "ZZ02"
SPENT = (
    (DevelopedLevel.BOARD, DevelopmentKind.COACHING, (7, 14_000, 12_500, 42, 38, 0, 0)),
    (DevelopedLevel.DEPUTY, DevelopmentKind.COURSE, (9, 27_000, 27_000, 90, 71, 18_000, 9_500)),
    (DevelopedLevel.DEPUTY, DevelopmentKind.STRETCH, (2, 0, 0, 60, 60, 12_000, 12_000)),
    (DevelopedLevel.MIDDLE, DevelopmentKind.COURSE, (46, 39_000, 24_000, 230, 140, 55_000, 21_000)),
    (DevelopedLevel.FIRST_LINE, DevelopmentKind.COURSE, (118, 21_000, 6_500, 354, 120, 80_000, 18_000)),
    (DevelopedLevel.FIRST_LINE, DevelopmentKind.QUALIFICATION, (3, 9_000, 9_000, 45, 45, 6_000, 6_000)),
)
"""Level, kind, and amounts: people, money promised and spent, days promised and taken, backfill promised and spent."""


def seed_investment(*, at: datetime, by: Viewer) -> int:
    """Writes it where nothing is and the chair is there; how many lines there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if CHAIR not in known or Spending.objects.exists():
        return Spending.objects.count()
    chair = made_up_viewer(known[CHAIR], at=at, by=by)
    year = at.year - (1 if at.month > 3 else 2)  # the financial year that is over, by the year in which it began
    rows = [SpendingRow(row=place, year=year, line=_line(*one)) for place, one in enumerate(SPENT, start=1)]
    write_spending(PLACE, rows, at=at, by=chair)
    share_spending(PLACE, year, at=at, by=chair)
    return Spending.objects.count()


def _line(level: DevelopedLevel, kind: DevelopmentKind, amounts: tuple[int, ...]) -> SpendingLine:
    people, *rest = amounts
    names = ("money_promised", "money_spent", "days_promised", "days_taken", "backfill_promised", "backfill_spent")
    return SpendingLine(level=level, kind=kind, amounts=Amounts(people=people, **dict(zip(names, rest, strict=True))))
