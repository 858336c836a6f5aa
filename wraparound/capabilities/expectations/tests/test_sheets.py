"""Many targets at once: what people type, real spreadsheets in and out, errors by row, and nothing kept."""

import csv
import io
import zipfile
from datetime import date
from itertools import product

import pytest
import python_calamine
import xlsxwriter

from wraparound.capabilities.expectations.calculation.sheets import (
    are_fractions,
    cell_text,
    measure_in,
    month_in,
    question_in,
    target_in,
)
from wraparound.capabilities.expectations.exchange.sheets import (
    read_pasted,
    read_sheet,
    sheet_as_csv,
    sheet_as_excel,
    sheet_as_text,
)
from wraparound.capabilities.expectations.queries import answers
from wraparound.capabilities.expectations.queries.sheets import check_sheet
from wraparound.capabilities.expectations.terms.performance import TargetNotAskable, TargetQuestion
from wraparound.capabilities.expectations.terms.sheets import MOST_ON_A_PAGE, SheetNotRead, SheetRow
from wraparound.people.terms.access import PUBLIC
from wraparound.published.measure_files import our_cards
from wraparound.published.terms import AE_MAJOR, RTT_18_WEEKS, Measure

HEAD = "organisation,measure,target,date\n"
GOOD = "RXW,ae_4hour_major,60,2028-03\n"


def workbook(rows, *, percent=False):
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet()
    day, share = book.add_format({"num_format": "mmm yyyy"}), book.add_format({"num_format": "0%"})
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(place, column, cell, day)
            elif percent and isinstance(cell, float):
                page.write_number(place, column, cell, share)
            else:
                page.write(place, column, cell)
    book.close()
    return held.getvalue()


def answered(text):
    return check_sheet(read_pasted(text), viewer=PUBLIC)


class TestWhatPeopleType:
    @pytest.mark.parametrize(
        ("text", "month"),
        [
            ("2028-03", "2028-03"),
            ("2028-3", "2028-03"),
            ("2028-03-31", "2028-03"),
            ("2028-03-31 00:00:00", "2028-03"),
            ("March 2028", "2028-03"),
            ("mar 2028", "2028-03"),
            ("Mar-28", "2028-03"),
            ("31/03/2028", "2028-03"),
            ("03/2028", "2028-03"),
            ("31 March 2028", "2028-03"),
        ],
    )
    def test_months(self, text, month):
        assert month_in(text) == month

    @pytest.mark.parametrize("text", ["", "soon", "2028", "2028-13", "13/2028", "Q4 2028"])
    def test_what_is_no_month_is_refused_with_what_to_give(self, text):
        with pytest.raises(TargetNotAskable, match="such as 2028-03 or March 2028"):
            month_in(text)

    def test_targets_and_measures(self):
        assert [target_in(text) for text in ("78", " 78% ", "78,5", "78.5 %")] == [78, 78, 78.5, 78.5]
        with pytest.raises(TargetNotAskable, match="“lots” is not a percentage"):
            target_in("lots")
        assert measure_in("AE_4hour_major", our_cards()) == AE_MAJOR
        assert measure_in("Waiting list,  under 18 weeks", our_cards()) == RTT_18_WEEKS
        with pytest.raises(TargetNotAskable, match=r"no measure we hold\. There are: ae_4hour_major"):
            measure_in("happiness", our_cards())

    def test_a_column_in_percent_format_is_known_by_all_its_cells(self):
        rows = [SheetRow(2, "", "", text, "") for text in ("0.78", "0.6", "1")]
        assert are_fractions(rows)
        assert not are_fractions([*rows, SheetRow(5, "", "", "60", "")])
        assert not are_fractions([SheetRow(2, "", "", "0.78%", "")])
        assert not are_fractions([])
        assert are_fractions([*rows, SheetRow(5, "", "", "0", "")])
        assert not are_fractions([SheetRow(2, "", "", "1", "")])
        with pytest.raises(TargetNotAskable, match="write 78 if you mean 78%"):
            question_in(SheetRow(2, "RXW", "ae_4hour_major", "0.78", "2028-03"), "RXW", 1, our_cards())

    def test_cells_of_a_spreadsheet(self):
        assert [cell_text(cell) for cell in (None, 78.0, 78.5, date(2028, 3, 31), " RXW ")] == [
            "",
            "78",
            "78.5",
            "2028-03-31",
            "RXW",
        ]


