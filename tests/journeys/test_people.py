"""A trust that begins with an empty site, and the made-up region as each of its people sees it."""

import re
from email import message_from_bytes, policy

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses

PASSWORD = "quiet lantern orchard"
ROLES = (
    *("Talia Bramblewick", "Rhodri Lanternmere", "Cressida Quillfeather", "Idris Copperthorpe", "Padma Hazelcote"),
    *("Aspen Fernbutton", "Eluned Otterpool", "Ibrahim Nettlegrove", "Anselm Velvetworthy", "Ottoline Saddlewhistle"),
    "Auberon Pepperwick",
)


def test_a_trust_alone_begins_with_an_empty_site(empty_site, visits, tmp_path):
    """Given an empty site, its first person is led from the printed link to a colleague with an account and a role."""
    site, link = empty_site
    first = visits(site)
    first.opens("/people/sign-in/")
    first.sees("Nobody has an account here yet")
    first.opens(link)
    fills(first, Your_full_name="Mair Cadwaladr", Your_email_address="mair@example.nhs.uk")
    fills(first, Password=PASSWORD, Password_again=PASSWORD)
    presses(first, "Open it")
    first.is_at("/today/")
    first.sees("Say which organisation this site is for")
    first.follows("Add an organisation")
    fills(first, Code="RXX", Name="Example Trust", Region="Midlands")
    presses(first, "Add it")
    first.opens("/today/")
    first.sees("You are the only person here")
    first.follows("Invite someone")
    fills(first, Full_name="Gethin Howell", Email_address="gethin@example.nhs.uk", Job="Chair")
    presses(first, "Invite them")
    first.sees("An invitation is on its way to gethin@example.nhs.uk")
    first.follows("Give a role")
    first.page.get_by_label("Role", exact=True).select_option("chair")
    fills(first, Why="Appointed in May")
    presses(first, "Give it")
    first.sees("Chair of Example Trust, for who could lead next")

    (mail,) = (tmp_path / "mail").glob("*.log")
    body = message_from_bytes(mail.read_bytes(), policy=policy.default).get_content()
    chair = visits(site, PHONE)
    chair.opens(re.search(r"/people/accept/\S+", body)[0])
    fills(chair, Password=PASSWORD, Password_again=PASSWORD)
    presses(chair, "Open it")
    chair.sees("Nothing needs you today, Gethin Howell")
    chair.follows("My record")
    chair.sees("Mair Cadwaladr")
    chair.sees("Access administrator of the whole site")
    presses(chair, "Sign out")
    chair.opens("/people/sign-in/")
    fills(chair, Email_address="gethin@example.nhs.uk", Password="not the password")
    presses(chair, "Sign in")
    chair.sees("There is a problem")
    fills(chair, Password=PASSWORD)
    presses(chair, "Sign in")
    chair.is_at("/today/")


@pytest.mark.parametrize("name", ROLES)
def test_each_made_up_person_finds_their_way(demo_site, visits, name):
    """When somebody looks as a made-up person, every page they are led to is theirs, whole and accessible."""
    visitor = visits(demo_site)
    looks_as(visitor, name)
    visitor.is_at("/today/")
    visitor.sees("What needs you today")
    doors = [one.get_attribute("href") for one in visitor.page.locator(".wrap-doors a").all()]
    for door in doors:
        visitor.opens(door)
    visitor.opens("/people/me/")
    visitor.sees("Who can see this, and why")
    visitor.opens("/people/me/sign-ins/")
    visitor.sees("(this one)")


def test_the_region_sees_counts_and_the_chair_names(demo_site, visits):
    lead = visits(demo_site, PHONE)
    looks_as(lead, "Talia Bramblewick")
    lead.follows("People")
    lead.sees("Names belong to the organisations that employ people")
    chair = visits(demo_site, PHONE)
    looks_as(chair, "Cressida Quillfeather")
    chair.follows("People")
    chair.sees("Padma Hazelcote")
    chair.page.get_by_label("Name", exact=True).fill("hazel")
    presses(chair, "Find")
    chair.follows("Padma Hazelcote")
    chair.sees("Director of people")


def test_it_all_works_without_javascript(demo_site, visits):
    keeper = visits(demo_site, java_script_enabled=False)
    keeper.page.goto(f"{demo_site}/people/sign-in/")
    keeper.page.get_by_role("button", name="Ottoline Saddlewhistle").click()
    keeper.page.get_by_role("link", name="People", exact=True).click()
    keeper.page.get_by_role("link", name="Padma Hazelcote").or_(
        keeper.page.get_by_role("link", name="Next")
    ).first.click()
    keeper.page.goto(f"{demo_site}/people/?q=padma")
    keeper.page.get_by_role("link", name="Padma Hazelcote").click()
    keeper.page.get_by_role("link", name="Give a role").click()
    keeper.page.get_by_role("button", name="Give it").click()
    keeper.sees("Say why")
    keeper.page.get_by_label("Role", exact=True).select_option("people_director")
    keeper.page.get_by_label("Over", exact=True).select_option(label="Larkmoor Hospitals (made up)")
    keeper.page.get_by_label("Why", exact=True).fill("Again")
    keeper.page.get_by_role("button", name="Give it").click()
    keeper.sees("has that role already")
