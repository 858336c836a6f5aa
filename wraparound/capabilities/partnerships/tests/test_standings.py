"""Need and strength: worked examples, and real evidence held against the tables it came from."""

import csv
import statistics
from collections import defaultdict
from datetime import date

import pytest

from wraparound.capabilities.expectations.queries.answers import forecast
from wraparound.capabilities.expectations.queries.standings import standings
from wraparound.capabilities.expectations.terms.performance import ForecastQuestion
from wraparound.capabilities.partnerships.calculation.standings import (
    aspects_of,
    far_of,
    measure_aspect,
    side_of,
    spells_held,
    trend_of,
)
from wraparound.capabilities.partnerships.terms.standings import AspectSide, Far, Sort, SpellState, Trend
from wraparound.capabilities.partnerships.tests.factories import DAY, standing
from wraparound.people.terms.access import PUBLIC
from wraparound.published.release import BUNDLED, newest_release
from wraparound.published.terms import AE_ALL, AE_MAJOR, RTT_18_WEEKS, STAFF_ENOUGH, Regime

YEAR = [f"2025-{month:02}-01" for month in (4, 7, 10)] + ["2026-01-01"]
YEAR_BEFORE = [f"2024-{month:02}-01" for month in (4, 7, 10)] + ["2025-01-01"]


