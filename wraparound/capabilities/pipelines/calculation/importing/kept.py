"""What is kept of a sheet that was sent: no protected characteristic at all, and then but what is taken.

See docs/decisions/0043. Columns keep their places: what a page says of the third one is said of the third one.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from wraparound.capabilities.pipelines.calculation.importing.recognise import headings_at
from wraparound.capabilities.pipelines.terms.columns import PROTECTED
from wraparound.capabilities.pipelines.terms.exchange import SheetSent, Taken


def as_sent(title: str, lines: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A sheet as it is kept until somebody says what its columns are."""
    heads = headings_at(lines)
    headings = [one.strip() for one in lines[heads]]
    table = {"title": title, "headings": headings, "rows": lines[heads + 1 :], "first": heads + 2}
    return _with_columns(table, [place for place, one in enumerate(headings) if one and not PROTECTED.search(one)])


def settled(table: Mapping[str, Any], taken: Collection[Taken]) -> dict[str, Any]:
    """The same once that is said: what is not taken stands there no longer."""
    wanted = {heading for one in taken if one.title == table["title"] for heading, _ in one.columns}
    headings = list(table["headings"])
    return _with_columns(table, sorted(headings.index(one) for one in wanted if one in table["kept"]))


def only_rows(table: Mapping[str, Any], lines: Collection[int]) -> dict[str, Any]:
    """The same with nothing but these rows, which keep their numbers."""
    rows = [cells if at in lines else [] for at, cells in enumerate(table["rows"], start=table["first"])]
    return {**table, "rows": rows}


def not_kept(taken: Collection[Taken], sheets: Collection[SheetSent]) -> str:
    """The heading of a column that is to be taken and whose cells are not kept; empty where there is none."""
    for sheet in sheets:
        gone = set(sheet.headings) - set(sheet.kept)
        wanted = (heading for one in taken if one.title == sheet.title for heading, _ in one.columns)
        if found := next((heading for heading in wanted if heading in gone), ""):
            return found
    return ""


def _with_columns(table: Mapping[str, Any], places: Sequence[int]) -> dict[str, Any]:
    keep, many = frozenset(places), len(table["headings"])
    rows = [[cell if at in keep else "" for at, cell in enumerate(line[:many])] for line in table["rows"]]
    kept = list(dict.fromkeys(table["headings"][place] for place in places))
    return {**table, "rows": rows if places else [], "kept": kept}
