"""The lists of answers → terms, checked: those that ship here, and those that a site puts in their place."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wraparound.capabilities.equality.terms.answers import LISTS, AnswerList, Characteristic, ListedAnswer, ListStanding
from wraparound.published.release import EvidenceAltered
from wraparound.published.small_tables import checked_rows

PUBLISHED = Path(__file__).parent / "published"
TABLE = "answer_lists"
COLUMNS = ("list", "code", "words", "group")
CONFIRMED = frozenset({Characteristic.ETHNICITY.value})
"""Lists whose codes are confirmed against the NHS Data Dictionary; nobody puts another in their place."""
LONGEST_CODE = 20


@cache
def answer_lists(own: Path | None = None, folder: Path = PUBLISHED) -> Mapping[str, AnswerList]:
    """Every list by its name; EvidenceAltered where a file cannot be understood.

    Args:
        own: a CSV file with the same columns, whose lists stand in place of those that are not confirmed.
        folder: where the shipped table and its sidecar lie.
    """
    rows, _ = checked_rows(folder, TABLE, COLUMNS, whose="equality")
    shipped = {name: _list(name, rows, _standing(name)) for name in LISTS}
    return MappingProxyType(shipped | (_own(own) if own else {}))


def _standing(name: str) -> ListStanding:
    return ListStanding.CONFIRMED if name in CONFIRMED else ListStanding.UNCONFIRMED


def _own(path: Path) -> dict[str, AnswerList]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in reader]
            columns = tuple(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        raise EvidenceAltered(f"The site's own lists of answers cannot be read: {type(trouble).__name__}.") from trouble
    if columns != COLUMNS:
        raise EvidenceAltered(f"The site's own lists of answers need the columns {', '.join(COLUMNS)}, in this order.")
    names = dict.fromkeys(row["list"] for row in rows)
    for name in names:
        if name in CONFIRMED or name not in LISTS:
            raise EvidenceAltered(f"The site's own lists of answers name “{name}”, which no site can put its own for.")
    return {name: _list(name, rows, ListStanding.OF_THIS_SITE) for name in names}


def _list(name: str, rows: Sequence[Mapping[str, str]], standing: ListStanding) -> AnswerList:
    found = [ListedAnswer(row["code"], row["words"], row["group"]) for row in rows if row["list"] == name]
    codes = [one.code.casefold() for one in found]
    if not found or len(set(codes)) < len(codes):
        raise EvidenceAltered(f"The list {name} has no answers, or one code twice.")
    if not all(one.code and one.words and one.group and len(one.code) <= LONGEST_CODE for one in found):
        raise EvidenceAltered(f"In the list {name} every answer needs a code of at most 20 letters, words and a group.")
    return AnswerList(name=name, standing=standing, choices=tuple(found))
