"""What most tests of compacts begin with: its world, and one compact in force in it.

Tests of the pure half stand beside them, and run where what makes a world cannot be imported.
"""

from copy import deepcopy

import pytest


@pytest.fixture(scope="module")
def world_once(made_once):
    from wraparound.capabilities.compacts.tests.factories import make_world

    return made_once(make_world)


@pytest.fixture(scope="module")
def compact_once(made_once, world_once):
    """A file that asks for it is in a world with it from its first test on: it says so in its `pytestmark`."""
    from wraparound.capabilities.compacts.tests.factories import in_force

    return made_once(lambda: in_force(world_once))


@pytest.fixture
def made(compact_once, db):
    return deepcopy(compact_once)
