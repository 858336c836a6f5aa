"""A talent board from agenda to minutes: prepared, opened, changed with a reason, shown, closed, told."""

import io
import re

from django.utils import timezone
from docx import Document

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses


def ticks(visitor, words):
    visitor.page.get_by_label(words, exact=isinstance(words, str)).first.check()


def test_a_trust_talks_about_its_posts_and_everybody_is_told(region, visits):
    """Given a director of people, a talent board is prepared, held and closed; its minutes say what changed and why."""
    padma = visits(region)
    looks_as(padma, "Padma Hazelcote")
    padma.opens("/pipelines/boards/")
    padma.sees("being prepared")
    padma.page.get_by_role("button", name="Prepare a talent board").click()
    padma.looks()
    fills(padma, Name="Board of the journey", Day=timezone.localdate().isoformat())
    presses(padma, "Prepare it")
    ticks(padma, "Chief executive")
    ticks(padma, "Director of finance")
    fills(padma, Why="Twice a year")
    presses(padma, "Put on the agenda")
    padma.sees("1. Chief executive")
    padma.follows("Invited")
    ticks(padma, "Cressida Quillfeather")
    presses(padma, "Invite")
    padma.page.get_by_role("button", name=re.compile("Make chair.*Cressida")).click()
    padma.looks()
    padma.follows("Meeting")
    presses(padma, "Open the meeting")
    padma.sees("The meeting is open")
    meeting = re.search(r"/pipelines/boards/\d+/", padma.page.url)[0]

    padma.follows("2. Director of finance")
    padma.page.get_by_role("button", name="Change this plan").click()
    padma.looks()
    padma.page.get_by_role("button", name="Name somebody").click()
    padma.looks()
    ticks(padma, "Emergency cover, if it were empty tomorrow")
    ticks(padma, "A person here")
    padma.page.get_by_label(re.compile("^Find somebody")).fill("Cressida")
    presses(padma, "Find")
    ticks(padma, re.compile("Cressida Quillfeather"))
    ticks(padma, "Confirm it at once")
    presses(padma, "Name them")
    padma.sees("Say why: a change at a talent board has a reason")
    padma.page.get_by_label("Why, for the talent board").fill("Somebody must be able to act tomorrow")
    presses(padma, "Name them")
    padma.sees("Cressida Quillfeather: named and confirmed")
    padma.sees("Why: Somebody must be able to act tomorrow")
    padma.page.get_by_label("Minutes", exact=True).fill("The plan is thin, and is looked at again in May.")
    presses(padma, "Keep the minutes")
    padma.page.get_by_label("Of whom").select_option(label="Cressida Quillfeather")
    padma.page.get_by_label("What was said", exact=True).fill("Would act for a month, not longer")
    presses(padma, "Keep what was said")
    padma.sees("Would act for a month")

    padma.opens(f"{meeting}screen/1/")
    padma.page.keyboard.press("ArrowRight")
    padma.page.wait_for_url(re.compile("/screen/2/"))
    padma.looks()
    padma.sees("Changed so far")
    padma.sees("Cressida Quillfeather: named and confirmed")
    padma.page.keyboard.press("PageUp")
    padma.page.wait_for_url(re.compile("/screen/1/"))

    padma.opens(f"{meeting}close/")
    padma.sees("Who was there")
    presses(padma, "Close the meeting and tell them")
    padma.sees("Say what they are told")
    padma.page.get_by_label("What they are told").first.fill("You stand in for a month at most.")
    if (others := padma.page.get_by_label(re.compile("any of the others"))).count():
        others.check()
    presses(padma, "Close the meeting and tell them")
    padma.sees("Those who were talked about have been told")
    padma.follows("Minutes to print")
    padma.sees("Somebody must be able to act tomorrow")
    with padma.page.expect_download() as taken:
        padma.page.get_by_role("link", name="As Word, for everybody invited").click()
    made = Document(io.BytesIO(taken.value.path().read_bytes()))
    said = "\n".join(one.text for one in made.paragraphs)
    assert "The plan is thin, and is looked at again in May." in said
    assert "Would act for a month" not in said

    cressida = visits(region, PHONE)
    looks_as(cressida, "Cressida Quillfeather")
    cressida.opens("/pipelines/mine/")
    cressida.sees("Would act for a month, not longer")
    cressida.sees("You were told: You stand in for a month at most.")


def test_somebody_who_is_not_invited_finds_nothing_of_it(region, visits):
    """Given an aspiring director who is not invited, no talent board is listed, and none opens."""
    padma = visits(region)
    looks_as(padma, "Padma Hazelcote")
    padma.opens("/pipelines/boards/")
    meeting = padma.page.locator("main .wrap-list__name").first.get_attribute("href")
    padma.opens(meeting)
    aspen = visits(region)
    looks_as(aspen, "Aspen Fernbutton")
    aspen.opens("/pipelines/boards/")
    aspen.sees("No talent board here is yours to read")
    aspen.page.goto(f"{aspen.site}{meeting}")
    aspen.troubles.clear()  # the browser itself reports the 404
    aspen.looks()
    aspen.sees("There is no such talent board here, or you are not invited to it.")
