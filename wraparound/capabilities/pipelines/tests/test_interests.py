"""What people would consider: their own words, found by lists, read by those they let, and gone when taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.actions.interests import take_back_interests, write_interests
from wraparound.capabilities.pipelines.actions.releases import take_back
from wraparound.capabilities.pipelines.calculation.interests import found_by, interests_in, interests_text
from wraparound.capabilities.pipelines.models.people import Interest, InterestVersion, InterestWord
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import interested_in, interests_seen, own_interests
from wraparound.capabilities.pipelines.terms.people import Interests, Move, ReleaseTo, Travel
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, PostLevel, PostRole
from wraparound.capabilities.pipelines.tests.own_world import AT, BACKEND, TODAY, agreed, make_world
from wraparound.people.access import NotYours, SignInNeeded
from wraparound.people.actions.rights import place_hold
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.removal import OnHold
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import LookedAt

DAY = Day(TODAY)
WANTED = Interests(
    roles=((PostRole.FINANCE, PostLevel.BOARD), (PostRole.STRATEGY, PostLevel.DEPUTY)),
    kinds=("Acute", "Community"),
    challenged=True,
    places=("NO",),
    travel=Travel.REGION,
    moves=(Move.POST, Move.SECONDMENT),
    not_before=date(2026, 9, 1),
    experience="Closed a deficit of 20 million\nSet up a shared service",
)


@given(
    st.builds(
        Interests,
        roles=st.lists(st.tuples(st.sampled_from(PostRole), st.sampled_from(PostLevel)), unique=True).map(tuple),
        kinds=st.lists(st.sampled_from(["Acute", "Community"]), unique=True).map(tuple),
        challenged=st.booleans(),
        places=st.lists(st.sampled_from(["NO", "SO"]), unique=True).map(tuple),
        travel=st.none() | st.sampled_from(Travel),
        moves=st.lists(st.sampled_from(Move), unique=True).map(tuple),
        not_before=st.none() | st.dates(),
        experience=st.text(),
        shown_at_work=st.booleans(),
    )
)
def test_interests_come_back_from_their_text_as_they_were_and_always_in_the_same_order(one):
    text = interests_text(one)
    back = interests_in(text, shown_at_work=one.shown_at_work)
    assert interests_text(back) == text
    assert set(found_by(back)) == set(found_by(one))
    assert (back.experience, back.not_before, back.shown_at_work) == (one.experience, one.not_before, one.shown_at_work)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def write(viewer, one=WANTED, version=0):
    write_interests(one, version=version, at=AT, by=viewer)


@pytest.mark.database
@pytest.mark.django_db
class TestWriting:
    def test_what_somebody_would_consider_is_kept_whole_and_found_by_each_part(self, world):
        write(world.ada)
        kept, version = own_interests(viewer=world.ada)
        assert kept == WANTED
        assert version > 0
        assert set(InterestWord.objects.values_list("sort", "value")) == {
            *(("role", "finance board"), ("role", "strategy deputy")),
            *(("kind", "Acute"), ("kind", "Community"), ("kind", "challenged")),
            *(("place", "NO"), ("move", "post"), ("move", "secondment")),
        }

    def test_writing_anew_replaces_what_it_is_found_by_and_keeps_the_history(self, world):
        write(world.ada)
        _, version = own_interests(viewer=world.ada)
        write(world.ada, Interests(moves=(Move.SHADOWING,)), version)
        assert set(InterestWord.objects.values_list("sort", "value")) == {("move", "shadowing")}
        assert InterestVersion.objects.count() == 2

    def test_two_windows_do_not_overwrite_each_other(self, world):
        write(world.ada)
        with pytest.raises(ChangedMeanwhile):
            write(world.ada, Interests(), 0)
        assert own_interests(viewer=world.ada)[0] == WANTED

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"kinds": ("Castle",)}, "no such kind of organisation or region here: Castle"),
            ({"places": ("MOON",)}, "no such kind of organisation or region here: MOON"),
            ({"travel": Travel.REGION, "places": ()}, "tick at least one"),
            ({"not_before": TODAY - timedelta(days=1)}, "Not before"),
            ({"experience": "x\n" * 21}, "has 21 lines"),
            ({"experience": "x" * 201}, "has 201 letters"),
        ],
    )
    def test_what_cannot_be_kept_is_said_in_a_sentence_and_nothing_is(self, world, wrong, said):
        with pytest.raises(CannotKeep, match=said):
            write(world.ada, replace(WANTED, **wrong))
        assert not Interest.objects.exists()

    def test_taken_back_it_is_gone_with_all_its_history_and_what_it_was_found_by(self, world):
        write(world.ada)
        take_back_interests(at=AT, by=world.ada)
        assert own_interests(viewer=world.ada) == (None, 0)
        assert not InterestVersion.objects.exists()
        assert not InterestWord.objects.exists()
        take_back_interests(at=AT, by=world.ada)

    def test_a_legal_hold_keeps_it(self, world):
        write(world.ada)
        place_hold(world.key(), "A claim", at=AT, by=world.keeper)
        with pytest.raises(OnHold):
            take_back_interests(at=AT, by=world.ada)
        assert own_interests(viewer=world.ada)[0] == WANTED

    def test_nobody_writes_for_somebody_else(self, world):
        for viewer, refusal in ((PUBLIC, SignInNeeded), (OPERATOR, NotYours)):
            with pytest.raises(refusal):
                write(viewer)


@pytest.mark.django_db
class TestReading:
    def seen(self, world, viewer):
        return world.people["ada"].pk in interests_seen([world.people["ada"].pk], viewer=viewer, today=DAY)

    def test_it_is_read_by_themselves_alone_until_they_say_otherwise(self, world):
        write(world.ada)
        everybody = {name: self.seen(world, getattr(world, name)) for name in vars(world) if name in EVERYBODY}
        assert {name for name, sees in everybody.items() if sees} == {"ada"}

    def test_shown_at_work_it_is_read_by_those_who_lead_their_organisation_and_by_no_others(self, world):
        write(world.ada, replace(WANTED, shown_at_work=True))
        assert {name for name in EVERYBODY if self.seen(world, getattr(world, name))} == {"ada", "director", "chair"}
        assert LookedAt.objects.filter(about=world.people["ada"].pk).count() == 2

    def test_those_to_whom_they_are_released_read_it_until_it_is_taken_back(self, world):
        write(world.ada)
        number = agreed(world)
        assert {name for name in EVERYBODY if self.seen(world, getattr(world, name))} == {"ada", "region"}
        take_back(number, at=AT, by=world.ada)
        assert {name for name in EVERYBODY if self.seen(world, getattr(world, name))} == {"ada"}

    def test_released_to_trusts_it_is_read_by_the_others_but_not_at_work(self, world):
        write(world.ada)
        agreed(world, to=ReleaseTo.TRUSTS)
        assert {name for name in EVERYBODY if self.seen(world, getattr(world, name))} == {"ada", "region", "neighbour"}

    def test_a_list_is_narrowed_only_by_what_its_viewer_may_read(self, world):
        write(world.ada)
        asked = {"sort": "role", "value": "finance board", "today": DAY}
        assert not interested_in(viewer=world.director, **asked).exists()
        agreed(world)
        assert interested_in(viewer=world.region, **asked).get().person_id == world.people["ada"].pk
        assert not interested_in(viewer=world.far_region, **asked).exists()


EVERYBODY = (
    *("director", "chair", "neighbour", "region", "far_region", "analyst"),
    *("ada", "ben", "newcomer", "keeper"),
)


@pytest.mark.django_db
class TestPage:
    ADDRESS = "/pipelines/mine/interests/"

    @pytest.fixture
    def page(self, client, world):
        client.force_login(world.people["ada"], backend=BACKEND)
        return client

    def sent(self, **more):
        return {"travel": "near", "version": "0", "board": ["finance board"], "moves": ["stretch"], **more}

    def test_what_is_ticked_is_kept_and_stands_on_ones_own_page(self, page, world):
        answer = page.post(self.ADDRESS, self.sent(experience="Turned a ward round"), follow=True)
        said = answer.content.decode()
        assert "Finance" in said
        assert "A stretch assignment" in said
        assert "Turned a ward round" in said
        assert own_interests(viewer=world.ada)[0].roles == ((PostRole.FINANCE, PostLevel.BOARD),)

    def test_how_far_is_not_said_until_it_is_chosen(self, page, world):
        assert '<option value="" selected>Not said' in page.get(self.ADDRESS).content.decode()
        said = page.post(self.ADDRESS, self.sent(travel=""), follow=True).content.decode()
        assert own_interests(viewer=world.ada)[0].travel is None
        assert "How far" not in said

    def test_a_slip_is_told_and_nothing_that_was_ticked_or_typed_is_lost(self, page):
        answer = page.post(self.ADDRESS, self.sent(travel="region", experience="Turned a ward round"))
        said = answer.content.decode()
        assert "tick at least one" in said
        assert 'value="finance board" checked' in said
        assert "Turned a ward round" in said

    def test_a_change_in_another_window_is_shown_beside_what_was_typed(self, page, world):
        page.post(self.ADDRESS, self.sent(experience="Written first"))
        said = page.post(self.ADDRESS, self.sent(experience="Written second")).content.decode()
        assert "Written first" in said
        assert "Written second" in said
        _, version = own_interests(viewer=world.ada)
        assert f'name="version" value="{version}"' in said

    def test_it_is_taken_back_by_one_button(self, page, world):
        page.post(self.ADDRESS, self.sent())
        page.post(self.ADDRESS, {"did": "take_back"})
        assert own_interests(viewer=world.ada) == (None, 0)
