"""What people of a region say of themselves, counted: only of those who agreed, never of few, and once a year."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.assessments import answer_screen, begin_assessment
from wraparound.capabilities.careers.actions.counts import be_counted, count_what_is_due
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.calculation.counting import by_state, counted, told_count
from wraparound.capabilities.careers.evidence import shipped_frameworks
from wraparound.capabilities.careers.models.counts import RegionCount
from wraparound.capabilities.careers.queries.assessments import screen_page
from wraparound.capabilities.careers.queries.counts import counted_page, held_of, may_see_counted
from wraparound.capabilities.careers.terms.counts import MINIMUM
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.gaps import GapState
from wraparound.capabilities.careers.terms.profiles import Ask, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.careers.tests.world import (
    AT,
    FAR,
    HERE,
    NEAR,
    SHIPPED,
    make_careers_world,
    signed_in,
    somebody,
)
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR

MET, PARTLY, MISSING, UNKNOWN = GapState.MET, GapState.PARTLY, GapState.MISSING, GapState.UNKNOWN
RUNGS = ("Not yet", "Sometimes", "Most of the time", "Almost always")
counts_of = some.lists(some.integers(0, 12), min_size=5, max_size=5)


@given(counts_of, some.integers(0, 5), some.integers(0, 3))
def test_whatever_is_told_is_of_eleven_or_more_with_two_in_every_part_and_adds_up(counts, silent, wanted):
    told = told_count(counts, frozenset(range(sum(counts) + silent)))
    if told is None:
        return
    parts = [*(many for _, many in told.classes), *([told.no_chance] if told.no_chance is not None else [])]
    assert sum(parts) >= MINIMUM
    assert min(parts) >= 2
    assert len(parts) >= 2
    assert sum(many for _, many in told.classes) == sum(counts[:-1])
    assert told.no_chance in (None, counts[-1])
    states = by_state(told, wanted)
    assert sum(states.values()) == told.total
    exact = Counter({MISSING: 0, PARTLY: 0, MET: 0})
    for at, many in enumerate(counts[:-1]):
        exact[MET if at >= wanted else PARTLY if at else MISSING] += many
    for key, many in states.items():
        if len(key) == 1 and key[0] is not UNKNOWN:
            assert many <= exact[key[0]]


def test_enough_apart_are_told_apart_and_few_with_their_neighbours():
    people = frozenset(range(40))
    assert by_state(told_count((5, 6, 7, 8, 4), people), 2) == {
        (MISSING,): 5,
        (PARTLY,): 6,
        (MET,): 15,
        (UNKNOWN,): 4,
    }
    assert by_state(told_count((1, 6, 7, 8, 1), people), 2) == {(MISSING, PARTLY): 7, (MET,): 15}
    assert told_count((0, 0, 0, 30, 1), people) is None
    assert told_count((3, 3, 3, 1, 0), people) is None


@given(some.lists(some.dictionaries(some.sampled_from("123456"), some.sampled_from([*RUNGS, None])), max_size=30))
def test_counting_at_once_finds_what_counting_one_by_one_does(every):
    framework = shipped_frameworks()[SHIPPED]
    for key, counts in counted(framework, every).items():
        gave = [answers[key] for answers in every if key in answers]
        assert counts == tuple(gave.count(rung) for rung in (*RUNGS, None))


def make():
    world = make_careers_world()
    codes = [HERE] * 6 + [NEAR] * 6 + [FAR] * 2
    world.people = [somebody(f"Counted Person{number:02}", code) for number, code in enumerate(codes)]
    for number, viewer in enumerate(world.people):
        row = begin_assessment(SHIPPED, at=AT, by=viewer)
        version = screen_page(row, 1, viewer=viewer).version
        answer_screen(row, 1, {"1": RUNGS[number % 3]}, version=version, at=AT, by=viewer)
    role = NewProfile(
        place="region:NO",
        sought=RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY),
        framework=SHIPPED,
        asks=(Ask(competency="1", rung="Sometimes"), Ask(competency="2", rung="Sometimes")),
    )
    world.role = write_profile(role, at=AT, by=world.lead)
    return world


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make)


@pytest.mark.database
@pytest.mark.django_db
def test_a_region_reads_only_of_those_who_agreed_once_eleven_did_and_then_once_a_year(client, world):
    for viewer in world.people[:10]:
        be_counted(agreed=True, at=AT, by=viewer)
    for viewer in world.people[12:]:  # of another region
        be_counted(agreed=True, at=AT, by=viewer)
    assert count_what_is_due(at=AT, by=OPERATOR) == 0
    assert counted_page(world.role, viewer=world.lead).counted_on is None
    be_counted(agreed=True, at=AT, by=world.people[10])
    assert count_what_is_due(at=AT, by=OPERATOR) == 1
    page = counted_page(world.role, viewer=world.lead)
    first, second = page.lines
    assert first.counts == {(MET,): 7, (MISSING,): 4}
    assert second.counts == {}
    be_counted(agreed=True, at=AT, by=world.people[11])
    assert count_what_is_due(at=AT + timedelta(days=365), by=OPERATOR) == 0
    assert counted_page(world.role, viewer=world.lead) == page
    be_counted(agreed=False, at=AT, by=world.people[0])
    assert "not counted" in held_of(viewer=world.people[0], at=AT)[0].words
    assert count_what_is_due(at=AT + timedelta(days=366), by=OPERATOR) == 1
    assert counted_page(world.role, viewer=world.lead).lines[0].total == 11
    said = signed_in(client, world.lead).get(f"/careers/roles/{world.role}/counted/").content.decode()
    assert "Of 11 people: met 8 (73%); missing 3 (27%)." in said
    assert client.get(f"/api/careers/roles/{world.role}/counted").json()[1].startswith("Care and results")


@pytest.mark.database
@pytest.mark.django_db
def test_nobody_is_counted_unless_they_agree_and_only_a_region_reads_it(client, world):
    assert count_what_is_due(at=AT, by=OPERATOR) == 0
    assert not RegionCount.objects.exists()
    for viewer in (world.ward, world.director, world.keeper):
        assert not may_see_counted(world.role, viewer=viewer)
        with pytest.raises(NotYours):
            counted_page(world.role, viewer=viewer)
    with pytest.raises(NoSuchCareer):
        counted_page(world.role + 999, viewer=world.lead)
    signed_in(client, world.people[0])
    assert "You are not counted." in client.get("/careers/counting/").content.decode()
    client.post("/careers/counting/", {"agree": "yes"})
    assert "You agreed to be counted." in client.get("/careers/counting/").content.decode()
