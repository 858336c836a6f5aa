"""The words of a brief: two pages on one trust, for board papers."""

from dataclasses import dataclass

from wraparound.charts.terms import Chart, ChartTable
from wraparound.published.terms import Organisation


@dataclass(frozen=True)
class BriefSection:
    """A heading with sentences, points, a picture or a table; what is empty is left out. `note` stands beneath."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    chart: Chart | None = None
    table: ChartTable | None = None
    note: str = ""


@dataclass(frozen=True)
class BriefSource:
    """Where figures come from, with an address."""

    words: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Brief:
    """Two pages on one trust: what is realistic, on what it rests, what it cannot say."""

    organisation: Organisation
    title: str
    line: str
    sections: tuple[BriefSection, ...]
    sources: tuple[BriefSource, ...]
    release: str
    method: str
