"""Answers about many rows, remembered until anything on this site is changed, or the day is another."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.cache import cache

from wraparound.people.terms.access import Viewer
from wraparound.records.models.log import Change

REMEMBERED_FOR = 3_600
"""Seconds at most; to hold no more than is looked at."""
_IN_MIND: list[Any] = []


def in_mind[**Asked, Answer](most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps this many answers of a function in the process itself, for what is too large to be copied at each look.

    One of what is asked must be the newest change.
    """

    def keeping(find: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        kept: Any = lru_cache(maxsize=most)(find)
        _IN_MIND.append(kept)
        return kept  # type: ignore[no-any-return]

    return keeping


def forget() -> None:
    """Forgets it all: for whoever takes changes back, such as tests, so that another change can have the same mark."""
    cache.clear()
    for kept in _IN_MIND:
        kept.cache_clear()


def newest_change(*, viewer: Viewer) -> object:
    """What is another as soon as anything is written here: the newest change and when it was; none on an empty site."""
    return Change.objects.order_by("-pk").values_list("pk", "at").first()


def until_changed[Answer](
    what: str, asked: tuple[object, ...], find: Callable[[], Answer], *, viewer: Viewer
) -> Answer:
    """What `find` finds for this viewer, their rights and what is asked; found anew after every change."""
    parts = repr((asked, viewer.person, viewer.held, newest_change(viewer=viewer)))
    key = f"{what}:{hashlib.sha256(parts.encode()).hexdigest()}"
    remembered: Answer | None = cache.get(key)
    if remembered is None:
        remembered = find()
        cache.set(key, remembered, REMEMBERED_FOR)
    return remembered
