"""The plan of a post as each viewer sees it, on any day; and that nobody hidden on one page is shown on another."""

import dataclasses
import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from wraparound.capabilities.pipelines.actions import holders
from wraparound.capabilities.pipelines.actions.interests import write_interests
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.comparing import comparison
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.lists import posts_page
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.queries.post_history import history_of_post
from wraparound.capabilities.pipelines.terms.lists import YesNo
from wraparound.capabilities.pipelines.terms.people import Interests, Move, ReleaseTo
from wraparound.capabilities.pipelines.terms.plans import ChainEnd, Happened
from wraparound.capabilities.pipelines.terms.posts import (
    CannotKeep,
    HolderKind,
    Leaving,
    Left,
    NewPost,
    NoSuchPost,
    PostLevel,
    PostRole,
)
from wraparound.capabilities.pipelines.terms.question import PostsQuestion
from wraparound.capabilities.pipelines.terms.succession import Band, Use
from wraparound.capabilities.pipelines.tests.plan_world import (
    AT,
    SINCE,
    TODAY,
    add_post,
    confirm,
    days,
    hold,
    look_as,
    make_plans,
    name,
    names,
    plan,
    ready,
    release,
    take_off,
)
from wraparound.capabilities.pipelines.wording.plans import nobody_above
from wraparound.capabilities.pipelines.wording.terminal_plans import say_plan
from wraparound.people.access import NotYours
from wraparound.people.actions.people import end_membership
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.log import Look, LookedAt
from wraparound.records.queries.history import version_number

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_plans)


def everything(answer):
    """All that an answer says, as one text."""
    return json.dumps(dataclasses.asdict(answer), default=str, ensure_ascii=False)


def leaves(world, holder, last_day, because=Left.RETIRED):
    version = version_number(Holder.objects.get(pk=holder), viewer=OPERATOR)
    holders.leave(holder, Leaving(last_day=last_day, because=because), version=version, at=AT, by=world.chair)


def test_a_post_for_which_nobody_is_named_says_so(world):
    found = plan(world, world.chief)
    assert found.sentences == (
        "Nobody is entered as holding it yet.",
        "Nobody is named to follow, or as emergency cover.",
    )
    assert (found.chain, found.confirmed, found.may_propose) == ((), (), True)


def test_the_answer_says_how_long_it_is_vacant_and_who_could_take_it_up(world):
    held = hold(world, world.chief, "cy", starts=date(2025, 6, 1))
    leaves(world, held, date(2026, 3, 2))
    hold(world, world.chief, "bob", kind=HolderKind.ACTING, starts=date(2026, 3, 10))
    for who in ("ann", "cy"):
        ready(world, who, world.chief)
        name(world, world.chief, who, confirm=True)
    name(world, world.chief, "bob", confirm=True, use=Use.COVER)
    assert plan(world, world.chief).sentences == (
        "Vacant since 3 March 2026.",
        "Bob Birchett has stood in since 10 March 2026, acting.",
        "Two people could take it up now; one person as emergency cover.",
    )


def test_confirmed_stand_by_band_and_proposed_apart(world):
    for who, band in (("ann", Band.READY_NOW), ("bob", Band.THREE_TO_FIVE), ("cy", Band.ONE_TO_TWO)):
        ready(world, who, world.chief, band)
    name(world, world.chief, "ann", confirm=True)
    name(world, world.chief, "bob", confirm=True)
    name(world, world.chief, "cy")
    name(world, world.chief, "director", confirm=True)
    found = plan(world, world.chief)
    assert [(group.band, names(group)) for group in found.confirmed] == [
        (Band.READY_NOW, ["Ann Abelson"]),
        (Band.THREE_TO_FIVE, ["Bob Birchett"]),
        (None, ["Dora Peopleton"]),
    ]
    assert names(found.proposed) == ["Cy Carverley"]
    assert (found.counts.ready_now, found.counts.unagreed, found.counts.proposed) == (1, 1, 1)


def test_a_stale_readiness_is_shown_and_counted_in_no_band(world):
    ready(world, "ann", world.chief, review=TODAY - days(1))
    name(world, world.chief, "ann", confirm=True)
    found = plan(world, world.chief)
    assert found.confirmed[0].named[0].line.stale
    assert (found.counts.ready_now, found.counts.stale) == (0, 1)
    assert "past review" in found.sentences[-1]
    assert found.reviews == ()


