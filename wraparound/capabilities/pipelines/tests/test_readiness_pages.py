"""The list of people, the card and the forms of readiness, as pages, PDF and API."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from wraparound.capabilities.pipelines.actions.interests import write_interests
from wraparound.capabilities.pipelines.actions.readiness import agree, agree_for, end
from wraparound.capabilities.pipelines.exchange.cards import file_name
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.queries.cards import card
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.cards import MOST_ON_PAPER
from wraparound.capabilities.pipelines.terms.people import Interests, Move, ReleaseTo, Travel
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.ready_world import (
    look_as,
    make_post,
    make_world,
    name_for,
    new,
    person,
    release,
)
from wraparound.capabilities.pipelines.wording.cards import say_card, sections
from wraparound.capabilities.pipelines.wording.succession import BANDS_MEAN
from wraparound.people.actions.rights import contest_entry
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import OPERATOR
from wraparound.people.tests.factories import make_person, make_trust, viewer_of_key
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import Look
from wraparound.records.queries.history import version_number
from wraparound.records.terms import Face

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST_QUERIES, MOST_BYTES = 15, 60_000


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def agreed(world, today):
    return agree(new(world.ada, on=today), at=timezone.localtime(), by=world.director)


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def typed(today, **changes):
    sent = {
        **{"role": "finance", "level": "board", "kinds": ["Acute", "Community"], "band": "one_to_two"},
        **{"agreed_on": today.isoformat(), "agreed_by": "Chay Chair", "evidence": "Led the winter plan"},
        **{"review_by": (today + timedelta(days=300)).isoformat(), "seen": "0"},
    }
    return {**sent, **changes}


def test_a_readiness_is_agreed_on_the_page_for_several_kinds_at_once(client, world, today):
    address = f"/pipelines/people/{world.ada}/readiness/new/"
    asked = page_of(look_as(client, world.director), address)
    assert "Ada Readyman will read every word of this." in asked
    assert "potential" not in asked.casefold()
    assert "score" in asked  # that there is none
    answer = client.post(address, typed(today), follow=True)
    assert answer.redirect_chain == [(f"/pipelines/people/{world.ada}/", 302)]
    said = re.sub(r"\s+", " ", answer.content.decode())
    assert said.count("Led the winter plan") == 2
    assert "Finance, board, Community" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kinds": []}, "Tick at least one kind"),
        ({"band": ""}, "Choose when they could"),
        ({"band": "potential"}, "not one of the available"),
        ({"agreed_by": ""}, "at least one person"),
        ({"agreed_by": "Ada Readyman"}, "alone cannot agree"),
        ({"agreed_on": "31/02/2026"}, "Agreed on: give the day"),
        ({"agreed_on": "2999-01-01"}, "not come yet"),
        ({"review_by": "2999-01-01"}, "12 months at the latest"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing_that_was_typed(client, world, today, changes, said):
    words = "Evidence, typed with care <b>once</b>"
    sent = {**typed(today), "evidence": words, **changes}
    answer = look_as(client, world.director).post(f"/pipelines/people/{world.ada}/readiness/new/", sent)
    page = answer.content.decode()
    assert "There is a problem" in page
    assert said in page
    assert escape(words) in page
    assert not Readiness.objects.exists()
    if changes.get("kinds") is None:
        assert re.search(r'value="Community" checked', page)
    if "band" not in changes:
        assert re.search(r'value="one_to_two" checked', page)


def test_two_at_once_are_shown_what_counts_now_beside_what_they_typed(client, world, today, agreed):
    address = f"/pipelines/people/{world.ada}/readiness/new/"
    page = look_as(client, world.chair).post(address, typed(today, evidence="Mine")).content.decode()
    assert "Somebody else agreed a readiness for the same role" in page
    assert "Mine" in page
    assert f'value="{agreed}"' in page
    assert client.post(address, typed(today, evidence="Mine", seen=str(agreed))).status_code == 302


def test_a_review_begins_with_what_was_agreed_but_for_its_evidence(client, world, agreed):
    page = page_of(look_as(client, world.director), f"/pipelines/people/{world.ada}/readiness/new/?again={agreed}")
    assert "Review a readiness: Ada Readyman" in page
    assert re.search(r'value="Acute" checked', page)
    assert re.search(r'value="ready_now" checked', page)
    assert re.search(r'<textarea[^>]*id="id_evidence"[^>]*> </textarea>', page)


def test_an_end_says_why_and_the_card_shows_it(client, world, agreed):
    address = f"/pipelines/readiness/{agreed}/end/"
    assert "Say why" in look_as(client, world.chair).post(address, {"because": "", "version": "1"}).content.decode()
    version = version_number(Readiness.objects.get(pk=agreed), viewer=world.chair)
    wrong = client.post(address, {"because": "Kept", "version": version - 1}).content.decode()
    assert "Somebody else changed this" in wrong
    assert "Kept" in wrong
    answer = client.post(address, {"because": "Another person was meant", "version": version}, follow=True)
    assert "Another person was meant" in answer.content.decode()


def test_a_leader_is_led_back_from_their_own(client, world):
    own = viewer_key(world.director)
    answer = look_as(client, world.director).get(f"/pipelines/people/{own}/readiness/new/", follow=True)
    assert "Nobody agrees or ends what is said of themselves" in answer.content.decode()


def viewer_key(viewer):
    from wraparound.people.models import Person

    return Person.objects.get(pk=viewer.person).key


def test_a_manager_sees_others_people_neither_on_page_nor_card_nor_pdf_nor_api(client, world, today, agreed):
    """Frappe 4380 and 3765: people who are not theirs, and fields without a permission of their own."""
    for viewer in (world.neighbour, world.region, world.other_region, world.nation):
        look_as(client, viewer)
        for address in ("/pipelines/people/", "/pipelines/people/?q=ada", "/api/pipelines/people?q=ada"):
            said = client.get(address)
            assert said.status_code == 200
            assert "Ada Readyman" not in said.content.decode()
            assert world.ada not in said.content.decode()
        for address in (f"/pipelines/people/{world.ada}/", f"/pipelines/people/{world.ada}/card.pdf"):
            assert client.get(address).status_code == 404
        assert client.get(f"/api/pipelines/people/{world.ada}").status_code == 404
        for address in (f"/pipelines/people/{world.ada}/readiness/new/", f"/pipelines/readiness/{agreed}/end/"):
            assert client.get(address).status_code in (403, 404)
            assert client.post(address, typed(today, because="Mine now", version="1")).status_code in (403, 404)
    assert Readiness.objects.get().ends is None


def test_no_page_shows_a_band_without_saying_what_it_means(client, world, today, agreed):
    """Oracle: a customer cannot tell what readiness means, as no definition is given."""
    release(world.ada)
    number = agreed
    pages = [
        (world.director, "/pipelines/people/"),
        (world.director, f"/pipelines/people/{world.ada}/"),
        (world.director, f"/pipelines/people/{world.ada}/readiness/new/"),
        (world.director, f"/pipelines/readiness/{number}/end/"),
        (world.region, "/pipelines/people/"),
        (world.region, f"/pipelines/people/{world.ada}/"),
        (viewer_of_key(world.ada, on=today), f"/pipelines/people/{world.ada}/"),
    ]
    for viewer, address in pages:
        said = page_of(look_as(client, viewer), address)
        assert "Ready now" in said
        for means in BANDS_MEAN.values():
            assert means in said, address


def test_whoever_holds_many_posts_has_a_few_of_them_in_the_list_and_all_on_the_card(client, world):
    for number in range(7):
        make_post(world.director, f"Director {number}", holder=world.ada)
    look_as(client, world.director)
    listed = client.get("/pipelines/people/?q=readyman").content.decode()
    assert sum(f"Director {number}" in listed for number in range(7)) == 4
    assert "and 3 posts more" in listed
    card = client.get(f"/pipelines/people/{world.ada}/").content.decode()
    assert all(f"Director {number}" in card for number in range(7))


def test_counts_alone_say_what_the_bands_mean_too(client, world, agreed):
    said = page_of(look_as(client, world.region), "/pipelines/people/")
    assert "Not released to you" in said
    assert all(means in said for means in BANDS_MEAN.values())


def test_a_region_of_many_organisations_is_counted_a_few_at_first_and_whole_when_asked(client, world, today, agreed):
    region = Organisation.objects.exclude(kind="Region").order_by("pk")[0].region
    with changing("For the test", at=timezone.localtime(), by=OPERATOR):
        for number in range(30):
            place = make_trust(f"M{number:02}", region)
            key = make_person(f"Person {number}", place.code)
            Readiness.objects.create(
                controller_id=place.controller_id,
                person=Person.objects.get(key=key),
                organisation=place,
                role=PostRole.FINANCE,
                level=PostLevel.BOARD,
                kind="Acute",
                band=Band.READY_NOW,
                starts=today,
                review_by=today + timedelta(days=300),
                agreed_by="Chay Chair",
                evidence="Led the winter plan",
            )
    first = page_of(look_as(client, world.region), "/pipelines/people/?level=board")
    assert 'wrap-table__trust">Trust M02 (made up)<' in first
    assert 'wrap-table__trust">Trust M29 (made up)<' not in first
    assert "These are the first 25 of" in first
    found = re.search(r'href="(\?[^"]*counts=all)#counts"', first)[1].replace("&amp;", "&")
    assert "level=board" in found, "what was asked is kept"
    whole = page_of(client, "/pipelines/people/" + found)
    assert 'wrap-table__trust">Trust M29 (made up)<' in whole
    assert "These are the first" not in whole


def test_what_is_stale_says_so_on_list_card_pdf_and_api(client, world, today):
    """Stale shown as fresh."""
    before = timezone.localtime() - timedelta(days=200)
    days = {"on": before.date(), "review_by": before.date() + timedelta(days=100)}
    agree(new(world.ada, **days), at=before, by=world.director)
    look_as(client, world.director)
    for address in ("/pipelines/people/?q=ada", f"/pipelines/people/{world.ada}/", "/pipelines/people/?which=stale"):
        assert "Ready now, past its review" in page_of(client, address)
    found = card(world.ada, viewer=world.director, day=Day(today), today=Day(today))
    assert "Ready now, past its review" in str(sections(found))
    assert client.get(f"/api/pipelines/people/{world.ada}").json()["readiness"][0]["stale"] is True
    assert client.get("/api/pipelines/people?band=ready_now").json()["matching"] == 0
    assert "Nobody fits" in page_of(client, "/pipelines/people/?band=ready_now")


def test_nobody_yet_nothing_yet_and_nonsense_in_the_address_are_calm_pages(client, world):
    said = page_of(look_as(client, world.region), "/pipelines/people/")
    assert "There is nobody here whom you may see by name." in said
    assert "Nothing is agreed about anybody else." in said
    look_as(client, world.director)
    said = page_of(client, "/pipelines/people/?role=nonsense&band=9&page=x&which=best&on=tomorrow&organisation=%00")
    assert "Ada Readyman" in said
    assert "Nothing is agreed about them yet." in page_of(client, f"/pipelines/people/{world.ada}/")
    assert "No post that you may see." in page_of(client, f"/pipelines/people/{world.ada}/")


def test_ones_own_card_leads_to_ones_own_page_and_changes_nothing(client, world, today, agreed):
    said = page_of(look_as(client, viewer_of_key(world.ada, on=today)), f"/pipelines/people/{world.ada}/")
    assert "This is your own card." in said
    assert "/pipelines/mine/" in said
    assert "/readiness/new/" not in said
    assert "/end/" not in said


def test_the_past_is_read_on_the_page_and_nothing_is_changed_from_it(client, world, today, agreed):
    look_as(client, world.director)
    yesterday = today - timedelta(days=1)
    said = page_of(client, f"/pipelines/people/{world.ada}/?on={yesterday}")
    assert "Nothing is agreed about them yet." in said
    assert "as it is known today" in said
    assert "Posts go by their titles of today." in said
    assert "Agree a readiness" not in said
    then = page_of(client, f"/pipelines/people/?on={yesterday}&shown=1")
    assert "as this site showed it then" in then
    assert "titles of today" not in then


def test_taking_a_card_away_is_logged_as_that(client, world, agreed):
    assert look_as(client, world.director).get(f"/pipelines/people/{world.ada}/card.pdf").status_code == 200
    assert Look.objects.latest("pk").face == Face.EXPORT


def a_lot(world, today):
    """Somebody of whom there is as much to say as can be."""
    for role in list(PostRole)[:4]:
        said = new(world.ada, on=today, role=role, evidence="Evidence and more of it. " * 79)
        said = said.__class__(**{**vars(said), "agreed_by": "Somebody With A Long Name, " * 11})
        agree_for(["Acute", "Community", "Mental health"], said, at=timezone.localtime(), by=world.director)
    for number in range(9):
        title = f"Associate director of operational transformation and improvement, division {number}, both sites"
        post = make_post(world.director, title, holder=world.ada)
        name_for(post, world.ada, confirmed=bool(number % 2))
    for _ in range(7):
        release(world.ada, to=ReleaseTo.TRUSTS)
    said = Interests(
        roles=tuple((role, level) for level in PostLevel for role in PostRole),
        kinds=("Acute", "Community", "Mental health"),
        challenged=True,
        places=("NORTH", "SOUTH"),
        travel=Travel.MOVE,
        moves=tuple(Move),
        experience="\n".join(["Experience that goes on and on. " * 6] * 20),
        shown_at_work=True,
    )
    write_interests(said, version=0, at=timezone.localtime(), by=viewer_of_key(world.ada, on=today))


def test_the_card_is_one_page_however_much_there_is(client, world, today):
    """Workday prints a talent card as one page; what is longer is cut, and says so."""
    a_lot(world, today)
    content = look_as(client, world.director).get(f"/pipelines/people/{world.ada}/card.pdf").content
    assert len(re.findall(rb"/Type ?/Page\b", content)) == 1
    said = sections(card(world.ada, viewer=world.director, day=Day(today), today=Day(today)), MOST_ON_PAPER)
    more = [
        *("and 5 more posts", "and 8 more that were agreed", "and 5 more posts for which they are named"),
        *("and 3 more things that they would consider", "and 3 more releases", ""),
    ]
    assert [rest for _, _, rest in said] == more
    printed = page_of(client, f"/pipelines/people/{world.ada}/")
    assert printed.count('<p class="wrap-card__cut">') == 5


def test_the_terminal_has_all_of_a_card(world, today):
    a_lot(world, today)
    whole = card(world.ada, viewer=world.director, day=Day(today), today=Day(today))
    said = say_card(whole)
    assert all(one.evidence in said for one in whole.readiness)
    assert all(one.title in said for one in whole.named_for)
    assert said.count("Released to be considered for posts") == len(whole.releases)
    assert "What they would consider" in said
    assert not re.search(r"\d+ more", said), "nothing is left out"


@pytest.mark.parametrize("who", ["director", "region", "neighbour"])
def test_lists_and_cards_ask_the_store_little_and_stay_small(client, world, today, who):
    a_lot(world, today)
    for number in range(70):
        key = make_person(f"Person Number{number:02}")
        agree_for(["Acute", "Community"], new(key, on=today), at=timezone.localtime(), by=world.director)
    look_as(client, getattr(world, who))
    for address in ("/pipelines/people/", "/pipelines/people/?which=several", f"/pipelines/people/{world.ada}/"):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        assert len(asked) <= MOST_QUERIES, "\n".join(one["sql"][:150] for one in asked)
        assert len(answer.content) < MOST_BYTES, len(answer.content)


def test_the_contest_engineer_ends_an_entry_for_whoever_answers(world, agreed):
    end(agreed, "Upheld: another person was meant", version=None, at=timezone.localtime(), by=world.chair)
    assert Readiness.objects.get(pk=agreed).ended_because.startswith("Upheld")


def test_a_band_is_said_in_words_in_the_api(client, world, agreed):
    found = look_as(client, world.director).get("/api/pipelines/people?role=finance").json()
    assert [one["known"]["name"] for one in found["people"]] == ["Ada Readyman"]
    assert found["people"][0]["readiness"][0]["band"] == Band.READY_NOW
    assert client.get("/api/pipelines/people?band=potential").status_code == 422
    assert person(world.ada).name == client.get(f"/api/pipelines/people/{world.ada}").json()["known"]["name"]


def test_what_the_person_says_is_wrong_stands_beside_it_for_those_who_lead_and_for_nobody_else(
    client, world, today, agreed
):
    post = make_post(world.director)
    plan, own = name_for(post, world.ada), viewer_of_key(world.ada, on=today)
    release(world.ada, agreed=today)
    contest_entry("readiness", agreed, "It was two years", at=timezone.localtime(), by=own)
    made = contest_entry("plan", plan, "I never agreed", at=timezone.localtime(), by=own)
    address = f"/pipelines/people/{world.ada}/"
    said = page_of(look_as(client, world.director), address)
    assert "The person says on" in said
    assert "that this is wrong: It was two years. It waits for an answer." in said
    assert "that this is wrong: I never agreed. It waits for an answer." in said
    assert f"/people/contests/{made.pk}/" in said
    assert "what they say is wrong" in Look.objects.latest("pk").fields
    assert "It was two years" in say_card(card(world.ada, viewer=world.director, day=Day(today), today=Day(today)))
    assert "You said on" in page_of(look_as(client, own), address)
    for other in (world.region, world.neighbour):
        answer = look_as(client, other).get(address)
        assert "I never agreed" not in answer.content.decode()
        assert "It was two years" not in answer.content.decode()


def test_a_card_says_that_a_release_waits_for_the_person(client, world, today, agreed):
    release(world.ada, agreed=None)
    would = Interests(experience="Led the winter plan\nRan two theatres", shown_at_work=True)
    own = viewer_of_key(world.ada, on=today)
    write_interests(would, version=0, at=timezone.localtime(), by=own)
    contest_entry("readiness", agreed, "It was two years", at=timezone.localtime(), by=own)
    address = f"/pipelines/people/{world.ada}/"
    look_as(client, world.director).get(address)
    with CaptureQueriesContext(connection) as asked:
        said = page_of(client, address)
    assert len(asked) <= MOST_QUERIES
    assert "it waits for their agreement, and shows them to nobody before" in said
    assert "released to nobody" not in said
    assert "until" not in said.split("Who can see this, and why")[1].split("This card on one page")[0]
    assert 'Led the winter plan<br class="wrap-card__rest">' in said
    found = card(world.ada, viewer=world.director, day=Day(today), today=Day(today))
    assert "Experience: Led the winter plan; Ran two theatres" in str(sections(found, MOST_ON_PAPER))


def test_a_card_on_paper_is_called_by_the_person_and_the_day(client, world, today):
    answer = look_as(client, world.director).get(f"/pipelines/people/{world.ada}/card.pdf")
    assert f"card-ada-readyman-{today.isoformat()}.pdf" in answer["Content-Disposition"]
    assert file_name("李小龍", today) == f"card-{today.isoformat()}.pdf"
    assert file_name("Błażej O’Brien", today).isascii()
