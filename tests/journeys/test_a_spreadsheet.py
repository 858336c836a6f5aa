"""A director of people with an empty site and one spreadsheet: from the printed link to a page that is of use."""

import re

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, presses
from tests.journeys.test_people import PASSWORD
from wraparound.published.export import as_workbook_of

PEOPLE = (
    *(("Mair Cadwaladr", "Director of people", "Chief executive"), ("Gethin Howell", "Chair", "")),
    *(("Nia Prosser", "Chief executive", "Chair"), ("Owain Beddoes", "Director of finance", "Chief executive")),
    ("Sioned Vaughan", "Deputy director of finance", "Director of finance"),
)
STEPS = 15
"""What a person does from the printed link to the list of their posts: pages filled in, buttons and links."""


def the_spreadsheet(folder):
    """The list that every director of people has: who holds which post, since when."""
    holders = [{"Post title": job, "Full name": name, "Start date": "01/04/2024"} for name, job, _ in PEOPLE]
    posts = [{"Title of post": job, "Pay band": "VSM"} for _, job, _ in PEOPLE]
    path = folder / "our board.xlsx"
    path.write_bytes(as_workbook_of({"Holders": holders, "Posts": posts}))
    return path


def test_a_director_of_people_with_an_empty_site_and_one_spreadsheet(empty_site, visits, tmp_path):
    """Given an empty site and a spreadsheet, fifteen steps lead to the list of posts with who holds them."""
    site, link = empty_site
    mair, steps = visits(site), []

    def step(words, act):
        act()
        mair.looks()
        steps.append(words)

    step("open the printed link", lambda: mair.opens(link))
    fills(mair, Your_full_name="Mair Cadwaladr", Your_email_address="mair@example.nhs.uk")
    fills(mair, Password=PASSWORD, Password_again=PASSWORD)
    step("open the account", lambda: presses(mair, "Open it"))
    step("add the organisation", lambda: mair.follows("Add an organisation"))
    fills(mair, Code="RXX", Name="Example Trust", Region="Midlands")
    step("save it", lambda: presses(mair, "Add it"))
    step("today", lambda: mair.opens("/today/"))
    step("people", lambda: mair.follows("People"))
    step("herself", lambda: mair.page.locator("main").get_by_role("link", name="Mair Cadwaladr").first.click())
    step("a role", lambda: mair.follows("Give a role"))
    mair.page.get_by_label("Role", exact=True).select_option("people_director")
    fills(mair, Why="Director of people of the trust")
    step("give it", lambda: presses(mair, "Give it"))
    step("pipelines", lambda: mair.follows("Pipelines"))
    step("send a spreadsheet", lambda: mair.follows("Send a spreadsheet"))
    mair.page.get_by_label("Your spreadsheet").set_input_files(the_spreadsheet(tmp_path))
    step("look at it", lambda: presses(mair, "Look at it"))
    if "columns" in mair.page.url:
        mair.sees("Such as Mair Cadwaladr")
        step("its columns", lambda: presses(mair, "See what it would do"))
    mair.sees("10 rows would add something")
    step("write it", lambda: mair.page.get_by_role("button", name=re.compile("^Write")).click())
    mair.sees("our board.xlsx is written")
    step("the posts", lambda: mair.follows("See the posts and how they are covered"))
    mair.sees("Owain Beddoes")
    mair.sees("Deputy director of finance")
    assert len(steps) == STEPS, steps

    mair.follows("Spreadsheets in and out")
    with mair.page.expect_download() as taken:
        mair.page.get_by_role("link", name="Everything as one workbook").click()
    taken.value.save_as(tmp_path / "all.xlsx")
    mair.page.get_by_label("Your spreadsheet").set_input_files(tmp_path / "all.xlsx")
    presses(mair, "Look at it")
    mair.sees("Nothing would change")
    presses(mair, "Put it aside")
    mair.page.locator("main").get_by_role("link", name=re.compile("^Undo")).click()
    presses(mair, "Undo it")
    mair.sees("our board.xlsx is undone")


def test_on_a_phone_a_row_that_may_mean_two_people_is_chosen(own_demo, visits, tmp_path):
    padma = visits(own_demo, PHONE)
    padma.opens("/people/sign-in/")
    padma.page.get_by_role("button", name="Padma Hazelcote").click()
    padma.opens("/pipelines/organisations/ZZ01/spreadsheets/")
    path = tmp_path / "people.xlsx"
    path.write_bytes(as_workbook_of({"People": [{"Name": "Padma Hazelcot", "Job": "Director"}]}))
    padma.page.get_by_label("Your spreadsheet").set_input_files(path)
    presses(padma, "Look at it")
    padma.sees("1 row must wait for your choice")
    padma.page.get_by_label(re.compile("^Padma Hazelcote")).check()
    presses(padma, "Take it so, and look again")
    padma.sees("Job: Director of people → Director")
