"""The pages of spreadsheets: what is sent, shown, chosen and written, and who is let in."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from wraparound.capabilities.pipelines.actions.imports import put_aside_what_is_old
from wraparound.capabilities.pipelines.calculation.importing.packing import unpacked
from wraparound.capabilities.pipelines.forms import exchange as forms
from wraparound.capabilities.pipelines.models.exchange import Import, ImportMapping, ImportPart
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.imports import asked_about
from wraparound.capabilities.pipelines.tests.exchange_world import furnished
from wraparound.capabilities.pipelines.tests.keep_world import a_post, look_as, make_world, newcomer
from wraparound.capabilities.pipelines.wording.exchange import UNEXPECTED
from wraparound.people.models import Grant, Membership, Person
from wraparound.people.terms.access import OPERATOR
from wraparound.published.export import as_workbook_of
from wraparound.published.workbooks import sheets_of
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import LookedAt
from wraparound.records.tasks import work_off
from wraparound.records.terms import Hearing, Listener

pytestmark = pytest.mark.django_db
TASKS = "wraparound.capabilities.pipelines.tasks"
HEARD = tuple(
    Listener(f"pipelines.{task}", TASKS, Hearing(f"pipelines.{event}", task, long=True))
    for event, task in (
        ("import_sent", "look_at_import"),
        ("import_confirmed", "write_import"),
        ("undo_confirmed", "undo_import"),
    )
)
ESR = [
    {
        "Employee Number": "30001",
        "Last Name": "Lowell",
        "First Name": "Ada",
        "Position Number": "7001",
        "Position Title": "Finance Director",
        "Latest Hire Date": "01-May-2019",
        "Assignment Start Date": "01-Jun-2021",
        "Primary Assignment": "Yes",
    },
    {
        "Employee Number": "30001",
        "Last Name": "Lowell",
        "First Name": "Ada",
        "Position Number": "7009",
        "Position Title": "Bank nurse",
        "Latest Hire Date": "01-May-2019",
        "Assignment Start Date": "01-Jun-2021",
        "Primary Assignment": "No",
    },
    {
        "Employee Number": "30002",
        "Last Name": "Marsh",
        "First Name": "Bo",
        "Position Number": "7002",
        "Position Title": "Analyst",
        "Latest Hire Date": "03/06/2023",
        "Assignment Start Date": "03/06/2023",
        "Primary Assignment": "Yes",
    },
]
POSITIONS = [{"Position Number": "7001", "Position Title": "Director of finance", "Pay Band": "VSM"}]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(lambda: make_world(timezone.localdate()))


def at(name, **where):
    return reverse(f"pipelines:{name}", kwargs=where)


def sends(client, sheets, name="file.xlsx"):
    """Sends a workbook to the trust's page; where that leads, and the number of the import."""
    file = SimpleUploadedFile(name, as_workbook_of(sheets))
    answer = client.post(at("spreadsheets", code="ZZ01"), {"file": file})
    return answer, Import.objects.order_by("-pk").values_list("pk", flat=True).first()


def columns_as_proposed(world, number):
    """What the page of columns offers, as a browser would send it back."""
    sheets, taken = asked_about(number, viewer=world.director)
    posted = {}
    for place, sheet in enumerate(sheets):
        holds = forms.holds_of(taken, sheet.title)
        posted[f"holds-{place}"] = holds
        for column, heading in enumerate(sheet.headings):
            posted[f"column-{place}-{column}"] = forms.column_now(taken, sheet.title, heading, holds)
    return posted


def test_staff_and_positions_from_esr_by_a_mapping_that_is_known_again(client, world):
    look_as(client, world, "director")
    answer, number = sends(client, {"Positions": POSITIONS})
    client.post(answer.url, {**columns_as_proposed(world, number), "look": "1"})
    client.post(at("import_write", number=number))
    assert Post.objects.get().title == "Director of finance"

    answer, number = sends(client, {"Staff in post": ESR})
    assert answer.url == at("import_columns", number=number)
    page = client.get(answer.url).content.decode()
    assert "Such as Lowell · Marsh" in page
    posted = {**columns_as_proposed(world, number), "look": "1", "name": "ESR staff in post"}
    client.post(answer.url, posted)
    client.post(at("import_write", number=number))
    ada = Person.objects.get(name="Ada Lowell")
    assert [(row.job, row.starts) for row in Membership.objects.filter(person=ada)] == [
        ("Finance Director", date(2019, 5, 1))
    ]
    assert [(row.person_id, row.starts) for row in Holder.objects.counted()] == [(ada.pk, date(2021, 6, 1))]
    assert ImportMapping.objects.get().name == "ESR staff in post"

    answer, number = sends(client, {"Staff in post": [*ESR[:2], {**ESR[2], "Position Title": "Lead analyst"}]})
    assert answer.url == at("import_preview", number=number)
    shown = client.get(answer.url).content.decode()
    assert "Job: Analyst → Lead analyst" in shown


