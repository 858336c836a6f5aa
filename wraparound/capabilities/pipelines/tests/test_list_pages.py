"""The list as people use it: what it says when there is nothing, views, the sheet, the API and the command."""

import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from wraparound.capabilities.pipelines.models.people import SavedView
from wraparound.capabilities.pipelines.tests.list_world import (
    holds,
    look_as,
    make_list_world,
    named,
    person,
    post,
    ready,
)
from wraparound.capabilities.pipelines.wording import lists as tell
from wraparound.published.workbooks import sheets_of
from wraparound.records.models.log import Look, LookedAt
from wraparound.records.terms import Face

pytestmark = pytest.mark.database
INDEX, SHEET, VIEWS, SAVE = (reverse(f"pipelines:{name}") for name in ("index", "sheet", "views", "save_view"))


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(lambda: make_list_world(timezone.localdate()))


def page(client, address=INDEX):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def filled():
    where, anna = post(), person("Anna Able")
    holds(where, person("Hal Holder"))
    named(where, anna)
    ready(anna, review_by=date(2999, 1, 1))
    post("Director of nursing", "Z2", role="nursing")
    return where, anna


def test_where_nothing_is_entered_a_leader_is_led_to_begin_and_a_region_told_who_does(world, client):
    said = page(look_as(client, world, "leader"))
    assert reverse("pipelines:usual_board", kwargs={"code": "Z1"}) in said
    said = page(look_as(client, world, "region"))
    assert "No trust of yours has entered its posts yet" in said
    assert "/usual/" not in said


def test_the_list_names_for_a_trust_and_counts_for_a_region(world, client):
    where, _ = filled()
    said = page(look_as(client, world, "leader"))
    assert "Of 1 critical post 1 has a confirmed successor and 1 one who is ready now: 1 person." in said
    assert "Anna Able" in said
    assert reverse("pipelines:post", kwargs={"number": where.pk}) in said
    assert "Director of nursing" not in said
    said = page(look_as(client, world, "region"))
    assert "Anna Able" not in said
    assert "1 person, not released" in said
    said = page(look_as(client, world, "analyst"))
    assert "Anna Able" not in said
    assert "Yes" in said
    assert "different people" not in said


def test_where_nothing_matches_it_says_which_filter_to_drop(world, client):
    filled()
    said = page(look_as(client, world, "leader"), f"{INDEX}?gap=vacant&role=finance")
    assert "No post is all of this" in said
    assert f'{INDEX}?role=finance">vacant</a>' in said
    assert f'{INDEX}?gap=vacant">finance</a>' in said


def test_the_list_opens_as_it_was_left(world, client):
    filled()
    look_as(client, world, "region")
    page(client, f"{INDEX}?role=finance&on=2025-03-03&page=2")
    said = page(client)
    assert "This list opens as you left it last" in said
    assert "Director of nursing" not in said
    assert "3 March 2025" not in said
    page(client, f"{INDEX}?all=1")
    assert "Director of nursing" in page(client)


def test_what_cannot_be_understood_is_left_out_and_a_day_is_asked_again(world, client):
    filled()
    look_as(client, world, "leader")
    said = page(client, f"{INDEX}?role=nobody&gap=x&page=-1&kind=%00&critical=maybe&on=yesterday")
    assert "We could not read the day" in said
    assert "Director of finance" in said


def test_a_past_day_says_so_and_offers_what_was_shown_then(world, client):
    filled()
    look_as(client, world, "leader")
    said = page(client, f"{INDEX}?on=2026-05-10")
    assert "As at 10 May 2026, by what is known today." in said
    assert "shown=1" in said
    assert "As this site showed it at the end of 10 May 2026." in page(client, f"{INDEX}?on=2026-05-10&shown=1")


def test_the_sheet_has_what_the_page_has_in_the_same_words_and_is_logged_as_taken_away(world, client):
    where, anna = filled()
    holds(where, person("=Evil Formula"), "interim")
    answer = look_as(client, world, "leader").get(f"{SHEET}?role=finance")
    (_, (head, row)), _ = sheets_of("posts.xlsx", answer.content)
    told = dict(zip(head, row, strict=True))
    assert told["post"] == "Director of finance"
    assert told["ready now"] == "Anna Able"
    assert "Evil Formula" in told["holder"]
    look = Look.objects.filter(face=Face.EXPORT).order_by("-pk")
    assert LookedAt.objects.filter(look__in=look, about=anna.pk).exists()
    assert {one.place for one in look} == {"pipelines:sheet"}