def test_fewer_than_are_wanted_is_pointed_out(world):
    post = add_post(world.chair, "Medical director", PostRole.MEDICAL, least_successors=2)
    assert "At least two people should be confirmed to follow: nobody is." in plan(world, post).sentences
    name(world, post, "ann", confirm=True)
    assert "At least two people should be confirmed to follow: one is." in plan(world, post).sentences


def test_a_region_sees_by_name_only_whom_a_trust_has_released(world):
    for who in ("ann", "bob", "cy"):
        ready(world, who, world.chief)
        name(world, world.chief, who, confirm=True)
    release(world, "bob", to=ReleaseTo.REGION)
    (group,) = plan(world, world.chief, "region").confirmed
    assert (names(group), group.hidden, group.many) == (["Bob Birchett"], 2, 3)
    assert not group.named[0].line.because


def yes_no(**said):
    return YesNo(**{**dict.fromkeys(YesNo.__dataclass_fields__, False), **said})


def listed(viewer):
    return posts_page(PostsQuestion(), viewer=viewer, day=Day(TODAY), today=Day(TODAY)).rows


def test_those_without_rights_see_yes_or_no_at_most(world):
    """Lattice's column says yes or no to those without rights; so does this."""
    ready(world, "ann", world.chief)
    name(world, world.chief, "ann", confirm=True, because="She has acted in it")
    release(world, "ann")
    found = plan(world, world.chief, "analyst")
    assert found.yes_no == yes_no(successor=True, ready_now=True)
    (row,) = (one for one in listed(world.analyst) if one.number == world.chief)
    assert row.yes_no == found.yes_no
    assert found.sentences[-1] == (
        "Is a successor confirmed? Yes. Is one ready now? Yes. Is emergency cover confirmed? No."
    )
    assert (found.counts, found.confirmed, found.chain, found.beyond) == (None, (), (), ())
    assert (found.proposed.many, found.cover.many, found.gone.many) == (0, 0, 0)
    told = everything(found) + everything(
        history_of_post(world.chief, viewer=world.analyst, day=Day(TODAY), today=Day(TODAY))
    )
    assert "Ann" not in told
    assert "acted" not in told
    with pytest.raises((NotYours, NoSuchPost)):
        comparison(world.chief, (), viewer=world.analyst, day=Day(TODAY))


def test_a_proposed_person_counts_for_nothing_in_a_yes_or_no(world):
    ready(world, "ann", world.chief)
    name(world, world.chief, "ann")
    assert plan(world, world.chief, "analyst").yes_no == yes_no()


@pytest.mark.parametrize("who", ["neighbour", "other_region", "ann"])
def test_others_see_no_plan_at_all(world, who):
    with pytest.raises(NoSuchPost):
        plan(world, world.chief, who)


def test_whoever_has_left_is_said_to_be_no_longer_there(world):
    """SAP KBA 2431381: a nomination vanishes without a word."""
    name(world, world.chief, "ann", confirm=True)
    name(world, world.chief, "cy", confirm=True)
    for who in ("ann", "cy"):
        end_membership(str(world.people[who].key), "ZZ01", on=TODAY - days(1), at=AT, by=OPERATOR)
    found = plan(world, world.chief)
    # Ann held a post of theirs, which stays theirs to know; of Cy they know no longer who it was.
    assert [one.line.known.name if one.line.known else None for one in found.gone.named] == ["Ann Abelson", None]
    assert all(one.may_take_off for one in found.gone.named)
    assert (found.counts.successors, found.counts.gone) == (0, 2)
    assert plan(world, world.chief, "region").gone.hidden == 2


def test_a_proposed_person_without_any_readiness_stays_on_the_plan(world):
    """SAP KBA 2431381 again: no readiness is said, and nobody is dropped for it."""
    name(world, world.chief, "ann")
    assert "Ann Abelson: No readiness agreed; Proposed on 4 May 2026, not confirmed" in say_plan(
        plan(world, world.chief)
    )


