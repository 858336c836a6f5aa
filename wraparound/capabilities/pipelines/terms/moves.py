"""How long roles were held before another one, without who held them."""

from dataclasses import dataclass

from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole


@dataclass(frozen=True, kw_only=True)
class RoleTime:
    """That one person held a role at a level in a region, and which other one came next there; none where none has yet.

    `days` are from their first day in it to their first in the next, or, without one, to the last on which it is known
    that they had none. `first`: they held it for the first time. Nothing says who they are.
    """

    role: PostRole
    level: PostLevel
    days: int
    next_role: PostRole | None = None
    next_level: PostLevel | None = None
    first: bool = True


@dataclass(frozen=True, kw_only=True)
class HeldOn:
    """That a person (id) held a role at a level in a region on a day, as their own: the biggest, where several.

    `days` are from that day to their first in a bigger one there; none where none is known of in the time asked about.
    """

    person: int
    role: PostRole
    level: PostLevel
    days: int | None = None
