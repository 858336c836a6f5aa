"""A person sees a look, contests an entry, is told of a conversation, takes everything away and leaves."""

import io
import json
import re

from python_calamine import CalamineWorkbook

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses


def opens_person(visitor, name):
    visitor.opens(f"/people/?q={name.split()[0]}")
    visitor.follows(name)


def test_nothing_about_me_without_me(own_demo, visits):
    """Given a chair who looks at her record and talks about her, Padma reads it, objects, takes it away and leaves."""
    chair = visits(own_demo)
    looks_as(chair, "Cressida Quillfeather")
    opens_person(chair, "Padma Hazelcote")
    chair.follows("Conversations about Padma Hazelcote")
    fills(chair, **{"What_was_it_for?": "Who could cover for the chief executive"})
    presses(chair, "Record it")
    chair.sees("Say who took part")
    fills(chair, **{"Who_took_part?": "The chair and the senior independent director"})
    presses(chair, "Record it")

    padma = visits(own_demo, PHONE)
    looks_as(padma, "Padma Hazelcote")
    padma.sees("There was a conversation about you")
    padma.opens("/people/me/")
    padma.sees("Its outcome is still owed to you")
    padma.sees("Cressida Quillfeather")
    padma.sees("Chair, for who could lead next. Saw name, where they belong, conversations")
    chair.page.get_by_label("How did it end", exact=False).fill("You were asked to cover for three months.")
    presses(chair, "Tell them")
    padma.opens("/today/")
    padma.sees("There is an outcome or an answer for you to read")
    padma.follows("Read them")
    padma.sees("You were asked to cover for three months.")

    padma.page.locator("main a", has_text="This is wrong").nth(1).click()
    padma.looks()
    presses(padma, "Say so")
    padma.sees("Say what is wrong")
    fills(padma, **{"What_is_wrong,_and_what_would_be_right?": "I began in June."})
    presses(padma, "Say so")
    padma.sees("that this is wrong: I began in June. It waits for an answer.")

    keeper = visits(own_demo)
    looks_as(keeper, "Ottoline Saddlewhistle")
    keeper.sees("One entry is said to be wrong by the person")
    keeper.page.get_by_role("link", name="Answer", exact=True).click()
    keeper.looks()
    keeper.follows("Padma Hazelcote")
    keeper.page.get_by_label("What did you do?").select_option("yes")
    fills(keeper, **{"Why,_in_words_for_the_person": "Put right from your letter."})
    presses(keeper, "Tell them")
    keeper.sees("Nothing waits for an answer")
    padma.opens("/people/me/")
    padma.sees("Answer: Put right from your letter (put right).")
    padma.follows("Everything that was ever changed")
    padma.sees("Contest changed")

    padma.opens("/people/me/")
    with padma.page.expect_download() as taken:
        padma.page.get_by_role("link", name="Take it away as JSON").click()
    whole = json.loads(taken.value.path().read_bytes())
    assert {one["who"] for one in whole["record"]["looks"]["looks"]} >= {
        "Cressida Quillfeather",
        "Ottoline Saddlewhistle",
    }
    with padma.page.expect_download() as taken:
        padma.page.get_by_role("link", name="Take it away as Excel").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken.value.path().read_bytes()))
    assert "Who looked" in book.sheet_names

    padma.follows("Leave")
    padma.sees("What stays, without your name")
    presses(padma, "Leave and remove my record")
    padma.sees("Tick this if you want to leave")
    padma.page.get_by_label("I have taken away what I want to keep", exact=False).check()
    presses(padma, "Leave and remove my record")
    padma.sees("You have left")
    padma.page.goto(f"{own_demo}/people/me/")
    padma.is_at("/people/sign-in/?next=%2Fpeople%2Fme%2F")
    chair.opens("/people/?q=padma")
    chair.sees("Nobody here fits")
    keeper.opens("/people/audit/")
    keeper.sees("The person left and asked for it")
    keeper.opens("/people/audit/looks/")
    keeper.sees("Somebody whose record was removed")


def test_the_past_of_an_organisation_and_of_a_person(demo_site, visits):
    chair = visits(demo_site)
    looks_as(chair, "Cressida Quillfeather")
    chair.follows("Organisations")
    chair.follows("Larkmoor Hospitals (made up)")
    chair.page.get_by_label("As at another day").fill("2026-03-03")
    presses(chair, "Show")
    chair.sees("As this site knew it at the end of 3 March 2026")
    chair.page.locator(".wrap-list__name").first.click()
    chair.looks()
    chair.page.get_by_label("As at another day").fill("2026-03-03")
    presses(chair, "Show")
    chair.sees("As this site knew it at the end of 3 March 2026")
    chair.follows("As it is today")


def test_those_who_keep_the_site_see_how_it_is_kept(demo_site, visits):
    keeper = visits(demo_site, PHONE)
    looks_as(keeper, "Ottoline Saddlewhistle")
    for door, words in (
        ("In the background", "process is at work"),
        ("Who is answerable", "National body for Westmarch (made up)"),
        ("What is kept how long", "Once a day"),
        ("Who changed what", "Every change to a record"),
    ):
        keeper.opens("/today/")
        keeper.follows(door)
        keeper.sees(words)


def test_control_passes_on_and_two_editors_lose_nothing(own_demo, visits):
    keeper = visits(own_demo)
    looks_as(keeper, "Ottoline Saddlewhistle")
    keeper.opens("/people/controllers/transfer/")
    keeper.page.get_by_label("From").select_option(label="National body for Westmarch (made up)")
    keeper.page.get_by_label("To: its code").fill("ZZNEW")
    keeper.page.get_by_label("Its name, if it is not in the list yet").fill("A newer body (made up)")
    keeper.page.get_by_label("Why, and on what ground").fill("The region moved, by order")
    presses(keeper, "Pass control on")
    keeper.sees("records passed from National body for Westmarch (made up) to A newer body (made up)")
    keeper.sees("The region moved, by order")

    first, second = visits(own_demo), visits(own_demo)
    for one in (first, second):
        looks_as(one, "Aspen Fernbutton")
        one.opens("/people/me/name/")
    fills(first, Your_name="Aspen Rightly")
    presses(first, "Correct it")
    fills(second, Your_name="Aspen Otherwise")
    presses(second, "Correct it")
    second.sees("Somebody else changed this")
    second.sees("It now says: Aspen Rightly")
    assert second.page.get_by_label("Your name").input_value() == "Aspen Otherwise"
    presses(second, "Correct it")
    second.sees("Your name is corrected")
    assert re.search("Aspen Otherwise", second.page.locator("main").inner_text())