def test_refused_rows_come_back_with_the_sentence_beside_each(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Ada Lowell", "Belongs from": "soon"}]})
    content = client.get(at("import_refused", number=number)).content
    ((title, (head, row)),) = sheets_of("x.xlsx", content)
    told = dict(zip(head, row, strict=True))
    assert (title, told["Name"], told["Column"]) == ("People", "Ada Lowell", "Belongs from")
    assert "“soon” is no day" in told["What is wrong"]


def test_once_the_rest_is_written_the_rows_that_were_not_taken_are_counted_and_come_back_to_be_mended(client, world):
    newcomer("Ada Lowell")
    look_as(client, world, "director")
    people = [{"Name": "Bo Marsh"}, {"Name": "Cy Dunn", "Belongs from": "soon"}, {"Name": "Ada Lowel"}]
    _, number = sends(client, {"People": people, "Posts": [{"Post": "Director of estates"}]})
    page = client.post(at("import_write", number=number), follow=True).content.decode()
    assert page.count("is written: 2 rows added") == 1
    assert "2 rows were not taken." in page
    assert at("import_refused", number=number) in page
    ((_, (head, *rows)),) = sheets_of("x.xlsx", client.get(at("import_refused", number=number)).content)
    told = [dict(zip(head, row, strict=False)) for row in rows]
    assert [one["Name"] for one in told] == ["Cy Dunn", "Ada Lowel"]
    assert "It may mean several" in told[1]["What is wrong"]
    assert "Bo Marsh" not in str([unpacked(one.content) for one in ImportPart.objects.all()])
    look_as(client, world, "chair")
    page = client.get(at("import_preview", number=number)).content.decode()
    assert "2 rows were not taken." in page
    assert at("import_refused", number=number) not in page

    put_aside_what_is_old(at=timezone.now() + timedelta(days=7), by=OPERATOR)
    look_as(client, world, "director")
    assert not ImportPart.objects.exists()
    assert at("import_refused", number=number) not in client.get(at("import_preview", number=number)).content.decode()


def test_undone_no_row_of_what_was_not_taken_is_kept(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Bo Marsh"}, {"Name": "Cy Dunn", "Belongs from": "soon"}]})
    client.post(at("import_write", number=number))
    assert ImportPart.objects.exists()
    client.post(at("import_undo", number=number), {"seen": "0"})
    assert not ImportPart.objects.exists()


def test_after_an_import_of_nothing_but_people_the_page_leads_to_them(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Bo Marsh"}]})
    page = client.post(at("import_write", number=number), follow=True).content.decode()
    assert reverse("people:organisation", kwargs={"code": "ZZ01"}) in page
    assert "See the chart" not in page


def test_what_a_file_says_is_for_whoever_sent_it_until_it_is_written(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Secretly Sent"}]})
    look_as(client, world, "chair")
    page = client.get(at("import_preview", number=number))
    assert page.status_code == 200
    assert "Secretly Sent" not in page.content.decode()
    assert client.get(at("import_columns", number=number)).status_code == 404
    assert client.post(at("import_write", number=number)).status_code == 404
    look_as(client, world, "other_director")
    assert client.get(at("import_preview", number=number)).status_code == 404


def test_a_large_file_is_looked_at_and_written_off_the_request(client, world):
    look_as(client, world, "director")
    rows = [{"Employee number": str(number), "Name": f"Person {number}"} for number in range(2_100)]
    _, number = sends(client, {"People": rows})
    waiting = client.get(at("import_preview", number=number))
    assert waiting["Refresh"] == "5"
    assert "are being looked at" in waiting.content.decode()
    work_off(HEARD, "test")
    client.post(at("import_write", number=number))
    assert Import.objects.get(pk=number).state == "writing"
    assert not Person.objects.filter(name="Person 7").exists()
    work_off(HEARD, "test")
    assert Import.objects.get(pk=number).state == "written"
    assert Person.objects.filter(name__startswith="Person ").count() == 2_100
    assert work_off(HEARD, "test") == 0


def test_whoever_loses_their_role_before_a_large_file_is_written_writes_nothing(client, world):
    look_as(client, world, "director")
    rows = [{"Employee number": str(number), "Name": f"Person {number}"} for number in range(2_100)]
    _, number = sends(client, {"People": rows})
    work_off(HEARD, "test")
    client.post(at("import_write", number=number))

    with changing("Ended for the test", at=timezone.now(), by=OPERATOR):
        Grant.objects.filter(person=world.people["director"]).update(ended_at=timezone.now(), ended_by="test")
    work_off(HEARD, "test")
    assert Import.objects.get(pk=number).state == "failed"
    assert not Person.objects.filter(name="Person 7").exists()


def test_a_large_file_that_ends_in_an_error_says_so_and_does_not_wait_for_ever(client, world, caplog):
    look_as(client, world, "director")
    rows = [{"Employee number": str(number), "Name": f"Person {number}"} for number in range(2_100)]
    _, number = sends(client, {"People": rows})
    ImportPart.objects.filter(of=number).update(content=b"spoiled")
    work_off(HEARD, "test")
    assert Import.objects.get(pk=number).state == "failed"
    assert UNEXPECTED in client.get(at("import_preview", number=number)).content.decode()
    assert "ended in an error" in caplog.text
    assert work_off(HEARD, "test") == 0


def test_every_name_that_leaves_as_a_file_is_noted_as_seen(client, world):
    furnished(world)
    look_as(client, world, "director")
    client.get(at("export_workbook", code="ZZ01"))
    seen = set(LookedAt.objects.values_list("about", flat=True))
    assert (
        set(Person.objects.filter(name__in=("Zoë O’Brien-Voss", "Sam Successor")).values_list("pk", flat=True)) <= seen
    )


def test_a_file_that_is_none_says_so_and_what_to_do(client, world):
    look_as(client, world, "director")
    for name, content in (("x.xlsx", b"PK\x03\x04nonsense"), ("x.csv", b""), ("x.html", b"<html>no</html>")):
        answer = client.post(at("spreadsheets", code="ZZ01"), {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_workbook_with_a_sheet_twice_is_asked_about_and_says_why(client, world):
    look_as(client, world, "director")
    people = [{"Name": "Ada Lowell"}]
    answer, number = sends(client, {"People": people, "People (2)": people})
    assert answer.url == at("import_columns", number=number)
    assert "Two sheets hold people" in client.get(answer.url).content.decode()


def test_a_choice_or_a_count_that_is_no_number_is_no_error(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Ada Lowell"}]})
    for row in ("²", "9" * 200):
        assert client.post(at("import_answer", number=number), {f"leave:people-{row}": "1"}).status_code == 302
        assert client.get(at("import_preview", number=number)).status_code == 200
    client.post(at("import_write", number=number))
    for seen in ("²", "9" * 5_000):
        assert client.post(at("import_undo", number=number), {"seen": seen}).status_code == 302


def test_a_number_that_nobody_here_has_is_said_to_be_unknown_where_the_row_gives_no_name(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Employee number": "40404", "Name": ""}, {"Name": "", "Job": "Analyst"}]})
    page = client.get(at("import_preview", number=number)).content.decode()
    assert "Employee number: Nobody here has the number “40404”, and the row gives no name." in page
    assert "Name: Say who it is: a name, an employee number or our key." in page


def test_an_undo_says_that_it_is_records_that_go(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Bo Marsh"}]})
    client.post(at("import_write", number=number))
    page = client.get(at("import_undo", number=number)).content.decode()
    assert "2 records that it added are removed." in page


@pytest.mark.parametrize("fills_it", [False, True])
def test_after_people_are_brought_in_the_page_says_that_a_job_fills_no_post_unless_holders_were_too(
    client, world, fills_it
):
    look_as(client, world, "director")
    holders = {"Holders": [{"Post": "Director of estates", "Name": "Bo Marsh"}]} if fills_it else {}
    people = [{"Name": "Bo Marsh", "Job": "Director of estates"}]
    _, number = sends(client, {"People": people, "Posts": [{"Post": "Director of estates"}], **holders})
    page = client.post(at("import_write", number=number), follow=True).content.decode()
    assert ("A job does not fill a post" in page) is not fills_it


def test_put_aside_nothing_of_the_rows_is_kept(client, world):
    look_as(client, world, "director")
    _, number = sends(client, {"People": [{"Name": "Never Written"}]})
    client.post(at("import_drop", number=number))
    assert not ImportPart.objects.exists()
    assert Import.objects.get(pk=number).state == "dropped"


def test_whoever_chooses_between_near_names_reads_what_the_row_says_and_may_leave_it_out_in_the_same_place(
    client, world
):
    newcomer("Ada Lowell")
    look_as(client, world, "director")
    row = {"Name": "Ada Lowel", "Job": "Head of estates", "Belongs from": "01/04/2024"}
    _, number = sends(client, {"People": [row, {"Name": "Bo Marsh"}]})
    page = client.get(at("import_preview", number=number)).content.decode()
    assert "Job: Head of estates; Belongs from: 1 April 2024" in page
    assert page.count('type="radio"') == 3
    assert 'type="checkbox"' not in page
    assert page.count('aria-current="true">Needs your choice') == 1
    client.post(at("import_answer", number=number), {"choose:people-2": "leave"})
    client.post(at("import_write", number=number))
    assert not Person.objects.filter(name="Ada Lowel").exists()
    assert Person.objects.filter(name="Bo Marsh").exists()


def test_a_post_is_chosen_where_its_title_is_nearly_anothers(client, world):
    a_post(world, "Director of finance and estates")
    newcomer("Ada Lowell")
    look_as(client, world, "director")
    _, number = sends(client, {"Posts": [{"Post": "Director of estates and finance", "Grade": "Band 9"}]})
    page = client.get(at("import_preview", number=number)).content.decode()
    assert "Director of finance and estates, post" in page
    client.post(at("import_answer", number=number), {"choose:posts-2": str(Post.objects.get().pk)})
    client.post(at("import_write", number=number))
    assert Post.objects.get().grade == "9"
