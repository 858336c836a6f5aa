"""A chair is about to write a target into somebody's objectives and asks what is realistic."""


def test_a_chair_checks_a_target_and_sees_who_got_there(at_a_desk):
    chair = at_a_desk
    chair.opens("/expectations/RXW/")
    chair.sees("45%: 16 points below the median trust")
    chair.page.get_by_label("Target").fill("78")
    chair.page.get_by_label("By the end of").select_option(label="March 2028")
    chair.page.get_by_role("button", name="Check").click()
    chair.looks()
    chair.sees("78% by March 2028: no better than about 1 in 80")
    chair.sees("none reached the equivalent of 78% after two years")
    assert chair.page.get_by_label("Target").input_value() == "78"
    assert chair.page.get_by_label("By the end of").input_value() == "2028-03"
    chair.page.get_by_label("Target").fill("50")
    chair.page.keyboard.press("Enter")
    chair.is_at("/expectations/RXW/target/?measure=ae_4hour_major&target=50&by=2028-03&scenario=held")
    chair.looks()
    chair.sees("50% by March 2028: about")
    chair.follows("More about these trusts, and those left out")
    chair.sees("Who it is compared with")
    chair.follows("Walsall Healthcare")
    chair.is_at("/expectations/RBK/")


def test_what_cannot_be_understood_is_said_at_its_field_and_kept(at_a_desk):
    chair = at_a_desk
    chair.opens("/expectations/RXW/target/")
    chair.page.get_by_label("Target").fill("most")
    chair.page.get_by_role("button", name="Check").click()
    chair.looks()
    alert = chair.page.get_by_role("alert").get_by_role("link").first
    assert alert.inner_text() == "Give the target as a percentage, such as 78."
    alert.click()
    assert chair.page.evaluate("document.activeElement.id") == "target"
    assert chair.page.get_by_label("Target").input_value() == "most"


def test_on_a_phone_another_measure_and_another_assumption(on_a_phone):
    chair = on_a_phone
    chair.opens("/expectations/RXW/")
    chair.follows("A&E within four hours, all departments")
    chair.sees("52%: 21 points below the median trust")
    chair.opens("/expectations/RXW/target/?measure=ae_4hour_all_types&target=60&by=2028-03&scenario=rising")
    chair.sees("if the median trust rises by as much as it typically moves")
    chair.opens("/expectations/RXW/target/?measure=rtt_18week_incomplete&target=60&by=2028-03")
    chair.sees("their history reaches two years ahead")


def test_a_target_is_checked_without_javascript(without_javascript):
    chair = without_javascript
    chair.page.goto(f"{chair.site}/expectations/RXW/")
    chair.page.get_by_label("Target").fill("50")
    chair.page.get_by_role("button", name="Check").click()
    chair.sees("Half reach 49% or more")
    assert chair.page.locator("svg.chart-picture:visible").count() == 1


def test_trusts_with_little_or_nothing_to_start_from_stand_at_every_width(at_a_desk, on_a_phone):
    for address in (
        "/expectations/RX1/?measure=ae_4hour_all_types",
        "/expectations/RP1/",
        "/expectations/RRU/target/?measure=rtt_18week_incomplete",
    ):
        at_a_desk.opens(address)
        on_a_phone.opens(address)
    on_a_phone.sees("We cannot say")


def test_a_sheet_of_targets_is_pasted_sent_and_taken_away_at_a_desk_and_read_on_a_phone(
    at_a_desk, on_a_phone, tmp_path
):
    cells = "organisation\tmeasure\ttarget\tdate\nRXW\tae_4hour_major\t60\tMarch 2028\nZZZ\tae_4hour_major\t60\t2028-03"
    for visitor in (at_a_desk, on_a_phone):
        visitor.opens("/expectations/targets/")
        visitor.page.get_by_label("Or paste the cells").fill(cells)
        visitor.page.get_by_role("button", name="Check").click()
        visitor.sees("2 targets: 1 with odds, 1 not understood")
        visitor.looks()
        visitor.sees("We know no trust called “ZZZ”")
    sheet = tmp_path / "plans.csv"
    sheet.write_text(cells.replace("\t", ","), encoding="utf-8")
    at_a_desk.page.get_by_label("A CSV or Excel file").set_input_files(sheet)
    at_a_desk.page.get_by_role("button", name="Check").click()
    at_a_desk.sees("1 with odds")
    with at_a_desk.page.expect_download() as taken:
        at_a_desk.page.get_by_role("button", name="Take the answers as Excel").click()
    assert taken.value.suggested_filename == "targets-2026-11-23.xlsx"
