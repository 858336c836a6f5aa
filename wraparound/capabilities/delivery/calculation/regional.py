"""What a region reads: small counts are not told, and answers stand side by side."""

from collections.abc import Iterable, Sequence

from wraparound.capabilities.delivery.terms.plans import SharedAnswers, SharedPlan
from wraparound.capabilities.delivery.terms.recommendations import Choice, Recommendation

FEWEST_TOLD = 5
"""Counts below this are told as “fewer than 5”, nought too: that nothing is kept back would say as much."""


def told(many: int) -> int | None:
    """The count, or none where it is too small to be told.

    >>> told(0), told(4), told(5)
    (None, None, 5)
    """
    return many if many >= FEWEST_TOLD else None


def answers_shared(known: Iterable[Recommendation], plans: Sequence[SharedPlan]) -> tuple[SharedAnswers, ...]:
    """For each recommendation, who adopts, adapts and declines it by name, of those that shared their answer."""
    found = []
    for one in known:
        names: dict[Choice, list[str]] = {choice: [] for choice in Choice}
        for plan in plans:
            for each in plan.answered:
                if each.recommendation.key == one.key and each.answer is not None:
                    names[each.answer.choice].append(plan.name)
        found.append(
            SharedAnswers(
                key=one.key,
                title=f"{one.number}. {one.title}",
                adopt=tuple(names[Choice.ADOPT]),
                adapt=tuple(names[Choice.ADAPT]),
                decline=tuple(names[Choice.DECLINE]),
            )
        )
    return tuple(found)
