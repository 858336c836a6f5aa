"""A talent lead asks what is coming, reads it, tries what would help, compares, and stops what takes too long."""

import re

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses

NAME = "What do you call it?"
LEAVING = "If 100 holders would leave as things are, how many leave then?"
RELEASED = "Of 100 people who are not released, how many are released then?"
LONGEST = 180_000
"""Milliseconds for a forecast to be worked out beside whatever else runs."""


def waits_for(visitor, words):
    """Stays on the page, which goes on by itself, until the words stand on it."""
    visitor.page.get_by_text(words).first.wait_for(timeout=LONGEST)
    visitor.looks()


def tries(visitor, name, then="Save, and work it out", **what):
    visitor.opens("/pipelines/forecast/")
    visitor.follows("Try a what-if")
    fills(visitor, **{NAME: name}, **what)
    presses(visitor, then)


def test_from_asking_what_is_coming_to_comparing_what_would_help(region, visits):
    """Its talent lead reads what is coming to a region, and tries whether fewer leavings would help."""
    talia = visits(region)
    looks_as(talia, "Talia Bramblewick")
    talia.opens("/pipelines/")
    talia.follows("What is coming")
    talia.sees("in the next 12 months")
    presses(talia, "Work it out again, from today")
    talia.sees("This page goes on by itself")
    waits_for(talia, "in the next 12 months")
    talia.sees("8 times in 10")
    talia.sees("What keeps those who are ready from filling more")
    talia.follows("What this rests on, how it has done, and what it cannot say")
    talia.sees("What it cannot say")

    tries(talia, "Keep one in ten", **{LEAVING: 9})
    talia.sees("give a whole number from 10 to 400")
    fills(talia, **{LEAVING: 90})
    presses(talia, "Save, and work it out")
    waits_for(talia, "beside things as they are:")
    tries(talia, "Release half", **{RELEASED: 50})
    waits_for(talia, "beside things as they are:")
    talia.opens("/pipelines/forecast/")
    for box in talia.page.get_by_label(re.compile("^Compare ")).all():
        box.check()
    presses(talia, "Compare those ticked")
    talia.sees("As things are")
    talia.sees("Release half")

    phone = visits(region, PHONE)
    looks_as(phone, "Talia Bramblewick")
    phone.opens(talia.page.url.removeprefix(region))
    phone.opens("/pipelines/forecast/")
    phone.page.get_by_role("button", name=re.compile("^Work it out again, from today$")).click()
    phone.page.get_by_role("button", name="Stop", exact=True).click()
    phone.sees("It was stopped before it was done")
    phone.looks()

    talia.opens("/pipelines/forecast/")
    talia.page.get_by_role("link", name=re.compile("^Drop.*Release half")).click()
    presses(talia, "Drop it")
    talia.sees("“Release half” is dropped")
