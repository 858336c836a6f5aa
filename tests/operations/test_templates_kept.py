"""Templates are translated once: a site that opens again finds them, and never an old one."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from wraparound.web.layout.compiled import template_cache


class MustNotTranslate(Environment):
    def _generate(self, *arguments, **more):
        raise AssertionError("translated")


@pytest.fixture(autouse=True)
def bytes_are_written(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def opened(folder, words, made=Environment):
    return made(loader=DictLoader({"one.html": words}), bytecode_cache=template_cache(str(folder / "module.py")))


def test_whoever_comes_second_translates_nothing(tmp_path):
    assert opened(tmp_path, "Hello {{ name }}").get_template("one.html").render(name="Ann") == "Hello Ann"
    again = opened(tmp_path, "Hello {{ name }}", MustNotTranslate)
    assert again.get_template("one.html").render(name="Ben") == "Hello Ben"


def test_a_template_that_changed_is_translated_anew(tmp_path):
    opened(tmp_path, "Hello").get_template("one.html")
    with pytest.raises(AssertionError, match="translated"):
        opened(tmp_path, "Good day", MustNotTranslate).get_template("one.html")
    assert opened(tmp_path, "Good day").get_template("one.html").render() == "Good day"


def test_what_was_cut_short_is_translated_anew(tmp_path):
    opened(tmp_path, "Hello").get_template("one.html")
    (kept,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    kept.write_bytes(kept.read_bytes()[:20])
    assert opened(tmp_path, "Hello").get_template("one.html").render() == "Hello"


def test_where_nothing_is_to_be_written_nothing_is(tmp_path, monkeypatch):
    (tmp_path / "__pycache__").write_text("no folder", encoding="utf-8")
    assert template_cache(str(tmp_path / "module.py")) is None
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert template_cache(str(tmp_path / "elsewhere" / "module.py")) is None
    assert not (tmp_path / "elsewhere").exists()
