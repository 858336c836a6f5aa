"""A cohort in a spreadsheet saved as CSV: its rows, and what is wrong with them, row by row."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wraparound.capabilities.partnerships.exchange.separated import rows_in_text
from wraparound.capabilities.partnerships.terms.pairs import CannotTakePart, CohortRow, SheetFault

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_PLACES_IN_A_SHEET = 100
SIDES = {"seeks": (True, False), "gives": (False, True), "both": (True, True)}
NEEDED = ("ref", "side")
KNOWN = ("ref", "side", "places", "wishes", "topics", "not_with")
OTHER_NAMES = {"name": "ref", "not with": "not_with"}


def rows_in(path: Path) -> tuple[tuple[CohortRow, ...], tuple[SheetFault, ...]]:
    """The rows of a file and every fault in them; CannotTakePart where it is no table that can be read."""
    lines = [cells for _, cells in rows_in_text(_text_of(path))]
    heads = [_head(one) for one in lines[0]] if lines else []
    if missing := [one for one in NEEDED if one not in heads]:
        raise CannotTakePart(f"{path.name} has no column {' and no column '.join(missing)} in its first row.")
    if doubled := [one for one, many in Counter(heads).items() if many > 1 and one]:
        raise CannotTakePart(f"{path.name} has the column {doubled[0]} twice.")
    if len(lines) - 1 > MOST_ROWS:
        raise CannotTakePart(f"{path.name} has more than {MOST_ROWS:,} rows. Split it into several cohorts.")
    cells = [
        (number, dict(zip(heads, (one.strip() for one in line), strict=False)))
        for number, line in enumerate(lines[1:], start=2)
        if any(one.strip() for one in line)
    ]
    faults = tuple(_faults(cells))
    wrong = {one.row for one in faults}
    return tuple(_row(number, one) for number, one in cells if number not in wrong), faults


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotTakePart(
                f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB. Leave in it only the cohort."
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise CannotTakePart(f"{path} cannot be read: {trouble.strerror}.") from trouble
    except UnicodeDecodeError as trouble:
        raise CannotTakePart(
            f"{path.name} is no CSV in UTF-8. Save it from your spreadsheet as CSV UTF-8."
        ) from trouble


def _head(cell: str) -> str:
    plain = " ".join(cell.casefold().replace("_", " ").split())
    return OTHER_NAMES.get(plain, plain)


def _faults(cells: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[SheetFault]:
    refs = Counter(one.get("ref", "") for _, one in cells)
    for number, one in cells:
        for words in _faults_of(one, refs):
            yield SheetFault(row=number, words=words)


def _faults_of(one: Mapping[str, str], refs: Counter[str]) -> Iterator[str]:
    ref = one.get("ref", "")
    if not ref:
        yield "It has no ref. Give each row a name or a number of its own."
    elif refs[ref] > 1:
        yield f"The ref {ref} stands in {refs[ref]} rows. Give each its own; who seeks and gives is one row, side both."
    if one.get("side", "").casefold() not in SIDES:
        yield f"Its side is “{one.get('side', '')}”. Write seeks, gives or both."
    places = one.get("places", "")
    if places and not (places.isascii() and places.isdecimal() and 1 <= int(places[:9]) <= MOST_PLACES_IN_A_SHEET):
        yield f"Its places are “{places}”. Write a number from 1 to {MOST_PLACES_IN_A_SHEET}, or leave it empty for 1."
    for column in ("wishes", "not_with"):
        named = _several(one.get(column, ""))
        for other in dict.fromkeys(named):
            if other == ref:
                yield f"It names itself in {column}."
            elif other not in refs:
                yield f"{other} in {column} is no ref of this file."
        if column == "wishes" and len(set(named)) != len(named):
            yield "It names somebody twice in wishes."


def _row(number: int, one: Mapping[str, str]) -> CohortRow:
    seeks, gives = SIDES[one["side"].casefold()]
    return CohortRow(
        row=number,
        ref=one["ref"],
        seeks=seeks,
        gives=gives,
        places=int(one.get("places") or 1),
        topics=tuple(topic.casefold() for topic in _several(one.get("topics", ""))),
        wishes=_several(one.get("wishes", "")),
        not_with=_several(one.get("not_with", "")),
    )


def _several(cell: str) -> tuple[str, ...]:
    """What stands in a cell, apart by a bar, or by semicolons where the file itself does not use them."""
    return tuple(part for one in cell.replace(";", "|").split("|") if (part := one.strip()))
