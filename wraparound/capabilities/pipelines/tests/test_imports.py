"""Spreadsheets in and out: what goes out comes in and changes nothing, and nothing is guessed, lost or gained."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.pipelines.actions import imports
from wraparound.capabilities.pipelines.actions.undoing import undo
from wraparound.capabilities.pipelines.exchange.tables import csv_out, read_tables
from wraparound.capabilities.pipelines.models.exchange import Import, ImportPart, OutsideNumber
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.considering import may_take_up
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.imports import names_in, preview_page
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, Outcome, Sheet, Taken
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.tests.exchange_world import (
    AT,
    TODAY,
    counts,
    exported,
    furnished,
    lines,
    meanwhile,
    rights,
    send,
    send_back,
    send_csv,
    written,
)
from wraparound.capabilities.pipelines.tests.keep_world import a_post, entries, held, make_world, newcomer
from wraparound.capabilities.pipelines.wording import exchange as say
from wraparound.people.actions.people import end_roles_of_those_who_left
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.models.log import Change
from wraparound.records.terms import Basis

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def test_what_is_exported_comes_in_again_and_changes_nothing(world):
    furnished(world)
    moves_on(world.people["director"])
    before = exported(world.director)
    number = send_back(world.director, before)
    assert counts(world.director, number) == {"same": sum(len(rows) for rows in before.values())}
    assert Import.objects.get(pk=number).writes == 0
    assert exported(world.director) == before


def moves_on(person):
    """Has somebody with a role belong here for one time after another."""
    with changing("For the test", at=AT, by=OPERATOR):
        now = Membership.objects.get(person=person)
        now.ends = date(2026, 6, 30)
        now.save()
        Membership.objects.create(
            controller=now.controller,
            person=person,
            organisation=now.organisation,
            job="Director",
            starts=date(2026, 7, 1),
        )


@pytest.mark.parametrize("cell", ["9" * 5_000, "²"])
def test_no_number_of_any_length_or_alphabet_ends_in_an_error(world, cell):
    sheets = {
        "Posts": [{"Post": "A new post", "Most successors": cell}, {"Post": "Another", "Reports to post": cell}],
        "Holders": [{"Post number": cell, "Name": "Ada Lowell"}, {"Entry": cell, "Name": "Ada Lowell"}],
        "People": [{"Entry": cell, "Name": "Ada Lowell"}],
        "Successors": [{"Post number": cell, "Name": "Dora Peopleton"}, {"Entry": cell}],
    }
    number = send(world.director, sheets)
    assert len(lines(number, Outcome.REFUSED, world.director)) >= 6
    assert names_in(lines(number, Outcome.REFUSED, world.director), viewer=world.director, on=TODAY) is not None


def test_a_post_is_not_said_to_report_to_one_that_is_closed(world):
    gone, post = a_post(world, "Chief executive"), a_post(world)
    with changing("Closed for the test", at=AT, by=OPERATOR):
        row = Post.objects.get(pk=gone)
        row.ends, row.ended_because = date(2026, 1, 31), "Merged"
        row.save()
    number = send(world.director, {"Posts": [{"Post number": post, "Reports to post": gone}]})
    (line,) = lines(number, Outcome.REFUSED, world.director)
    assert (line.why.value, line.said) == ("above", ("Chief executive",))


PEOPLE = [
    {"Employee number": "20001", "Name": "Ada Lowell", "Job": "Ward manager", "Belongs from": "2024-05-01"},
    {"Employee number": "20002", "Name": "Bo Marsh", "Job": "Analyst", "Belongs from": "01/06/2023"},
]
POSTS = [
    {"Position number": "P1", "Post": "Chief executive", "First day": "2020-01-01"},
    {"Position number": "P2", "Post": "Director of nursing", "Reports to position": "P1", "First day": "2020-01-01"},
]
HOLDERS = [
    {"Position number": "P2", "Employee number": "20001", "Name": "Ada Lowell", "First day": "2024-05-01"},
    {"Position number": "P1", "Name": "Cy Newman", "First day": "2023-01-01", "How held": "interim"},
]
FILE = {"People": PEOPLE, "Posts": POSTS, "Holders": HOLDERS}


def test_a_file_adds_people_posts_and_who_holds_them_and_again_changes_nothing(world):
    number = written(world.director, FILE)
    assert counts(world.director, number) == {"add": 6}
    chief, nursing = (Post.objects.get(title=title) for title in ("Chief executive", "Director of nursing"))
    assert nursing.reports_to == chief
    assert (chief.role, nursing.role) == ("chief_executive", "nursing")
    assert entries(nursing) == [("substantive", "Ada Lowell", date(2024, 5, 1), None)]
    assert entries(chief) == [("interim", "Cy Newman", date(2023, 1, 1), None)]
    assert Membership.objects.get(person__name="Bo Marsh").job == "Analyst"
    assert OutsideNumber.objects.count() == 4
    assert not ImportPart.objects.exists()
    again = send(world.director, FILE)
    assert counts(world.director, again) == {"same": 6}


def test_a_second_file_changes_the_people_it_knows_by_their_number_and_adds_nobody(world):
    written(world.director, FILE)
    people = Person.objects.count()
    moved = [{**PEOPLE[0], "Job": "Matron"}, {**PEOPLE[1], "Name": "Bo Marsh-Ellery"}]
    number = send(world.director, {"People": moved})
    page = preview_page(number, Outcome.CHANGE, 1, viewer=world.director, on=TODAY)
    changes = {page.names[line.person]: say.changes_words(line, page.names) for line in page.lines}
    assert changes == {"Ada Lowell": "Job: Ward manager → Matron", "Bo Marsh": "Name: Bo Marsh → Bo Marsh-Ellery"}
    assert imports.write(number, at=AT, by=world.director)
    assert Person.objects.count() == people
    assert Membership.objects.get(person__name="Ada Lowell").job == "Matron"
    assert Person.objects.filter(name="Bo Marsh-Ellery", name_key="bo marsh-ellery").exists()


def test_no_role_and_no_way_to_sign_in_is_lost_or_gained_by_an_import(world):
    furnished(world)
    before = rights()
    rows = exported(world.director)
    number = send_back(
        world.director,
        {**rows, Sheet.PEOPLE: [{**one, "Job": "Other", "Belongs until": "2026-03-01"} for one in rows[Sheet.PEOPLE]]},
    )
    refused = {line.about: line.why.value for line in lines(number, Outcome.REFUSED, world.director)}
    assert refused == {"Dora Peopleton": "granted", "Cara Chairwell": "granted"}
    assert imports.write(number, at=AT, by=world.director)
    assert rights() == before
    written(world.director, FILE)
    assert rights() == before


def test_a_last_day_ahead_of_somebody_with_a_role_is_refused_so_that_no_role_ends_by_it_later(world):
    rows = [{**one, "Belongs until": "2026-06-30"} for one in exported(world.director)[Sheet.PEOPLE]]
    number = send_back(world.director, {Sheet.PEOPLE: rows})
    refused = {line.about: line.why.value for line in lines(number, Outcome.REFUSED, world.director)}
    assert refused == {"Dora Peopleton": "granted", "Cara Chairwell": "granted"}
    assert imports.write(number, at=AT, by=world.director)
    later = AT.replace(month=9)
    before = rights()
    assert end_roles_of_those_who_left(at=later, by=OPERATOR) == 0
    assert rights() == before


def test_a_surname_beside_a_number_renames_nobody(world):
    written(world.director, FILE)
    number = send(world.director, {"People": [{"Employee number": "20001", "Last name": "Lowell"}]})
    assert counts(world.director, number) == {"same": 1}
    number = written(
        world.director, {"People": [{"Employee number": "20001", "Last name": "Lowe", "First name": "Ada"}]}
    )
    assert Person.objects.filter(name="Ada Lowe").exists()


def test_lines_of_a_reason_go_out_and_come_in_without_change(world):
    a_post(world, critical=True, critical_because="The accounts\nand the audit")
    before = exported(world.director)
    number = send_back(world.director, before)
    assert set(counts(world.director, number)) == {"same"}
    assert exported(world.director) == before


def test_of_two_people_of_one_name_none_is_chosen_until_somebody_says_which(world):
    first, second = newcomer("Kit Twin"), newcomer("Kit Twin")
    number = send(world.director, {"People": [{"Name": "Kit Twin", "Job": "Porter"}]})
    (line,) = lines(number, Outcome.ASKS, world.director)
    assert {one.value for one in line.choices} == {first, second, "new"}
    assert Import.objects.get(pk=number).writes == 0
    imports.answer(number, {"people-2": second}, at=AT, by=world.director)
    assert imports.write(number, at=AT, by=world.director)
    assert Membership.objects.get(person__key=second).job == "Porter"
    assert Membership.objects.get(person__key=first).job == "Manager"


def test_a_name_that_is_nearly_somebodys_asks_instead_of_making_them_twice(world):
    newcomer("Katherine Ashworth")
    number = send(world.director, {"People": [{"Name": "Katherine Ashwort"}, {"Name": "Ashworth, Katherine"}]})
    assert counts(world.director, number) == {"asks": 2}


def test_two_people_of_one_name_with_two_numbers_are_two(world):
    number = written(
        world.director,
        {"People": [{"Employee number": "1", "Name": "Kit Twin"}, {"Employee number": "2", "Name": "Kit Twin"}]},
    )
    assert counts(world.director, number) == {"add": 2}


def test_somebody_of_another_trust_is_neither_matched_nor_betrayed(world):
    theirs = newcomer("Una Elsewhere", "ZZ02")
    by_name = send(world.director, {"People": [{"Name": "Una Elsewhere"}]})
    assert counts(world.director, by_name) == {"add": 1}
    real = send(world.director, {"People": [{"Person key": theirs, "Name": "X"}]})
    invented = send(world.director, {"People": [{"Person key": "0b8a5c4e-0000-4000-8000-000000000000", "Name": "X"}]})
    told = [lines(number, Outcome.REFUSED, world.director) for number in (real, invented)]
    assert told[0] == told[1] != ()


def test_a_row_for_an_organisation_that_is_not_theirs_is_refused_alike_whether_it_exists(world):
    rows = [{"Name": "A One", "Organisation": "ZZ02"}, {"Name": "B Two", "Organisation": "ZZ99"}]
    number = send(world.director, {"People": rows})
    assert [line.why.value for line in lines(number, Outcome.REFUSED, world.director)] == ["organisation"] * 2
    assert [line.said for line in lines(number, Outcome.REFUSED, world.director)] == [("ZZ02",), ("ZZ99",)]


def test_what_has_moved_since_the_preview_is_shown_again_instead_of_written(world):
    written(world.director, FILE)
    number = send(world.director, {"People": [{**PEOPLE[0], "Job": "Matron"}]})
    Membership_change = send(world.director, {"People": [{**PEOPLE[0], "Job": "Sister"}]})
    assert imports.write(Membership_change, at=AT, by=world.director)
    assert not imports.write(number, at=AT, by=world.director)
    row = Import.objects.get(pk=number)
    assert (row.state, row.moved) == ("looked", True)
    assert Membership.objects.get(person__name="Ada Lowell").job == "Sister"
    assert imports.write(number, at=AT, by=world.director)
    assert Membership.objects.get(person__name="Ada Lowell").job == "Matron"


def test_what_was_written_while_somebody_puts_it_aside_is_not_put_aside(world):
    number = send(world.director, FILE)
    with meanwhile(lambda: imports.write(number, at=AT, by=world.director)), pytest.raises(CannotImport):
        imports.put_aside(number, at=AT, by=world.director)
    assert Import.objects.get(pk=number).state != "dropped"


def test_what_is_put_aside_while_it_is_looked_at_keeps_no_rows(world):
    number = send(world.director, FILE)
    with changing("A large file waits", at=AT, by=OPERATOR):
        Import.objects.filter(pk=number).update(state="looking")
    with meanwhile(lambda: imports.put_aside(number, at=AT, by=world.director)):
        imports.look(number, at=AT, by=world.director)
    assert Import.objects.get(pk=number).state == "dropped"
    assert not ImportPart.objects.exists()


def test_a_trouble_that_is_told_late_does_not_open_again_what_was_put_aside(world):
    number = send(world.director, FILE)
    imports.put_aside(number, at=AT, by=world.director)
    imports.fail(number, "Too late", at=AT, by=OPERATOR)
    assert Import.objects.get(pk=number).state == "dropped"


def test_rows_whose_writing_never_ended_go_within_a_week_too(world):
    number = send(world.director, FILE)
    with changing("A large file waits", at=AT, by=OPERATOR):
        Import.objects.filter(pk=number).update(state="writing")
    assert imports.put_aside_what_is_old(at=AT + timedelta(days=6), by=OPERATOR) == 0
    assert imports.put_aside_what_is_old(at=AT + timedelta(days=7), by=OPERATOR) == 1
    assert not ImportPart.objects.exists()


def test_after_an_erasure_no_preview_that_was_kept_says_the_name(world):
    written(world.director, FILE)
    ada = Person.objects.get(name="Ada Lowell")
    entry = Holder.objects.get(person=ada).pk
    files = {
        "People": [{"Employee number": "20001", "Name": "A L"}],
        "Holders": [{"Entry": entry, "Expected last day": "2027-01-01"}],
        "Successors": [{"Position number": "P1", "Employee number": "20001"}],
    }
    number = send(world.director, files)
    seen = _said(number, world.director)
    assert seen.count("Ada Lowell") == 4
    remove("people.person", [ada.pk], basis=Basis.ERASURE, why="Asked for", at=AT, by=OPERATOR)
    assert "Lowell" not in _said(number, world.director)
    assert "Lowell" not in "".join(str(one) for one in _every_line(number, world.director))


def test_no_change_says_the_name_of_a_file_which_may_be_somebodys(world):
    number = written(world.director, FILE, name="Ada Lowell leaver.xlsx")
    undo(number, seen=0, at=AT, by=world.director)
    assert not Change.objects.filter(why__contains="Lowell").exists()


def _every_line(number, by):
    return [line for one in Outcome for line in lines(number, one, by)]


def _said(number, by):
    found = _every_line(number, by)
    names = names_in(found, viewer=by, on=TODAY)
    return "\n".join(f"{say.line_head(one, names)} {say.changes_words(one, names)}" for one in found)


def test_written_twice_it_is_written_once(world):
    number = written(world.director, FILE)
    changes = Change.objects.count()
    assert imports.write(number, at=AT, by=world.director)
    assert Change.objects.count() == changes


def test_rows_that_cannot_be_taken_say_which_column_and_the_rest_is_written(world):
    rows = [
        {"Name": "Good One", "Belongs from": "2024-01-01"},
        {"Name": "Bad Day", "Belongs from": "soon"},
        {"Name": "-"},
    ]
    number = send(world.director, {"People": rows})
    told = [(line.line, line.why.value, line.column) for line in lines(number, Outcome.REFUSED, world.director)]
    assert told == [(3, "day", "starts"), (4, "name", "name")]
    assert imports.write(number, at=AT, by=world.director)
    assert Person.objects.filter(name="Good One").exists()


def test_a_post_is_handed_over_in_one_file_whatever_the_order_of_its_rows(world):
    written(world.director, FILE)
    post = Post.objects.get(title="Director of nursing")
    entry = Holder.objects.get(post=post)
    rows = [
        {"Position number": "P2", "Name": "New Nurse", "First day": "2026-02-01"},
        {"Entry": entry.pk, "Position number": "P2", "Last day": "2025-12-31", "Why they left": "Retired"},
    ]
    number = written(world.director, {"Holders": rows})
    assert counts(world.director, number) == {"add": 1, "change": 1}
    assert entries(post) == [
        ("substantive", "Ada Lowell", date(2024, 5, 1), date(2025, 12, 31)),
        ("vacant", "", date(2026, 1, 1), date(2026, 1, 31)),
        ("substantive", "New Nurse", date(2026, 2, 1), None),
    ]


def test_who_holds_a_post_is_not_pushed_out_by_a_row(world):
    written(world.director, FILE)
    number = send(
        world.director, {"Holders": [{"Position number": "P2", "Name": "Pushy Newcomer", "First day": "2025-01-01"}]}
    )
    (line,) = lines(number, Outcome.REFUSED, world.director)
    ada = Person.objects.get(name="Ada Lowell").pk
    assert (line.why.value, line.said) == ("held", (f"#{ada}",))
    assert say.why_words(line, {ada: "Ada Lowell"}).startswith("First day: Ada Lowell holds it")
    assert Import.objects.get(pk=number).writes == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"Name": "Late Before", "First day": "2025-03-01", "Last day": "2025-02-01"}, "days"),
        ({"Name": "N" * 121, "First day": "2025-03-01"}, "name"),
        ({"Name": "Costs Words", "First day": "2025-03-01", "Cost": "a lot"}, "number"),
    ],
)
def test_nobody_comes_in_by_a_row_that_is_refused_and_the_rest_is_written(world, row, why):
    post = a_post(world)
    number = send(world.director, {"Holders": [{"Post number": post, **row}]})
    (line,) = lines(number, Outcome.REFUSED, world.director)
    assert line.why.value == why
    assert Import.objects.get(pk=number).writes == 0
    beside = {"Post number": post, "Name": "Good One", "First day": "2025-06-01"}
    written(world.director, {"Holders": [{"Post number": post, **row}, beside]})
    assert entries(post) == [("substantive", "Good One", date(2025, 6, 1), None)]
    assert not Person.objects.filter(name=row["Name"]).exists()


def released(key, code="ZZ02", to=ReleaseTo.TRUSTS, purpose=ReleaseFor.POSTS):
    person, place = Person.objects.get(key=key), Organisation.objects.get(code=code)
    days = {"starts": date(2026, 1, 1), "ends": date(2026, 12, 1), "agreed_on": date(2026, 1, 1)}
    with changing("Released for the test", at=AT, by=OPERATOR):
        Release.objects.create(
            controller=place.controller,
            person=person,
            organisation=place,
            purpose=purpose,
            to=to,
            because="For the test",
            offered_by_name="A test",
            **days,
        )


def has_left(name, on=date(2025, 12, 31)):
    with changing("Left, for the test", at=AT, by=OPERATOR):
        for row in (*Membership.objects.filter(person__name=name), *Holder.objects.filter(person__name=name)):
            row.ends = on
            row.save()


def test_a_file_has_nobody_take_up_a_post_whom_the_page_would_refuse(world):
    post = a_post(world)
    row = Post.objects.select_related("organisation").get(pk=post)
    keys = [newcomer(name, "ZZ02") for name in ("Ann Talks", "Bea Trusts", "Cal Region")]
    released(keys[0], purpose=ReleaseFor.STRETCH)
    released(keys[1])
    released(keys[2], to=ReleaseTo.REGION)
    held(world, a_post(world, "Another"), "Dan Former")
    has_left("Dan Former")
    people = [*Person.objects.filter(name__in=("Dan Former", "Colin League")), *Person.objects.filter(key__in=keys)]
    told = []
    for person in people:
        rows = [{"Post number": post, "Person key": str(person.key), "Name": person.name, "First day": "2026-02-01"}]
        number = send(world.director, {"Holders": rows})
        may = may_take_up(row, person, viewer=world.director, today=Day(TODAY))
        assert (Import.objects.get(pk=number).writes > 0) == may, person.name
        told += [(person.name, line.why.value) for line in lines(number, Outcome.REFUSED, world.director)]
    assert sorted(told) == [("Ann Talks", "not_there"), ("Cal Region", "no_person")]


def test_a_plan_takes_whoever_may_be_considered_and_refuses_the_others_before_anything_is_written(world):
    post = a_post(world)
    near = newcomer("Bea Trusts", "ZZ02")
    released(near)
    held(world, a_post(world, "Another"), "Dan Former")
    has_left("Dan Former")
    dan = str(Person.objects.get(name="Dan Former").key)
    soon = {"Name": "Eva Coming", "Employee number": "9", "Belongs from": "2026-05-01"}
    leaver = {"Name": "Fay Leaving", "Employee number": "10", "Belongs from": "2020-01-01"}
    written(world.director, {"People": [leaver]})
    named = [{"Post number": post, "Person key": key} for key in (near, dan)]
    named += [{"Post number": post, "Employee number": number} for number in ("9", "10")]
    people = [soon, {**leaver, "Belongs until": "2026-02-01"}]
    number = send(world.director, {"People": people, "Successors": named})
    refused = [(line.line, line.why.value) for line in lines(number, Outcome.REFUSED, world.director)]
    assert refused == [(3, "not_there"), (4, "not_there"), (5, "not_there")]
    assert imports.write(number, at=AT, by=world.director)
    assert Successor.objects.get().person.name == "Bea Trusts"


def test_somebody_new_of_the_name_of_a_former_holder_does_not_become_them_unasked(world):
    post = a_post(world)
    held(world, post, "Kit Twin")
    has_left("Kit Twin")
    former = Person.objects.get(name="Kit Twin")
    number = send(world.director, {"People": [{"Name": "Kit Twin", "Job": "Porter"}]})
    (line,) = lines(number, Outcome.ASKS, world.director)
    assert {one.value for one in line.choices} == {str(former.key), "new"}
    imports.answer(number, {"people-2": str(former.key)}, at=AT, by=world.director)
    (line,) = lines(number, Outcome.REFUSED, world.director)
    assert line.why.value == "elsewhere"
    number = send(world.director, {"Holders": [{"Post number": post, "Name": "Kit Twin", "First day": "2026-02-01"}]})
    assert counts(world.director, number) == {"asks": 1}
    imports.answer(number, {"holders-2": str(former.key)}, at=AT, by=world.director)
    assert imports.write(number, at=AT, by=world.director)
    assert Membership.objects.current(TODAY).filter(person=former).exists()


def test_posts_never_report_in_a_circle(world):
    written(world.director, FILE)
    number = send(world.director, {"Posts": [{"Position number": "P1", "Reports to position": "P2"}]})
    (line,) = lines(number, Outcome.REFUSED, world.director)
    assert line.why.value == "loop"


def test_an_empty_cell_changes_nothing_and_a_missing_column_neither(world):
    written(world.director, FILE)
    number = send(world.director, {"People": [{"Employee number": "20001", "Job": ""}]})
    assert counts(world.director, number) == {"same": 1}


def test_where_it_is_said_that_empty_clears_it_does(world):
    written(world.director, {"People": [{**PEOPLE[0], "Belongs until": "2026-12-31"}]})
    columns = (("Employee number", "number"), ("Belongs until", "ends"))
    taken = [Taken("People", Sheet.PEOPLE, columns, clears=True)]
    number = written(world.director, {"People": [{"Employee number": "20001", "Belongs until": ""}]}, taken=taken)
    assert counts(world.director, number) == {"change": 1}
    assert Membership.objects.get(person__name="Ada Lowell").ends is None


def test_a_csv_in_windows_letters_with_semicolons_is_read(world):
    text = "Employee number;Name;Job\r\n77;Zoë Fisher;“Lead”\r\n"
    number = imports.send(
        "ZZ01", "people.csv", read_tables("people.csv", text.encode("cp1252")), at=AT, by=world.director
    )
    imports.take_as(number, None, at=AT, by=world.director)
    assert imports.write(number, at=AT, by=world.director)
    assert Membership.objects.get(person__name="Zoë Fisher").job == "“Lead”"


def test_a_csv_goes_out_and_in_without_change_though_its_text_looks_like_a_formula(world):
    written(world.director, {"People": [{"Name": "Minus Job", "Job": "-Manager", "Employee number": "=1"}]})
    number = send_csv(world.director, csv_out(exported(world.director), Sheet.PEOPLE).decode("utf-8"))
    assert set(counts(world.director, number)) == {"same"}