class TestReading:
    @pytest.mark.parametrize("apart", ["\t", ",", ";"])
    def test_text_apart_by_tabs_commas_or_semicolons(self, apart):
        text = (HEAD + GOOD).replace(",", apart)
        assert read_pasted(text) == [SheetRow(2, "RXW", "ae_4hour_major", "60", "2028-03")]

    def test_columns_in_any_order_by_their_usual_names_with_others_beside_and_empty_lines(self):
        text = (
            "\nNote,By when,Trust,Target %,Indicator\nx,2028-03,RXW,60,ae_4hour_major\n,,,,\n"
            "y,2028-06,RWD,70,ae_4hour_major\n"
        )
        assert [(row.line, row.organisation, row.date) for row in read_pasted(text)] == [
            (3, "RXW", "2028-03"),
            (5, "RWD", "2028-06"),
        ]

    def test_a_workbook_with_days_and_numbers(self):
        content = workbook(
            [("Organisation", "Measure", "Target", "Date"), ("RXW", "ae_4hour_major", 60, date(2028, 3, 1))]
        )
        assert read_sheet("Plans.XLSX", content) == [SheetRow(2, "RXW", "ae_4hour_major", "60", "2028-03-01")]

    def test_a_workbook_in_percent_format_is_read_as_people_see_it(self):
        rows = [("organisation", "measure", "target", "date"), ("RXW", "ae_4hour_major", 0.6, "2028-03")]
        sheet = check_sheet(read_sheet("p.xlsx", workbook(rows, percent=True)), viewer=PUBLIC)
        assert sheet.rows[0].answer.target == 60
        assert "0.78 was read as 78%" in sheet.note

    def test_windows_text_is_read_too(self):
        content = (HEAD + "Guy’s and St Thomas’,ae_4hour_major,60,2028-03\n").encode("cp1252")
        assert read_sheet("plans.csv", content)[0].organisation == "Guy’s and St Thomas’"

    @pytest.mark.parametrize(
        ("name", "content", "complaint"),
        [
            ("empty.csv", b"", "is empty. It needs a heading"),
            ("blank.csv", b"\n , \n", "is empty. It needs a heading"),
            ("other.csv", b"name,age\nx,3\n", "no column organisation, measure, target, date"),
            ("half.csv", b"organisation,measure\nx,3\n", "no column target, date"),
            ("zeros.csv", b"\x00\x01\x02", "is not text"),
            ("broken.xlsx", b"PK\x03\x04nonsense", "cannot be opened as an Excel file"),
            ("named.csv", b"PK\x03\x04nonsense", "looks like an Excel file"),
            ("picture.xls", b"\x89PNG", "cannot be opened as an Excel file"),
        ],
    )
    def test_what_is_no_sheet_is_refused_by_name_with_what_to_do(self, name, content, complaint):
        with pytest.raises(SheetNotRead, match=complaint) as refused:
            read_sheet(name, content)
        assert name in str(refused.value)


