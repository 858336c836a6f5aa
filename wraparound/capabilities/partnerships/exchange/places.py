"""Coordinates of organisations from a file that somebody brings: CSV or Excel with code, latitude and longitude."""

import csv
import math
from collections.abc import Sequence
from pathlib import Path

from wraparound.capabilities.partnerships.exchange.separated import rows_in_text
from wraparound.capabilities.partnerships.terms.places import (
    COLUMNS,
    LARGEST_FILE,
    MOST_PLACES,
    Coordinates,
    PlacesNotRead,
    PlacesRead,
)
from wraparound.published.workbooks import ENDINGS, WorkbookNotRead, sheets_of

EXAMPLE = "such as RXW, 52.709, -2.794"
Line = tuple[int, Sequence[str]]


def read_places(path: Path) -> dict[str, Coordinates]:
    """Code → coordinates in degrees; PlacesNotRead names the first line that does not fit."""
    try:
        content = path.read_bytes()
    except OSError as trouble:
        raise PlacesNotRead(f"{path.name} cannot be read: {trouble.strerror}. Check its name and folder.") from trouble
    found = places_in(path.name, content)
    if found.faults:
        raise PlacesNotRead(f"{path.name}, {found.faults[0]}")
    return dict(found.at)


def places_in(name: str, content: bytes) -> PlacesRead:
    """What stands in a file, with every line that does not fit; PlacesNotRead where it is no table of places at all."""
    if len(content) > LARGEST_FILE:
        raise PlacesNotRead(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. Leave in it only {_columns()}.")
    lines = _workbook(name, content) if name.casefold().endswith(ENDINGS) else _text(name, content)
    head = [one.strip().casefold() for one in lines[0][1]] if lines else []
    if missing := [one for one in COLUMNS if one not in head]:
        raise PlacesNotRead(
            f"{name} has no column {' and no column '.join(missing)}. It needs {_columns()}, {EXAMPLE}."
        )
    rows = [line for line in lines[1:] if any(cell.strip() for cell in line[1])]
    if len(rows) > MOST_PLACES:
        raise PlacesNotRead(f"{name} has more than {MOST_PLACES:,} lines. Give one line for each organisation.")
    return _read(rows, [head.index(one) for one in COLUMNS])


def _read(rows: Sequence[Line], where: Sequence[int]) -> PlacesRead:
    at, faults, first = dict[str, Coordinates](), list[str](), dict[str, int]()
    for number, cells in rows:
        code, north, east = (cells[column].strip() if column < len(cells) else "" for column in where)
        code, place = code.upper(), _place(north, east)
        if not code or place is None:
            faults.append(
                f"line {number}: give a code, degrees north (−90 to 90) and degrees east (−180 to 180), {EXAMPLE}."
            )
        elif code in at:
            faults.append(f"line {number}: {code[:20]} stands in line {first[code]} already. Leave one of them.")
        else:
            at[code], first[code] = place, number
    return PlacesRead(at, tuple(faults))


def _place(north: str, east: str) -> Coordinates | None:
    try:
        place = Coordinates(float(north), float(east))
    except ValueError:
        return None
    here = math.isfinite(place.latitude) and math.isfinite(place.longitude)
    return place if here and abs(place.latitude) <= 90 and abs(place.longitude) <= 180 else None


def _text(name: str, content: bytes) -> list[Line]:
    try:
        return list(rows_in_text(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error) as trouble:
        raise PlacesNotRead(f"{name} is no table of text. Give a CSV file in UTF-8, or an Excel file.") from trouble


def _workbook(name: str, content: bytes) -> list[Line]:
    try:
        sheets = sheets_of(name, content)
    except WorkbookNotRead as trouble:
        raise PlacesNotRead(str(trouble)) from trouble
    lines = sheets[0][1] if sheets else []
    return [(number, [str(cell) for cell in line]) for number, line in enumerate(lines, start=1)]


def _columns() -> str:
    return f"{', '.join(COLUMNS[:-1])} and {COLUMNS[-1]}"
