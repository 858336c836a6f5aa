"""Parts of equality that an organisation switches off: by its equality lead, with a reason, and really off."""

import json

import pytest
from django.db import IntegrityError, transaction

from wraparound.capabilities.equality.actions.monitoring import count, look_at
from wraparound.capabilities.equality.actions.parts import switch_off, switch_on
from wraparound.capabilities.equality.actions.programmes import write_programme
from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.actions.stages import note_stage, take_stage_back
from wraparound.capabilities.equality.models.parts import PartSwitch
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.queries.figures import figures_of_organisation, figures_of_region
from wraparound.capabilities.equality.queries.parts import PartIsOff, place_parts
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.parts import STATUTORY, EqualityPart
from wraparound.capabilities.equality.terms.programmes import CannotJoin
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.equality.tests.test_programmes import NEW
from wraparound.capabilities.equality.tests.world import (
    AT,
    FAR,
    HERE,
    TODAY,
    YEAR,
    line,
    make_equality_world,
    read,
    signed_in,
)
from wraparound.capabilities.equality.wording import parts as say
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.log import Change

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WHY = "We count it in a system of our own"


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_equality_world)


def off(world, part, why=WHY):
    switch_off(HERE, part, why, at=AT, by=world.lead)


def standing(world, part):
    return next(one for one in place_parts(HERE, viewer=world.lead).parts if one.part is part)


