"""How far a name reaches: of whoever left, their past; by a release, what counts; by a shared post, today's shares."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.pipelines.actions.readiness import agree
from wraparound.capabilities.pipelines.exchange.cards import card_as_pdf
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.queries.candidates import candidates
from wraparound.capabilities.pipelines.queries.cards import card
from wraparound.capabilities.pipelines.queries.comparing import comparison
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.lists import posts_page
from wraparound.capabilities.pipelines.queries.own import own_pipeline
from wraparound.capabilities.pipelines.queries.people_called import people_meant
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.queries.post_history import history_of_post
from wraparound.capabilities.pipelines.queries.readiness import bench
from wraparound.capabilities.pipelines.terms.cards import Way
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.terms.plans import Happened
from wraparound.capabilities.pipelines.terms.posts import NoSuchPost, PostRole
from wraparound.capabilities.pipelines.terms.question import PostsQuestion
from wraparound.capabilities.pipelines.terms.readiness import BenchQuestion, Which
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.ready_world import (
    AT,
    EVIDENCE,
    TODAY,
    look_as,
    make_post,
    make_world,
    name_for,
    new,
    person,
    release,
)
from wraparound.capabilities.pipelines.wording.cards import say_card, who_sees
from wraparound.capabilities.pipelines.wording.comparing import agreed_band, candidate_words, rests_on
from wraparound.capabilities.pipelines.wording.terminal_plans import say_plan
from wraparound.people.actions.people import add_membership, end_membership
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope
from wraparound.people.tests.factories import grant_of, viewer_of_key
from wraparound.records.actions.changes import changing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
NOW = Day(TODAY)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def then(on):
    return Day(on, None, TODAY)


def leaves(world, key, *, to="N2", job="Chief people officer"):
    """They belong elsewhere from today on, and a readiness is agreed with them there."""
    end_membership(key, "N1", on=TODAY - DAY, at=AT, by=OPERATOR)
    add_membership(key, to, job, starts=TODAY, at=AT, by=OPERATOR)
    agree(new(key), at=AT, by=world.neighbour)


def shared(world, post, code="N2", *, since=date(2025, 3, 1), until=None):
    row = Post.objects.get(pk=post)
    with changing("For the test", at=AT, by=OPERATOR):
        return Share.objects.create(
            controller_id=row.controller_id,
            post=row,
            organisation=Organisation.objects.get(code=code),
            starts=since,
            ends=until,
        )


def agreed_then(key, band=Band.ONE_TO_TWO, *, on, ends=None, code="N1", role=PostRole.FINANCE):
    place = Organisation.objects.get(code=code)
    with changing("For the test", at=AT, by=OPERATOR):
        return Readiness.objects.create(
            controller_id=place.controller_id,
            person=person(key),
            organisation=place,
            role=role,
            level="board",
            kind="Acute",
            band=band,
            starts=on,
            ends=ends,
            review_by=on + 360 * DAY,
            agreed_by="Chay Chair",
            evidence=EVIDENCE,
            ended_because="They were ill" if ends else "",
        )


class TestWhoeverLeft:
    """Ada held a post of N1 and is now of N2, whose leaders agree what she is ready for."""

    @pytest.fixture
    def gone(self, world):
        make_post(world.director, "Deputy", holder=world.ada)
        post = make_post(world.director, "Finance")
        name_for(post, world.ada)
        leaves(world, world.ada)
        return post

    def test_those_they_left_choose_them_by_name_and_read_nothing_of_their_present_life(self, world, gone):
        (one,) = candidates(gone, "ada", viewer=world.director, today=NOW)
        assert (one.known.name, one.only_held, one.job, one.band) == ("Ada Readyman", True, "", None)
        assert candidate_words(one) == "held a post of yours before; release needed first"
        assert candidates(gone, "", viewer=world.director, today=NOW) == ()
        (called,) = people_meant("Ada", viewer=world.director, today=NOW)
        assert "Chief people officer" not in str(called)
        assert "N2" not in str(called)
        (called,) = people_meant("Ada", viewer=world.neighbour, today=NOW)
        assert "Chief people officer" in str(called)

    def test_a_plan_says_that_they_are_no_longer_there_and_no_band(self, world, gone):
        found = plan_of(gone, viewer=world.director, day=NOW, today=NOW)
        (line,) = found.gone.named
        assert (line.line.known.name, line.line.band, line.line.stale) == ("Ada Readyman", None, False)
        assert found.reviews == ()
        assert "No readiness agreed" not in say_plan(found), "nor that none was agreed since"

    def test_compared_and_on_their_card_no_readiness_and_no_plan_of_others_is_told(self, world, gone):
        name_for(make_post(world.neighbour, "Elsewhere", code="N2"), world.ada)
        (one,) = comparison(gone, [world.ada], viewer=world.director, day=NOW).people
        assert (one.only_held, one.agreed, one.named_for) == (True, None, ())
        assert agreed_band(one) == rests_on(one) == "Not yours to see"
        found = card(world.ada, viewer=world.director, day=NOW, today=NOW)
        assert (found.way, found.places, found.readiness) == (Way.HELD, (), ())
        assert [(each.post, each.band, each.band_told) for each in found.named_for] == [(gone, None, False)]
        assert "N2" not in " ".join(who_sees(found))

    def test_released_to_them_they_are_known_again(self, world, gone):
        release(world.ada, "N2", ReleaseTo.TRUSTS)
        (one,) = candidates(gone, "ada", viewer=world.director, today=NOW)
        assert (one.only_held, one.band, one.standing) == (False, Band.READY_NOW, True)
        (one,) = comparison(gone, [world.ada], viewer=world.director, day=NOW).people
        assert one.agreed.band is Band.READY_NOW


class TestSharedPosts:
    """Two posts of N1 that serve N2 too; Ada of N1 holds one and is confirmed for the other."""

    @pytest.fixture
    def posts(self, world):
        held, wanted = make_post(world.director, "Deputy", holder=world.ada), make_post(world.director, "Finance")
        for one in (held, wanted):
            shared(world, one)
        name_for(wanted, world.ada)
        agree(new(world.ada), at=AT, by=world.director)
        return held, wanted

    def test_those_whom_it_serves_see_who_holds_it_by_name_and_its_plan_in_numbers(self, world, posts):
        held, wanted = posts
        assert plan_of(held, viewer=world.neighbour, day=NOW, today=NOW).holders[0].known.name == "Ada Readyman"
        found = plan_of(wanted, viewer=world.neighbour, day=NOW, today=NOW)
        (group,) = found.confirmed
        assert (group.named, group.hidden) == ((), 1)
        assert history_of_post(wanted, viewer=world.neighbour, day=NOW, today=NOW).hidden == 1
        with_it = comparison(wanted, [world.ada], viewer=world.neighbour, day=NOW)
        assert (with_it.people, with_it.choices) == ((), ())
        for text, rows in (("Ada", [held]), ("", [held, wanted])):
            page = posts_page(PostsQuestion(text=text), viewer=world.neighbour, day=NOW, today=NOW)
            assert sorted(row.number for row in page.rows) == sorted(rows)
            assert not any(one.known for row in page.rows for one in row.named)

    def test_those_to_whom_it_belongs_see_both_by_name(self, world, posts):
        (group,) = plan_of(posts[1], viewer=world.director, day=NOW, today=NOW).confirmed
        assert [one.line.known.name for one in group.named] == ["Ada Readyman"]
        page = posts_page(PostsQuestion(text="Ada"), viewer=world.director, day=NOW, today=NOW)
        assert sorted(row.number for row in page.rows) == sorted(posts)

    def test_a_share_that_is_over_gives_no_right_on_the_days_on_which_it_was_not(self, world, posts):
        earlier = then(date(2025, 6, 1))
        assert plan_of(posts[0], viewer=world.neighbour, day=earlier, today=NOW).holders
        with changing("For the test", at=AT, by=OPERATOR):
            for row in Share.objects.all():
                row.ends = TODAY - DAY
                row.save()
        for day in (NOW, earlier):
            with pytest.raises(NoSuchPost):
                plan_of(posts[0], viewer=world.neighbour, day=day, today=NOW)
            assert posts_page(PostsQuestion(), viewer=world.neighbour, day=day, today=NOW).rows == ()


class TestReleased:
    """What a release shows of a readiness."""

    def read(self, world, viewer, day=NOW):
        return card(world.ada, viewer=viewer, day=day, today=NOW)

    def test_who_agreed_it_and_on_what_is_blank_but_for_the_person_and_those_who_lead_where_it_was_agreed(self, world):
        agree(new(world.ada), at=AT, by=world.director)
        release(world.ada, to=ReleaseTo.TRUSTS)
        for viewer in (world.region, world.neighbour, world.nation):
            (one,) = self.read(world, viewer).readiness
            assert (one.band, one.agreed_by, one.evidence, one.ended_because) == (Band.READY_NOW, "", "", "")
            said = say_card(self.read(world, viewer))
            assert "Chay Chair" not in said
            assert EVIDENCE not in said
            assert card_as_pdf(self.read(world, viewer), "").startswith(b"%PDF")
        for viewer in (world.director, world.chair, viewer_of_key(world.ada, on=TODAY)):
            (one,) = self.read(world, viewer).readiness
            assert (one.agreed_by, one.evidence) == ("Chay Chair, Di Director", EVIDENCE)

    def test_page_and_api_hold_none_of_it(self, world, client):
        agree(new(world.ada), at=AT, by=world.director)
        release(world.ada)
        for who, told in (("region", False), ("director", True)):
            look_as(client, getattr(world, who))
            for address in (f"/pipelines/people/{world.ada}/", f"/api/pipelines/people/{world.ada}"):
                said = client.get(address).content.decode()
                assert "Ada Readyman" in said
                assert (EVIDENCE in said) is told
                assert ("Chay Chair" in said) is told

    def test_those_who_lead_where_they_are_now_do_not_read_what_another_agreed(self, world):
        agreed_then(world.elsa, on=TODAY - 40 * DAY, code="N2")
        end_membership(world.elsa, "N2", on=TODAY - DAY, at=AT, by=OPERATOR)
        add_membership(world.elsa, "N1", "Director", starts=TODAY, at=AT, by=OPERATOR)
        (one,) = card(world.elsa, viewer=world.director, day=NOW, today=NOW).readiness
        assert (one.band, one.agreed_by, one.evidence) == (Band.ONE_TO_TWO, "", "")

    def test_an_earlier_day_shows_nothing_that_was_over_before_they_agreed_to_it(self, world):
        earlier = then(TODAY - 20 * DAY)
        agreed_then(world.ada, on=TODAY - 90 * DAY, ends=TODAY - 10 * DAY)
        lasting = agreed_then(world.ada, Band.READY_NOW, on=TODAY - 90 * DAY, role=PostRole.NURSING)
        release(world.ada)
        found = self.read(world, world.region, earlier)
        assert [one.number for one in found.readiness] == [lasting.pk]
        assert len(self.read(world, world.director, earlier).readiness) == 2
        for asked in ({"role": PostRole.FINANCE}, {"band": Band.ONE_TO_TWO}):
            page = bench(BenchQuestion(**asked), viewer=world.region, day=earlier, today=NOW)
            assert page.people == ()
        (one,) = bench(BenchQuestion(which=Which.AGREED), viewer=world.region, day=earlier, today=NOW).people
        assert [each.number for each in one.readiness] == [lasting.pk]

    def test_in_the_plan_of_a_day_before_they_agreed_they_are_a_number_with_its_band(self, world):
        post = make_post(world.director, "Finance")
        row = name_for(post, world.ada)
        with changing("For the test", at=AT, by=OPERATOR):
            one = Post.objects.get(pk=post).successors.get(pk=row)
            one.starts = one.confirmed_on = TODAY - 60 * DAY
            one.save()
        agreed_then(world.ada, on=TODAY - 90 * DAY)
        release(world.ada)
        for day, seen in ((NOW, ["Ada Readyman"]), (then(TODAY - 20 * DAY), [])):
            (group,) = plan_of(post, viewer=world.region, day=day, today=NOW).confirmed
            assert [each.line.known.name for each in group.named] == seen
            assert group.hidden == 1 - len(seen)
            (row,) = posts_page(PostsQuestion(), viewer=world.region, day=day, today=NOW).rows
            assert [each.known is not None for each in row.named] == [bool(seen)]

    def test_their_card_and_the_list_of_people_name_no_plan_of_a_day_before_they_agreed(self, world):
        earlier = then(TODAY - 20 * DAY)
        for title in ("Finance", "Strategy"):
            post = make_post(world.director, title)
            row = name_for(post, world.ada)
            with changing("For the test", at=AT, by=OPERATOR):
                one = Post.objects.get(pk=post).successors.get(pk=row)
                one.starts = one.confirmed_on = TODAY - 60 * DAY
                one.save()
        release(world.ada)
        for viewer, day, many in ((world.region, NOW, 2), (world.region, earlier, 0), (world.director, earlier, 2)):
            assert len(card(world.ada, viewer=viewer, day=day, today=NOW).named_for) == many
            found = bench(BenchQuestion(), viewer=viewer, day=day, today=NOW).people
            assert [one.named_for for one in found if one.known.name == "Ada Readyman"] == [many]
            several = bench(BenchQuestion(which=Which.SEVERAL), viewer=viewer, day=day, today=NOW).people
            assert [one.known.name for one in several] == (["Ada Readyman"] if many else [])

    def test_history_tells_of_them_what_counted_when_they_agreed_or_later_and_nothing_that_was_over(self, world):
        post, titles = make_post(world.director, "Finance"), []
        for starts, ends in ((90, 60), (50, None)):
            row = name_for(post, world.ada, confirmed=False)
            with changing("For the test", at=AT, by=OPERATOR):
                one = Post.objects.get(pk=post).successors.get(pk=row)
                one.starts, one.ends = TODAY - starts * DAY, TODAY - ends * DAY if ends else None
                one.ended_because = "Went abroad" if ends else ""
                one.save()
        release(world.ada)
        for viewer in (world.region, world.director):
            found = history_of_post(post, viewer=viewer, day=NOW, today=NOW)
            titles.append([(one.what, one.on) for one in found.events if one.who is not None])
            assert found.hidden == 0
        assert titles[0] == [(Happened.NAMED, TODAY - 50 * DAY)]
        assert [on for _, on in titles[1]] == [TODAY - days * DAY for days in (50, 60, 90)]

    def test_whoever_keeps_the_region_too_sees_of_a_past_holder_that_past_and_no_post_of_today(self, world):
        key = str(Person.objects.get(pk=world.region.person).key)
        grant_of(key, Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "N1")
        both = viewer_of_key(key, on=TODAY)
        mine, theirs = make_post(world.director, "Finance"), make_post(world.neighbour, "Elsewhere", code="N2")
        leaves(world, world.ada)
        with changing("For the test", at=AT, by=OPERATOR):
            for post, starts, ends in ((mine, TODAY - 90 * DAY, TODAY - DAY), (theirs, TODAY, None)):
                row = Post.objects.get(pk=post)
                Holder.objects.create(
                    controller_id=row.controller_id,
                    post=row,
                    person=person(world.ada),
                    kind="substantive",
                    starts=starts,
                    ends=ends,
                )
        for each in (both, world.region, world.director):
            held = posts_page(PostsQuestion(text="Elsewhere"), viewer=each, day=NOW, today=NOW).rows
            assert [one.known for row in held for one in row.holders] == [None] * len(held)
        for post, seen in ((mine, {world.ada}), (theirs, set())):
            told = history_of_post(post, viewer=both, day=NOW, today=NOW).events
            assert {one.who.key for one in told if one.who is not None} == seen
        assert [one.known for one in plan_of(theirs, viewer=both, day=NOW, today=NOW).holders] == [None]
        assert [one.known for one in plan_of(theirs, viewer=world.neighbour, day=NOW, today=NOW).holders] != [None]
        found = card(world.ada, viewer=both, day=NOW, today=NOW)
        assert found.way is Way.HELD
        assert [one.post for one in found.posts] == [mine]
        assert found.seen_at == ("Trust N1 (made up)",)

    def test_people_who_once_belonged_to_those_who_ask_are_in_the_counts_of_the_region(self, world):
        """Only those who belong to the viewer's own organisation now are left out of the counts."""
        key = str(Person.objects.get(pk=world.region.person).key)
        grant_of(key, Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "N2")
        both = viewer_of_key(key, on=TODAY)
        agree(new(world.ada), at=AT, by=world.director)
        add_membership(world.ada, "N2", "Lent", starts=TODAY - 60 * DAY, at=AT, by=OPERATOR)
        end_membership(world.ada, "N2", on=TODAY - DAY, at=AT, by=OPERATOR)
        counted = bench(BenchQuestion(), viewer=both, day=NOW, today=NOW).counts
        assert [(one.code, one.people) for one in counted] == [("N1", 1)]


