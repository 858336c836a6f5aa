"""Whether pairs are stable, by looking at every two there are; and why each of a side has what they have, in counts."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.pairing.sides import NOBODY, Sides
from wraparound.methods.pairing.stable import FREE, Paired


class Came(StrEnum):
    """What came of it for somebody who seeks."""

    PAIRED = "paired"
    OTHERS_TAKEN = "others_taken"
    NOBODY_THERE = "nobody_there"


@dataclass(frozen=True, kw_only=True)
class WhySeeker:
    """Why a seeker has whom they have, or nobody.

    Attributes:
        came: paired; not, because all whom they could have had took others; or not, because there was nobody for them.
        possible: how many there were who would take them and whom they would take.
        tier: in which tier of theirs the one stands whom they have, 0 for their first wish; none without one.
        rather_others: of those they would rather have had, or like alike, how many took only others they like more.
        by_order: how many took somebody whom they like just as much, as the neutral order has it.
    """

    came: Came
    possible: int
    tier: int | None
    rather_others: int
    by_order: int


@dataclass(frozen=True, kw_only=True)
class WhyGiver:
    """Why a giver has whom they have: places, how many are filled, how many seekers there were, and in which tiers."""

    places: int
    filled: int
    possible: int
    tiers: tuple[int, ...]


def unstable_pairs(sides: Sides, paired: Paired) -> list[tuple[int, int]]:
    """Every two who may be together and would both strictly rather: none where the pairs are stable.

    A seeker without a giver would rather have anybody they listed; so would a giver with a place left.
    """
    wants = _least(sides, paired)[:, None] > sides.seeking
    filled, last = _filled(sides, paired), _last_taken(sides, paired)
    has_room = (filled < sides.places)[:, None]
    would = has_room | (sides.giving < last[:, None])
    both = sides.may_be() & wants & (would & (sides.places > 0)[:, None]).T
    return [(int(seeker), int(giver)) for seeker, giver in np.argwhere(both)]


def why_seekers(sides: Sides, paired: Paired) -> tuple[WhySeeker, ...]:
    """For each seeker in turn why they have whom they have."""
    may_be, last = sides.may_be(), _last_taken(sides, paired)
    least = _least(sides, paired)
    # Those at least as dear to them as whom they have, without that one: each has filled their places.
    before = may_be & (sides.seeking <= least[:, None]) & (sides.places > 0)
    rows = np.flatnonzero(paired.giver != NOBODY)
    before[rows, paired.giver[rows]] = False
    asked = before & _at_least_as_dear(sides, paired)
    alike = asked & (sides.giving == last[:, None]).T
    found = []
    for seeker, giver in enumerate(paired.giver.tolist()):
        possible = int((may_be[seeker] & (sides.places > 0)).sum())
        came = Came.PAIRED if giver != NOBODY else Came.OTHERS_TAKEN if possible else Came.NOBODY_THERE
        by_order = int(alike[seeker].sum())
        found.append(
            WhySeeker(
                came=came,
                possible=possible,
                tier=int(sides.seeking[seeker, giver]) if giver != NOBODY else None,
                rather_others=int(asked[seeker].sum()) - by_order,
                by_order=by_order,
            )
        )
    return tuple(found)


def why_givers(sides: Sides, paired: Paired) -> tuple[WhyGiver, ...]:
    """For each giver in turn why they have whom they have."""
    possible, filled = sides.may_be().sum(axis=0), _filled(sides, paired)
    own: list[list[int]] = [[] for _ in range(sides.givers)]
    for seeker, giver in paired.pairs:
        own[giver].append(int(sides.giving[giver, seeker]))
    return tuple(
        WhyGiver(places=int(places), filled=int(has), possible=int(could), tiers=tuple(sorted(tiers)))
        for places, has, could, tiers in zip(sides.places, filled, possible, own, strict=True)
    )


def _least(sides: Sides, paired: Paired) -> NDArray[np.int64]:
    """The tier in which each seeker has their giver; beyond every tier without one."""
    has = paired.giver != NOBODY
    found = np.full(sides.seekers, FREE, dtype=np.int64)
    found[has] = sides.seeking[np.flatnonzero(has), paired.giver[has]]
    return found


def _filled(sides: Sides, paired: Paired) -> NDArray[np.int64]:
    return np.bincount(paired.giver[paired.giver != NOBODY], minlength=sides.givers).astype(np.int64)


def _last_taken(sides: Sides, paired: Paired) -> NDArray[np.int64]:
    """The furthest tier of anybody whom each giver has; before every tier where they have nobody."""
    found = np.full(sides.givers, NOBODY, dtype=np.int64)
    for seeker, giver in paired.pairs:
        found[giver] = max(found[giver], sides.giving[giver, seeker])
    return found


def _at_least_as_dear(sides: Sides, paired: Paired) -> NDArray[np.bool_]:
    """Seekers × givers: strictly dearer than whom they have, or liked alike and earlier in the neutral order."""
    standing = np.empty(sides.givers, dtype=np.int64)
    standing[sides.order_of_givers] = np.arange(sides.givers)
    least = _least(sides, paired)
    own = np.full(sides.seekers, FREE, dtype=np.int64)
    has = paired.giver != NOBODY
    own[has] = standing[paired.giver[has]]
    dearer = sides.seeking < least[:, None]
    alike = (sides.seeking == least[:, None]) & (standing[None, :] < own[:, None])
    found: NDArray[np.bool_] = dearer | alike
    return found
