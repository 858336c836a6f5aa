"""A graduate without an account, on a phone: finds a way in, says so, gets a mail, takes it back; one is answered."""

import re
import time
from email import message_from_bytes, policy
from urllib.parse import urlsplit

from tests.journeys.conftest import PHONE
from tests.journeys.steps import chooses, fills, looks_as, presses

ADA = "ada.newly@made-up.example"


def test_a_graduate_finds_a_way_in_and_a_talent_lead_answers_another(tmp_path, own_demo, visits):
    """Given the made-up region, where Wren waits for an answer: Ada has no account, and Talia leads talent."""
    ada = visits(own_demo, PHONE)
    ada.opens("/careers/")
    ada.follows("find your way into leading in the NHS")
    ada.follows("Graduates")
    ada.sees("The NHS Graduate Management Training Scheme takes two years.")
    ada.sees("read on 27 November 2026")
    ada.sees("Trainee manager, surgery (made up)")
    ada.sees("Too few to say.")
    ada.page.get_by_role("button", name="Tell us that you are here").click()
    ada.looks()
    presses(ada, "Send it")
    ada.sees("Type your name.")
    fills(ada, Your_name="Ada Newly", Your_email_address=ADA, What_you_bring="I ran a food bank.")
    chooses(ada, Where=ada.page.get_by_label("Where", exact=True).locator("option").nth(1).get_attribute("value"))
    ada.page.get_by_label("You may keep this and read it").check()
    presses(ada, "Send it")
    ada.sees("This region is made up, so no email is sent.")

    link = mailed(tmp_path, ADA)
    ada.opens(link)
    ada.sees("You have not said yes yet, so nobody can read it.")
    presses(ada, "Yes, it was me: let the region read it")
    ada.sees("Thank you. The region can read it now.")
    ada.sees("Nobody has opened it yet.")
    presses(ada, "Take it back")
    ada.sees("Nothing of what you wrote is left.")
    assert ada.page.goto(f"{own_demo}{link}").status == 404

    talia = visits(own_demo)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/careers/ways-in/")
    talia.follows("Who is interested")
    talia.follows("Coming back to work")
    talia.sees("I can do three days a week.")
    talia.page.get_by_label("Not now").check()
    presses(talia, "Answer")
    talia.sees("Say why it is not now")
    fills(talia, In_your_words="The next course begins in May. Write to us in March.")
    presses(talia, "Answer")
    talia.sees("not now.")

    wren = visits(own_demo, PHONE)
    wren.opens(mailed(tmp_path, "wren.tidewater@made-up.example"))
    wren.sees("The next course begins in May.")
    wren.sees("Opened by Talia Bramblewick")


def mailed(folder, address):
    """Where the newest link that was mailed to an address leads."""
    for _ in range(100):
        written = sorted((folder / "mail").glob("*"))
        found = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in written]
        if there := [one for one in found if one["To"] == address]:
            return urlsplit(re.search(r"https?://\S+", there[-1].get_content()).group()).path
        time.sleep(0.1)
    raise AssertionError(f"nothing was mailed to {address}")
