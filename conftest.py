"""For every test: laws are about truth, not about time, and no test sees what somebody imported on this machine."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("wraparound", deadline=None)
settings.load_profile("wraparound")

# Before anything of the site is imported, which reads it once. A folder that is never made unless a test imports.
os.environ["WRAPAROUND_VAR"] = str(Path(tempfile.gettempdir()) / f"wraparound-tests-{os.getpid()}")


@pytest.fixture(autouse=True)
def nothing_is_remembered(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a site remembers until its next change is forgotten after each test whose changes are undone with it."""
    yield
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        from wraparound.capabilities.pipelines.queries.remembering import InMind

        InMind.forget()
