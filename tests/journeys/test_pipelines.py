"""Who could lead here next: a director of people keeps it, an aspiring director answers, a region sees it."""

import re
from datetime import timedelta

from django.utils import timezone

from tests.journeys.conftest import PHONE
from tests.journeys.steps import chooses, fills, looks_as, presses


def days_ago(many):
    return (timezone.localdate() - timedelta(days=many)).isoformat()


def says(visitor):
    return visitor.page.locator("main").inner_text()


def ticks(visitor, words):
    visitor.page.get_by_label(words, exact=isinstance(words, str)).first.check()


def test_a_director_of_people_keeps_posts_holders_readiness_and_a_plan(region, visits):
    """Given a post whose holder leaves, it is vacant from the next day; somebody is named, and the list says so."""
    padma = visits(region)
    looks_as(padma, "Padma Hazelcote")
    padma.opens("/pipelines/")
    padma.sees("Director of people")
    padma.opens("/pipelines/organisations/ZZ01/posts/new/")
    fills(padma, Title="Director of improvement", First_day_of_the_post=days_ago(700))
    chooses(padma, What_it_is_mainly_answerable_for="quality")
    padma.page.locator("[name=level][value=board]").check()
    presses(padma, "Enter it")
    padma.sees("Director of improvement")
    post = re.search(r"/pipelines/posts/\d+/", padma.page.url)[0]
    ticks(padma, re.compile("^Substantive"))
    fills(padma, Name="Ottilie Thimblewright", First_day=days_ago(300))
    presses(padma, "Enter it")
    padma.sees("Ottilie Thimblewright")
    padma.follows("Enter their last day")
    fills(padma, Last_day_in_the_post=days_ago(3))
    padma.page.get_by_label(re.compile("^Why")).select_option("nhs_post")
    presses(padma, "Enter the last day")
    padma.sees("Vacant since")

    padma.page.get_by_role("button", name="Name somebody").click()
    padma.looks()
    ticks(padma, "To follow in it")
    ticks(padma, "A person here")
    padma.page.get_by_label(re.compile("^Find somebody")).fill("Ottilie")
    presses(padma, "Find")
    ticks(padma, re.compile("Ottilie Thimblewright"))
    ticks(padma, "Confirm it at once")
    presses(padma, "Name them")
    padma.sees("No readiness agreed")
    padma.follows("Agree it with them")
    padma.sees("Ottilie Thimblewright")
    padma.opens("/pipelines/?gap=vacant")
    padma.sees("Director of improvement")

    padma.opens(f"{post}?on={days_ago(270)}")
    padma.sees("Ottilie Thimblewright")
    padma.opens(f"{post}?on={days_ago(301)}")
    assert "Ottilie Thimblewright" not in says(padma)
    padma.opens(f"{post}history/")
    padma.sees("Ottilie Thimblewright left")
    padma.opens("/pipelines/organisations/ZZ01/chart/?q=Ottilie")
    padma.sees("Director of improvement")


def test_an_aspiring_director_reads_says_what_is_wrong_writes_and_is_released(region, visits):
    """On a phone: what is held of them and by whom; what they want; who may know; and that it ends when they say so."""
    talia = visits(region)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/pipelines/people/?q=Aspen")
    assert "Aspen Fernbutton" not in says(talia)

    aspen = visits(region, PHONE)
    looks_as(aspen, "Aspen Fernbutton")
    aspen.sees("asks whether others may see you by name")
    aspen.opens("/pipelines/")
    aspen.is_at("/pipelines/mine/")
    aspen.sees("Orla Inklewick")
    aspen.follows("This is wrong")
    aspen.page.get_by_role("textbox").last.fill("I have stood in for two winters, not one")
    presses(aspen, "Say so")
    aspen.opens("/pipelines/mine/")
    aspen.sees("two winters")

    aspen.follows("Say what you would consider")
    ticks(aspen, "Operations")
    ticks(aspen, "Organisations in a regime or in difficulty too")
    aspen.page.get_by_label("What others should know of your experience").fill("Flow across two sites")
    presses(aspen, "Save")
    aspen.opens("/pipelines/mine/")
    aspen.sees("Flow across two sites")

    aspen.follows("Read it and answer")
    presses(aspen, "I agree")
    talia.opens("/pipelines/people/?q=Aspen")
    talia.sees("Aspen Fernbutton")
    talia.follows("Aspen Fernbutton")
    talia.sees("Flow across two sites")

    aspen.opens("/pipelines/mine/")
    aspen.sees("Talia Bramblewick")
    aspen.page.get_by_role("button", name=re.compile("Take it back.*considered", re.I)).click()
    aspen.looks()
    talia.opens("/pipelines/people/?q=Aspen")
    assert "Aspen Fernbutton" not in says(talia)


def test_a_talent_lead_finds_where_the_bench_is_thin(region, visits):
    """Filters in words that are saved by name; a plan and its history; a chart; an earlier day; and a sheet."""
    talia = visits(region)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/pipelines/")
    talia.sees("critical posts")
    chooses(talia, Which="nobody_ready")
    chooses(talia, Role="finance")
    presses(talia, "Show")
    talia.follows("Save as a view")
    fills(talia, Name_of_this_view="Finance, nobody ready")
    presses(talia, "Save")
    talia.opens("/pipelines/views/")
    talia.follows("Finance, nobody ready")
    with talia.page.expect_download() as download:
        talia.page.get_by_role("link", name="These as Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    talia.follows("Director of finance")
    talia.sees("Who can see this, and why")
    talia.follows("History")
    talia.sees("Who can see this, and why")
    talia.opens(f"/pipelines/?all=1&on={days_ago(400)}")
    talia.sees("posts")
    talia.opens("/pipelines/organisations/ZZ02/chart/?depth=3")
    talia.sees("Chief executive")
    talia.opens("/pipelines/releases/")
    talia.opens("/pipelines/people/")
