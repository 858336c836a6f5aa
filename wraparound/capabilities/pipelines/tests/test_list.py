"""The list of posts: what stands in it, for whom, on which day, and what a search can find."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.queries.candidates import candidates
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.lists import posts_page, posts_sheet
from wraparound.capabilities.pipelines.queries.people_called import people_meant
from wraparound.capabilities.pipelines.terms.lists import Seen
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import Gap, GroupBy, PostsQuestion, Tomorrow
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.capabilities.pipelines.tests.bench_oracle import bench_of
from wraparound.capabilities.pipelines.tests.list_world import (
    AT,
    ON,
    SINCE,
    TODAY,
    give_too,
    holds,
    make_list_world,
    named,
    person,
    post,
    ready,
    released,
)
from wraparound.capabilities.pipelines.wording.lists import holder_words, in_band, review_words, stands_in
from wraparound.people.models import Membership
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing

pytestmark = pytest.mark.database
STALE_SINCE = date(2026, 3, 3)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_list_world)


def listed(viewer, *, day=TODAY, **question):
    return posts_page(PostsQuestion(**question), viewer=viewer, day=day, today=TODAY)


def titles(viewer, **more):
    return [row.title for row in listed(viewer, **more).rows]


def test_a_row_says_who_holds_a_post_who_could_follow_and_when_that_is_looked_at_again(world):
    where, anna = post(), person("Anna Able")
    holds(where, person("Hal Holder"))
    named(where, anna)
    ready(anna)
    named(where, person("Stan Standin"), use=Use.COVER)
    (row,) = listed(world.leader).rows
    assert holder_words(row, ON) == ("Hal Holder, 2 years 4 months",)
    assert [in_band(row, band) for band in Band] == ["Anna Able", "–", "–"]
    assert (row.tomorrow, stands_in(row)) == (Tomorrow.READY, "Stan Standin")
    assert review_words(row) == "By 1 December 2026"


def test_a_vacant_post_says_since_when_and_who_stands_in_for_now(world):
    where = post()
    holds(where, None, HolderKind.VACANT, starts=date(2026, 3, 3))
    holds(where, person("Ina Terim"), HolderKind.INTERIM, starts=date(2026, 4, 1))
    (row,) = listed(world.leader, gap=Gap.VACANT).rows
    assert holder_words(row, ON) == ("Vacant since 3 March 2026", "Interim: Ina Terim, 1 month")
    assert titles(world.leader, gap=Gap.NO_SUBSTANTIVE) == ["Director of finance"]


def test_posts_stand_by_organisation_level_and_title(world):
    for title, code, level in (
        ("Zeta", "Z1", PostLevel.BOARD),
        ("Alpha", "Z2", PostLevel.BOARD),
        ("Beta", "Z1", PostLevel.DEPUTY),
        ("Gamma", "Z1", PostLevel.BOARD),
    ):
        post(title, code, level=level)
    assert titles(world.region) == ["Gamma", "Zeta", "Beta", "Alpha"]
    page = listed(world.region, group=GroupBy.ORGANISATION)
    assert [(one.words, one.posts) for one in page.groups] == [("Larkmoor (made up)", 3), ("Thistleford (made up)", 1)]


def test_a_region_sees_by_name_whom_it_was_released_and_counts_the_others(world):
    where, anna, ben, cy = post(), person("Anna Able"), person("Ben Bold"), person("Cy Calm")
    for one in (anna, ben, cy):
        named(where, one)
        ready(one)
    released(ben)
    (row,) = listed(world.region).rows
    assert in_band(row, Band.READY_NOW) == "Ben Bold, and 2 not released"
    assert listed(world.region).bench.people == 3
    assert in_band(listed(world.leader).rows[0], Band.READY_NOW) == "Anna Able, Ben Bold, Cy Calm"


def test_an_analyst_is_told_yes_or_no_and_no_number(world):
    where, anna, ben = post(), person("Anna Able"), person("Ben Bold")
    for one in (anna, ben):
        named(where, one)
        ready(one, Band.ONE_TO_TWO)
        released(one)
    page = listed(world.analyst)
    (row,) = page.rows
    assert (row.seen, row.cover, row.named, row.next_review) == (Seen.YES_NO, None, (), None)
    assert [in_band(row, band) for band in Band] == ["No", "Yes", "No"]
    assert page.propping == ()
    assert page.bench.people == 0
    assert titles(world.analyst, gap=Gap.NOBODY_READY) == ["Director of finance"]


def test_nobody_of_another_trust_or_region_sees_a_post(world):
    post()
    assert listed(world.other).matching == 0
    assert listed(world.far).matching == 0
    assert not listed(world.far).anything


@pytest.mark.parametrize("side", ["region", "analyst", "other"])
def test_a_search_finds_nobody_whom_the_list_does_not_name(world, side):
    where, anna, hal = post(), person("Anna Able"), person("Hal Holder")
    elsewhere = post("Director of nursing", "Z2", role=PostRole.NURSING)
    for one in (where, elsewhere):
        holds(one, hal if one == where else None, HolderKind.SUBSTANTIVE if one == where else HolderKind.VACANT)
        named(one, anna)
    viewer = getattr(world, side)
    assert titles(viewer, text="Anna Able") == []
    assert titles(viewer, text="hal hol") == []
    assert "Director of finance" in titles(world.leader, text="Anna Able")
    assert titles(world.leader, text="hal hol") == ["Director of finance"]


def test_a_search_for_a_successor_finds_no_post_whose_plan_is_not_the_viewers_to_see(world):
    """Somebody of one's own is named elsewhere: one reads yes or no there, so a search says no more."""
    where, ben = post(), person("Ben Bold", "Z2")
    named(where, ben)
    released(ben, code="Z2", to=ReleaseTo.TRUSTS)
    both = give_too(world, "other", "NO")
    assert titles(both) == ["Director of finance"]
    assert titles(both, text="bold") == []
    assert titles(world.leader, text="bold") == ["Director of finance"]


