"""An import is taken back whole, and what somebody changed since is theirs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wraparound.capabilities.pipelines.actions import imports
from wraparound.capabilities.pipelines.actions.holders import leave
from wraparound.capabilities.pipelines.actions.readiness import agree
from wraparound.capabilities.pipelines.actions.staying import TOUCHED
from wraparound.capabilities.pipelines.actions.undoing import undo, undoing
from wraparound.capabilities.pipelines.models.exchange import Import, OutsideNumber
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, NoSuchImport, Sheet, Taken
from wraparound.capabilities.pipelines.terms.posts import Leaving, Left, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness
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
from wraparound.capabilities.pipelines.tests.keep_world import (
    a_post,
    entries,
    held,
    look_as,
    make_world,
    newcomer,
    version_of,
)
from wraparound.capabilities.pipelines.tests.test_imports import FILE, PEOPLE, POSTS
from wraparound.capabilities.pipelines.wording import exchange as say
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import end_roles_of_those_who_left
from wraparound.people.models import FORGOTTEN, Membership, Person
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import place_hold
from wraparound.records.models.log import Removal
from wraparound.records.queries.touched import touched

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


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


def undone(number, by):
    """Undone with what is said to stay; what was said."""
    found = undoing(number, on=TODAY, by=by)
    undo(number, seen=len(found.left), at=AT, by=by)
    return found


def test_somebody_of_whom_a_readiness_was_agreed_since_stays_and_belongs_where_they_did(world):
    number = written(world.director, {"People": PEOPLE})
    ada = Person.objects.get(name="Ada Lowell")
    new = NewReadiness(
        person=str(ada.key),
        role=PostRole.NURSING,
        level=PostLevel.BOARD,
        kind="Acute",
        band=Band.READY_NOW,
        agreed_on=TODAY,
        agreed_by="Dora Peopleton, Cara Chairwell",
        review_by=date(2026, 9, 1),
        evidence="Stood in for half a year",
    )
    agree(new, at=AT, by=world.director)
    found = undone(number, world.director)
    assert {one.partition(":")[0] for one in found.left} == {"Person", "Membership"}
    assert Readiness.objects.get().person.name == "Ada Lowell"
    assert Membership.objects.filter(person=ada).exists()
    assert not Person.objects.filter(name="Bo Marsh").exists()


def test_somebody_whom_a_later_entry_has_hold_a_post_keeps_their_name(world):
    number = written(world.director, {"People": PEOPLE})
    post = a_post(world)
    held(world, post, person=str(Person.objects.get(name="Ada Lowell").key))
    found = undone(number, world.director)
    assert any("Ada Lowell" in one for one in found.left)
    assert entries(post) == [("substantive", "Ada Lowell", date(2020, 1, 1), None)]


def test_a_post_stays_to_which_one_that_stays_reports(world):
    number = written(world.director, {"Posts": POSTS})
    held(world, Post.objects.get(title="Director of nursing").pk, "Later Nurse")
    found = undone(number, world.director)
    assert len(found.left) == 2
    assert Post.objects.get(title="Director of nursing").reports_to.title == "Chief executive"


def test_a_post_stays_that_another_system_has_been_said_to_number_since(world):
    rows = [{"Post": "Chief executive", "First day": "2020-01-01"}]
    number = written(world.director, {"Posts": rows})
    written(world.director, {"Posts": [{**rows[0], "Position number": "P9"}]})
    found = undone(number, world.director)
    assert len(found.left) == 1
    assert OutsideNumber.objects.get().post.title == "Chief executive"


def test_a_post_that_reported_elsewhere_before_is_no_reason_to_keep_a_new_one(world):
    chief, finance = a_post(world, "Chief executive"), a_post(world)
    rows = [
        {"Position number": "N1", "Post": "Group chief", "First day": "2020-01-01"},
        {"Post number": finance, "Reports to position": "N1"},
    ]
    number = written(world.director, {"Posts": rows})
    assert undone(number, world.director).left == ()
    assert Post.objects.get(pk=finance).reports_to is None
    assert Post.objects.filter(pk=chief).exists()


def test_two_posts_never_report_to_each_other_by_an_undo(world):
    chief = a_post(world, "Chief executive")
    finance = a_post(world, reports_to=chief)
    taken = [Taken("Posts", Sheet.POSTS, (("Post number", "post"), ("Reports to post", "above")), clears=True)]
    number = written(world.director, {"Posts": [{"Post number": finance, "Reports to post": ""}]}, taken=taken)
    written(world.director, {"Posts": [{"Post number": chief, "Reports to post": finance}]})
    assert len(undone(number, world.director).left) == 1
    assert Post.objects.get(pk=finance).reports_to is None


def test_a_post_that_was_handed_on_since_keeps_every_entry_as_it_is(world):
    post = a_post(world)
    old = held(world, post, "Old Holder")
    rows = [
        {"Entry": old, "Last day": "2025-12-31"},
        {"Post number": post, "Name": "New Holder", "First day": "2026-01-01"},
    ]
    number = written(world.director, {"Holders": rows})
    new = Holder.objects.get(person__name="New Holder")
    leave(
        new.pk,
        Leaving(last_day=date(2026, 2, 1), because=Left.OUTSIDE),
        version=version_of(new.pk),
        at=AT,
        by=world.director,
    )
    held(world, post, "Latest Holder", since=date(2026, 2, 10))
    before = entries(post)
    undone(number, world.director)
    assert entries(post) == before
    assert Membership.objects.filter(person__name="New Holder").exists()


def test_a_post_does_not_begin_again_after_somebody_who_goes_on_holding_it(world):
    post = a_post(world, starts=date(2024, 1, 1))
    rows = [{"Post number": post, "Name": "New Holder", "First day": "2022-01-01"}]
    number = written(world.director, {"Holders": rows})
    has_left("New Holder", world.director)
    found = undone(number, world.director)
    assert any(one.startswith("Post: ") for one in found.left)
    assert Post.objects.get(pk=post).starts == date(2022, 1, 1)


@pytest.mark.parametrize(
    "sheets",
    [
        {"People": [{"Person key": "", "Name": "Otis Otherman-Lee", "Organisation": "ZZ02"}]},
        {"Posts": [{"Post": "Chief executive", "Organisation": "ZZ02", "Serves too": "ZZ03"}]},
        {"Posts": [{"Post": "Chief executive", "Organisation": "ZZ02", "Position number": "P1"}]},
    ],
)
def test_an_import_of_two_organisations_is_not_undone_by_who_keeps_one_of_them(world, sheets):
    written(world.other_director, {"Posts": [{"Post": "Chief executive"}]}, code="ZZ02")
    newcomer("Una Elsewhere", "ZZ02")
    una = Person.objects.get(name="Una Elsewhere")
    if "People" in sheets:
        sheets = {"People": [{**sheets["People"][0], "Person key": str(una.key), "Name": "Una Elsewhere-Lee"}]}
    number = written(OPERATOR, sheets)
    found = undoing(number, on=TODAY, by=world.director)
    with pytest.raises(CannotImport, match="do not keep"):
        undo(number, seen=len(found.left), at=AT, by=world.director)


def test_the_terminal_says_what_an_undo_leaves(world):
    number = written(world.director, FILE)
    written(world.director, {"People": [{**PEOPLE[0], "Job": "Matron"}]})
    said = say.say_undoing(undoing(number, on=TODAY, by=OPERATOR))
    assert say.STAYS in said
    assert "Ada Lowell, Matron" in said


def test_an_imported_holder_who_has_left_since_leaves_one_vacancy_and_no_error(world):
    post = a_post(world)
    held(world, post, "Old Holder", ends=date(2025, 12, 31))
    rows = {"Holders": [{"Post number": post, "Name": "New Holder", "First day": "2026-01-15"}]}
    number = written(world.director, rows)
    new = Holder.objects.get(person__name="New Holder")
    leave(
        new.pk,
        Leaving(last_day=date(2026, 2, 1), because=Left.OUTSIDE),
        version=version_of(new.pk),
        at=AT,
        by=world.director,
    )
    before = entries(post)
    undone(number, world.director)
    assert entries(post) == before


def test_whoever_was_given_a_role_since_goes_on_belonging_there_and_keeps_it(world):
    number = written(world.director, {"People": PEOPLE})
    ada = Person.objects.get(name="Ada Lowell")
    given(ada)
    undone(number, world.director)
    assert Membership.objects.get(person=ada).ends is None
    assert end_roles_of_those_who_left(at=AT, by=OPERATOR) == 0


def test_an_earlier_last_day_does_not_come_back_over_a_role_that_was_given_since(world):
    written(world.director, {"People": [{**PEOPLE[0], "Belongs until": "2026-03-20"}]})
    later = {"People": [{**PEOPLE[0], "Belongs until": "2027-01-31"}]}
    number = written(world.director, later)
    given(Person.objects.get(name="Ada Lowell"))
    found = undone(number, world.director)
    assert len(found.left) == 1
    assert Membership.objects.get(person__name="Ada Lowell").ends == date(2027, 1, 31)


def has_left(name, by):
    entry = Holder.objects.get(person__name=name).pk
    leaving = Leaving(last_day=date(2026, 2, 1), because=Left.OUTSIDE)
    leave(entry, leaving, version=version_of(entry), at=AT, by=by)


def given(person):
    new = NewGrant(str(person.key), Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01", TODAY, None, "For the test")
    give(new, at=AT, by=OPERATOR)


def test_who_is_held_by_law_stays_among_the_rest_and_the_page_does_not_say_why(world):
    number = written(world.director, {"People": PEOPLE})
    ada = Person.objects.get(name="Ada Lowell")
    place_hold(ada.pk, ada.controller, "Litigation", at=AT, by=OPERATOR)
    found = undone(number, world.director)
    assert {one.partition(":")[0] for one in found.left} == {"Person", "Membership", "Outside number"}
    assert "hold" not in say.STAYS + say.undoing_words(found)
    assert Person.objects.filter(name="Ada Lowell").exists()
    assert not Person.objects.filter(name="Bo Marsh").exists()


def test_what_stays_costs_no_more_questions_the_more_it_is(world):
    asked = []
    for many in (2, 20):
        rows = [{"Employee number": f"{many}-{place}", "Name": f"Pat Of{many} No{place:02}"} for place in range(many)]
        number = written(world.director, {"People": rows})
        written(world.director, {"People": [{**one, "Job": one["Name"]} for one in rows]})
        with CaptureQueriesContext(connection) as seen:
            assert len(undoing(number, on=TODAY, by=world.director).left) == 2 * many
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_the_page_asks_little_of_every_sort_that_an_import_wrote_and_that_stays(world, client):
    posts = [{**POSTS[0], "Serves too": "ZZ02"}, POSTS[1]]
    plan = [{"Position number": "P2", "Named for": "successor", "Employee number": "20002", "Name": "Bo Marsh"}]
    number = written(world.director, {**FILE, "Posts": posts, "Successors": plan})
    wrote = touched(TOUCHED, Import.objects.get(pk=number).change, viewer=world.director)
    assert all(wrote[record].wrote for record in TOUCHED)
    look_as(client, world, "director")
    assert asked_by(client, number) <= 15
    words = {Successor: "because", OutsideNumber: "number", Membership: "job", Post: "title", Person: "name"}
    days = {Holder: "expected_end", Share: "ends"}
    with changing("For the test", at=AT, by=OPERATOR):
        for record in TOUCHED:
            for row in record.objects.filter(pk__in=wrote[record].wrote):
                value = f"New {row.pk}" if record in words else date(2030, 1, 1)
                setattr(row, {**words, **days}[record], value)
                row.save()
    assert asked_by(client, number) <= 15
    left = undoing(number, on=TODAY, by=world.director).left
    assert len(left) == sum(len(wrote[record].wrote) for record in TOUCHED)
    (chief,) = (one for one in wrote[Post].wrote if wrote[Post].wrote[one]["title"] == "Chief executive")
    there = {f"Post: New {chief}", f"Share: New {chief}, with Thistleford Hospitals (made up)"}
    assert there < set(left)


def asked_by(client, number):
    """How many questions the page asks."""
    client.get("/pipelines/")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/pipelines/imports/{number}/undo/").status_code == 200
    return len(seen)
