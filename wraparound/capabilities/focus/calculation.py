"""What focus could rest on (docs/methods/focus.md)."""

from collections.abc import Mapping

from wraparound.capabilities.focus.terms import FocusAnswer


def answer_focus(release: str, *, rows_of_tables: Mapping[str, int]) -> FocusAnswer:
    """The tables of a release and their rows, counted; none of either where the release is empty."""
    return FocusAnswer(release, tables=len(rows_of_tables), rows=sum(rows_of_tables.values()))
