"""Forecasts and what-ifs in words: each sentence, and what it does at the edges."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation.forecasts.packing import result_in, result_text
from wraparound.capabilities.pipelines.terms.forecasts import (
    By,
    Count,
    ForecastPlace,
    ForecastState,
    Lifted,
    Limit,
    Outcome,
    PlaceSort,
    Programme,
    Rated,
    WhatIf,
    YearAhead,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests import forecast_examples as eg
from wraparound.capabilities.pipelines.wording import forecast_counts as figures
from wraparound.capabilities.pipelines.wording import forecast_grounds as rests
from wraparound.capabilities.pipelines.wording import forecast_lines as parts
from wraparound.capabilities.pipelines.wording import forecast_pictures as pictures
from wraparound.capabilities.pipelines.wording import forecasts as tell
from wraparound.capabilities.pipelines.wording import scenarios as say
from wraparound.capabilities.pipelines.wording.terminal_forecasts import say_forecast
from wraparound.people.terms.access import OPERATOR

BOARD, DEPUTY = eg.OUTCOME.levels
NAMES = {"ZZ01": "Hazelcote Trust", "ZZ02": "Ridgeway Trust"}
NOTHING = (YearAhead(starts=eg.ON, vacancies=eg.NOTHING, covered=eg.NOTHING),)


@st.composite
def counts(draw, lowest=0):
    low = draw(st.integers(lowest, 500))
    high = low + draw(st.integers(0, 300))
    return Count(draw(st.floats(low, high)), low, high)


def test_the_answer_says_vacancies_cover_where_it_is_thinnest_and_what_would_help():
    assert tell.answer_words(BOARD, eg.OUTCOME) == (
        "Of the 62 board posts, expect 5 to 11 to fall vacant in the next 12 months, beside the 4 vacant today: 9 to "
        "15 vacancies in all.",
        "The 17 people who are ready now could fill 6 to 9 of them.",
        "Cover is thinnest for finance in mental health: expect 1 to 4 vacancies, of which those ready now could "
        "fill 0 to 1.",
        "What would help most: if everybody would go anywhere, 2.3 more on average could be filled.",
    )


def test_what_is_not_so_is_not_said():
    quiet = eg.level_of(vacant=0, limits=(Lifted(limit=Limit.PLACE, more=0.01),))
    assert tell.answer_words(quiet, Outcome(levels=(quiet,))) == (
        "For the 62 board posts, expect 9 to 15 vacancies in the next 12 months.",
        "The 17 people who are ready now could fill 6 to 9 of them.",
    )


def test_a_level_of_which_nothing_is_said_is_named():
    assert tell.silent_words(eg.OUTCOME) == ""
    assert tell.silent_words(eg.LESS) == "Fewer than 5 deputy posts are known here, so nothing is said of them."
    assert tell.silent_words(Outcome(levels=())) == ""


def test_no_vacancy_nobody_ready_one_person_and_no_cover_are_said_plainly():
    none = eg.level_of(vacant=0, years=NOTHING)
    assert tell.expect_words(none) == "For the 62 board posts, expect no vacancy in the next 12 months."
    assert tell.cover_words(eg.level_of(ready=0)) == "Nobody is ready now for such a post."
    assert tell.cover_words(eg.level_of(ready=1)).startswith("The 1 person who is ready now could fill 6 to 9")
    assert tell.cover_words(none) == "The 17 people who are ready now could fill none of them."
    assert figures.vacancies_words(Count(1, 1, 1)) == "1 vacancy"
    assert figures.vacancies_words(Count(0.1, 0, 1)) == "0 to 1 vacancies"


@given(counts())
def test_a_range_is_its_ends_one_value_or_none(one):
    words = figures.range_words(one)
    if one.low == one.high:
        assert words == (f"{one.low:,}" if one.low else "none")
    else:
        assert words == f"{one.low:,} to {one.high:,}"


@given(st.floats(-1_000, 1_000))
def test_a_mean_has_one_decimal_at_most_and_no_minus_before_nothing(value):
    words = figures.mean_words(value)
    assert words != "-0"
    assert len(words.partition(".")[2]) <= 1
    assert abs(float(words.replace(",", "")) - value) <= 0.051


def test_lines_stand_in_the_order_of_the_field_and_what_stands_together_comes_last():
    roles = [parts.line_words(one) for one in parts.lines_of(eg.OUTCOME, PostLevel.BOARD, By.ROLE)]
    assert roles == ["Chief executive", "Finance", "Nursing", "Other roles together"]
    kinds = [parts.line_words(one) for one in parts.lines_of(eg.OUTCOME, PostLevel.BOARD, By.KIND)]
    assert kinds == ["Acute", "Mental health"]
    both = [parts.line_words(one) for one in parts.lines_of(eg.OUTCOME, PostLevel.BOARD, By.BOTH)]
    assert both[-1] == "Everything else together"
    assert parts.lines_of(eg.OUTCOME, PostLevel.DEPUTY, By.ROLE) == ()


def test_the_thinnest_is_the_one_of_which_most_stays_open_and_only_where_that_is_something():
    assert parts.thinnest(eg.OUTCOME, PostLevel.BOARD).key == "finance|Mental health"
    by_role = Outcome(levels=(BOARD,), lines=tuple(one for one in eg.LINES if one.by is not By.BOTH))
    assert parts.thinnest(by_role, PostLevel.BOARD).key == "finance"
    assert parts.thinnest(Outcome(levels=(BOARD,)), PostLevel.BOARD) is None
    full = eg.line(By.ROLE, "finance", (1.0, 0, 2), (0.6, 0, 1))
    assert parts.thinnest(Outcome(levels=(BOARD,), lines=(full,)), PostLevel.BOARD) is None
    unnamed = eg.line(By.ROLE, "", (9.0, 5, 12), (0, 0, 0))
    assert parts.thinnest(Outcome(levels=(BOARD,), lines=(unnamed,)), PostLevel.BOARD) is None


def test_the_grid_has_roles_down_kinds_across_and_an_empty_cell_for_too_few_posts():
    kinds, rows = parts.grid_of(eg.OUTCOME, PostLevel.BOARD)
    assert kinds == ("Acute", "Mental health")
    assert [(words, [one.key if one else None for one in cells]) for words, cells in rows] == [
        ("Finance", ["finance|Acute", "finance|Mental health"]),
        ("Nursing", ["nursing|Acute", None]),
    ]
    assert parts.cell_words(rows[0][1][1]) == "0 to 1 of 1 to 4 vacancies"
    assert parts.cell_words(eg.line(By.BOTH, "finance|Acute", (0, 0, 0), (0, 0, 0))) == "no vacancy"
    assert "42 posts, 4 to 9 vacancies" in parts.together_words(eg.OUTCOME, PostLevel.BOARD)
    assert parts.together_words(eg.OUTCOME, PostLevel.DEPUTY) == ""
    one_kind = Outcome(levels=(BOARD,), lines=(eg.line(By.BOTH, "finance|Acute", (1, 0, 2), (1, 0, 2)),))
    assert parts.grid_of(one_kind, PostLevel.BOARD) == ((), [])


def test_a_shade_says_how_much_could_be_filled_and_hardly_any_vacancy_has_none():
    def shade(vacancies, covered):
        return parts.shade_of(eg.line(By.BOTH, "finance|Acute", (vacancies, 0, 9), (covered, 0, 9)))

    assert shade(2.0, 1.5) == parts.MOST
    assert shade(2.0, 1.0) == parts.HALF
    assert shade(2.0, 0.2) == parts.FEW
    assert shade(0.4, 0.0) == parts.HARDLY_ANY
    assert {parts.MOST, parts.HALF, parts.FEW, parts.HARDLY_ANY} == set(parts.SHADES)


def test_each_limit_has_its_words_and_one_that_keeps_nobody_is_said_to():
    assert {one for one in Limit} == set(tell.LIMITS) == set(tell.LIFTED)
    assert tell.more_words(Lifted(limit=Limit.ROLE, more=0.02)) == "no more"
    assert tell.more_words(Lifted(limit=Limit.ROLE, more=1.12)) == "1.1 more on average"


def test_chance_and_rates_are_told_apart_in_tenths():
    assert tell.chance_words(BOARD).startswith("About 8 tenths of what makes the range")
    assert tell.chance_words(eg.level_of(chance=1.0, rates=0.0)).startswith("Nearly all of")
    assert tell.chance_words(eg.level_of(chance=0.0, rates=0.0)) == ""


def test_how_far_it_is_and_what_it_was_are_said_in_every_state():
    assert set(ForecastState) == set(tell.STATES)
    assert tell.progress_words(eg.in_state(ForecastState.RUNNING)) == "3 parts are done, of 12."
    assert tell.progress_words(eg.in_state(ForecastState.WAITING, done=0)) == "It waits for its turn."
    assert tell.progress_words(eg.in_state(ForecastState.RUNNING, done=0, parts=0)) == "It waits for its turn."
    assert tell.ended_words(eg.HEAD) == "as things are · worked out"
    assert tell.ended_words(eg.WITH_SCENARIO.head) == "“Keep one in ten” · worked out"
    assert tell.ended_words(replace(eg.HEAD, what=WhatIf(leaving=90))) == "a what-if · worked out"


def test_who_asked_is_said_by_name_or_that_it_was_at_the_terminal():
    assert tell.from_words(eg.HEAD) == "From what was entered on 26 November 2026 · asked for by Nadia Okoro"
    at_the_terminal = replace(eg.HEAD, asked_by=OPERATOR.name)
    assert tell.from_words(at_the_terminal).endswith("asked for by whoever runs this site")
    assert tell.from_words(replace(eg.HEAD, asked_by="")).endswith("asked for by somebody who is no longer here")


def test_a_place_has_its_name_and_all_of_them_theirs():
    assert tell.place_words(eg.REGION) == "Made-up Region"
    assert tell.place_words(ForecastPlace(sort=PlaceSort.NATION)) == "All regions"


def test_the_pictures_say_what_they_find_and_carry_every_figure_in_a_table():
    drawn = pictures.quarters_picture(BOARD)
    assert drawn.title == (
        "In the first quarter those ready could fill 1 to 4 of 4 to 10 vacancies; in the last, 1 to 3 of 4 to 12 "
        "vacancies"
    )
    assert len(drawn.table.rows) == 20
    assert drawn.table.headings[1:4] == ("Vacancies", "Those ready could fill", "Fall vacant")
    assert drawn.table.rows[0][:4] == (
        *("26 November 2026", "4 to 10 (mean 6.9)"),
        *("1 to 4 (mean 2.5)", "1 to 5 (mean 2.9)"),
    )
    yearly = pictures.years_picture(BOARD)
    assert yearly.title == (
        "In the first year those ready could fill 6 to 9 of 9 to 15 vacancies; in the last, 2 to 7 of 9 to 19 vacancies"
    )
    assert [row[0] for row in yearly.table.rows][-1] == "26 November 2030"
    still = pictures.years_picture(eg.level_of(years=NOTHING))
    assert "no vacancy is expected" in still.title


def test_a_line_has_its_own_answer_and_pictures_where_its_years_are_known():
    finance = parts.of_line(eg.OUTCOME, PostLevel.BOARD, By.ROLE, "finance")
    assert parts.line_answer(finance) == (
        "For these 9 posts, expect 1 to 5 vacancies in the next 12 months, of which the 2 people who are ready "
        "now could fill 0 to 2."
    )
    quiet = eg.line(By.ROLE, "finance", (0, 0, 0), (0, 0, 0))
    assert parts.line_answer(quiet) == "For these 9 posts, expect no vacancy in the next 12 months."
    empty = eg.line(By.ROLE, "finance", (2, 1, 3), (0, 0, 0), ready=0)
    assert parts.line_answer(empty).endswith("in the next 12 months. Nobody is ready now for such a post.")
    assert parts.asked_of(finance) == "level=board&by=role&key=finance"
    assert parts.of_line(eg.OUTCOME, PostLevel.BOARD, By.BOTH, "finance|Acute") is None
    assert parts.of_line(eg.OUTCOME, PostLevel.DEPUTY, By.ROLE, "finance") is None
    quarters, years = pictures.quarters_of_line(finance, BOARD), pictures.years_of_line(finance)
    assert quarters.title == (
        "Finance: in the first quarter those ready could fill 0 to 2 of 0 to 4 vacancies; in the last, 0 to 2 of 0 to "
        "4 vacancies"
    )
    assert quarters.table.rows[-1] == (
        *("26 August 2031", "0 to 4 (mean 1.6)"),
        *("0 to 2 (mean 0.5)", "0 to 2 (mean 0.8)"),
    )
    assert years.title.startswith(
        "Finance: in the first year those ready could fill 0 to 2 of 1 to 5 vacancies; in the last"
    )
    assert len(years.table.rows) == 5


def test_of_one_stored_before_quarters_had_cover_the_pictures_say_what_falls_vacant_and_the_note_says_why():
    before = result_in(eg.as_stored_before(result_text(eg.RESULT))).outcome
    level, finance = before.levels[0], parts.of_line(before, PostLevel.BOARD, By.ROLE, "finance")
    whole, of_line = pictures.quarters_picture(level), pictures.quarters_of_line(finance, level)
    assert whole.title == "1 to 6 board posts fall vacant in a quarter"
    assert whole.table.headings == ("Three months from", "Fall vacant", "Are filled", "Vacant at their end")
    assert of_line.title == "Finance: 0 to 2 board posts fall vacant in a quarter"
    assert of_line.table.rows[-1] == ("26 August 2031", "0 to 2 (mean 0.8)")
    assert tell.quarters_note(level).endswith(tell.NOT_THEN)
    assert tell.quarters_note(BOARD).endswith(tell.STANDING_MEANS)
    said = say_forecast(replace(eg.DONE, result=replace(eg.RESULT, outcome=before)))
    assert "Quarter 1" not in said
    assert "  Year 1, from 26 November 2026: 9 to 15 vacancies, 6 to 9 covered" in said


def test_the_terminal_says_each_year_and_each_quarter():
    said = say_forecast(eg.DONE).splitlines()
    assert "  Quarter 1, from 26 November 2026: 4 to 10 vacancies, 1 to 4 covered" in said
    assert sum(one.startswith("  Quarter ") for one in said) == 2 * 20
    assert sum(one.startswith("  Year ") for one in said) == 2 * 5


def test_what_it_rests_on_is_said_in_posts_people_and_days():
    assert rests.ground_words(eg.GROUND) == (
        "150 posts of 9 organisations.",
        "4 more are left out: nobody has entered who holds them.",
        "220 people of whom a readiness counts or is past its review.",
        "140 of them are not released outside their own organisation, and could fill posts there alone.",
        "31 of them are taken to go anywhere in their region, since they have not said how far they would go.",
        "6 of them are left out: by their own words they would take up no such post within a year.",
        "History of holders since 26 November 2023.",
    )
    thin = replace(eg.GROUND, people=0, unknown=0, since=None, organisations=1, posts=1)
    assert rests.ground_words(thin) == (
        "1 post of 1 organisation.",
        "Nobody of whom a readiness counts.",
        "No history of holders is entered, so every rate is that of what is published.",
    )


def test_rates_stand_beside_what_the_places_own_history_has_taught():
    leaving = rests.rates_of(eg.RATES, Rated.LEAVING)
    assert [(rests.rate_head(one), rests.rate_words(one)) for one in leaving] == [
        ("All holders", "24 of 100 (19 to 29)"),
        ("Finance", "28 of 100 (20 to 37)"),
        ("Acute", "22 of 100 (17 to 28)"),
    ]
    assert [rests.learnt_words(one) for one in leaving] == ["71%", "30%", "nothing"]
    assert [rests.seen_words(one) for one in leaving] == [
        "58 left in 226 years of holding",
        "9 left in 32 years of holding",
        "no history",
    ]
    (filling,) = rests.rates_of(eg.RATES, Rated.FILLING)
    assert rests.rate_words(filling) == "4.6 months (3.6 to 6.1)"
    assert "has settled 71%" in rests.learnt_sentence(eg.RATES)
    assert rests.learnt_sentence(()) == ""
    unseen = replace(leaving[0], events=0, months=0)
    assert rests.learnt_sentence((unseen,)).startswith("No leaving is in the history")


def test_the_years_looked_back_are_counted_whatever_came():
    assert rests.back_words(eg.BACK) == (
        "Of 2 years looked back, in 1 the vacancies that came lay within the range. So few years say little."
    )
    assert [rests.held(one) for one in eg.BACK] == [False, True]
    assert rests.back_words(()) == rests.NOT_LOOKED_BACK
    assert "11 vacancies came in the year after, within the range of 8 to 16" in rests.back_words(eg.BACK[1:])


def test_a_what_if_says_each_thing_that_it_changes_and_nothing_that_it_does_not():
    assert say.what_lines(eg.WHAT, NAMES) == (
        "10 in 100 fewer holders leave",
        "No vacancy is filled between 3 and 9 months from now",
        "Hazelcote Trust goes into Ridgeway Trust after 12 months, and a post that both have stays once",
        "5 people a year come in for finance, board, acute, ready in 1–2 years",
    )
    assert say.what_words(WhatIf(), NAMES) == say.NOTHING_CHANGED
    assert say.what_words(WhatIf(leaving=130, coming=0, released=25), {}) == (
        "30 in 100 more holders leave. No people come into the pipeline. 25 of every 100 who are not released are "
        "released"
    )
    for hundredths, words in ((200, "twice as quickly"), (50, "half as quickly"), (125, "1.25 times as quickly")):
        assert say.what_lines(WhatIf(filling=hundredths), {}) == (f"Vacancies are filled {words}",)
    assert say.what_lines(WhatIf(pause_until=1), {}) == ("No vacancy is filled for 1 month from now",)


def test_a_programme_of_one_person_and_every_band_have_their_words():
    assert set(Band) == set(say.BANDS_OF_PROGRAMME)
    one = Programme(a_year=1, role=PostRole.NURSING, level=PostLevel.DEPUTY, kind="", band=Band.READY_NOW)
    assert say.programme_words(one) == "1 person a year comes in for nursing, deputy, ready now"


@given(counts(lowest=-600))
def test_a_difference_says_more_fewer_or_none_and_its_range(one):
    words = say.difference_words(one)
    if one.low > 0:
        assert "more" in words
        assert "fewer" not in words
    if one.high < 0:
        assert "fewer" in words
        assert "more" not in words
    assert "-" not in words
    assert (words == "no difference" or words.startswith("next to no difference")) == (one.low == one.high == 0)


def test_a_difference_around_nothing_may_be_either_way():
    assert say.difference_words(Count(-3.2, -5, -1)) == "3.2 fewer (1 to 5 fewer)"
    assert say.difference_words(Count(0.02, -1, 1)) == "about the same (1 fewer to 1 more)"
    assert say.difference_words(Count(-1.2, -3, 0)) == "1.2 fewer (0 to 3 fewer)"
    assert say.difference_words(Count(-2, -2, -2)) == "2 fewer"
    assert say.difference_words(Count(0.1, 0, 0)) == "next to no difference (0.1 more on average)"


def test_what_ifs_stand_side_by_side_beside_things_as_they_are():
    rows = say.compare_rows((eg.WITH_SCENARIO,), PostLevel.BOARD)
    assert rows[0] == ("Vacancies in the next 12 months", "9 to 15", [("8 to 13", "1.2 fewer (0 to 3 fewer)")])
    assert rows[1][1:] == ("6 to 9", [("6 to 9", "about the same (1 fewer to 1 more)")])
    assert rows[2][1] == "4.5 on average"
    assert rows[3][1:] == ("2 to 7", [("2 to 7", "0.6 fewer (2 fewer to 1 more)")])
    assert rows[5][2] == [("2 to 9", "no difference")]
    assert say.compare_rows((eg.WITH_SCENARIO,), PostLevel.DEPUTY)[0][1:] == ("12 to 20", [("", "")])
    assert say.levels_in((eg.WITH_SCENARIO,)) == (PostLevel.BOARD,)


def test_how_far_a_what_if_is_and_whose_are_said():
    assert say.scenario_state(eg.SCENARIO) == "worked out"
    assert say.scenario_state(replace(eg.SCENARIO, latest=None, latest_state=None)) == "not worked out yet"
    for state in ForecastState:
        assert say.scenario_state(replace(eg.SCENARIO, latest_state=state))
    assert say.whose_words(eg.SCENARIO) == "yours, shared"
    assert say.whose_words(replace(eg.SCENARIO, shared=False)) == "yours alone"
    assert say.whose_words(replace(eg.SCENARIO, own=False)) == "shared by Nadia Okoro"


def test_the_level_that_is_asked_for_is_shown_where_there_is_one():
    assert say.level_in(eg.OUTCOME, PostLevel.DEPUTY).level is PostLevel.DEPUTY
    assert say.level_in(eg.OUTCOME, None).level is PostLevel.BOARD
    assert say.level_in(eg.LESS, PostLevel.DEPUTY).level is PostLevel.BOARD
    assert say.level_in(Outcome(levels=()), PostLevel.BOARD) is None
