"""Pipelines at the terminal: the same answers as the pages."""

import json
from datetime import date

import pytest
from django.utils import timezone

from wraparound.capabilities.pipelines.tests.list_world import make_list_world, named, person, post, ready
from wraparound.cli import main

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
