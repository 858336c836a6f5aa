"""The check of a target and the fan, on the real evidence and on made-up trusts."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.calculation.panels import known_places, merger_places, panel_from
from wraparound.capabilities.expectations.queries import answers
from wraparound.capabilities.expectations.terms.performance import (
    FORECAST_METHOD,
    QUANTILES,
    ForecastQuestion,
    TargetNotAskable,
    TargetQuestion,
)
from wraparound.capabilities.expectations.wording.outlooks import step_sentence
from wraparound.methods.trajectories.fit import fit_trajectories
from wraparound.methods.trajectories.national import Scenario
from wraparound.methods.trajectories.storage import as_plain
from wraparound.people.terms.access import PUBLIC
from wraparound.published.measure_files import card_of, measure_cards, our_cards
from wraparound.published.release import newest_release
from wraparound.published.terms import AE_ALL, AE_MAJOR, RTT_18_WEEKS, NotInEvidence

RELEASE = newest_release()
CLOSED_TRUSTS = sorted(code for code, one in evidence.organisations(RELEASE).items() if not one.is_open)
OPEN_TRUSTS = sorted(code for code, one in evidence.organisations(RELEASE).items() if one.is_open)
MONTHS = [f"{year}-{month:02}" for year in (2026, 2027, 2028) for month in (3, 6, 9, 12)][1:]


def check(code="RXW", measure=AE_MAJOR, target=78.0, by="2028-03", scenario=Scenario.HELD):
    question = TargetQuestion(code=code, measure=measure, target=target, by=by, scenario=scenario)
    return answers.check(question, viewer=PUBLIC)


def forecast(code="RXW", measure=AE_ALL, scenario=Scenario.HELD):
    return answers.forecast(ForecastQuestion(code=code, measure=measure, scenario=scenario), viewer=PUBLIC)


class TestKeptFits:
    @pytest.mark.parametrize("measure", [measure for measure, card in measure_cards().items() if not card.within_kind])
    def test_the_fit_that_is_kept_is_the_one_that_the_figures_give(self, measure):
        figures, steps = evidence.measure_evidence(RELEASE, measure)
        panel = panel_from(figures, 3)
        mergers = merger_places(evidence.successions(RELEASE), panel)
        again = as_plain(fit_trajectories(panel, known_places(steps, measure, panel) + mergers))
        kept = as_plain(evidence.stored_fit(RELEASE, FORECAST_METHOD, measure))
        assert again.keys() == kept.keys()
        for name in ("units", "steps", "stretch", "first_month"):
            assert again[name] == kept[name]
        for name in ("median", "season", "level", "typical_change", "flattery"):
            assert np.allclose(again[name], kept[name], atol=2e-5)
        for ours, theirs in zip(again["horizons"], kept["horizons"], strict=True):
            assert np.allclose(np.hstack(ours), np.hstack(theirs), atol=1e-3)


class TestSteps:
    @pytest.mark.parametrize(
        ("code", "measure", "quarter"), [("RWD", AE_MAJOR, "2025-01-01"), ("RX1", AE_ALL, "2025-10-01")]
    )
    def test_the_two_steps_everybody_knows_are_marked_with_their_reason(self, code, measure, quarter):
        steps = {step.period.isoformat(): step for step in forecast(code, measure).steps}
        assert steps[quarter].change > 1.3
        assert "type" in steps[quarter].known.why

    def test_lincolnshire_starts_only_from_what_was_counted_after_its_step(self):
        answer = forecast("RWD", AE_MAJOR)
        assert (answer.baseline.first_month, answer.baseline.months) == ("2025-04", 12)
        assert answer.baseline.level == pytest.approx(60, abs=1)

    def test_nottingham_gets_words_until_three_quarters_have_passed(self):
        answer = forecast("RX1", AE_ALL)
        assert (answer.baseline, answer.fan) == (None, ())
        assert "figures to September 2026" in answer.sentences[0]
        assert forecast("RX1", AE_MAJOR).fan

    def test_a_trust_that_another_joined_is_not_compared_across_that_day_and_says_who_joined(self):
        answer = forecast("RA7", AE_MAJOR)
        joined = {step.period.isoformat(): step for step in answer.steps if step.joined}
        assert joined.keys() == {"2020-04-01"}
        said = step_sentence(joined["2020-04-01"])
        assert "because Weston Area Health became part of it in April 2020" in said
        fit = evidence.stored_fit(RELEASE, FORECAST_METHOD, AE_MAJOR)
        before, after = ((2020 * 12 + month - fit.positions.first_month) // 3 for month in (0, 6))
        row = fit.positions.units.index("RA7")
        assert fit.positions.stretch[row, before] != fit.positions.stretch[row, after]

    @pytest.mark.parametrize("measure", list(our_cards()))
    @pytest.mark.parametrize("months", [6, 12, 24, 36])
    def test_no_comparator_is_counted_across_a_step_or_with_a_figure_that_was_not_published(self, measure, months):
        every = card_of(measure).months_per_period
        if months > forecast(measure=measure).reaches_months or months % every:
            return
        fit = evidence.fit_for(RELEASE, "RXW", measure)
        question = ForecastQuestion(code="RXW", measure=measure)
        found = answers.comparators(question, months, viewer=PUBLIC).comparators
        for one in found.each:
            row = fit.positions.units.index(one.code)
            begins, ends = (
                (day.year * 12 + day.month - 1 - fit.positions.first_month) // every
                for day in (one.started, one.arrived)
            )
            assert ends - begins == months // every
            assert len(set(fit.positions.stretch[row, begins : ends + 1].tolist())) == 1
            assert not np.isnan(fit.positions.relative[row, ends])


class TestFan:
    def test_it_reaches_three_years_by_quarter_with_seven_quantiles(self):
        fan = forecast().fan
        assert [point.months_ahead for point in fan] == list(range(3, 37, 3))
        assert all(tuple(point.quantiles) == tuple(str(one) for one in QUANTILES) for point in fan)
        assert all(list(point.quantiles.values()) == sorted(point.quantiles.values()) for point in fan)
        assert fan[-1].period.isoformat() == "2029-01-01"

    def test_the_waiting_list_does_not_reach_three_years_and_says_so(self):
        answer = forecast(measure=RTT_18_WEEKS)
        assert (answer.reaches_months, answer.thin) == (24, True)
        assert "of three years ahead we do not know" in answer.beyond

    @pytest.mark.parametrize("code", OPEN_TRUSTS)
    def test_every_open_trust_gets_a_fan_or_an_answer_in_words(self, code):
        for measure in our_cards():
            answer = forecast(code, measure)
            assert bool(answer.fan) != bool(answer.why_not)
            assert all(len(sentence) > 40 for sentence in answer.sentences)
            assert answer.sentences

    @pytest.mark.parametrize("code", CLOSED_TRUSTS)
    def test_nothing_lies_ahead_of_a_closed_trust(self, code):
        for measure in our_cards():
            answer = forecast(code, measure)
            assert (answer.fan, answer.baseline) == ((), None)
            assert answer.why_not
            assert check(code, measure, 70, "2028-03").probability is None

    def test_nothing_is_forecast_across_a_merger_after_the_figures_end(self):
        answer = forecast("RA7", AE_MAJOR)
        assert not answer.fan
        assert "North Bristol became part of Bristol in July 2026" in answer.why_not
        assert check("RA7", AE_MAJOR, 60, "2028-03").sentence == answer.why_not
        assert forecast("RA7", our_cards()["staff_enough"].measure).fan

    def test_the_39_without_any_figure_and_the_seven_of_2023_are_told_why(self):
        figures = {code: evidence.trust_evidence(RELEASE, code).performance for code in OPEN_TRUSTS}
        rows = {row.values["ods_code"] for row in evidence_rows()}
        without = [code for code in OPEN_TRUSTS if code not in rows]
        assert len(without) == 39
        for code in without:
            assert "We cannot say" in forecast(code, AE_ALL).sentences[0] or "closed" in forecast(code).why_not
            assert "we cannot say" in answers.trust(code, viewer=PUBLIC).sentences[0].lower()
        last = {
            code: max(row.values["period"] for row in evidence_rows() if row.values["ods_code"] == code)
            for code in OPEN_TRUSTS
            if code in rows
        }
        of_2023 = [code for code, period in last.items() if period.startswith("2023")]
        assert len(of_2023) == 7
        for code in of_2023:
            said = forecast(code, RTT_18_WEEKS).sentences[0]
            assert ("October to December 2023" in said) if figures[code] else ("too short to show" in said)

    def test_the_size_of_the_flattery_is_measured_and_told(self):
        found = forecast().worst_month
        assert found.one_period > found.year_mean > 0
        assert found.starts > 500


class TestCheck:
    def test_the_example_of_shrewsbury(self):
        answer = check()
        assert answer.probability == pytest.approx(0.0096)
        assert (answer.comparators.met, answer.comparators.of) == (0, 39)
        assert answer.probability_interval[0] < answer.probability < answer.probability_interval[1] < 0.12
        assert answer.range_80[0] < answer.median < answer.range_80[1] < 78
        assert (answer.judged_on.isoformat(), answer.months_ahead) == ("2028-01-01", 24)
        assert answer.sentence.startswith(
            "Of 39 other acute trusts that started about as far from the median trust, none"
        )

    def test_the_month_of_the_target_decides_by_the_last_quarter_that_has_ended(self):
        assert check(by="2028-02").judged_on.isoformat() == "2027-10-01"
        assert check(by="2028-05").judged_on.isoformat() == "2028-01-01"

    @settings(max_examples=60, deadline=None)
    @given(
        some.sampled_from(OPEN_TRUSTS),
        some.sampled_from(list(our_cards())),
        some.sampled_from(MONTHS),
        some.sampled_from(Scenario),
        some.lists(some.floats(0.5, 99.7), min_size=2, max_size=4),
    )
    def test_a_harder_target_is_never_likelier_nor_met_by_more(self, code, measure, by, scenario, targets):
        easiest_first = sorted(targets, reverse=card_of(measure).lower_is_better)
        answers = [check(code, measure, target, by, scenario) for target in easiest_first]
        for easy, hard in pairwise(answers):
            if easy.probability is None:
                assert hard.probability is None
                continue
            assert hard.probability <= easy.probability
            assert hard.comparators.met <= easy.comparators.met
            assert hard.comparators.of == easy.comparators.of

    @settings(max_examples=40, deadline=None)
    @given(some.sampled_from(OPEN_TRUSTS), some.sampled_from(MONTHS), some.floats(20, 95))
    def test_odds_lie_in_their_interval_and_none_or_all_are_never_a_point(self, code, by, target):
        answer = check(code, AE_ALL, target, by)
        if answer.probability is None:
            return
        low, high = answer.probability_interval
        assert low <= answer.probability <= high
        assert 0 < answer.probability < 1
        if answer.comparators.met in (0, answer.comparators.of):
            assert high - low > 1 / (answer.comparators.of + 5)
        assert answer.worth <= max(1, answer.comparators.of)

    def test_the_target_half_would_meet_is_about_an_even_chance(self):
        answer = check()
        assert check(target=answer.median).probability == pytest.approx(0.5, abs=0.03)
        assert check(target=answer.stretch).probability == pytest.approx(0.1, abs=0.03)

    def test_a_rising_median_lifts_the_odds_and_a_falling_one_lowers_them(self):
        up, level, down = (
            check(target=60, scenario=one).probability for one in (Scenario.RISING, Scenario.HELD, Scenario.FALLING)
        )
        assert up > level > down
        others = {one.scenario: one.probability for one in check(target=60).other_scenarios}
        assert others[Scenario.RISING] == pytest.approx(up, abs=1e-4)

    def test_the_same_question_gives_the_same_answer(self):
        first = check(target=60)
        answers._check.cache_clear()
        assert check(target=60) == first

    def test_a_trust_is_not_compared_with_itself_or_its_own_history(self):
        found = check("RYR", AE_ALL, 80).comparators
        assert not {one.code for one in found.each} & {"RYR", "RXH", "RYF"}
        assert len({one.code for one in found.each}) == found.of

    @pytest.mark.parametrize(
        ("changed", "complaint", "about"),
        [
            ({"target": 0}, "above 0 and up to 100", "target"),
            ({"target": -3}, "above 0 and up to 100", "target"),
            ({"target": 101}, "above 0 and up to 100", "target"),
            ({"target": float("nan")}, "above 0 and up to 100", "target"),
            ({"target": 100}, "a handful of patients decide", "target"),
            ({"target": 99.8}, "choose a target up to 99.7", "target"),
            ({"by": "soon"}, "“soon” is not a month", "by"),
            ({"by": "2028-13"}, "is not a month", "by"),
            ({"by": "2026-03"}, "choose 2026-06 or a later month", "by"),
            ({"by": "1999-01"}, "choose 2026-06 or a later month", "by"),
        ],
    )
    def test_nonsense_is_refused_with_what_to_give(self, changed, complaint, about):
        with pytest.raises(TargetNotAskable, match=complaint) as refused:
            check(**changed)
        assert refused.value.about == about

    def test_a_code_that_no_trust_has_is_refused(self):
        with pytest.raises(NotInEvidence, match="search by name instead"):
            check("ZZZ")

    def test_what_the_history_does_not_reach_gets_a_sentence_and_no_odds(self):
        answer = check(measure=RTT_18_WEEKS, by="2028-03")
        assert (answer.probability, answer.probability_interval, answer.range_80) == (None, None, None)
        assert "reaches two years ahead" in answer.sentence
        assert check(by="2035-01").probability is None


class TestComparators:
    def test_each_is_openable_and_why_it_is_in_is_its_start(self):
        found = answers.comparators(ForecastQuestion(code="RXW", measure=AE_MAJOR), 24, viewer=PUBLIC)
        level = found.baseline.beside_median
        for one in found.comparators.each:
            assert abs(one.points_away) <= found.comparators.points + 0.3
            # On the log-odds scale the band is fixed; in points it is a little wider or narrower in other years.
            assert abs((one.start - one.median_then) - level) < 12
            assert one.code in evidence.organisations(RELEASE)
        assert all(one.why for one in found.comparators.left_out)
        reached = sorted(one.as_it_would_be for one in found.comparators.each)
        assert reached[-1] == found.comparators.best
        assert sum(one >= found.comparators.fastest_fifth for one in reached) / len(reached) == pytest.approx(
            0.2, abs=0.04
        )

    def test_before_and_after_a_merger_is_one_trust(self):
        families = evidence.families(RELEASE)
        assert families["RA3"] == families["RA7"] == "RA7"
        for code in ("RXW", "RWD", "RJ1", "RRK"):
            for months in (12, 24, 36):
                asked = ForecastQuestion(code=code, measure=AE_ALL)
                found = answers.comparators(asked, months, viewer=PUBLIC).comparators
                of_family = [families[one.code] for one in found.each]
                assert len(set(of_family)) == len(of_family)

    def test_the_assumption_moves_where_they_would_be_and_is_named(self):
        held, up = (
            answers.comparators(ForecastQuestion(code="RXW", measure=AE_MAJOR, scenario=one), 24, viewer=PUBLIC)
            for one in (Scenario.HELD, Scenario.RISING)
        )
        assert (held.scenario, up.scenario) == (Scenario.HELD, Scenario.RISING)
        assert up.comparators.fastest_fifth > held.comparators.fastest_fifth
        assert "if the median trust stays level" in held.sentences[1]
        assert "if the median trust rises" in up.sentences[1]

    @pytest.mark.parametrize("months", [0, 1, 25, 39])
    def test_a_time_that_is_no_whole_quarters_is_refused(self, months):
        with pytest.raises(TargetNotAskable, match="whole quarters, 3 to 36 months ahead"):
            answers.comparators(ForecastQuestion(code="RXW", measure=AE_MAJOR), months, viewer=PUBLIC)


def evidence_rows():
    from wraparound.published.release import read_table

    return read_table(RELEASE, "performance_quarterly")