class TestWhoCanSeeThem:
    """On their own page, and on their card."""

    def test_organisations_that_share_a_post_and_trusts_of_a_release_are_named(self, world):
        ada = viewer_of_key(world.ada, on=TODAY)

        def names():
            return {name for name, _ in own_pipeline(viewer=ada, today=NOW).sight.people}

        post = make_post(world.director, "Deputy", holder=world.ada)
        assert names() == {"Chair Viewer", "Director Viewer"}
        share = shared(world, post)
        assert own_pipeline(viewer=ada, today=NOW).sight.held_at == ("Trust N2 (made up)",)
        assert names() == {"Chair Viewer", "Director Viewer", "Neighbour Viewer"}
        with changing("For the test", at=AT, by=OPERATOR):
            share.ends = share.starts = date(2024, 2, 1)  # before she held it
            share.save()
        assert names() == {"Chair Viewer", "Director Viewer"}
        release(world.ada, to=ReleaseTo.TRUSTS)
        assert names() == {"Chair Viewer", "Director Viewer", "Neighbour Viewer", "Region Viewer", "Nation Viewer"}
        with changing("For the test", at=AT, by=OPERATOR):
            row = Release.objects.get()
            row.to = ReleaseTo.REGION
            row.save()
        assert "Neighbour Viewer" not in names()

    def test_a_card_says_who_sees_it_today_whatever_day_it_is_about(self, world):
        post = make_post(world.director, "Deputy", holder=world.ada)
        shared(world, post)
        add_membership(world.ada, "N2", "Lent", starts=date(2025, 1, 1), at=AT, by=OPERATOR)
        end_membership(world.ada, "N2", on=date(2025, 2, 1), at=AT, by=OPERATOR)
        own = viewer_of_key(world.ada, on=TODAY)
        for day in (NOW, then(date(2025, 1, 15))):
            said = [one.split(":")[0] for one in who_sees(card(world.ada, viewer=own, day=day, today=NOW))]
            assert said[1:3] == ["Trust N1 (made up)", "Trust N2 (made up)"]
        assert card(world.ada, viewer=own, day=then(date(2025, 1, 15)), today=NOW).places[-1].code == "N2"
