"""Keeping labels apart: down a column, or in rows along a line. Always the same answer for the same labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from wraparound.charts.svg import LETTER


@dataclass(frozen=True)
class Label:
    """Words that belong to a place: a height in a column, or a position along a line."""

    words: str
    place: float
    class_: str = "chart-label"


def apart_in_a_column(labels: Sequence[Label], *, top: float, bottom: float, gap: float) -> list[tuple[Label, float]]:
    """Each label with the height it is written at: as near its place as the others allow, in the same order.

    Where the column is too short for all of them the gap shrinks.
    """
    ordered = sorted(labels, key=lambda one: one.place)
    if not ordered:
        return []
    gap = min(gap, (bottom - top) / len(ordered))
    heights: list[float] = []
    for one in ordered:
        heights.append(max(one.place, heights[-1] + gap if heights else top))
    below = bottom
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], below)
        below = heights[place] - gap
    return list(zip(ordered, heights, strict=True))


def in_rows(labels: Sequence[Label], *, left: float, right: float) -> list[tuple[Label, float, int]]:
    """Each label with where it begins and its row, 0 nearest the line: the first row that has room for it.

    From right to left, so that a leader that comes down to a further row passes left of what is written nearer.
    """
    begun: list[float] = []
    placed = []
    for one in sorted(labels, key=lambda label: label.place, reverse=True):
        width = len(one.words) * LETTER
        begins = max(left, min(one.place, right - width))
        row = next((number for number, start in enumerate(begun) if begins + width + LETTER < start), len(begun))
        if row == len(begun):
            begun.append(0.0)
        begun[row] = begins
        placed.append((one, begins, row))
    return placed
