"""Figures ask for a talk, two reviews are held, the leader ends it early, and keeps a statement and a recognition."""

import json
import os
import subprocess
import sys
from datetime import timedelta

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.steps import agrees, fills, looks_as, presses, proves, today

CHAIR, LEADER = "Winifred Gandercote", "Jabari Junipermere"


def opens_detail(visitor, words):
    visitor.page.locator("summary", has_text=words).first.click()


def holds_a_review(one, other, address, *, agreed, step):
    """One side records that it was held and what was agreed; the other confirms it."""
    one.opens(address)
    opens_detail(one, "It was held")
    fills(one, It_was_held_on=today().isoformat())
    fills(one, Who_took_part="The chair and the chief executive")
    presses(one, "Record that it was held")
    presses(one, "Write down what was agreed and what comes next")
    fills(one, What_was_agreed__one_thing_a_line=agreed)
    one.page.locator("[name=words_0]").fill(step)
    one.page.locator("[name=party_0]").select_option("board")
    one.page.locator("[name=due_0]").fill((today() + timedelta(days=20)).isoformat())
    presses(one, "Keep it, and ask the other side")
    other.opens(address)
    other.sees(agreed)
    presses(other, "Yes, this record is right")
    other.sees("Nothing in it is altered any more")


def verified(folder, file, *more):
    """What the command says of a file in a process of its own, with neither database nor network settings."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "WRAPAROUND"))}
    environment["WRAPAROUND_VAR"] = str(folder / "nothing-here")
    command = [sys.executable, "-m", "wraparound.cli", "compacts", "verify-recognition", str(file), *more]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, done.stdout + done.stderr


def test_from_let_us_talk_to_a_recognition_that_is_verified_away_from_the_site(own_demo, visits, tmp_path):
    """Given figures that slide, two reviews, an early ending with its statement, and a recognition the leader keeps."""
    chair, leader = visits(own_demo, DESK), visits(own_demo, PHONE)
    looks_as(chair, CHAIR)
    chair.sees("Let us talk: A&E within four hours")
    chair.follows("See how it has moved")
    chair.sees("This asks for a conversation and for nothing else")
    chair.sees("None of these answers triggers anything about pay or employment")
    chair.sees("of 100 trusts that do as their comparators did are asked to talk")
    compact = chair.page.url.split("/compacts/")[1].split("/")[0]
    here = f"/compacts/{compact}/"

    chair.opens(f"{here}reviews/")
    chair.follows("Review at 24 months")
    chair.sees("Let us talk")
    first = chair.page.url.removeprefix(own_demo)
    looks_as(leader, LEADER)
    leader.sees("Let us talk")
    holds_a_review(
        chair, leader, first, agreed="Beds open in two steps", step="Ask the region for the second half of the money"
    )
    chair.opens(f"{here}reviews/")
    chair.sees("Ask the region for the second half of the money")
    fills(chair, Why_you_call_it="The winter plan has to be looked at before it begins")
    presses(chair, "Call a review")
    second = chair.page.url.removeprefix(own_demo)
    leader.opens(second)
    leader.sees("Since the last review")
    holds_a_review(leader, chair, second, agreed="The winter plan stands", step="Tell staff before the new year")

    leader.opens(here)
    leader.follows("The ending")
    leader.sees("Nothing about pay or employment")
    presses(leader, "End it early")
    leader.page.get_by_label("How it ends").select_option("leader")
    leader.page.get_by_label("From which day").fill(today().isoformat())
    leader.page.get_by_label("Why", exact=True).fill("I have been asked to lead another trust.")
    presses(leader, "End it from that day")
    proves(leader, LEADER)
    if leader.page.get_by_role("button", name="End it from that day").count():
        presses(leader, "End it from that day")
    leader.opens(f"{here}ending/")
    leader.sees("early, by the leader")
    presses(leader, "Begin the statement")
    fills(leader, What_both_sides_say="We did what we could in hard years.")
    presses(leader, "Show it to the other side")
    chair.opens(f"{here}ending/statement/")
    chair.sees("We did what we could in hard years.")
    for visitor, name in ((chair, CHAIR), (leader, LEADER)):
        visitor.opens(f"{here}ending/statement/")
        presses(visitor, "Agree to it")
        agrees(visitor, name)
    leader.sees("Both sides have agreed")

    chair.opens(f"{here}recognition/")
    chair.page.locator("form[action$='recognition/begin/'] button").first.click()
    chair.looks()
    chair.page.locator("[name=board_words]").fill("She listened first, and stayed with it.")
    presses(chair, "Save")
    draft = chair.page.url.removeprefix(own_demo)
    leader.opens(f"{draft}write/")
    leader.page.locator("[name=leader_words]").fill("I held the team together while the money was late.")
    presses(leader, "Save")
    leader.opens(draft)
    presses(leader, "I agree to these words")
    chair.opens(draft)
    presses(chair, "Read it and issue it")
    proves(chair, CHAIR)
    chair.page.get_by_label("I have read it, and issue it").check()
    fills(chair, Type_your_full_name=CHAIR)
    presses(chair, "Issue it")
    leader.opens(draft)
    with leader.page.expect_download() as taken:
        leader.page.locator("a[href$='.json']").first.click()
    file = tmp_path / "recognition.json"
    taken.value.save_as(file)

    code, said = verified(tmp_path, file)
    assert code == 0, said
    assert "Ambermere" in said
    altered = tmp_path / "altered.json"
    altered.write_text(file.read_text(encoding="utf-8").replace("listened first", "listened last"), encoding="utf-8")
    assert json.loads(altered.read_text(encoding="utf-8"))
    code, said = verified(tmp_path, altered)
    assert code == 1
    assert "not what was signed" in said or "altered" in said