class TestHarm:
    """Files made to break a reader break nothing here, and are told so in a sentence."""

    def test_five_kilobytes_that_claim_a_trillion_cells(self, client):
        held = io.BytesIO()
        book = xlsxwriter.Workbook(held, {"in_memory": True})
        page = book.add_worksheet()
        page.write(0, 0, "organisation")
        page.write(1_048_575, 16_383, "x")
        book.close()
        held.name = "plans.xlsx"
        with pytest.raises(SheetNotRead, match="claims more cells than we read"):
            read_sheet("plans.xlsx", held.getvalue())
        held.seek(0)
        assert "claims more cells" in client.post("/expectations/targets/", {"file": held}).content.decode()
        assert client.get("/expectations/targets/").status_code == 200

    def test_a_few_kilobytes_that_say_a_hundred_million_letters(self):
        held = io.BytesIO()
        book = xlsxwriter.Workbook(held, {"in_memory": True})
        page = book.add_worksheet()
        for row in range(3000):
            page.write(row, 0, "é" * 32_000)
        book.close()
        assert len(held.getvalue()) < 100_000
        with pytest.raises(SheetNotRead, match="claims more cells than we read"):
            read_sheet("plans.xlsx", held.getvalue())

    def test_a_megabyte_that_unfolds_to_gigabytes(self):
        held = io.BytesIO(workbook([("organisation", "measure", "target", "date")]))
        bomb = io.BytesIO()
        with zipfile.ZipFile(held) as whole, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
            for name in set(whole.namelist()) - {"xl/sharedStrings.xml"}:
                made.writestr(name, whole.read(name))
            with made.open("xl/sharedStrings.xml", "w", force_zip64=True) as strings:
                strings.write(b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/x"><si><t>')
                for _ in range(2000):
                    strings.write(b"a" * 1_000_000)
                strings.write(b"</t></si></sst>")
        assert len(bomb.getvalue()) < 3_000_000
        with pytest.raises(SheetNotRead, match=r"bomb\.xlsx claims more cells than we read"):
            read_sheet("bomb.xlsx", bomb.getvalue())


class TestAnswers:
    def test_each_row_is_the_single_check_and_stands_in_its_place(self):
        rows = [
            SheetRow(line, code, measure, target, by)
            for line, (code, measure, target, by) in enumerate(
                product(("RXW", "RA7"), ("ae_4hour_major", "staff_burned_out"), ("40", "60"), ("2026-12",)), start=2
            )
        ]
        sheet = check_sheet(rows, viewer=PUBLIC)
        assert [one.row for one in sheet.rows] == rows
        for one in sheet.rows:
            question = TargetQuestion(
                code=one.row.organisation,
                measure=Measure(one.row.measure),
                target=float(one.row.target),
                by=one.row.date,
            )
            assert one.answer == answers.check(question, viewer=PUBLIC)

    def test_what_is_wrong_is_said_row_by_row_and_the_rest_is_answered(self):
        sheet = answered(
            HEAD
            + GOOD
            + "ZZZ,ae_4hour_major,60,2028-03\n"
            + "RXW,happiness,60,2028-03\n"
            + "RXW,ae_4hour_major,lots,2028-03\n"
            + "RXW,ae_4hour_major,60,soon\n"
            + "RXW,ae_4hour_major,101,2028-03\n"
            + "RXW,ae_4hour_major,60,2020-01\n"
            + "Leeds,ae_4hour_major,60,2028-03\n"
            + "Shrewsbury,ae_4hour_major,60,2028-03\n"
            + ",,,\n"
            + "RXW,,,\n"
        )
        troubles = [one.trouble for one in sheet.rows]
        assert [bool(trouble) for trouble in troubles] == [False, *[True] * 7, False, True]
        expected = (
            "no trust called",
            "no measure",
            "not a percentage",
            "not a month",
            "up to 100",
            "later month",
            "may be 3",
        )
        assert all(part in trouble for part, trouble in zip(expected, troubles[1:8], strict=True))
        assert sheet.rows[8].answer.organisation.code == "RXW"
        assert "There is no measure" in troubles[9]

    def test_what_nothing_can_be_said_of_is_an_answer_in_words(self):
        sheet = answered(HEAD + "RX8,ae_4hour_major,60,2028-03\nRXW,rtt_18week_incomplete,70,2029-03\n")
        assert [one.answer.probability for one in sheet.rows] == [None, None]
        assert all("We cannot say" in one.answer.sentence for one in sheet.rows)

    def test_the_progress_is_told_and_no_order_is_lost(self):
        told = []
        rows = read_pasted(HEAD + GOOD * 30)
        check_sheet(rows, viewer=PUBLIC, tell=told.append)
        assert told == list(range(1, 31))


class TestOut:
    SHEET = HEAD + GOOD + '"=cmd|calc",ae_4hour_major,60,2028-03\nRXW,staff_burned_out,30,2026-12\n'

    def test_csv_has_every_row_with_what_it_rests_on_and_no_formula(self):
        content = sheet_as_csv(answered(self.SHEET)).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(content)))
        assert len(rows) == 3
        assert float(rows[0]["probability_low"]) < float(rows[0]["probability"]) < float(rows[0]["probability_high"])
        assert rows[1]["organisation"].startswith("'=cmd")
        assert rows[1]["trouble"]
        assert {row["release"] for row in rows} == {"2026-11-23"}
        assert rows[2]["figures"] == "NHS Staff Survey to 2024"

    def test_excel_has_the_same_as_numbers_and_a_sheet_about_it(self):
        content = sheet_as_excel(answered(self.SHEET))
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        assert book.sheet_names == ["Targets", "About"]
        heading, *rows = book.get_sheet_by_name("Targets").to_python()
        by_name = dict(zip(heading, rows[0], strict=True))
        assert isinstance(by_name["probability"], float)
        assert by_name["comparators_of"] == 39
        assert "trajectories" in book.get_sheet_by_name("About").to_python()[1][0]

    def test_what_was_read_can_be_pasted_again(self):
        rows = read_pasted(self.SHEET)
        assert read_pasted(sheet_as_text(rows)) == rows


