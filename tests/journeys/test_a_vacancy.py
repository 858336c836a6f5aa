"""A post is filled: from the day it is decided to whoever holds it, with everybody told."""

import re
from datetime import timedelta

from django.utils import timezone

from tests.journeys.conftest import PHONE
from tests.journeys.steps import chooses, fills, looks_as, presses


def day(many):
    return (timezone.localdate() + timedelta(days=many)).isoformat()


def ticks(visitor, group, value):
    visitor.page.locator(f"[name={group}][value='{value}']").check()


def follows_first(visitor, words):
    visitor.page.get_by_role("link", name=re.compile(f"^{words}")).first.click()
    visitor.looks()


def test_from_opening_a_vacancy_to_an_appointment(region, visits):
    """Given a new post, its vacancy is opened, asked after, matched; two are considered, one holds it."""
    padma = visits(region)
    looks_as(padma, "Padma Hazelcote")
    padma.opens("/pipelines/organisations/ZZ01/posts/new/")
    fills(padma, Title="Director of improvement", First_day_of_the_post=day(-700))
    chooses(padma, What_it_is_mainly_answerable_for="quality")
    ticks(padma, "level", "board")
    presses(padma, "Enter it")
    post = re.search(r"/pipelines/posts/\d+/", padma.page.url)[0]
    padma.opens(post)
    padma.follows("Open a vacancy")
    fills(padma, Opened_on=day(-30), Somebody_is_needed_from=day(20))
    presses(padma, "Open it")
    vacancy = re.search(r"/pipelines/vacancies/\d+/", padma.page.url)[0]

    padma.follows("Say what it asks for")
    chooses(padma, What_is_asked="role_held")
    chooses(padma, Role="", Level="board", Kind_of_organisation="")
    presses(padma, "Ask for it")
    presses(padma, "Who could be considered")
    follows_first(padma, "Put on the long list")
    name = re.match(r"Put (.+) on the long list", padma.page.locator("h1").inner_text())[1]
    fills(padma, Put_on_it_on=day(-20), Why_they_are_on_the_long_list="Led such work across two sites")
    presses(padma, "Put on the long list")
    padma.sees("They see it at once")

    padma.opens(vacancy)
    padma.follows("Add an outside applicant")
    fills(padma, Name_of_the_applicant="Oona Outside", Put_on_it_on=day(-19))
    fills(padma, Why_they_are_on_the_long_list="Wrote to the chair")
    presses(padma, "Put on the long list")
    padma.sees("tell them yourself")

    phone = visits(region, PHONE)
    looks_as(phone, "Padma Hazelcote")
    phone.opens(vacancy)
    phone.follows(name)
    ticks(phone, "stage", "interview")
    fills(phone, On=day(-5), Why="The panel agreed")
    presses(phone, "Enter it")
    phone.follows("end the vacancy with their appointment")
    fills(phone, On=day(-1), Why="Chosen by all three")
    fills(phone, What_those_who_are_still_considered_are_told="The panel chose more years at a board")
    presses(phone, "End it and tell them")
    phone.sees("The 2 candidates are told")

    padma.opens(vacancy)
    assert "Oona" not in " ".join(one.get_attribute("href") or "" for one in padma.page.get_by_role("link").all())
    presses(padma, "Enter who takes the post up")
    presses(padma, "Enter it")
    padma.sees(name)
    padma.opens(post)
    padma.sees(name)
