"""Counts out of the store: as a slow count by hand has them, without whoever objected, every kind of silence apart."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from wraparound.capabilities.equality.actions.monitoring import note_objection, take_back
from wraparound.capabilities.equality.actions.own import object_to_counting, withdraw
from wraparound.capabilities.equality.actions.stages import note_stage, take_stage_back
from wraparound.capabilities.equality.queries.counting import side_counts, stage_counts
from wraparound.capabilities.equality.terms.answers import Characteristic, Without
from wraparound.capabilities.equality.terms.counts import SideCount, StageCount
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.equality.tests.world import (
    AT,
    FAR,
    HERE,
    TODAY,
    YEAR,
    address_of,
    counted,
    gives,
    line,
    make_equality_world,
    somebody,
)
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ETHNICITY, SEX = Characteristic.ETHNICITY, Characteristic.SEX
WHITE, MINORITY = "white", "black and minority ethnic"


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_equality_world)


def test_people_count_once_at_each_stage_of_each_organisation_by_group(world):
    gives(world.person, ethnicity="K")
    gives(world.other, ethnicity="B")
    third = somebody("Thea Thirdly")
    for number, viewer in enumerate((world.person, world.person, world.other, third)):
        reached(f"long {number}", viewer, FunnelStage.LONG_LIST)
    reached("far", world.person, FunnelStage.LONG_LIST, code=FAR)
    reached("short", world.person, FunnelStage.SHORTLIST)
    reached("before", world.other, FunnelStage.SHORTLIST, on=date(2026, 1, 1))
    assert stages() == {
        (HERE, WHITE, "long_list"): 1,
        (HERE, MINORITY, "long_list"): 1,
        (HERE, Without.NOT_ASKED, "long_list"): 1,
        (FAR, MINORITY, "long_list"): 1,
        (HERE, MINORITY, "shortlist"): 1,
    }


def test_the_kinds_of_silence_stay_apart(world):
    gives(world.person, ethnicity="prefer_not")
    gives(world.other)
    third = somebody("Thea Thirdly")
    for number, viewer in enumerate((world.person, world.other, third)):
        reached(f"pool {number}", viewer, FunnelStage.POOL)
    assert stages() == {(HERE, one.value, "pool"): 1 for one in Without}


def test_an_entry_told_again_corrects_and_taken_back_counts_no_more(world):
    reached("1", world.person, FunnelStage.OFFER)
    reached("1", world.person, FunnelStage.OFFER, on=date(2026, 5, 1))
    assert sum(stages().values()) == 1
    take_stage_back("1", by=OPERATOR)
    assert stages() == {}


def test_files_count_by_level_and_side(world):
    counted(
        world,
        [
            line("1", **{"Ethnicity": "A", "Pay level": "band-8a", "Entered formal disciplinary": "yes"}),
            line("2", **{"Ethnicity": "K2", "Pay level": "band-8a"}),
            line("3", **{"Ethnicity": "Z", "Voting board member": "1", "Pay level": "vsm"}),
            line("4", **{"Ethnicity": "99", "Had training that was not mandatory": "y"}),
        ],
    )
    assert sides() == {
        (HERE, WHITE, "band-8a", IndicatorSide.STAFF): 1,
        (HERE, WHITE, "band-8a", IndicatorSide.DISCIPLINARY): 1,
        (HERE, MINORITY, "band-8a", IndicatorSide.STAFF): 1,
        (HERE, Without.DECLINED, "vsm", IndicatorSide.STAFF): 1,
        (HERE, Without.DECLINED, "vsm", IndicatorSide.BOARD): 1,
        (HERE, Without.NOT_ASKED, "band-7", IndicatorSide.STAFF): 1,
        (HERE, Without.NOT_ASKED, "band-7", IndicatorSide.TRAINING): 1,
    }


def test_what_people_say_themselves_stands_in_place_of_the_file(world):
    address = address_of("Pia Personne").upper()
    counted(world, [line("1", Ethnicity="A", Email=address), line("2", Ethnicity="A")])
    reached("1", world.person, FunnelStage.POOL)
    assert stages() == {(HERE, WHITE, "pool"): 1}
    gives(world.person, ethnicity="K")
    assert stages() == {(HERE, MINORITY, "pool"): 1}
    assert sides() == {
        (HERE, WHITE, "band-7", IndicatorSide.STAFF): 1,
        (HERE, MINORITY, "band-7", IndicatorSide.STAFF): 1,
    }
    withdraw(by=world.person)
    assert stages() == {(HERE, WHITE, "pool"): 1}


def test_whoever_objected_is_in_no_figure_whichever_way_they_objected(world):
    rows = [line("1", Email=address_of("Pia Personne")), line("2"), line("3", Email=address_of("Otto Othering"))]
    counted(world, rows)
    object_to_counting(at=AT, by=world.person)
    note_objection(HERE, " 2 ", at=AT, by=world.lead)
    assert sum(sides().values()) == 1
    # By the reference of their employer, also where the row goes by the address with which they sign in.
    note_objection(HERE, "3", at=AT, by=world.lead)
    assert sides() == {}
    # And the file of the next year brings nobody back.
    number = counted(world, [{**row, "Year": "2026/27"} for row in rows], year=YEAR + 1)
    assert sides(year=YEAR + 1) == {}
    take_back(number, at=AT, by=world.lead)


def test_no_role_reads_a_count(world):
    for viewer in (world.lead, world.chair, world.keeper, world.person):
        with pytest.raises(NotYours):
            side_counts(ETHNICITY, YEAR, viewer=viewer)
        with pytest.raises(NotYours):
            stage_counts(ETHNICITY, starts=TODAY, ends=TODAY, viewer=viewer)


def test_a_slow_count_by_hand_agrees(world):
    chance = Random(20260504)
    levels = ("band-5", "band-8c", "vsm")
    rows = [
        line(
            str(number),
            **{
                "Sex": chance.choice(("F", "M", "Z", "99", "prefer_not")),
                "Pay level": chance.choice(levels),
                "Entered formal capability": chance.choice(("yes", "no")),
            },
        )
        for number in range(300)
    ]
    counted(world, rows)
    group = {"F": "female", "M": "male", "Z": "declined", "99": "not_asked", "prefer_not": "prefer_not"}
    by_hand = Counter((HERE, group[row["Sex"]], row["Pay level"], IndicatorSide.STAFF) for row in rows)
    yes = [row for row in rows if row["Entered formal capability"] == "yes"]
    by_hand += Counter((HERE, group[row["Sex"]], row["Pay level"], IndicatorSide.CAPABILITY) for row in yes)
    assert sides(SEX) == by_hand


def reached(entry, viewer, stage, *, on=TODAY, code=HERE):
    note_stage(entry, viewer.person, stage, on, code, by=OPERATOR)


def stages():
    """What is counted from April to today, by organisation, group and stage."""
    found = stage_counts(ETHNICITY, starts=date(2026, 4, 1), ends=TODAY, viewer=OPERATOR)
    assert all(isinstance(one, StageCount) for one in found)
    return {(one.organisation, one.group, one.stage): one.people for one in found}


def sides(characteristic=ETHNICITY, year=YEAR):
    """What is counted of a year, by organisation, group, level and side."""
    found = side_counts(characteristic, year, viewer=OPERATOR)
    assert all(isinstance(one, SideCount) for one in found)
    return {(one.organisation, one.group, one.level, one.side): one.people for one in found}
