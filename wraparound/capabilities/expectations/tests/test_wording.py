"""Sentences, tested like calculations: rounding, ranges, dates, names."""

from datetime import date

import pytest

from wraparound.capabilities.expectations.terms.recovery import Cohort, SpellOrder
from wraparound.capabilities.expectations.tests.factories import ask
from wraparound.capabilities.expectations.wording import asking, numbers, pictures
from wraparound.capabilities.expectations.wording import recovery as words
from wraparound.published.release import newest_release
from wraparound.published.terms import Kind, Regime, Window

RELEASE = newest_release()


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 of 100"),
        (0.125, "13 of 100"),
        (0.004, "fewer than 1 of 100"),
        (0.998, "more than 99 of 100"),
        (1, "100 of 100"),
    ],
)
def test_shares_as_people_say_them(share, said):
    assert numbers.of_100(share) == said


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (29.66, "2 years 6 months"),
        (12.1, "1 year"),
        (4.5, "4 months"),
        (0.4, "0 months"),
        (13, "1 year 1 month"),
        (87.8, "7 years 4 months"),
    ],
)
def test_months_as_years(months, said):
    assert numbers.years_and_months(months) == said


def test_dates_as_exactly_as_they_are_known():
    assert numbers.dated(Window(date(2028, 3, 3), date(2028, 3, 3))) == "3 March 2028"
    assert numbers.on_or_in(Window(date(2014, 7, 1), date(2014, 7, 31))) == "in July 2014"
    assert numbers.on_or_in(Window(date(2014, 12, 1), date(2014, 12, 31))) == "in December 2014"
    assert numbers.on_or_in(Window(date(2014, 7, 1), date(2014, 7, 16))) == "between 1 July 2014 and 16 July 2014"
    assert numbers.known_date("2014-07-01/2014-07-16") == "1 July 2014 to 16 July 2014"
    assert numbers.known_date("") == "not known"
    assert numbers.source_date("2018-07") == "July 2018"


def test_short_names_are_those_people_use():
    assert numbers.short_name("The Shrewsbury and Telford Hospital NHS Trust") == "Shrewsbury and Telford Hospital"
    assert numbers.short_name("The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust").endswith("King's Lynn")
    assert numbers.short_name("The Christie NHS Foundation Trust") == "The Christie"


def test_the_answer_opens_with_the_middle_its_range_and_what_was_expected():
    first, second, third = words.recovery_sentences(ask())
    assert first.startswith(
        "From 41 spells in quality special measures we estimate that half end in recovery within 30 months of entry "
        "(2 years 6 months)."
    )
    assert first.endswith("anything from 25 to 39 months.")
    assert second == (
        "Guidance of 2014 said 12 months, 18 at most: 13 of 100 were out by 12 months and 18 of 100 by 18. "
        "All of those out by 12 months had entered in July 2013, before that guidance; of 30 that entered later, "
        "none had recovered by then."
    )
    assert third == "Of 41 spells, 39 ended by recovery and 1 by merger; for 1 we do not know whether or when it ended."


def test_few_spells_are_listed_by_length_and_no_curve_is_drawn():
    answer = ask(spell=SpellOrder.SECOND)
    assert words.recovery_sentences(answer)[0] == (
        "We know of 4 second spells in quality special measures. They lasted 43, 59, 73 and 88 months. "
        "Under 10 known lengths we draw no curve."
    )
    assert pictures.recovery_picture(answer) is None


def test_lengths_not_seen_to_the_end_are_told_apart_and_never_called_known():
    assert words.recovery_sentences(ask(Regime.RECOVERY_SUPPORT))[0] == (
        "We know of 16 spells in the Recovery Support Programme. 3 of them lasted 29, 35 and 36 months; 2 lasted at "
        "least 5 and 29 months. Under 10 known lengths we draw no curve."
    )


def test_those_who_entered_before_the_guidance_are_not_measured_by_it():
    told = words.recovery_sentences(ask(cohort=Cohort.FIRST_ELEVEN))[1]
    assert told.endswith("These had all entered in July 2013, before that guidance.")
    later = words.recovery_sentences(ask(cohort=Cohort.LATER))[1]
    assert "0 of 100 were out by 12 months" in later
    assert "before that guidance" not in later


def test_months_served_are_told_as_given_and_the_rest_counted_from_there():
    told = words.recovery_sentences(ask(months_served=24.5))[0]
    assert "that had lasted 24.5 months" in told
    assert "within 40 months of entry (3 years 4 months), which is 15 more" in told
    assert (
        words.headline(ask(months_served=24.5))
        == "Of those that had lasted 24.5 months: an estimated half were out after 40 months"
    )


def test_no_spell_at_all_is_said_with_how_complete_the_list_is():
    answer = ask(kind=Kind.COMMUNITY)
    assert words.recovery_sentences(answer) == (
        "No spells in quality special measures of community trusts are recorded.",
        "As far as we know our list of these spells is complete.",
    )


def test_a_thin_list_says_so_wherever_it_is_used():
    for regime in (Regime.FINANCIAL, Regime.RECOVERY_SUPPORT):
        assert any("list of these spells" in sentence for sentence in words.recovery_sentences(ask(regime)))


def test_relapse_is_a_lower_bound_and_says_so():
    first, second, third = words.relapse_sentences(ask().relapse)
    assert "at least 9 (26 of 100) later entered a regime again, 4 or 5 of them within three years" in first
    assert second.startswith("1 more was seen")
    assert third.startswith("The true number may be higher")


def test_the_command_and_the_api_address_ask_the_same_narrowed_question():
    answer = ask(cohort=Cohort.LATER, kind=Kind.ACUTE, months_served=18)
    assert asking.command(answer).endswith("--cohort later --kind acute --served 18")
    assert asking.api_link(answer).endswith("?cohort=later&kind=acute&served=18")


def test_the_picture_in_words_and_the_sentence_add_up():
    assert "by 12 months 87 of 100" in words.describe_curve(ask())
    assert "13 of 100 were out by 12 months" in words.recovery_sentences(ask())[1]


def test_the_picture_marks_what_was_expected_and_where_half_were_out():
    drawn = pictures.recovery_picture(ask())
    places = {12: 52 + (700 - 52) * 12 / 96, 18: 52 + (700 - 52) * 18 / 96, 29.66: 52 + (700 - 52) * 29.66 / 96}
    assert f'x="{places[12]:.1f}'.removesuffix(".0") in drawn.wide
    assert f'width="{places[18] - places[12]:.1f}"' in drawn.wide
    assert f'cx="{places[29.66]:.1f}"' in drawn.wide
    assert "Expected: 12 months, 18 at most" in drawn.wide
    assert "Half out: 30 months" in drawn.narrow


def test_every_row_of_the_table_counts_those_that_lasted_so_long():
    rows = {row.months: row for row in ask().by_month}
    assert {months: row.still_followed for months, row in rows.items()} == {
        6: 40, 12: 35, 18: 33, 24: 27, 36: 16, 48: 6, 60: 3,
    }  # fmt: skip
    assert (rows[36].recovered_low, rows[36].recovered_high) == pytest.approx((0.42, 0.72), abs=0.01)
