"""What a promise or condition becomes once it is in force: an undertaking (docs/methods/compacts.md, 6)."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Agreement, Condition, Promise
from wraparound.capabilities.compacts.terms.compacts import UndertakingSort

WORTH_ASKING_AGAIN = ("words", "giver", "giver_name", "days", "cost", "due_on")
"""Where one of these is amended, what was recorded of it before was recorded of something else."""


def parts_of(item: Promise | Condition) -> dict[str, object]:
    """The parts of the undertaking that an item becomes, by their names."""
    parts: dict[str, object] = {
        "words": item.words,
        "due_on": item.due,
        "follows": item.follows.value,
        "grace": item.grace,
        "bears_on": " ".join(item.bears_on),
    }
    if isinstance(item, Condition):
        return parts | {
            "sort": UndertakingSort.CONDITION.value,
            "giver": item.owner.value,
            "giver_name": item.owner_name,
        }
    return parts | {
        "sort": UndertakingSort.PROMISE.value,
        "giver": item.giver.value,
        "giver_name": item.giver_name,
        "receiver": item.receiver.value,
        "receiver_name": item.receiver_name,
        "component": item.component,
        "days": item.days,
        "cost": item.cost,
        "paid_by": item.paid_by.value,
        "starts": item.starts,
        "review": item.review,
    }


def bound_by(agreement: Agreement) -> Iterator[tuple[str, dict[str, object]]]:
    """Every promise and condition of a text by its key, as the undertaking it becomes."""
    for promise in agreement.promises:
        yield promise.key, parts_of(promise)
    for condition in agreement.conditions:
        yield condition.key, parts_of(condition)
