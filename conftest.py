"""For every test: laws are about truth, not about time, and no test sees what somebody imported on this machine."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("wraparound", deadline=None)
settings.load_profile("wraparound")

# Before anything of the site is imported, which reads it once. A folder that is never made unless a test imports.
os.environ["WRAPAROUND_VAR"] = str(Path(tempfile.gettempdir()) / f"wraparound-tests-{os.getpid()}")


BOTH_STORES = ["default", "equality"]
"""A page can read both stores of a site, so a test that may use one may use the other."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What schemathesis makes of a test for each operation is named by it: tests of one name count, and run, once.

    And every test that may use the database may use both stores.
    """
    for item in items:
        marked = item.get_closest_marker("django_db")
        asks = "db" in getattr(item, "fixturenames", ())
        if (marked or asks) and not (marked and "databases" in marked.kwargs):
            said = marked.kwargs if marked else {}
            item.add_marker(pytest.mark.django_db(**said, databases=BOTH_STORES), append=False)
        operation = getattr(item, "operation_label", "")
        if operation and item.id.params is None:
            item._id = item.id.with_params(operation)


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Makes what all tests of a file begin with, in one transaction around theirs: each undoes its own changes only.

    Tests that commit come last in a file; it is gone before the first of them, and they make their own.
    """
    from django.db import transaction

    around = ExitStack()

    def make(what: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return what()

    with made_before:
        with django_db_blocker.unblock():
            for store in BOTH_STORES:
                around.enter_context(transaction.atomic(using=store))
        made_before.callback(_undo, around, django_db_blocker)
        yield make


@pytest.fixture
def world(world_once: Any, db: None) -> Any:
    """A test's own copy of what its file begins with: a file says in `world_once` what that is."""
    return deepcopy(world_once)


made_before = ExitStack()
"""What ends that which tests of the file that runs began with."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whoever commits finds nothing of what others began with: it would be found, and left."""
    marked = item.get_closest_marker("django_db")
    if marked and marked.kwargs.get("transaction"):
        made_before.close()


def _undo(around: Any, django_db_blocker: Any) -> None:
    from django.db import transaction

    with django_db_blocker.unblock():
        for store in BOTH_STORES:
            transaction.set_rollback(True, using=store)
        around.close()


@pytest.fixture(autouse=True)
def nothing_is_remembered(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a site remembers until its next change is forgotten after each test whose changes are undone with it."""
    yield
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        from wraparound.capabilities.pipelines.queries.remembering import InMind

        InMind.forget()
