"""Reading the tables: what they hold, what is left out on purpose, and rows that contradict themselves."""

from datetime import date

import pytest

from wraparound.published.facts import facts_in, official_expectations
from wraparound.published.organisations import organisation, organisations_in
from wraparound.published.performance import SMALLEST_WAITING_LIST, newest_quarters, performance_of, recording_steps_in
from wraparound.published.ratings import ratings_in
from wraparound.published.regimes import regime_spells_in, spells_from
from wraparound.published.release import EvidenceAltered, newest_release
from wraparound.published.staff_experience import staff_indicators_of
from wraparound.published.terms import (
    AE_MAJOR,
    RTT_18_WEEKS,
    Kind,
    NotInEvidence,
    Regime,
    RowAddress,
    TableRow,
)

RELEASE = newest_release()
CELLS = {
    "trust_name": "Invented Hospitals",
    "ods_code": "RZZ",
    "regime": "quality_special_measures",
    "entered_lo": "2015-01-01",
    "entered_hi": "2015-01-31",
    "exited_lo": "2016-01-01",
    "exited_hi": "2016-01-31",
    "last_known": "",
    "ended_by": "recovered",
    "continued_into_rsp": "",
    "confidence": "high",
    "inferred_fields": "",
    "source_url": "",
    "source_url_2": "",
    "note": "",
}


def test_the_counts_are_those_that_were_compiled():
    assert len(organisations_in(RELEASE)) == 245
    assert sum(one.is_open for one in organisations_in(RELEASE).values()) == 202
    by_regime = [spell.regime for spell in regime_spells_in(RELEASE)]
    assert [by_regime.count(regime) for regime in Regime] == [41, 17, 16]
    assert len(ratings_in(RELEASE)) == 105
    assert len({rating.code for rating in ratings_in(RELEASE)}) == 43
    assert len(recording_steps_in(RELEASE)) == 57


def test_four_trusts_had_a_second_spell_for_quality():
    second = {spell.code for spell in regime_spells_in(RELEASE) if spell.number == 2}
    assert second == {"RJL", "RWD", "RCX", "RMY"}


def test_entries_and_exits_match_the_counts_published_at_the_time():
    """At the end of 2014 18 trusts had entered and 6 had left; on 29 March 2017 12 were in and 19 had left."""
    spells = [spell for spell in regime_spells_in(RELEASE) if spell.regime is Regime.QUALITY]

    def entered_by(day):
        return sum(spell.entered.latest <= day for spell in spells)

    def left_by(day):
        recovered = [spell for spell in spells if spell.ended_by == "recovered"]
        return sum(spell.exited.latest <= day for spell in recovered)

    merged = 1
    assert (entered_by(date(2014, 12, 31)), left_by(date(2014, 12, 31)) + merged) == (18, 6)
    eve = date(2017, 3, 28)
    assert (entered_by(eve) - left_by(eve) - merged, left_by(eve) + merged) == (12, 19)


def test_a_code_is_found_in_any_case_and_an_unknown_one_says_what_to_do():
    assert organisation(RELEASE, " rxw ").name == "The Shrewsbury and Telford Hospital NHS Trust"
    assert organisation(RELEASE, "RXW").kind is Kind.ACUTE
    with pytest.raises(NotInEvidence, match="search by name instead"):
        organisation(RELEASE, "ZZZ")


def test_a_quarter_that_was_not_reported_has_no_figure_and_is_never_zero():
    rotherham = [one for one in performance_of(RELEASE, "RFR") if one.measure == AE_MAJOR]
    assert not any(date(2020, 1, 1) <= one.period < date(2023, 4, 1) for one in rotherham)
    assert all(one.total > 0 for code in organisations_in(RELEASE) for one in performance_of(RELEASE, code))


def test_percentages_of_short_waiting_lists_are_not_shown():
    figures = [one for code in organisations_in(RELEASE) for one in performance_of(RELEASE, code)]
    assert min(one.total for one in figures if one.measure == RTT_18_WEEKS) >= SMALLEST_WAITING_LIST
    assert newest_quarters(RELEASE) == {
        measure: max(one.period for one in figures if one.measure == measure)
        for measure in {one.measure for one in figures}
    }


def test_the_staff_survey_leaves_out_small_groups():
    found = [one for code in organisations_in(RELEASE) for one in staff_indicators_of(RELEASE, code)]
    assert len(found) == RELEASE.sidecar("people_indicators").rows
    assert min(one.respondents for one in found) >= 11


def test_the_rule_of_the_day_for_quality_was_twelve_months_and_eighteen_at_most():
    rule = official_expectations(RELEASE, Regime.QUALITY)[0]
    assert (rule.from_months, rule.to_months) == (12, 18)
    assert len({fact.id for fact in facts_in(RELEASE)}) == len(facts_in(RELEASE))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"exited_lo": "2014-01-01", "exited_hi": "2014-01-31"}, "leaves before it can have entered"),
        ({"ended_by": "unknown"}, "an end without a date, or a date without an end"),
        ({"ended_by": "unknown", "exited_lo": "", "exited_hi": ""}, "neither an end nor a last known day"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_by_number(change, complaint):
    row = TableRow(RowAddress("made-up", "regime_spells", 7), {**CELLS, **change})
    with pytest.raises(EvidenceAltered, match=rf"Row 7 of regime_spells \(RZZ\) .*{complaint}"):
        spells_from((row,))


@pytest.mark.parametrize("change", [{"entered_hi": ""}, {"exited_lo": ""}, {"entered_lo": "2015-02-01"}])
def test_half_a_window_and_a_window_the_wrong_way_round_are_refused(change):
    row = TableRow(RowAddress("made-up", "regime_spells", 7), {**CELLS, **change})
    with pytest.raises(EvidenceAltered, match="is no window"):
        spells_from((row,))
