"""Pairs of a cohort that stands in a spreadsheet, by the same method as on the site."""

from collections.abc import Sequence

import numpy as np

from wraparound.capabilities.partnerships.calculation.pairing import told
from wraparound.capabilities.partnerships.terms.pairs import (
    CohortRow,
    Joined,
    SheetPair,
    SheetPairs,
    SheetWaiting,
    Wishes,
)
from wraparound.methods.pairing.reasons import unstable_pairs, why_seekers
from wraparound.methods.pairing.sides import NEVER, NOBODY, Sides, Tiers, neutral_orders
from wraparound.methods.pairing.stable import pair


def pairs_of_sheet(rows: Sequence[CohortRow], seed: int) -> SheetPairs:
    """Stable pairs, seekers proposing: wishes in their order, then whoever names a topic in common or none, alike.

    In somebody's row wishes count for both sides that they are on. The order of the rows means nothing: those liked
    alike stand in a shuffle by `seed` of the refs in their alphabet.
    """
    by_ref = sorted(rows, key=lambda one: one.ref)
    seekers, givers = [one for one in by_ref if one.seeks], [one for one in by_ref if one.gives]
    places = np.array([one.places for one in givers], dtype=np.int64)
    orders = neutral_orders(len(seekers), len(givers), np.random.default_rng(seed))
    sides = Sides(_tiers(seekers, givers), _tiers(givers, seekers), places, *orders, _apart(seekers, givers))
    found = pair(sides)
    whys = why_seekers(sides, found)
    return SheetPairs(
        pairs=tuple(
            SheetPair(
                seeker=seekers[seeker].ref,
                giver=givers[giver].ref,
                wish_of_seeker=_wish(seekers[seeker], givers[giver]),
                wish_of_giver=_wish(givers[giver], seekers[seeker]),
            )
            for seeker, giver in found.pairs
        ),
        waiting=tuple(
            SheetWaiting(seeker=one.ref, why=told(_as_joined(one), None, why))
            for one, giver, why in zip(seekers, found.giver.tolist(), whys, strict=True)
            if giver == NOBODY
        ),
        places_left=int(places.sum()) - len(found.pairs),
        unstable=len(unstable_pairs(sides, found)),
        seed=seed,
    )


def _tiers(own: Sequence[CohortRow], others: Sequence[CohortRow]) -> Tiers:
    found = np.full((len(own), len(others)), NEVER, dtype=np.int32)
    place = {other.ref: number for number, other in enumerate(others)}
    topics = [set(other.topics) for other in others]
    for number, one in enumerate(own):
        wishes = [place[wish] for wish in one.wishes if wish in place]
        mine = set(one.topics)
        fit = [not mine or not theirs or not mine.isdisjoint(theirs) for theirs in topics]
        found[number, fit] = len(wishes)
        found[number, wishes] = np.arange(len(wishes))
    return found


def _apart(seekers: Sequence[CohortRow], givers: Sequence[CohortRow]) -> tuple[tuple[int, int], ...]:
    """Oneself, and everybody with whom either of the two must not be paired."""
    place = {one.ref: number for number, one in enumerate(seekers)}, {one.ref: n for n, one in enumerate(givers)}
    found = {(place[0][one.ref], place[1][one.ref]) for one in seekers if one.ref in place[1]}
    for row in dict.fromkeys([*seekers, *givers]):
        for other in row.not_with:
            for seeker, giver in ((row.ref, other), (other, row.ref)):
                if seeker in place[0] and giver in place[1]:
                    found.add((place[0][seeker], place[1][giver]))
    return tuple(sorted(found))


def _wish(one: CohortRow, other: CohortRow) -> int | None:
    return one.wishes.index(other.ref) + 1 if other.ref in one.wishes else None


def _as_joined(one: CohortRow) -> Joined:
    return Joined(number=one.row, person=one.row, seeks=True, gives=False, wishes=Wishes())
