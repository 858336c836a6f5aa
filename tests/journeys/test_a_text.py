"""A chair pastes the objectives she is about to agree, and asks whether they say how, or only what."""

from tests.journeys.conftest import DESK
from tests.journeys.steps import fills, looks_as, presses

OBJECTIVES = """Objectives for the year

Clear the backlog of scans by the end of March.
Hold the budget to plan.
Listen to ward staff each week and act on what they say.
"""

PLAN = "\n\n".join(
    [f"Cut waits for scans in ward {number} by March." for number in range(25)]
    + [f"Listen to ward staff of team {number} and act on what they say." for number in range(10)]
)


def test_a_chair_sees_which_objectives_say_how(at_a_desk):
    chair = at_a_desk
    chair.opens("/focus/")
    chair.looks()
    chair.page.get_by_label("The text").fill(OBJECTIVES)
    chair.page.get_by_label("What sort of document is it?").select_option(label="Objectives")
    chair.page.get_by_role("button", name="Read it").click()
    chair.looks()
    chair.sees("3 sentences: 2 about what, 1 about how")
    chair.sees("No percentage")
    chair.sees("provisional")
    chair.page.get_by_text("Why", exact=False).nth(1).click()
    chair.looks()
    chair.sees("Amount of what")
    assert chair.page.get_by_label("The text").input_value() == OBJECTIVES


def test_on_a_phone_an_empty_text_is_said_at_its_field(on_a_phone):
    chair = on_a_phone
    chair.opens("/focus/")
    chair.page.get_by_role("button", name="Read it").click()
    chair.looks()
    chair.sees("Paste the text that you would like to have read, or choose a file.")


def test_a_chief_executive_keeps_the_counts_of_a_plan_and_takes_them_away(own_demo, visits):
    """Given the made-up region: counts of board papers and adverts are kept at Suresh's organisation, and no plan."""
    suresh = visits(own_demo, DESK)
    looks_as(suresh, "Suresh Marrowpool")
    suresh.opens("/focus/")
    suresh.page.get_by_label("The text").fill(PLAN)
    suresh.page.get_by_label("What sort of document is it?").select_option(label="Plan")
    presses(suresh, "Read it")
    suresh.sees("The text is not kept")
    fills(suresh, What_to_call_it="Winter plan", The_month_of_the_document__or_its_day="last winter")
    suresh.page.get_by_label("For Thistleford").check()
    presses(suresh, "Keep these counts")
    suresh.sees("Give a month that has begun")
    fills(suresh, The_month_of_the_document__or_its_day="2026-05")
    presses(suresh, "Keep these counts")
    suresh.sees("The counts are kept. The text is not.")
    suresh.sees("Plan: 1 document")
    suresh.sees("the share of how is higher in the last than in the first")
    presses(suresh, "Take away Winter plan, May 2026")
    suresh.sees("Taken away.")
    assert "Winter plan" not in suresh.page.content()
