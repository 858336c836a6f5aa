"""A ward manager on a phone: what a role asks, what they have, left and gone on with, what is missing, and shown."""

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses


def test_a_ward_manager_says_what_they_have_leaves_goes_on_and_sees_what_is_missing(own_demo, visits):
    """Given the made-up region: Bryony, who runs a ward, looks at what a matron and a deputy director are asked."""
    bryony = visits(own_demo, PHONE)
    looks_as(bryony, "Bryony Candlewick")
    bryony.opens("/careers/")
    bryony.page.get_by_role("link", name="Matron at").click()
    bryony.looks()
    bryony.sees("The default of Westmarch (made up), the region.")
    bryony.sees("It asks for 5 competencies")
    bryony.sees("6 screens with 6 answers in all")
    presses(bryony, "Say what you have")
    bryony.sees("Screen 1 of 6")
    answers(bryony, "Most of the time", leave=True)
    bryony.sees("Kept. Go on whenever you like.")
    bryony.sees("1 of 6 answers given")

    bryony.page.get_by_role("link", name="Go on with").click()
    bryony.looks()
    bryony.sees("Screen 2 of 6")
    for said in ("Not yet", "I have had no chance to show this", "Sometimes", "Almost always", "Most of the time"):
        answers(bryony, said)
    bryony.sees("All 6 answers given.")
    bryony.sees("You, and nobody else.")
    mine = bryony.page.url
    bryony.page.get_by_role("link", name="Matron").click()
    bryony.looks()
    bryony.sees("Of 5 competencies that it asks for: 4 met, 1 not known.")
    bryony.page.goto(mine)
    bryony.page.get_by_role("link", name="Deputy director of nursing").click()
    bryony.looks()
    bryony.sees("Of 6 competencies that it asks for: 1 missing, 1 partly there, 3 met, 1 not known.")
    bryony.sees("That never counts against you.")
    bryony.sees("What could help")

    bryony.opens("/careers/")
    bryony.page.get_by_role("link", name="NHS board leadership competency framework, 2024").first.click()
    bryony.looks()
    mine = bryony.page.url
    bryony.page.get_by_role("button", name="Show it to somebody").click()
    bryony.looks()
    fills(bryony, Their_name__or_the_address_they_sign_in_with="Padma Hazelcote")
    presses(bryony, "Show it")
    bryony.sees("They can read it now.")

    padma = visits(own_demo)
    looks_as(padma, "Padma Hazelcote")
    padma.opens("/careers/")
    padma.follows("Bryony Candlewick")
    padma.sees("What Bryony Candlewick said of themselves")
    padma.sees("No chance to show it")
    read = padma.page.url

    bryony.opens("/people/me/looks/")
    bryony.sees("You show it to them until")
    bryony.page.goto(mine)
    bryony.page.get_by_role("button", name="Take it back").click()
    bryony.looks()
    bryony.sees("Taken back. They can read it no longer.")
    assert padma.page.goto(read).status == 404


def answers(visitor, words, *, leave=False):
    """Chooses the answer on a screen, and goes on or leaves."""
    visitor.page.get_by_label(words, exact=True).check()
    main = visitor.page.get_by_role("button", name="Keep it and leave" if leave else "Keep it and ", exact=leave)
    main.first.click()
    visitor.looks()
