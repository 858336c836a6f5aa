"""The pure half is pure: each of its modules imports where Django cannot be imported."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.without_django.no_django import BLOCKED
from tools.pure import PURE_FLOORS, pure_modules

ROOT = Path(__file__).resolve().parents[2]
MODULES = pure_modules(ROOT)


def in_a_fresh_interpreter_under_the_block(code: str) -> subprocess.CompletedProcess[str]:
    words = (sys.executable, "-c", f"from tests.without_django.no_django import block; block(); {code}")
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", sorted(BLOCKED))
def test_the_block_really_blocks(package):
    run = in_a_fresh_interpreter_under_the_block(f"import {package}")
    assert run.returncode == 1
    assert f"ModuleNotFoundError: {package} is imported in the pure half" in run.stderr


def test_what_is_not_blocked_still_imports():
    assert in_a_fresh_interpreter_under_the_block("import numpy, csv").returncode == 0


def test_every_pure_module_imports_under_the_block():
    run = in_a_fresh_interpreter_under_the_block(f"import {', '.join(MODULES)}")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("module", MODULES)
def test_a_pure_module_imports(module):
    import_module(module)


@pytest.mark.parametrize("floor", PURE_FLOORS)
def test_no_pure_floor_is_forgotten(floor):
    assert any(module.startswith(f"wraparound.{floor}.") for module in MODULES)
