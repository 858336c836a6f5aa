"""When parity comes: from shown figures alone, with the same chance, and the same question once."""

import time
from dataclasses import replace

import pytest

from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.queries.parity import parity_of
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.figures import NoSuchFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import CannotProject, ParityAsked, ParityTarget, ParityVerdict
from wraparound.capabilities.equality.tests.figures import files_counted, made_up_rows
from wraparound.capabilities.equality.tests.world import AT, FAR, HERE, YEAR, make_equality_world, signed_in
from wraparound.capabilities.equality.wording.parity import NONE_YET, STATED
from wraparound.people.actions.people import add_region
from wraparound.people.terms.access import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TO_A_QUARTER = ParityAsked(target=ParityTarget.POPULATION, population=22.5, source="Made-up census, table 1")
REGION = (PlaceSort.REGION, "NO")


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    """Of those in band 5 three in ten are of the group, at the top one in ten, in band 1 too few to show."""
    world = make_equality_world()
    rows = [at_its_level(one) for one in made_up_rows(1, staff=3_000, applicants=900) if not rare_at_the_top(one)]
    # Of two organisations: a region of one is that one, and is not told as a region.
    for half, (lead, code) in enumerate(((world.lead, HERE), (world.far_lead, FAR))):
        files_counted(lead, [one for place, one in enumerate(rows) if place // 20 % 2 == half], code=code)
    publish_what_is_due(at=AT, by=OPERATOR)
    return world


def rare_at_the_top(row):
    """Most people of the group at the top and in band 7, who are left out."""
    kept = {"vsm": 3}.get(row.level, 1)
    return row.given[Characteristic.ETHNICITY] in "KMP" and row.row % kept > 0


def at_its_level(row):
    """One in twenty at the lowest: where a level is empty, the smallest other one is hidden beside it."""
    return replace(row, level="band-1") if row.level and row.row % 20 == 0 else row


def by_level(found):
    return {one.level: one for one in found.levels}


def test_a_level_is_told_a_year_before_which_it_is_not_there(world):
    found = by_level(parity_of(*REGION, TO_A_QUARTER, viewer=OPERATOR))
    top = found["vsm"]
    assert top.low < top.share < top.high < found["band-5"].low
    assert found["band-5"].now.verdict in (ParityVerdict.THERE, ParityVerdict.TODAY)
    assert top.now.verdict is ParityVerdict.NOT_BEFORE
    assert 2026 < top.now.early <= top.now.middle
    assert top.now.words.startswith(f"Not before {top.now.early} at present rates.")
    assert found["band-1"].now.verdict is ParityVerdict.HIDDEN
    assert (found["band-1"].share, found["band-1"].now.early) == (None, None)


def test_what_would_bring_it_forward_meets_the_same_chance(world):
    now = by_level(parity_of(*REGION, TO_A_QUARTER, viewer=OPERATOR))["vsm"]
    better = by_level(parity_of(*REGION, replace(TO_A_QUARTER, appointments=200), viewer=OPERATOR))["vsm"]
    assert better.now == now.now
    assert better.then.early <= now.now.early
    assert better.then.middle < now.now.middle
    assert "in this what-if" in better.then.words
    assert now.then is None
    worse = by_level(parity_of(*REGION, replace(TO_A_QUARTER, group_leaving=300), viewer=OPERATOR))["vsm"].then
    assert worse.verdict is ParityVerdict.NOT_WITHIN or worse.early > now.now.early


def test_a_share_of_the_population_is_stated_with_its_source(world):
    with pytest.raises(CannotProject, match="say where it is published"):
        ParityAsked(target=ParityTarget.POPULATION, population=18.3)
    asked = ParityAsked(target=ParityTarget.POPULATION, population=60, source="Made-up census, table 1")
    found = parity_of(*REGION, asked, viewer=OPERATOR)
    assert found.target == 0.6
    assert "Source, as stated: Made-up census, table 1" in found.target_words
    assert STATED in found.says
    told = [one.now.verdict for one in found.levels if one.share is not None]
    assert set(told) == {ParityVerdict.NOT_WITHIN}


def test_the_same_question_is_worked_out_once(world):
    parity_of(*REGION, ParityAsked(entry=137), viewer=OPERATOR)
    before = time.process_time()
    again = parity_of(*REGION, ParityAsked(entry=137), viewer=OPERATOR)
    assert time.process_time() - before < 0.1
    assert again.levels


def test_what_is_not_shown_is_not_worked_out(client, world):
    with pytest.raises(NoSuchFigures):
        parity_of(PlaceSort.ORGANISATION, FAR, ParityAsked(), viewer=world.lead)
    add_region("SO", "So (made up)", at=AT, by=OPERATOR, made_up=True)
    nothing = parity_of(PlaceSort.REGION, "SO", ParityAsked(), viewer=world.far_lead)
    assert (nothing.why_not, nothing.levels) == (NONE_YET, ())
    who = signed_in(client, world.lead)
    assert who.get(f"/equality/figures/organisations/{FAR}/parity/").status_code == 404
    assert who.get(f"/equality/figures/organisations/{HERE}/parity/").status_code == 200
    wrong = who.get(f"/equality/figures/regions/NO/parity/?target=population&appointments=9&year={YEAR}")
    assert wrong.status_code == 200
    assert "There is a problem" in wrong.content.decode()
    assert who.get("/api/equality/parity/regions/NO?appointments=9").status_code == 422
