"""The worked examples of the documents, run as they stand."""

import doctest
from pathlib import Path

import pytest

PAGES = ["how-to/notebook.md", "methods/compacts.md", "methods/expectations.md", "methods/performance.md"]
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_comes_out(page):
    failed, tried = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert tried >= 8
    assert failed == 0