class TestPage:
    def post(self, client, **parts):
        return client.post("/expectations/targets/", parts)

    def test_pasted_cells_are_answered_and_stay_to_be_changed(self, client):
        shown = self.post(client, pasted=(HEAD + GOOD).replace(",", "\t")).content.decode()
        assert "1 target: 1 with odds." in shown
        assert "/expectations/RXW/target/?measure=ae_4hour_major&amp;target=60&amp;by=2028-03" in shown
        assert "RXW\tae_4hour_major\t60\t2028-03" in shown

    def test_a_file_is_answered_and_taken_away_as_excel_and_csv(self, client):
        file = io.BytesIO((HEAD + GOOD).encode())
        file.name = "plans.csv"
        assert "1 with odds" in self.post(client, file=file).content.decode()
        for kind, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfline")):
            response = self.post(client, pasted=HEAD + GOOD, **{"as": kind})
            assert response.content.startswith(begins)
            assert f"targets-2026-11-23.{kind}" in response["Content-Disposition"]

    def test_errors_are_sentences_and_nothing_typed_is_lost(self, client):
        assert "Choose a file or paste" in self.post(client).content.decode()
        shown = self.post(client, pasted="name,age\nx,3\n").content.decode()
        assert "no column organisation" in shown
        assert "name,age" in shown
        assert "<title>Error: " in shown
        wrong = self.post(client, pasted=HEAD + "ZZZ,a,b,c\n").content.decode()
        assert "1 not understood" in wrong
        assert "Not understood." in wrong

    def test_more_than_a_page_answers_says_how_to_run_the_rest(self, client):
        shown = self.post(client, pasted=HEAD + GOOD * (MOST_ON_A_PAGE + 1)).content.decode()
        assert "That is 201 targets; this page answers 200" in shown
        assert "wraparound expectations targets FILE" in shown

    def test_hostile_cells_are_shown_as_text(self, client):
        shown = self.post(client, pasted=HEAD + "<script>alert(1)</script>,x,1,2028-03\n").content.decode()
        assert "<script>alert" not in shown

    def test_the_api_says_the_same(self, client):
        rows = [{"line": 2, "organisation": "RXW", "measure": "ae_4hour_major", "target": "60", "date": "2028-03"}]
        found = client.post("/api/expectations/targets", rows, content_type="application/json").json()
        one = answers.check(TargetQuestion(code="RXW", measure=AE_MAJOR, target=60, by="2028-03"), viewer=PUBLIC)
        assert found["rows"][0]["answer"]["probability"] == one.probability
        many = client.post("/api/expectations/targets", rows * 201, content_type="application/json")
        assert many.status_code == 422
