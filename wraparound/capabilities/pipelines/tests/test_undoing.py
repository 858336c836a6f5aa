"""An import is taken back whole, and what somebody changed since is theirs."""

from datetime import date

import pytest

from wraparound.capabilities.pipelines.actions import imports
from wraparound.capabilities.pipelines.actions.undoing import undo, undoing
from wraparound.capabilities.pipelines.models.exchange import Import, OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, NoSuchImport, Outcome, Sheet
from wraparound.capabilities.pipelines.tests.exchange_world import (
    AT,
    TODAY,
    exported,
    furnished,
    rights,
    send,
    send_back,
    written,
)
from wraparound.capabilities.pipelines.tests.keep_world import a_post, entries, held, make_world
from wraparound.capabilities.pipelines.tests.test_imports import FILE, PEOPLE
from wraparound.people.models import FORGOTTEN, Membership, Person
from wraparound.records.models.log import Removal

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def world():
    return make_world()


def test_undone_everything_is_as_it_was_and_what_was_added_is_gone_with_a_mark(world):
    furnished(world)
    before, given = exported(world.director), rights()
    number = written(world.director, FILE)
    assert exported(world.director) != before
    found = undoing(number, on=TODAY, by=world.director)
    assert (found.left, found.removed > 0) == ((), True)
    undo(number, seen=0, at=AT, by=world.director)
    assert exported(world.director) == before
    assert rights() == given
    assert not Person.objects.filter(name="Ada Lowell").exists()
    assert Removal.objects.filter(basis="undo", sort="pipelines.post").count() == 1
    assert Import.objects.get(pk=number).state == "undone"


def test_what_an_import_changed_goes_back_field_by_field(world):
    furnished(world)
    before = exported(world.director)
    rows = {**before}
    rows[Sheet.PEOPLE] = [{**one, "Job": f"Other {place}"} for place, one in enumerate(before[Sheet.PEOPLE])]
    rows[Sheet.POSTS] = [{**one, "Grade": "Band 9", "Reports to post": ""} for one in before[Sheet.POSTS]]
    number = send_back(world.director, rows)
    assert imports.write(number, at=AT, by=world.director)
    assert exported(world.director) != before
    undo(number, seen=0, at=AT, by=world.director)
    assert exported(world.director) == before


def test_a_vacancy_that_an_import_filled_is_open_again(world):
    post = a_post(world)
    held(world, post, "Old Holder", ends=date(2025, 12, 31))
    before = entries(post)
    number = written(
        world.director, {"Holders": [{"Post number": post, "Name": "New Holder", "First day": "2026-02-01"}]}
    )
    assert entries(post) != before
    undo(number, seen=0, at=AT, by=world.director)
    assert entries(post) == before


def test_what_was_changed_since_is_named_first_and_left_alone(world):
    number = written(world.director, FILE)
    written(world.director, {"People": [{**PEOPLE[0], "Job": "Matron"}]})
    found = undoing(number, on=TODAY, by=world.director)
    assert any("Ada Lowell, Matron" in one for one in found.left)
    with pytest.raises(CannotImport):
        undo(number, seen=0, at=AT, by=world.director)
    undo(number, seen=len(found.left), at=AT, by=world.director)
    assert Membership.objects.get(person__name="Ada Lowell").job == "Matron"
    assert not Person.objects.filter(name="Bo Marsh").exists()


def test_a_post_that_somebody_built_upon_stays(world):
    number = written(world.director, {"Posts": FILE["Posts"]})
    chief = Post.objects.get(title="Chief executive")
    held(world, chief.pk, "Later Chief")
    undo(number, seen=len(undoing(number, on=TODAY, by=world.director).left), at=AT, by=world.director)
    assert Post.objects.filter(pk=chief.pk).exists()
    assert not Post.objects.filter(title="Director of nursing").exists()


def test_it_is_undone_once_and_only_by_those_who_keep_the_organisation(world):
    number = written(world.director, FILE)
    with pytest.raises(NoSuchImport):
        undo(number, seen=0, at=AT, by=world.other_director)
    undo(number, seen=0, at=AT, by=world.chair)
    with pytest.raises(CannotImport):
        undo(number, seen=0, at=AT, by=world.director)


def test_the_same_file_can_be_sent_again_after_it_was_undone(world):
    number = written(world.director, FILE)
    undo(number, seen=0, at=AT, by=world.director)
    assert not OutsideNumber.objects.exists()
    again = send(world.director, FILE)
    assert imports.write(again, at=AT, by=world.director)
    assert Person.objects.filter(name="Ada Lowell").count() == 1
    assert Person.objects.filter(name=FORGOTTEN).count() == 3
    assert Outcome.ADD
