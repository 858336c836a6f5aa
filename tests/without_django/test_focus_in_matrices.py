"""The same weights worked out by matrices, written apart from ours: both say the same of every text."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from wraparound.capabilities.focus import evidence
from wraparound.methods.focus.model import FLAGS, score

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
ODD = ["", "…", "52% of £5m", "The trust’s staff; trust, trusts", "Listen " * 300, "in a compassionate way", "ا لعربية"]


@pytest.fixture
def matrices(monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    yield import_module("focus_in_matrices").Matrices
    del sys.modules["focus_in_matrices"]


def test_matrices_say_the_same_of_every_coded_sentence_and_of_odd_ones(matrices):
    model, texts = evidence.model(), [*ODD, *(one.text for one in evidence.lessons())]
    found = matrices(model).amounts(texts)
    for flag in FLAGS:
        assert [getattr(score(text, model), flag).amount for text in texts] == pytest.approx(list(found[flag]))
