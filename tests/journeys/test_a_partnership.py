"""A trust that struggles and one that helps: from a need in its own words to terms in force, and the first review."""

from datetime import timedelta

from tests.journeys.conftest import PHONE
from tests.journeys.steps import chooses, comes_to_see, fills, looks_as, presses, today

HERE = "Ambermere Hospitals (made up) could help Larkmoor Hospitals (made up)"
AGREED = "Ambermere Hospitals (made up) helps Larkmoor Hospitals (made up)"


def test_two_boards_come_to_an_agreement_and_review_it(own_demo, visits):
    """Given two chairs, one at a desk and one on a phone, who first say each alone what is wrong."""
    asks, helps = visits(own_demo), visits(own_demo, PHONE)
    looks_as(asks, "Cressida Quillfeather")
    asks.opens("/partnerships/")
    asks.follows("What you need and could give")
    presses(asks, "Say what you need")
    chooses(asks, What_it_is_about="culture")
    fills(asks, In_your_own_words="People on our wards do not say when something goes wrong.")
    asks.page.get_by_label("Visits").check()
    presses(asks, "Say it")
    asks.sees("do not say when something goes wrong")
    presses(asks, "Propose a partnership")
    asks.page.get_by_label("We ask for help").check()
    chooses(asks, With_which_organisation="ZZ03", About_what="culture")
    fills(asks, In_your_own_words="Would you show us how your wards speak up?")
    presses(asks, "Propose it")
    asks.sees("is asked whether it wants to talk about it")

    looks_as(helps, "Winifred Gandercote")
    helps.sees("asks you for help with culture and speaking up")
    helps.opens("/partnerships/")
    helps.follows(HERE)
    presses(helps, "We want to talk about it")
    presses(helps, "Say what you think is wrong")
    fills(helps, What_your_board_thinks_is_wrong="Nobody hears what became of what they said.")
    presses(helps, "Keep it")

    asks.opens("/partnerships/")
    asks.follows(HERE)
    presses(asks, "Say what you think is wrong")
    fills(asks, What_your_board_thinks_is_wrong="People fear for their shifts.")
    presses(asks, "Keep it")
    asks.sees("Nobody hears what became of what they said.")
    presses(asks, "Write the shared text")
    fills(asks, The_text_of_both_boards="People fear to speak, and hear nothing when they do.")
    presses(asks, "Write this version")

    helps.opens("/today/")
    helps.sees("waits for your view of what is wrong")
    helps.opens("/partnerships/")
    helps.follows(HERE)
    presses(helps, "Agree to this text")
    presses(helps, "Write the terms")
    starts = today() - timedelta(days=20)
    _writes_terms(helps, starts)
    helps.sees("Version 1 of the terms waits to be accepted")
    _accepts(helps)

    asks.opens("/partnerships/")
    asks.follows(HERE)
    presses(asks, "Accept these terms")
    asks.page.get_by_label("I have read the terms").check()
    presses(asks, "Accept for Larkmoor Hospitals (made up)")
    asks.sees("it is in force")
    asks.sees("do not say that the partnership caused any of it")

    for one, learned in ((asks, "It takes a week, not a year"), (helps, "Their porters hear most")):
        one.opens("/partnerships/")
        one.follows(AGREED)
        one.page.get_by_role("link", name="Review of").first.click()
        one.looks()
        presses(one, "Write for your board")
        fills(one, What_was_delivered="Two visits", What_you_learned=learned)
        presses(one, "Keep it")
    helps.sees("It takes a week, not a year")
    presses(helps, "Write the note of both")
    fills(helps, The_text_of_both_boards="We go on, and the porters are asked first.")
    presses(helps, "Write this version")
    asks.page.reload()
    asks.looks()
    presses(asks, "Agree to this note")
    asks.sees("agreed to it on")
    comes_to_see(asks, "/today/", "A draft amendment of your board with its promise waits")


def _writes_terms(visitor, starts):
    fills(
        visitor,
        What_it_is_for="Every report is answered within a week",
        Who_comes__and_what_they_do="Two of our ward sisters, one day a week",
        What_the_helper_gains="They bring home how your porters work",
        First_day=starts.isoformat(),
        Last_day=(starts + timedelta(days=300)).isoformat(),
    )
    visitor.page.get_by_label("People’s days a month").fill("6")
    visitor.page.get_by_label("Money to the helper in all").fill("0")
    visitor.page.get_by_label("Who pays").select_option("nobody")
    visitor.page.get_by_label("Reviewed by both boards").select_option("1")
    presses(visitor, "Write this version")


def _accepts(visitor):
    presses(visitor, "Accept these terms")
    visitor.page.get_by_label("I have read the terms").check()
    presses(visitor, "Accept for Ambermere Hospitals (made up)")
    visitor.sees("The other board is told")
