"""Whether one post reports to another, at any depth, between people who hold them: yes or no, and nothing else."""

from collections.abc import Collection
from datetime import date

from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.people.terms.access import Viewer

MOST_LEVELS = 30
"""Posts one above the other, as far as they are followed."""
Above = dict[int, int | None]


def reports_between(people: Collection[int], *, viewer: Viewer, on: date) -> frozenset[frozenset[int]]:
    """Every two of these people (ids) of whom one holds a post on the day that reports, at any depth, to the other's.

    For whoever keeps apart those who must not be paired: it opens no post, says nothing of which post it is, and is
    not for showing. Posts that are closed still carry the line to the one above.
    """
    rows = Holder.objects.current(on).filter(person__in=list(people))
    held: dict[int, set[int]] = {}
    for person, post in rows.values_list("person", "post"):
        held.setdefault(post, set()).add(person)
    above = _above(held)
    found = set()
    for post, holders in held.items():
        for superior in _upwards(post, above):
            found |= {frozenset({one, other}) for one in holders for other in held.get(superior, ()) if one != other}
    return frozenset(found)


def _above(posts: Collection[int]) -> Above:
    """To which post each of these reports, and each of those, as far as it goes."""
    found: Above = {}
    asked = set(posts)
    for _ in range(MOST_LEVELS):
        if not asked:
            break
        found |= dict(Post.objects.filter(pk__in=asked).values_list("pk", "reports_to"))
        asked = {one for one in found.values() if one is not None} - found.keys()
    return found


def _upwards(post: int, above: Above) -> list[int]:
    """The posts above one, the nearest first; each once, also where they stand in a circle."""
    found: list[int] = []
    superior = above.get(post)
    while superior is not None and superior not in found and superior != post:
        found.append(superior)
        superior = above.get(superior)
    return found
