"""`make new-capability` gives a capability that is green at once, and refuses without leaving a trace."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.repository.copies import ROOT, copy_of_the_project

pytestmark = pytest.mark.planted

NAME = "harvest"
LEAST_TESTS = 15


def run(copy, *words):
    return subprocess.run((sys.executable, *words), cwd=copy.root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copy_of_the_project(tmp_path_factory.mktemp("refused"))


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A copy in which the capability was made."""
    made = copy_of_the_project(tmp_path_factory.mktemp("grown"))
    run_of_the_tool = run(made, "tools/new_capability.py", NAME)
    assert run_of_the_tool.returncode == 0, run_of_the_tool.stderr
    if (ROOT / ".mypy_cache").is_dir():  # types are checked from what is known already: seconds, not half a minute
        shutil.copytree(ROOT / ".mypy_cache", made.root / ".mypy_cache")
    return made


def test_every_check_is_green_at_once(grown):
    checked = grown.check("format", "lint", "types", "contracts", "rules", "migrations", "django")
    assert checked.returncode == 0, checked.stdout


def test_its_own_tests_pass_and_the_whole_site_knows_it(grown):
    tests = (f"wraparound/capabilities/{NAME}", "tests/whole_site/test_addresses.py")
    # Of the addresses its own, and what is said of all of them at once: the others are as they were.
    of_it = f"{NAME} or lost or rule or capability or titles"
    tested = run(grown, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", of_it, *tests)
    assert tested.returncode == 0, tested.stdout
    assert int(re.search(r"(\d+) passed", tested.stdout)[1]) >= LEAST_TESTS


def test_its_pure_half_imports_without_django(grown):
    rooms = ", ".join(f"wraparound.capabilities.{NAME}.{room}" for room in ("terms", "calculation", "wording"))
    imported = run(grown, "-c", f"from tests.without_django.no_django import block; block(); import {rooms}")
    assert imported.returncode == 0, imported.stderr


def test_it_answers_under_its_name(grown):
    located = run(grown, "tools/where.py", f"/{NAME}/")
    assert f"wraparound.capabilities.{NAME}.views.index" in located.stdout
    assert f"wraparound/capabilities/{NAME}/tests/test_access.py" in located.stdout


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "is no name"),
        ("Partnerships", "is no name"),
        ("two words", "is no name"),
        ("../escape", "is no name"),
        ("import", "is no name"),
        ("expectations", "there is a capability expectations already"),
        ("methods", "already means something"),
        ("api", "already means something"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_changes(copy, name, reason):
    before = copy.contents
    refused = run(copy, "tools/new_capability.py", name)
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1
    assert reason in refused.stderr.lower()
    assert copy.contents == before
