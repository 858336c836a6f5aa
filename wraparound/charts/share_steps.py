"""A share time after time: a dot and its interval at each, a line between neighbours, a gap where it is not told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from wraparound.charts.svg import LETTER, element, line, picture, text
from wraparound.charts.terms import Chart, ChartTable

WIDE, NARROW = 720, 350
LINE = 18.0
TALL, FOOT, LEFT = 170.0, 52.0, 44.0
END, DOT = 5.0, 5.0
TICKS = (0, 25, 50, 75, 100)
TICK = 7.5
"""Width of a letter below the picture."""


@dataclass(frozen=True, kw_only=True)
class ShareStep:
    """One time: its words below, fewer for a phone, and a share from 0 to 1 with its ends; none where it is not told.

    `below` stands under the words: of how many it is, such as "20 of 43".
    """

    words: str
    short: str
    below: str
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class ShareStepsPicture:
    """What to draw, the earliest first; `not_told` is written where a share is not told."""

    name: str
    title: str
    description: str
    axis_words: str
    steps: tuple[ShareStep, ...]
    not_told: str
    table: ChartTable


@dataclass(frozen=True)
class _Frame:
    width: int
    steps: int
    top: float
    small: bool

    @property
    def room(self) -> float:
        """Of one step."""
        return (self.width - LEFT - 4) / max(1, self.steps)

    def x(self, place: int) -> float:
        """The middle of a step, from 0."""
        return LEFT + self.room * (place + 0.5)

    def y(self, share: float) -> float:
        """The height of a share from 0 to 1."""
        return self.top + TALL * (1 - share)


def share_steps_chart(drawn: ShareStepsPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, _frame(drawn, small=False), f"{drawn.name}-wide"),
        narrow=_draw(drawn, _frame(drawn, small=True), f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _frame(drawn: ShareStepsPicture, *, small: bool) -> _Frame:
    width = NARROW if small else WIDE
    return _Frame(width, len(drawn.steps), 12 + LINE * len(_lines(drawn.axis_words, width)), small)


def _lines(words: str, width: int) -> list[str]:
    return wrap(words, int((width - 4) / LETTER))


def _draw(drawn: ShareStepsPicture, frame: _Frame, name: str) -> str:
    return picture(
        *(
            text(words, 2, 16 + LINE * at, class_="chart-axis")
            for at, words in enumerate(_lines(drawn.axis_words, frame.width))
        ),
        *_grid(frame),
        *_between(drawn.steps, frame),
        *(part for place, step in enumerate(drawn.steps) for part in _step(step, place, drawn.not_told, frame)),
        *_below(drawn.steps, frame),
        width=frame.width,
        height=int(frame.top + TALL + FOOT),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _grid(frame: _Frame) -> Iterator[str]:
    for tick in TICKS:
        height = frame.y(tick / 100)
        yield line(LEFT, height, frame.width - 4, height, class_="chart-grid" if tick else "chart-base")
        yield text(f"{tick}%", LEFT - 6, height + 5, anchor="end", class_="chart-tick")


def _between(steps: Sequence[ShareStep], frame: _Frame) -> Iterator[str]:
    """Neighbours that are both told; nothing is drawn across a gap."""
    for place, (one, after) in enumerate(pairwise(steps)):
        if one.share is not None and after.share is not None:
            ends = (frame.x(place), frame.y(one.share), frame.x(place + 1), frame.y(after.share))
            yield line(*ends, class_="chart-median")


def _step(step: ShareStep, place: int, not_told: str, frame: _Frame) -> Iterator[str]:
    x = frame.x(place)
    if step.share is None:
        yield line(x, frame.y(1), x, frame.y(0), class_="chart-not-told")
        if len(not_told) * LETTER <= frame.room:
            yield text(not_told, x, frame.y(0.5) + 5, anchor="middle")
        else:
            yield text("?", x, frame.y(0.5) + 5, anchor="middle")
        return
    if step.low is not None and step.high is not None:
        yield line(x, frame.y(step.low), x, frame.y(step.high), class_="chart-interval")
        for end in (step.low, step.high):
            yield line(x - END, frame.y(end), x + END, frame.y(end), class_="chart-interval")
    yield element("circle", cx=x, cy=frame.y(step.share), r=DOT, class_="chart-dot")


def _below(steps: Sequence[ShareStep], frame: _Frame) -> Iterator[str]:
    """Words below each step, or below every second or third where they would touch; the last always has its own."""
    said = [(step.short if frame.small else step.words, step.below) for step in steps]
    widest = max((len(one) for words in said for one in words), default=1) * TICK + TICK
    every = max(1, -(-int(widest) // max(1, int(frame.room))))
    for place, words in enumerate(said):
        if (len(said) - 1 - place) % every:
            continue
        for row, one in enumerate(words):
            x = min(frame.x(place), frame.width - len(one) * TICK / 2)
            yield text(one, x, frame.y(0) + 20 + 18 * row, anchor="middle", class_="chart-tick")
