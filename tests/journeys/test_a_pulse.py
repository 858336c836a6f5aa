"""A pulse: asked by a regional director, answered on a phone, told of once it is closed, and what came of it."""

from tests.journeys.conftest import PHONE
from tests.journeys.steps import looks_as, presses


def test_a_chief_executive_answers_on_a_phone_and_reads_what_came_of_the_last_one(own_demo, visits):
    """Given the made-up region: one pulse of it is closed, and another asks Idris."""
    idris = visits(own_demo, PHONE)
    looks_as(idris, "Idris Copperthorpe")
    idris.sees("You are asked how it is: Help in Westmarch this season.")
    idris.page.get_by_role("link", name="Answer").first.click()
    idris.looks()
    idris.sees("Nobody is told whether you answered.")
    idris.sees("Words can give you away")
    presses(idris, "Send my answers")
    idris.sees("Answer one question at least.")
    idris.page.get_by_label("A little of it").check()
    idris.page.get_by_label("Mostly").check()
    idris.page.get_by_label("What would make the most difference?").fill("One number to ring.")
    presses(idris, "Send my answers")
    idris.sees("Thank you. Your answers are kept, and nothing leads back to you.")
    assert "One number to ring" not in idris.page.content()
    idris.opens("/")
    idris.opens("/listening/")
    idris.sees("Nothing waits for you.")

    rhodri = visits(own_demo)
    looks_as(rhodri, "Rhodri Lanternmere")
    rhodri.opens("/listening/")
    rhodri.follows("Help in Westmarch this season")
    rhodri.sees("Figures come after that day.")
    said = rhodri.page.locator("main").inner_text()
    assert "Idris" not in said
    assert "One number to ring" not in said
    assert "Strongly" not in said

    idris.opens("/listening/")
    idris.follows("Help and fairness in Westmarch")
    idris.sees("You said, we did")
    idris.sees("Every promise now has one name to ring.")
    idris.sees("How it stands")
    idris.sees("Two divisions have tried the welcome")
    idris.sees("Done on")
    idris.sees("How much of the help that you were promised for this year has come?")


def test_somebody_asks_and_says_what_was_done(own_demo, visits):
    """Given a closed pulse of the region, Talia reads it and says what came of it; she opens another, and is told why
    it cannot be."""
    talia = visits(own_demo)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/listening/")
    talia.follows("Help and fairness in Westmarch")
    talia.follows("Read what people wrote")
    talia.sees("My mentor. Please keep that.")
    talia.follows("Help and fairness in Westmarch")
    talia.sees("Join a milestone")
    presses(talia, "Say what was done")
    presses(talia, "Say it")
    talia.sees("Say both: what you heard, and what was done about it.")
    talia.page.get_by_label("What you heard").fill("It could be fairer.")
    talia.page.get_by_label("What was done about it, or why nothing was").fill("We ask again in spring.")
    presses(talia, "Say it")
    talia.sees("It is said, to everybody who was asked.")
    talia.sees("We ask again in spring.")
    talia.opens("/listening/new/")
    presses(talia, "Open it")
    talia.sees("There is a problem")
    orla = visits(own_demo, PHONE)
    looks_as(orla, "Orla Inklewick")
    orla.opens("/listening/")
    orla.follows("Help and fairness in Westmarch")
    orla.sees("We ask again in spring.")
    orla.page.get_by_role("link", name="Listening").first.click()
    orla.page.get_by_label("How often you may be asked").select_option("never")
    presses(orla, "Keep it")
    orla.sees("It is noted.")
