"""Whose name a page of a talent board may tell: never more than the pages of the posts and people themselves do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import Part, names_and_followers, told_of
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.people.terms.access import Viewer


@dataclass(frozen=True)
class Met:
    """Somebody who stands on a page: at an item of the agenda or at none, perhaps as holder of its post."""

    person: int | None
    item: Any = None
    held: bool = False
    said: bool = False


@dataclass(frozen=True)
class Names:
    """Who may be named. `known`: whom the viewer may see at all; `now`: those whose life of today is theirs to see.

    Whoever only held a post of theirs is named as its holder, on plans of posts that they lead, and in what they
    minute themselves; and nowhere else.
    """

    known: Mapping[int, Known]
    now: Mapping[int, Known]
    led: frozenset[int] = frozenset()
    writes: bool = False

    def at(self, item: Any, *, held: bool = False, said: bool = False) -> Mapping[int, Known]:
        """Who may be named at this item, as holder of its post, or as somebody of whom something was said."""
        return self.known if held or self._is_whole(item, said=said) else self.now

    def _is_whole(self, item: Any, *, said: bool) -> bool:
        of_a_post = item is not None and item.post_id is not None
        return (of_a_post and item.post_id in self.led) or (self.writes and (said or not of_a_post))


def names_at(
    items: Sequence[Any], met: Iterable[Met], fields: tuple[str, ...], *, writes: bool, viewer: Viewer, today: Day
) -> Names:
    """Those met who may be named, in one question; the looks are logged."""
    every = [one for one in met if one.person is not None]
    led = frozenset(one.post_id for one in items if one.post_id is not None and leads(one.post, viewer=viewer))
    found, told = names_and_followers((one.person for one in every), viewer=viewer, day=today, today=today)
    now = {one: name for one, name in found.items() if one in told}
    names = Names(found, now, led, writes)
    there = (one.person for one in every if one.person in names.at(one.item, held=one.held, said=one.said))
    shown = told_of([Part(there, fields)], found, viewer=viewer)
    return Names(shown, {one: name for one, name in shown.items() if one in told}, led, writes)
