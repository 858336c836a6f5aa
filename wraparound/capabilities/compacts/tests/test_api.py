"""Compacts as JSON: the same cut as the pages, bounded questions, and one sentence for whatever cannot be answered."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from wraparound.capabilities.compacts.actions import prospectuses as posts
from wraparound.capabilities.compacts.actions import reviews as meetings
from wraparound.capabilities.compacts.actions import texts
from wraparound.capabilities.compacts.queries.compacts import compact, compacts
from wraparound.capabilities.compacts.queries.reviews import review, reviews
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.terms.compacts import CompactQuestion, PromiseQuestion
from wraparound.capabilities.compacts.terms.prospectuses import Offer, Prospect
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    begin,
    fill,
    look_as,
    offered,
    undertaking,
)
from wraparound.people.exchange import plain as plain_values
from wraparound.records.models.log import Look
from wraparound.records.terms import Face

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]


def plain(answer):
    """As JSON knows it, moments as the API writes them."""
    return json.loads(json.dumps(plain_values(answer)).replace("+00:00", "Z"))


def published(world):
    at = timezone.localtime()
    said = Prospect(
        title="Chief executive",
        closes=at.date() + timedelta(days=30),
        offers=(Offer(component="coaching", words="Twelve days"),),
        not_judged=("The deficit of the years before",),
        afterwards="You go back on your own terms.",
        contact="The board's office",
    )
    row = posts.begin("ZZ01", "Chief executive", said, at=at, by=world.chair)
    posts.publish(row.pk, nobody_else_read_it=True, at=at, by=world.chair)
    return row


def asked(client, address, status=200):
    answer = client.get(f"/api/compacts{address}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_every_answer_is_that_of_the_query(client, world, made):
    on = timezone.localdate()
    meeting = meetings.call(made.pk, "Two wards closed", None, at=timezone.localtime(), by=world.chair)
    for side in ("chair", "leader", "region", "improver"):
        look_as(client, world, side)
        viewer = getattr(world, side)
        assert asked(client, "/") == plain(compacts(CompactQuestion(), viewer=viewer, on=on))
        assert asked(client, f"/{made.pk}") == plain(compact(made.pk, viewer=viewer, on=on))
        assert asked(client, f"/{made.pk}/versions/1") == plain(compact(made.pk, viewer=viewer, on=on, version=1))
        assert asked(client, f"/{made.pk}/verify") == plain(verify(made.pk, viewer=viewer))
        assert asked(client, f"/{made.pk}/reviews") == plain(reviews(made.pk, viewer=viewer, on=on))
        assert asked(client, f"/{made.pk}/reviews/{meeting}") == plain(review(made.pk, meeting, viewer=viewer, on=on))
        assert asked(client, "/promises?which=all") == plain(
            promises(PromiseQuestion(which="all"), viewer=viewer, on=on)
        )


def test_lists_are_narrowed(client, world, made):
    look_as(client, world, "chair")
    assert asked(client, "/?q=larkmoor&state=in_force")["matching"] == 1
    assert asked(client, "/?q=zzz")["matching"] == 0
    assert asked(client, "/?state=signing")["matching"] == 0
    assert asked(client, "/?page=9")["page"] == 1
    assert [one["key"] for one in asked(client, "/promises?which=all&giver=region")["lines"]] == ["p1"]
    assert [one["key"] for one in asked(client, "/promises?which=all&sort=condition")["lines"]] == ["c1"]
    assert [one["key"] for one in asked(client, "/promises?which=all&q=coach")["lines"]] == ["p2"]
    assert asked(client, "/promises?which=kept")["matching"] == 0
    (one,) = asked(client, "/promises?which=all&q=coach")["lines"]
    assert one["number"] == undertaking(made, "p2").pk


def test_two_versions_are_compared(client, world, made):
    number = texts.answer(made.pk, 1, reason="More time", at=AT, by=world.leader)
    texts.share(made.pk, number, at=AT, by=world.leader)
    look_as(client, world, "chair")
    assert asked(client, f"/{made.pk}/compare?before=1&after={number}")["before"] == 1
    assert "before" in asked(client, f"/{made.pk}/compare?after=1", 422)["detail"]
    assert "no such compact" in asked(client, f"/{made.pk}/compare?before=1&after=9", 404)["detail"]


def test_what_is_not_theirs_is_not_there(client, world, made):
    meeting = meetings.call(made.pk, "Two wards closed", None, at=timezone.localtime(), by=world.chair)
    addresses = ("", "/versions/1", "/compare?before=1&after=1", "/verify", "/reviews", f"/reviews/{meeting}")
    for side in ("stranger", "other_chair", "other_region", "centre"):
        look_as(client, world, side)
        for address in addresses:
            assert "no such compact" in asked(client, f"/{made.pk}{address}", 404)["detail"]
        assert asked(client, "/")["lines"] == []
        assert asked(client, "/promises?which=all")["lines"] == []
    client.logout()
    for address in ("/", "/promises", *(f"/{made.pk}{one}" for one in addresses)):
        assert "Sign in" in asked(client, address, 401)["detail"]


def test_a_draft_is_its_own_sides_alone(client, world):
    made = begin(world)
    fill(made, world.chair)
    look_as(client, world, "chair")
    assert asked(client, f"/{made.pk}")["text"]["state"] == "private"
    assert "nothing to verify" in asked(client, f"/{made.pk}/verify", 422)["detail"]
    look_as(client, world, "leader")
    assert asked(client, f"/{made.pk}")["text"] is None
    asked(client, f"/{made.pk}/versions/1", 404)


@pytest.mark.parametrize(
    "address",
    [
        *("/0", "/-1", "/99999999999999999999", "/x", "/1/versions/0", "/1/versions/10001", "/1/verify?version=x"),
        *("/?page=0", "/?page=10001", "/?state=wibble", f"/?q={'a' * 101}", "/?q=%00", "/promises?which=wibble"),
        *("/promises?giver=nobody", "/promises?sort=wish", "/prospectuses?page=0", "/prospectuses/0"),
        *("/prospectuses/1?edition=0", "/1/compare?before=0&after=1"),
    ],
)
def test_a_question_out_of_bounds_is_refused_in_one_sentence(client, world, address):
    look_as(client, world, "chair")
    assert asked(client, address, 422)["detail"]


def test_prospectuses_and_the_catalogue_are_for_everybody(client, world):
    row = published(world)
    listed = asked(client, "/prospectuses?q=executive")
    assert [one["number"] for one in listed["lines"]] == [row.pk]
    assert asked(client, "/prospectuses?q=nothing-of-the-kind")["lines"] == []
    found = asked(client, f"/prospectuses/{row.pk}")
    assert found["edition"]["prospect"]["title"] == "Chief executive"
    assert (found["edition"]["written_by"], found["edition"]["reviewed_by"]) == ("", "")
    assert asked(client, f"/prospectuses/{row.pk}?edition=1") == found
    assert "no such prospectus" in asked(client, f"/prospectuses/{row.pk}?edition=2", 404)["detail"]
    assert "coaching" in {one["key"] for one in asked(client, "/catalogue")}


def test_a_look_through_the_api_is_logged_as_one(client, world):
    made = offered(world)
    look_as(client, world, "region")
    asked(client, f"/{made.pk}")
    look = Look.objects.filter(by=world.region.person).latest("pk")
    assert (look.face, look.place) == (Face.API, "api:api_compact")