def rows(table):
    with (BUNDLED / newest_release().id / f"{table}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def shares_of(measure):
    """Code → period → percent, straight from the table."""
    found = defaultdict(dict)
    for row in rows("performance_quarterly"):
        # Shorter waiting lists than 500 are not shown: the sidecar of the table says so.
        if row["measure"] == measure and int(row["denominator"]) >= 500:
            found[row["ods_code"]][row["period"]] = 100 * int(row["numerator"]) / int(row["denominator"])
    return found


@pytest.fixture(scope="module")
def all_standings():
    return standings(viewer=PUBLIC)


@pytest.fixture(scope="module")
def rxw(all_standings):
    return all_standings["RXW"]


def measure_of(one, measure):
    return next(each for each in one.measures if each.measure == measure)


class TestTheRule:
    @pytest.mark.parametrize(
        ("beside", "far"),
        [(-4.1, Far.BELOW), (-4.0, Far.NEAR), (4.0, Far.NEAR), (4.1, Far.ABOVE), (None, Far.NOT_KNOWN)],
    )
    def test_four_points_of_cases_are_far(self, beside, far):
        assert far_of(standing(beside)) is far

    def test_two_points_of_staff_are_far_and_lower_can_be_better(self):
        assert far_of(standing(2.1, cases=False, lower=True)) is Far.BELOW
        assert far_of(standing(-2.1, cases=False, lower=True)) is Far.ABOVE
        assert far_of(standing(2.0, cases=False)) is Far.NEAR

    def test_what_a_recording_step_explains_is_neither_need_nor_strength(self):
        for beside in (-30.0, 30.0):
            found = measure_aspect(standing(beside, moved=(-9.0, -10.0, -8.0), stepped=date(2025, 10, 1)))
            assert found.side is AspectSide.NOT_KNOWN

    @pytest.mark.parametrize(
        ("moved", "lower", "trend"),
        [
            ((-3.0, -5.0, -1.0), False, Trend.FALLING),
            ((-3.0, -5.0, -1.0), True, Trend.RISING),
            ((3.0, 1.0, 5.0), True, Trend.FALLING),
            ((-3.0, -7.0, 1.0), False, Trend.CANNOT_TELL),
            ((-0.9, -1.0, -0.8), False, Trend.CANNOT_TELL),
            (None, False, Trend.CANNOT_TELL),
        ],
    )
    def test_a_trend_is_told_only_where_its_whole_interval_says_so(self, moved, lower, trend):
        assert trend_of(None if moved is None else standing(0.0, moved=moved).moved, lower_is_better=lower) is trend

    def test_the_table_of_the_method_page(self):
        needs = {(far, trend) for far in Far for trend in Trend if side_of(far, trend) is AspectSide.NEED}
        strong = {(far, trend) for far in Far for trend in Trend if side_of(far, trend) is AspectSide.STRENGTH}
        assert needs == {*((Far.BELOW, trend) for trend in Trend), (Far.NEAR, Trend.FALLING)}
        assert strong == {(Far.ABOVE, Trend.RISING), (Far.ABOVE, Trend.CANNOT_TELL), (Far.NEAR, Trend.RISING)}

    def test_whoever_rises_from_behind_the_median_is_not_strong_yet(self):
        rising, falling = (1.5, 1.1, 1.9), (-1.5, -1.9, -1.1)
        assert measure_aspect(standing(0.5, moved=rising)).side is AspectSide.STRENGTH
        assert measure_aspect(standing(-0.5, moved=rising)).side is AspectSide.NEITHER
        assert measure_aspect(standing(0.5, moved=falling, lower=True)).side is AspectSide.NEITHER
        assert measure_aspect(standing(-0.5, moved=falling, lower=True)).side is AspectSide.STRENGTH

    def test_a_missing_figure_is_not_known(self):
        assert measure_aspect(standing(None)).side is AspectSide.NOT_KNOWN


class TestRealEvidence:
    def test_shrewsbury_stands_where_the_table_says(self, rxw):
        """Level and distance worked out again from the rows of the table, without any of our code."""
        table = shares_of(AE_MAJOR)
        level = statistics.mean(table["RXW"][period] for period in YEAR)
        median = statistics.mean(
            statistics.median(each[period] for each in table.values() if period in each) for period in YEAR
        )
        found = measure_of(rxw, AE_MAJOR)
        assert found.level == pytest.approx(level, abs=0.06)
        # A period within a recording step of another trust is left out of the median of ours.
        assert found.beside == pytest.approx(level - median, abs=0.3)
        assert (found.level, found.to) == (44.5, date(2026, 3, 31))

    def test_its_waiting_list_fell_beside_the_median_by_what_the_table_says(self, rxw):
        """Four quarters, each beside the same quarter a year earlier, and Student's interval of their mean."""
        table = shares_of(RTT_18_WEEKS)
        periods = YEAR_BEFORE
        before = [f"{int(one[:4]) - 1}{one[4:]}" for one in periods]
        away = {
            period: table["RXW"][period] - statistics.median(each[period] for each in table.values() if period in each)
            for period in (*periods, *before)
        }
        moves = [away[now] - away[then] for now, then in zip(periods, before, strict=True)]
        half = 3.182 * statistics.stdev(moves) / 2
        found = measure_of(rxw, RTT_18_WEEKS).moved
        assert found.pairs == 4
        assert found.points == pytest.approx(statistics.mean(moves), abs=0.3)
        assert found.low == pytest.approx(statistics.mean(moves) - half, abs=0.8)
        assert trend_of(found, lower_is_better=False) is Trend.FALLING

    def test_every_level_is_the_one_on_the_page_of_the_trust(self, all_standings):
        for code in ("RXW", "RA2", "RJ1"):
            for one in all_standings[code].measures:
                start = forecast(ForecastQuestion(code=code, measure=one.measure), viewer=PUBLIC).baseline
                assert (one.level, one.beside) == ((start.level, start.beside_median) if start else (None, None))

    def test_every_source_is_the_row_it_names(self, all_standings):
        quarterly, people = rows("performance_quarterly"), rows("people_indicators")
        for code, one in all_standings.items():
            for measure in one.measures:
                table = quarterly if measure.address.table == "performance_quarterly" else people
                assert table[measure.address.row - 1]["ods_code"] == code

    def test_its_size_is_the_sum_of_its_last_four_quarters(self, rxw):
        held = [row for row in rows("performance_quarterly") if row["ods_code"] == "RXW" and row["measure"] == AE_ALL]
        found = next(one for one in rxw.sizes if one.measure == AE_ALL)
        assert found.count == sum(int(row["denominator"]) for row in held if row["period"] in YEAR)

    def test_its_spell_is_of_two_regimes_and_left(self, rxw):
        (found,) = spells_held(rxw.spells, on=DAY)
        assert found.regimes == (Regime.QUALITY, Regime.RECOVERY_SUPPORT)
        assert (found.entered, found.left, found.state) == ("2018-11-08", "2026-03-05", SpellState.LEFT)

    def test_its_needs_are_these(self, rxw):
        needs = {one.name for one in aspects_of(rxw, on=DAY) if one.side is AspectSide.NEED}
        assert needs == {AE_MAJOR, AE_ALL, RTT_18_WEEKS, STAFF_ENOUGH, "staff_work_stress", "overall"}

    def test_a_rating_of_long_ago_counts_as_nothing(self, rxw):
        later = date(2027, 5, 15)
        found = next(one for one in aspects_of(rxw, on=later) if one.sort is Sort.RATING)
        assert (found.said, found.side) == ("Requires improvement", AspectSide.NOT_KNOWN)

    def test_who_was_lately_shown_in_a_regime_needs_help_and_who_was_long_ago_is_not_known(self, all_standings):
        plymouth = aspects_of(all_standings["RK9"], on=DAY)
        assert [one.name for one in plymouth if one.sort is Sort.REGIME] == [Regime.RECOVERY_SUPPORT]
        barts = spells_held(all_standings["R1H"].spells, on=DAY)
        assert SpellState.NOT_KNOWN in {one.state for one in barts}
        assert not [one for one in aspects_of(all_standings["R1H"], on=DAY) if one.sort is Sort.REGIME]

    def test_only_open_trusts_stand_anywhere(self, all_standings):
        closed = {row["ods_code"] for row in rows("organisations") if row["closed"]}
        assert len(all_standings) == 202
        assert not closed & set(all_standings)

    def test_the_ranges_of_a_year_ago_held_most_of_what_came(self, all_standings):
        """Nine in ten were expected within; half of the rest on either side. Some measures have few past starts."""
        came = [one.year_ago for each in all_standings.values() for one in each.measures if one.year_ago]
        within = sum(one.low <= one.came <= one.high for one in came) / len(came)
        assert len(came) > 1200
        assert 0.8 < within < 0.98
