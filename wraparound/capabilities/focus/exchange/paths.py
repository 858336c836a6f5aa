"""What somebody names at the terminal: a file, or else what it is instead."""

from pathlib import Path

from wraparound.capabilities.focus.terms.texts import TextNotRead


def named_file(file: Path) -> Path:
    """The file of that name; TextNotRead says where there is none, or where it is a folder or no file at all."""
    try:
        return _named(file)
    except OSError as trouble:
        raise TextNotRead(f"{file.name[:60]} cannot be opened: {trouble.strerror}. Check its name.") from trouble


def _named(file: Path) -> Path:
    if file.is_dir():
        raise TextNotRead(
            f"{file} is a folder, not a file. Name one file of it. All of it over time: wraparound focus trend"
        )
    if not file.exists():
        raise TextNotRead(f"There is no file {file}. Check its name, and the folder it stands in.")
    if not file.is_file():
        raise TextNotRead(f"{file} is not a file but a device or a pipe. Save what comes from it, and name that.")
    return file