def test_everything_is_on_until_somebody_switches_it_off_and_statutory_parts_stay_on(world):
    found = place_parts(HERE, viewer=world.lead).parts
    assert [one.part for one in found] == list(EqualityPart)
    assert all(one.is_on and not one.decisions for one in found)
    assert (
        {one.part for one in found if one.is_statutory}
        == STATUTORY
        == {one.part for one in found if not one.may_switch}
    )
    for part in STATUTORY:
        with pytest.raises(CannotCount, match="cannot be switched off"):
            off(world, part)
        with pytest.raises(IntegrityError), transaction.atomic(using="equality"):
            PartSwitch.objects.create(organisation=HERE, part=part, is_on=False, reason="x", by=1, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic(using="equality"):
        PartSwitch.objects.create(organisation=HERE, part=EqualityPart.STAGES, is_on=False, reason="", by=1, at=AT)


@pytest.mark.parametrize("why", ["", "   ", "x" * 601])
def test_switching_off_needs_a_reason(world, why):
    with pytest.raises(CannotCount, match="Say why"):
        off(world, EqualityPart.STAGES, why)
    assert standing(world, EqualityPart.STAGES).is_on


def test_every_decision_stays_readable_by_name_and_day(world):
    off(world, EqualityPart.STAGES)
    with pytest.raises(CannotCount, match="stands so already"):
        off(world, EqualityPart.STAGES, "Again")
    switch_on(HERE, EqualityPart.STAGES, at=AT, by=world.lead)
    off(world, EqualityPart.STAGES, "Another reason!")
    found = standing(world, EqualityPart.STAGES)
    assert [one.is_on for one in found.decisions] == [False, True, False]
    assert say.standing_words(found) == ("Off since 4 May 2026, switched by Ella Leadwell. The reason: Another reason!")
    assert say.history_words(found) == (
        "Switched on again on 4 May 2026 by Ella Leadwell.",
        f"Switched off on 4 May 2026 by Ella Leadwell. The reason: {WHY}.",
    )
    assert Change.objects.filter(why__contains="part of equality").count() == 3
    assert all(one.is_on and not one.decisions for one in place_parts(FAR, viewer=world.far_lead).parts)


def test_the_equality_lead_decides_and_nobody_else(world):
    for viewer in (world.chair, world.far_lead, world.person, world.keeper, OPERATOR):
        with pytest.raises(NotYours):
            switch_off(HERE, EqualityPart.STAGES, WHY, at=AT, by=viewer)
        with pytest.raises(NotYours):
            switch_on(HERE, EqualityPart.STAGES, at=AT, by=viewer)
    assert not standing(world, EqualityPart.STAGES).decisions
    assert not any(one.may_switch for one in place_parts(HERE, viewer=world.chair).parts)
    with pytest.raises(NotYours):
        place_parts(HERE, viewer=world.far_lead)


def test_no_file_is_taken_in_while_files_are_off(client, world):
    rows = read([line("E1")]).rows
    waiting = look_at(HERE, YEAR, rows, at=AT, by=world.lead)
    off(world, EqualityPart.MONITORING)
    with pytest.raises(PartIsOff, match=WHY):
        look_at(HERE, YEAR, rows, at=AT, by=world.lead)
    with pytest.raises(PartIsOff):
        count(waiting, at=AT, by=world.lead)
    page = signed_in(client, world.lead).get(f"/equality/monitoring/of/{HERE}/").content.decode()
    assert WHY in page
    assert 'type="file"' not in page
    # Somebody who objected is taken out all the same.
    assert client.get(f"/equality/monitoring/of/{HERE}/objected/").status_code == 200
    switch_on(HERE, EqualityPart.MONITORING, at=AT, by=world.lead)
    count(waiting, at=AT, by=world.lead)


def test_no_stage_comes_in_and_none_is_shown_while_stages_are_off(client, world):
    came = {"person": world.person.person, "stage": FunnelStage.POOL, "on": TODAY}
    assert note_stage("1", **came, organisation=HERE, by=OPERATOR)
    assert note_stage("4", **came, organisation=FAR, by=OPERATOR)
    publish_what_is_due(at=AT, by=OPERATOR)
    off(world, EqualityPart.STAGES)
    assert not note_stage("2", **came, organisation=HERE, by=OPERATOR)
    assert note_stage("3", **came, organisation=FAR, by=OPERATOR)
    # What came in before is put right and taken back.
    assert note_stage("1", **(came | {"stage": FunnelStage.SHORTLIST}), organisation=HERE, by=OPERATOR)
    assert StageReached.objects.filter(organisation=HERE, stage=FunnelStage.SHORTLIST).count() == 1
    take_stage_back("1", by=OPERATOR)
    assert not StageReached.objects.filter(organisation=HERE).exists()
    found = figures_of_organisation(HERE, TODAY.year, viewer=world.lead, on=TODAY)
    assert all(not one.stages and not one.steps and one.stages_on is None for one in found.standards)
    assert WHY in found.says[0]
    assert any(one.stages for one in figures_of_region("NO", TODAY.year, viewer=world.lead, on=TODAY).standards)
    page = signed_in(client, world.lead).get(f"/equality/figures/organisations/{HERE}/?year={TODAY.year}").content
    assert WHY in page.decode()


def test_people_are_told_on_their_page_that_nobody_asks_and_can_answer_all_the_same(client, world):
    who = signed_in(client, world.person)
    assert WHY not in who.get("/equality/mine/").content.decode()
    off(world, EqualityPart.OWN_ANSWERS)
    assert WHY in who.get("/equality/mine/").content.decode()
    assert who.post("/equality/mine/change/", {"ethnicity": "K"}).status_code == 302


def test_actions_and_requirements_are_closed_with_the_reason_where_they_would_be(client, world, capsys):
    off(world, EqualityPart.ACTIONS)
    off(world, EqualityPart.REQUIREMENTS)
    who = signed_in(client, world.lead)
    for address in (f"/equality/actions/organisations/{HERE}/", f"/equality/requirements/organisations/{HERE}/"):
        page = who.get(address)
        assert page.status_code == 200
        assert WHY in page.content.decode()
        assert "Show what moved" not in page.content.decode()
    assert WHY in json.dumps(who.get(f"/api/equality/actions/organisations/{HERE}").json())
    told = who.get(f"/api/equality/requirements/{HERE}").json()
    assert (told["found"], WHY in told["off"]) == ([], True)
    switch_on(HERE, EqualityPart.ACTIONS, at=AT, by=world.lead)
    assert "Show what moved" in who.get(f"/equality/actions/organisations/{HERE}/").content.decode()


def test_years_ahead_are_closed_with_the_reason_and_no_programme_is_offered_in_its_name(client, world):
    off(world, EqualityPart.PARITY)
    page = signed_in(client, world.lead).get(f"/equality/figures/organisations/{HERE}/parity/").content.decode()
    assert WHY in page
    assert WHY not in client.get("/equality/figures/regions/NO/parity/").content.decode()
    off(world, EqualityPart.PROGRAMMES)
    with pytest.raises(CannotJoin, match=WHY):
        write_programme(NEW, at=AT, by=world.lead)
    switch_on(HERE, EqualityPart.PROGRAMMES, at=AT, by=world.lead)
    assert write_programme(NEW, at=AT, by=world.lead)


def test_a_lead_switches_a_part_off_and_on_through_the_pages(client, world):
    who = signed_in(client, world.lead)
    assert who.get("/equality/parts/").url == f"/equality/parts/organisations/{HERE}/"
    address = f"/equality/parts/organisations/{HERE}/requirements/off/"
    assert say.WHEN_OFF[EqualityPart.REQUIREMENTS] in who.get(address).content.decode()
    assert "Say why" in who.post(address, {"reason": " "}).content.decode()
    page = who.post(address, {"reason": WHY}, follow=True).content.decode()
    assert f"The reason: {WHY}." in page
    page = who.post(address.replace("/off/", "/on/"), follow=True).content.decode()
    assert "Switched on again" in page
    assert who.get(f"/equality/parts/organisations/{HERE}/wres/off/").status_code == 404
    assert who.post(f"/equality/parts/organisations/{HERE}/wres/on/").status_code == 404
    assert (
        "Switch it off"
        not in signed_in(client, world.chair).get(f"/equality/parts/organisations/{HERE}/").content.decode()
    )
    assert client.get(address).status_code == 403
    assert client.post(address, {"reason": WHY}).status_code == 403
