"""Published figures at the terminal, on pages and as JSON: all three say the same, to those who may read it."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from io import BytesIO

import pytest
from docx import Document

from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.actions.stages import note_stage
from wraparound.capabilities.equality.exchange.returns import returns_workbook
from wraparound.capabilities.equality.queries.figures import (
    figures_of_nation,
    figures_of_organisation,
    figures_of_region,
    figures_places,
)
from wraparound.capabilities.equality.queries.parity import parity_of
from wraparound.capabilities.equality.terms.figures import NoSuchFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import ParityAsked
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.equality.tests.figures import files_counted, made_up_rows
from wraparound.capabilities.equality.tests.world import (
    AT,
    FAR,
    HERE,
    TODAY,
    YEAR,
    make_equality_world,
    signed_in,
    somebody,
)
from wraparound.capabilities.equality.wording.figures import BOARDS_TOGETHER, NONE_YET, NOT_SENT, TOO_FEW
from wraparound.capabilities.equality.wording.returns import NO_RETURN
from wraparound.cli import as_plain, main
from wraparound.people.access import NotYours
from wraparound.people.actions.people import add_organisation
from wraparound.people.models import Region
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope
from wraparound.published.sent_tables import tables_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PLACES = {
    "nation": ("/equality/figures/nation/", "/api/equality/figures/nation", []),
    "region": ("/equality/figures/regions/NO/", "/api/equality/figures/regions/NO", ["--region", "NO"]),
    "organisation": (
        f"/equality/figures/organisations/{HERE}/",
        f"/api/equality/figures/organisations/{HERE}",
        ["--organisation", HERE],
    ),
}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    world = make_equality_world()
    world.regional = somebody("Rhea Region", (Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.REGION, "NO"))
    for seed, code, lead in ((1, HERE, world.lead), (2, FAR, world.far_lead)):
        files_counted(lead, made_up_rows(seed, staff=700), code=code)
    files_counted(world.lead, made_up_rows(3, staff=300), year=YEAR - 1)
    note_stage("1", world.person.person, FunnelStage.POOL, TODAY, HERE, by=OPERATOR)
    publish_what_is_due(at=AT, by=OPERATOR)
    return world


def library(sort, viewer=OPERATOR):
    """What a query answers."""
    if sort == "nation":
        return figures_of_nation(YEAR, viewer=viewer, on=TODAY)
    if sort == "region":
        return figures_of_region("NO", YEAR, viewer=viewer, on=TODAY)
    return figures_of_organisation(HERE, YEAR, viewer=viewer, on=TODAY)


@pytest.mark.parametrize("sort", PLACES)
def test_page_api_and_command_say_the_same(client, world, capsys, sort):
    page, api, words = PLACES[sort]
    found = library(sort)
    plain = json.loads(json.dumps(as_plain(found), default=str))
    assert main(["equality", "figures", *words, "--year", str(YEAR), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == plain
    who = signed_in(client, world.regional)
    assert who.get(f"{api}?year={YEAR}").json() == plain
    answer = who.get(f"{page}?year={YEAR}")
    assert answer.status_code == 200
    shown = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))
    assert main(["equality", "figures", *words, "--year", str(YEAR)]) == 0
    terminal = capsys.readouterr().out
    measures = [one for standard in found.standards for one in standard.indicators]
    assert len(measures) == (7 if sort != "organisation" else 5)
    for sentence in (*found.says, *(year.words for one in measures for year in one.years)):
        assert sentence in shown
        assert sentence in terminal


def test_an_indicator_says_its_sides_its_interval_and_what_it_means(world):
    wres, _ = library("region").standards
    training = next(one for one in wres.indicators if one.number == 4)
    assert training.asks.startswith("white people on non-mandatory training, of all white people employed; divided by")
    year = training.years[0]
    assert year.low < year.value < year.high
    assert year.judged == "cannot_tell"
    assert f"{year.value:.2f} ({year.low:.2f} to {year.high:.2f}): cannot tell at these counts." in year.words
    # Figures behind it are those of the table.
    of = dict(zip(wres.groups, next(one for one in wres.employed if one.table == "employed").figures, strict=True))
    assert f"of {of['white']:,}" in year.words


def test_a_year_stands_beside_the_year_before(client, world):
    wres, _ = library("organisation").standards
    assert [year.year for year in wres.indicators[0].years] == [YEAR, YEAR - 1]
    far = figures_of_organisation(FAR, YEAR, viewer=OPERATOR, on=TODAY).standards[0].indicators[0].years
    assert far[1].words == NOT_SENT
    page = signed_in(client, world.lead).get(f"/equality/figures/organisations/{HERE}/?year={YEAR}").content.decode()
    assert f"?year={YEAR - 1}" in page
    assert "<svg" in page
    assert BOARDS_TOGETHER in page


def test_no_board_of_an_organisation_is_told_and_a_region_says_why_where_it_is_too_few(world):
    for standard in library("organisation").standards:
        assert not [one for one in (*standard.sides, *standard.indicators) if "board" in str(one).casefold()]
    gaps = [one for standard in library("region").standards for one in standard.indicators if not one.is_ratio]
    assert [(one.standard, one.number) for one in gaps] == [("WRES", 9), ("WDES", 10)]
    assert all(one.years[0].words == TOO_FEW or one.years[0].low < one.years[0].high for one in gaps)


def test_the_one_person_at_a_stage_is_hidden(world):
    found = figures_of_organisation(HERE, TODAY.year, viewer=OPERATOR, on=TODAY)
    for standard in found.standards:
        assert standard.stages_on == TODAY
        assert {figure for table in standard.stages for figure in table.figures} == {None}
        assert all(year.value is None for one in standard.steps for year in one.years)


def test_an_organisation_is_read_as_far_as_a_role_reaches(client, world):
    assert library("region", world.lead).name == "No (made up)"
    for viewer, code in ((world.lead, FAR), (world.chair, FAR), (world.far_lead, HERE)):
        with pytest.raises(NoSuchFigures):
            figures_of_organisation(code, viewer=viewer, on=TODAY)
    assert figures_of_organisation(FAR, viewer=world.regional, on=TODAY).code == FAR
    assert figures_of_organisation(HERE, viewer=world.chair, on=TODAY).code == HERE
    for viewer in (world.person, world.keeper):
        with pytest.raises(NotYours):
            figures_of_region("NO", viewer=viewer, on=TODAY)
    who = signed_in(client, world.lead)
    assert who.get(f"/equality/figures/organisations/{FAR}/").status_code == 404
    assert who.get("/equality/figures/regions/NO/?year=1999").status_code == 404
    assert who.get("/equality/figures/regions/NO/?year=x").status_code == 404
    index = who.get("/equality/figures/").content.decode()
    assert f"organisations/{HERE}/" in index
    assert f"organisations/{FAR}/" not in index


def test_a_place_without_figures_says_so(client, world):
    world.regional = somebody("Nia Nowhere", (Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.NATION, ""))
    page = signed_in(client, world.regional).get(f"/equality/figures/organisations/{FAR}/?year={YEAR - 1}")
    assert NONE_YET in page.content.decode()
    north = Region.objects.get(code="NO")
    add_organisation("ZZ07", "Trust ZZ07 (made up)", "Acute", north, at=AT, by=OPERATOR, made_up=True)
    found = figures_places(viewer=world.regional)
    assert ([one.code for one in found.organisations], found.silent) == ([HERE, FAR], 1)
    assert "Of 1 more nothing is counted yet" in client.get("/equality/figures/").content.decode()


def test_the_workbook_has_the_lines_of_the_returns_and_no_figure_that_no_page_has(client, world):
    who = signed_in(client, world.lead)
    answer = who.get(f"/equality/figures/organisations/{HERE}/returns.xlsx?year={YEAR}")
    sheets = dict(tables_in("returns.xlsx", answer.content, titles=["WRES", "WDES", "Stage by stage"]))
    assert list(sheets)[:2] == ["WRES", "WDES"]
    wres, _ = library("organisation").standards
    headings, *rows = [list(row) for row in sheets["WRES"]]
    by_field = {(row[0], row[1]): dict(zip(headings, row, strict=True)) for row in rows}
    assert [row[0] for row in rows[-9:]] == ["4", "4", "5", "6", "7", "8", "9", "9", "9"]
    assert all("ot confirmed" in row[-1] for row in rows)
    employed = wres.employed[0]
    assert by_field["9", "All staff"]["White"] == str(employed.figures[0])
    assert by_field["9", "Voting members of the board"]["White"] == ""
    training = next(one for one in wres.indicators if one.number == 4)
    assert by_field["4", "Relative likelihood, white beside black and minority ethnic"]["What it says"] == (
        training.years[0].words
    )
    assert who.get(f"/equality/figures/organisations/{FAR}/returns.xlsx").status_code == 404
    assert who.get("/equality/figures/regions/NO/returns.xlsx").status_code == 200


def test_when_parity_comes_is_said_alike_everywhere(client, world, capsys):
    question = "standard=WRES&appointments=200"
    found = parity_of(PlaceSort.REGION, "NO", ParityAsked(appointments=200), viewer=OPERATOR)
    plain = json.loads(json.dumps(as_plain(found), default=str))
    words = ["equality", "project", "--region", "NO", "--appointments", "200"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == plain
    who = signed_in(client, world.regional)
    assert who.get(f"/api/equality/parity/regions/NO?{question}").json() == plain
    page = who.get(f"/equality/figures/regions/NO/parity/?{question}").content.decode()
    assert 'value="200"' in page
    shown = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))
    assert main(words) == 0
    terminal = capsys.readouterr().out
    for sentence in (found.target_words, *found.says, *(one.now.words for one in found.levels if one.share)):
        assert sentence in shown
        assert sentence in terminal
    content = who.get(f"/equality/figures/regions/NO/parity.xlsx?{question}").content
    sheets = dict(tables_in("p.xlsx", content, titles=["When parity comes"]))
    told = {row[0]: row for row in sheets["When parity comes"]}
    assert all(one.now.words in told[one.name] for one in found.levels)


def test_the_word_document_has_every_line_of_the_workbook_and_its_mark(client, world):
    who = signed_in(client, world.lead)
    answer = who.get(f"/equality/figures/organisations/{HERE}/WRES-return.docx?year={YEAR}")
    made = Document(BytesIO(answer.content))
    wres, _ = library("organisation").standards
    sheets = dict(tables_in("r.xlsx", returns_workbook(library("organisation")), titles=["WRES"]))
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    sentences = [one.text for one in made.paragraphs]
    fields = [row[1] for row in sheets["WRES"][1:]]
    assert len(fields) > 20
    for field in fields:
        assert f"{field} [Not confirmed" in " ".join((*cells, *sentences)), field
    assert f"{wres.employed[0].figures[0]:,}" in cells
    assert any(NO_RETURN in one for one in sentences)
    assert who.get(f"/equality/figures/organisations/{FAR}/WRES-return.docx").status_code == 404
    assert who.get(f"/equality/figures/organisations/{HERE}/other-return.docx").status_code == 404
    assert who.get("/equality/figures/regions/NO/WDES-return.docx").status_code == 200


def test_the_lists_are_told_in_a_process_of_their_own(tmp_path):
    """As somebody at a terminal has them: nothing else has been asked for before."""
    said = {"WRAPAROUND_VAR": str(tmp_path / "nothing-here")}
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "WRAPAROUND"))}
    command = [sys.executable, "-m", "wraparound.cli", "equality", "lists"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment | said, check=False)
    assert done.returncode == 0, done.stderr
    assert "Ethnicity" in done.stdout
