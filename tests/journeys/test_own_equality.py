"""Somebody gives for counting, changes, takes away and goes again; and lets one colleague read what helps them."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.journeys.conftest import PHONE, opened_site
from tests.journeys.steps import chooses, comes_to_see, fills, looks_as, presses, today

PERSON, READER, RUNS = "Bryony Candlewick", "Idris Copperthorpe", "Eluned Otterpool"


@pytest.fixture(scope="module")
def shared(tmp_path_factory, opened_demo):
    """A made-up region in which people of two stories do different things."""
    with opened_demo(tmp_path_factory.mktemp("own-equality"), 40) as site:
        yield site


def takes_away(visitor):
    """The file with everything that the store holds of whoever looks."""
    visitor.opens("/equality/mine/")
    with visitor.page.expect_download() as taken:
        visitor.page.get_by_role("link", name="Take it away").click()
    return json.loads(taken.value.path().read_bytes())


def chosen(file):
    return {one["characteristic"]: one["code"] for one in file["answers"]}


def tokens(folder):
    """The token of every row of the store that is of a person, by table."""
    (store,) = folder.rglob("equality.sqlite3")
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as opened:
        tables = ("answers", "stagereached", "monitoringentry")
        return {one: {token for (token,) in opened.execute(f"SELECT token FROM equality_{one}")} for one in tables}


def answers(visitor, **codes):
    visitor.opens("/equality/mine/change/")
    for name, code in codes.items():
        visitor.page.locator(f"[name={name}][value='{code}']").check()
    presses(visitor, "Keep this")


def test_who_gives_changes_takes_away_and_goes_is_in_nothing_that_comes_later(tmp_path, opened_demo, visits):
    """Given answers that were changed and taken away, nothing is held after a withdrawal and an objection."""
    with opened_demo(tmp_path, 40) as site:
        bryony = visits(site)
        looks_as(bryony, PERSON)
        bryony.follows(PERSON)
        bryony.follows("What you give for counting")
        before = tokens(tmp_path)["answers"]
        answers(bryony, ethnicity="K", disability="Y", sex="prefer_not")
        bryony.sees("Bangladeshi")
        bryony.sees("Prefer not to say")
        answers(bryony, ethnicity="N", disability="N")
        file = takes_away(bryony)
        assert (chosen(file)["ethnicity"], chosen(file)["sex"]) == ("N", "prefer_not")
        given = tokens(tmp_path)["answers"]

        bryony.opens("/equality/mine/")
        bryony.follows("Withdraw it")
        bryony.page.get_by_label("Withdraw everything that I gave").check()
        presses(bryony, "Withdraw it")
        bryony.sees("You have given nothing")
        (token,) = given - tokens(tmp_path)["answers"]
        assert before | {token} == given
        bryony.follows("Object to being counted")
        bryony.page.get_by_label("I object to being counted").check()
        presses(bryony, "Object")
        bryony.sees("You objected to being counted")
        file = takes_away(bryony)
        assert (file["answers"], file["steps"], file["objected_on"]) == ([], [], today().isoformat())
        assert not any(token in found for found in tokens(tmp_path).values())
    with opened_site(tmp_path, "demo", days_later=29) as (later, _):
        eluned = visits(later)
        looks_as(eluned, RUNS)
        comes_to_see(eluned, "/equality/figures/", "Westmarch")
        assert not any(token in found for found in tokens(tmp_path).values())


def test_what_helps_is_released_to_one_colleague_read_on_the_record_and_taken_back(shared, visits):
    """Given two adjustments, one is read by a colleague, who cannot read it any more once it is taken back."""
    bryony = visits(shared, PHONE)
    looks_as(bryony, PERSON)
    bryony.opens("/people/me/")
    bryony.follows("Your workplace adjustments")
    bryony.follows("Change or remove it")
    fills(bryony, **{"What_helps_you__each_on_a_line_of_its_own": "A hearing loop\nPapers two days before"})
    presses(bryony, "Keep this")
    bryony.follows("Let somebody read it")
    bryony.page.get_by_label("A hearing loop").check()
    fills(bryony, **{"Who_may_read_it:_their_name__or_the_address_they_sign_in_with": "Somebody Unknown"})
    chooses(bryony, What_it_is_for="first_day")
    fills(bryony, The_last_day_on_which_they_may_read_it=(today() + timedelta(days=9)).isoformat())
    presses(bryony, "Let them read it")
    bryony.sees("We found nobody so")
    fills(bryony, **{"Who_may_read_it:_their_name__or_the_address_they_sign_in_with": READER})
    presses(bryony, "Let them read it")
    bryony.sees("They are told that something waits for them")

    idris = visits(shared)
    looks_as(idris, READER)
    idris.sees("2 things were released to you.")
    idris.opens("/equality/released/")
    idris.page.get_by_role("listitem").filter(has_text="A first day in a post").get_by_role("link").click()
    idris.looks()
    idris.sees("A hearing loop")
    assert "Papers" not in idris.page.locator("main").inner_text()
    there = idris.page.url.removeprefix(shared)

    bryony.opens("/equality/mine/adjustments/")
    bryony.sees("Opened once")
    bryony.page.get_by_role("listitem").filter(has_text="A first day in a post").get_by_role("button").click()
    bryony.looks()
    bryony.sees("Taken back on")
    assert idris.page.goto(f"{shared}{there}").status == 404
    assert "A hearing loop" not in idris.page.content()


def test_a_programme_is_offered_asked_for_and_left(shared, visits):
    """Given a new programme, somebody asks whether it fits, asks to join, gets a place and withdraws."""
    eluned = visits(shared)
    looks_as(eluned, RUNS)
    eluned.opens("/equality/programmes/")
    eluned.follows("Offer a programme")
    presses(eluned, "Offer it")
    eluned.sees("There is a problem")
    fills(eluned, What_it_is_called="First board (made up)", What_it_gives="Four days", How_many_places="8")
    fills(eluned, **{"For_whom_it_is__in_words": "Women", "Why_they_are_too_few_here": "2 of 9 (made up)"})
    fills(eluned, Where_that_figure_stands="Nowhere (made up)", Its_first_day=today() + timedelta(days=60))
    fills(eluned, The_last_day_on_which_somebody_can_ask_to_join=today() + timedelta(days=30))
    eluned.page.locator("summary", has_text="Sex").first.click()
    eluned.page.get_by_label("Female").check()
    presses(eluned, "Offer it")
    eluned.sees("Offered: everybody with an account can read it")

    bryony = visits(shared, PHONE)
    looks_as(bryony, PERSON)
    answers(bryony, sex="M")
    bryony.opens("/equality/programmes/")
    bryony.follows("First board")
    presses(bryony, "Does it fit me?")
    bryony.sees("this programme is for others")
    answers(bryony, sex="F")
    bryony.opens("/equality/programmes/")
    bryony.follows("First board")
    presses(bryony, "Does it fit me?")
    bryony.sees("By what you gave, this programme is for you")
    bryony.follows("Ask to join")
    bryony.sees("They are shown nothing that you answered")
    bryony.page.get_by_label("I count myself among those it is for").check()
    presses(bryony, "Ask to join")

    eluned.opens("/today/")
    eluned.sees("Somebody asked to join First board (made up)")
    eluned.follows("Answer them")
    there = eluned.page.url.removeprefix(shared)
    presses(eluned, f"Give a place to {PERSON}")
    bryony.opens("/today/")
    bryony.sees("There is an answer about a programme")
    bryony.follows("Read it")
    bryony.sees("You have a place")
    presses(bryony, "Withdraw")
    eluned.opens(there)
    eluned.sees("Nobody is shown here now")
    assert PERSON not in eluned.page.content()
