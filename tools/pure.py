"""The pure half: which modules it is, and the command that tests it where Django cannot be imported."""

import sys
from collections.abc import Iterator
from pathlib import Path

PURE_FLOORS = ("methods", "charts", "published", "papers")
PURE_ROOMS = ("terms", "evidence", "calculation", "wording")
PURE_TESTS = ("test_terms.py", "test_evidence.py", "test_calculation.py", "test_laws.py", "test_wording.py")

PLUGIN = "tests.without_django.no_django"
FOLDER = "tests/without_django"
IMPORTS = f"{FOLDER}/test_every_pure_module.py"
"""What takes seconds, and tells already that something drags Django along."""

# No plugin comes by itself: pytest-django and schemathesis would bring Django along.
WITHOUT_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def pure_modules(root: Path) -> list[str]:
    """Dotted names of every module that must work without Django, in alphabetical order."""
    files = set[Path]()
    for place in _pure_places(root):
        files |= {place} if place.is_file() else set(place.rglob("*.py"))
    return sorted(_dotted(file.relative_to(root)) for file in files if "tests" not in file.parts)


def pure_tests(root: Path) -> list[str]:
    """The files that test those modules, as paths from the root."""
    rooms = sorted((root / "wraparound/capabilities").glob("*/tests"))
    beside = [room / name for room in rooms for name in PURE_TESTS if (room / name).is_file()]
    return [FOLDER, *(str(file.relative_to(root)) for file in beside)]


def pure_command(tests: list[str], *extra: str) -> tuple[str, ...]:
    """The pytest run of these tests in which importing Django, Jinja or Ninja is an error."""
    return (
        *(sys.executable, "-m", "pytest"),
        *("-c", f"{FOLDER}/pytest.ini", "--rootdir", ".", "--confcutdir", FOLDER),
        *("-p", PLUGIN, "-p", "no:django", "-p", "no:cacheprovider", "-p", "hypothesispytest"),
        *extra,
        *tests,
    )


def _pure_places(root: Path) -> Iterator[Path]:
    house = root / "wraparound"
    yield from (house / floor for floor in PURE_FLOORS)
    for room in PURE_ROOMS:
        yield from house.glob(f"capabilities/*/{room}.py")
        yield from house.glob(f"capabilities/*/{room}")


def _dotted(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")
