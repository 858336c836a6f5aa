"""A statement is agreed by both sides and kept; another compact is to end early, and is taken back."""

from datetime import timedelta

from tests.journeys.conftest import PHONE
from tests.journeys.steps import agrees, looks_as, presses, today


def test_both_sides_agree_one_statement_and_an_ending_is_taken_back(own_demo, visits):
    """Given a compact that ended early, the chair answers, the leader agrees on a phone, and keeps the statement."""
    chair, leader = visits(own_demo), visits(own_demo, PHONE)
    looks_as(chair, "Orla Inklewick")
    chair.sees("the other side has written the statement of its ending")
    chair.follows("Agree, or answer with other words")
    chair.sees("It is the leader's way back, and stays due")
    presses(chair, "Answer with other words")
    chair.page.get_by_label("What your side says alone").fill("We gave the money to another scheme, and said so late.")
    presses(chair, "Show it to the other side")
    chair.sees("Version 2, by the board")
    presses(chair, "Agree to it")
    agrees(chair, "Orla Inklewick")
    chair.sees("It waits for the other side")

    looks_as(leader, "Suresh Marrowpool")
    leader.follows("Agree, or answer with other words")
    leader.sees("said so late")
    presses(leader, "Agree to it")
    agrees(leader, "Suresh Marrowpool")
    leader.sees("Both sides have agreed")
    leader.follows("Check that this is what was settled")
    leader.sees("to the byte, what was settled")

    other = visits(own_demo)
    looks_as(other, "Idris Copperthorpe")
    other.opens("/compacts/1/")
    other.follows("The ending")
    other.sees("Nothing about pay or employment")
    presses(other, "End it early")
    other.page.get_by_label("How it ends").select_option("leader")
    other.page.get_by_label("From which day").fill((today() + timedelta(days=20)).isoformat())
    other.page.get_by_label("Why", exact=True).fill("The trust needs somebody who stays longer.")
    presses(other, "End it from that day")
    other.sees("early, by the leader")
    presses(other, "Take it back: the compact goes on")
    other.sees("The compact goes on")