def test_the_chain_goes_from_post_to_post_by_name(world):
    name(world, world.chief, "ann", confirm=True)
    name(world, world.finance, "bob", confirm=True)
    (first,) = plan(world, world.chief).chain
    assert (first.known.name, first.leaves.title) == ("Ann Abelson", "Director of finance")
    (second,) = first.follows
    assert (second.known.name, second.leaves.title, second.end) == (
        "Bob Birchett",
        "Deputy director of finance",
        ChainEnd.NOBODY,
    )


def test_the_chain_ends_at_somebody_whom_the_viewer_may_not_see(world):
    name(world, world.chief, "ann", confirm=True)
    name(world, world.finance, "bob", confirm=True)
    release(world, "ann")
    (first,) = plan(world, world.chief, "region").chain
    assert first.known.name == "Ann Abelson"
    assert [(one.known, one.many, one.end) for one in first.follows] == [(None, 1, ChainEnd.HIDDEN)]


def test_whoever_has_left_and_whoever_is_proposed_is_in_no_chain(world):
    name(world, world.chief, "ann", confirm=True)
    name(world, world.finance, "bob")
    (first,) = plan(world, world.chief).chain
    assert first.end is ChainEnd.NOBODY


def test_two_who_follow_each_other_close_a_loop(world):
    hold(world, world.chief, "cy")
    name(world, world.chief, "ann", confirm=True)
    name(world, world.finance, "cy", confirm=True)
    (first,) = plan(world, world.chief).chain
    assert first.follows[0].end is ChainEnd.LOOP
    assert "closes a loop" in say_plan(plan(world, world.chief))


def test_somebody_who_props_up_several_posts_is_said_to(world):
    name(world, world.chief, "ann", confirm=True)
    other = add_post(world.chair, "Director of strategy", PostRole.STRATEGY)
    name(world, other, "ann", confirm=True)
    third = add_post(world.chair, "Medical director", PostRole.MEDICAL)
    name(world, third, "ann")
    (line,) = plan(world, world.chief).confirmed[0].named
    assert [one.title for one in line.also] == ["Director of strategy"]


def test_what_a_neighbour_plans_with_somebody_released_stays_with_the_neighbour(world):
    release(world, "eve")
    name(world, world.chief, "eve", confirm=True)
    name(world, world.theirs, "eve", confirm=True, by="neighbour")
    assert plan(world, world.chief).confirmed[0].named[0].also == ()
    assert [one.title for one in plan(world, world.chief, "region").confirmed[0].named[0].also] == ["Chief nurse"]


def test_an_earlier_day_shows_who_was_named_then(world):
    later = AT + days(30)
    made = name(world, world.chief, "ann", confirm=True)
    take_off(world, made, at=later)
    today = Day(later.date())

    def on(day, known=None):
        return plan_of(world.chief, viewer=world.chair, day=Day(day, known), today=today)

    assert on(TODAY).counts.unagreed == 1
    assert on(TODAY - days(1)).counts.successors == 0
    assert on(later.date()).counts.successors == 0
    assert not on(TODAY).may_propose
    assert not on(TODAY).confirmed[0].named[0].may_take_off


def test_what_this_site_showed_on_a_day_differs_from_what_is_known_of_it_now(world):
    """SAP KBA 2653032: for past dates another incumbent is shown than there was, as “expected behaviour”."""
    held = hold(world, world.chief, "cy", starts=SINCE)
    leaves(world, held, TODAY - days(20))
    shown_then = datetime.combine(TODAY - days(10), time.max, tzinfo=ZoneInfo("Europe/London"))
    now = plan(world, world.chief, on=TODAY - days(10))
    assert now.vacant_since == TODAY - days(19)
    with pytest.raises(NoSuchPost):
        plan(world, world.chief, on=TODAY - days(10), known=shown_then)


