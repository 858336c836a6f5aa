"""A pytest plugin for runs over several workers: which tests stay together, and which begin first."""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

# These start servers, browsers and copies of the project, some of them made once for all tests of their folder: one
# worker has the whole folder. They take longest, and so they begin first.
TOGETHER = ("tests/operations/", "tests/journeys/", "tests/repository/")


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
