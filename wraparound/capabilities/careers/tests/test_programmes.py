"""What programmes led to: of eleven and more, told once, beside others who started in the same roles; never a cause."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.programmes import (
    be_counted_on,
    drop_programme,
    name_programme,
    tell_programmes_due,
)
from wraparound.capabilities.careers.calculation.programmes import (
    as_data,
    compared_share,
    first_of_each,
    from_data,
    told_programme,
)
from wraparound.capabilities.careers.models.programmes import ProgrammePart, ProgrammesTold
from wraparound.capabilities.careers.queries.programmes import held_of, programmes
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.programmes import DAYS, LEAST_PEOPLE, ROOM, STEP, NewProgramme
from wraparound.capabilities.careers.tests.world import AT, HERE, make_careers_world, signed_in
from wraparound.capabilities.careers.wording.programmes import NO_CAUSE, told_lines
from wraparound.capabilities.pipelines.queries.moves import held_on
from wraparound.capabilities.pipelines.terms.moves import HeldOn
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.tests.list_world import holds, post
from wraparound.methods.ratios import Reading
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Person, Region
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.people.terms.people import NewPerson

SINCE = date(2024, 4, 1)
TOLD_AT = AT


def one(person, days=None, role=PostRole.NURSING, level=PostLevel.DEPUTY):
    return HeldOn(person=person, role=role, level=level, days=days)


def many(count, moved, *, begin=0, **more):
    return [one(begin + at, 100 if at < moved else None, **more) for at in range(count)]


ANYBODY = some.builds(
    one,
    some.just(0),
    some.one_of(some.none(), some.integers(1, 731)),
    some.sampled_from([PostRole.NURSING, PostRole.FINANCE]),
)


def test_others_are_standardised_to_where_those_on_it_started():
    # Half of those on it started in nursing, half in finance. Of others 20 of 80 nurses and 60 of 80 in finance moved:
    # 0.5 × 25% + 0.5 × 75% = 50%, though of all others it is 80 of 400 who moved, with quality.
    on_it = [*many(10, 5), *many(10, 5, role=PostRole.FINANCE)]
    others = [*many(80, 20), *many(80, 60, role=PostRole.FINANCE), *many(240, 0, role=PostRole.QUALITY)]
    found = compared_share(on_it, others, 1)
    assert (found.share, found.reading) == (50, Reading.CANNOT_TELL)
    assert (found.low, found.high) == (40, 60)
    assert compared_share(many(20, 19), many(80, 10), 1).reading is Reading.FIRST
    assert compared_share(many(40, 2), many(80, 60), 1).reading is Reading.SECOND


def test_nothing_is_told_of_fewer_than_eleven_or_where_few_moved_or_stayed():
    assert told_programme(many(10, 5), many(80, 20)) is None
    assert set(told_programme(many(11, 5), many(80, 20)).within) == {2}
    assert told_programme(many(11, 1), many(80, 20)).within == {}
    assert told_programme(many(11, 10), many(80, 20)).within == {}
    later = [*many(8, 3), *(one(20 + at, 500) for at in range(3))]
    assert {years: each.moved for years, each in told_programme(later, []).within.items()} == {1: 3, 2: 6}
    assert compared_share(many(11, 5), many(39, 20), 2) is None
    assert compared_share(many(11, 5), many(40, 1), 2) is None


@given(some.lists(ANYBODY, max_size=40), some.lists(ANYBODY, max_size=120))
def test_whatever_is_told_leaves_nobody_alone(on_it, others):
    told = told_programme(on_it, others)
    if told is None:
        assert len(on_it) < LEAST_PEOPLE
        return
    assert from_data(as_data(told)) == told
    cuts = [0, *(told.within[years].moved for years in sorted(told.within)), told.people]
    assert len(cuts) == 2 or all(after - before >= ROOM for before, after in pairwise(cuts))
    for years, each in told.within.items():
        assert each.moved == sum(one.days is not None and one.days <= DAYS[years] for one in on_it)
        if each.compared:
            assert each.compared.share % STEP == each.compared.low % STEP == each.compared.high % STEP == 0
            assert 0 <= each.compared.low <= each.compared.share <= each.compared.high <= 100


@given(some.lists(ANYBODY, min_size=40, max_size=120), some.integers(0, 200))
def test_one_person_more_or_less_moves_what_is_told_of_others_by_a_step_at_most(others, at):
    on_it = many(11, 5)
    whole = compared_share(on_it, others, 2)
    fewer = compared_share(on_it, [*others[: at % len(others)], *others[at % len(others) + 1 :]], 2)
    if whole and fewer:
        assert abs(whole.share - fewer.share) <= STEP


def test_somebody_on_several_is_counted_in_the_one_that_ended_first():
    assert first_of_each([(date(2024, 5, 1), 2, 7), (date(2024, 3, 1), 3, 7), (date(2024, 5, 1), 1, 8)]) == {7: 3, 8: 1}


def made_world():
    """A deputy post held by 54 people one after another is no world; so each has a post: 12 on it, 42 not."""
    world = make_careers_world()
    belongs = ((HERE, "Deputy", date(2015, 1, 1), None),)
    keys = bring_in([NewPerson(f"Deputy Person{at}", None, belongs) for at in range(54)], at=AT, by=OPERATOR)
    people = [Person.objects.get(key=key) for key in keys]
    board = [post(f"Board {at}", HERE, role=PostRole.NURSING, level=PostLevel.BOARD) for at in range(20)]
    for at, who in enumerate(people):
        mine = post(f"Deputy {at}", HERE, role=PostRole.NURSING, level=PostLevel.DEPUTY)
        went = {0: date(2024, 9, 1), 1: date(2025, 9, 1), 2: date(2025, 11, 1)}.get(at % 6 if at < 12 else at % 14)
        holds(mine, who, starts=date(2022, 1, 1), ends=went and went - timedelta(days=1))
        if went:
            holds(board.pop(), who, starts=went)
    # Standing in is no bigger role.
    holds(board.pop(), people[5], HolderKind.ACTING, starts=date(2024, 10, 1))
    viewers = [viewer_for(who.pk, who.name, on=AT.date(), viewer=PUBLIC) for who in people]
    return world, viewers


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(made_world)


def named(world, ends=date(2024, 3, 20), at=AT - timedelta(days=60)):
    new = NewProgramme(place="region:NO", name="Ready (made up)", starts_on=date(2023, 9, 1), ends_on=ends)
    return name_programme(new, at=at, by=world.lead)


@pytest.mark.database
@pytest.mark.django_db
def test_it_is_told_once_after_two_years_with_others_beside_it(client, world):
    world, viewers = world
    number, before = named(world), AT - timedelta(days=50)
    for viewer in viewers[:12]:
        be_counted_on(number, True, at=before, by=viewer)
    assert tell_programmes_due(at=before, by=OPERATOR) == 0
    held = held_on(world_region(), viewer=OPERATOR, on=SINCE, until=SINCE + timedelta(days=731))
    assert Counter(one.days is not None for one in held) == {True: 15, False: 39}
    assert tell_programmes_due(at=TOLD_AT, by=OPERATOR) == 1
    assert tell_programmes_due(at=TOLD_AT, by=OPERATOR) == 0
    (line,) = programmes(viewer=world.ward, on=TOLD_AT.date())
    assert told_lines(line) == (
        "12 people counted from 1 April 2024. They started as: Deputy director of nursing 12.",
        "Within one year 2 of 12 held a bigger role (17%; at these counts 3 to 44%).",
        "Of others in the region who started from the same roles, in the same mix, about 5% did (0 to 20%). We cannot "
        "tell whether that differs: at these counts, chance explains it.",
        "Within two years 6 of 12 held a bigger role (50%; at these counts 24 to 76%).",
        "Of others in the region who started from the same roles, in the same mix, about 20% did (10 to 40%). We "
        "cannot tell whether that differs: at these counts, chance explains it.",
    )
    page = signed_in(client, world.ward).get("/careers/programmes/").content.decode()
    assert NO_CAUSE in page.replace("&#39;", "'")
    assert "6 of 12 held a bigger role" in page
    assert client.get("/api/careers/programmes").json()[0]["told"]["people"] == 12
    with pytest.raises(CannotKeepCareer):
        be_counted_on(number, False, at=TOLD_AT, by=viewers[0])
    assert programmes(viewer=world.mentor, on=TOLD_AT.date()) == ()


@pytest.mark.django_db
def test_of_ten_who_agreed_nothing_is_told_now_or_ever(world):
    world, viewers = world
    number, before = named(world), AT - timedelta(days=50)
    for viewer in viewers[:11]:
        be_counted_on(number, True, at=before, by=viewer)
    be_counted_on(number, False, at=before, by=viewers[0])
    assert held_of(viewer=viewers[0], at=AT) == ()
    assert [one.words for one in held_of(viewer=viewers[1], at=AT)] == ["Ready (made up)"]
    assert tell_programmes_due(at=TOLD_AT, by=OPERATOR) == 0
    (line,) = programmes(viewer=world.ward, on=TOLD_AT.date())
    assert told_lines(line)[0].startswith("Nothing can be told")
    assert ProgrammesTold.objects.get().content == {}
    assert ProgrammePart.objects.count() == 10


@pytest.mark.django_db
def test_whoever_keeps_it_names_it_in_time_and_takes_it_down(client, world):
    world, viewers = world
    with pytest.raises(CannotKeepCareer):
        named(world, ends=date(2023, 3, 20), at=AT)
    number = named(world)
    for other in (world.near_director, world.director, world.ward, world.mentor):
        with pytest.raises(NoSuchCareer):
            drop_programme(number, at=AT - timedelta(days=50), by=other)
    with pytest.raises(NoSuchCareer):
        be_counted_on(number, True, at=AT - timedelta(days=50), by=world.mentor)
    drop_programme(number, at=AT - timedelta(days=50), by=world.lead)
    assert programmes(viewer=world.ward, on=AT.date()) == ()
    sent = {"place": "region:NO", "name": "New (made up)", "starts_on": "2026-01-05", "ends_on": "2026-06-05"}
    assert signed_in(client, world.lead).post("/careers/programmes/new/", sent).status_code == 302
    assert client.post("/careers/programmes/new/", {**sent, "ends_on": "2025-06-05"}).status_code == 200
    signed_in(client, viewers[0])
    (line,) = programmes(viewer=viewers[0], on=AT.date())
    assert client.post(f"/careers/programmes/{line.number}/counted/", {"agree": "yes"}).status_code == 302
    (line,) = programmes(viewer=viewers[0], on=AT.date())
    assert line.in_it


def world_region():
    """The number of the region of the world."""
    return Region.objects.get(code="NO").pk
