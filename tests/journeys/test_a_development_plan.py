"""An aspiring director on a phone: a plan, a talk that both agree on, and a direction of their own; and money."""

from datetime import timedelta

from tests.journeys.conftest import PHONE
from tests.journeys.steps import chooses, fills, looks_as, presses, today


def test_somebody_makes_a_plan_and_both_agree_on_the_talk(own_demo, visits):
    """Given the made-up region: Aspen has said half of what they have, and Suresh is their chief executive."""
    aspen = visits(own_demo, PHONE)
    looks_as(aspen, "Aspen Fernbutton")
    aspen.opens("/careers/")
    aspen.follows("Deputy director of nursing at")
    aspen.follows("What you have of it, and what is missing")
    aspen.sees("Where people went from this role, and after how long")
    aspen.sees("We do not know.")
    presses(aspen, "Your development plan")
    aspen.sees("No step is written yet.")
    aspen.sees("Choose it after a talk")
    aspen.page.get_by_role("link", name="Write a step for it").first.click()
    aspen.looks()
    presses(aspen, "Keep it")
    aspen.sees("Say what you will do.")
    fills(
        aspen,
        What_you_will_do="Lead the winter plan with the council",
        By_when=(today() + timedelta(days=10)).isoformat(),
        What_help_you_need="A day a week, and somebody to stand in",
    )
    aspen.page.locator("#split").get_by_text("The one step is too close to call.").wait_for()
    aspen.looks()
    aspen.sees("nobody to whom you show the plan does")
    presses(aspen, "Keep it")
    aspen.sees("1 step, 0 done.")
    aspen.opens("/today/")
    aspen.sees("A step of your plan is due soon")
    aspen.follows("Look at your plan")
    aspen.page.get_by_role("button", name="Show it to somebody").click()
    aspen.looks()
    fills(aspen, Their_name__or_the_address_they_sign_in_with="Suresh Marrowpool")
    presses(aspen, "Show it")
    fills(aspen, What_you_talked_about="We spoke of a larger role within two years.")
    presses(aspen, "Write it down")
    aspen.sees("waits for Suresh Marrowpool to agree")
    talk = aspen.page.url

    suresh = visits(own_demo)
    looks_as(suresh, "Suresh Marrowpool")
    suresh.opens("/today/")
    suresh.sees("Aspen Fernbutton wrote down what you talked about, and asks whether you agree")
    suresh.page.get_by_role("link", name="Read what was said").first.click()
    suresh.looks()
    suresh.sees("Lead the winter plan with the council")
    assert "too close to call" not in suresh.page.content()
    presses(suresh, "I agree")
    suresh.sees("Both agreed on")

    aspen.page.goto(talk)
    aspen.looks()
    aspen.sees("Agreed by the other side on")
    aspen.follows("Back to your plan")
    aspen.follows("Choose your direction")
    aspen.page.get_by_label("Stretch", exact=True).check()
    fills(aspen, Why_it_fits="I like to work across places.")
    presses(aspen, "Keep it")
    aspen.sees("Stretch: I move towards a role that asks more than mine.")
    aspen.page.get_by_role("button", name="It is done").click()
    aspen.looks()
    aspen.sees("1 step, 1 done.")
    aspen.opens("/people/me/looks/")
    aspen.sees("You show them your development plan until")


def test_a_trust_says_what_it_spends_and_its_region_reads_what_was_shared(own_demo, visits):
    """Given the made-up region: Padma leads people at a trust, and Talia leads talent for the region."""
    padma = visits(own_demo, PHONE)
    looks_as(padma, "Padma Hazelcote")
    padma.opens("/careers/")
    padma.follows("What is spent on development")
    presses(padma, "Open it")
    padma.sees("Nothing is written for this year yet.")
    for level, people in (("board", 2), ("middle", 30)):
        padma.page.get_by_role("button", name="Write a line").click()
        padma.looks()
        chooses(padma, Level=level)
        fills(padma, People=people, Money_promised=12_000, Money_spent=9_000, Days_promised=20, Days_taken=18)
        presses(padma, "Keep it")
    padma.sees("£18,000 spent of £24,000 promised (75%).")
    presses(padma, "Share it with the region")
    padma.sees("Your region reads it as it was on")

    talia = visits(own_demo, PHONE)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/careers/investment/")
    presses(talia, "Open it")
    talia.sees("shared something of this year")
    talia.sees("Not told apart")
    assert "Board: courses" not in talia.page.locator("main").inner_text()
