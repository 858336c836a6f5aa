"""An equality lead of a trust asks when parity comes, brings in the staff survey, and takes it back."""

from tests.journeys.conftest import PHONE
from tests.journeys.steps import fills, looks_as, presses, today
from wraparound.capabilities.equality.exchange.survey import groups_of
from wraparound.capabilities.equality.terms.survey import SURVEY_QUESTIONS
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.capabilities.equality.wording.survey import COLUMNS, SHEET
from wraparound.published.export import as_excel


def test_a_lead_asks_when_parity_comes_and_brings_in_what_others_published(tmp_path, own_demo, visits):
    """Given the made-up region, whose files are counted: Marguerite leads on equality at one of its trusts."""
    lead = visits(own_demo, PHONE)
    looks_as(lead, "Marguerite Rumblecote")
    lead.opens("/equality/")
    lead.follows("Equality figures")
    lead.follows("Westmarch (made up)")
    lead.follows("When does each level reach the share, and what would bring it forward?")
    lead.sees("At present rates, of")
    fills(lead, People_of_the_group_appointed_from_shortlists="9")
    presses(lead, "Work it out")
    lead.sees("give a whole number from 10 to 400")
    fills(lead, People_of_the_group_appointed_from_shortlists="200")
    presses(lead, "Work it out")
    lead.sees("200 in place of 100")
    lead.sees("The what-if meets the same chance as the plain run")

    year = today().year - 3
    lead.opens("/equality/published/")
    lead.follows("Bring in the staff survey")
    send(lead, year, tmp_path / "wrong.xlsx", percent="many")
    lead.sees("Nothing was taken in")
    send(lead, year, tmp_path / "right.xlsx", percent="21.5")
    lead.sees(f"{len(rows(year, 0))} figures: looked at, not shown.")
    presses(lead, "Show it")
    lead.sees("Shown from now on, with its source")
    lead.opens(f"/equality/figures/organisations/ZZ01/?year={year}")
    lead.sees("These are figures that others published")
    lead.sees("Made-up survey, published on 12 March")
    lead.opens("/equality/published/")
    lead.follows(f"Larkmoor Hospitals (made up), {year_words(year)}")
    presses(lead, "Take it back")
    lead.sees("none of its figures is held or shown any more")


def rows(year, percent):
    """A row for each indicator and group."""
    said = (year_words(year), percent, "400", "Made-up survey", f"{year + 1}-03-12")
    return [
        dict(zip(COLUMNS, (one.standard.value, one.code, group, *said), strict=True))
        for one in SURVEY_QUESTIONS
        for group in groups_of(one)
    ]


def send(visitor, year, path, *, percent):
    """Sends a file of these rows."""
    path.write_bytes(as_excel(rows(year, percent), sheet=SHEET))
    visitor.page.get_by_label("For which year").select_option(str(year))
    visitor.page.get_by_label("The file, Excel or CSV").set_input_files(path)
    presses(visitor, "Look at it")
