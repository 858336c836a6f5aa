"""Themes: what texts are mostly about, by two readers who sort them apart, and what may be told of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_THEME = 80
MOST_THEMES = 20
MOST_ON_A_PAGE = 100
"""Texts on one page, each with its own field."""
MOST_GROUPED = 1_000
"""Texts up to which those that share words are put together."""


class ReadingState(StrEnum):
    """Where the reading of texts stands for somebody: they sort, wait for the other reader, settle, or all is told."""

    SORTING = "sorting"
    WAITING = "waiting"
    SETTLING = "settling"
    SETTLED = "settled"


@dataclass(frozen=True)
class Agreement:
    """How far two readers agreed: Krippendorff's alpha from below 0 to 1, its ends (95%), of how many texts."""

    alpha: float
    low: float
    high: float
    texts: int


@dataclass(frozen=True, kw_only=True)
class ThemesTold:
    """What is told of the themes of `texts` texts: names with counts, put together where a count would tell too much.

    `counts` is empty where nothing may be told. `agreement` is none where it cannot be told; `readers` is 1 or 2.
    """

    texts: int
    counts: tuple[tuple[str, int], ...]
    agreement: Agreement | None
    readers: int


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """One text, by its number: `own` is the theme that the viewer chose, 0 for none of them, none where not sorted.

    `other` is what the other reader chose, known only once both are done; `settled` what was settled.
    """

    number: int
    words: str
    own: int | None = None
    other: int | None = None
    settled: int | None = None


@dataclass(frozen=True, kw_only=True)
class AlikeTexts:
    """Texts that stand together, and the beginnings of words that they share; none for those that stand alone."""

    shared: tuple[str, ...]
    texts: tuple[TextLine, ...]


@dataclass(frozen=True, kw_only=True)
class ReadingPage:
    """Texts as one of their readers sorts them, or settles what both sorted.

    `groups` are those of one `page`, from 1; `many` is how many texts there are on all. `themes` are numbers and names.
    `leads`: the viewer settles. `other`: the name of the other reader, or empty.
    """

    title: str
    question: str
    back: str
    state: ReadingState
    leads: bool
    other: str
    themes: tuple[tuple[int, str], ...]
    groups: tuple[AlikeTexts, ...]
    agreement: Agreement | None
    may_add: bool
    page: int
    many: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.many // MOST_ON_A_PAGE))

    @property
    def grouped(self) -> bool:
        """Whether texts that share words stand together: of very many they do not."""
        return self.many <= MOST_GROUPED

    @property
    def texts(self) -> tuple[TextLine, ...]:
        """Those of this page, as they stand on it."""
        return tuple(one for group in self.groups for one in group.texts)


@dataclass(frozen=True, kw_only=True)
class OpenedBy:
    """That a reader opened the texts, and the last day on which they did."""

    name: str
    on: date
