"""The chart of an organisation: whose names are on it, as at which day, and what it carries along."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.terms.charts import MOST_BESIDE, MOST_SHOWN, Above, NoSuchChart, Opening
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewPost, NoSuchPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Use
from wraparound.capabilities.pipelines.tests.chart_world import (
    AT,
    SINCE,
    TODAY,
    add,
    chart,
    holds,
    looks_as,
    make_world,
    named,
)
from wraparound.capabilities.pipelines.wording import charts as say
from wraparound.people.access import NotYours
from wraparound.people.models import Organisation
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import LookedAt
from wraparound.records.queries.history import version_number

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST_QUERIES = 15
MOST_BYTES = 60_000
HERE = "/pipelines/organisations/ZZ01/chart/"


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def cards(html):
    """Each card of a page, by the number of its post."""
    found = re.findall(r'id="post-(\d+)">\s*(<div class="wrap-node.*?</div>)', html, re.S)
    return {int(number): card for number, card in found}


def words_of(chart, title):
    node = next(one for one in chart.nodes if one.title == title)
    lines = (*say.holder_lines(node), *say.successor_lines(node, 5))
    return [f"{one.known.name if one.known else ''}|{one.words}" for one in lines]


def many(world, count, above="chief", per=5):
    """Posts below one, `per` below each, level by level."""
    place = Organisation.objects.get(code="ZZ01")
    waiting, made = [Post.objects.get(pk=world.posts[above])], 0
    with changing("Many posts for the test", at=AT, by=OPERATOR):
        while made < count:
            superior = waiting.pop(0)
            for _ in range(min(per, count - made)):
                made += 1
                waiting.append(
                    Post.objects.create(
                        controller=place.controller,
                        organisation=place,
                        title=f"Manager {made:04}",
                        title_key=f"manager {made:04}",
                        role=PostRole.OPERATIONS,
                        level=PostLevel.DEPUTY,
                        executive=False,
                        voting=False,
                        critical=False,
                        reports_to=superior,
                        starts=SINCE,
                    )
                )


def test_those_who_lead_see_names_with_readiness(world):
    found = chart(world)
    assert words_of(found, "Chief executive") == [
        "Cora Chiefly|",
        "Dov Deputton|1–2 years",
        "Rosa Releasedon|ready now",
    ]
    assert words_of(found, "Director of finance") == ["|vacant since 2 March 2026", "|No successor is named"]
    assert (found.posts, found.critical) == (5, 1)


def test_a_region_sees_by_name_whom_it_was_released_and_counts_the_others(world):
    assert words_of(chart(world, "region"), "Chief executive") == [
        "|1 person, not released",
        "Rosa Releasedon|ready now",
        "|1 person, not released: 1–2 years",
    ]


def test_an_analyst_sees_yes_or_no(world):
    found = chart(world, "analyst")
    assert words_of(found, "Chief executive") == ["|1 person", "|A successor is confirmed: yes"]
    assert words_of(found, "Director of nursing") == ["|No holder is entered", "|A successor is confirmed: no"]


def test_a_card_says_what_is_entered_ahead_of_its_post_to_whom_it_may(world):
    from_june = date(2026, 6, 1)
    holds(world, "nursing", "deputy", starts=from_june, kind=HolderKind.ACTING)
    nobody = "|No holder is entered"
    assert words_of(chart(world), "Director of nursing")[:2] == [nobody, "|From 1 June 2026: Dov Deputton acts"]
    assert words_of(chart(world, "region"), "Director of nursing")[:2] == [nobody, "|From 1 June 2026: somebody acts"]
    before = chart(world, on=date(2026, 1, 31))
    assert not any(node.ahead for node in before.nodes), "of an earlier day, what came since is no matter of its own"
    closes = date(2026, 6, 30)
    close_post(world.posts["finance"], last_day=closes, because="Joined", at=AT, by=world.viewers["leader"])
    assert "|From 1 July 2026: the post is closed" in words_of(chart(world), "Director of finance")


def test_yes_is_only_said_of_somebody_confirmed(world):
    named(world, "nursing", "deputy", confirmed=False)
    named(world, "finance", "deputy", use=Use.COVER)
    found = chart(world, "analyst")
    assert not any(one.followed for one in found.nodes if one.title != "Chief executive")


def test_neither_a_neighbour_nor_a_stranger_has_a_chart_here(world, client):
    with pytest.raises(NoSuchChart):
        chart(world, "neighbour")
    with pytest.raises(NotYours):
        chart(world, "stranger")
    assert looks_as(client, world, "neighbour").get(HERE).status_code == 404
    assert client.get("/api/pipelines/organisations/ZZ01/chart").status_code == 404
    assert client.get("/pipelines/organisations/NOBODY/chart/").status_code == 404
    assert looks_as(client, world, "stranger").get(HERE).status_code == 403


def test_whoever_is_hidden_on_the_chart_is_hidden_in_every_face_of_it(world, client):
    looks_as(client, world, "region")
    faces = (HERE, f"{HERE}?depth=all&successors=10", f"/pipelines/posts/{world.posts['chief']}/reports/")
    for address in (*faces, f"{HERE}?q=deputton", "/api/pipelines/organisations/ZZ01/chart"):
        said = client.get(address).content.decode().replace('value="deputton"', "")
        assert "Deputton" not in said, address
        assert str(world.people["deputy"].key) not in said, address


def test_who_is_shown_is_logged_and_nobody_else(world, client):
    before = LookedAt.objects.count()
    looks_as(client, world, "leader").get(HERE)
    looked = set(LookedAt.objects.order_by("pk")[before:].values_list("about", flat=True))
    assert looked == {world.people[one].pk for one in ("chief", "deputy", "released")}


def test_a_search_finds_posts_and_those_whom_the_viewer_may_see(world):
    assert chart(world, text="FINANCE").found == (
        (world.posts["deputy"], "Deputy director of finance"),
        (world.posts["finance"], "Director of finance"),
    )
    assert chart(world, text="dov dep").found == (
        (world.posts["chief"], "Chief executive"),
        (world.posts["deputy"], "Deputy director of finance"),
    )
    assert chart(world, "region", text="dov").found == ()
    assert chart(world, "region", text="rosa").found == ((world.posts["chief"], "Chief executive"),)
    assert chart(world, "analyst", text="rosa").found == ()


def test_what_a_search_finds_is_opened_and_marked(world, client):
    many(world, 200, per=3)
    client = looks_as(client, world, "leader")
    assert "Manager 0200" not in client.get(HERE).content.decode()
    found = client.get(f"{HERE}?q=manager+0200").content.decode()
    assert found.count('id="found"') == 1
    assert "1 post found for “manager 0200”" in found
    assert 'wrap-node--found" id="found"' in found
    asked = chart(world, text="manager 0200")
    above = {one.number: one for one in asked.nodes}
    number = asked.found[0][0]
    while (number := above[number].above) is not None:
        assert above[number].opening is Opening.OPEN


def test_an_earlier_day_has_the_holder_of_that_day(world):
    holds(world, "finance", "deputy", starts=date(2025, 2, 1), ends=date(2025, 6, 30), kind=HolderKind.INTERIM)
    then = words_of(chart(world, on=date(2025, 5, 1)), "Director of finance")
    assert then[0] == "Dov Deputton|interim, until 30 June 2025"
    assert words_of(chart(world, on=date(2025, 7, 1)), "Director of finance")[0] == "|No holder is entered"
    assert words_of(chart(world), "Director of finance")[0] == "|vacant since 2 March 2026"
    assert chart(world, on=date(2024, 12, 31)).posts == 0


def test_what_was_not_known_on_a_day_is_not_on_the_chart_as_it_was_shown(world):
    early = AT.replace(year=2025)
    assert chart(world, on=early.date()).posts == 5
    assert chart(world, on=early.date(), known=early).posts == 0


def test_a_post_whose_superior_is_gone_or_elsewhere_stands_at_the_top_and_says_so(world):
    leader = world.viewers["leader"]
    add(world, "theirs", "Group chief executive", by="neighbour", code="ZZ02")
    with changing("Reports elsewhere", at=AT, by=OPERATOR):
        row = Post.objects.get(pk=world.posts["chair"])
        row.reports_to_id = world.posts["theirs"]
        row.save()
    tops = {one.title: one for one in chart(world).nodes if one.above is None}
    assert tops["Chair"].why_top is Above.UNSEEN
    assert tops["Chair"].reports_to is None
    assert {one.title: one for one in chart(world, "region").nodes}["Chair"].why_top is Above.ELSEWHERE
    close_post(world.posts["chief"], last_day=TODAY, because="Merged", at=AT, by=leader)
    with changing("Reports to a closed one", at=AT, by=OPERATOR):
        row = Post.objects.get(pk=world.posts["nursing"])
        row.reports_to_id = world.posts["chief"]
        row.save()
    tops = {one.title: one for one in chart(world, on=date(2026, 5, 5)).nodes if one.above is None}
    assert tops["Director of nursing"].why_top is Above.CLOSED
    assert say.top_words(tops["Director of nursing"]).startswith("Reports to a post that was not there")


def test_posts_that_report_to_each_other_are_on_the_chart_once(world):
    with changing("A ring", at=AT, by=OPERATOR):
        row = Post.objects.get(pk=world.posts["chief"])
        row.reports_to_id = world.posts["deputy"]
        row.save()
    found = chart(world, levels=40)
    assert sorted(one.number for one in found.nodes) == sorted(world.posts.values())
    assert found.nodes[0].why_top is Above.LOOP
    assert chart(world, top=world.posts["chief"]).posts == 4


def test_a_post_that_serves_two_trusts_is_on_both_charts(world):
    version = version_number(Post.objects.get(pk=world.posts["chair"]), viewer=OPERATOR)
    new = NewPost(title="Chair", role=PostRole.CHAIR, level=PostLevel.BOARD, starts=SINCE, shared_with=("ZZ02",))
    change_post(world.posts["chair"], new, version=version, at=AT, by=world.viewers["leader"])
    assert [one.title for one in chart(world, "neighbour", code="ZZ02").nodes] == ["Chair"]


def test_from_one_post_down_the_way_up_is_said(world, client):
    found = chart(world, top=world.posts["finance"])
    assert found.chain == ((world.posts["chief"], "Chief executive"),)
    assert [one.title for one in found.nodes] == ["Director of finance", "Deputy director of finance"]
    with pytest.raises(NoSuchPost):
        chart(world, top=999_999)
    said = looks_as(client, world, "leader").get(f"{HERE}?top={world.posts['finance']}").content.decode()
    assert "Above: <a" in said
    assert "from Director of finance down: 2 posts" in said


def test_the_part_that_is_fetched_is_the_same_as_in_the_whole_page(world, client):
    many(world, 120)
    client = looks_as(client, world, "leader")
    whole = cards(client.get(f"{HERE}?depth=all").content.decode())
    assert len(whole) == 125
    short = client.get(HERE).content.decode()
    later = re.findall(r'href="([^"]+)" data-branch', short)
    assert later
    seen = cards(short)
    for address in later:
        part = client.get(f"{address.replace('&amp;', '&')}&part=1").content.decode()
        assert part.lstrip().startswith("<ul")
        assert "<html" not in part
        seen |= cards(part)

    def plain(card):
        return re.sub(r'<p class="wrap-node__from">.*?</p>|\s+', " ", card, flags=re.S).replace("  ", " ")

    assert all(plain(card) == plain(whole[number]) for number, card in seen.items())


def test_a_page_carries_no_more_than_it_may_and_opens_as_many_as_are_asked_for(world, client):
    many(world, 300, per=3)
    assert len(chart(world).nodes) <= MOST_SHOWN
    assert len(chart(world, levels=40).nodes) == 305
    answer = looks_as(client, world, "leader").get(HERE)
    assert len(answer.content) < MOST_BYTES


def test_a_long_list_goes_on_on_a_next_page(world, client):
    many(world, 100, per=100)
    client = looks_as(client, world, "leader")
    address, seen = f"/pipelines/posts/{world.posts['chief']}/reports/?of=ZZ01", set()
    for page in (1, 2, 3):
        seen |= set(cards(client.get(f"{address}&page={page}").content.decode()))
    assert len(seen) >= 102
    assert "more beside these" in client.get(HERE).content.decode()


def test_statements_do_not_grow_with_the_posts(world, client):
    client = looks_as(client, world, "leader")
    client.get(HERE)
    counts = []
    for more in (0, 150):
        many(world, more)
        with CaptureQueriesContext(connection) as few:
            client.get(f"{HERE}?depth=all")
        with CaptureQueriesContext(connection) as part:
            client.get(f"/pipelines/posts/{world.posts['chief']}/reports/?of=ZZ01&part=1")
        counts.append((len(few), len(part)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST_QUERIES
    with CaptureQueriesContext(connection) as searched:
        client.get(f"{HERE}?q=dov")
    assert len(searched) <= MOST_QUERIES + 3


def test_without_posts_those_who_lead_are_shown_the_way(world, client):
    said = looks_as(client, world, "neighbour").get("/pipelines/organisations/ZZ02/chart/").content.decode()
    assert "No post is entered here yet" in said
    assert "/pipelines/organisations/ZZ02/posts/usual/" in said
    said = looks_as(client, world, "region").get("/pipelines/organisations/ZZ02/chart/").content.decode()
    assert "posts/usual/" not in said


def test_where_nobody_reports_to_anybody_it_says_how(world, client):
    for title in ("One", "Two"):
        add(world, title, title, by="neighbour", code="ZZ02")
    said = looks_as(client, world, "neighbour").get("/pipelines/organisations/ZZ02/chart/").content.decode()
    assert say.FLAT in said


def test_what_cannot_be_understood_is_left_aside_and_a_day_is_said_to_be_so(world, client):
    client = looks_as(client, world, "leader")
    asked = "depth=many&successors=-1&top=x&page=0&q=" + "x" * 300
    assert client.get(f"{HERE}?{asked}").status_code == 200
    assert say.DAY_NOT_UNDERSTOOD in client.get(f"{HERE}?on=yesterday").content.decode()
    assert client.get(f"{HERE}?on=2999-01-01&page=900").status_code == 200


def test_how_many_successors_a_card_shows_can_be_chosen(world, client):
    client = looks_as(client, world, "leader")
    assert "and 1 more who could follow" in client.get(f"{HERE}?successors=1").content.decode()
    none = client.get(f"{HERE}?successors=0").content.decode()
    assert "Releasedon" not in none
    assert "successors=0" in none


def test_proposed_stale_and_cover_are_told_apart(world):
    named(world, "deputy", "released", use=Use.COVER, confirmed=False)
    named(world, "deputy", "chief", band=Band.THREE_TO_FIVE, confirmed=False)
    later = chart(world, on=date(2027, 2, 1), levels=9)
    assert words_of(later, "Deputy director of finance")[1:] == [
        "Cora Chiefly|3–5 years, review overdue, proposed",
        "Rosa Releasedon|emergency cover, proposed",
    ]


def test_the_page_of_the_organisation_leads_to_its_chart(world, client):
    there = "/people/organisations/ZZ01/"
    assert HERE in looks_as(client, world, "leader").get(there).content.decode()
    assert HERE in looks_as(client, world, "region").get(there).content.decode()
    assert HERE not in looks_as(client, world, "neighbour").get(there).content.decode()
    assert HERE not in looks_as(client, world, "stranger").get(there).content.decode()


def test_the_api_and_the_command_say_the_same(world, client):
    today = timezone.localdate()
    answer = looks_as(client, world, "leader").get("/api/pipelines/organisations/ZZ01/chart").json()
    assert [one["title"] for one in answer["nodes"]] == [one.title for one in chart(world, on=today, levels=40).nodes]
    text = say.chart_text(chart(world, on=today, levels=40))
    assert "        Deputy director of finance" in text
    assert "Dov Deputton" in text


def test_the_whole_chart_is_a_link_away_and_a_page_that_lacks_posts_says_so_on_paper(world, client):
    for number in range(MOST_BESIDE + 5):
        add(world, f"many{number}", f"Head of something {number:02}", above="chief")
    client = looks_as(client, world, "leader")
    usual = client.get(HERE).content.decode()
    assert say.WHOLE_CHART in usual
    assert say.NOT_WHOLE in usual
    whole = client.get(f"{HERE}?depth=all").content.decode()
    assert whole.count("Head of something") >= MOST_BESIDE + 5
    assert say.NOT_WHOLE not in whole
    assert say.WHOLE_CHART not in whole
