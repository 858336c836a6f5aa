"""A mentor and somebody who would like one: paired, accepted, met and ended, and nobody looks over their shoulder."""

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses

MINE = "/partnerships/people/"


def opens_the_pair(visitor, words):
    visitor.opens(MINE)
    visitor.follows(words)


def test_two_people_are_paired_meet_and_part(own_demo, visits):
    """Given a cohort of the made-up region, Aspen's mentor says yes on a phone; the organiser sees a count."""
    winifred = visits(own_demo, PHONE)
    looks_as(winifred, "Winifred Gandercote")
    winifred.sees("Somebody waits for your answer: a pair is proposed to you.")
    assert "Aspen" not in winifred.page.locator("main").inner_text()
    winifred.follows("Read and answer")
    winifred.sees("Aspen Fernbutton would like you as a mentor")
    winifred.sees("How to speak at a board without hiding behind figures")
    presses(winifred, "Accept")
    winifred.sees("Aspen Fernbutton has you as a mentor")

    aspen = visits(own_demo)
    looks_as(aspen, "Aspen Fernbutton")
    opens_the_pair(aspen, "Winifred Gandercote is your mentor")
    day = aspen.page.evaluate("new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 10)")
    aspen.page.get_by_label("Your next meeting").fill(day)
    presses(aspen, "Note it")
    aspen.sees("It is noted, for both of you.")
    aspen.page.get_by_label("What you would like to remember").fill("She asked me what I would do if it went wrong.")
    presses(aspen, "Keep the note")
    aspen.sees("Nobody else reads it.")

    opens_the_pair(winifred, "Aspen Fernbutton has you as a mentor")
    assert winifred.page.get_by_label("Your next meeting").input_value() == day
    assert "if it went wrong" not in winifred.page.content()

    talia = visits(own_demo)
    looks_as(talia, "Talia Bramblewick")
    talia.opens(MINE)
    talia.follows("Organise a cohort")
    talia.follows("First-year leaders of Westmarch")
    talia.sees("2 have somebody, and both have accepted")
    talia.sees("Known to the two of each pair alone")
    for visitor in (aspen, winifred):
        presses(visitor, "Let them know that it is you two")
    talia.opens(talia.page.url.removeprefix(own_demo))
    talia.sees("Winifred Gandercote with Aspen Fernbutton")
    auditor = visits(own_demo)
    looks_as(auditor, "Auberon Pepperwick")
    auditor.opens("/people/audit/")
    assert "pair" not in auditor.page.locator("main").inner_text().lower()
    auditor.page.goto(f"{own_demo}{aspen.page.url.removeprefix(own_demo)}")
    auditor.sees("We cannot find that page")

    presses(winifred, "End it")
    winifred.sees("Nobody is told who ended it, or why.")
    opens_the_pair(aspen, "Mentoring: ended")
    assert "Winifred" not in aspen.page.locator("main").inner_text()
    assert "if it went wrong" in aspen.page.get_by_label("What you would like to remember").input_value()


def test_somebody_asks_one_person_who_says_no_without_a_mark(own_demo, visits):
    padma, orla = visits(own_demo, PHONE), visits(own_demo)
    looks_as(padma, "Padma Hazelcote")
    padma.opens(MINE)
    padma.follows("Ask one person")
    padma.page.get_by_label("Choose from the list").select_option(
        label="Orla Inklewick, Chair, Thistleford Hospitals (made up)"
    )
    fills(padma, **{"What_you_would_like,_in_your_own_words": "To hear how your board talks about people."})
    presses(padma, "Ask them")
    padma.sees("You have accepted. It waits for the other")
    looks_as(orla, "Orla Inklewick")
    orla.follows("Read and answer")
    orla.sees("To hear how your board talks about people.")
    presses(orla, "Say no")
    padma.opens(MINE)
    padma.follows("Mentoring: ended")
    assert "Orla" not in padma.page.locator("main").inner_text()


def test_an_organiser_opens_a_cohort_and_somebody_joins_and_keeps_away_from_another(own_demo, visits):
    talia, idris = visits(own_demo), visits(own_demo, PHONE)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/partnerships/people/organise/begin/")
    presses(talia, "Open it")
    talia.sees("There is a problem")
    fills(talia, Its_name="Shadowing in spring")
    talia.page.get_by_label("What people are to each other").select_option("shadowing")
    talia.page.get_by_label("Last day to join").fill(
        talia.page.evaluate("new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)")
    )
    presses(talia, "Open it")
    talia.sees("0 people joined")
    looks_as(idris, "Idris Copperthorpe")
    idris.opens(MINE)
    idris.follows("Shadowing in spring")
    presses(idris, "Join")
    idris.sees("Tick whether you would like somebody")
    idris.page.get_by_label("I would like to shadow somebody").check()
    presses(idris, "Join")
    idris.sees("You have joined.")
    idris.opens("/partnerships/people/not-with/")
    idris.page.get_by_label("Choose from the list").select_option(
        label="Orla Inklewick, Chair, Thistleford Hospitals (made up)"
    )
    presses(idris, "Do not pair me with them")
    idris.sees("Nobody is told, and nobody sees why.")
    idris.page.get_by_role("button", name="Take it back").click()
    idris.looks()
    idris.sees("It is taken back.")
