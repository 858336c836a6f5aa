"""What is coming and what-ifs as people meet them: pages, the workbook, and what each of them refuses."""

import io
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions import forecasts as act
from wraparound.capabilities.pipelines.calculation.forecasts.packing import result_text
from wraparound.capabilities.pipelines.exchange.comparisons import comparison_workbook
from wraparound.capabilities.pipelines.exchange.tables import EXCEL
from wraparound.capabilities.pipelines.models.forecasts import Forecast, Scenario
from wraparound.capabilities.pipelines.terms.forecasts import (
    MOST_PROGRAMMES,
    By,
    ForecastState,
    ForecastTerms,
    Outcome,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.tests import forecast_examples as eg
from wraparound.capabilities.pipelines.tests.keep_world import a_post, held, look_as, make_world
from wraparound.capabilities.pipelines.wording import forecasts as tell
from wraparound.capabilities.pipelines.wording import scenarios as say
from wraparound.capabilities.pipelines.wording.forecast_papers import board_page
from wraparound.papers.pdf import as_pages

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PAGE, NEW = "/pipelines/forecast/", "/pipelines/forecast/what-if/new/"
TRUST, REGION = "organisation:ZZ01", "region:NO"
MOST_QUERIES, MOST_BYTES = 15, 60_000


@pytest.fixture
def now():
    return timezone.localtime()


@pytest.fixture
def world(now):
    """Two trusts of a region with a few posts each."""
    found = make_world(on=now.date())
    for code, by in (("ZZ01", found.director), ("ZZ02", found.other_director)):
        post = a_post(found, code=code, by=by, at=now)
        held(found, post, f"Holder of {code}", by=by, at=now)
    return found


@pytest.fixture
def lead(client, world):
    """The talent lead of the region, at the screen."""
    look_as(client, world, "region")
    return client


def done(place, by, now, result=eg.RESULT, **more):
    """A forecast with a result that is known; its number."""
    number = act.begin_forecast(place, at=now, by=by)
    Forecast.objects.filter(pk=number).update(
        **{"state": ForecastState.DONE, "result": result_text(result), "ended_at": now, **more}
    )
    return number


def saved(by, now, name="Keep one in ten", place=REGION, *, shared=False, what=None):
    return act.save_scenario(place, name, what or WhatIf(leaving=90), shared=shared, at=now, by=by)


def worked_out(by, now, name="Keep one in ten", **more):
    """A what-if with a result that is known: the number of its forecast."""
    number = act.ask_forecast(REGION, scenario=saved(by, now, name, **more), at=now, by=by)
    text = result_text(eg.WITH_SCENARIO.result)
    Forecast.objects.filter(pk=number).update(state=ForecastState.DONE, result=text, ended_at=now)
    return number


def read(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return answer.content.decode()


def book_of(client, address):
    """A workbook that the site gives, read back."""
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(client.get(address).content))


def about(book):
    """Its notes, one after the other."""
    return " ".join(str(row[0]) for row in book.get_sheet_by_name("About").to_python())


def test_before_anything_is_worked_out_there_is_one_button_and_what_it_is_for(lead):
    page = read(lead, PAGE)
    assert tell.NOTHING_YET in page
    assert page.count('type="submit">Work it out') == 1
    assert "What if" not in page


def test_without_a_post_the_page_leads_to_where_posts_are_entered(client, now):
    world = make_world(on=now.date())
    look_as(client, world, "director")
    page = read(client, PAGE)
    assert tell.NO_POSTS in page
    assert 'href="/pipelines/"' in page


def test_asking_leads_to_a_page_that_goes_on_by_itself_and_may_be_stopped(lead):
    asked = lead.post("/pipelines/forecast/ask/", {"place": REGION})
    assert asked.status_code == 302
    waiting = lead.get(asked["Location"])
    assert waiting["Refresh"] == "5"
    assert "It waits for its turn" in waiting.content.decode()
    Forecast.objects.update(state=ForecastState.RUNNING, done=3, parts=12)
    page = read(lead, asked["Location"])
    assert "3 parts are done, of 12." in page
    assert tell.GOES_ON in page
    assert "3 parts are done, of 12." in read(lead, PAGE)
    stopped = lead.post(f"{asked['Location']}stop/", follow=True)
    assert "Refresh" not in stopped.headers
    assert tell.ONE_STOPPED in stopped.content.decode()
    assert Forecast.objects.get().state == ForecastState.STOPPED


def test_asking_twice_waits_for_the_same(lead):
    first, second = (lead.post("/pipelines/forecast/ask/", {"place": REGION}) for _ in range(2))
    assert first["Location"] == second["Location"]


def test_the_page_of_a_place_gives_the_answer_first_then_pictures_and_figures(lead, world, now):
    number = done(REGION, world.region, now)
    page = read(lead, PAGE)
    for words in tell.answer_words(eg.OUTCOME.levels[0], eg.OUTCOME):
        assert words in page
    order = ("9 to 15 vacancies in all", "Quarter by quarter", "year by year", "What keeps those", "Where they come")
    places = [page.index(words) for words in (*order, "What the ranges are made of", 'id="what-if"')]
    assert places == sorted(places)
    assert 'href="/pipelines/people/?which=several"' in page
    assert f'href="/pipelines/forecast/{number}/rests-on/"' in page
    assert f'href="/pipelines/forecast/{number}/forecast.xlsx"' in page
    assert "Other roles together" in page
    assert "0 to 1 of 1 to 4 vacancies" in page


def test_board_and_deputies_are_read_apart(lead, world, now):
    done(REGION, world.region, now)
    page = read(lead, f"{PAGE}?level=deputy")
    assert "12 to 20 vacancies in all" in page
    assert "62 board posts" not in page
    assert "62 board posts" in read(lead, f"{PAGE}?level=nothing-that-is")


def test_a_role_has_quarters_and_years_of_its_own(lead, world, now):
    number = done(REGION, world.region, now)
    assert f"/pipelines/forecast/{number}/part/?level=board&amp;by=role&amp;key=finance" in read(lead, PAGE)
    page = read(lead, f"{PAGE}{number}/part/?level=board&by=role&key=finance")
    assert "<h1>Finance</h1>" in page
    assert "Finance: in the first quarter those ready could fill 0 to 2 of 0 to 4 vacancies" in page
    assert tell.STANDING_MEANS in page
    for asked in ("level=board&by=role&key=estates", "level=board&by=both&key=finance|Acute", "by=role", ""):
        read(lead, f"{PAGE}{number}/part/?{asked}", 404)


def test_one_stored_before_cover_was_worked_out_by_quarter_is_shown_without_it(lead, world, now):
    number = done(REGION, world.region, now)
    text = eg.as_stored_before(result_text(eg.RESULT))
    Forecast.objects.filter(pk=number).update(result=text)
    for address in (PAGE, f"{PAGE}{number}/part/?level=board&by=role&key=finance"):
        page = read(lead, address)
        assert tell.NOT_THEN in page
        assert tell.STANDING_MEANS not in page
    assert "1 to 6 board posts fall vacant in a quarter" in read(lead, PAGE)
    book = book_of(lead, f"{PAGE}{number}/forecast.xlsx")
    for sheet in ("Quarters", "Lines by quarter"):
        assert "Vacancies, mean" not in book.get_sheet_by_name(sheet).to_python()[0]
    assert tell.NOT_THEN in about(book)


def test_too_few_posts_and_a_failure_are_said_plainly(lead, world, now):
    few = replace(eg.RESULT, outcome=Outcome(levels=()))
    number = done(REGION, world.region, now, few)
    assert tell.TOO_FEW in read(lead, PAGE)
    assert tell.TOO_FEW in read(lead, f"{PAGE}{number}/")
    Forecast.objects.update(state=ForecastState.FAILED, told="No history is entered.", result="")
    page = read(lead, f"{PAGE}{number}/")
    assert "No history is entered." in page
    assert "Work it out" in page
    alone = act.begin_forecast(REGION, what=WhatIf(leaving=90), at=now, by=world.region)
    act.stop_forecast(alone, at=now, by=world.region)
    page = read(lead, f"{PAGE}{alone}/")
    assert tell.ONE_STOPPED in page
    assert "Work it out" not in page, "what would be worked out is another thing"


def test_an_older_one_says_how_old_it_is_and_stands_among_the_earlier(lead, world, now):
    old = done(REGION, world.region, now, on=now.date() - timedelta(days=9))
    assert "(9 days ago)" in read(lead, PAGE)
    done(REGION, world.region, now)
    page = read(lead, PAGE)
    assert "(9 days ago)" not in page
    assert f'href="/pipelines/forecast/{old}/"' in page[page.index("Earlier forecasts (1)") :]


def test_what_it_rests_on_how_it_has_done_and_what_it_cannot_say_stand_together(lead, world, now):
    number = done(REGION, world.region, now)
    page = read(lead, f"{PAGE}{number}/rests-on/")
    for words in ("150 posts of 9 organisations.", "has settled 71%", "Of 2 years looked back, in 1", "79.1 to 82.6"):
        assert words in page
    assert "24 of 100 (19 to 29)" in page
    assert "26 November 2024" in page
    assert "When a chief executive goes others often follow" in page
    waiting = act.ask_forecast(REGION, at=now, by=world.region)
    read(lead, f"{PAGE}{waiting}/rests-on/", 404)
    read(lead, f"{PAGE}{waiting}/forecast.xlsx", 404)
    read(lead, f"{PAGE}{waiting}/forecast.pdf", 404)


def test_the_workbook_has_every_figure_of_the_pages_as_a_number(lead, world, now):
    number = worked_out(world.region, now)
    book = book_of(lead, f"{PAGE}{number}/forecast.xlsx")
    assert book.sheet_names == [
        *("Quarters", "Years", "What limits cover", "Lines", "Lines by quarter", "Lines by year", "Rates"),
        "Looked back",
        *("Beside things as they are", "About"),
    ]
    years = book.get_sheet_by_name("Years").to_python()
    assert years[0][2:5] == ["Vacancies, lower end", "Vacancies, mean", "Vacancies, upper end"]
    assert years[1][2:5] == [8, 10.5, 13]
    quarters = book.get_sheet_by_name("Quarters").to_python()
    assert len(quarters) == 21
    row = dict(zip(*quarters[:2], strict=True))
    assert (row["Vacancies, lower end"], row["Vacancies, upper end"]) == (4, 10)
    assert row["Those ready could fill, mean"] == 2.5
    assert len(book.get_sheet_by_name("Lines").to_python()) == 1 + len(eg.LINES)
    ahead = [one for one in eg.LINES if one.years and one.level is PostLevel.BOARD]
    by_line = book.get_sheet_by_name("Lines by quarter").to_python()
    assert len(by_line) == 1 + 20 * len(ahead)
    finance = next(
        row for row in (dict(zip(by_line[0], one, strict=True)) for one in by_line) if row["What"] == "Finance"
    )
    assert (finance["Vacancies, upper end"], finance["Those ready could fill, upper end"]) == (4, 2)
    for words in ("10 in 100 fewer holders leave", say.SAME_CHANCE, tell.STANDING_MEANS):
        assert words in about(book)


def test_one_page_for_a_board_holds_even_the_busiest_forecast(lead, world, now):
    number = worked_out(world.region, now)
    answer = lead.get(f"{PAGE}{number}/forecast.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    long = dict.fromkeys(("ZZ01", "ZZ02"), "The " + "very " * 20 + "long name of a trust")
    programme = eg.WHAT.programmes[0]
    every = tuple(eg.line(By.ROLE, one.value, (9, 5, 12), (1, 0, 2)) for one in PostRole)
    nobody = tuple(replace(one, ready=place % 2, level=level) for level in PostLevel for place, one in enumerate(every))
    outcomes = [
        replace(eg.OUTCOME, lines=lines, levels=eg.OUTCOME.levels[:levels])
        for lines, levels in product((every[:5], every[:9], every, nobody), (1, 2))
    ]
    everything = replace(eg.WHAT, filling=150, coming=120, released=40, programmes=(programme,) * MOST_PROGRAMMES)
    for what, outcome in product((WhatIf(), WhatIf(leaving=90), everything), outcomes):
        busy = replace(eg.RESULT, outcome=outcome, as_is=outcome, differences=eg.DIFFERENCES)
        head = replace(eg.HEAD, what=what, scenario_name="W" * 60 if what.changes else "")
        paper = board_page(ForecastTerms(head=head, result=busy), long)
        assert len(as_pages(paper, 20)) == 1, what
    few = ForecastTerms(head=eg.HEAD, result=replace(eg.RESULT, outcome=Outcome(levels=())))
    assert board_page(few, {}).parts[0].sentences == (tell.TOO_FEW,)


def test_the_page_of_a_what_if_has_things_as_they_are_beside_it_and_what_differs():
    first, *others = board_page(eg.WITH_SCENARIO, {"ZZ01": "Hazelcote Trust", "ZZ02": "Ridgeway Trust"}).parts
    assert first.table.headings == ("Board posts", "As things are", "With the what-if", "Difference")
    assert first.table.rows[0] == (
        "Vacancies in the next 12 months",
        *("9 to 15", "8 to 13", "1.2 fewer (0 to 3 fewer)"),
    )
    assert len(first.table.rows) == len(say.MEASURES)
    assert [one.heading for one in others][:2] == ["Board posts, with the what-if", "Year by year, with the what-if"]
    plain = board_page(eg.DONE, {}).parts
    assert plain[0].heading == "Board posts"
    assert not any(one.table and "With the what-if" in one.table.headings for one in plain)


def test_pages_are_light_and_ask_little(lead, world, now):
    done(REGION, world.region, now)
    worked = [worked_out(world.region, now, f"What if {number}") for number in range(4)]
    ones = "&".join(f"one={number}" for number in worked)
    edit = Scenario.objects.values_list("pk", flat=True)[0]
    for address in (
        *(PAGE, f"{PAGE}?level=deputy", f"{PAGE}{worked[0]}/", f"{PAGE}{worked[0]}/rests-on/"),
        f"{PAGE}{worked[0]}/part/?level=board&by=role&key=finance",
        *(f"{PAGE}compare/?{ones}", NEW, f"{PAGE}what-if/{edit}/", f"{PAGE}what-if/{edit}/drop/"),
    ):
        read(lead, address)
        with CaptureQueriesContext(connection) as asked:
            page = read(lead, address)
        assert len(asked) <= MOST_QUERIES, f"{address}: {len(asked)}"
        assert len(page.encode()) <= MOST_BYTES, f"{address}: {len(page.encode()):,}"


def test_who_shows_forecasts_needs_no_arrays():
    """Pages read what is stored; only who works one out loads what that takes."""
    code = (
        "import sys, django; django.setup();"
        "from wraparound.capabilities.pipelines.views import forecasts, scenarios;"
        "from wraparound.capabilities.pipelines.wording.forecast_pictures import years_picture;"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def filled(**more):
    return {"name": "Keep one in ten", "leaving": "90", **more}


def test_a_what_if_is_saved_shared_and_worked_out(lead, world):
    saying = filled(place=REGION, shared="on", pause_from="", pause_until="6", then="work")
    answer = lead.post(NEW, saying, follow=True)
    page = answer.content.decode()
    assert "“Keep one in ten” will be worked out" in page
    assert "No vacancy is filled for 6 months from now" in page
    assert answer["Refresh"] == "5"
    kept = Scenario.objects.get()
    assert (kept.name, kept.shared, kept.place) == ("Keep one in ten", True, REGION)


def test_all_of_a_what_if_is_kept_and_comes_back_into_its_form(lead):
    everything = filled(
        place=REGION,
        **{"filling": "150", "coming": "120", "released": "30", "pause_from": "3", "pause_until": "9"},
        **{"merge_from": "ZZ01", "merge_into": "ZZ02", "merge_in": "18"},
        **{"a_year_0": "5", "target_0": "finance:board", "kind_0": "Acute", "band_0": "one_to_two"},
        then="keep",
    )
    assert lead.post(NEW, everything)["Location"].endswith("#what-if")
    number = Scenario.objects.get().pk
    page = read(lead, f"{PAGE}what-if/{number}/")
    for name in ("leaving", "filling", "coming", "released", "pause_from", "pause_until", "merge_in", "a_year_0"):
        assert f'name="{name}" value="{everything[name]}"' in page, name
    for value in ("ZZ01", "ZZ02", "finance:board", "Acute", "one_to_two"):
        assert f'<option value="{value}" selected' in page, value
    listed = read(lead, PAGE)
    assert "Larkmoor Hospitals (made up) goes into Thistleford Hospitals (made up) after 18 months" in listed
    assert say.scenario_state(replace(eg.SCENARIO, latest=None)) in listed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Give it a name"),
        ({"name": "x" * 61}, "at most 60 letters"),
        ({"leaving": "9"}, "give a whole number from 10 to 400"),
        ({"leaving": "ninety"}, "give a whole number from 10 to 400"),
        ({"released": "101"}, "give a whole number from 0 to 100"),
        ({"leaving": ""}, "Change at least one thing"),
        ({"pause_from": "3"}, "Say until when nothing is filled"),
        ({"pause_from": "9", "pause_until": "9"}, "must end after it begins"),
        ({"merge_from": "ZZ01"}, "Choose both organisations"),
        ({"merge_into": "ZZ01"}, "Choose both organisations"),
        ({"merge_from": "ZZ01", "merge_into": "ZZ01"}, "Choose two different organisations"),
        ({"merge_in": "6"}, "Choose the two organisations"),
        ({"merge_from": "ZZ03", "merge_into": "ZZ01"}, "ZZ03 is not one of the available choices"),
        ({"a_year_0": "5"}, "Entry programme 1: choose a role"),
        ({"band_1": "ready_now"}, "Entry programme 2: say how many people a year"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(lead, typed, said):
    given = {"name": "Keep one in ten", "place": REGION, "leaving": "90", **typed}
    page = lead.post(NEW, given).content.decode()
    assert said in page
    assert "<title>Error: " in page
    for name in ("leaving", "released", "pause_from", "merge_in", "a_year_0"):
        if given.get(name):
            assert f'name="{name}" value="{given[name]}"' in page
    if given["name"]:
        assert f'value="{given["name"]}"' in page
    assert not Scenario.objects.exists()


def test_a_name_that_one_has_already_is_refused_and_kept_in_the_form(lead, world, now):
    saved(world.region, now)
    page = lead.post(NEW, filled(place=REGION, name="keep ONE in ten", leaving="80")).content.decode()
    assert "You have a what-if of that name already" in page
    assert 'value="80"' in page


def test_a_what_if_that_was_changed_is_no_longer_worked_out(lead, world, now):
    worked_out(world.region, now)
    number = Scenario.objects.get().pk
    assert "Work it out again" in read(lead, PAGE)
    lead.post(f"{PAGE}what-if/{number}/", filled(place=REGION, leaving="70", then="keep"))
    page = read(lead, PAGE)
    assert "30 in 100 fewer holders leave" in page
    assert "not worked out yet" in page
    assert Scenario.objects.get().pk == number


def test_dropping_asks_first(lead, world, now):
    number = saved(world.region, now)
    assert "cannot be undone" in " ".join(read(lead, f"{PAGE}what-if/{number}/drop/").split())
    assert Scenario.objects.exists()
    page = lead.post(f"{PAGE}what-if/{number}/drop/", follow=True).content.decode()
    assert "“Keep one in ten” is dropped." in page
    assert not Scenario.objects.exists()


def test_a_what_if_says_its_difference_first_and_why_it_is_no_luck(lead, world, now):
    number = worked_out(world.region, now)
    page = read(lead, f"{PAGE}{number}/")
    assert "<h1>What if: Keep one in ten</h1>" in page
    assert page.index("beside things as they are: 1.2 fewer (0 to 3 fewer).") < page.index("8 to 13 vacancies in all")
    assert say.SAME_CHANCE in page


def test_up_to_four_stand_side_by_side_beside_things_as_they_are(lead, world, now):
    numbers = [worked_out(world.region, now, f"What if {one}") for one in range(5)]
    ones = [f"one={number}" for number in numbers]
    page = read(lead, f"{PAGE}compare/?{'&'.join(ones[:4])}")
    assert page.count('<th scope="col">What if') == 4
    assert "8 to 13" in page
    assert "1.2 fewer (0 to 3 fewer)" in page
    many = lead.get(f"{PAGE}compare/?{'&'.join(ones)}", follow=True).content.decode()
    assert say.TOO_MANY in many
    none = lead.get(f"{PAGE}compare/?one=x&one=²", follow=True).content.decode()
    assert say.CHOOSE_SOME in none
    Forecast.objects.filter(pk=numbers[0]).update(on=now.date() - timedelta(days=1))
    unlike = lead.get(f"{PAGE}compare/?{ones[0]}&{ones[1]}", follow=True).content.decode()
    assert "begin from different days" in unlike


def test_side_by_side_is_a_workbook_of_numbers_too(lead, world, now):
    numbers = [worked_out(world.region, now, name) for name in ("Keep one in ten", "=Release half")]
    asked = "&".join(f"one={number}" for number in numbers)
    address = f"/pipelines/forecast/compare/what-ifs.xlsx?{asked}"
    assert f'href="{address.replace("&", "&amp;")}"' in read(lead, f"{PAGE}compare/?{asked}")
    answer = lead.get(address)
    assert answer.headers["Content-Type"] == EXCEL
    assert (
        f"what-ifs-NO-{now.date().isoformat()}-{numbers[0]}-{numbers[1]}.xlsx" in answer.headers["Content-Disposition"]
    )
    book = book_of(lead, address)
    assert book.sheet_names == ["Board", "About"]
    headings, *rows = book.get_sheet_by_name("Board").to_python()
    found = {(row[0], row[1]): dict(zip(headings, row, strict=True)) for row in rows}
    assert len(found) == len(rows) == 3 * len(say.MEASURES)
    kept, as_is = (found["Vacancies in the next 12 months", one] for one in ("Keep one in ten", "As things are"))
    more = "More than as things are"
    assert [as_is[one] for one in ("Lower end", "Mean", "Upper end", f"{more}, mean")] == [9, 12, 15, ""]
    assert [kept[one] for one in ("Forecast", "Lower end", "Mean", "Upper end")] == [numbers[0], 8, 10.5, 13]
    assert [kept[f"{more}, {one}"] for one in ("lower end", "mean", "upper end")] == [-3, -1.2, 0]
    left_open = found["Of these, left open", "=Release half"]
    assert [left_open[one] for one in ("Lower end", "Mean", "Upper end")] == ["", 3, ""]
    for words in ("Keep one in ten: 10 in 100 fewer holders leave", say.SAME_CHANCE, say.MEAN_ALONE, tell.HOLDS):
        assert words in about(book)
    for wrong, words in (("", say.CHOOSE_SOME), (f"?{asked}&one=997&one=998&one=999", say.TOO_MANY)):
        refused = lead.get(f"{PAGE}compare/what-ifs.xlsx{wrong}", follow=True)
        assert words in refused.content.decode()


def test_a_level_that_a_what_if_does_not_tell_is_said_to_have_too_few_posts_in_its_workbook():
    deputies = replace(eg.OUTCOME, levels=eg.OUTCOME.levels[1:])
    other = replace(eg.WITH_SCENARIO, result=replace(eg.WITH_SCENARIO.result, outcome=deputies, differences=()))
    held_in = io.BytesIO(comparison_workbook([eg.WITH_SCENARIO, other], {}))
    book = python_calamine.CalamineWorkbook.from_filelike(held_in)
    assert book.sheet_names == ["Board", "Deputies", "About"]
    notes = [[row[1], row[-1]] for row in book.get_sheet_by_name("Deputies").to_python()[1:4]]
    assert notes == [["As things are", ""], ["Keep one in ten", say.TOO_FEW_HERE], ["Keep one in ten", ""]]


def test_a_what_if_of_somebody_else_is_read_where_it_is_shared_and_changed_by_nobody_else(client, world, now):
    theirs = saved(world.director, now, "Mine alone", TRUST)
    shared = saved(world.director, now, "For all of us", TRUST, shared=True)
    look_as(client, world, "chair")
    page = read(client, f"{PAGE}?place={TRUST}")
    assert "For all of us" in page
    assert "shared by Dora Peopleton" in page
    assert "Mine alone" not in page
    for number in (theirs, shared):
        for address in (f"{PAGE}what-if/{number}/", f"{PAGE}what-if/{number}/drop/"):
            read(client, address, 404)
            assert client.post(address, filled(place=TRUST)).status_code == 404
    assert Scenario.objects.count() == 2


def test_another_place_is_not_there_and_counts_alone_are_for_those_who_see_cover(client, world, now):
    number = done(TRUST, world.director, now)
    look_as(client, world, "other_director")
    for address in (f"{PAGE}?place={TRUST}", f"{PAGE}{number}/", f"{PAGE}{number}/rests-on/", f"{NEW}?place={TRUST}"):
        read(client, address, 404)
    assert client.post("/pipelines/forecast/ask/", {"place": TRUST}).status_code == 404
    assert client.post(f"{PAGE}{number}/stop/").status_code == 404
    look_as(client, world, "analyst")
    for address in (PAGE, f"{PAGE}{number}/", NEW):
        read(client, address, 403)


def test_the_list_of_posts_and_that_of_vacancies_lead_there_for_those_who_may(client, world):
    link = 'href="/pipelines/forecast/"'
    look_as(client, world, "region")
    assert link in read(client, "/pipelines/?all=1")
    assert link in read(client, "/pipelines/vacancies/?show=ended")
    look_as(client, world, "analyst")
    assert link not in read(client, "/pipelines/?all=1")
    assert link not in read(client, "/pipelines/vacancies/?show=ended")
