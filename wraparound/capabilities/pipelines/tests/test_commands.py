"""Pipelines at the terminal: the same answers as the pages."""

import json
from datetime import date

import pytest
from django.utils import timezone

from wraparound.capabilities.pipelines.calculation.returns import quarter_due
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.keep_world import BACKEND, a_post, held, make_world
from wraparound.capabilities.pipelines.tests.list_world import make_list_world, named, person, post, ready
from wraparound.cli import main
from wraparound.people.models import Person
from wraparound.people.terms.people import KINDS

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


def a_forecast_world(db):
    world = make_world(timezone.localdate())
    at = timezone.localtime()
    for row, role in enumerate(("finance", "nursing", "medical", "operations", "people", "chief_executive")):
        post = a_post(world, f"{role} of Larkmoor", at=at, role=PostRole(role))
        held(world, post, f"Holder {row}", at=at)
    return world


def test_a_forecast_is_worked_out_at_the_terminal_stored_and_read_again(db, capsys):
    a_forecast_world(db)
    asked = ["pipelines", "forecast", "--organisation", "ZZ01"]
    assert main([*asked, "--stored"]) == 2
    assert "None is stored yet" in capsys.readouterr().err
    assert main([*asked, "--replications", "40", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["result"]["outcome"]["levels"][0]["posts"] == 6
    assert main([*asked, "--stored", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == made
    assert main(["pipelines", "forecast", "--number", str(made["head"]["number"])]) == 0
    assert "For the 6 board posts, expect" in capsys.readouterr().out


def test_all_regions_are_asked_about_by_name_and_no_place_by_none(db, capsys):
    a_forecast_world(db)
    assert main(["pipelines", "forecast", "--nation", "--replications", "40", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["head"]["place"]["sort"] == "nation"
    assert made["result"]["ground"]["posts"] == 6
    quarters = made["result"]["outcome"]["levels"][0]["quarters"]
    assert [one["covered"]["high"] <= one["standing"]["high"] for one in quarters] == [True] * 20
    for stored in ([], ["--stored"]):
        assert main(["pipelines", "forecast", *stored]) == 2
        said = capsys.readouterr()
        assert all(one in said.err for one in ("--region CODE", "--organisation CODE", "--nation", "--number N"))
    assert main(["pipelines", "forecast", "--nation", "--stored", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == made
    with pytest.raises(SystemExit):
        main(["pipelines", "forecast", "--nation", "--organisation", "ZZ01"])


def test_its_help_lists_what_a_programme_may_be_made_of(capsys):
    with pytest.raises(SystemExit):
        main(["pipelines", "forecast", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for words in (*PostRole, *PostLevel, *Band, *(one for one in KINDS if one != "Region")):
        assert words in said, words


def test_a_scenario_at_the_terminal_says_what_it_would_change(db, capsys):
    a_forecast_world(db)
    asked = ["pipelines", "forecast", "--organisation", "ZZ01", "--replications", "40"]
    changed = ["--leaving", "50", "--pause", "0-6", "--programme", "5:finance:board:Acute:ready_now"]
    assert main([*asked, *changed]) == 0
    said = capsys.readouterr().out
    assert "With a what-if:" in said
    assert "beside things as they are" in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--pause", "soon"], "is no time"),
        (["--merge", "ZZ01"], "is no merger"),
        (["--programme", "5:finance"], "is no programme"),
    ],
)
def test_what_cannot_be_read_of_a_scenario_is_said_with_how_to_write_it(db, capsys, more, words):
    with pytest.raises(SystemExit):
        main(["pipelines", "forecast", "--organisation", "ZZ01", *more])
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--organisation", "ZZ99"], "no such forecast"),
        (["--organisation", "ZZ02"], "nothing to begin with"),
        (["--organisation", "ZZ01", "--leaving", "5"], "How many leave"),
        (["--organisation", "ZZ01", "--merge", "ZZ01:ZZ03"], "two organisations of this place"),
        (["--organisation", "ZZ01", "--replications", "7"], "can be divided"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused_in_a_sentence(db, capsys, more, words):
    a_forecast_world(db)
    assert main(["pipelines", "forecast", *more]) == 2
    assert words in capsys.readouterr().err
