"""What must hold for every set of spells."""

import itertools
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.expectations.calculation.recovery import answer_recovery
from wraparound.capabilities.expectations.calculation.search import words_of
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion, Shown
from wraparound.capabilities.expectations.tests.factories import DAY, made_up_evidence, made_up_spell
from wraparound.published.terms import EndedBy, Regime

ends = st.sampled_from(list(EndedBy))
spells = st.lists(st.tuples(st.integers(30, 3000), ends, st.integers(0, 60), st.integers(0, 60)), max_size=25)


def build(cases):
    made = []
    for place, (days, ended, entry, exit_) in enumerate(cases):
        code = f"Z{place:02}"
        if ended is EndedBy.UNKNOWN:
            made.append(made_up_spell(code, last_known=DAY + timedelta(days=days), entry_window=entry, row=place + 1))
        else:
            made.append(
                made_up_spell(
                    code, days=days + 60, ended_by=ended, entry_window=entry, exit_window=exit_, row=place + 1
                )
            )
    return made


def answer(cases, **narrowed):
    return answer_recovery(RecoveryQuestion(regime=Regime.QUALITY, **narrowed), made_up_evidence(build(cases)))


@given(spells)
def test_every_spell_is_counted_once_by_how_it_ended(cases):
    found = answer(cases)
    assert found.recovered + found.merged + found.censored == found.spells == len(cases) == len(found.each_spell)
    assert found.informative == sum(one.informative for one in found.each_spell)


@given(spells)
def test_a_curve_is_drawn_from_ten_informative_spells_on_and_never_under(cases):
    found = answer(cases)
    assert (found.shown is Shown.CURVE) == (found.informative >= 10)
    assert bool(found.curve) == bool(found.by_month) == (found.shown is Shown.CURVE)


@given(spells)
def test_shares_lie_in_their_limits_and_never_go_back(cases):
    rows = [row for row in answer(cases).by_month if row.out is not None]
    assert all(row.low <= row.out <= row.high for row in rows if row.low is not None)
    assert all(first.out <= second.out for first, second in itertools.pairwise(rows))
    assert all(row.recovered + row.merged <= 1.0001 for row in rows)
    assert all(row.out_at_least <= row.out_at_most for row in rows)


@given(spells, st.randoms())
def test_the_order_of_the_rows_does_not_matter(cases, chance):
    shuffled = list(cases)
    chance.shuffle(shuffled)
    first, second = answer(cases), answer(shuffled)
    assert (first.median_months, first.out_by, first.curve) == (second.median_months, second.out_by, second.curve)


@given(spells, st.integers(1, 60))
def test_months_served_never_leave_more_spells_and_each_had_lasted_longer(cases, months):
    served = answer(cases, months_served=months)
    assert served.spells <= len(cases)
    assert all(one.months > months for one in served.each_spell)


@given(spells)
def test_the_same_question_has_the_same_answer(cases):
    assert answer(cases) == answer(cases)


@given(st.text(max_size=100))
def test_any_text_can_be_searched_for(text):
    assert all(word == word.casefold() for word in words_of(text))
