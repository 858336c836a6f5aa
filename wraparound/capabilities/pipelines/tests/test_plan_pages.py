"""Pages, API and command of a plan: what is typed stays, what is refused is said, and no page asks the store often."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.capabilities.pipelines.tests.plan_world import (
    AT,
    TODAY,
    add_post,
    confirm,
    days,
    look_as,
    make_plans,
    name,
    ready,
    release,
    take_off,
    token,
)
from wraparound.people.exchange import plain
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.queries.history import version_number

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST_QUERIES, LARGEST = 15, 60_000


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_plans)


def text_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def sent(client, address, **data):
    return client.post(address, data, follow=True).content.decode()


def place(post, more=""):
    return f"/pipelines/posts/{post}/{more}"


def busy(world):
    """A plan with everything on it."""
    for number, who in enumerate(("ann", "bob", "cy", "director", "chair")):
        release(world, who)
        ready(world, who, world.chief)
        made = name(world, world.chief, who)
        if number < 3:
            confirm(world, made)
    other = add_post(world.chair, "Director of strategy", PostRole.STRATEGY, shared_with=("ZZ02",))
    for post in (other, world.finance):
        name(world, post, "cy", confirm=True)
    closed_above(world)
    return other


def closed_above(world):
    """The chief executive reports to a post that was closed."""
    top = add_post(world.chair, "Chair", PostRole.CHAIR)
    gone = add_post(world.chair, "Deputy chair", PostRole.CHAIR, reports_to=top)
    with changing("For the test", at=AT, by=world.chair):
        Post.objects.filter(pk=world.chief).update(reports_to=gone)
    close_post(gone, last_day=TODAY - days(1), because="Joined", at=AT, by=world.chair)


def test_somebody_is_found_by_name_and_named_and_what_was_typed_stays(world, client):
    look_as(client, world, "chair")
    there = place(world.chief, "successors/new/")
    begun = {"use": "cover", "sort": "named", "because": "Knows the wards", "find": "abel", "look": "1"}
    page = client.post(there, begun).content.decode()
    assert "Ann Abelson" in page
    assert "Bob Birchett" not in page
    assert "Knows the wards" in page
    assert "There is a problem" not in page
    assert 'value="cover" checked' in page
    begun.pop("look")
    page = client.post(there, begun).content.decode()
    assert "Choose somebody from the list" in page
    assert "Knows the wards" in page
    page = sent(client, there, **begun, person=str(world.people["ann"].key), confirm="on")
    assert "Named and confirmed" in page
    assert Successor.objects.get().use == "cover"


def test_what_cannot_be_named_is_said_beside_what_was_typed(world, client):
    look_as(client, world, "chair")
    typed = {"use": "successor", "sort": "named", "because": "Knows finance", "find": "abel"}
    typed["person"] = str(world.people["ann"].key)
    page = client.post(place(world.finance, "successors/new/"), typed).content.decode()
    assert "Ann Abelson holds this post" in page
    assert "Knows finance" in page
    assert "There is a problem" in page


@pytest.mark.parametrize("person", ["", "no key", "00000000-0000-0000-0000-000000000009"])
def test_a_key_of_nobody_is_a_sentence(world, client, person):
    look_as(client, world, "chair")
    typed = {"use": "successor", "sort": "named", "person": person}
    assert "Choose somebody from the list" in sent(client, place(world.chief, "successors/new/"), **typed)


def test_a_region_is_asked_for_nobody_outside_and_offered_only_released_people(world, client):
    release(world, "ann")
    look_as(client, world, "region")
    page = text_of(client, place(world.chief, "successors/new/"))
    assert "Who is meant" not in page
    assert "Confirm it at once" not in page
    page = client.post(place(world.chief, "successors/new/"), {"find": "b", "look": "1"}).content.decode()
    assert "Bob Birchett" not in page
    typed = {"use": "successor", "sort": "external", "person": str(world.people["ann"].key), "confirm": "on"}
    assert "There is a problem" in sent(client, place(world.chief, "successors/new/"), **typed)
    typed["sort"] = "named"
    assert "Proposed." in sent(client, place(world.chief, "successors/new/"), **typed)
    assert Successor.objects.get().confirmed_on is None


def test_a_proposal_is_confirmed_from_the_plan_and_taken_off_with_a_reason(world, client):
    made = name(world, world.chief, "ann")
    look_as(client, world, "director")
    page = text_of(client, place(world.chief))
    assert f'name="version" value="{token(made)}"' in page
    assert "Confirm it from the page" in sent(client, f"/pipelines/successors/{made}/confirm/")
    assert "It counts from today" in sent(client, f"/pipelines/successors/{made}/confirm/", version=token(made))
    there = f"/pipelines/successors/{made}/take-off/"
    assert "Ann Abelson, successor for Chief executive" in text_of(client, there)
    assert "Say why" in sent(client, there, because="", version=token(made))
    assert "Taken off the plan" in sent(client, there, because="She stays", version=token(made))
    assert "Ann Abelson" not in text_of(client, place(world.chief))


def test_an_edit_that_crossed_another_keeps_what_was_typed(world, client):
    made = name(world, world.chief, "ann")
    seen = token(made)
    confirm(world, made)
    look_as(client, world, "chair")
    page = sent(client, f"/pipelines/successors/{made}/take-off/", because="She prefers to stay", version=seen)
    assert "Somebody else changed this" in page
    assert "She prefers to stay" in page
    assert f'value="{token(made)}"' in page


def test_what_is_not_theirs_to_take_off_is_said(world, client):
    release(world, "ann")
    made = name(world, world.chief, "ann")
    look_as(client, world, "region")
    assert "taken off by those who lead" in text_of(client, f"/pipelines/successors/{made}/take-off/")
    take_off(world, made)
    assert client.get(f"/pipelines/successors/{made}/take-off/").status_code == 404


def test_six_are_too_many_to_compare_and_stay_ticked(world, client):
    busy(world)
    release(world, "eve")
    name(world, world.chief, "eve")
    look_as(client, world, "region")
    asked = "&".join(f"person={world.people[who].key}" for who in ("ann", "bob", "cy", "director", "chair", "eve"))
    page = text_of(client, place(world.chief, f"compare/?{asked}"))
    assert "Compare up to five people" in page
    assert page.count(" checked") == 6
    two = "&".join(f"person={world.people[who].key}" for who in ("cy", "ann"))
    page = text_of(client, place(world.chief, f"compare/?{two}"))
    assert page.index("Ann Abelson") < page.index("Cy Carverley")
    assert "There is no sum and no mark" in page
    assert text_of(client, place(world.chief, f"compare/?{two}&choose=1")).count(" checked") == 2


def test_a_day_before_the_post_was_entered_here_says_so_and_nothing_else_of_it(world, client):
    look_as(client, world, "chair")
    for more in ("", "history/"):
        page = text_of(client, place(world.chief, f"{more}?on=2026-01-05&shown=1"))
        assert "This post was not entered here on 5 January 2026" in page
        for words in ("Chief executive", "Larkmoor", "Ann Abelson", "Nobody"):
            assert words not in page.replace("Cara Chairwell", "")
        assert f'href="{place(world.chief, more)}"' in page
    page = text_of(client, place(world.chief, "?on=2026-05-05"))
    assert "As it was on 5 May 2026, by what is known today" in page
    assert "Name somebody" not in page


def test_nonsense_in_the_address_is_today(world, client):
    look_as(client, world, "chair")
    assert "Name somebody" in text_of(client, place(world.chief, "?on=tomorrow&shown=x"))
    assert "Name somebody" in text_of(client, place(world.chief, "?on=2999-01-01"))


def test_those_who_see_yes_or_no_are_told_so_and_whom_it_is_for(world, client):
    name(world, world.chief, "ann", confirm=True)
    look_as(client, world, "analyst")
    page = text_of(client, place(world.chief))
    assert "Is a successor confirmed? Yes" in page
    assert "You are told yes or no" in page
    assert "Ann Abelson" not in page
    assert client.get(place(world.chief, "compare/")).status_code == 403


def test_the_api_and_the_library_say_the_same(world, client):
    busy(world)
    today = Day(timezone.localdate())
    for who in ("chair", "region", "analyst"):
        look_as(client, world, who)
        found = plan_of(world.chief, viewer=world.viewers[who], day=today, today=today)
        assert client.get(f"/api/pipelines/posts/{world.chief}/plan").json() == json.loads(json.dumps(plain(found)))
    look_as(client, world, "neighbour")
    assert client.get(f"/api/pipelines/posts/{world.chief}/plan").status_code == 404


def test_the_answer_on_the_page_is_that_of_the_api(world, client):
    busy(world)
    look_as(client, world, "chair")
    page = text_of(client, place(world.chief))
    for words in client.get(f"/api/pipelines/posts/{world.chief}/plan").json()["sentences"]:
        assert words in page


@pytest.mark.parametrize("who", ["chair", "region", "analyst"])
def test_no_page_asks_the_store_often_or_is_large(world, client, who):
    other = busy(world)
    look_as(client, world, who)
    client.get("/pipelines/")
    pages = [place(post, more) for post in (world.chief, world.finance, other) for more in ("", "history/")]
    if who != "analyst":
        asked = "&".join(f"person={world.people[one].key}" for one in ("ann", "bob", "cy", "director", "chair"))
        pages += [place(world.chief, f"compare/?{asked}"), place(world.chief, "successors/new/")]
        pages += [f"/pipelines/successors/{Successor.objects.first().pk}/take-off/"]
    pages.append(f"/api/pipelines/posts/{world.chief}/plan")
    for address in pages:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(answer.content) < LARGEST
        assert len(queries) <= MOST_QUERIES, (address, who, [query["sql"][:90] for query in queries])


def test_the_neighbour_whom_a_post_serves_costs_no_more_statements_for_what_is_above_it(world, client):
    made = busy(world)
    look_as(client, world, "neighbour")
    client.get("/pipelines/")
    with CaptureQueriesContext(connection) as queries:
        text_of(client, place(made))
    assert len(queries) <= MOST_QUERIES


def test_a_page_of_a_past_day_says_what_of_it_is_of_today(world, client):
    look_as(client, world, "chair")
    of_today = "Titles, what is critical, and who reports to whom are those of today"
    for address in (place(world.chief), "/pipelines/", "/pipelines/organisations/ZZ01/chart/"):
        assert of_today in text_of(client, f"{address}?on=2026-05-05")
        assert of_today not in text_of(client, address)
    assert of_today not in text_of(client, place(world.chief, f"?on={timezone.localdate()}&shown=1"))


def test_history_of_another_day_is_asked_for_on_its_own_page(world, client):
    look_as(client, world, "chair")
    there = place(world.chief, "history/")
    assert f'action="{there}"' in text_of(client, there)
    assert "Up to 5 May 2026, by what is known today." in text_of(client, f"{there}?on=2026-05-05")


def test_comparing_is_about_today_and_says_so_where_another_day_was_asked(world, client):
    busy(world)
    look_as(client, world, "chair")
    said = "People are compared as they are today"
    assert said in text_of(client, place(world.chief, "compare/?on=2026-05-05"))
    assert said not in text_of(client, place(world.chief, "compare/"))


def test_a_closed_post_is_opened_again_from_its_page(world, client):
    close_post(
        world.deputy,
        last_day=timezone.localdate(),
        because="Joined with another",
        version=version_number(Post.objects.get(pk=world.deputy), viewer=OPERATOR),
        at=timezone.localtime(),
        by=world.chair,
    )
    look_as(client, world, "chair")
    assert f'href="{place(world.deputy, "open/")}">Open it again' in text_of(client, place(world.deputy))


def test_what_is_wrong_with_a_choice_belongs_to_its_group(world, client):
    look_as(client, world, "chair")
    page = sent(client, place(world.chief, "successors/new/"), use="", sort="named")
    assert '<a href="#id_use">Say what they are named for.</a>' in page
    assert 'aria-describedby="id_use-error"' in page
    assert 'id="id_use-error"' in page
