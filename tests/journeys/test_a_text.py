"""A chair pastes the objectives she is about to agree, and asks whether they say how, or only what."""

OBJECTIVES = """Objectives for the year

Clear the backlog of scans by the end of March.
Hold the budget to plan.
Listen to ward staff each week and act on what they say.
"""


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
