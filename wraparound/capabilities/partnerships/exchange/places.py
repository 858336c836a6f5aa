"""Coordinates of organisations from a file that somebody brings: CSV with code, latitude and longitude."""

import csv
import math
from pathlib import Path

from wraparound.capabilities.partnerships.terms.proposals import Coordinates, PlacesNotRead

COLUMNS = ("code", "latitude", "longitude")
MOST_LINES = 20_000


def read_places(path: Path) -> dict[str, Coordinates]:
    """Code → coordinates in degrees; PlacesNotRead names the line that does not fit."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = [one for one in COLUMNS if one not in (rows.fieldnames or ())]
            if missing:
                raise PlacesNotRead(
                    f"{path.name} has no column {', '.join(missing)}. It needs: {', '.join(COLUMNS)}, such as "
                    "RXW,52.709,-2.794."
                )
            return dict(_place(row, path.name, rows.line_num) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        raise PlacesNotRead(f"{path.name} cannot be read: {trouble}. Give a CSV file in UTF-8.") from trouble


def _place(row: dict[str, str], name: str, line: int) -> tuple[str, Coordinates]:
    if line > MOST_LINES:
        raise PlacesNotRead(f"{name} has more than {MOST_LINES:,} lines. Give one line for each organisation.")
    try:
        code, north, east = row["code"].strip().upper(), float(row["latitude"]), float(row["longitude"])
    except (ValueError, TypeError, AttributeError) as trouble:
        raise _odd(name, line) from trouble
    if not code or not (math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180):
        raise _odd(name, line)
    return code, Coordinates(north, east)


def _odd(name: str, line: int) -> PlacesNotRead:
    return PlacesNotRead(
        f"{name}, line {line}: give a code, degrees north (−90 to 90) and degrees east (−180 to 180), such as "
        "RXW,52.709,-2.794."
    )
