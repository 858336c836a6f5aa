"""A delivery lead adapts one recommendation, declines one and slips one; the region reads what was shared."""

from datetime import timedelta

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses, today


def test_a_lead_adapts_one_declines_one_and_slips_one(own_demo, visits):
    """Given a plan with half a year behind it, a lead at a desk, and a regional director on a phone."""
    lead, region = visits(own_demo), visits(own_demo, PHONE)
    looks_as(lead, "Thora Kettlemere")
    lead.sees("recommendations wait for the answer of Larkmoor Hospitals")
    lead.follows("Answer them")
    lead.sees("is overdue")

    lead.follows("2. Equality, diversity and inclusion")
    lead.page.get_by_label("Adapt", exact=True).check()
    presses(lead, "Answer")
    lead.sees("Say how you adapt it")
    fills(lead, How__or_why="Each division names one thing that it changes this year.")
    lead.page.get_by_label("Share this answer with our region").check()
    presses(lead, "Answer")
    lead.sees("Adapted on")

    lead.follows("3. One set of standards for managers")
    lead.page.get_by_label("Decline", exact=True).check()
    fills(lead, How__or_why="Ours are trained to a standard of our university.")
    presses(lead, "Answer")
    lead.sees("Declined on")

    lead.follows("All appraisers are trained in the new questions")
    lead.follows("Move its day")
    later = today() + timedelta(days=80)
    fills(lead, Due_on=later.isoformat())
    lead.page.get_by_label("The people were needed elsewhere, or left").check()
    presses(lead, "Move it")
    lead.sees("68 days later")
    lead.opens("/delivery/")
    lead.sees("due before what it waits for can be done")
    presses(lead, "Show what slipped")
    lead.sees("It pushes on “Every manager was asked how people were led”")
    lead.sees("When all of it may be done")

    looks_as(region, "Rhodri Lanternmere")
    region.opens("/delivery/")
    presses(region, "What was shared with your region")
    region.sees("Each division names one thing that it changes this year.")
    assert "Ours are trained to a standard of our university." not in region.page.locator("main").inner_text()
