"""A region: who helps whom, what is left to give, offers without takers, needs without offers."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.partnerships.actions import own_words
from wraparound.capabilities.partnerships.calculation.regional import without_offers, without_takers
from wraparound.capabilities.partnerships.queries.regional import regional_page
from wraparound.capabilities.partnerships.terms.own_words import Means, NewNeed, NewOffer, OwnNeed, OwnOffer, Topic
from wraparound.capabilities.partnerships.terms.regional import Capacity, NoSuchRegion
from wraparound.capabilities.partnerships.tests.partner_world import (
    AT,
    HELPED,
    HELPER,
    OTHER,
    TODAY,
    days,
    in_force,
    look_as,
    make_world,
    proposed,
)
from wraparound.capabilities.partnerships.wording.regional import capacity_words, helping_picture, say_region
from wraparound.people.terms.access import OPERATOR

LATER = date(2027, 1, 1)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def offers(code, topic, days, by):
    new = NewOffer(topic=topic, means=(Means.TEAM,), words="A team that has done it", days=days)
    return own_words.say_offer(code, new, at=AT, by=by)


def needs(code, topic, by):
    return own_words.say_need(code, NewNeed(topic=topic, words="We are behind with it"), at=AT, by=by)


@pytest.mark.django_db
def test_a_region_reads_who_helps_whom_and_what_is_left(world):
    number = in_force(world)
    offers(HELPER, Topic.MONEY, 30.0, world.helper)
    needs(HELPED, Topic.DIGITAL, world.helped)
    found = regional_page("", viewer=world.region, on=TODAY + days(20))

    assert [one.number for one in found.helping] == [number]
    (capacity,) = found.capacity
    assert (capacity.code, capacity.offered, capacity.helps) == (HELPER, 30.0, 1)
    assert capacity.left == 30.0 - capacity.promised
    assert 0 < capacity.left < 30.0
    assert [(one.name, one.said.topic) for one in found.no_takers] == [("Thistleford Hospitals (made up)", Topic.MONEY)]
    assert [(one.said.code, one.said.topic) for one in found.no_offers] == [(HELPED, Topic.DIGITAL)]
    picture = helping_picture(found)
    assert picture is not None
    assert picture.table.rows[0][:2] == ("Thistleford Hospitals (made up)", "Larkmoor Hospitals (made up)")
    assert "Needs without offers:\n- Larkmoor Hospitals (made up): digital systems and data" in say_region(found)


@pytest.mark.django_db
def test_what_is_not_in_force_and_what_was_declined_counts_nowhere(world):
    proposed(world)
    found = regional_page("NO", viewer=world.region, on=TODAY)

    assert found.helping == ()
    assert found.capacity == ()
    assert helping_picture(found) is None


@pytest.mark.django_db
def test_nobody_reads_another_region_and_boards_read_none(world):
    offers(OTHER, Topic.DIGITAL, 4.0, world.other)
    needs(HELPED, Topic.DIGITAL, world.helped)
    with pytest.raises(NoSuchRegion):
        regional_page("SO", viewer=world.region, on=TODAY)
    for viewer in (world.helped, world.analyst, world.stranger):
        with pytest.raises(PermissionDenied):
            regional_page("NO", viewer=viewer, on=TODAY)
    # What stands in another region is no offer here, for whoever looks.
    for viewer in (world.region, OPERATOR):
        assert len(regional_page("NO", viewer=viewer, on=TODAY).no_offers) == 1
    assert [code for code, _ in regional_page("NO", viewer=OPERATOR, on=TODAY).regions] == ["NO", "SO"]


@pytest.mark.django_db
def test_the_page_and_the_api_say_the_same(client, world):
    in_force(world)
    look_as(client, world, "region")
    page = client.get("/partnerships/region/")
    told = client.get("/api/partnerships/region").json()

    assert page.status_code == 200
    assert "1 partnership is in force." in page.content.decode()
    assert [one["helper"] for one in told["helping"]] == ["Thistleford Hospitals (made up)"]
    assert client.get("/partnerships/region/?region=SO").status_code == 404
    look_as(client, world, "helped")
    assert client.get("/partnerships/region/").status_code == 403


def test_more_promised_than_offered_is_said_and_never_below_nothing():
    beyond = Capacity(code="ZZ01", name="Larkmoor", offered=4.0, promised=6.0, helps=2)
    assert beyond.left == 0
    assert "more than it offers" in capacity_words(beyond)
    assert "does not say" in capacity_words(Capacity(code="ZZ01", name="Larkmoor", offered=None, promised=2.0, helps=1))


CODES, TOPICS = st.sampled_from(["A", "B", "C"]), st.sampled_from(list(Topic)[:3])


def need(code, topic):
    return OwnNeed(number=1, code=code, topic=topic, words="x", means=(), said_on=TODAY, review=LATER)


def offer(code, topic):
    return OwnOffer(
        number=1, code=code, topic=topic, means=(), words="x", days=1, said_on=TODAY, until=None, review=LATER
    )


@given(st.lists(st.builds(need, CODES, TOPICS), max_size=6), st.lists(st.builds(offer, CODES, TOPICS), max_size=6))
def test_a_need_is_either_offered_by_another_or_listed(said, offered):
    listed = without_offers(said, offered, ())
    for one in said:
        by_another = any(each.topic is one.topic and each.code != one.code for each in offered)
        assert (one in listed) is not by_another
    # Without a partnership every offer is without a taker; what is spent is not.
    assert without_takers(offered, (), ()) == tuple(offered)
    spent = [Capacity(code="A", name="A", offered=1.0, promised=1.0, helps=1)]
    assert all(one.code != "A" for one in without_takers(offered, (), spent))
