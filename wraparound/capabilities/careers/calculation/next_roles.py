"""What may be told of where people went from a role, and after how long. See docs/methods/careers.md."""

from collections import Counter
from collections.abc import Collection, Mapping
from math import ceil
from typing import Any

from wraparound.capabilities.careers.calculation.apart import told_apart
from wraparound.capabilities.careers.terms.next_roles import LEAST_MOVES, LEAST_TOGETHER, NextRole, RoleMoves
from wraparound.capabilities.careers.terms.profiles import RoleLevel, RoleSought
from wraparound.capabilities.pipelines.terms.moves import RoleTime
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.methods.survival import SurvivalCurve, kaplan_meier, time_by_which

HALF_YEAR, FEW_DAYS = 365.25 / 2, 3
"""In days. Calendars differ by a few: two years with two leap days are still two years."""


def told_moves(times: Collection[RoleTime]) -> dict[RoleSought, RoleMoves]:
    """By role, what may be told of it: roles from which fewer than LEAST_MOVES people went on are left out."""
    by_role: dict[RoleSought, list[RoleTime]] = {}
    for one in times:
        if one.first:
            by_role.setdefault(RoleSought(role=one.role, level=RoleLevel(one.level)), []).append(one)
    told = {sought: _told(some) for sought, some in by_role.items()}
    return {sought: one for sought, one in told.items() if one is not None}


def _told(times: Collection[RoleTime]) -> RoleMoves | None:
    went = [
        RoleSought(role=one.next_role, level=RoleLevel(one.next_level))
        for one in times
        if one.next_role and one.next_level
    ]
    if len(went) < LEAST_MOVES:
        return None
    apart, others = told_apart(Counter(went), LEAST_TOGETHER)
    curve = kaplan_meier([one.days for one in times], [one.next_role is not None for one in times])
    waiting = len(times) - len(went)
    return RoleMoves(
        moved=len(went),
        waiting=waiting if waiting == 0 or waiting >= LEAST_TOGETHER else None,
        quarter=_halves(curve, 0.25),
        half=_halves(curve, 0.5),
        three_quarters=_halves(curve, 0.75),
        following=tuple(NextRole(sought=one, people=many) for one, many in apart),
        others=others,
    )


def _halves(curve: SurvivalCurve, share: float) -> int | None:
    """A time in half-years, rounded up and never nought."""
    days = time_by_which(curve, share)
    return None if days is None else max(1, ceil((days - FEW_DAYS) / HALF_YEAR))


def as_data(told: Mapping[RoleSought, RoleMoves]) -> dict[str, Any]:
    """As it is stored, by role and level."""
    return {_key(sought): _stored(one) for sought, one in told.items()}


def from_data(data: Mapping[str, Any], sought: RoleSought) -> RoleMoves | None:
    """What is stored of a role, whatever kind of organisation is meant; none where nothing is."""
    kept = data.get(_key(sought))
    if kept is None:
        return None
    following = tuple(
        NextRole(sought=RoleSought(role=PostRole(role), level=RoleLevel(level)), people=people)
        for role, level, people in kept["following"]
    )
    return RoleMoves(**{**kept, "following": following})


def _key(sought: RoleSought) -> str:
    return f"{sought.role.value}/{sought.level.value}"


def _stored(one: RoleMoves) -> dict[str, Any]:
    following = [[each.sought.role.value, each.sought.level.value, each.people] for each in one.following]
    return {**one.__dict__, "following": following}
