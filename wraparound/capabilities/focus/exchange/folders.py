"""A folder of documents, one after the other."""

from collections.abc import Iterator
from pathlib import Path

from wraparound.capabilities.focus.exchange.texts import read_file
from wraparound.capabilities.focus.terms.texts import TextNotRead
from wraparound.published.documents import Document
from wraparound.published.readers.terms import FileRefused

MOST_FILES = 500


def documents_in(folder: Path) -> Iterator[tuple[str, Document | str]]:
    """Each file by name with what was read of it, or why nothing was; TextNotRead where there is no folder of files."""
    if not folder.is_dir():
        raise TextNotRead(f"There is no folder {folder}.")
    files = sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith((".", "~$")))
    if not files:
        raise TextNotRead(f"{folder} has no files in it. Put in the documents, each with its month in its name.")
    if len(files) > MOST_FILES:
        raise TextNotRead(f"{folder} has {len(files):,} files; at most {MOST_FILES} are read. Give it in parts.")
    return ((file.name, _read(file)) for file in files)


def _read(file: Path) -> Document | str:
    try:
        return read_file(file)
    except (FileRefused, TextNotRead) as trouble:
        return str(trouble)
