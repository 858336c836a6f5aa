"""A call for evidence: opened, answered by a guest on a phone with a document, read, and what was heard published."""

from datetime import timedelta

from tests.journeys.conftest import PHONE, opened_site
from tests.journeys.steps import fills, looks_as, presses, today

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"
TITLE = "What helps in the first winter"


def test_a_guest_answers_on_a_phone_and_reads_what_was_heard(tmp_path, opened_demo, visits):
    """Given the made-up region, Talia opens a call for twenty days; a month later she publishes what was heard."""
    with opened_demo(tmp_path, 40) as site:
        talia = visits(site)
        looks_as(talia, "Talia Bramblewick")
        talia.opens("/listening/")
        talia.follows("Open a call for evidence")
        presses(talia, "Open it")
        talia.sees("Ask a question.")
        fills(
            talia,
            What_it_is_about=TITLE,
            What_you_ask="What helped you, and what should spread?",
            What_will_be_published__and_when="What we heard, by spring.",
            Last_day=today() + timedelta(days=20),
        )
        presses(talia, "Open it")
        talia.sees("Nothing was sent yet.")

        guest = visits(site, PHONE)
        guest.opens("/listening/calls/")
        guest.follows(TITLE)
        guest.sees("You need no account.")
        presses(guest, "Send it")
        guest.sees("Write something, or send a document.")
        guest.page.get_by_label("A document").set_input_files(
            {"name": "plan.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
        )
        presses(guest, "Send it")
        guest.sees("“plan.exe” is none of these.")
        fills(guest, What_you_would_like_to_say="A mentor from outside helped me.")
        guest.page.get_by_label("A document").set_input_files(
            {"name": "Our plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        guest.page.get_by_label("What I send may be quoted").check()
        presses(guest, "Send it")
        guest.sees("It is sent. Your receipt")
        receipt = guest.page.locator("main strong").first.inner_text()

        talia.opens("/listening/calls/")
        talia.follows(TITLE)
        talia.follows("Read what was sent")
        talia.sees("A mentor from outside helped me.")
        talia.sees("Without a name.")
        talia.sees("May be quoted")
        with talia.page.expect_download() as saved:
            talia.page.get_by_role("link", name="Save Our plan.pdf").click()
        assert saved.value.path().read_bytes() == PDF

        reads_receipt(guest, receipt)
        guest.sees("Talia Bramblewick opened what had come by then")

    with opened_site(tmp_path, "demo", days_later=30) as (site, _):
        talia = visits(site)
        looks_as(talia, "Talia Bramblewick")
        talia.opens("/listening/calls/")
        talia.follows(TITLE)
        talia.follows("Read what was sent")
        presses_link(talia, "Publish what was heard")
        presses(talia, "Publish it")
        talia.sees("Say what was heard, also where it was little.")
        fills(talia, What_was_heard="Mentors from outside help.", What_is_good__and_should_spread="Keep them.")
        presses(talia, "Publish it")
        talia.sees("What was heard is published.")

        guest = visits(site, PHONE)
        guest.opens("/listening/calls/")
        guest.follows(TITLE)
        guest.sees("Mentors from outside help.")
        guest.sees("What is good, and should spread")
        reads_receipt(guest, receipt)
        guest.sees("What was heard was published on")
        presses(guest, "Take it back")
        guest.sees("It is taken back.")


def reads_receipt(visitor, receipt):
    visitor.opens("/listening/calls/receipt/")
    fills(visitor, The_number_of_your_receipt=receipt)
    presses(visitor, "Show it")


def presses_link(visitor, words):
    visitor.page.get_by_role("button", name=words).click()
    visitor.looks()
