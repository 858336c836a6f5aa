"""What every chart comes with: a title, a description made from the data, and the figures as a table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChartTable:
    """The figures of a chart: a caption, headings and rows of text, all rows as long as the headings."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """One picture in two widths (`wide` for a desk, `narrow` for a phone), both complete SVG elements."""

    title: str
    description: str
    wide: str
    narrow: str
    table: ChartTable
