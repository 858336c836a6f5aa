"""Compacts and prospectuses point at posts: chosen, said later, or carried over; the words agreed never change."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.compacts.actions import posts as act
from wraparound.capabilities.compacts.actions import prospectuses, texts
from wraparound.capabilities.compacts.actions.carrying import CARRIED, NAMED, carry_over, point_where_one_fits
from wraparound.capabilities.compacts.calculation.titles import is_plain_title
from wraparound.capabilities.compacts.models.agreed import Compact, Prospectus
from wraparound.capabilities.compacts.queries import posts as ask
from wraparound.capabilities.compacts.queries.prospectuses import public_prospectus
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.tasks import apply_what_follows, point_at_the_post
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.tests.factories import begin, in_force, look_as, make_world
from wraparound.capabilities.compacts.tests.test_prospectuses import whole
from wraparound.capabilities.compacts.wording.posts import BOTH, DRAFT_ADDED, GONE, NEITHER, carried, leadership_draft
from wraparound.capabilities.pipelines.terms.pointing import Story
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.capabilities.pipelines.tests.pointing_world import (
    close,
    enter,
    hear_again,
    hold,
    open_again,
    posts_there,
)
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR, PUBLIC, Purpose, Role, Scope
from wraparound.people.tests.factories import grant_of, make_person, viewer_of_key
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.outbox import Event
from wraparound.records.queries.history import version_number
from wraparound.records.queries.outbox import event_terms
from wraparound.records.tasks import work_off
from wraparound.records.terms import Hearing, Listener

HEARD = (
    Listener(
        "pipelines.enter_a_named_post",
        "wraparound.capabilities.pipelines.tasks",
        Hearing("compacts.post_named", "enter_a_named_post"),
    ),
    Listener(
        "compacts.point_at_the_post",
        "wraparound.capabilities.compacts.tasks",
        Hearing("pipelines.post_opened", "point_at_the_post"),
    ),
)
pytestmark = [pytest.mark.django_db, pytest.mark.database]


def now():
    return timezone.localtime()


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(lambda: make_world(timezone.localdate()))


@pytest.fixture
def keeper(world):
    """Whoever keeps the posts of ZZ01, for talent."""
    key = make_person("Dora Director", "ZZ01")
    grant_of(key, Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01")
    return viewer_of_key(key, on=timezone.localdate())


def post(keeper, title, role=PostRole.OTHER):
    return enter(keeper, title, role, code="ZZ01", at=now())


def prospectus(world, role="Director of nursing", chosen=None, **said):
    return prospectuses.begin("ZZ01", role, whole(**said), post=chosen, at=now(), by=world.chair)


def published(world, role="Director of nursing", **said):
    made = prospectus(world, role, **said)
    prospectuses.publish(made.pk, nobody_else_read_it=True, at=now(), by=world.chair)
    return made


def token(row):
    return version_number(row, viewer=OPERATOR)


def again(row):
    return type(row).objects.get(pk=row.pk)


def work():
    """Everything that was set off is worked off."""
    return work_off(HEARD, "test")


def send(client, address, **typed):
    return client.post(address, typed)


class TestBeginning:
    def test_a_compact_about_a_chosen_post_is_called_as_the_post_is_and_stays_so(self, world, keeper):
        number = post(keeper, "Chief executive of Larkmoor")
        made = begin(world, role="", post=number)
        assert (made.role, made.post) == ("Chief executive of Larkmoor", number)
        assert again(made).role == "Chief executive of Larkmoor"

    def test_what_is_typed_as_one_post_is_called_points_at_it(self, world, keeper):
        number = post(keeper, "Chief Executive")
        assert begin(world).post == number
        assert prospectus(world, "chief executive").post == number

    def test_of_two_that_are_called_alike_neither_is_guessed(self, world, keeper):
        post(keeper, "Chief executive")
        post(keeper, "Chief executive")
        assert begin(world).post is None

    def test_a_post_that_is_not_entered_is_typed_as_before(self, world):
        made = begin(world, role="Turnaround director")
        assert (made.role, made.post) == ("Turnaround director", None)

    def test_another_organisations_post_or_a_closed_one_cannot_be_chosen(self, world, keeper):
        closed = post(keeper, "Director of estates")
        close(keeper, closed, at=now())
        for number in (closed, 999_999):
            with pytest.raises(CannotAgree, match="not in the list any more"):
                prospectus(world, "", number)
        with pytest.raises(CannotAgree, match="not in the list any more"):
            begin(world, role="", post=999_999)
        assert not Compact.objects.exists()

    def test_the_page_offers_posts_with_the_chief_executives_chosen_and_says_who_holds_it(self, world, keeper, client):
        number = post(keeper, "Chief executive", PostRole.CHIEF_EXECUTIVE)
        post(keeper, "Director of finance", PostRole.FINANCE)
        hold(keeper, number, world.people["leader"].key, starts=date(2025, 1, 1), at=now())
        page = look_as(client, world, "chair").get("/compacts/begin/ZZ01/").content.decode()
        assert f'<option value="{number}" selected>Chief executive</option>' in page
        assert "A post that is not entered" in page
        assert "Lena Leadbetter: holds Chief executive" in page
        assert "Nobody yet" in page

    def test_without_posts_the_page_is_as_it_was(self, world, client):
        page = look_as(client, world, "chair").get("/compacts/begin/ZZ01/").content.decode()
        assert 'name="post"' not in page
        assert 'name="role" value="Chief executive"' in page

    def test_one_of_the_two_is_given_and_nothing_typed_is_lost(self, world, keeper, client):
        number = post(keeper, "Director of finance")
        chair = look_as(client, world, "chair")
        typed = {"starts": timezone.localdate().isoformat(), "months": "24"}
        both = send(chair, "/compacts/begin/ZZ01/", post=number, role="Turnaround director", **typed).content.decode()
        assert BOTH in both
        assert "Turnaround director" in both
        assert NEITHER in send(chair, "/compacts/begin/ZZ01/", post="", role="", **typed).content.decode()
        assert GONE in send(chair, "/compacts/begin/ZZ01/", post="77", role="", **typed).content.decode()
        assert send(chair, "/compacts/begin/ZZ01/", post=number, role="", **typed).status_code == 302
        assert Compact.objects.get().post == number

    def test_a_prospectus_is_begun_from_the_list_too(self, world, keeper, client):
        number = post(keeper, "Director of nursing")
        chair = look_as(client, world, "chair")
        assert "Director of nursing</option>" in chair.get("/compacts/prospectuses/write/ZZ01/").content.decode()
        send(chair, "/compacts/prospectuses/write/ZZ01/", post=number, role="", title="Come to us")
        made = Prospectus.objects.get()
        assert (made.post, made.role) == (number, "Director of nursing")
        assert (
            BOTH
            in send(chair, "/compacts/prospectuses/write/ZZ01/", post=number, role="Else", title="T").content.decode()
        )

    def test_the_longest_title_of_a_post_fits(self, world, keeper):
        title = "Director of " + "very " * 21 + "far"
        number = post(keeper, title)
        assert begin(world, role="", post=number).role == title
        assert prospectus(world, "", number).role == title

    def test_two_compacts_about_one_post_with_one_leader_are_not_begun(self, world, keeper):
        number = post(keeper, "Chief executive")
        begin(world, role="", post=number)
        with pytest.raises(CannotAgree, match="being written already"):
            begin(world, role="", post=number)


class TestSayingItLater:
    def test_the_sides_of_a_compact_in_force_say_it_and_what_was_signed_is_as_it_was(self, world, keeper):
        made = in_force(world, role="Accountable officer")
        before = verify(made.pk, viewer=world.chair)
        number = post(keeper, "Chief executive")
        act.point_compact(made.pk, number, version=token(made), at=now(), by=world.leader)
        after = verify(made.pk, viewer=world.chair)
        assert (again(made).post, again(made).role) == (number, "Accountable officer")
        assert before.holds
        assert after == before
        act.point_compact(made.pk, None, version=token(made), at=now(), by=world.region)
        assert again(made).post is None

    def test_whoever_only_reads_it_and_whoever_does_not_see_it_say_nothing(self, world, keeper):
        made, number = in_force(world), post(keeper, "Turnaround director")
        with pytest.raises(CannotAgree, match="Only the leader"):
            act.point_compact(made.pk, number, version=token(made), at=now(), by=world.improver)
        with pytest.raises(NoSuchCompact):
            act.point_compact(made.pk, number, version=token(made), at=now(), by=world.other_chair)
        assert ask.which_post_of_compact(made.pk, viewer=world.improver, on=timezone.localdate()).choices == ()

    def test_of_two_who_say_it_at_once_the_second_is_told(self, world, keeper):
        made, number = begin(world), post(keeper, "Turnaround director")
        version = token(made)
        act.point_compact(made.pk, number, version=version, at=now(), by=world.chair)
        with pytest.raises(ChangedMeanwhile):
            act.point_compact(made.pk, None, version=version, at=now(), by=world.leader)

    def test_a_prospectus_is_pointed_by_those_who_write_it_and_its_editions_stay(self, world, keeper):
        made = published(world, "Chief nurse")
        content = made.editions.get().content
        number = post(keeper, "Director of nursing")
        act.point_prospectus(made.pk, number, version=token(made), at=now(), by=world.leader)
        assert (again(made).post, again(made).role) == (number, "Chief nurse")
        assert made.editions.get().content == content
        with pytest.raises(NotYours):
            act.point_prospectus(made.pk, None, version=token(made), at=now(), by=world.region)

    def test_its_page_asks_and_saves(self, world, keeper, client):
        made, number = begin(world, role="Turnaround lead"), post(keeper, "Turnaround director")
        chair = look_as(client, world, "chair")
        page = chair.get(f"/compacts/{made.pk}/post/").content.decode()
        assert "Which post is this?" in page
        assert "Those words stay" in page
        sent = send(chair, f"/compacts/{made.pk}/post/", post=number, version=token(made))
        assert sent.headers["Location"] == f"/compacts/{made.pk}/"
        assert again(made).post == number
        stale = send(chair, f"/compacts/{made.pk}/post/", post="", version=1).content.decode()
        assert "Somebody else changed this" in stale
        assert f'name="version" value="{token(made)}"' in stale
        assert GONE in send(chair, f"/compacts/{made.pk}/post/", post="77", version=token(made)).content.decode()

    def test_a_post_that_has_closed_stays_chosen_until_another_is(self, world, keeper, client):
        number, other = post(keeper, "Chief executive"), post(keeper, "Managing director")
        made = begin(world)
        close(keeper, number, at=now())
        chair, address = look_as(client, world, "chair"), f"/compacts/{made.pk}/post/"
        kept = f'<option value="{number}" selected>Chief executive, closed or moved'
        assert kept in chair.get(address).content.decode()
        close(keeper, other, at=now())
        assert kept in chair.get(address).content.decode()
        assert send(chair, address, post=number, version=token(made)).status_code == 302
        assert again(made).post == number
        send(chair, address, post="", version=token(made))
        assert again(made).post is None

    def test_without_posts_the_page_says_how_one_comes_there(self, world, client):
        made = begin(world)
        page = look_as(client, world, "chair").get(f"/compacts/{made.pk}/post/").content.decode()
        assert "No post of Larkmoor Hospitals (made up) is entered yet" in page


class TestSeeing:
    def test_the_post_is_linked_for_those_who_see_posts_and_for_nobody_else(self, world, keeper, client):
        number = post(keeper, "Director of nursing")
        made = published(world)
        assert public_prospectus(made.pk, viewer=PUBLIC).post is None
        assert public_prospectus(made.pk, viewer=world.chair).post is None
        assert public_prospectus(made.pk, viewer=keeper).post.number == number
        address, link = f"/compacts/prospectuses/{made.pk}/", f'href="/pipelines/posts/{number}/"'
        assert link not in client.get(address).content.decode()
        seen = look_as(client, world, "chair").get(address).content.decode()
        assert link not in seen
        assert "Which post is this?" in seen
        grant_of(str(world.people["chair"].key), Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01")
        assert link in client.get(address).content.decode()
        compact = begin(world, role="Director of nursing")
        assert link in client.get(f"/compacts/{compact.pk}/").content.decode()


class TestTheDraft:
    def test_how_leadership_changed_is_offered_dated_and_without_names_and_only_put_in_by_hand(
        self, world, keeper, client
    ):
        number = post(keeper, "Director of nursing")
        hold(keeper, number, world.people["stranger"].key, starts=date(2021, 1, 1), ends=date(2023, 12, 31), at=now())
        hold(keeper, number, world.people["leader"].key, starts=date(2024, 1, 1), at=now())
        made = prospectus(world, history="Two directors.")
        chair, address = look_as(client, world, "chair"), f"/compacts/prospectuses/{made.pk}/edit/"
        page = chair.get(address).content.decode()
        assert "From the posts entered here, as at " in page
        assert "since 1 January 2021 two people have held this post substantively" in page
        assert "Stan Stranger" not in page
        typed = {"title": "Half typed", "history": "Two directors.", "version": "1", "draft": "1"}
        after = send(chair, address, **typed).content.decode()
        assert DRAFT_ADDED.split("“")[0] in after
        assert "Half typed" in after
        assert "The one who left stayed 36 months" in after
        assert "Half typed" not in made.editions.get().content
        assert "as at" not in made.editions.get().content
        prospectuses.publish(made.pk, nobody_else_read_it=True, at=now(), by=world.chair)
        assert "as at" not in made.editions.get().content.split('"realistic"')[0]

    def test_where_nobody_is_entered_nothing_is_offered(self, world, keeper, client):
        post(keeper, "Director of nursing")
        made = prospectus(world)
        page = look_as(client, world, "chair").get(f"/compacts/prospectuses/{made.pk}/edit/").content.decode()
        assert "From the posts entered here" not in page
        assert ask.story_for(made.pk, viewer=world.chair, on=timezone.localdate()).since is None

    def test_whoever_only_reads_drafts_is_offered_none(self, world, keeper):
        post(keeper, "Director of nursing")
        made = prospectus(world)
        prospectuses.send_for_review(made.pk, at=now(), by=world.chair)
        with pytest.raises(NotYours):
            ask.story_for(made.pk, viewer=world.region, on=timezone.localdate())


def a_story(**parts):
    whole_story = {
        "title": "Chair",
        "on": date(2026, 3, 1),
        "since": date(2019, 5, 4),
        "holders": 5,
        "left": (4, 14, 20, 39),
        "here": (7,),
        "empty_times": 2,
        "empty_months": 9,
        "empty_now": False,
        "stood_in": 3,
    }
    return Story(**{**whole_story, **parts})


class TestWords:
    def test_of_three_or_more_the_one_in_the_middle_is_said(self):
        assert leadership_draft(a_story()) == (
            "From the posts entered here, as at 1 March 2026: since 4 May 2019 five people have held this post "
            "substantively. Of four stays that are over, the one in the middle lasted 17 months, between 4 months and "
            "39 months. Whoever holds it today has done so for 7 months. It stood without a substantive holder twice, "
            "for 9 months in all. It was held by an interim, or by somebody acting or on secondment, three times."
        )

    def test_fewer_are_said_one_by_one(self):
        said = leadership_draft(a_story(left=(0, 31), holders=2, here=(), empty_times=1, empty_now=True, stood_in=0))
        assert "Those who left stayed less than a month and 31 months." in said
        assert "It stood without a substantive holder once, for 9 months, and does so today." in said
        assert "secondment" not in said

    def test_nobody_and_nothing(self):
        assert "nobody has held this post" in leadership_draft(a_story(holders=0, left=(), here=()))
        assert leadership_draft(a_story(since=None)) == ""

    @pytest.mark.parametrize(
        ("role", "plain"),
        [
            ("Chief executive", True),
            ("Non-executive director", True),
            ("Chief nurse & director of quality", True),
            ("Joint chief finance officer (interim)", True),
            ("Chief executive (after Anna Berg)", False),
            ("Chief executive, 07700 900123", False),
            ("", False),
            ("  ", False),
        ],
    )
    def test_a_plain_title_names_nobody(self, role, plain):
        assert is_plain_title(role) is plain

    @given(st.text(max_size=60))
    def test_whatever_was_typed_is_plain_or_not(self, role):
        assert is_plain_title(role) in (True, False)


class TestCarryingOver:
    def unpointed(self, *rows):
        for row in rows:
            assert again(row).post is None

    def test_what_a_published_prospectus_names_is_entered_once_and_pointed_at_by_all_that_names_it(self, world):
        shown, other, written = published(world), published(world, "DIRECTOR OF NURSING"), begin(world)
        same = begin(world, role="Director of nursing")
        draft = prospectus(world, "Director of digital")
        self.unpointed(shown, other, written, same, draft)
        assert carry_over(at=now(), by=OPERATOR)
        work()
        (made,) = posts_there()
        assert (made.title, made.role, made.organisation.code) == ("Director of nursing", PostRole.NURSING, "ZZ01")
        assert made.starts == timezone.localdate()
        assert {again(row).post for row in (shown, other, same)} == {made.pk}
        assert again(other).role == "DIRECTOR OF NURSING"
        self.unpointed(written, draft)
        assert not carry_over(at=now(), by=OPERATOR)
        assert work() == 0
        assert len(posts_there()) == Event.objects.filter(name=NAMED).count() == 1
        assert Event.objects.filter(name=CARRIED).count() == 1

    def test_what_only_a_compact_names_is_not_told_to_those_who_see_posts(self, world):
        made = in_force(world)
        carry_over(at=now(), by=OPERATOR)
        work()
        assert posts_there() == []
        assert not Event.objects.filter(name=NAMED).exists()
        self.unpointed(made)

    def test_words_that_could_name_somebody_are_told_to_nobody(self, world):
        made = published(world, "Director of nursing (after Nora Knight)")
        carry_over(at=now(), by=OPERATOR)
        work()
        assert posts_there() == []
        assert not Event.objects.filter(data__icontains="Knight").exists()
        self.unpointed(made)

    def test_once_a_post_is_entered_what_names_it_points_at_it_by_itself(self, world, keeper):
        made, ended = in_force(world), begin(world, role="Director of digital")
        texts.put_aside(ended.pk, at=now(), by=world.chair)
        before = verify(made.pk, viewer=world.chair)
        number = post(keeper, "Chief executive")
        post(keeper, "Director of digital")
        work()
        assert again(made).post == number
        assert verify(made.pk, viewer=world.chair) == before
        self.unpointed(ended)

    def test_what_a_side_said_is_none_of_these_stays_so_whatever_post_is_entered(self, world, keeper):
        made, shown = begin(world), published(world)
        nursing, chief = post(keeper, "Director of nursing"), post(keeper, "Chief executive")
        work()
        assert (again(made).post, again(shown).post) == (chief, nursing)
        made, shown = again(made), again(shown)
        act.point_compact(made.pk, None, version=token(made), at=now(), by=world.chair)
        act.point_prospectus(shown.pk, None, version=token(shown), at=now(), by=world.chair)
        post(keeper, "Director of digital")
        work()
        self.unpointed(made, shown)
        for number in (nursing, chief):
            close(keeper, number, at=now())
            open_again(keeper, number, at=now())
        work()
        self.unpointed(made, shown)
        left = point_where_one_fits(at=now(), by=OPERATOR)
        assert [one.cleared for one in left.left] == [True, True]
        assert "somebody said that it is none of the posts entered" in carried(left)
        self.unpointed(made, shown)

    def test_a_post_that_was_entered_points_nothing_at_another(self, world, keeper):
        made, chief = in_force(world), post(keeper, "Chief executive")
        post(keeper, "Director of digital")
        point_at_the_post(event_terms(Event.objects.filter(name="pipelines.post_opened").latest("pk")))
        self.unpointed(made)
        assert point_where_one_fits(at=now(), by=OPERATOR).pointed[0].post.number == chief

    def test_a_post_that_serves_the_organisation_too_is_noted_by_itself(self, world):
        key = make_person("Nora Neighbour", "ZZ02")
        grant_of(key, Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ02")
        neighbour = viewer_of_key(key, on=timezone.localdate())
        made = in_force(world, role="Joint chief executive")
        number = enter(neighbour, "Joint chief executive", code="ZZ02", shared=("ZZ01",), at=now())
        work()
        assert again(made).post == number

    def test_a_post_whose_first_day_is_to_come_is_pointed_at_by_hand(self, world, keeper, client):
        made = begin(world)
        page = look_as(client, world, "chair").get(f"/compacts/{made.pk}/post/").content.decode()
        assert "and whose first day has come, it is noted here by itself" in page
        enter(keeper, "Chief executive", code="ZZ01", starts=timezone.localdate() + timedelta(days=9), at=now())
        work()
        self.unpointed(made)

    def test_told_twice_nothing_happens_twice(self, world):
        made = published(world)
        carry_over(at=now(), by=OPERATOR)
        work()
        named, opened = (Event.objects.get(name=name) for name in (NAMED, "pipelines.post_opened"))
        version = token(made)
        hear_again(named)
        point_at_the_post(event_terms(opened))
        assert len(posts_there()) == 1
        assert token(made) == version

    def test_the_worker_carries_over_by_itself(self, world):
        made = published(world)
        apply_what_follows(now())
        work()
        assert [again(made).post] == [one.pk for one in posts_there()]

    def test_nobody_but_the_site_itself_carries_over(self, world):
        for deed in (carry_over, point_where_one_fits):
            with pytest.raises(NotYours):
                deed(at=now(), by=world.chair)
