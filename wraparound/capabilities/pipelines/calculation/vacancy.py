"""Since when a post is vacant, from who holds it. See docs/methods/pipelines.md."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import HolderLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind


def vacant_since(holders: Iterable[HolderLine]) -> date | None:
    """Since when nobody holds it substantively; none where somebody does, or it was never entered.

    >>> vacant_since(()) is None
    True
    """
    found = list(holders)
    if any(one.kind is HolderKind.SUBSTANTIVE for one in found):
        return None
    return max((one.starts for one in found if one.kind is HolderKind.VACANT), default=None)
