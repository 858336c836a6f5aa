"""Answers about many rows, remembered until anything on this site is changed, or the day is another."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar

from django.core.cache import cache

from wraparound.people.terms.access import Viewer
from wraparound.records.models.log import Change

REMEMBERED_FOR = 3_600
"""Seconds at most; to hold no more than is looked at."""


class InMind:
    """Keeps some answers of a function in the process itself, for what is too large to be copied at each look.

    One of what is asked must be the newest change.
    """

    everywhere: ClassVar[list[Any]] = []

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__[**Asked, Answer](self, find: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        kept: Any = lru_cache(maxsize=self.most)(find)
        self.everywhere.append(kept)
        return kept  # type: ignore[no-any-return]

    @classmethod
    def forget(cls) -> None:
        """Forgets it all: for whoever takes changes back, such as tests, so that another can have the same mark."""
        cache.clear()
        for kept in cls.everywhere:
            kept.cache_clear()


def newest_change(*, viewer: Viewer) -> object:
    """What is another as soon as anything is written here: the newest change and when it was; none on an empty site."""
    return Change.objects.order_by("-pk").values_list("pk", "at").first()


def until_changed[Answer](
    what: str, asked: tuple[object, ...], find: Callable[[], Answer], *, viewer: Viewer
) -> Answer:
    """What `find` finds for this viewer, their rights and what is asked; found anew after every change."""
    parts = repr((asked, viewer.name, viewer.person, viewer.held, newest_change(viewer=viewer)))
    key = f"{what}:{hashlib.sha256(parts.encode()).hexdigest()}"
    remembered: Answer | None = cache.get(key)
    if remembered is None:
        remembered = find()
        cache.set(key, remembered, REMEMBERED_FOR)
    return remembered
