"""Two boards share a chief executive; their regional director reads who is led together, and brings coordinates."""

from datetime import timedelta

from tests.journeys.conftest import PHONE
from tests.journeys.steps import chooses, fills, looks_as, presses, today

COORDINATES = b"code,latitude,longitude\nZZ01,54.1,-1.5\nZZ02,54.3,-1.1\nZZ03,54.0,-2.0\n"


def test_two_boards_come_to_be_led_together_and_the_region_reads_it(own_demo, visits):
    enters, agrees, region = visits(own_demo), visits(own_demo, PHONE), visits(own_demo)
    looks_as(enters, "Cressida Quillfeather")
    enters.opens("/partnerships/arrangements/")
    presses(enters, "Enter one")
    enters.page.get_by_label("Shared chief executive").check()
    chooses(enters, The_organisation_that_leads="ZZ01")
    enters.page.get_by_label("Ambermere Hospitals (made up)").check()
    fills(
        enters,
        Its_first_day=(today() - timedelta(days=3)).isoformat(),
        Who_answers_for_what_from_that_day="One chief executive, answerable to each board for its own hospitals.",
    )
    presses(enters, "Keep it, and ask the other boards")
    enters.sees("not yet")

    looks_as(agrees, "Winifred Gandercote")
    agrees.sees("say whether the board of Ambermere Hospitals (made up) agrees")
    agrees.opens("/partnerships/arrangements/")
    agrees.page.get_by_role("link", name="Shared chief executive").click()
    presses(agrees, "Agree for the board of Ambermere Hospitals (made up)")
    agrees.sees("What happens to posts")

    looks_as(region, "Rhodri Lanternmere")
    region.opens("/partnerships/region/")
    region.sees("Shared chief executive")
    region.opens("/partnerships/ZZ03/proposals/?narrow=1")
    region.follows("Where organisations are")
    file = {"name": "places.csv", "mimeType": "text/csv", "buffer": COORDINATES}
    region.page.get_by_label("The file").set_input_files(file)
    fills(region, Where_the_coordinates_come_from="Made up for this story")
    presses(region, "Take them into use")
    region.sees("Coordinates of 3 organisations are in use now")
    region.opens("/partnerships/ZZ03/proposals/ZZ02/")
    region.sees("km away in a straight line")
    region.opens("/partnerships/places/")
    presses(region, "Take these back")
    region.sees("Nobody has brought coordinates yet")
