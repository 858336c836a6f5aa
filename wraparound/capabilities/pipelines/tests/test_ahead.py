"""What is entered for the days to come stands wherever somebody looks for who holds a post."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions import holders
from wraparound.capabilities.pipelines.calculation.ahead import changes_ahead
from wraparound.capabilities.pipelines.queries.cards import card
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.lists import posts_page
from wraparound.capabilities.pipelines.queries.needs import needs_today
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.queries.post_history import history_of_post
from wraparound.capabilities.pipelines.terms.lists import HolderLine, Known
from wraparound.capabilities.pipelines.terms.posts import CostPer, HolderKind, Leaving, Left
from wraparound.capabilities.pipelines.terms.question import PostsQuestion
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    SINCE,
    TODAY,
    a_post,
    held,
    look_as,
    make_world,
    newcomer,
    version_of,
)
from wraparound.capabilities.pipelines.wording.ahead import ahead_lines
from wraparound.capabilities.pipelines.wording.lists import holder_words
from wraparound.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
NOW = Day(TODAY)
LAST, FIRST = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def world():
    return make_world()


def last_day(world, entry, day=LAST, at=AT):
    leaving = Leaving(last_day=day, because=Left.RETIRED)
    holders.leave(entry, leaving, version=version_of(entry), at=at, by=world.director)


def line(number, kind, starts, ends=None, name=""):
    known = Known(number, str(number), name) if name else None
    return HolderLine(
        number=number,
        post=1,
        kind=kind,
        known=known,
        starts=starts,
        ends=ends,
        expected_end=None,
        left_because=None,
        cost=None,
        cost_per=CostPer.YEAR,
    )


def test_each_day_on_which_it_is_held_otherwise_is_told_once():
    lines = (
        line(1, HolderKind.SUBSTANTIVE, SINCE, LAST, "Ann"),
        line(2, HolderKind.VACANT, FIRST, date(2026, 12, 31)),
        line(3, HolderKind.ACTING, FIRST, date(2026, 9, 30), "Bob"),
        line(4, HolderKind.SUBSTANTIVE, date(2027, 1, 1)),
    )
    assert ahead_lines(changes_ahead(lines, TODAY, date(2027, 6, 30))) == (
        "From 1 July 2026: Bob acts",
        "From 1 October 2026: nobody holds it",
        "From 1 January 2027: somebody holds it",
        "From 1 July 2027: the post is closed",
    )
    again = (line(1, HolderKind.ACTING, SINCE, LAST, "Ann"), line(1, HolderKind.ACTING, FIRST, None, "Ann"))
    assert changes_ahead(again, TODAY) == ()


def ahead_of(world, post, viewer=None, day=NOW):
    plan = plan_of(post, viewer=viewer or world.director, day=day, today=NOW)
    return [one for one in plan.sentences if one.startswith("From")]


def test_plan_list_and_card_say_who_holds_a_post_later(world):
    post = a_post(world)
    last_day(world, held(world, post, "Fay Former"))
    held(world, post, "Nia Next", date(2027, 1, 1), kind=HolderKind.ACTING)
    said = ["From 1 July 2026: nobody holds it.", "From 1 January 2027: Nia Next acts."]
    assert ahead_of(world, post) == said
    (row,) = posts_page(PostsQuestion(), viewer=world.director, day=NOW, today=NOW).rows
    assert [f"{one}." for one in holder_words(row, TODAY)[1:]] == said
    nia = Person.objects.get(name="Nia Next")
    found = card(str(nia.key), viewer=world.director, day=NOW, today=NOW)
    assert ([one.title for one in found.coming], found.holds) == (["Director of finance"], ())


def test_whoever_may_not_name_them_is_told_that_somebody_comes_and_not_who(world):
    post = a_post(world)
    held(world, post, "Nia Next", FIRST)
    for who in (world.region, world.analyst):
        assert ahead_of(world, post, who) == ["From 1 July 2026: somebody holds it."]
        assert "Nia" not in repr(plan_of(post, viewer=who, day=NOW, today=NOW))
        assert "Nia" not in repr(posts_page(PostsQuestion(), viewer=who, day=NOW, today=NOW))
        assert "Nia" not in repr(history_of_post(post, viewer=who, day=NOW, today=NOW))


def test_an_earlier_day_looks_ahead_only_as_this_site_showed_it(world):
    post = a_post(world)
    held(world, post, "Nia Next", FIRST)
    earlier = TODAY - DAY
    assert ahead_of(world, post, day=Day(earlier, None, TODAY)) == []
    shown = Day(TODAY, AT + timedelta(hours=1), TODAY + DAY)
    later = plan_of(post, viewer=world.director, day=shown, today=Day(TODAY + DAY))
    assert "From 1 July 2026: Nia Next holds it." in later.sentences


def test_history_has_what_lies_ahead_and_what_was_taken_back_with_why(world):
    post = a_post(world)
    last_day(world, held(world, post, "Fay Former"))
    wrong = held(world, post, since=FIRST, person=newcomer("Wim Wrong"))
    holders.take_back(wrong, why="It was another post", version=version_of(wrong), at=AT + DAY, by=world.director)
    right = held(world, post, "Nia Next", date(2026, 9, 1), at=AT + DAY)
    tomorrow = Day(TODAY + DAY)
    found = history_of_post(post, viewer=world.director, day=tomorrow, today=tomorrow)
    told = [(one.on, one.words, one.detail, one.ahead, one.holder) for one in found.events]
    assert told[0] == (date(2026, 9, 1), "Nia Next takes it up, substantive", (), True, right)
    assert told[1][:4] == (FIRST, "It falls vacant", ("Until 31 August 2026",), True)
    assert told[2][:4] == (LAST, "Fay Former leaves: their last day", ("Why: retired",), True)
    words = "An entry was taken back: Wim Wrong, substantive, from 1 July 2026"
    assert told[3] == (TODAY + DAY, words, ("Why: It was another post",), False, None)
    assert not [words for _, words, *_ in told if words.startswith("An entry was taken back: vacant")]
    told_region = [one.words for one in history_of_post(post, viewer=world.region, day=tomorrow, today=tomorrow).events]
    assert not [words for words in told_region if "taken back" in words]


@pytest.fixture
def now_world():
    return make_world(on=timezone.localdate())


def text_of(client, address, **data):
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_entries_that_lie_ahead_have_their_ways_back_on_plan_and_history(client, now_world):
    post = a_post(now_world)
    ahead = timezone.localdate() + 60 * DAY
    entry = held(now_world, post, "Nia Next", ahead, at=timezone.localtime())
    look_as(client, now_world, "director")
    for page in (f"/pipelines/posts/{post}/", f"/pipelines/posts/{post}/history/"):
        text = text_of(client, page)
        for way in ("correct", "take-back"):
            assert f'href="/pipelines/holders/{entry}/{way}/"' in text, (page, way)


def test_what_lies_ahead_and_what_was_taken_back_keep_to_the_statements_of_a_page(client, now_world):
    post, now = a_post(now_world), timezone.localtime()
    for number in range(3):
        wrong = held(now_world, post, f"Wim Wrong{number}", now.date() + 60 * DAY, at=now)
        holders.take_back(wrong, why="A slip", version=version_of(wrong), at=now, by=now_world.director)
    held(now_world, post, "Nia Next", now.date() + 90 * DAY, at=now)
    look_as(client, now_world, "director")
    for page in (f"posts/{post}/", f"posts/{post}/history/", "", f"people/{now_world.people['colleague'].key}/"):
        with CaptureQueriesContext(connection) as asked:
            text_of(client, f"/pipelines/{page}")
        assert len(asked) <= 15, (page, len(asked))


@pytest.mark.parametrize(
    "page", ["posts/{post}/", "posts/{post}/history/", "", "people/", "organisations/ZZ01/chart/", "people/{person}/"]
)
def test_a_day_to_come_is_refused_with_why(client, now_world, page):
    post = a_post(now_world)
    look_as(client, now_world, "director")
    address = f"/pipelines/{page.format(post=post, person=now_world.people['colleague'].key)}"
    assert "1 January 2090 lies ahead, so this page is about today." in text_of(client, f"{address}?on=2090-01-01")
    assert "lies ahead" not in text_of(client, address)


TYPED = {"kind": "substantive", "name": "Colni Leaggue", "starts": "2026-04-01"}


def test_a_name_with_a_slip_asks_whether_somebody_who_is_here_was_meant(client, now_world):
    post, before = a_post(now_world), Person.objects.count()
    look_as(client, now_world, "director")
    address = f"/pipelines/posts/{post}/holders/new/"
    page = text_of(client, address, **TYPED)
    assert "Did you mean somebody who is here?" in page
    assert "Colin League, Manager, Larkmoor Hospitals (made up)" in page
    assert "No, somebody new here" in page
    assert Person.objects.count() == before
    colin = now_world.people["colleague"]
    client.post(address, {**TYPED, "asked": TYPED["name"], "person": str(colin.key)})
    assert Person.objects.count() == before
    assert colin.name in text_of(client, f"/pipelines/posts/{post}/")


def test_nobody_who_may_not_be_named_is_meant(client, now_world):
    post = a_post(now_world)
    look_as(client, now_world, "director")
    address = f"/pipelines/posts/{post}/holders/new/"
    page = text_of(client, address, kind="substantive", name="Ottis Othermann", starts="2026-04-01", look="1")
    assert "Nobody of yours, or released to you, is called Ottis Othermann or nearly so." in page
    assert "Otis Otherman," not in page


def test_looking_for_somebody_keeps_what_was_typed_and_judges_nothing(client, now_world):
    post = a_post(now_world)
    look_as(client, now_world, "director")
    page = text_of(client, f"/pipelines/posts/{post}/holders/new/", name="leag", starts="soon", cost="7", look="1")
    assert "Colin League" in page
    assert 'value="soon"' in page
    assert "There is a problem" not in page


def needs(viewer):
    return [(one.words, one.by) for one in needs_today(viewer=viewer, at=AT)]


def test_a_critical_post_that_will_be_empty_is_asked_about_until_somebody_follows(world):
    post = a_post(world, critical=True, critical_because="Nobody else signs")
    entry = held(world, post, "Fay Former")
    assert needs(world.director) == []
    last_day(world, entry)
    words = (
        "Director of finance, Larkmoor Hospitals (made up), is critical. Its holder’s last day is 30 June 2026, and "
        "nobody is entered after it."
    )
    assert needs(world.chair) == [(words, LAST)]
    assert needs(world.region) == needs(world.other_director) == []
    held(world, post, "Nia Next", date(2026, 10, 1))
    assert needs(world.chair) == []


@pytest.mark.parametrize(("critical", "day"), [(False, LAST), (True, TODAY + 184 * DAY)])
def test_what_is_not_critical_or_further_ahead_is_not_asked_about(world, critical, day):
    post = a_post(world, critical=critical, critical_because="Nobody else signs" if critical else "")
    last_day(world, held(world, post, "Fay Former"), day)
    assert needs(world.director) == []


def test_two_who_share_a_post_and_leave_together_are_one_need(world):
    post = a_post(world, critical=True, critical_because="Nobody else signs")
    for name in ("Fay Former", "Fred Former"):
        last_day(world, held(world, post, name, beside=True))
    assert len(needs(world.director)) == 1
