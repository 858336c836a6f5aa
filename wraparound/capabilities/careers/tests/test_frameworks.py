"""Bringing a framework in: looked at first, nothing written before yes, taken back, replaced, and read by whom."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wraparound.capabilities.careers.actions.frameworks import (
    bring_in_framework,
    map_frameworks,
    take_back_framework,
)
from wraparound.capabilities.careers.exchange.frameworks import read_framework_file
from wraparound.capabilities.careers.models.frameworks import (
    CarryOver,
    ImportedFramework,
    ImportedFrameworkVersion,
)
from wraparound.capabilities.careers.queries.frameworks import framework_called, frameworks, mapping_page
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, FrameworkHead, NoSuchCareer, own_key
from wraparound.capabilities.careers.tests.framework_examples import grid_workbook, six_domains
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    SHIPPED,
    brought_in,
    make_careers_world,
    signed_in,
    standards,
)
from wraparound.people.access import NotYours, SignInNeeded
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Change

pytestmark = [pytest.mark.django_db, pytest.mark.database]
IMPORT = "/careers/frameworks/import/"


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def sent(client, file_name, content, **more):
    file = SimpleUploadedFile(file_name, content)
    return client.post(IMPORT, {"place": f"organisation:{HERE}", "file": file, **more}).content.decode()


def looked_at(page):
    return re.search(r'name="looked_at" value="([^"]+)"', page)[1]


def test_a_file_is_looked_at_and_nothing_is_written_before_yes(client, world):
    signed_in(client, world.director)
    before = Change.objects.count()
    page = sent(client, "standards.xlsx", grid_workbook(), name="Standards (made up)", version="2026")
    assert "9 domains, 27 competencies, 4 stages and 108 statements. Nothing is written yet." in page
    assert (ImportedFramework.objects.count(), Change.objects.count()) == (0, before)
    client.post(IMPORT, {"looked_at": looked_at(page)})
    row = ImportedFramework.objects.get()
    assert framework_called(own_key(row.pk), viewer=world.ward).framework == standards().framework
    exported = client.get(f"/careers/frameworks/{row.pk}/file.xlsx").content
    assert read_framework_file("again.xlsx", exported, FrameworkHead()).framework == standards().framework


def test_six_domains_come_in_from_a_case_file_and_leave_as_one(client, world):
    signed_in(client, world.director)
    page = sent(client, "six.json", six_domains().encode())
    assert "Not kept from the file: educationLevel." in page
    client.post(IMPORT, {"looked_at": looked_at(page)})
    row = ImportedFramework.objects.get()
    out = client.get(f"/careers/frameworks/{row.pk}/file.json")
    again = read_framework_file("six.json", out.content, FrameworkHead()).framework
    assert again == framework_called(own_key(row.pk), viewer=world.ward).framework
    assert [one.identifier[-1] for one in again.domains] == list("123456")


def test_what_is_wrong_is_said_row_by_row_and_can_be_sent_again(client, world):
    signed_in(client, world.director)
    page = sent(client, "a.csv", b"Domain,Competency\nA,\nA,x\nB,\n", name="Mine", version="1")
    assert "2 things are wrong with this file. Nothing was written." in page
    assert "Row 2: It names no competency. Write it, or take out the row." in page
    assert "Row 4: " in page
    assert "looked_at" not in page
    assert "is a PDF" in sent(client, "a.csv", b"%PDF-1.7")


def test_what_was_looked_at_cannot_be_changed_or_sent_by_somebody_else(client, world):
    signed_in(client, world.director)
    held = looked_at(sent(client, "six.json", six_domains().encode()))
    client.post(IMPORT, {"looked_at": held[:-1] + ("A" if held[-1] != "A" else "B")})
    signed_in(client, world.near_director)
    client.post(IMPORT, {"looked_at": held})
    assert not ImportedFramework.objects.exists()


def test_only_those_who_keep_a_place_bring_in_for_it(client, world):
    one = standards().framework
    for viewer in (world.ward, world.keeper, OPERATOR):
        with pytest.raises(NotYours):
            bring_in_framework(f"organisation:{HERE}", one, at=AT, by=viewer)
    with pytest.raises(NoSuchCareer):
        bring_in_framework(f"organisation:{HERE}", one, at=AT, by=world.near_director)
    number = bring_in_framework("region:NO", one, at=AT, by=world.lead)
    with pytest.raises(NoSuchCareer):
        take_back_framework(number, at=AT, by=world.director)


def test_the_public_reads_what_ships_and_nothing_else(client, world):
    number = brought_in(world)
    assert [one.key for one in frameworks(viewer=PUBLIC)] == [SHIPPED]
    assert [one.key for one in frameworks(viewer=world.mentor)] == [SHIPPED, own_key(number)]
    with pytest.raises(SignInNeeded):
        framework_called(own_key(number), viewer=PUBLIC)
    assert client.get(f"/careers/frameworks/shipped/{SHIPPED}/").status_code == 200
    assert client.get(f"/careers/frameworks/shipped/{SHIPPED}/file.doc").status_code == 404
    assert client.get("/careers/frameworks/shipped/none/").status_code in (403, 404, 302)
    assert len(client.get("/api/careers/frameworks").json()) == 1


def test_the_same_version_is_brought_in_once_and_an_import_leaves_nothing_when_taken_back(world):
    number = brought_in(world)
    with pytest.raises(CannotKeepCareer, match="is here already"):
        brought_in(world)
    take_back_framework(number, at=AT, by=world.director)
    assert not ImportedFramework.objects.exists()
    assert not ImportedFrameworkVersion._default_manager.exists()
    assert brought_in(world)


def test_what_carries_over_is_said_by_hand_and_the_one_before_stays(client, world):
    number = brought_in(world)
    key = own_key(number)
    before = framework_called(SHIPPED, viewer=world.director).framework
    pairs = [(before.competencies[0].key, "c1"), (before.competencies[1].key, "c1")]
    day = date(2026, 6, 1)
    map_frameworks(SHIPPED, number, pairs, replaces_on=day, version=0, at=AT, by=world.director)
    page = mapping_page(SHIPPED, number, viewer=world.ward)
    assert [bool(one.after) for one in page.carried] == [True, True, False, False, False, False]
    assert len(page.new) == 26
    held = framework_called(SHIPPED, viewer=world.ward)
    assert [(one.after, one.replaces_on) for one in held.replaced] == [(key, day)]
    assert held.framework == before
    words = signed_in(client, world.ward).get(f"/careers/frameworks/shipped/{SHIPPED}/").content.decode()
    assert "stands for it from 1 June 2026. What people said against this one stays readable." in words
    shown = client.get(f"/careers/frameworks/{number}/carry-over/?before={SHIPPED}").content.decode()
    assert "2 of 6 competencies carry over. 26 competencies are new." in shown


def test_two_who_map_at_once_are_told(world):
    number = brought_in(world)
    map_frameworks(SHIPPED, number, [("1", "c1")], replaces_on=None, version=0, at=AT, by=world.director)
    with pytest.raises(ChangedMeanwhile):
        map_frameworks(SHIPPED, number, [("1", "c2")], replaces_on=None, version=0, at=AT, by=world.director)
    for pairs in ([("1", "c99")], [("99", "c1")]):
        with pytest.raises(CannotKeepCareer):
            map_frameworks(SHIPPED, number, pairs, replaces_on=None, version=1, at=AT, by=world.director)
    assert CarryOver.objects.get().pairs == [["1", "c1"]]


def test_what_something_carries_over_from_is_not_taken_back(client, world):
    first, second = brought_in(world), brought_in(world, version="2027")
    signed_in(client, world.director)
    address = f"/careers/frameworks/{second}/carry-over/write/?before={own_key(first)}"
    client.post(address, {"version": 0, "of_0": "c2", "replaces_on": "2027-01-01"})
    with pytest.raises(CannotKeepCareer, match="something rests on it"):
        take_back_framework(first, at=AT, by=world.director)
    client.post(f"/careers/frameworks/{first}/undo/")
    assert ImportedFramework.objects.filter(pk=first).exists()
    take_back_framework(second, at=AT, by=world.director)
    take_back_framework(first, at=AT, by=world.director)
    assert not CarryOver.objects.exists()
