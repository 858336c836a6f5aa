"""A table that somebody sends, under whatever name."""

import pytest

from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import tables_in


@pytest.mark.parametrize("name", ["\U00020000" * 95 + ".csv", "../" * 40 + "plan.csv", ""])
def test_a_name_of_any_length_is_read(name):
    assert [lines for _, lines in tables_in(name, b"one,two\n1,2\n")] == [[["one", "two"], ["1", "2"]]]


def test_an_empty_file_is_named():
    with pytest.raises(FileRefused, match=r"plan\.csv is empty"):
        tables_in("plan.csv", b"")
