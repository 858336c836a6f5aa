"""A post that is closed, also ahead: what goes on until then, where the posts below it stand, and how it is undone."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.pipelines.actions.closing import close_post, open_post_again
from wraparound.capabilities.pipelines.actions.contests import take_off_upheld
from wraparound.capabilities.pipelines.actions.holders import correct_holder
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.above import MOST_GONE
from wraparound.capabilities.pipelines.queries.charts import chart_of
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.terms.charts import Above, ChartQuestion
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, HolderKind, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import State
from wraparound.capabilities.pipelines.tests import keep_world as keep
from wraparound.capabilities.pipelines.tests import plan_world as plans
from wraparound.people.models import Membership
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AHEAD = timedelta(days=60)
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return keep.make_world()


@pytest.fixture
def planned():
    return plans.make_plans()


def closes(world, post, last_day, *, by=None):
    close_post(post, last_day=last_day, because="Joined with another", at=keep.AT, by=by or world.director)


def closes_ahead(planned, post):
    last_day = plans.TODAY + AHEAD
    close_post(post, last_day=last_day, because="Joined", at=plans.AT, by=planned.chair)
    return last_day


def chart(world, on):
    asked = ChartQuestion(levels=10)
    return chart_of("ZZ01", asked, viewer=world.director, day=Day(on), today=Day(keep.TODAY))


def places(world, on):
    """The title above each post of the chart, none at the top."""
    nodes = chart(world, on).nodes
    titles = {one.number: one.title for one in nodes}
    return {one.title: titles.get(one.above) for one in nodes}


def test_opened_again_all_is_back_though_an_earlier_holder_was_entered_meanwhile(world):
    post = keep.a_post(world)
    fiona = keep.held(world, post, "Fiona Former")
    closes(world, post, keep.TODAY - DAY)
    keep.held(world, post, "Ed Earlier", date(2015, 1, 1), ends=date(2019, 12, 31))
    assert keep.post_row(post).starts == date(2015, 1, 1)
    open_post_again(post, at=keep.AT, by=world.director)
    assert Holder.objects.get(pk=fiona).ends is None
    assert Holder.objects.get(pk=fiona).left_because == ""


def test_opened_again_what_was_corrected_meanwhile_stays_corrected(world):
    post = keep.a_post(world)
    fiona = keep.held(world, post, "Fiona Former")
    ivo = keep.held(world, post, "Ivo Interim", kind=HolderKind.INTERIM)
    closes(world, post, keep.TODAY - DAY)
    for entry, changes in ((fiona, {"ends": date(2025, 6, 30)}), (ivo, {"cost": 900})):
        new = keep.corrected(entry, **changes)
        correct_holder(entry, new, version=keep.version_of(entry), at=keep.AT, by=world.director)
    open_post_again(post, at=keep.AT, by=world.director)
    assert Holder.objects.get(pk=fiona).ends == date(2025, 6, 30)
    assert (Holder.objects.get(pk=ivo).ends, Holder.objects.get(pk=ivo).cost) == (None, 900)


def test_opening_one_again_does_not_open_the_one_above_it(world):
    above = keep.a_post(world, "Chief executive")
    below = keep.a_post(world, "Director", reports_to=above)
    closes(world, below, keep.TODAY + AHEAD)
    closes(world, above, keep.TODAY)
    open_post_again(below, at=keep.AT, by=world.director)
    assert keep.post_row(above).ends == keep.TODAY
    assert (keep.post_row(below).ends, keep.post_row(below).reports_to_id) == (None, above)


def test_closed_twice_it_is_the_last_closing_that_is_taken_back(world):
    post = keep.a_post(world)
    keep.held(world, post, "Fiona Former")
    closes(world, post, keep.TODAY)
    open_post_again(post, at=keep.AT, by=world.director)
    closes(world, post, keep.TODAY + AHEAD)
    open_post_again(post, at=keep.AT, by=world.director)
    assert keep.entries(post) == [("substantive", "Fiona Former", keep.SINCE, None)]


def test_the_posts_below_stand_there_until_its_last_day_and_below_the_next_one_up_from_then_on(world):
    top = keep.a_post(world, "Chief executive")
    middle = keep.a_post(world, "Director", reports_to=top)
    lower = keep.a_post(world, "Deputy", reports_to=middle)
    keep.a_post(world, "Assistant", reports_to=lower)
    last_day = keep.TODAY + AHEAD
    closes(world, middle, last_day)
    closes(world, lower, last_day)
    assert places(world, last_day)["Assistant"] == "Deputy"
    assert places(world, last_day)["Deputy"] == "Director"
    assert places(world, last_day + DAY) == {"Chief executive": None, "Assistant": "Chief executive"}
    open_post_again(lower, at=keep.AT, by=world.director)
    assert places(world, last_day + DAY)["Assistant"] == "Deputy"


@pytest.mark.parametrize(("many", "above"), [(MOST_GONE, "Chief executive"), (MOST_GONE + 1, None)])
def test_so_many_that_are_closed_are_followed_upwards_and_no_more(world, many, above):
    superior = keep.a_post(world, "Chief executive")
    closed = []
    for number in range(many):
        superior = keep.a_post(world, f"Layer {number}", reports_to=superior)
        closed.append(superior)
    lowest = keep.a_post(world, "Assistant", reports_to=superior)
    for post in closed:
        closes(world, post, keep.TODAY - DAY)
    today = Day(keep.TODAY)
    assert places(world, keep.TODAY)["Assistant"] == above
    told = plan_of(lowest, viewer=world.director, day=today, today=today).post.reports_to
    assert told[1] == (above or f"Layer {many - 1}")


def test_the_plan_says_the_next_one_up_and_that_one_says_who_reports_to_it(world):
    top = keep.a_post(world, "Chief executive")
    middle = keep.a_post(world, "Director", reports_to=top)
    lower = keep.a_post(world, "Deputy", reports_to=middle)
    closes(world, middle, keep.TODAY - DAY)
    today = Day(keep.TODAY)
    assert plan_of(lower, viewer=world.director, day=today, today=today).post.reports_to == (top, "Chief executive")
    assert [one.title for one in plan_of(top, viewer=world.director, day=today, today=today).reports] == ["Deputy"]
    before = Day(keep.TODAY - DAY)
    assert plan_of(lower, viewer=world.director, day=before, today=today).post.reports_to == (middle, "Director")
    assert [one.title for one in plan_of(top, viewer=world.director, day=before, today=today).reports] == ["Director"]
    shown = Day(keep.TODAY, keep.AT + timedelta(hours=1))
    assert [one.title for one in plan_of(top, viewer=world.director, day=shown, today=today).reports] == ["Deputy"]


def test_where_nobody_is_left_above_it_stands_at_the_top_and_says_so(world):
    top = keep.a_post(world, "Chief executive")
    keep.a_post(world, "Director", reports_to=top)
    closes(world, top, keep.TODAY - DAY)
    (node,) = chart(world, keep.TODAY).nodes
    assert (node.why_top, node.reports_to) == (Above.CLOSED, (top, "Chief executive"))


def test_a_superior_of_another_trust_that_the_reader_does_not_see_is_not_named(world):
    hidden = keep.a_post(world, "Hidden chief", code="ZZ02", by=world.other_director)
    group = keep.a_post(
        world, "Group chief", code="ZZ02", by=world.other_director, reports_to=hidden, shared_with=("ZZ01",)
    )
    own = keep.a_post(world, "Director", reports_to=group)
    closes(world, group, keep.TODAY - DAY, by=world.other_director)
    today = Day(keep.TODAY)
    assert "Hidden" not in str(plan_of(own, viewer=world.director, day=today, today=today))
    assert "Hidden" not in str(chart(world, keep.TODAY))


def test_a_ring_through_a_closed_post_does_not_hang(world):
    one = keep.a_post(world, "Director")
    other = keep.a_post(world, "Deputy", reports_to=one)
    with changing("For the test", at=keep.AT, by=world.director):
        Post.objects.filter(pk=one).update(reports_to=other)
    closes(world, other, keep.TODAY - DAY)
    assert places(world, keep.TODAY) == {"Director": None}
    today = Day(keep.TODAY)
    assert plan_of(one, viewer=world.director, day=today, today=today).reports == ()


def test_until_its_last_day_those_named_are_confirmed_and_taken_off(planned):
    ann, bob = plans.name(planned, planned.chief, "ann"), plans.name(planned, planned.chief, "bob")
    closes_ahead(planned, planned.chief)
    plans.confirm(planned, ann)
    plans.take_off(planned, bob)
    assert Successor.objects.get(pk=bob).ends == plans.TODAY
    with pytest.raises(CannotKeep):
        plans.take_off(planned, ann, at=plans.AT + AHEAD)
    open_post_again(planned.chief, at=plans.AT, by=planned.chair)
    row = Successor.objects.get(pk=ann)
    assert (row.state, row.ends, row.ended_because) == (State.CONFIRMED, None, "")
    assert Successor.objects.get(pk=bob).ended_because == "They prefer to stay"


def test_nobody_is_named_any_longer_for_a_post_that_is_closed_ahead(planned):
    closes_ahead(planned, planned.chief)
    with pytest.raises(CannotKeep):
        plans.name(planned, planned.chief, "ann")


def test_whoever_was_right_that_a_plan_is_wrong_is_taken_off_it_before_its_post_ends(planned):
    ann = plans.name(planned, planned.chief, "ann")
    closes_ahead(planned, planned.chief)
    take_off_upheld(ann, "She never wished it", at=plans.AT, by=planned.chair)
    row = Successor.objects.get(pk=ann)
    assert row.ends == plans.TODAY
    assert "She never wished it" in row.ended_because
    assert Event.objects.filter(name="pipelines.taken_off", data__successor=str(ann)).count() == 2


def test_who_leaves_with_a_post_and_is_named_no_longer_is_told(planned):
    plans.name(planned, planned.finance, "bob")
    last_day = closes_ahead(planned, planned.finance)
    told = {one.name: one.data for one in Event.objects.all()}
    assert told["pipelines.left"]["on"] == last_day.isoformat()
    assert told["pipelines.taken_off"]["on"] == last_day.isoformat()


def test_a_past_holder_of_a_closed_post_belonged_there_until_it_ended(world):
    post = keep.a_post(world)
    closes(world, post, keep.TODAY - DAY)
    keep.held(world, post, "Pat Past", date(2021, 1, 1))
    assert Membership.objects.get(person__name="Pat Past").ends == keep.TODAY - DAY


def test_changed_it_keeps_the_superior_that_is_shown(world):
    top = keep.a_post(world, "Chief executive")
    middle = keep.a_post(world, "Director", reports_to=top)
    lower = keep.a_post(world, "Deputy", reports_to=middle)
    closes(world, middle, keep.TODAY - DAY)
    new = NewPost(title="Deputy", role=PostRole.FINANCE, level=PostLevel.BOARD, starts=keep.SINCE, reports_to=top)
    change_post(lower, new, version=keep.version_of(lower, Post), at=keep.AT, by=world.director)
    assert keep.post_row(lower).reports_to_id == top
