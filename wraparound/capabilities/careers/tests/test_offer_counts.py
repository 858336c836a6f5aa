"""What a region is told of its board: of eleven and more, once a year, each answer once, and only of who agreed."""

from datetime import timedelta

import pytest

from wraparound.capabilities.careers.actions.offer_counts import count_boards
from wraparound.capabilities.careers.actions.offer_requests import answer_request, ask_for
from wraparound.capabilities.careers.actions.offers import look_for, put_offer, take_down
from wraparound.capabilities.careers.models.offers import OfferOutcome, OfferRequest
from wraparound.capabilities.careers.queries.offer_counts import boards_told
from wraparound.capabilities.careers.terms.offers import (
    Backfill,
    EmployerAnswer,
    LedTo,
    NewBoardOffer,
    OfferKind,
    Side,
    StatedNeeds,
)
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    NEAR,
    SHIPPED,
    TODAY,
    make_careers_world,
    signed_in,
    somebody,
)
from wraparound.capabilities.careers.wording.offers import told_words
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing

pytestmark = [pytest.mark.database, pytest.mark.django_db]
YEAR, FOUR_WEEKS = timedelta(days=366), timedelta(days=28)
MENTOR = StatedNeeds(kind=OfferKind.MENTORING, framework=SHIPPED, competency="6", counted=True)


def make():
    world = make_careers_world()
    world.people = [somebody(f"Looking Person{number:02}", HERE) for number in range(12)]
    world.offers = [put_offer(project(number), at=AT, by=world.near_director) for number in range(11)]
    return world


def project(number):
    day = TODAY + timedelta(days=10)
    return NewBoardOffer(
        organisation=NEAR,
        kind=OfferKind.PROJECT,
        title=f"Project {number}",
        where="Near",
        does="Leads it",
        host_gets="A view from elsewhere",
        starts=day,
        ends=day,
        closes_on=day,
        framework=SHIPPED,
        competencies=("6",),
        half_days=None,
        backfill=Backfill.NOT_NEEDED,
    )


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make)


def told(world):
    (board,) = boards_told(viewer=world.lead)
    return told_words(board)


def asks(person, offer):
    return ask_for(offer, "I want to learn it", HERE, at=AT, by=person)


def test_a_region_reads_what_nobody_offers_and_nobody_asks_for(client, world):
    for person in world.people[:10]:
        look_for(MENTOR, at=AT, by=person)
    look_for(StatedNeeds(kind=OfferKind.MENTORING), at=AT, by=world.people[10])  # and may not be counted
    before = AT - FOUR_WEEKS
    assert count_boards(at=before, by=OPERATOR) == 0
    look_for(MENTOR, at=AT, by=world.people[10])
    # Nobody sees in which hour it became enough.
    assert count_boards(at=AT - timedelta(days=1), by=OPERATOR) == 0
    assert count_boards(at=AT, by=OPERATOR) == 1
    # The competency is offered by an open project, so nobody lacks it.
    assert told(world) == ["11 people look for mentoring, and nothing open had it (counted on 4 May 2026)."]
    look_for(MENTOR, at=AT, by=world.people[11])
    taken = put_offer(project(11), at=AT, by=world.near_director)
    take_down(taken, at=AT, by=world.near_director)
    assert count_boards(at=AT + FOUR_WEEKS, by=OPERATOR) == 1
    assert told(world)[0] == "Project role: of 11 offers that closed, nobody asked for 11 (counted on 1 June 2026)."
    assert len(told(world)) == 2
    assert count_boards(at=AT + YEAR - timedelta(days=1), by=OPERATOR) == 0
    assert count_boards(at=AT + YEAR, by=OPERATOR) == 1
    assert told(world)[1].startswith("12 people look for mentoring")
    assert "12 people look for" in signed_in(client, world.lead).get("/careers/offers/told/").content.decode()
    for viewer in (world.ward, world.director, world.keeper):
        with pytest.raises(NotYours):
            boards_told(viewer=viewer)


def test_that_one_offer_alone_was_asked_for_is_not_told(world):
    asks(world.people[0], world.offers[0])
    assert count_boards(at=AT + timedelta(days=11), by=OPERATOR) == 0
    asks(world.people[1], world.offers[1])
    assert count_boards(at=AT + timedelta(days=11) + FOUR_WEEKS, by=OPERATOR) == 1
    assert "nobody asked for 9" in told(world)[0]


def test_each_answer_of_what_it_led_to_is_told_once_so_that_none_is_left_over_by_subtraction(world):
    later = TODAY + timedelta(days=400)

    def says(person, led_to, *, counted=True, on=later, offer=0):
        number = asks(person, world.offers[offer])
        for side, viewer in ((Side.OWN, world.director), (Side.HOST, world.near_director)):
            answer_request(number, side, EmployerAnswer.YES, "", at=AT, by=viewer)
        row = OfferRequest.objects.select_related("controller", "person").get(pk=number)
        with changing("For the test", at=AT, by=OPERATOR):
            OfferOutcome.objects.create(
                controller=row.controller,
                person=row.person,
                request=row,
                years=1,
                led_to=led_to,
                counted=counted,
                said_on=on,
            )

    # Whoever took up two offers is one person.
    says(world.people[0], LedTo.LEFT, on=later - timedelta(days=1), offer=1)
    for number, person in enumerate(world.people[:10]):
        says(person, LedTo.SENIOR if number < 4 else LedTo.SAME)
    says(world.people[10], LedTo.SAME, counted=False)
    at = AT + timedelta(days=401)
    count_boards(at=at, by=OPERATOR)
    assert not any("year on" in one for one in told(world))
    says(world.people[11], LedTo.SAME)
    at += FOUR_WEEKS
    assert count_boards(at=at, by=OPERATOR) == 1
    assert told(world)[1:] == [
        "One year on, of 11 people: a more senior role 4; the same as before 7 (counted on 7 July 2027)."
    ]
    says(world.ward, LedTo.LEFT, on=at.date())
    assert count_boards(at=at + YEAR, by=OPERATOR) == 0
    assert [one for one in told(world) if "year on" in one] == told(world)[1:]
