"""Where people went from a role: of eleven and more, who waits as waiting, once a year; else “we do not know”."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.next_roles import count_moves_due
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.calculation.apart import told_apart
from wraparound.capabilities.careers.models.next_roles import RegionMoves
from wraparound.capabilities.careers.queries.next_roles import next_roles
from wraparound.capabilities.careers.terms.profiles import Ask, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.careers.tests.world import AT, HERE, SHIPPED, make_careers_world, signed_in
from wraparound.capabilities.careers.wording.next_roles import MEANS, NOT_COUNTED, NOT_KEPT, next_lines
from wraparound.capabilities.pipelines.queries.moves import role_times
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.tests.list_world import holds, post
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Person, Region
from wraparound.people.terms.access import OPERATOR
from wraparound.people.terms.people import NewPerson

pytestmark = [pytest.mark.database, pytest.mark.django_db]
BEGUN = date(2016, 1, 1)
MOVED = (1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6)
"""Years after which eleven went on; six went to the board, five to another deputy post; four have not gone on."""


def made_world():
    world = make_careers_world()
    deputy, board, other = (
        post(f"Post {at}", HERE, role=role, level=level)
        for at, (role, level) in enumerate(
            (
                (PostRole.NURSING, PostLevel.DEPUTY),
                (PostRole.NURSING, PostLevel.BOARD),
                (PostRole.QUALITY, PostLevel.DEPUTY),
            )
        )
    )
    belongs = ((HERE, "Deputy", date(2015, 1, 1), None),)
    keys = bring_in([NewPerson(f"Moved Person{at}", None, belongs) for at in range(15)], at=AT, by=OPERATOR)
    people = [Person.objects.get(key=key) for key in keys]
    for at, who in enumerate(people):
        went = BEGUN.replace(year=BEGUN.year + MOVED[at]) if at < len(MOVED) else None
        holds(deputy, who, starts=BEGUN, ends=went and went - timedelta(days=1))
        if went:
            holds(other if at % 2 else board, who, starts=went)
    # Standing in is no move.
    holds(board, people[-1], HolderKind.ACTING, starts=date(2018, 1, 1))
    new = NewProfile(
        place=f"organisation:{HERE}",
        sought=RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY),
        framework=SHIPPED,
        asks=(Ask(competency="1", rung="Sometimes"),),
    )
    return world, write_profile(new, at=AT, by=world.director)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(made_world)


@pytest.fixture
def begun(world_once, db):
    return deepcopy(world_once)


@given(some.dictionaries(some.integers(), some.integers(0, 40), max_size=9), some.integers(1, 12))
def test_whatever_stands_apart_is_enough_and_so_is_the_rest(counts, least):
    apart, others = told_apart(counts, least)
    assert sum(many for _, many in apart) + others == sum(counts.values())
    assert all(many >= least and counts[key] == many for key, many in apart)
    assert others == 0 or others >= least or not apart


def test_half_and_where_they_went_are_told_with_who_waits(begun):
    world, role = begun
    assert count_moves_due(at=AT, by=OPERATOR) == 1
    # Of 15, the eighth to go on went after 4 years; the quarter is the fourth, after 2; three quarters never got there
    # but by the twelfth of 15, which nobody is.
    assert list(next_lines(next_roles(role, viewer=world.ward))) == [
        "Half had another role within 4 years: a quarter within 2 years, three quarters not yet.",
        "They went on to: Director of nursing (6 of 11); Deputy director of quality and improvement (5 of 11).",
        "It rests on 11 people who went on; fewer than 5 waiting, counted on 4 May 2026, once a year: No (made up).",
        MEANS,
    ]
    assert next_roles(role, viewer=world.mentor) == next_roles(role, viewer=world.ward)


def test_it_is_told_once_a_year_and_the_site_alone_counts(begun):
    world, role = begun
    region = Region.objects.get(code="NO").pk
    with pytest.raises(PermissionDenied):
        role_times(region, viewer=world.lead, on=AT.date())
    before = AT.replace(year=2019)
    page = next_roles(role, viewer=world.ward)
    assert next_lines(page) == (NOT_COUNTED,)
    below = replace(page, sought=replace(page.sought, level=RoleLevel.MIDDLE))
    assert next_lines(below) == (NOT_KEPT,)
    assert count_moves_due(at=before, by=OPERATOR) == 0
    (words,) = next_lines(next_roles(role, viewer=world.ward))
    assert words.startswith("We do not know. When it was counted last, on 4 May 2019, fewer than 11 people")
    for later, many in ((27, 0), (28, 0)):
        assert count_moves_due(at=before + timedelta(days=later), by=OPERATOR) == many
    assert RegionMoves.objects.filter(region=region).count() == 2
    assert count_moves_due(at=AT, by=OPERATOR) == 1
    for later, many in ((29, 0), (365, 0), (366, 1)):
        assert count_moves_due(at=AT + timedelta(days=later), by=OPERATOR) == many


def test_the_page_of_a_role_says_it_or_that_we_do_not_know(client, begun):
    world, role = begun
    signed_in(client, world.ward)
    pages = (f"/careers/roles/{role}/", f"/careers/roles/{role}/mine/")
    for page in pages:
        assert "We do not know." in client.get(page).content.decode()
    count_moves_due(at=AT, by=OPERATOR)
    for page in pages:
        assert "Half had another role within" in client.get(page).content.decode()
    assert client.get(f"/api/careers/roles/{role}/next").json()["told"]["moved"] == 11
