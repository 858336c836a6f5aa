"""Offers across organisations: one order for everybody, both employers agree or say why not, and what it led to."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions import offer_requests as act
from wraparound.capabilities.careers.actions.assessments import answer_screen, begin_assessment
from wraparound.capabilities.careers.actions.offers import look_for, put_offer, take_down, take_down_of_ended
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.calculation.offers import (
    due_after,
    in_order,
    on_the_board,
    stands,
    state_of,
    told_led_to,
    told_without,
)
from wraparound.capabilities.careers.queries.assessments import screen_page
from wraparound.capabilities.careers.queries.gaps import gap_page
from wraparound.capabilities.careers.queries.needs import needs_today
from wraparound.capabilities.careers.queries.offer_requests import (
    held_of,
    own_request,
    request_here,
    requests_here,
    whom_to_tell,
)
from wraparound.capabilities.careers.queries.offers import board_page, offer_page, offers_building
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.offers import (
    Backfill,
    EmployerAnswer,
    LedTo,
    NeedPart,
    NewBoardOffer,
    OfferKind,
    OfferLine,
    RequestState,
    Side,
    StatedNeeds,
)
from wraparound.capabilities.careers.terms.profiles import Ask, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.careers.tests.world import (
    AT,
    FAR,
    HERE,
    NEAR,
    SHIPPED,
    TODAY,
    make_careers_world,
    signed_in,
    somebody,
)
from wraparound.capabilities.careers.wording.offers import employer_words, next_words
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.access import NotYours
from wraparound.people.actions.people import end_membership
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope
from wraparound.records.actions.controllers import transfer_control
from wraparound.records.models.log import LookedAt
from wraparound.records.models.outbox import Event

database = [pytest.mark.database, pytest.mark.django_db]
YES, NO, WAITS = EmployerAnswer.YES, EmployerAnswer.NO, EmployerAnswer.WAITS
STARTS, ENDS = TODAY + timedelta(days=60), TODAY + timedelta(days=150)
WHY = "I want to learn how a community trust does it"


def make():
    world = make_careers_world()
    world.far_chair = somebody("Fenn Farchair", FAR, (Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, FAR))
    return world


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make)


def offered(by, place=NEAR, **more):
    said = {
        "organisation": place,
        "kind": OfferKind.SECONDMENT,
        "title": "Run a clinic",
        "where": "Near",
        "does": "Runs it",
        "host_gets": "Somebody who has run a ward",
        "starts": STARTS,
        "ends": ENDS,
        "closes_on": TODAY + timedelta(days=30),
        "framework": SHIPPED,
        "competencies": ("6", "1"),
        "half_days": 5,
        "backfill": Backfill.HOST,
        "backfill_half_days": 5,
        **more,
    }
    return put_offer(NewBoardOffer(**said), at=AT, by=by)


def offered_for_long(by, place=NEAR, **more):
    """Open on the day on which pages are looked at, too."""
    day = timezone.localdate() + timedelta(days=60)
    return offered(by, place, starts=day, ends=day, closes_on=day, **more)


def any_line():
    return some.builds(
        OfferLine,
        number=some.integers(1, 50),
        kind=some.sampled_from(OfferKind),
        title=some.sampled_from("abc"),
        where=some.just("Here"),
        host=some.sampled_from("xyz"),
        region=some.sampled_from(("NO", "SO")),
        region_name=some.just("North"),
        starts=some.just(STARTS),
        ends=some.just(ENDS),
        closes_on=some.dates(TODAY, ENDS),
        half_days=some.none() | some.integers(1, 10),
        framework=some.sampled_from(("f", "g")),
        keys=some.sampled_from(((), ("1",), ("1", "2"))),
        titles=some.just(()),
        taken_down=some.just(False),
    )


def any_needs():
    return some.builds(
        StatedNeeds,
        kind=some.none() | some.sampled_from(OfferKind),
        region=some.sampled_from(("", "NO")),
        framework=some.just("f"),
        competency=some.sampled_from(("", "1", "2")),
        most_half_days=some.none() | some.integers(1, 10),
    )


@given(some.lists(any_line(), max_size=12, unique_by=lambda one: one.number), any_needs(), some.randoms())
def test_what_somebody_looks_for_leaves_offers_out_and_never_moves_one(offers, needs, chance):
    every = in_order(offers)
    lines = on_the_board(offers, needs)
    kept = [one for one in every if False not in stands(one, needs).values()]
    assert [one.offer for one in lines] == kept
    for one in lines:
        assert {*one.met, *one.not_known} == set(stands(one.offer, needs))
    chance.shuffle(offers)
    assert on_the_board(offers, needs) == lines


@given(some.lists(some.booleans(), max_size=40))
def test_of_few_offers_nothing_is_told_and_never_that_one_alone_was_asked_for(asked):
    told = told_without(asked)
    if len(asked) < 11 or sum(asked) == 1 or len(asked) - sum(asked) == 1:
        assert told is None
    else:
        assert told == (len(asked), len(asked) - sum(asked))


@given(some.lists(some.sampled_from(LedTo), max_size=40))
def test_of_few_answers_nothing_is_told_and_no_answer_stands_alone(said):
    told = told_led_to(said)
    if len(said) < 11 or 1 in [said.count(one) for one in LedTo]:
        assert told is None
    if told is not None:
        assert told == {one: said.count(one) for one in LedTo if one in said}


def test_where_a_request_stands_and_when_somebody_is_asked_what_it_led_to():
    def state(*answers, on=TODAY, **more):
        return state_of(answers, **{"taken_back": False, "ended": False, **more}, days=(STARTS, ENDS), on=on)

    assert state(YES, WAITS) is RequestState.WAITS
    assert state(YES, WAITS, on=ENDS + timedelta(days=1)) is RequestState.LAPSED
    assert state(WAITS, NO) is RequestState.DECLINED
    assert state(YES, YES) is RequestState.AGREED
    assert state(YES, YES, on=STARTS) is RequestState.UNDER_WAY
    assert state(YES, YES, on=ENDS + timedelta(days=1)) is RequestState.ENDED
    assert state(YES, YES, ended=True) is RequestState.ENDED
    assert state(YES, NO, taken_back=True) is RequestState.TAKEN_BACK
    last = date(2026, 6, 30)
    days = [date(2027, 6, 29), date(2027, 6, 30), date(2028, 6, 29), date(2028, 6, 30), date(2029, 6, 30)]
    assert [due_after(last, [], on) for on in days] == [None, 1, 1, 2, None]
    assert due_after(last, [1], date(2028, 6, 29)) is None


class TestBoard:
    pytestmark = database

    def test_needs_stay_and_say_what_is_met_and_what_is_not_known(self, client, world):
        first = offered_for_long(world.near_director)
        offered_for_long(world.far_chair, FAR, kind=OfferKind.MENTORING, competencies=(), half_days=None)
        other = {"backfill": Backfill.NOT_NEEDED, "backfill_half_days": None}
        offered_for_long(world.near_director, half_days=10, title="All week", **other)
        needs = StatedNeeds(region="NO", framework=SHIPPED, competency="6", most_half_days=5)
        look_for(needs, at=AT, by=world.ward)
        page = board_page(viewer=world.ward, on=TODAY)
        assert page.needs == needs
        assert [one.offer.number for one in page.lines] == [first]
        assert page.lines[0].met == (NeedPart.REGION, NeedPart.COMPETENCY, NeedPart.DAYS)
        assert page.others == 2
        look_for(StatedNeeds(framework=SHIPPED, competency="6", most_half_days=5), at=AT, by=world.ward)
        assert {one.not_known for one in board_page(viewer=world.ward, on=TODAY).lines} == {
            (),
            (NeedPart.COMPETENCY, NeedPart.DAYS),
        }
        assert board_page(viewer=world.colleague, on=TODAY).needs == StatedNeeds()
        signed_in(client, world.ward)
        assert client.post("/careers/offers/", {"kind": "mentoring", "region": "SO"}).status_code == 302
        said = client.get("/careers/offers/").content.decode()
        assert "2 others open today have not what you look for." in said
        assert "Meets what you look for: the kind, the region." in said
        assert len(client.get("/api/careers/offers").json()) == 1
        take_down(first, at=AT, by=world.near_director)
        assert not offer_page(first, viewer=world.ward, on=TODAY).is_open

    def test_only_those_who_lead_people_put_up_what_has_its_days_and_backfill(self, client, world):
        for viewer in (world.ward, world.lead, world.keeper):
            with pytest.raises(NotYours):
                offered(viewer)
        with pytest.raises(NoSuchCareer):
            offered(world.director, NEAR)
        for more, words in (
            ({"ends": STARTS - timedelta(days=1)}, "last day"),
            ({"closes_on": TODAY - timedelta(days=1)}, "from today on"),
            ({"half_days": 11}, "half a day to five"),
            ({"backfill_half_days": None}, "need backfill"),
            ({"competencies": ("99",)}, "of this framework"),
            ({"does": " "}, "what somebody does"),
        ):
            with pytest.raises(CannotKeepCareer, match=words):
                offered(world.near_director, **more)
        number = offered(world.near_director)
        with pytest.raises(NoSuchCareer):
            take_down(number, at=AT, by=world.director)
        signed_in(client, world.near_director)
        there = f"/careers/offers/new/?place={NEAR}&framework={SHIPPED}"
        day = (AT + timedelta(days=900)).date().isoformat()
        said = {"kind": "project", "title": "A", "where": "B", "does": "C", "host_gets": "D", "backfill": "own"}
        said |= {"starts": day, "ends": day, "closes_on": day, "competencies": ["2"], "half_days": "3"}
        assert "need backfill" in client.post(there, said).content.decode()
        page = client.post(there, said | {"backfill_half_days": "2"})["Location"]
        assert "Your own organisation pays for backfill: 1 day a week." in client.get(page).content.decode()

    def test_beside_what_is_missing_stand_the_offers_that_can_build_it(self, client, world):
        number = offered_for_long(world.near_director)
        role = NewProfile(
            place=f"organisation:{HERE}",
            sought=RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY),
            framework=SHIPPED,
            asks=(Ask(competency="1", rung="Sometimes"), Ask(competency="6", rung="Sometimes")),
        )
        gap = f"/careers/roles/{write_profile(role, at=AT, by=world.director)}/mine/"
        mine = begin_assessment(SHIPPED, at=AT, by=world.ward)
        for place, said in ((1, "Sometimes"), (6, "Not yet")):
            version = screen_page(mine, place, viewer=world.ward).version
            answer_screen(mine, place, {str(place): said}, version=version, at=AT, by=world.ward)
        take_down(offered_for_long(world.near_director, title="Gone"), at=AT, by=world.near_director)
        signed_in(client, world.ward)
        page = gap_page(int(gap.split("/")[3]), viewer=world.ward, on=TODAY)
        assert {key: [one.number for one in lines] for key, lines in page.board.items()} == {
            "1": [number],
            "6": [number],
        }
        # What is met needs nothing more: the page names the offer once, beside what is missing, while it is open.
        said = client.get(gap).content.decode()
        assert said.count("Open offers that can build it:") == 1
        assert f'href="/careers/offers/{number}/"' in said
        assert "Gone" not in said
        assert "Write a step of your plan for this" in said
        there = {"profile": gap.split("/")[3], "competency": "6"}
        step = client.post("/careers/plans/begin/", there, follow=True).content.decode()
        assert re.search(r'<option value="6"[^>]* selected', step)
        # Of where one works nobody asks here.
        assert offers_building(SHIPPED, viewer=world.near_director, on=TODAY)["6"][0].at_home


class TestRequests:
    pytestmark = database

    def asked(self, world):
        offer = offered(world.near_director)
        return act.ask_for(offer, WHY, HERE, at=AT, by=world.ward)

    def answer(self, number, side, answer, by, because="", at=AT):
        act.answer_request(number, side, answer, because, at=at, by=by)

    def test_both_employers_agree_and_the_person_reads_each_step(self, client, world):
        number = self.asked(world)
        assert set(whom_to_tell(number, viewer=OPERATOR, on=TODAY)) == {
            world.director.person,
            world.near_director.person,
        }
        assert Event.objects.filter(name="careers.offer_asked").count() == 1
        for viewer in (world.director, world.near_director):
            (need,) = needs_today(viewer=viewer, at=AT)
            assert need.words == "Somebody asks for “Run a clinic”, and waits for your organisation"
            assert str(world.ward.name) not in need.words
        assert not LookedAt.objects.exists()
        assert request_here(number, Side.OWN, viewer=world.director, on=TODAY).request.words == WHY
        assert LookedAt.objects.get().about == world.ward.person
        self.answer(number, Side.OWN, YES, world.director)
        assert needs_today(viewer=world.director, at=AT) == ()
        found = own_request(number, viewer=world.ward, on=TODAY)
        assert (found.own.by, found.state) == ("Padma Peoplewise", RequestState.WAITS)
        (news,) = needs_today(viewer=world.ward, at=AT)
        assert news.words == "There is an answer to what you asked for: “Run a clinic”"
        assert needs_today(viewer=world.ward, at=AT + timedelta(days=14)) == ()
        self.answer(number, Side.HOST, YES, world.near_director, "Come and see us first")
        agreed = own_request(number, viewer=world.ward, on=TODAY)
        assert agreed.state is RequestState.AGREED
        first, who, *_ = next_words(agreed)
        assert first.startswith("It starts on 3 July 2026 and ends on 1 October 2026, at Trust ZZ02 (made up)")
        assert "Padma Peoplewise agreed to it for Trust ZZ01" in who
        assert requests_here(viewer=world.director, on=TODAY)[0].request.host.because == ""
        assert own_request(number, viewer=world.ward, on=STARTS).state is RequestState.UNDER_WAY
        with pytest.raises(CannotKeepCareer, match="Both have agreed"):
            act.take_back_request(number, at=AT, by=world.ward)
        with pytest.raises(CannotKeepCareer, match="why"):
            act.end_request(number, " ", None, at=AT, by=world.ward)
        act.end_request(number, "The clinic closes", Side.HOST, at=AT, by=world.near_director)
        assert own_request(number, viewer=world.ward, on=TODAY).state is RequestState.ENDED
        assert "The clinic closes" in held_of(viewer=world.ward, at=AT)[0].words
        assert Event.objects.filter(name="careers.offer_answered").count() == 3

    def test_no_needs_a_reason_and_is_the_last_word(self, world):
        number = self.asked(world)
        with pytest.raises(CannotKeepCareer, match="why"):
            self.answer(number, Side.HOST, NO, world.near_director)
        self.answer(number, Side.HOST, NO, world.near_director, "We have taken somebody already")
        found = own_request(number, viewer=world.ward, on=TODAY)
        assert (found.state, found.host.because) == (RequestState.DECLINED, "We have taken somebody already")
        for viewer in (world.director, world.near_director):
            assert needs_today(viewer=viewer, at=AT) == ()
        with pytest.raises(CannotKeepCareer, match="waits no longer"):
            self.answer(number, Side.OWN, YES, world.director)
        with pytest.raises(CannotKeepCareer, match="already"):
            act.ask_for(found.offer.number, WHY, HERE, at=AT, by=world.ward)

        with pytest.raises(CannotKeepCareer, match="An employer has said no"):
            act.take_back_request(number, at=AT, by=world.ward)

    def test_an_employer_whom_somebody_left_neither_reads_nor_answers(self, client, world):
        number = self.asked(world)
        later = AT + timedelta(days=9)
        key = str(Person.objects.get(pk=world.ward.person).key)
        end_membership(key, HERE, on=TODAY + timedelta(days=7), at=AT, by=OPERATOR)
        assert requests_here(viewer=world.director, on=TODAY)[0].may_answer
        assert needs_today(viewer=world.director, at=later) == ()
        assert requests_here(viewer=world.director, on=later.date()) == ()
        with pytest.raises(NoSuchCareer):
            self.answer(number, Side.OWN, YES, world.director, at=later)
        found = own_request(number, viewer=world.ward, on=later.date())
        assert "take it back, and ask anew" in employer_words(found.own)
        (there,) = requests_here(viewer=world.near_director, on=later.date())
        assert there.side is Side.HOST

    def test_offers_of_an_organisation_that_ended_are_taken_down(self, world):
        offer = offered(world.near_director)
        assert take_down_of_ended(NEAR, at=AT, by=OPERATOR) == 0
        transfer_control(NEAR, HERE, "Merged", ends=True, at=AT, by=OPERATOR)
        assert take_down_of_ended(NEAR, at=AT, by=OPERATOR) == 1
        assert not offer_page(offer, viewer=world.ward, on=TODAY).is_open
        with pytest.raises(CannotKeepCareer, match="no longer open"):
            act.ask_for(offer, WHY, HERE, at=AT, by=world.ward)

    def test_nobody_else_reads_or_answers_it_and_nobody_answers_for_themselves(self, client, world):
        number = self.asked(world)
        for viewer in (world.far_chair, world.director):
            with pytest.raises(NoSuchCareer):
                self.answer(number, Side.HOST, YES, viewer)
        for viewer in (world.colleague, world.lead, world.keeper):
            with pytest.raises(NotYours):
                self.answer(number, Side.OWN, YES, viewer)
            assert signed_in(client, viewer).get(f"/careers/offers/asked/{number}/").status_code == 404
        own = act.ask_for(offered(world.near_director), WHY, HERE, at=AT, by=world.director)
        assert [one.request.number for one in requests_here(viewer=world.director, on=TODAY)] == [number]
        with pytest.raises(NoSuchCareer):
            self.answer(own, Side.OWN, YES, world.director)
        found = own_request(own, viewer=world.director, on=TODAY)
        assert (found.own.nobody, found.host.nobody) == (True, False)
        act.take_back_request(number, at=AT, by=world.ward)
        with pytest.raises(NoSuchCareer):
            self.answer(number, Side.OWN, YES, world.director)
        assert requests_here(viewer=world.director, on=TODAY) == ()
        assert act.ask_for(
            own_request(number, viewer=world.ward, on=TODAY).offer.number, WHY, HERE, at=AT, by=world.ward
        )

    def test_what_cannot_be_asked_for_is_said(self, world):
        here, near = offered(world.director, HERE), offered(world.near_director)
        for offer, words, employer, at, told in (
            (here, WHY, HERE, AT, "your own organisation"),
            (near, " ", HERE, AT, "a few words"),
            (near, WHY, FAR, AT, "where you work"),
            (near, WHY, HERE, AT + timedelta(days=31), "no longer open"),
        ):
            with pytest.raises(CannotKeepCareer, match=told):
                act.ask_for(offer, words, employer, at=at, by=world.ward)

    def test_a_year_and_two_on_the_person_says_what_it_led_to(self, client, world):
        number = self.asked(world)
        self.answer(number, Side.OWN, YES, world.director)
        self.answer(number, Side.HOST, YES, world.near_director)
        later = AT + timedelta(days=150 + 366)
        assert needs_today(viewer=world.ward, at=later - timedelta(days=2)) == ()
        (need,) = needs_today(viewer=world.ward, at=later)
        assert need.words == "What did “Run a clinic” lead to, for you?"
        act.say_led_to(number, LedTo.WIDER, counted=True, at=later, by=world.ward)
        assert needs_today(viewer=world.ward, at=later) == ()
        for viewer, at in ((world.ward, later), (world.ward, later + timedelta(days=800))):
            with pytest.raises(CannotKeepCareer, match="Nothing is asked"):
                act.say_led_to(number, LedTo.SAME, counted=False, at=at, by=viewer)
        with pytest.raises(NoSuchCareer):
            act.say_led_to(number, LedTo.SAME, counted=False, at=later, by=world.director)
        act.say_led_to(number, LedTo.SENIOR, counted=False, at=later + timedelta(days=366), by=world.ward)
        words = held_of(viewer=world.ward, at=later + timedelta(days=366))[0].words
        assert "One year on you said: more in the same role. It may be counted." in words
        assert "Two years on you said: a more senior role. It is not counted." in words
        told = requests_here(viewer=world.near_director, on=later.date())
        assert told[0].request.led_to == ()
