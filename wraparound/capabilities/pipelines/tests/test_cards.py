"""Whose card and readiness somebody sees: their own people's, of whom was released to them, and their own."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from wraparound.capabilities.pipelines.actions.readiness import agree
from wraparound.capabilities.pipelines.forms.readiness import BenchForm
from wraparound.capabilities.pipelines.queries.cards import card
from wraparound.capabilities.pipelines.queries.needs_readiness import asked_of_readiness
from wraparound.capabilities.pipelines.queries.needs_rows import answered
from wraparound.capabilities.pipelines.queries.readiness import bench
from wraparound.capabilities.pipelines.terms.cards import Way
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.capabilities.pipelines.terms.readiness import BenchQuestion, Which
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.ready_world import (
    AT,
    TODAY,
    day,
    make_post,
    make_world,
    name_for,
    new,
    person,
    release,
    would_consider,
)
from wraparound.capabilities.pipelines.wording.cards import POSTS, cut, more, say_card, who_sees
from wraparound.capabilities.pipelines.wording.readiness import say_bench
from wraparound.people.access import NotYours
from wraparound.people.actions.people import add_membership, end_membership
from wraparound.people.models import Membership
from wraparound.people.queries.people import NobodyHere
from wraparound.people.terms.access import OPERATOR
from wraparound.people.tests.factories import make_person, viewer_of_key
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import LookedAt

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def world():
    found = make_world()
    agree(new(found.ada), at=AT, by=found.director)
    agree(new(found.bo, Band.ONE_TO_TWO, role=PostRole.NURSING, kind="Community"), at=AT, by=found.director)
    agree(new(found.elsa, Band.THREE_TO_FIVE), at=AT, by=found.neighbour)
    return found


def keys(viewer, on=None, today=None, **asked):
    return [one.known.key for one in bench_of(viewer, on, today, **asked).people]


def bench_of(viewer, on=None, today=None, **asked):
    return bench(BenchQuestion(**asked), viewer=viewer, day=on or day(), today=today or day())


def seen(key, viewer, on=None):
    return card(key, viewer=viewer, day=on or day(), today=day())


def test_a_manager_sees_their_own_people_and_none_of_others(world):
    """Frappe 4380: a manager sees people who are not theirs and misses some who are."""
    here = {
        str(one) for one in Membership.objects.filter(organisation__code="N1").values_list("person__key", flat=True)
    }
    assert set(keys(world.director)) == set(keys(world.chair)) == here
    assert world.elsa in keys(world.neighbour)
    assert not here & set(keys(world.neighbour))
    for viewer, theirs in ((world.director, world.ada), (world.neighbour, world.elsa)):
        for key in (world.ada, world.bo, world.elsa, world.farid):
            if key in keys(viewer):
                assert seen(key, viewer).way is Way.LEADS
            else:
                with pytest.raises(NobodyHere):
                    seen(key, viewer)
        assert theirs in keys(viewer)


def test_members_analysts_and_those_who_look_after_access_see_no_list_and_no_card_but_their_own(world):
    for viewer in (world.member, world.analyst, world.keeper):
        with pytest.raises(NotYours):
            bench_of(viewer)
        with pytest.raises(NobodyHere):
            seen(world.ada, viewer)
        own = seen(str(person_of(viewer).key), viewer)
        assert own.is_self
        assert not own.leads


def person_of(viewer):
    from wraparound.people.models import Person

    return Person.objects.get(pk=viewer.person)


def test_a_region_sees_whom_was_released_and_counts_of_the_others(world):
    page = bench_of(world.region)
    assert page.people == ()
    assert [(one.code, one.ready_now, one.one_to_two, one.three_to_five, one.people) for one in page.counts] == [
        *(("N1", 1, 1, 0, 2), ("N2", 0, 0, 1, 1)),
    ]
    release(world.ada)
    page = bench_of(world.region)
    assert [one.known.name for one in page.people] == ["Ada Readyman"]
    assert [(one.code, one.ready_now, one.people) for one in page.counts] == [("N1", 0, 1), ("N2", 0, 1)]
    assert seen(world.ada, world.region).way is Way.RELEASED
    assert "Bo Steadyman" not in str(page)
    for key in (world.bo, world.elsa):
        with pytest.raises(NobodyHere):
            seen(key, world.region)
    assert bench_of(world.other_region).counts == ()
    assert keys(world.nation) == [world.ada]
    assert bench_of(world.director).counts is None


def test_counts_of_a_region_are_narrowed_by_role_kind_and_organisation(world):
    agree(new(world.ada, Band.THREE_TO_FIVE, role=PostRole.NURSING), at=AT, by=world.director)
    (n1,) = bench_of(world.region, organisation="N1").counts
    assert (n1.ready_now, n1.one_to_two, n1.three_to_five, n1.people) == (1, 1, 1, 2)
    (n1,) = bench_of(world.region, role=PostRole.NURSING, kind="Community").counts
    assert (n1.code, n1.one_to_two, n1.people) == ("N1", 1, 1)


@pytest.mark.parametrize("ends", ["unanswered", "over", "gone"])
def test_a_release_that_is_not_agreed_or_is_over_shows_nobody(world, ends):
    release(world.ada, agreed=None if ends == "unanswered" else TODAY)
    on = day(date(2027, 3, 1)) if ends == "over" else day()
    if ends == "gone":
        end_membership(world.ada, "N1", on=TODAY - timedelta(days=1), at=AT, by=OPERATOR)
    assert world.ada not in keys(world.region, on, on)
    with pytest.raises(NobodyHere):
        card(world.ada, viewer=world.region, day=on, today=on)


def test_another_trust_sees_whom_was_released_to_trusts_and_not_for_which_posts_elsewhere(world):
    post = make_post(world.director, holder=world.bo)
    name_for(post, world.ada)
    release(world.ada)
    assert world.ada not in keys(world.neighbour)
    release(world.ada, to=ReleaseTo.TRUSTS)
    assert world.ada in keys(world.neighbour)
    found = seen(world.ada, world.neighbour)
    assert (found.way, found.named_for, found.leads) == (Way.RELEASED, (), False)
    assert [one.post for one in seen(world.ada, world.director).named_for] == [post]
    assert [one.post for one in seen(world.ada, world.region).named_for] == [post]
    assert [one.post for one in seen(world.ada, viewer_of_key(world.ada, on=TODAY)).named_for] == [post]
    assert bench_of(world.neighbour, text="Ada").people[0].named_for == 0
    assert bench_of(world.director, text="Ada").people[0].named_for == 1


def test_whoever_once_held_a_post_here_is_seen_with_its_past_and_nothing_of_where_they_went(world):
    add_membership(world.ada, "N2", "Deputy", starts=date(2025, 2, 1), at=AT, by=OPERATOR)
    make_post(world.neighbour, code="N2", holder=world.ada)
    end_membership(world.ada, "N2", on=TODAY - timedelta(days=1), at=AT, by=OPERATOR)
    found = seen(world.ada, world.neighbour)
    assert (found.way, found.places, found.readiness, found.releases) == (Way.HELD, (), (), ())
    assert [one.title for one in found.holds] == ["Director of finance"]
    assert world.ada not in keys(world.neighbour)


def test_the_card_says_posts_and_history_and_cuts_them_to_what_the_viewer_may_see(world):
    add_membership(world.ada, "N2", "Deputy", starts=date(2025, 2, 1), at=AT, by=OPERATOR)
    elsewhere = make_post(world.neighbour, "Deputy", code="N2", holder=world.ada, since=date(2025, 2, 1))
    here = make_post(world.director, holder=world.ada)
    assert [one.post for one in seen(world.ada, world.director).holds] == [here]
    own = seen(world.ada, viewer_of_key(world.ada, on=TODAY))
    assert [one.post for one in own.holds] == [here, elsewhere]
    assert [one.post for one in seen(world.ada, world.director, day(date(2025, 2, 15))).holds] == []


def test_looks_at_cards_and_lists_are_logged_and_ones_own_are_none(world):
    before = LookedAt.objects.count()
    seen(world.ada, viewer_of_key(world.ada, on=TODAY))
    assert LookedAt.objects.count() == before
    seen(world.ada, world.director)
    looked = LookedAt.objects.latest("pk")
    assert looked.about == person(world.ada).pk
    assert "readiness and its evidence" in looked.look.fields
    keys(world.director)
    assert "readiness" in LookedAt.objects.latest("pk").look.fields


def test_whoever_props_up_several_posts_is_said_to(world):
    for title in ("Director of finance", "Deputy"):
        name_for(make_post(world.director, title), world.ada)
    name_for(make_post(world.director, "A third"), world.ada, confirmed=False)
    (ada,) = bench_of(world.director, which=Which.SEVERAL).people
    assert (ada.known.key, ada.named_for, ada.confirmed_for, ada.props_up_several) == (world.ada, 3, 2, True)
    assert "confirmed for 2; props up several posts" in say_bench(bench_of(world.director, text="ada")).replace(
        "Named for 3 posts, ", ""
    )


def test_filters_find_exactly_whom_they_say(world):
    everybody = keys(world.director)
    assert keys(world.director, role=PostRole.FINANCE) == [world.ada]
    assert keys(world.director, kind="Community") == [world.bo]
    assert keys(world.director, kind="Community", role=PostRole.FINANCE) == []
    assert keys(world.director, band=Band.ONE_TO_TWO) == [world.bo]
    assert keys(world.director, which=Which.AGREED) == [world.ada, world.bo]
    assert set(keys(world.director, which=Which.UNAGREED)) == set(everybody) - {world.ada, world.bo}
    assert keys(world.director, text="stead bo") == [world.bo]
    assert keys(world.director, organisation="N2") == []
    release(world.ada)
    assert keys(world.director, which=Which.RELEASED) == [world.ada]
    assert world.ada not in keys(world.director, which=Which.NOT_RELEASED)
    would_consider(world.ada)
    would_consider(world.bo, shown=False)
    would_consider(world.elsa)
    assert keys(world.director, challenged=True) == [world.ada]
    assert keys(world.neighbour, challenged=True) == [world.elsa]
    assert keys(world.region, challenged=True) == [world.ada]


def test_what_is_to_be_reviewed_leads_to_a_list_of_just_as_many_of_the_viewers_own_people(world):
    release(world.elsa, "N2", to=ReleaseTo.TRUSTS)
    agree(new(str(person_of(world.director).key)), at=AT, by=world.chair)
    due = date(2027, 1, 20)
    on = day(due)
    (need,) = answered(asked_of_readiness(viewer=world.director, today=due), viewer=world.director)
    form = BenchForm(QueryDict(need.address.partition("?")[2]))
    mine = bench(form.question(), viewer=world.director, day=on, today=on)
    assert [one.known.key for one in mine.people] == [world.ada, world.bo]
    assert "2 of your people" in need.words
    everybody = {
        one.known.key
        for one in bench(BenchQuestion(which=Which.REVIEW), viewer=world.director, day=on, today=on).people
    }
    assert everybody > {world.ada, world.bo}
    assert keys(world.region, mine=True) == []
    assert bench_of(world.region, mine=True).counts is None


def test_people_stand_in_the_order_of_their_names_forty_a_page(world):
    for number in range(60):
        make_person(f"Person Number{number:02}")
    first, second = bench_of(world.director), bench_of(world.director, page=2)
    names = [one.known.name for one in (*first.people, *second.people)]
    assert names == sorted(names, key=str.casefold)
    assert (len(first.people), first.pages, first.matching) == (40, 2, len(names))
    assert bench_of(world.director, page=99).page == 2


def test_on_a_past_day_the_list_has_who_belonged_then_as_far_as_the_viewer_may_see_today(world):
    end_membership(world.bo, "N1", on=date(2026, 1, 10), at=AT, by=OPERATOR)
    late = make_person("Later Comer", since=date(2026, 1, 20))
    then = day(date(2026, 1, 5))
    assert late in keys(world.director)
    assert late not in keys(world.director, then)
    assert world.bo not in keys(world.director, then)  # they left, and held no post here: not theirs to see today
    assert world.ada in keys(world.director, then)


def test_closed_accounts_and_leavers_are_in_no_list(world):
    """SAP KBA 2387969: reports include leavers by default."""
    left = make_person("Left Already", until=date(2025, 12, 31))
    row = person(world.bo)
    with changing("For the test", at=AT, by=OPERATOR):
        row.is_active, row.closed_at = False, AT
        row.save()
    assert not {left, world.bo} & set(keys(world.director))
    assert bench_of(world.region).counts[0].people == 1


def test_who_can_see_a_card_stands_on_it(world):
    release(world.ada)
    said = " ".join(who_sees(seen(world.ada, world.director)))
    assert "Trust N1 (made up): the chair, the chief executive and the director of people" in said
    assert "Those who keep the pipeline of North (made up), until 1 February 2027: released." in said


def test_the_terminal_says_the_same_with_what_the_bands_mean(world):
    said = say_card(seen(world.ada, OPERATOR))
    assert "Finance, board, Acute: Ready now" in said
    assert "could take up such a post within 6 to 12 months" in said
    listed = say_bench(bench_of(world.region))
    assert "Trust N1 (made up): 2 people, not released (1 ready now, 1 1–2 years)" in listed
    assert "Ada" not in listed
    assert "could take up such a post within 6 to 12 months" in listed


def test_what_is_cut_on_paper_is_whole_together():
    text = "one two three " * 60
    assert "".join(cut(text)) == text
    assert cut("x" * 500)[0] == "x" * 200
    assert more(range(7), POSTS) == "and 3 more posts"
    assert more(range(4), POSTS) == ""
