"""A pytest plugin for runs over several workers: which tests stay together, and which begin first."""

import signal
from types import FrameType
from typing import Any, NoReturn

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import NodeManager

# These start servers, browsers and copies of the project, some of them made once for all tests of their folder: one
# worker has the whole folder. They take longest, and so they begin first.
TOGETHER = ("tests/operations/", "tests/journeys/", "tests/repository/")


# A worker that was told to end takes 15 seconds at most, and is killed only after that.
NodeManager.EXIT_TIMEOUT = 20


class ByFolderOrFile(LoadFileScheduling):  # type: ignore[misc]  # pytest-xdist ships no types
    """A worker gets the whole of a file, or of a folder, in the order in which tests were found."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolderOrFile:
    # Otherwise what has most tests comes first, and that is not what takes longest.
    config.option.loadscopereorder = False
    return ByFolderOrFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes longest first, and leaves the rest in its order."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    return next((place for place, folder in enumerate(TOGETHER) if item.nodeid.startswith(folder)), len(TOGETHER))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Ctrl-C ends a worker for good, also where a browser's own loop would take it for a test that failed."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        session.shouldstop = "Ctrl-C"
        # What it has started is stopped now; a second one would leave some of it behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    if hasattr(session.config, "workerinput"):
        signal.signal(signal.SIGINT, stop)
