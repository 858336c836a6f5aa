"""Two columns of names with lines between them: who gives on the left, who gets on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from wraparound.charts.svg import LETTER, line, picture, text
from wraparound.charts.terms import Chart, ChartTable

WIDE, NARROW = 760, 320
TOP, ROW, GAP, EDGE = 34.0, 19.0, 16.0, 4.0
RAISED = 5.0
"""How far the middle of letters stands above the line that they are written on."""
BETWEEN = 0.2
"""Of the width, how much is left for the lines."""


@dataclass(frozen=True)
class Line:
    """A line from a name on the left to one on the right, by their places in the columns; `dashed`: not yet so."""

    left: int
    right: int
    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class TwoColumnsPicture:
    """What to draw: headings and names of both columns, and the lines between them."""

    name: str
    title: str
    description: str
    headings: tuple[str, str]
    left: tuple[str, ...]
    right: tuple[str, ...]
    lines: tuple[Line, ...]
    table: ChartTable


@dataclass(frozen=True)
class _Placed:
    """A name, in the lines of text that it takes, from which height on."""

    rows: tuple[str, ...]
    top: float

    @property
    def middle(self) -> float:
        """Where lines meet it."""
        return self.top + ROW * (len(self.rows) - 1) / 2


def two_columns_chart(drawn: TwoColumnsPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, WIDE, f"{drawn.name}-wide"),
        narrow=_draw(drawn, NARROW, f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: TwoColumnsPicture, width: int, name: str) -> str:
    column = (width * (1 - BETWEEN) - 2 * EDGE) / 2
    letters = int(column / LETTER)
    left, right = _placed(drawn.left, letters), _placed(drawn.right, letters)
    to_x = width - EDGE - column
    lowest = max((one.top + ROW * len(one.rows) for one in (*left, *right)), default=TOP)
    return picture(
        text(drawn.headings[0], EDGE, ROW - 4, class_="chart-label chart-strong"),
        text(drawn.headings[1], to_x, ROW - 4, class_="chart-label chart-strong"),
        *(_line(one, left, right, to_x) for one in drawn.lines),
        *(word for one in left for word in _written(one, EDGE)),
        *(word for one in right for word in _written(one, to_x)),
        width=width,
        height=int(lowest + EDGE),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _placed(names: Sequence[str], letters: int) -> list[_Placed]:
    """Each name under the one before it, broken into lines that fit."""
    found, top = [], TOP + ROW
    for one in names:
        rows = tuple(wrap(one, letters)) or ("",)
        found.append(_Placed(rows, top))
        top += ROW * len(rows) + GAP
    return found


def _written(one: _Placed, x: float) -> list[str]:
    return [text(words, x, one.top + ROW * row) for row, words in enumerate(one.rows)]


def _line(one: Line, left: Sequence[_Placed], right: Sequence[_Placed], to_x: float) -> str:
    """From the end of a name to the beginning of another, at the middle of their letters."""
    giver, taker = left[one.left], right[one.right]
    begins = 2 * EDGE + max(len(row) for row in giver.rows) * LETTER
    return line(
        begins,
        giver.middle - RAISED,
        to_x - EDGE,
        taker.middle - RAISED,
        class_="chart-link-dashed" if one.dashed else "chart-link",
    )