def test_a_view_is_saved_by_name_shared_and_read_under_the_readers_own_rights(world, client):
    filled()
    look_as(client, world, "leader")
    sent = {"name": "Finance, thin", "question": "role=finance&page=3&on=2025-01-01", "share": "organisation:Z1"}
    answer = client.post(SAVE, sent)
    assert answer.url == f"{INDEX}?role=finance"
    (view,) = SavedView.objects.all()
    assert (view.question, view.organisation.code) == ("role=finance", "Z1")
    for side, told in (("region", True), ("analyst", True), ("other", False), ("far", False)):
        said = page(look_as(client, world, side), VIEWS)
        assert ("Finance, thin" in said) is told
        assert "Drop" not in said
    assert "Anna Able" not in page(look_as(client, world, "region"), f"{INDEX}?{view.question}")


def test_a_view_is_saved_again_under_its_name_and_dropped_by_its_owner_alone(world, client):
    look_as(client, world, "region")
    for question in ("gap=vacant", "gap=stale"):
        client.post(SAVE, {"name": "Mine", "question": question, "share": "region:NO"})
    (view,) = SavedView.objects.all()
    assert view.question == "gap=stale"
    drop = reverse("pipelines:drop_view", kwargs={"number": view.pk})
    assert look_as(client, world, "analyst").post(drop).status_code == 302
    assert SavedView.objects.exists()
    look_as(client, world, "region").post(drop)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "", "question": "gap=vacant"}, "Give the view a name."),
        ({"name": "x" * 61, "question": ""}, "at most 60 letters"),
        ({"name": "A", "question": "q=anna+able", "share": "organisation:Z1"}, "stays your own"),
        ({"name": "A", "question": "", "share": "organisation:Z2"}, "Share a view with an organisation or a region"),
        ({"name": "A", "question": "", "share": "region:NO"}, "Share a view with an organisation or a region"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(world, client, sent, said):
    answer = look_as(client, world, "leader").post(SAVE, sent, follow=True)
    text = answer.content.decode()
    assert said in text
    assert f'value="{sent["name"]}"' in text
    assert not SavedView.objects.exists()


def test_a_view_with_words_is_kept_for_oneself(world, client):
    look_as(client, world, "leader").post(SAVE, {"name": "Anna", "question": "q=anna+able"})
    assert SavedView.objects.get().question == "q=anna+able"
    assert "anna" not in page(look_as(client, world, "region"), VIEWS).casefold()


def test_the_api_answers_what_the_page_shows(world, client):
    filled()
    found = look_as(client, world, "region").get("/api/pipelines/posts?role=finance").json()
    assert found["matching"] == 1
    assert found["rows"][0]["named"][0]["known"] is None
    assert found["rows"][0]["cover"]["ready_now"] == 1
    found = look_as(client, world, "analyst").get("/api/pipelines/posts?role=finance").json()
    assert (found["rows"][0]["cover"], found["rows"][0]["yes_no"]["ready_now"]) == (None, True)
    assert "Anna" not in json.dumps(found)
    assert client.get("/api/pipelines/posts?gap=nothing").status_code == 422


def test_the_sheet_of_a_past_day_says_what_of_it_is_of_today(world, client):
    filled()
    look_as(client, world, "leader")
    for asked, is_said in (("", False), ("?on=2026-05-05", True), (f"?on={timezone.localdate()}", False)):
        sheets = str(sheets_of("posts.xlsx", client.get(f"{SHEET}{asked}").content))
        assert ("who reports to whom are those of today" in sheets) == is_said


def test_a_part_of_the_posts_is_said_to_be_one_with_one_link_to_all(world, client):
    filled()
    client = look_as(client, world, "leader")
    assert "You see a part of the posts" not in page(client)
    said = page(client, f"{INDEX}?role=finance&critical=1")
    assert "You see a part of the posts: finance · critical." in said
    assert "Of 1 critical post in this narrowed list" in said
    assert said.count("?all=1") == 1
    again = page(client)
    assert f"finance · critical. {tell.REMEMBERED}" in again
    assert again.count(tell.REMEMBERED) == 1


def test_whoever_comes_from_a_card_takes_the_person_along_to_the_form(world, client, django_assert_max_num_queries):
    where, anna = filled()
    client = look_as(client, world, "leader")
    page(client, f"{INDEX}?role=finance")
    card = page(client, reverse("pipelines:card", kwargs={"key": anna.key}))
    assert f"{INDEX}?all=1&amp;name={anna.key}" in card
    with django_assert_max_num_queries(15):
        said = page(client, f"{INDEX}?all=1&name={anna.key}")
    assert "You are naming Anna Able for a post." in said
    form = f"{reverse('pipelines:name_successor', kwargs={'number': where.pk})}?person={anna.key}"
    assert form in said
    assert f'value="{anna.key}" checked' in page(client, form)
    narrowed = page(client, f"{INDEX}?gap=vacant&name={anna.key}")
    assert f'name="name" value="{anna.key}"' in narrowed
    assert "finance" in page(client).split("You see a part of the posts")[1][:40]
    assert "You are naming" not in page(client, f"{INDEX}?all=1&name=nobody")
