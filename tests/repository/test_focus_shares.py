"""What is usual of a kind of document comes from enough coded documents, by way of the table, or is not said."""

import csv
import hashlib
import io
import re
from importlib import import_module
from pathlib import Path

import pytest

from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.terms.texts import TextKind

ROOT = Path(__file__).resolve().parents[2]
TASKS = [one.text for one in evidence.lessons() if one.code == "T"]
PEOPLE = [one.text for one in evidence.lessons() if one.code == "R"]


@pytest.fixture
def shares(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return import_module("focus_shares")


def coded(shares, document, tasks, people):
    """Sentences of one made-up plan, coded."""
    texts = [(text, True) for text in TASKS[:tasks]] + [(text, False) for text in PEOPLE[:people]]
    return [shares.Row(text, "plan", document, what, not what) for text, what in texts]


def published(folder, lines):
    """A table of figures with these lines alone, beside its sidecar."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([evidence.COLUMNS[evidence.ACCURACY], *lines])
    (folder / "accuracy.csv").write_text(text.getvalue(), encoding="utf-8")
    sidecar = (evidence.PUBLISHED / "accuracy.toml").read_text(encoding="utf-8")
    sidecar = re.sub(r"^rows = \d+$", f"rows = {len(lines)}", sidecar, flags=re.MULTILINE)
    mark = hashlib.sha256(text.getvalue().encode()).hexdigest()
    sidecar = re.sub(r'^sha256 = ".*"$', f'sha256 = "{mark}"', sidecar, flags=re.MULTILINE)
    (folder / "accuracy.toml").write_text(sidecar, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("documents", "known"), [(5, True), (4, False)])
def test_a_range_is_known_from_five_documents_of_ten_flagged_sentences_on(shares, tmp_path, documents, known):
    rows = [one for number in range(documents) for one in coded(shares, f"plan {number}", 30 - 5 * number, 10)]
    rows += coded(shares, "a short one", 0, 3)
    lines = [one.cells() for one in shares.usual(rows, evidence.model())]
    found = evidence.usual(TextKind.PLAN, published(tmp_path, lines))
    assert found.documents == documents
    assert (found.low is not None, found.high is not None) == (known, known)
    if known:
        assert 0.1 < found.low < 0.35 < found.high < 0.65


def test_what_is_tried_is_read_from_the_table_as_it_was_counted(shares):
    rows = coded(shares, "a plan", 40, 40)
    found = shares.tried(rows, "how", evidence.model())
    assert found.yes + found.no <= 80
    assert found.found > 0.9 * found.yes
    advert = evidence.tried(TextKind.ADVERT)["what"]
    assert (advert.found, advert.yes, advert.left, advert.no) == (50, 53, 23, 31)