def test_words_find_a_post_by_title_organisation_or_both(world):
    post("Director of finance")
    post("Director of finance", "Z2")
    assert len(titles(world.region, text="finance")) == 2
    assert [row.organisation_code for row in listed(world.region, text="finance thistle").rows] == ["Z2"]
    assert titles(world.region, text="'") == []


def test_stale_readiness_is_not_shown_as_fresh(world):
    """Stale readiness shown as fresh: what no succession suite of peers.md (a.1 to a.6) tells apart."""
    where, anna = post(), person("Anna Able")
    named(where, anna)
    ready(anna, review_by=STALE_SINCE)
    (row,) = listed(world.leader).rows
    assert in_band(row, Band.READY_NOW) == "–"
    assert (row.stale, review_words(row)) == (True, "1 stale, due by 3 March 2026")
    assert row.tomorrow is Tomorrow.LATER
    assert listed(world.leader).bench.ready_now == 0
    assert titles(world.leader, gap=Gap.STALE) == titles(world.leader, gap=Gap.NOBODY_READY) == [where.title]
    before = Day(date(2026, 3, 3))
    assert in_band(listed(world.leader, day=before).rows[0], Band.READY_NOW) == "Anna Able"
    assert titles(world.leader, day=before, gap=Gap.STALE) == []


def test_who_is_ready_for_another_role_level_or_kind_is_not_ready_for_this(world):
    where = post()
    for number, more in enumerate(({"role": PostRole.NURSING}, {"level": PostLevel.DEPUTY}, {"kind": "Community"})):
        one = person(f"Ab{'abc'[number]} Else")
        named(where, one)
        ready(one, **more)
    (row,) = listed(world.leader, gap=Gap.NOBODY_READY).rows
    assert (row.cover.ready_now, row.cover.unagreed, review_words(row)) == (0, 3, "Never agreed")


def test_the_wrong_incumbent_is_not_shown_on_a_past_date(world):
    """SAP SuccessFactors, KBA 2653032: history shows the wrong incumbent for past dates."""
    where, old, new = post(), person("Odo Before"), person("Nia After")
    holds(where, old, ends=date(2025, 6, 30))
    holds(where, new, starts=date(2025, 7, 1))

    def on(day):
        return holder_words(listed(world.leader, day=Day(day)).rows[0], day)

    assert on(date(2025, 6, 30)) == ("Odo Before, 1 year 5 months",)
    assert on(date(2025, 7, 1)) == ("Nia After, less than a month",)
    assert on(ON) == ("Nia After, 10 months",)


def test_what_was_entered_late_is_on_its_day_and_not_on_what_the_site_showed_then(world):
    where, new = post(), person("Nia After")
    holds(where, new, starts=date(2026, 5, 1), at=AT.replace(day=20))
    shown = Day(date(2026, 5, 6), AT.replace(day=6, hour=22))
    assert holder_words(listed(world.leader, day=Day(date(2026, 5, 6))).rows[0], ON)[0].startswith("Nia After")
    assert holder_words(listed(world.leader, day=shown).rows[0], ON) == ("Nobody entered",)


