"""Whose name a page of a talent board may tell: never more than the pages of the posts and people themselves do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import Part, names_and_followers, told_of
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.people.terms.access import Viewer


@dataclass(frozen=True)
class Met:
    """Somebody who stands on a page: at an item of the agenda or at none, perhaps as holder of its post.

    `post`: that an entry about them is of, where it is not that of the item; `said`: of whom something was said;
    `made`: who made a change.
    """

    person: int | None
    item: Any = None
    post: int | None = None
    held: bool = False
    said: bool = False
    made: bool = False


@dataclass(frozen=True)
class Names:
    """Who may be named. `known`: whom the viewer may see at all; `now`: those whose life of today is theirs to see.

    Whoever only held a post of theirs is named as its holder, on plans of posts that they lead, and in what they
    minute themselves; and nowhere else. Where many look at once, nobody leads anything.
    """

    known: Mapping[int, Known]
    now: Mapping[int, Known]
    led: frozenset[int] = frozenset()
    writes: bool = False

    def at(self, item: Any, *, post: int | None = None, held: bool = False, said: bool = False) -> Mapping[int, Known]:
        """Who may be named at this item, as holder of its post, or as somebody of whom something was said."""
        return self.known if held or self._is_whole(item, post, said=said) else self.now

    def of(self, one: Met) -> Mapping[int, Known]:
        """Who may be named where this one is met."""
        return self.now if one.made else self.at(one.item, post=one.post, held=one.held, said=one.said)

    def leads(self, item: Any, post: int | None = None) -> bool:
        """Whether the viewer leads the post of an item, and the one that an entry at it is of."""
        posts = _posts(item, post)
        return bool(posts) and posts <= self.led

    def _is_whole(self, item: Any, post: int | None, *, said: bool) -> bool:
        return self.leads(item, post) or (self.writes and (said or not _posts(item, post)))


NOBODY = Names({}, {})


def names_at(
    posts: Iterable[Post], met: Iterable[Met], fields: tuple[str, ...], *, writes: bool, viewer: Viewer, today: Day
) -> Names:
    """Those met who may be named, in one question; the looks are logged. `posts`: all that they are met at."""
    every = [one for one in met if one.person is not None]
    led = frozenset(one.pk for one in posts if leads(one, viewer=viewer))
    found, told = names_and_followers((one.person for one in every), viewer=viewer, day=today, today=today)
    now = {one: name for one, name in found.items() if one in told}
    names = Names(found, now, led, writes)
    there = (one.person for one in every if one.person in names.of(one))
    shown = told_of([Part(there, fields)], found, viewer=viewer)
    return Names(shown, {one: name for one, name in shown.items() if one in told}, led, writes)


def _posts(item: Any, post: int | None) -> frozenset[int]:
    both = (item.post_id if item is not None else None, post)
    return frozenset(one for one in both if one is not None)
