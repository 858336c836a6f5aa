"""A pytest plugin under which Django, Jinja and Ninja are not there. Load it with -p; see tools/pure.py."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

BLOCKED = frozenset({"django", "jinja2", "ninja"})


class NotHere(MetaPathFinder):
    """Answers before every other finder that a blocked package does not exist."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package = fullname.partition(".")[0]
        if package in BLOCKED:
            raise ModuleNotFoundError(
                f"{package} is imported in the pure half: move that code to queries, actions or views.",
                name=fullname,
            )
        return None


def already_imported() -> list[str]:
    return sorted(BLOCKED & sys.modules.keys())


def block() -> None:
    """From here on the blocked packages cannot be imported."""
    if early := already_imported():
        raise pytest.UsageError(f"{', '.join(early)} came in before the block: load no_django first, with -p.")
    sys.meta_path.insert(0, NotHere())


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """The earliest moment there is: an ordinary import of this module blocks nothing."""
    block()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A last look, in case something went round the block."""
    if late := already_imported():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        sys.stderr.write(f"\n{', '.join(late)} was imported although it is blocked.\n")
