"""The words of focus."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FocusAnswer:
    """What focus could rest on: an evidence release, its tables, and their rows in all."""

    release: str
    tables: int
    rows: int
