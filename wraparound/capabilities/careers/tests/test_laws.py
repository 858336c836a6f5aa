"""What must hold for every framework: it leaves and comes in again without loss, in every format."""

from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from wraparound.capabilities.careers.calculation.case.reading import read_case
from wraparound.capabilities.careers.calculation.case.writing import case_of
from wraparound.capabilities.careers.calculation.mapping import carried_over, new_in
from wraparound.capabilities.careers.calculation.stored import as_data, from_data
from wraparound.capabilities.careers.calculation.tidying import FORMULA_MARKS, plain, tidy, what_is_wrong
from wraparound.capabilities.careers.exchange.frameworks import framework_out, read_framework_file
from wraparound.capabilities.careers.terms.frameworks import Framework, FrameworkFormat, FrameworkHead, Statement
from wraparound.capabilities.careers.tests.framework_examples import WORDS, any_framework
from wraparound.published.export import BEGINS_A_FORMULA

ON = date(2026, 5, 4)


@given(any_framework())
def test_every_framework_comes_in_from_case_as_it_went_out(one):
    assume(not list(what_is_wrong(one)))
    read = read_case(case_of(one, ON))
    assert read.troubles == ()
    assert read.not_kept == ()
    assert read.framework == one


@settings(deadline=None)
@given(any_framework())
def test_every_framework_comes_in_from_csv_as_it_went_out(one):
    assume(not list(what_is_wrong(one)))
    read = read_framework_file("one.csv", framework_out(one, FrameworkFormat.CSV, ON), FrameworkHead())
    assert read.troubles == ()
    assert read.framework == one


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(any_framework())
def test_every_framework_comes_in_from_excel_as_it_went_out(one):
    assume(not list(what_is_wrong(one)))
    read = read_framework_file("one.xlsx", framework_out(one, FrameworkFormat.EXCEL, ON), FrameworkHead())
    assert read.troubles == ()
    assert read.framework == one


@given(any_framework())
def test_what_is_stored_is_the_same_framework(one):
    assert from_data(as_data(one)) == one


def test_a_statement_without_words_is_stored_as_one():
    one = Framework(name="Ours", version="1", statements=(Statement(competency="1", words=""),))
    assert from_data(as_data(one)) == one


@given(any_framework())
def test_tidying_twice_changes_nothing(one):
    assert tidy(one) == one


@given(some.one_of(WORDS, some.from_regex(r"'{0,3}[=+@-]?\s?'?x", fullmatch=True)))
def test_plain_words_are_plain(words):
    assert plain(plain(words)) == plain(words)
    assert not (plain(words)[:1] == "'" and plain(words)[1:].startswith(FORMULA_MARKS))


def test_what_our_csv_protects_is_what_plain_words_never_begin_with():
    assert set(FORMULA_MARKS) == set(BEGINS_A_FORMULA)


@given(any_framework(), any_framework(), some.data())
def test_each_competency_of_the_one_before_is_told_once_and_new_ones_are_those_nobody_reaches(before, after, data):
    keys = [[one.key for one in each.competencies] for each in (before, after)]
    pairs = data.draw(some.lists(some.tuples(*(some.sampled_from(each) for each in keys)), unique=True, max_size=6))
    carried = carried_over(before, after, pairs)
    assert [one.before for one in carried] == list(before.competencies)
    assert {(one.before.key, each.key) for one in carried for each in one.after} == set(pairs)
    reached = {to for _, to in pairs}
    assert {one.key for one in new_in(after, pairs)} == set(keys[1]) - reached
