"""What of a milestone may not be meant, and is said before it is written."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.delivery.terms.milestones import Doubt, DoubtSort, TitledMilestone


def doubts_of(new: TitledMilestone, others: Iterable[TitledMilestone], *, today: date | None) -> tuple[Doubt, ...]:
    """A day that is past, where `today` is given, and the first of `others` that says the same; none where all is well.

    Case and spaces make no difference.

    >>> first = TitledMilestone(number=1, title="Walk", due=date(2026, 6, 1))
    >>> second = TitledMilestone(number=2, title=" walk", due=date(2026, 6, 2))
    >>> [one.sort.value for one in doubts_of(second, [first, second], today=date(2026, 7, 1))]
    ['past', 'same title']
    """
    found = []
    if today is not None and new.due < today:
        found.append(Doubt(sort=DoubtSort.PAST, due=new.due))
    same = [one for one in others if one.number != new.number and said_alike(one.title) == said_alike(new.title)]
    if same:
        found.append(Doubt(sort=DoubtSort.SAME_TITLE, due=same[0].due, number=same[0].number))
    return tuple(found)


def said_alike(title: str) -> str:
    """A title as it is compared."""
    return " ".join(title.casefold().split())
