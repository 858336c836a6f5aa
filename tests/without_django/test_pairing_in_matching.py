"""The same pairs as a kept package finds, where all wishes are in a clear order."""

import numpy as np
from hypothesis import given, settings
from matching.games import HospitalResident

from tests.without_django.pairing_world import any_sides
from wraparound.methods.pairing.stable import pair


@settings(max_examples=80, deadline=None)
@given(any_sides(most=6, ties=False))
def test_a_kept_package_finds_the_same_pairs(sides):
    may_be = sides.may_be() & (sides.places > 0)
    seekers = {
        one: [giver for giver in np.argsort(sides.seeking[one]).tolist() if may_be[one, giver]]
        for one in range(sides.seekers)
    }
    givers = {
        one: [seeker for seeker in np.argsort(sides.giving[one]).tolist() if may_be[seeker, one]]
        for one in range(sides.givers)
    }
    seekers = {one: wishes for one, wishes in seekers.items() if wishes}
    givers = {one: wishes for one, wishes in givers.items() if wishes}
    ours = {giver: {one for one, other in pair(sides).pairs if other == giver} for giver in givers}
    if not seekers:
        assert not any(ours.values())
        return
    places = {one: int(sides.places[one]) for one in givers}
    game = HospitalResident.create_from_dictionaries(
        {f"s{one}": [f"g{giver}" for giver in wishes] for one, wishes in seekers.items()},
        {f"g{one}": [f"s{seeker}" for seeker in wishes] for one, wishes in givers.items()},
        {f"g{one}": many for one, many in places.items()},
    )
    theirs = {
        int(giver.name[1:]): {int(one.name[1:]) for one in held}
        for giver, held in game.solve(optimal="resident").items()
    }
    assert ours == theirs