def test_history_tells_every_event_and_for_leaders_why_and_what_it_cost(world):
    held = hold(world, world.chief, "cy", starts=date(2025, 6, 1), cost=190_000)
    leaves(world, held, date(2026, 3, 2))
    made = name(world, world.chief, "ann", because="She has acted in it")
    confirm(world, made, at=AT + days(1))
    take_off(world, made, because="She prefers to stay", at=AT + days(2))
    today = Day(TODAY + days(2))

    def told(who):
        found = history_of_post(world.chief, viewer=world.viewers[who], day=today, today=today)
        return found, [(one.what, one.words, *one.detail) for one in found.events]

    found, lines = told("chair")
    assert [one[0] for one in lines] == [
        Happened.TAKEN_OFF,
        Happened.CONFIRMED,
        Happened.NAMED,
        Happened.CHANGED,
        Happened.VACANT,
        Happened.LEFT,
        Happened.TOOK_UP,
    ]
    assert (Happened.LEFT, "Cy Carverley left: their last day", "Why: retired") in lines
    assert (Happened.TOOK_UP, "Cy Carverley took it up, substantive", "Cost: £190,000 a year") in lines
    assert (Happened.VACANT, "It fell vacant", "Vacant for 65 days so far") in lines
    assert (Happened.TAKEN_OFF, "Ann Abelson was taken off as successor", "She prefers to stay") in lines
    found, lines = told("region")
    assert found.hidden == 1
    assert "Somebody left: their last day" in [one[1] for one in lines]
    assert not {Happened.NAMED, Happened.TAKEN_OFF} & {one[0] for one in lines}
    assert "190,000" not in everything(found)
    assert "etired" not in everything(found)


def test_history_tells_what_was_changed_of_the_post_itself(world):
    other = add_post(world.chair, "Chief operating officer", PostRole.OPERATIONS)
    new = NewPost(
        title="Chief finance officer",
        role=PostRole.FINANCE,
        level=PostLevel.BOARD,
        critical=True,
        critical_because="The audit",
        reports_to=other,
        least_successors=2,
        starts=SINCE,
    )
    version = version_number(Post.objects.get(pk=world.finance), viewer=OPERATOR)
    change_post(world.finance, new, version=version, at=AT, by=world.chair)
    found = history_of_post(world.finance, viewer=world.analyst, day=Day(TODAY), today=Day(TODAY))
    changed, entered = (one for one in found.events if one.what is Happened.CHANGED)
    assert entered.words == "The post was entered here"
    assert changed.detail == (
        "Title: “Director of finance” before, now “Chief finance officer”",
        "Critical: “no” before, now “yes”",
        "Why it is critical: nothing before, now “The audit”",
        "Reports to: “Chief executive” before, now “Chief operating officer”",
        "Successors wanted at least: nothing before, now “2”",
    )


def test_five_are_compared_at_most_and_in_the_order_of_their_names(world):
    for who in ("cy", "ann", "bob", "director", "chair"):
        name(world, world.chief, who, by="director" if who == "chair" else "chair")
    release(world, "eve")
    name(world, world.chief, "eve")
    keys = [str(world.people[who].key) for who in ("cy", "ann", "bob")]
    found = comparison(world.chief, keys, viewer=world.chair, day=Day(TODAY))
    assert [one.known.name for one in found.people] == ["Ann Abelson", "Bob Birchett", "Cy Carverley"]
    assert found.people[0].holds[0][0].title == "Director of finance"
    choices = comparison(world.chief, (), viewer=world.chair, day=Day(TODAY)).choices
    assert len(choices) == 6
    with pytest.raises(CannotKeep, match="up to five"):
        comparison(world.chief, [one.key for one in choices], viewer=world.chair, day=Day(TODAY))


def test_a_region_compares_by_band_and_a_leader_by_evidence(world):
    ready(world, "ann", world.chief)
    name(world, world.chief, "ann")
    release(world, "ann")
    keys = [str(world.people["ann"].key)]
    (ours,) = comparison(world.chief, keys, viewer=world.chair, day=Day(TODAY)).people
    assert (ours.agreed.evidence, ours.agreed.review_by) == ("Acted for six months", date(2027, 2, 1))
    (theirs,) = comparison(world.chief, keys, viewer=world.region, day=Day(TODAY)).people
    assert (theirs.agreed.band, theirs.agreed.evidence, theirs.agreed.review_by) == (Band.READY_NOW, "", None)


def test_what_somebody_would_consider_is_compared_only_where_they_show_it(world):
    for who, shown in (("ann", True), ("bob", False)):
        name(world, world.chief, who)
        said = Interests(moves=(Move.POST,), places=("NO", "SO"), shown_at_work=shown)
        write_interests(said, version=0, at=AT, by=world.viewers[who])
    keys = [str(world.people[who].key) for who in ("ann", "bob")]
    ann, bob = comparison(world.chief, keys, viewer=world.chair, day=Day(TODAY)).people
    assert ("Moves", "A new post") in ann.considers
    assert ("Where", "Northmoor (made up) and one other region") in ann.considers
    assert bob.considers == ()


