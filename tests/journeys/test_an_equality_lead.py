"""An equality lead reads figures, sees what is done, finds what shuts people out, and switches a part off."""

from tests.journeys.conftest import PHONE
from tests.journeys.steps import comes_to_see, fills, looks_as, presses

WHY = "Our recruiters look at every advert together with two networks already"


def test_a_lead_goes_from_figures_to_what_is_done_and_decides_what_is_used(own_demo, visits):
    """Given a made-up trust with files, a plan and vacancies; its equality lead at a desk, its chair on a phone."""
    lead, chair = visits(own_demo), visits(own_demo, PHONE)
    looks_as(lead, "Marguerite Rumblecote")
    comes_to_see(lead, "/equality/figures/", "Larkmoor Hospitals")
    lead.follows("Larkmoor Hospitals (made up)")
    lead.sees("Workforce Race Equality Standard")

    lead.opens("/equality/")
    lead.follows("What is done about equality")
    lead.sees("4 of 6 actions are answered")
    lead.sees("Objective of a board member")
    lead.sees("Nothing is named yet that shows it")
    lead.sees("does not say that it moved because of it")
    fills(lead, Moved_since_which_day="2020-01-01")
    presses(lead, "Show what moved")
    lead.sees("new since then")

    lead.opens("/equality/")
    lead.follows("Requirements that shut people out")
    lead.sees("Years without a break")
    lead.sees("Ask for what they did, in all their time, whenever it was.")

    lead.opens("/equality/parts/")
    lead.sees("On. It cannot be switched off.")
    lead.follows("Switch it off Requirements that shut people out")
    presses(lead, "Switch it off")
    lead.sees("Say why, in at most 600 letters")
    fills(lead, **{"Why_do_you_switch_it_off?": WHY})
    presses(lead, "Switch it off")
    lead.sees("switched by Marguerite Rumblecote")

    looks_as(chair, "Cressida Quillfeather")
    chair.opens("/equality/requirements/")
    chair.sees(WHY)
    assert "Years without a break" not in chair.page.locator("main").inner_text()
    presses(lead, "Switch it on again Requirements that shut people out")
    lead.sees("Switched on again")
    chair.opens("/equality/requirements/")
    chair.sees("Years without a break")
