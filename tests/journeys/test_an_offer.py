"""An aspiring director on a phone: what is missing, an offer that can build it, and both employers say yes."""

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses

WINTER = "Lead the winter plan with the council (made up)"


def test_an_aspiring_director_finds_an_offer_for_what_is_missing_and_both_employers_agree(own_demo, visits):
    """Given the made-up region: Aspen, who has said half of what they have; Padma, whose hospital offers something."""
    aspen = visits(own_demo, PHONE)
    looks_as(aspen, "Aspen Fernbutton")
    aspen.opens("/careers/")
    aspen.sees("Getting people home from hospital")
    aspen.page.get_by_role("link", name="Go on with").click()
    aspen.looks()
    for said in ("Sometimes", "Sometimes", "Not yet"):
        aspen.page.get_by_label(said, exact=True).check()
        aspen.page.get_by_role("button", name="Keep it and ").first.click()
        aspen.looks()
    aspen.page.get_by_role("link", name="Deputy director of nursing").click()
    aspen.looks()
    aspen.sees("1 missing")
    aspen.sees("Open offers that can build it:")
    aspen.page.get_by_role("link", name=WINTER).click()
    aspen.looks()
    aspen.sees("The host pays for backfill: 2 days a week.")
    presses(aspen, "I would like this")
    aspen.sees("Say in a few words why you would like it")
    fills(aspen, Why_you_would_like_it="I have led a ward, and never with a council.")
    presses(aspen, "I would like this")
    aspen.sees("It waits for an answer.")
    asked = aspen.page.url

    for name, people in (("Orla Inklewick", "They work with you"), ("Padma Hazelcote", "would like what you offer")):
        leads = visits(own_demo)
        looks_as(leads, name)
        leads.opens("/today/")
        leads.page.get_by_role("link", name="Say whether you agree").click()
        leads.looks()
        leads.sees(people)
        leads.page.get_by_label("No", exact=True).check()
        presses(leads, "Answer")
        leads.sees("Say why, in words that you would like to read yourself")
        leads.page.get_by_label("Yes", exact=True).check()
        presses(leads, "Answer")
        leads.sees("They are told that there is news.")

    aspen.page.goto(asked)
    aspen.looks()
    aspen.sees("Both said yes. It has not begun yet.")
    aspen.sees("Orla Inklewick")
    aspen.opens("/people/me/looks/")
    aspen.sees("Padma Hazelcote")

    aspen.opens("/careers/offers/")
    aspen.page.get_by_text("Change what you look for").click()
    aspen.page.get_by_label("What", exact=True).select_option("mentoring")
    presses(aspen, "Look")
    aspen.sees("Meets what you look for: the kind.")
    aspen.opens("/careers/offers/")
    aspen.sees("You look for: mentoring.")