def test_a_successor_hidden_on_one_page_is_hidden_on_every_page(world, client):
    """SAP KBA 2871013: its lineage chart shows successors whom its organisation chart hides from the same viewer."""
    for post, who in ((world.chief, "ann"), (world.finance, "bob"), (world.deputy, "cy")):
        ready(world, who, post)
        name(world, post, who, confirm=True, because="They have acted in it")
    release(world, "ann")
    hidden = [world.people[who] for who in ("bob", "cy")]
    today, key = Day(TODAY), [str(one.key) for one in hidden]
    region = world.region
    plans = [plan(world, post, "region") for post in (world.chief, world.finance)]
    told = {
        "plan and chain": "".join(map(everything, plans)),
        "compare": everything(comparison(world.finance, key, viewer=region, day=today)),
        "history": everything(history_of_post(world.finance, viewer=region, day=today, today=today)),
        "command": "".join(map(say_plan, plans)),
    }
    look_as(client, world, "region")
    asked = "&".join(f"person={one}" for one in key)
    pages = {
        "page of the plan": f"/pipelines/posts/{world.chief}/",
        "page of the next one": f"/pipelines/posts/{world.finance}/",
        "page of that day": f"/pipelines/posts/{world.finance}/?on=2026-05-04",
        "page that compares": f"/pipelines/posts/{world.finance}/compare/?{asked}",
        "page of the history": f"/pipelines/posts/{world.finance}/history/",
        "page to propose": f"/pipelines/posts/{world.finance}/successors/new/?person={key[0]}",
        "API": f"/api/pipelines/posts/{world.finance}/plan",
        "list": "/pipelines/",
        "list, asked by name": "/pipelines/?q=birchett",
    }
    for words, address in pages.items():
        answer = client.get(address)
        assert answer.status_code == 200, words
        told[words] = answer.content.decode()
    for words, said in told.items():
        for one in hidden:
            assert one.name not in said, words
            assert f"/people/{one.key}" not in said, words
    assert not LookedAt.objects.filter(
        look__by=world.people["region"].pk, about__in=[one.pk for one in hidden]
    ).exists()


def test_whom_a_plan_shows_is_in_the_log_of_looks_and_nobody_else(world, client):
    release(world, "ann")
    name(world, world.chief, "ann", confirm=True)
    name(world, world.finance, "bob", confirm=True)
    look_as(client, world, "region")
    client.get(f"/pipelines/posts/{world.chief}/")
    looks = Look.objects.filter(by=world.people["region"].pk)
    assert {one.about for one in LookedAt.objects.filter(look__in=looks)} == {world.people["ann"].pk}


def test_of_a_post_above_that_is_not_the_viewers_to_see_nothing_is_said(world):
    """A post that a trust shares is seen there; the one above it, which stays its own, is not."""
    post = add_post(
        world.chair, "Director of strategy", PostRole.STRATEGY, reports_to=world.finance, shared_with=("ZZ02",)
    )
    row = Post.objects.get(pk=post)
    described = NewPost(
        title=row.title,
        role=PostRole.STRATEGY,
        level=PostLevel.BOARD,
        starts=row.starts,
        reports_to=world.chief,
        shared_with=("ZZ02",),
    )
    change_post(post, described, version=version_number(row, viewer=OPERATOR), at=AT, by=world.chair)
    theirs, own = (plan(world, post, who).post for who in ("neighbour", "chair"))
    assert (theirs.reports_to, theirs.above_unseen) == (None, True)
    assert (own.reports_to, own.above_unseen) == ((world.chief, "Chief executive"), False)
    assert nobody_above(theirs) == "A post that is not shown here"
    for who, said in (("neighbour", "a post that is not shown here"), ("chair", "Chief executive")):
        history = history_of_post(post, viewer=world.viewers[who], day=Day(TODAY), today=Day(TODAY))
        assert (said in everything(history), "Director of finance" in everything(history)) == (True, who == "chair")
