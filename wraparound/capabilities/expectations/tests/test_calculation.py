"""Recovery, worked: the known answers of the evidence, and small cases one can do by hand."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.calculation.lengths import length_of
from wraparound.capabilities.expectations.calculation.recovery import (
    QuestionNotAskable,
    answer_recovery,
)
from wraparound.capabilities.expectations.calculation.relapse import relapse_after
from wraparound.capabilities.expectations.calculation.search import find_trusts, search_entries, words_of
from wraparound.capabilities.expectations.calculation.trusts import (
    latest_figures,
    regime_to_compare,
    spells_on_page,
)
from wraparound.capabilities.expectations.terms.recovery import (
    DAYS_IN_A_MONTH,
    Cohort,
    RecoveryQuestion,
    Shown,
    SpellOrder,
)
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.capabilities.expectations.tests.factories import DAY, ask, made_up_evidence, made_up_spell
from wraparound.published.release import newest_release
from wraparound.published.terms import EndedBy, Kind, Regime

RELEASE = newest_release()


def find(text, **narrowed):
    entries = search_entries(
        evidence.organisations(RELEASE), evidence.all_spells(RELEASE), evidence.successions(RELEASE)
    )
    return find_trusts(TrustSearch(text=text, **narrowed), entries, RELEASE.id)


class TestKnownAnswersOfTheEvidence:
    """The figures that the compilers of the evidence worked out themselves, another way."""

    def test_all_forty_one_spells_in_quality_special_measures(self):
        answer = ask()
        assert (answer.spells, answer.recovered, answer.merged, answer.censored) == (41, 39, 1, 1)
        assert answer.median_months == pytest.approx(29.7, abs=0.05)
        assert answer.median_interval == pytest.approx((24.6, 38.7), abs=0.05)
        assert answer.out_by == pytest.approx({"12": 0.125, "24": 0.325, "36": 0.600, "60": 0.920}, abs=0.0005)

    def test_the_first_eleven_took_twenty_months(self):
        answer = ask(cohort=Cohort.FIRST_ELEVEN)
        assert answer.spells == 11
        assert answer.median_months == pytest.approx(20.3, abs=0.05)

    def test_the_thirty_later_entrants_took_longer_and_none_was_out_by_twelve_months(self):
        answer = ask(cohort=Cohort.LATER)
        assert answer.spells == 30
        assert answer.median_months == pytest.approx(32.7, abs=0.05)
        assert answer.out_by["12"] == 0

    def test_ten_spells_from_2017_on(self):
        answer = ask(cohort=Cohort.FROM_2017)
        assert (answer.spells, answer.shown) == (10, Shown.CURVE)
        assert answer.median_months == pytest.approx(43.4, abs=0.05)

    def test_four_second_spells_are_listed_and_no_curve_is_drawn(self):
        answer = ask(spell=SpellOrder.SECOND)
        assert answer.spells == 4
        assert answer.median_months == pytest.approx(58.8, abs=0.05)
        assert (answer.shown, answer.curve, answer.out_by, answer.median_interval) == (Shown.LIST, (), None, None)

    def test_with_the_merger_as_a_competing_end(self):
        recovered = ask().cumulative_incidence["recovered"]
        assert recovered == pytest.approx({"12": 0.12, "24": 0.32, "36": 0.59, "60": 0.90}, abs=0.005)

    def test_turnbull_s_median_lies_between_30_0_and_30_2_months(self):
        # Closed windows give 29.93; counting the day after the first possible one, as the compilers did, gives 29.96.
        assert ask().interval_censored_median == pytest.approx((30.0, 30.2), abs=0.08)

    def test_of_thirty_five_that_recovered_at_least_nine_entered_a_regime_again(self):
        relapse = ask().relapse
        assert (relapse.recovered, relapse.returned_at_least, relapse.returned_undated) == (35, 9, 1)
        assert (relapse.within_36_at_least, relapse.within_36_at_most) == (4, 5)
        assert {one.code for one in relapse.returns} == {
            "RJL", "RWD", "RCX", "RMY", "RF4", "RYD", "RPA", "RTX", "RXR", "RVV",
        }  # fmt: skip

    def test_recovery_support_is_too_thin_for_a_curve(self):
        answer = ask(Regime.RECOVERY_SUPPORT)
        assert (answer.spells, answer.informative, answer.shown) == (16, 5, Shown.LIST)

    def test_financial_special_measures_has_a_curve_of_fifteen(self):
        answer = ask(Regime.FINANCIAL)
        assert (answer.spells, answer.informative, answer.shown) == (17, 15, Shown.CURVE)


class TestLengths:
    def test_a_length_runs_from_middle_to_middle_and_carries_its_bounds(self):
        length = length_of(made_up_spell(days=304, entry_window=30, exit_window=10))
        assert length.months == pytest.approx((304 + 5 - 15) / DAYS_IN_A_MONTH)
        assert length.shortest == pytest.approx((304 - 30) / DAYS_IN_A_MONTH)
        assert length.longest == pytest.approx((304 + 10) / DAYS_IN_A_MONTH)

    def test_an_exit_not_known_is_followed_to_the_last_day_a_source_shows(self):
        length = length_of(made_up_spell(last_known=DAY + timedelta(days=100)))
        assert (length.ended_by, length.longest, length.informative) == (EndedBy.UNKNOWN, None, True)
        assert length.months == pytest.approx(100 / DAYS_IN_A_MONTH)

    def test_an_entry_alone_carries_no_length(self):
        assert not length_of(made_up_spell(last_known=DAY)).informative
        assert not length_of(made_up_spell(last_known=DAY + timedelta(days=20), entry_window=30)).informative

    def test_an_exit_alone_carries_no_length(self):
        length = length_of(made_up_spell(entered=None, days=100))
        assert (length.informative, length.months) == (False, None)

    def test_dates_are_given_as_exactly_as_they_are_known(self):
        assert length_of(made_up_spell(days=31)).entered == "2015-01-01"
        assert length_of(made_up_spell(days=31, entry_window=30)).entered == "2015-01"
        assert length_of(made_up_spell(days=31, entry_window=12)).entered == "2015-01-01/2015-01-13"
        assert length_of(made_up_spell(last_known=DAY)).exited == ""


class TestQuestions:
    def test_nine_known_lengths_are_listed_and_ten_are_drawn(self):
        spells = [made_up_spell(f"RZ{place}", days=100 * place + 100) for place in range(10)]
        assert _of(spells[:9]).shown is Shown.LIST
        assert _of(spells).shown is Shown.CURVE

    def test_no_spell_at_all_is_nothing(self):
        answer = _of([])
        assert (answer.shown, answer.median_months, answer.spells) == (Shown.NOTHING, None, 0)

    def test_months_served_leave_only_those_that_lasted_so_long(self):
        everyone, later = ask(), ask(months_served=24)
        assert later.spells == sum((one.months or 0) > 24 for one in everyone.each_spell)
        expected = 1 - (1 - everyone.out_by["36"]) / (1 - everyone.out_by["24"])
        assert later.out_by["36"] == pytest.approx(expected, abs=0.0002)

    def test_the_first_eleven_exist_only_where_eleven_entered_on_one_day(self):
        with pytest.raises(QuestionNotAskable, match="ask for all or 2017_on"):
            ask(Regime.FINANCIAL, cohort=Cohort.FIRST_ELEVEN)

    def test_a_second_spell_of_the_first_eleven_contradicts_itself(self):
        with pytest.raises(QuestionNotAskable, match="ask for all entrants"):
            ask(cohort=Cohort.FIRST_ELEVEN, spell=SpellOrder.SECOND)

    def test_a_month_before_those_served_has_no_share(self):
        assert ask(months_served=24).out_by["12"] is None
        assert ask(months_served=24).out_by["24"] is None

    @pytest.mark.parametrize("months", [-1, 241])
    def test_months_served_have_sensible_ends(self, months):
        with pytest.raises(QuestionNotAskable, match="between 0 and 240"):
            ask(months_served=months)

    def test_a_kind_is_counted_by_the_register(self):
        acute, mental = ask(kind=Kind.ACUTE), ask(kind=Kind.MENTAL_HEALTH)
        assert (acute.spells, mental.spells) == (36, 2)


class TestRelapse:
    def test_an_entry_that_may_have_come_before_the_exit_does_not_count(self):
        first = made_up_spell(days=400, exit_window=30)
        other = made_up_spell(regime=Regime.FINANCIAL, entered=DAY + timedelta(days=410), days=90)
        assert relapse_after(Regime.QUALITY, [first, other]).returned_at_least == 0

    def test_a_window_that_reaches_across_three_years_is_counted_both_ways(self):
        first = made_up_spell(days=365)
        after = made_up_spell(
            regime=Regime.RECOVERY_SUPPORT, entered=DAY + timedelta(days=365 + 1080), entry_window=60, days=1800
        )
        relapse = relapse_after(Regime.QUALITY, [first, after])
        assert (relapse.within_36_at_least, relapse.within_36_at_most) == (0, 1)

    def test_a_trust_counts_once_by_its_first_return(self):
        first = made_up_spell(days=365)
        again = made_up_spell(number=2, entered=DAY + timedelta(days=800), days=90)
        finance = made_up_spell(regime=Regime.FINANCIAL, entered=DAY + timedelta(days=600), days=90)
        relapse = relapse_after(Regime.QUALITY, [first, again, finance])
        assert [one.regime for one in relapse.returns] == [Regime.FINANCIAL]

    def test_merged_and_unknown_ends_did_not_recover(self):
        merged = made_up_spell(days=100, ended_by=EndedBy.MERGED)
        unknown = made_up_spell("RZY", last_known=DAY + timedelta(days=90))
        assert relapse_after(Regime.QUALITY, [merged, unknown]).recovered == 0


class TestTrustPages:
    def test_brighton_s_spells_stand_on_the_page_of_the_trust_it_became(self):
        carried = spells_on_page("RYR", evidence.all_spells(RELEASE), evidence.successions(RELEASE))
        assert [(one.spell.code, one.through.predecessor) for one in carried] == [("RXH", "RXH"), ("RXH", "RXH")]

    def test_colchester_kept_its_code_under_another_name(self):
        carried = spells_on_page("RDE", evidence.all_spells(RELEASE), evidence.successions(RELEASE))
        assert [(one.spell.name_then, one.through) for one in carried] == [
            ("Colchester Hospital University NHS Foundation Trust", None)
        ]

    def test_a_trust_is_compared_with_recoveries_from_its_own_kind_of_regime(self):
        spells, successions = evidence.all_spells(RELEASE), evidence.successions(RELEASE)
        assert regime_to_compare(spells_on_page("RJ6", spells, successions)) is Regime.FINANCIAL
        assert regime_to_compare(spells_on_page("R1H", spells, successions)) is Regime.QUALITY
        assert regime_to_compare(spells_on_page("RXL", spells, successions)) is Regime.QUALITY
        assert regime_to_compare(()) is Regime.QUALITY

    def test_a_figure_across_a_recording_step_carries_the_step(self):
        nottingham = evidence.trust_evidence(RELEASE, "RX1")
        all_types = next(
            one
            for one in latest_figures(nottingham.performance, nottingham.steps, (), evidence.newest(RELEASE))
            if "all_types" in one.latest.measure
        )
        assert all_types.latest.period == date(2026, 1, 1)
        assert [step.period for step in all_types.steps] == ["2025-10-01"]


class TestFindingATrust:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("RXW", "RXW"),
            ("rxw", "RXW"),
            ("shrews", "RXW"),
            ("Shrewsbury and Telford Hospital NHS Trust", "RXW"),
            ("guys", "RJ1"),
            ("Guy's", "RJ1"),
            ("king's lynn", "RCX"),
            ("kings lynn", "RCX"),
            ("brighton", "RYR"),
            ("colchester", "RDE"),
            ("lancashire & south cumbria", "RW5"),
            ("  telford   shrewsbury ", "RXW"),
        ],
    )
    def test_by_name_former_name_or_code(self, text, code):
        assert find(text).found[0].organisation.code == code

    def test_a_former_name_says_that_it_matched(self):
        assert find("brighton").found[0].matched_name.startswith("Brighton and Sussex")

    def test_a_closed_trust_is_found_by_its_code_or_when_asked_for(self):
        assert find("RXH").found[0].leads_to == ("RYR",)
        assert "RXH" in {one.organisation.code for one in find("brighton", closed_too=True).found}

    def test_a_slip_of_the_keyboard_is_mended_by_suggestion_only(self):
        mended = find("shrewsbery")
        assert not mended.found
        assert [one.organisation.code for one in mended.near] == ["RXW"]

    def test_nonsense_finds_nothing_and_suggests_nothing(self):
        assert (find("zzzqqq").found, find("zzzqqq").near) == ((), ())

    def test_closed_trusts_of_the_same_words_are_counted_and_shown_when_asked_for(self):
        assert (len(find("pennine").found), find("pennine").closed) == (1, 1)
        assert {one.organisation.code for one in find("pennine", closed_too=True).found} == {"RT2", "RW6"}

    def test_pictures_and_punctuation_find_nothing(self):
        assert find("🏥").found == ()
        assert find("---").found == ()

    def test_everything_by_region_kind_and_spells(self):
        assert len(find("").found) == 202
        midlands = find("", region="Midlands", kind=Kind.AMBULANCE).found
        assert {one.organisation.code for one in midlands} == {"RX9", "RYA"}
        assert all(one.spells for one in find("", with_spells=True).found)

    def test_words_that_every_trust_has_do_not_narrow_anything(self):
        assert words_of("The NHS Trust of Somewhere") == ["somewhere"]
        assert len(find("NHS Trust").found) == 202


def _of(spells):
    return answer_recovery(RecoveryQuestion(regime=Regime.QUALITY), made_up_evidence(spells))
