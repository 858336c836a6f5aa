"""What leaves the store: kept as it was shown, of large enough counts alone, seldom, and the same under a new key."""

from collections import Counter
from datetime import timedelta

import pytest

from wraparound.capabilities.equality.actions.keeping import seal_anew
from wraparound.capabilities.equality.actions.monitoring import note_objection, take_back
from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.calculation.snapshots import published
from wraparound.capabilities.equality.models.figures import PublishedFigures
from wraparound.capabilities.equality.queries.counting import side_counts
from wraparound.capabilities.equality.queries.figures import (
    figures_of_nation,
    figures_of_organisation,
    figures_of_region,
)
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide
from wraparound.capabilities.equality.tests.figures import files_counted, made_up_rows
from wraparound.capabilities.equality.tests.world import AT, FAR, HERE, TODAY, YEAR, make_equality_world
from wraparound.methods.suppression.publishing import HIDDEN
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    world = make_equality_world()
    world.files = [
        files_counted(lead, made_up_rows(seed, staff=700), code=code)
        for seed, code, lead in ((1, HERE, world.lead), (2, FAR, world.far_lead))
    ]
    assert publish_what_is_due(at=AT, by=OPERATOR) == 2
    return world


def shown(standard="WRES", year=YEAR):
    """The newest figures."""
    rows = PublishedFigures.objects.filter(standard=standard, source="files", year=year)
    return published(rows.latest("day").published)


def later(days):
    return publish_what_is_due(at=AT + timedelta(days=days), by=OPERATOR)


def test_every_figure_is_near_its_count_and_no_small_count_is_shown(world):
    found = shown()
    counts = Counter()
    for one in side_counts(Characteristic.ETHNICITY, YEAR, viewer=OPERATOR):
        if one.side is IndicatorSide.STAFF:
            counts["employed", f"organisation:{one.organisation}", one.group] += one.people
            counts["employed", "region:NO", one.group] += one.people
        if one.side is IndicatorSide.DISCIPLINARY:
            counts["entering formal disciplinary", f"organisation:{one.organisation}", one.group] += one.people
    told = {cell: found.figure(*cell) for cell in counts}
    assert sum(figure is not None for figure in told.values()) >= 12
    for cell, people in counts.items():
        if told[cell] is not None:
            assert people >= 8
            assert told[cell] % 5 == 0
            assert abs(told[cell] - people) <= 4


def test_no_board_of_an_organisation_is_among_what_is_kept(world):
    for standard, table in (("WRES", "board voting members"), ("WDES", "board members")):
        found = shown(standard)
        at = found.tables.index(table)
        assert (found.figures[at, : found.places.index("kind:NO:Acute")] == HIDDEN).all()


def test_figures_come_at_most_once_in_so_many_days_and_only_where_counts_changed(world):
    take_back(world.files[1], at=AT, by=world.far_lead)
    assert later(27) == 0
    assert later(28) == 2
    assert f"organisation:{FAR}" not in shown().places
    # Nothing changed: looked at, and not published again, however often it is looked at.
    assert later(56) == 0
    assert later(56) == 0
    assert PublishedFigures.objects.count() == 4
    take_back(world.files[0], at=AT, by=world.lead)
    assert later(84) == 2
    assert shown().places == ()


def test_a_new_key_of_the_site_changes_no_figure(world, settings):
    before = shown()
    settings.EQUALITY_KEYS = ["another key of the site, long enough to be one", *settings.EQUALITY_KEYS]
    seal_anew(by=OPERATOR)
    settings.EQUALITY_KEYS = settings.EQUALITY_KEYS[:1]
    PublishedFigures.objects.all().delete()
    assert later(1) == 2
    assert (shown().figures == before.figures).all()


def test_whoever_objects_is_in_no_later_figure(world):
    for number in range(150):
        note_objection(HERE, f"staff{number}", at=AT, by=world.lead)
    before = shown()
    assert later(28) == 2
    after = shown()
    place = f"organisation:{HERE}"
    lost = before.figure("employed", place, "white") - after.figure("employed", place, "white")
    assert 50 <= lost <= 100


def test_the_same_counts_are_the_same_figures_in_every_year(world):
    files_counted(world.lead, made_up_rows(1, staff=700), year=YEAR + 1)
    assert later(1) == 2
    place = f"organisation:{HERE}"
    assert shown().figure("employed", place, "white") == shown(year=YEAR + 1).figure("employed", place, "white")


def test_no_role_publishes(world):
    for viewer in (world.lead, world.chair, world.keeper):
        with pytest.raises(NotYours):
            publish_what_is_due(at=AT, by=viewer)


def test_a_region_of_one_organisation_is_not_told_as_a_region(world):
    before = YEAR - 1
    files_counted(world.lead, made_up_rows(1, staff=700), year=before)
    publish_what_is_due(at=AT, by=OPERATOR)
    own = figures_of_organisation(HERE, before, viewer=world.lead, on=TODAY)
    assert any(one.employed for one in own.standards)
    region = figures_of_region("NO", before, viewer=world.far_lead, on=TODAY)
    for wider in (region, figures_of_nation(before, viewer=OPERATOR, on=TODAY)):
        assert not any(one.employed or one.counted_on for one in wider.standards)
        assert before not in {of.year for one in wider.standards for each in one.indicators for of in each.years}
        assert wider.parts == ()


def test_a_year_of_which_only_a_part_came_stands_not_before_a_whole_one(world):
    for lead, code in ((world.lead, HERE), (world.far_lead, FAR)):
        files_counted(lead, made_up_rows(3, staff=40, applicants=0), code=code, year=YEAR + 1)
    publish_what_is_due(at=AT + timedelta(days=1), by=OPERATOR)
    assert shown(year=YEAR + 1).places
    for found in (
        figures_of_region("NO", viewer=world.lead, on=TODAY),
        figures_of_organisation(HERE, viewer=world.lead, on=TODAY),
    ):
        assert found.year == YEAR
        assert YEAR + 1 in found.years
