"""The filters of the list and its bench are the slow obvious ones, on worlds of chance."""

from datetime import date, timedelta
from random import Random

import pytest

from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries import bench
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.lists import ON_A_PAGE, posts_page, posts_sheet
from wraparound.capabilities.pipelines.queries.seeing import holders_on, named_on
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import Gap, PostsQuestion
from wraparound.capabilities.pipelines.terms.succession import Band, Use
from wraparound.capabilities.pipelines.tests.bench_oracle import bench_of, propping
from wraparound.capabilities.pipelines.tests.list_world import (
    AT,
    ON,
    TODAY,
    holds,
    make_list_world,
    named,
    person,
    post,
    ready,
    released,
)
from wraparound.people.models import Membership
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing

pytestmark = pytest.mark.database
POSTS, PEOPLE = 14, 12


def make_by_chance(seed):
    """Posts of three trusts with people named for them who came, left, were released, agreed and went stale."""
    chance = Random(seed)
    people = [_person(number, chance) for number in range(PEOPLE)]
    for number in range(POSTS):
        where = post(
            f"Post {number}",
            chance.choice(("Z1", "Z2", "Z3")),
            role=chance.choice((PostRole.FINANCE, PostRole.NURSING)),
            level=chance.choice(list(PostLevel)) if chance.random() < 0.2 else PostLevel.BOARD,
            critical=chance.random() < 0.6,
            least_successors=chance.choice((None, 1, 2)),
        )
        for one in chance.sample(people, chance.randrange(0, 5)):
            starts = _some_day(chance, -300, 20)
            confirmed = max(starts, _some_day(chance, -200, 40)) if chance.random() < 0.8 else None
            use = Use.COVER if chance.random() < 0.25 else Use.SUCCESSOR
            named(where, one, use=use, starts=starts, confirmed=confirmed, ends=_until(chance, starts, 0.2))
        if chance.random() < 0.8:
            kind, start = chance.choice(list(HolderKind)), _some_day(chance, -300, 10)
            who = None if kind is HolderKind.VACANT else chance.choice(people)
            holds(where, who, kind, starts=start, ends=_until(chance, start))


def _person(number, chance):
    one = person(f"Pat {chr(65 + number)}lpha", chance.choice(("Z1", "Z2")))
    if chance.random() < 0.3:
        with changing("For the test", at=AT, by=OPERATOR):
            Membership.objects.filter(person=one).update(ends=max(date(2024, 1, 1), _some_day(chance, -60, 60)))
    if chance.random() < 0.4:
        starts = _some_day(chance, -300, -1)
        code, to = one.memberships.get().organisation.code, chance.choice(list(ReleaseTo))
        ends = max(starts, _some_day(chance, -30, 300))
        released(one, code=code, to=to, starts=starts, agreed_on=starts, ends=ends)
    for role in (PostRole.FINANCE, PostRole.NURSING):
        if chance.random() < 0.8:
            _ready(one, role, chance)
    return one


def _ready(one, role, chance):
    starts = _some_day(chance, -600, 30)
    ends, review = _until(chance, starts), starts + timedelta(days=chance.randrange(1, 366))
    ready(one, chance.choice(list(Band)), role=role, starts=starts, review_by=review, ends=ends)
    if ends is not None:  # replaced on its last day: of the two, the newer counts
        ready(one, chance.choice(list(Band)), role=role, starts=ends, review_by=ends + timedelta(days=90))


def _some_day(chance, least=-400, most=400):
    return ON + timedelta(days=chance.randrange(least, most))


def _until(chance, start, often=0.3):
    return max(start, _some_day(chance)) if chance.random() < often else None


def lacks(gap, row, named_for, holders):
    """The slow obvious way, from what the pages of one post show."""
    cover = cover_of(named_for)
    kinds = {one.kind for one in holders}
    return {
        Gap.NOBODY_READY: not any(one.ready_now for one in named_for if one.use is Use.SUCCESSOR),
        Gap.NO_SUCCESSOR: cover.successors == 0,
        Gap.NO_COVER: cover.cover == 0,
        Gap.VACANT: HolderKind.VACANT in kinds,
        Gap.NO_SUBSTANTIVE: HolderKind.SUBSTANTIVE not in kinds,
        Gap.STALE: cover.stale > 0,
        Gap.TOO_FEW: row.least_successors is not None and cover.successors < row.least_successors,
    }[gap]


@pytest.mark.parametrize("seed", range(3))
def test_each_filter_has_exactly_the_posts_that_lack_what_it_says(db, seed):
    world = make_list_world()
    make_by_chance(seed)
    for day in (TODAY, Day(ON - timedelta(days=90))):
        posts = list(Post.objects.current(day.on).select_related("organisation"))
        plans = named_on(posts, viewer=OPERATOR, day=day, today=TODAY)
        held = holders_on(posts, viewer=OPERATOR, day=day, today=TODAY)
        for gap in Gap:
            obvious = {one.pk for one in posts if lacks(gap, one, plans.get(one.pk, ()), held.get(one.pk, ()))}
            # Whoever sees names, whoever sees counts and whoever is told yes or no: each finds the same, within reach.
            for viewer in (OPERATOR, world.leader, world.region, world.analyst):
                every = posts_sheet(PostsQuestion(), viewer=viewer, day=day, today=TODAY).rows
                found = posts_sheet(PostsQuestion(gap=gap), viewer=viewer, day=day, today=TODAY).rows
                assert {one.number for one in found} == obvious & {one.number for one in every}, (gap, viewer.name)


@pytest.mark.parametrize("seed", range(3))
def test_bench_and_propping_by_the_store_are_those_of_the_calculation(db, seed):
    world = make_list_world()
    make_by_chance(seed)
    posts = list(Post.objects.current(ON).select_related("organisation"))
    assert len(posts) <= ON_A_PAGE
    page = posts_page(PostsQuestion(), viewer=OPERATOR, day=TODAY, today=TODAY)
    plans = named_on(posts, viewer=OPERATOR, day=TODAY, today=TODAY)
    assert page.bench == bench_of(plans.get(one.pk, ()) for one in posts if one.critical)
    titles = {one.pk: f"{one.title}, {one.organisation.name}" for one in posts}
    every = propping((line for lines in plans.values() for line in lines), titles)
    assert {one.known.number for one in page.propping} <= {one.known.number for one in every}
    assert all(one in every for one in page.propping)
    assert len(page.propping) == min(10, len(every))
    region = posts_page(PostsQuestion(), viewer=world.region, day=TODAY, today=TODAY)
    reached = [one for one in posts if one.organisation.code != "Z3"]
    assert region.bench == bench_of(plans.get(one.pk, ()) for one in reached if one.critical)


@pytest.mark.parametrize("seed", range(2))
def test_of_many_posts_the_same_is_said_though_less_is_read(db, seed, monkeypatch):
    world = make_list_world()
    make_by_chance(seed)
    viewers = (OPERATOR, world.leader, world.region, world.analyst)

    def pages():
        found = [posts_page(PostsQuestion(), viewer=one, day=TODAY, today=TODAY) for one in viewers]
        return [(page.bench, page.propping) for page in found]

    few = pages()
    monkeypatch.setattr(bench, "MANY_POSTS", 1)
    assert pages() == few
    assert pages() == few
    # What is remembered does not outlive a change.
    with changing("For the test", at=AT, by=OPERATOR):
        Membership.objects.filter(person__name__startswith="Pat").update(ends=ON - timedelta(days=1))
    released_still = pages()
    monkeypatch.setattr(bench, "MANY_POSTS", 300)
    assert pages() == released_still != few
