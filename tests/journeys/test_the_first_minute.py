"""A chair opens the site for the first time and asks how long it takes to turn a trust round."""

import pytest

from tests.whole_site.addresses import PAGES


def test_a_chair_finds_a_trust_with_the_keyboard_and_reads_its_answer(at_a_desk):
    chair = at_a_desk
    chair.opens("/")
    chair.sees("What is realistic here, who helps, and who could lead next")
    chair.page.get_by_role("combobox", name="Find an NHS trust").focus()
    chair.page.keyboard.type("shrews", delay=20)
    option = chair.page.get_by_role("option", name="Shrewsbury and Telford Hospital")
    option.wait_for()
    chair.looks()
    chair.page.keyboard.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    chair.page.keyboard.press("Enter")
    chair.is_at("/expectations/RXW/")
    chair.looks()
    chair.sees("entered quality special measures on 8 November 2018 and left on 5 March 2026")
    chair.sees("Guidance of 2014 said 12 months")


def test_the_list_of_suggestions_closes_with_escape_and_the_form_still_works(at_a_desk):
    chair = at_a_desk
    chair.opens("/")
    box = chair.page.get_by_role("combobox", name="Find an NHS trust")
    box.press_sequentially("leeds", delay=20)
    chair.page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("Enter")
    chair.is_at("/expectations/?q=leeds")
    chair.looks()
    chair.sees("3 trusts found.")


def test_from_a_figure_to_its_row_and_publisher_in_one_click(at_a_desk):
    analyst = at_a_desk
    analyst.opens("/expectations/RXW/")
    analyst.follows("where these dates come from")
    analyst.is_at("/sources/2026-11-23/regime_spells/40/")
    analyst.sees("https://www.shropshirestar.com/news/health/2026/03/05/")
    analyst.page.go_back()
    analyst.follows("where the official expectation comes from")
    analyst.sees("12 months as the usual longest stay")


def test_an_incoming_chief_executive_narrows_the_curve_and_the_choice_sticks(at_a_desk):
    chief = at_a_desk
    chief.opens("/expectations/recovery/")
    chief.follows("Quality special measures")
    chief.page.get_by_text("Count only some spells").click()
    chief.page.get_by_label("Kind of trust").select_option(label="Acute")
    chief.page.get_by_label("Months already served").fill("24")
    chief.page.get_by_role("button", name="Show").click()
    chief.looks()
    chief.sees("that had lasted 24 months")
    assert chief.page.get_by_label("Kind of trust").input_value() == "acute"
    assert chief.page.get_by_label("Months already served").input_value() == "24"
    chief.page.get_by_label("Months already served").fill("two years")
    chief.page.get_by_role("button", name="Show").click()
    chief.looks()
    assert chief.page.get_by_role("alert").get_by_role("link").inner_text() == (
        "Months already served must be a number, such as 18."
    )
    assert chief.page.get_by_label("Months already served").input_value() == "two years"


def test_the_figures_of_a_picture_stand_in_a_table_beside_it(at_a_desk):
    reader = at_a_desk
    reader.opens("/expectations/recovery/quality_special_measures/")
    assert reader.page.locator("svg.chart-picture:visible").get_attribute("role") == "img"
    reader.page.get_by_text("The same as a table").click()
    reader.looks()
    row = reader.page.get_by_role("row", name="36 60%")
    assert "45% to 75%" in row.inner_text()


def test_most_trusts_have_no_spell_and_their_page_says_what_is_known(on_a_phone):
    lead = on_a_phone
    lead.opens("/expectations/RX7/")
    lead.sees("No spell of North West Ambulance Service in special measures or recovery support is recorded")
    lead.sees("What is missing, and why")
    lead.sees("Too few ambulance trusts have been in that regime to draw a curve of their own")


def test_on_a_phone_the_narrow_picture_is_shown_and_the_wide_one_is_not(on_a_phone):
    on_a_phone.opens("/expectations/RXW/")
    shown = on_a_phone.page.locator("svg.chart-picture:visible")
    assert all(box.get_attribute("viewBox").startswith("0 0 360") for box in shown.all())
    assert shown.count() == 3


def test_without_javascript_everything_is_still_there(without_javascript):
    reader = without_javascript
    reader.page.goto(f"{reader.site}/")
    reader.page.get_by_label("Find an NHS trust").fill("shrewsbury")
    reader.page.get_by_role("button", name="Find").click()
    reader.is_at("/expectations/RXW/")
    reader.sees("after 7 years 4 months")
    assert reader.page.locator("svg.chart-picture:visible").count() == 3
    reader.page.goto(f"{reader.site}/expectations/recovery/quality_special_measures/?kind=acute")
    assert reader.page.get_by_label("Kind of trust").input_value() == "acute"


@pytest.mark.parametrize("address", [*PAGES, "/expectations/RXL/", "/expectations/RYR/", "/expectations/RXH/"])
def test_every_page_stands_at_a_desk(at_a_desk, address):
    at_a_desk.opens(address)


@pytest.mark.parametrize("address", [*PAGES, "/expectations/K0N6A/", "/expectations/recovery/recovery_support/"])
def test_every_page_stands_on_a_phone(on_a_phone, address):
    on_a_phone.opens(address)


def test_a_page_that_is_not_there_offers_a_way_on(at_a_desk):
    at_a_desk.page.goto(f"{at_a_desk.site}/expectations/ZZZ/")
    at_a_desk.troubles.clear()  # the browser itself reports the 404
    at_a_desk.looks()
    at_a_desk.sees("There is no NHS trust with the code “ZZZ”")
    at_a_desk.page.get_by_role("combobox").fill("RXW")
    at_a_desk.page.get_by_role("button", name="Find").click()
    at_a_desk.is_at("/expectations/RXW/")


def test_a_skip_link_comes_first_and_goes_to_the_content(at_a_desk):
    at_a_desk.opens("/expectations/RXW/")
    at_a_desk.page.keyboard.press("Tab")
    assert at_a_desk.page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    at_a_desk.page.keyboard.press("Enter")
    assert at_a_desk.page.evaluate("document.activeElement.id") == "maincontent"
