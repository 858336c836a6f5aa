"""Focus: worked examples and what must hold for every input. Runs without Django."""

from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.focus.calculation import answer_focus
from wraparound.capabilities.focus.wording import say_focus

TABLES = some.dictionaries(some.text(min_size=1), some.integers(min_value=0, max_value=10**6))


def test_tables_and_rows_are_counted():
    answer = answer_focus("2026-11-23", rows_of_tables={"spells": 41, "ratings": 1200})
    assert (answer.tables, answer.rows) == (2, 1241)
    assert say_focus(answer) == "Evidence release 2026-11-23 holds 2 tables with 1,241 rows in all."


def test_a_release_without_tables_is_said_to_be_empty():
    assert say_focus(answer_focus("2026-11-23", rows_of_tables={})).endswith("holds no table to rest on.")


@given(TABLES)
def test_the_order_of_tables_does_not_matter(tables):
    backwards = dict(reversed(tables.items()))
    assert answer_focus("a", rows_of_tables=tables) == answer_focus("a", rows_of_tables=backwards)
