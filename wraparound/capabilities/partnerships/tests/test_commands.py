"""Partnerships at the terminal."""

import json

import pytest

from wraparound.capabilities.partnerships.tests.partner_world import HELPED, in_force, make_world
from wraparound.cli import main

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_commands_say_it_in_words_and_as_json(capsys):
    number = in_force(make_world())
    assert main(["partnerships", "agreements"]) == 0
    assert "Thistleford Hospitals (made up) helps Larkmoor" in capsys.readouterr().out
    assert main(["partnerships", "agreement", str(number)]) == 0
    assert "Decisions by eleven" in capsys.readouterr().out
    assert main(["partnerships", "agreement", str(number), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["terms"]["terms"]["days"] == 8.0
    assert main(["partnerships", "needs", HELPED]) == 0
    assert "Nothing is said." in capsys.readouterr().out


def test_a_number_that_is_none_is_answered_in_words(capsys):
    make_world()
    assert main(["partnerships", "agreement", "99"]) != 0
    assert "There is no such partnership" in capsys.readouterr().err
