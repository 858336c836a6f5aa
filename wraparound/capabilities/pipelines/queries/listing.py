"""What a list or a chart says of all its posts: holders and those named, with every name asked for at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from wraparound.capabilities.pipelines.calculation.ahead import changes_ahead
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import Part, names_and_followers, told_of
from wraparound.capabilities.pipelines.queries.seeing import (
    HOLDERS_SHOW,
    PLANS_SHOW,
    holder_lines,
    holder_rows_ahead,
    named_lines,
    plans_seen,
    rows_of_plans,
    told_among,
)
from wraparound.capabilities.pipelines.terms.lists import Ahead, HolderLine, Known, SuccessorLine
from wraparound.people.terms.access import Viewer


@dataclass(frozen=True)
class Listed:
    """What `holders_on`, `named_on` and `plans_seen` say of the posts of a list, and who `others` are by name.

    `ahead`: how each is held later, as far as that is entered.
    """

    held: dict[int, tuple[HolderLine, ...]]
    ahead: dict[int, tuple[Ahead, ...]]
    named: dict[int, tuple[SuccessorLine, ...]]
    planned: frozenset[int]
    known: dict[int, Known]


def listed_on(posts: Sequence[Post], others: Part, *, viewer: Viewer, day: Day, today: Day) -> Listed:
    """The same as `holders_on` and `named_on`, with all names, and those of some others beside, asked for at once."""
    planned = plans_seen(posts, viewer=viewer, day=day)
    held = holder_rows_ahead(posts, viewer=viewer, day=day, today=today)
    named = rows_of_plans(planned, day, viewer=viewer)
    beside = list(others.people)
    asked = (row.person_id for row in (*held, *named))
    found, told = names_and_followers(asked, beside, viewer=viewer, day=day, today=today)
    parts = (
        Part((row.person_id for row in held), HOLDERS_SHOW),
        Part(told_among(named, posts, told, viewer=viewer), PLANS_SHOW),
        Part((one for one in beside if one in told), others.fields, others.most),
    )
    known = told_of(parts, found, viewer=viewer)
    lines = holder_lines(held, posts, known, viewer=viewer)
    looks = day.looks_ahead(today)
    return Listed(
        held={post: tuple(one for one in every if one.starts <= day.on) for post, every in lines.items()},
        ahead={one.pk: changes_ahead(lines.get(one.pk, ()), day.on, one.ends) for one in posts} if looks else {},
        named=named_lines(named, posts, known, told, viewer=viewer, day=day),
        planned=planned,
        known={one: name for one, name in known.items() if one in told},
    )
