"""From a prospectus to a draft, comments, three signatures, and a broken promise that pauses the clock."""

from datetime import timedelta

from tests.journeys.conftest import DESK, PHONE, opened_site
from tests.journeys.steps import chooses, fills, looks_as, presses, proves, today


def in_words(day):
    return f"{day.day} {day:%B %Y}"


def signs(visitor, name, compact):
    visitor.opens(f"/compacts/{compact}/versions/2/sign/")
    proves(visitor, name)
    visitor.page.get_by_label("I have read this version").check()
    fills(visitor, Type_your_full_name=name)
    presses(visitor, "Sign")


def test_from_a_prospectus_to_a_broken_promise(tmp_path, opened_demo, visits):
    """Given three people signed in, a compact is agreed; when the region breaks its promise, the clock stands still."""
    with opened_demo(tmp_path, 40) as site:
        stranger = visits(site, PHONE)
        stranger.opens("/")
        stranger.follows("Are you considering a hard post?")
        stranger.follows("Director of nursing")
        stranger.sees("will not be judged on")
        stranger.sees("made up")

        chair, leader, region = visits(site), visits(site, PHONE), visits(site)
        looks_as(chair, "Cressida Quillfeather")
        chair.opens("/people/organisations/ZZ01/")
        chair.follows("Begin a compact")
        chair.page.get_by_label("Post", exact=True).select_option(label="Chief executive")
        fills(chair, First_day=(today() + timedelta(days=7)).isoformat())
        idris = chair.page.locator("#id_leader option", has_text="Idris Copperthorpe").get_attribute("value")
        chooses(chair, Leader=idris)
        presses(chair, "Begin")
        chair.sees("It is begun")
        chair.sees("A&E within four hours")
        chair.sees("Nothing is promised in return")
        draft = chair.page.url
        compact = int(draft.split("/compacts/")[1].split("/")[0])

        presses(chair, "Add a result")
        chooses(chair, Measure="ae_4hour_major")
        fills(chair, Level__in_percent="97")
        presses(chair, "Save in your draft")
        chair.sees("Outside the realistic range")
        chair.sees("Say why it stays, or change it")
        chair.page.locator("#split").get_by_text("major departments: 97% or more").first.wait_for()
        fills(chair, Level__in_percent="54")
        presses(chair, "Show what is realistic")
        chair.sees("half reach")
        presses(chair, "Save in your draft")
        chair.sees("Every result is about what gets done and none about how")

        presses(chair, "Add a promise")
        chooses(chair, From_the_catalogue_of_support="improvement_director", If_it_is_not_kept_by_then="pause")
        fills(chair, What_is_promised="An improvement director, two days a week", Working_days_in_all="90")
        fills(chair, Delivered_in_full_by=(today() + timedelta(days=10)).isoformat())
        presses(chair, "Save in your draft")
        chair.sees("Saved in your draft")
        presses(chair, "Share it with every side")

        looks_as(leader, "Idris Copperthorpe")
        leader.sees("the other side has shared version 1")
        leader.opens(f"/compacts/{compact}/versions/1/")
        leader.page.locator("summary", has_text="Comment").first.click()
        leader.page.locator("textarea").first.fill("Too early for me: the team is not in post.")
        leader.page.get_by_role("button", name="Say it").first.click()
        leader.sees("Too early for me")
        presses(leader, "Answer with a version of your own")
        presses(leader, "Add something")
        fills(leader, Not_yet_accountable_for="The deficit that was there on the first day")
        fills(leader, Until=(today() + timedelta(days=300)).isoformat())
        presses(leader, "Save in your draft")
        presses(leader, "Share it with every side")
        chair.opens(f"/compacts/{compact}/compare/")
        chair.sees("The deficit that was there on the first day")
        chair.sees("Not in this version")
        chair.opens(f"/compacts/{compact}/versions/2/")
        presses(chair, "Offer this version for signing")
        chair.sees("Its ranges are frozen")

        signs(leader, "Idris Copperthorpe", compact)
        leader.sees("You have signed. It waits for the other sides.")
        signs(chair, "Cressida Quillfeather", compact)
        looks_as(region, "Rhodri Lanternmere")
        region.sees("waits for your signature")
        signs(region, "Rhodri Lanternmere", compact)
        region.sees("Everybody has signed: it is in force.")
        region.sees("The centre was not asked to sign")
        region.follows("Check that this is what was signed")
        region.sees("Yes. Version 2 is, to the byte, what was signed.")

    with opened_site(tmp_path, "demo", days_later=14) as (site, _):
        leader, region = visits(site, PHONE), visits(site, DESK)
        looks_as(leader, "Idris Copperthorpe")
        waits_for(leader, f"/compacts/{compact}/", "The clock has stood still")
        leader.sees(f"since {in_words(today() + timedelta(days=11))}, because of")
        looks_as(region, "Rhodri Lanternmere")
        region.sees("What you promised is overdue")
        region.opens("/compacts/promises/?which=overdue")
        region.sees("An improvement director, two days a week")
        region.page.locator("main a", has_text="An improvement director, two days a week").last.click()
        region.looks()
        fills(region, Working_days_given_in_all="4", How_the_other_sides_can_tell="She came on Monday")
        presses(region, "Record it")
        leader.opens("/today/")
        leader.sees("Is it so?")
        leader.page.get_by_role("link", name="Confirm or say not").last.click()
        presses(leader, "Yes, it was kept")
        leader.opens(f"/compacts/{compact}/")
        leader.sees("The clock stood still for 3 days")
        leader.sees("3 days later because the clock stood still")


def waits_for(visitor, address, words):
    """The worker lets follow what is late when it begins, a moment after the site is open."""
    for _ in range(40):
        visitor.page.goto(f"{visitor.site}{address}")
        if words in visitor.page.locator("main").inner_text():
            break
        visitor.page.wait_for_timeout(250)
    visitor.looks()
    visitor.sees(words)
