"""Careers at the terminal: what there is, a file looked at, and a framework taken away."""

import json

import pytest
from django.utils import timezone

from wraparound.capabilities.careers.actions.development import begin_plan
from wraparound.capabilities.careers.terms.profiles import Ask
from wraparound.capabilities.careers.tests.framework_examples import grid_workbook
from wraparound.capabilities.careers.tests.test_gaps import role
from wraparound.capabilities.careers.tests.world import SHIPPED, make_careers_world
from wraparound.cli import main
from wraparound.people.actions.accounts import make_token

pytestmark = pytest.mark.django_db


def test_frameworks_are_listed_with_their_keys(capsys):
    assert main(["careers", "frameworks"]) == 0
    assert "board-2024: NHS board leadership competency framework, 2024." in capsys.readouterr().out


def test_a_file_is_looked_at_and_what_is_wrong_is_said(capsys, tmp_path):
    file = tmp_path / "standards.xlsx"
    file.write_bytes(grid_workbook())
    assert main(["careers", "check", str(file), "--name", "Standards", "--version", "2026"]) == 0
    assert "9 domains, 27 competencies, 4 stages and 108 statements. Nothing is written yet." in capsys.readouterr().out
    main(["careers", "check", str(file)])
    assert "The framework has no name." in capsys.readouterr().out


def test_a_framework_leaves_as_case(capsys, tmp_path):
    file = tmp_path / "board.json"
    assert main(["careers", "export", "board-2024", str(file)]) == 0
    assert len(json.loads(file.read_text(encoding="utf-8"))["CFItems"]) == 12
    assert main(["careers", "export", "board-2024", str(tmp_path / "board.doc")]) != 0
    assert main(["careers", "export", "own-99", str(file)]) != 0


ASKS = (Ask(competency="1", rung="Sometimes"),)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def told(capsys, *words):
    """What a verb says, as data."""
    assert main(["careers", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_is_somebodys_own_needs_their_token(capsys, settings, world):
    settings.TERMINAL_TOKEN = ""
    for words in (["offers"], ["plans"], ["investment", "ZZ01", "2025"]):
        assert main(["careers", *words]) != 0
        assert "WRAPAROUND_TOKEN" in capsys.readouterr().err
    settings.TERMINAL_TOKEN = "no such token"
    assert main(["careers", "plans"]) != 0


def test_offers_plans_and_spending_are_those_of_whose_token_it_is(capsys, settings, world):
    now = timezone.localtime()
    asked = role(world, SHIPPED, ASKS)
    begin_plan(asked, at=now, by=world.ward)
    settings.TERMINAL_TOKEN = make_token("Terminal", at=now, by=world.ward)
    capsys.readouterr()
    (plan,) = told(capsys, "plans")
    assert plan["role"]["number"] == asked
    assert told(capsys, "offers")["lines"] == []
    assert main(["careers", "investment", "ZZ01", "2025"]) != 0
    settings.TERMINAL_TOKEN = make_token("Terminal", at=now, by=world.director)
    capsys.readouterr()
    assert told(capsys, "investment", "zz01", "2025")["code"] == "ZZ01"
    assert told(capsys, "plans") == []


def test_the_way_on_from_a_role_is_said(capsys, world):
    number = role(world, SHIPPED, ASKS)
    assert main(["careers", "next-roles", str(number)]) == 0
    assert "We do not know. Nothing has been counted" in capsys.readouterr().out
    assert main(["careers", "next-roles", "999999"]) != 0