def test_leavers_and_closed_posts_are_in_no_list_of_today(world):
    """SAP SuccessFactors, KBA 2387969: reports include leavers and deleted posts."""
    where, gone, left = post(), person("Gus Gone"), person("Lou Left")
    closed = post("Director of estates", ends=date(2026, 4, 30), ended_because="Joined with another")
    holds(where, left, ends=date(2026, 4, 30))
    named(where, gone)
    ready(gone)
    with changing("For the test", at=AT, by=OPERATOR):
        Membership.objects.filter(person__in=[gone.pk, left.pk]).update(ends=date(2026, 4, 30))
    page = listed(world.leader)
    (row,) = page.rows
    assert closed.title not in titles(world.leader)
    assert holder_words(row, ON) == ("Nobody entered",)
    assert (in_band(row, Band.READY_NOW), row.cover.gone, page.bench.confirmed) == ("–", 1, 0)
    for gap in (Gap.NOBODY_READY, Gap.NO_SUCCESSOR, Gap.NO_SUBSTANTIVE):
        assert titles(world.leader, gap=gap) == [where.title]
    sheet = posts_sheet(PostsQuestion(), viewer=world.leader, day=TODAY, today=TODAY)
    assert [one.title for one in sheet.rows] == [where.title]
    past = Day(date(2026, 4, 30))
    assert titles(world.leader, day=past) == [closed.title, where.title]


def test_who_was_entered_by_mistake_never_held_it(world):
    where = post()
    holds(where, person("Mia Stake"), taken_back=True)
    assert holder_words(listed(world.leader).rows[0], ON) == ("Nobody entered",)
    assert Holder.objects.count() == 1


def test_fewer_confirmed_successors_than_wanted_are_found(world):
    where, anna = post(least_successors=2), person("Anna Able")
    named(where, anna)
    named(where, person("Pro Posed"), confirmed=None)
    assert titles(world.leader, gap=Gap.TOO_FEW) == [where.title]
    named(where, person("Ben Bold"))
    assert titles(world.leader, gap=Gap.TOO_FEW) == []


def test_who_props_up_several_posts_is_pointed_out_to_those_who_may_see_them(world):
    first, second, anna, ben = post(), post("Deputy", level=PostLevel.DEPUTY), person("Anna Able"), person("Ben Bold")
    for one in (first, second):
        named(one, anna)
        named(one, ben)
        named(one, person(f"Pro {one.title}"), confirmed=None)
    assert [one.known.name for one in listed(world.leader).propping] == ["Anna Able", "Ben Bold"]
    assert listed(world.region).propping == ()
    released(ben)
    (prop,) = listed(world.region).propping
    assert (prop.known.name, len(prop.posts)) == ("Ben Bold", 2)


def test_bench_strength_by_the_store_is_that_of_the_calculation(world):
    posts = [post(f"Post {number}", critical=number != 4) for number in range(5)]
    people = [person(f"Abe {letter}") for letter in "Abcdef"]
    for place, where in enumerate(posts):
        for one in people[place : place + 2]:
            named(where, one)
    named(posts[0], None, sort=Sort.EXTERNAL, label="Somebody", band=Band.READY_NOW)
    ready(people[1])
    ready(people[2], Band.ONE_TO_TWO)
    ready(people[3], review_by=STALE_SINCE)
    page = posts_page(PostsQuestion(), viewer=world.leader, day=TODAY, today=TODAY)
    assert page.bench == bench_of(row.named for row in page.rows if row.critical)
    assert (page.bench.critical, page.bench.ready_now, page.bench.people) == (4, 2, 1)


def test_a_page_takes_no_more_statements_for_more_posts(world):
    def statements():
        with CaptureQueriesContext(connection) as taken:
            listed(world.region)
        return len(taken)

    where = post()
    named(where, person("Anna Able"))
    few = statements()
    for number in range(12):
        one = post(f"Post {number}", "Z2")
        holds(one, person(f"Hal {number}", "Z2"))
        named(one, person(f"Sue {number}", "Z2"))
    assert statements() <= few + 1


def test_what_is_asked_is_the_same_in_words_however_it_is_typed():
    question = PostsQuestion(text="a", gap=Gap.STALE, page=3, on=SINCE, shown=True)
    assert question.asked() == {"q": "a", "gap": "stale", "on": "2024-01-01", "shown": "1"}
    assert replace(question, on=None).asked() == {"q": "a", "gap": "stale"}
    assert question.of_today().asked() == {"q": "a", "gap": "stale"}


@pytest.mark.parametrize("last", ["\U0010ffff", "\ud7ff"])
def test_a_search_for_the_last_letter_there_is_finds_nobody_and_fails_nowhere(world, last):
    where = post()
    holds(where, person("Anna Able"))
    assert titles(world.leader, text=f"a{last}") == []
    # A name that is entered has no letters nobody can see: it is looked for without them.
    assert [one.name for one in people_meant(f"able{last}", viewer=world.leader, today=TODAY)] == ["Anna Able"]
    assert candidates(where.pk, f"a{last}", viewer=world.leader, today=TODAY) == ()


def test_marks_alone_look_for_nobody_by_name(world):
    where = post()
    holds(where, person("Anna Able"))
    assert titles(world.leader, text="'") == []
    for marks in ("-", "'"):
        assert people_meant(marks, viewer=world.leader, today=TODAY) == ()
        assert candidates(where.pk, marks, viewer=world.leader, today=TODAY) == ()
