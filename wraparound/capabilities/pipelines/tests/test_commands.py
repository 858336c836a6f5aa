"""Pipelines at the terminal: the same answers as the pages."""

import json
from datetime import date

import pytest
from django.utils import timezone

from wraparound.capabilities.pipelines.calculation.returns import quarter_due
from wraparound.capabilities.pipelines.tests.keep_world import BACKEND, a_post, make_world
from wraparound.capabilities.pipelines.tests.list_world import make_list_world, named, person, post, ready
from wraparound.cli import main
from wraparound.people.models import Person

pytestmark = pytest.mark.database


def test_the_list_of_posts_says_what_the_page_says(db, capsys):
    make_list_world(timezone.localdate())
    where, anna = post(), person("Anna Able")
    named(where, anna)
    ready(anna, review_by=date(2999, 1, 1))
    post("Director of nursing", "Z2", role="nursing")
    assert main(["pipelines", "posts", "--role", "finance"]) == 0
    said = capsys.readouterr().out
    assert "1 post: finance" in said
    assert "Ready now: Anna Able" in said
    assert main(["pipelines", "posts", "--gap", "nobody_ready", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["matching"] == 1


def test_people_are_asked_for_as_on_the_page_and_a_day_as_it_was_shown(db, capsys):
    make_list_world(timezone.localdate())
    anna = person("Anna Able")
    assert main(["pipelines", "bench", "--challenged"]) == 0
    assert "Anna Able" not in capsys.readouterr().out
    asked = ["--on", "2026-01-01"]
    assert main(["pipelines", "bench", *asked]) == 0
    assert "Anna Able" in capsys.readouterr().out
    assert main(["pipelines", "bench", *asked, "--shown"]) == 0
    assert "Anna Able" not in capsys.readouterr().out
    assert main(["pipelines", "card", str(anna.key), *asked]) == 0
    assert "Manager, Larkmoor" in capsys.readouterr().out
    assert main(["pipelines", "card", str(anna.key), *asked, "--shown"]) == 0
    assert "Manager, Larkmoor" not in capsys.readouterr().out


def test_without_a_day_every_face_gives_the_last_quarter_that_ended(db, client, capsys):
    world = make_world()
    a_post(world)
    due = quarter_due(timezone.localdate())
    client.force_login(Person.objects.get(pk=world.director.person), backend=BACKEND)
    assert client.get("/api/pipelines/returns").json()["quarter"]["ends"] == due.isoformat()
    assert f'value="{due.isoformat()}" selected' in client.get("/pipelines/returns/").content.decode()
    assert main(["pipelines", "board-return", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["quarter"]["ends"] == due.isoformat()
