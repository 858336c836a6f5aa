"""What capabilities hold of a person besides their record: each says so itself, since people knows none of them."""

from datetime import datetime
from typing import Protocol

from wraparound.people.access import SIGNED_IN, ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere


class Asked(Protocol):
    """A query of a capability: what it holds of the viewer themselves, and of nobody else."""

    def __call__(self, *, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
        """The answer, the oldest first."""
        ...


_ASKED: dict[str, Asked] = {}


def also_asks(name: str, asked: Asked, *, viewer: Viewer) -> None:
    """Has the query asked whenever somebody takes a copy of what is held of them; once under each name."""
    _ASKED[name] = asked


def held_elsewhere(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """Everything that capabilities hold of the viewer."""
    ensure(viewer, SIGNED_IN)
    return tuple(one for asked in _ASKED.values() for one in asked(viewer=viewer, at=at))
