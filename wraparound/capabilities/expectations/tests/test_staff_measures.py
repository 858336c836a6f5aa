"""The staff survey as measures: within a kind, yearly, some better lower, with wide ranges that say so."""

import pytest

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.queries import answers
from wraparound.capabilities.expectations.terms.performance import ForecastQuestion, TargetNotAskable, TargetQuestion
from wraparound.capabilities.expectations.wording.outlook_pictures import fan_picture, fan_table, ladder_table
from wraparound.people.terms.access import PUBLIC
from wraparound.published.measure_files import measure_cards
from wraparound.published.release import newest_release, read_table
from wraparound.published.terms import STAFF_BURNED_OUT, STAFF_ENOUGH, Kind

RELEASE = newest_release()
STAFF = [measure for measure, card in measure_cards().items() if card.within_kind]
AMBULANCE = "RX8"


def forecast(code="RXW", measure=STAFF_ENOUGH):
    return answers.forecast(ForecastQuestion(code=code, measure=measure), viewer=PUBLIC)


def check(target, measure=STAFF_BURNED_OUT, by="2026-12", code="RXW"):
    return answers.check(TargetQuestion(code=code, measure=measure, target=target, by=by), viewer=PUBLIC)


def test_every_indicator_of_the_table_is_a_measure_with_a_card():
    indicators = {row.values["indicator"] for row in read_table(RELEASE, "people_indicators")}
    assert indicators == set(evidence.STAFF_INDICATORS)
    assert set(evidence.STAFF_INDICATORS.values()) <= set(measure_cards())


@pytest.mark.parametrize("measure", STAFF)
def test_the_range_is_wide_reaches_two_years_and_says_it_rests_on_little(measure):
    answer = forecast(measure=measure)
    assert [point.months_ahead for point in answer.fan] == [12, 24]
    assert [point.starts for point in answer.fan] == [3, 2]
    assert answer.thin
    assert "rests on few starting surveys, so the true range may be wider" in answer.beyond
    assert "the median trust of its kind" in answer.sentences[0]


def test_a_figure_is_the_published_percentage():
    found = {one.period.year: one.percent for one in forecast(measure=STAFF_ENOUGH).past}
    published = {
        int(row.values["year"]): float(row.values["percent"])
        for row in read_table(RELEASE, "people_indicators")
        if (row.values["ods_code"], row.values["indicator"]) == ("RXW", "enough_staff")
    }
    assert found == pytest.approx(published, abs=0.006)
    assert forecast().baseline.level == pytest.approx(published[2024], abs=0.06)


@pytest.mark.parametrize("code", ["RXW", AMBULANCE, "RRE", "RY8"])
def test_trusts_are_compared_within_their_kind_only(code):
    kind = evidence.organisations(RELEASE)[code].kind
    for measure in STAFF:
        found = answers.comparators(ForecastQuestion(code=code, measure=measure), 12, viewer=PUBLIC).comparators
        assert found.kind is kind
        assert {evidence.organisations(RELEASE)[one.code].kind for one in found.each} <= {kind}
        assert found.of >= 1


def test_where_lower_is_better_a_lower_target_is_harder_and_the_words_say_or_less():
    answer = check(30)
    assert check(25).probability < answer.probability < check(35).probability
    assert answer.stretch < answer.median
    assert check(answer.median).probability == pytest.approx(0.5, abs=0.06)
    assert "or less" in answer.sentences[2]
    met = sum(one.as_it_would_be <= 30 for one in answer.comparators.each)
    assert abs(answer.comparators.met - met) <= 1
    assert answer.comparators.best == min(one.as_it_would_be for one in answer.comparators.each)
    levels = [one.as_it_would_be for one in answer.comparators.each]
    assert sum(one <= answer.comparators.fastest_fifth for one in levels) / len(levels) == pytest.approx(0.2, abs=0.06)


def test_tables_read_from_the_side_that_is_better():
    fan = fan_table(forecast(measure=STAFF_BURNED_OUT))
    assert fan.headings[:2] == ("Survey", "1 in 20 reaches")
    assert fan.rows[0][0] == "the 2025 survey"
    ladder = ladder_table(check(30))
    assert ladder.rows[0][0] == "1 in 20 reaches"
    assert float(ladder.rows[0][1].rstrip("%")) < float(ladder.rows[6][1].rstrip("%"))


def test_the_picture_says_how_many_get_down_to_a_share():
    lower, higher = (fan_picture(forecast(measure=one)).wide for one in (STAFF_BURNED_OUT, STAFF_ENOUGH))
    best = forecast(measure=STAFF_BURNED_OUT).fan[-1].quantiles["5"]
    assert f"1 in 20: {int(best + 0.5)}%" in lower
    assert "1 in 20: " in higher
    assert f"1 in 20: {int(forecast().fan[-1].quantiles['95'] + 0.5)}%" in higher


def test_the_survey_that_has_ended_by_the_month_decides():
    assert check(30, by="2026-11").judged_on.year == 2025
    assert check(30).judged_on.year == 2026
    with pytest.raises(TargetNotAskable, match="the next year ends in December 2025"):
        check(30, by="2025-06")
    with pytest.raises(TargetNotAskable, match="whole years, 12 to 24 months"):
        answers.comparators(ForecastQuestion(code="RXW", measure=STAFF_ENOUGH), 6, viewer=PUBLIC)


def test_a_trust_that_no_waiting_time_applies_to_still_has_its_staff_survey(client):
    plain = client.get(f"/expectations/{AMBULANCE}/").content.decode()
    assert "do not apply to an ambulance service" in plain
    assert "measure=staff_enough" in plain
    shown = client.get(f"/expectations/{AMBULANCE}/?measure=staff_enough").content.decode()
    assert "share of staff who say there are enough staff" in shown
    assert 'id="fan-wide-title"' in shown
    assert "by survey" in shown


def test_a_trust_without_any_survey_is_told_so():
    kinds = {code for code, one in evidence.organisations(RELEASE).items() if one.kind is Kind.OTHER and one.is_open}
    for code in kinds:
        answer = forecast(code)
        assert (answer.baseline, answer.fan) == (None, ())
        assert "We cannot say" in answer.sentences[0]
