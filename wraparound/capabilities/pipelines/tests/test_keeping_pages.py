"""The pages on which posts and holders are kept: what is asked, what is said afterwards, what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.tests.keep_world import (
    SINCE,
    WRONG,
    a_post,
    described,
    entries,
    held,
    look_as,
    make_world,
    post_row,
    version_of,
)
from wraparound.people.models import Person
from wraparound.records.models.log import Change

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(lambda: make_world(on=timezone.localdate()))


@pytest.fixture
def signed_in(client, world):
    look_as(client, world, "director")
    return client


POST = {
    "title": "Chief finance officer",
    "role": "finance",
    "level": "board",
    "executive": "on",
    "grade": "",
    "critical_because": "",
    "reports_to": "",
    "starts": "2020-01-01",
}
TAKES_UP = {"kind": "substantive", "name": "Nadia Newhand", "starts": "2026-04-01"}
SAYS = {"why": "Typed wrongly"}


def text_of(answer):
    return answer.content.decode()


def said(client, post):
    """What the next page says; the page of the post is somebody else's, so that any page does."""
    page = text_of(client.get(f"/pipelines/posts/{post}/edit/"))
    start = page.find("wrap-said")
    return page[start : page.find("</div>", start)] if start >= 0 else ""


def test_a_post_is_entered_and_leads_to_who_holds_it(signed_in, world):
    answer = signed_in.post("/pipelines/organisations/ZZ01/posts/new/", {**POST, "shared_with": ["ZZ02"]})
    row = Post.objects.get()
    assert answer.url == f"/pipelines/posts/{row.pk}/holders/new/"
    assert (row.title, row.role, row.executive, row.voting) == ("Chief finance officer", "finance", True, False)
    assert [share.organisation.code for share in row.shares.all()] == ["ZZ02"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(signed_in):
    wrong = {**POST, "role": "", "critical": "on", "least_successors": "4", "most_successors": "2", "starts": "1/13/26"}
    page = text_of(signed_in.post("/pipelines/organisations/ZZ01/posts/new/", wrong))
    for words in (
        "There is a problem",
        "Choose what it is mainly answerable for.",
        "Say why it is critical: what would go wrong if it stood empty.",
        "The most is below the least.",
        "First day of the post: give the day like",
    ):
        assert words in page
    assert 'value="Chief finance officer"' in page
    assert 'value="1/13/26"' in page
    assert "<title>Error: Enter a post of" in page
    assert not Post.objects.exists()


def test_a_change_keeps_the_post_above_that_is_no_longer_shared_unless_another_is_chosen(client, world):
    group = a_post(world, "Group chief executive", shared_with=("ZZ02",))
    theirs = a_post(world, "Managing director", code="ZZ02", by=world.other_director, reports_to=group)
    unshared = described("Group chief executive")
    change_post(group, unshared, version=version_of(group, Post), at=timezone.localtime(), by=world.director)
    look_as(client, world, "other_director")
    there = f"/pipelines/posts/{theirs}/edit/"
    page = text_of(client.get(there))
    assert '<option value="as_it_is" selected>As it is: a post that is not shown here' in page
    assert "Group chief executive" not in page
    for chosen, above in (("as_it_is", group), ("", None)):
        changed = {**POST, "title": "Managing director", "reports_to": chosen, "version": version_of(theirs, Post)}
        assert client.post(there, changed).status_code == 302
        assert post_row(theirs).reports_to_id == above
    assert "As it is" not in text_of(client.get(there))
    answer = client.post(there, {**POST, "reports_to": str(group), "version": version_of(theirs, Post)})
    assert "Select a valid choice" in text_of(answer)


def test_a_post_says_to_which_of_its_own_posts_it_reports(signed_in, world):
    above = a_post(world, "Chief executive")
    theirs = a_post(world, "Chief executive of the neighbour", code="ZZ02", by=world.other_director)
    page = text_of(signed_in.get("/pipelines/organisations/ZZ01/posts/new/"))
    assert f'<option value="{above}">' in page
    assert "of the neighbour" not in page
    answer = signed_in.post("/pipelines/organisations/ZZ01/posts/new/", {**POST, "reports_to": str(theirs)})
    assert "Select a valid choice" in text_of(answer)
    signed_in.post("/pipelines/organisations/ZZ01/posts/new/", {**POST, "reports_to": str(above)})
    assert Post.objects.get(title="Chief finance officer").reports_to_id == above


def test_two_who_change_a_post_at_once_are_told_and_the_second_loses_nothing(signed_in, world):
    number = a_post(world)
    read = version_of(number, Post)
    first = {**POST, "title": "Finance chief", "version": read}
    assert signed_in.post(f"/pipelines/posts/{number}/edit/", first).status_code == 302
    second = text_of(signed_in.post(f"/pipelines/posts/{number}/edit/", {**POST, "title": "Mine", "version": read}))
    assert "Somebody else changed this" in second
    assert "It says now: Finance chief" in second
    assert 'value="Mine"' in second
    assert f'name="version" value="{version_of(number, Post)}"' in second
    assert post_row(number).title == "Finance chief"


def test_closing_a_post_says_so_and_offers_the_way_back(signed_in, world):
    number = a_post(world)
    entry = held(world, number, "Fiona Former")
    body = {"last_day": "2026-01-31", "because": "Joined with another", "version": version_of(number, Post)}
    signed_in.post(f"/pipelines/posts/{number}/close/", body)
    assert post_row(number).ends == date(2026, 1, 31)
    assert Holder.objects.get(pk=entry).ends == date(2026, 1, 31)
    page = said(signed_in, number)
    assert "Director of finance ended on 31 January 2026." in page
    assert f"/pipelines/posts/{number}/open/" in page
    assert "Open it again" in text_of(signed_in.get(f"/pipelines/posts/{number}/open/"))
    signed_in.post(f"/pipelines/posts/{number}/open/")
    assert post_row(number).ends is None
    assert Holder.objects.get(pk=entry).ends is None


def test_somebody_new_takes_a_post_up_and_the_page_says_what_is_so(signed_in, world):
    number = a_post(world)
    signed_in.post(f"/pipelines/posts/{number}/holders/new/", {**TAKES_UP, "starts": "2026-02-01"})
    assert entries(number) == [("substantive", "Nadia Newhand", date(2026, 2, 1), None)]
    page = said(signed_in, number)
    assert "Nadia Newhand holds Director of finance from 1 February 2026. Nadia Newhand is new here." in page
    assert f'<a href="/pipelines/holders/{Holder.objects.get().pk}/take-back/">Was that a mistake?' in page


def test_a_name_that_looks_like_a_tag_stays_a_name(signed_in, world):
    number = a_post(world, "<b>Bold</b>")
    signed_in.post(f"/pipelines/posts/{number}/holders/new/", {**TAKES_UP, "name": "<i>Ida</i>"})
    page = said(signed_in, number)
    assert "&lt;i&gt;Ida&lt;/i&gt; holds &lt;b&gt;Bold&lt;/b&gt;" in page


def test_somebody_of_that_name_is_asked_about_before_anybody_new_is_brought_in(signed_in, world):
    number, before = a_post(world), Person.objects.count()
    address = f"/pipelines/posts/{number}/holders/new/"
    typed = {**TAKES_UP, "name": "colin league", "cost": "120000"}
    page = text_of(signed_in.post(address, typed))
    assert "Somebody here has that name, or one like it. Choose whether it is they." in page
    assert "Colin League, Manager, Larkmoor Hospitals (made up)" in page
    assert 'value="120000"' in page
    assert (Person.objects.count(), Holder.objects.count()) == (before, 0)
    colin = world.people["colleague"]
    signed_in.post(address, {**typed, "asked": "colin league", "person": str(colin.key)})
    assert Holder.objects.get().person_id == colin.pk
    assert Person.objects.count() == before


def test_a_namesake_who_is_new_is_somebody_else(signed_in, world):
    number = a_post(world)
    typed = {**TAKES_UP, "name": "Colin League", "asked": "Colin League", "person": "new"}
    signed_in.post(f"/pipelines/posts/{number}/holders/new/", typed)
    assert Person.objects.filter(name="Colin League").count() == 2
    assert Holder.objects.get().person_id != world.people["colleague"].pk


def test_a_choice_made_for_another_name_does_not_count(signed_in, world):
    number = a_post(world)
    typed = {**TAKES_UP, "name": "Cara Chairwell", "asked": "Colin League", "person": "new"}
    page = text_of(signed_in.post(f"/pipelines/posts/{number}/holders/new/", typed))
    assert "Choose whether it is they" in page
    assert not Holder.objects.exists()


def test_nobody_of_another_trust_is_found_by_name_or_chosen_by_key(signed_in, world):
    number, otis = a_post(world), world.people["other_director"]
    typed = {**TAKES_UP, "name": "Otis Otherman"}
    signed_in.post(
        f"/pipelines/posts/{number}/holders/new/", {**typed, "asked": "Otis Otherman", "person": str(otis.key)}
    )
    assert not Holder.objects.filter(person=otis).exists()


def test_the_last_day_is_entered_and_the_post_is_said_to_be_vacant(signed_in, world):
    number = a_post(world)
    entry = held(world, number, "Fiona Former")
    body = {"last_day": "2026-03-31", "because": "retired", "version": version_of(entry)}
    signed_in.post(f"/pipelines/holders/{entry}/leave/", body)
    page = said(signed_in, number)
    assert "Fiona Former: the last day in Director of finance" in page
    assert "31 March 2026. Vacant from 1 April 2026." in page
    assert f"/pipelines/holders/{entry}/correct/" in page


def test_an_entry_is_corrected_with_a_reason_that_stands_in_its_history(signed_in, world):
    number = a_post(world)
    entry = held(world, number, "Fiona Former", date(2021, 5, 1))
    body = {"kind": "substantive", "starts": "2021-06-01", "why": "", "version": version_of(entry)}
    assert "Say why: the person" in text_of(signed_in.post(f"/pipelines/holders/{entry}/correct/", body))
    signed_in.post(f"/pipelines/holders/{entry}/correct/", {**body, "why": "The contract says June"})
    assert Holder.objects.get().starts == date(2021, 6, 1)
    assert Change.objects.order_by("-pk")[0].why == "Corrected: who held a post. The contract says June"


def test_an_entry_is_taken_back_and_the_vacancy_goes_on(signed_in, world):
    number = a_post(world)
    held(world, number, kind=HolderKind.VACANT, since=date(2026, 1, 1))
    entry = held(world, number, "Fiona Former", date(2026, 2, 1))
    assert entries(number)[0][3] == date(2026, 1, 31)
    assert "Entered by mistake" in text_of(signed_in.get(f"/pipelines/holders/{entry}/take-back/"))
    signed_in.post(f"/pipelines/holders/{entry}/take-back/", {**SAYS, "version": version_of(entry)})
    assert entries(number) == [("vacant", "", date(2026, 1, 1), None)]
    assert "Vacant from 1 January 2026." in said(signed_in, number)


BOARD = {"first_day": "2026-01-01", "seen": "0", "non_executives": "3", "non_executive_names": "Ned Onelly\nNia Twomey"}
NAMED = {
    "board_chair": "on",
    "board_chair_title": "Chair",
    "board_chair_holder": "Cara Chairwell",
    "board_chief_executive": "on",
    "board_chief_executive_title": "Chief executive",
    "board_chief_executive_holder": "vacant",
    "board_people_holder": "Dora Peopleton",
    "board_people_title": "Director of people",
    "board_people_since": "2022-09-01",
    "deputy_people": "on",
    "deputy_people_title": "",
}


def test_a_trust_that_has_nothing_enters_its_board_in_one_form(signed_in, world):
    before = Person.objects.count()
    answer = signed_in.post("/pipelines/organisations/ZZ01/posts/usual/", {**BOARD, **NAMED})
    assert answer.url == "/pipelines/organisations/ZZ01/posts/usual/"
    page = text_of(signed_in.get(answer.url))
    assert "7 posts entered, with 4 holders; 1 vacant." in page
    assert "Here already, and taken for the same person: Cara Chairwell, Dora Peopleton." in page
    assert Person.objects.count() == before + 2
    posts = {row.title: row for row in Post.objects.all() if row.role != "non_executive"}
    assert set(posts) == {"Chair", "Chief executive", "Director of people", "Deputy chief people officer"}
    assert posts["Chief executive"].reports_to == posts["Chair"]
    assert posts["Director of people"].reports_to == posts["Chief executive"]
    assert posts["Deputy chief people officer"].reports_to == posts["Director of people"]
    assert Post.objects.filter(role="non_executive", reports_to=posts["Chair"]).count() == 3
    assert entries(posts["Director of people"].pk) == [("substantive", "Dora Peopleton", date(2022, 9, 1), None)]
    assert entries(posts["Chief executive"].pk) == [("vacant", "", date(2026, 1, 1), None)]


def test_what_is_there_is_shown_and_not_offered_twice(signed_in, world):
    signed_in.post("/pipelines/organisations/ZZ01/posts/usual/", {**BOARD, **NAMED})
    page = text_of(signed_in.get("/pipelines/organisations/ZZ01/posts/usual/"))
    assert 'name="board_chair"' not in page
    assert 'name="board_finance"' in page
    assert "checked" not in page
    assert "Cara Chairwell, since 1 January 2026" in page
    again = text_of(signed_in.post("/pipelines/organisations/ZZ01/posts/usual/", {**BOARD, **NAMED}))
    assert "Somebody entered posts here while you were writing." in again
    assert Post.objects.filter(role="chair").count() == 1


def test_a_board_with_something_wrong_in_it_is_not_entered_and_keeps_what_was_typed(signed_in, world):
    wrong = {"board_finance_since": "2024-01-01", "non_executives": "1", "board_medical_since": "yesterday"}
    page = text_of(signed_in.post("/pipelines/organisations/ZZ01/posts/usual/", {**BOARD, **NAMED, **wrong}))
    assert "Chief finance officer: who holds it since that day?" in page
    assert "You named 2. Give a number that is not below it." in page
    assert "Since: give the day like" in page
    assert 'value="Dora Peopleton"' in page
    assert not Post.objects.exists()


def test_a_refusal_in_the_middle_of_a_board_leaves_nothing(signed_in, world):
    body = {**BOARD, **NAMED, "board_digital_holder": "Late Comer", "board_digital_since": "2099-01-01"}
    page = text_of(signed_in.post("/pipelines/organisations/ZZ01/posts/usual/", body))
    assert "Look at the year of its first day" in page
    assert not Post.objects.exists()
    assert not Person.objects.filter(name="Ned Onelly").exists()


PAGES = (
    "organisations/ZZ01/posts/new/",
    "organisations/ZZ01/posts/usual/",
    "posts/{post}/edit/",
    "posts/{post}/close/",
    "posts/{post}/open/",
    "posts/{post}/holders/new/",
    "holders/{holder}/leave/",
    "holders/{holder}/correct/",
    "holders/{holder}/take-back/",
)


@pytest.mark.parametrize("who", WRONG)
@pytest.mark.parametrize("page", PAGES)
def test_whoever_does_not_lead_the_trust_for_talent_neither_reads_nor_writes(client, world, who, page):
    number = a_post(world, shared_with=("ZZ02",))
    entry = held(world, number, "Fiona Former")
    look_as(client, world, who)
    before = (list(Post.objects.values()), list(Holder.objects.values()))
    address = "/pipelines/" + page.format(post=number, holder=entry)
    body = {**POST, **TAKES_UP, **BOARD, **SAYS, "last_day": "2026-03-01", "because": "retired", "version": "1"}
    for answer in (client.get(address), client.post(address, body)):
        assert answer.status_code in (403, 404)
        assert "Fiona Former" not in text_of(answer)
    assert (list(Post.objects.values()), list(Holder.objects.values())) == before


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_little_of_the_database_and_is_small(signed_in, world, page):
    signed_in.post("/pipelines/organisations/ZZ01/posts/usual/", {**BOARD, **NAMED})
    gone = a_post(world, "Director of estates")
    number = a_post(world, reports_to=gone)
    close_post(gone, last_day=SINCE, because="Joined with another", at=timezone.localtime(), by=world.director)
    entry = held(world, number, "Fiona Former")
    with CaptureQueriesContext(connection) as asked:
        answer = signed_in.get("/pipelines/" + page.format(post=number, holder=entry))
    assert answer.status_code == 200
    assert len(asked) <= 15, [one["sql"][:120] for one in asked]
    assert len(answer.content) < 60_000


def test_what_nobody_could_type_is_refused_as_a_sentence(signed_in, world):
    number = a_post(world)
    entry = held(world, number, "Fiona Former")
    for page in PAGES:
        if page == "posts/{post}/open/":
            continue
        answer = signed_in.post(
            "/pipelines/" + page.format(post=number, holder=entry), {"version": "x" * 40, "seen": "?"}
        )
        assert answer.status_code == 200
        assert "There is a problem" in text_of(answer)
    assert signed_in.get("/pipelines/holders/999999/leave/").status_code == 404
    assert signed_in.get("/pipelines/organisations/NOPE/posts/new/").status_code == 404


def test_who_writes_why_a_post_is_critical_or_ends_is_told_that_everybody_who_sees_it_reads_this(signed_in, world):
    number = a_post(world)
    for page in ("organisations/ZZ01/posts/new/", f"posts/{number}/edit/", f"posts/{number}/close/"):
        assert "Everybody who sees the post reads this; name nobody" in text_of(signed_in.get(f"/pipelines/{page}"))
