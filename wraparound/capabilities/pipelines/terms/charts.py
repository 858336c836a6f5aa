"""The posts of an organisation as a chart: who reports to whom, who holds what, and who could follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import Ahead, HolderLine, Known, Seen, SuccessorLine
from wraparound.published.terms import NotInEvidence

DEEPEST = 40
"""Levels that one page or answer opens at most, one within the other."""
MOST_SHOWN = 42
"""Posts that a page carries at most unless more levels were asked for: what lies below is fetched when wanted."""
MOST_PART = 20
"""The same of the part that is fetched when a post is opened; all of its own list are in it whatever their number."""
MOST_ASKED = 500
"""The same where somebody asked for more levels, such as to print them all."""
MOST_BESIDE = 40
"""Posts beside each other in one list; the rest stands on a next page."""
FEW = 30
"""Posts below one, in all, that a page carries along while they are closed."""
MOST_FOUND = 10
"""Posts found by a search that are opened and marked, of `matching` in all."""
OPEN_LEVELS = 2
SUCCESSORS_A_CARD = 3


class NoSuchChart(NotInEvidence):
    """No such organisation, or its posts are not this viewer's: one sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such organisation here, or its posts are not yours to see.")


class Above(StrEnum):
    """Why a post stands at the top of a chart.

    NOBODY: it reports to no post. ELSEWHERE: to one of another organisation. CLOSED: to one that was not there on the
    day. UNSEEN: to one that is not the viewer's to see. LOOP: the posts above it report to it in turn. CHOSEN: the
    chart was asked for from here down.
    """

    NOBODY = "nobody"
    ELSEWHERE = "elsewhere"
    CLOSED = "closed"
    UNSEEN = "unseen"
    LOOP = "loop"
    CHOSEN = "chosen"


class Opening(StrEnum):
    """What of the posts below one is there: nothing to open, open, closed beside it, or to be fetched."""

    NOTHING = "nothing"
    OPEN = "open"
    CLOSED = "closed"
    LATER = "later"


@dataclass(frozen=True)
class Placed:
    """What is needed of a post to place it."""

    number: int
    title: str
    reports_to: int | None
    critical: bool


@dataclass(frozen=True)
class Tree:
    """Posts by number, in order; `under` those that report to each, `below` how many there are below it in all.

    `looped` are those at the top because the posts above them report to them in turn.
    """

    posts: Mapping[int, Placed]
    tops: tuple[int, ...]
    under: Mapping[int, tuple[int, ...]]
    below: Mapping[int, int]
    looped: frozenset[int]


@dataclass(frozen=True)
class Branch:
    """A post in its place on a page: its level (0 at the top), the post above it, and what of those below is there.

    `left_out`: how many that report to it are not in the list below it.
    """

    number: int
    level: int
    above: int | None
    opening: Opening
    left_out: int


@dataclass(frozen=True, kw_only=True)
class ChartQuestion:
    """What is asked of a chart: `text` to find, from which post down (`top`), how many levels are open, which page.

    `levels` is none where the usual ones are open. `first` is the place of the first post of the list to show, `most`
    how many posts there is room for, none for as many as is usual; `beside`, how many of one list.
    """

    text: str = ""
    top: int | None = None
    levels: int | None = None
    first: int = 0
    most: int | None = None
    beside: int = MOST_BESIDE


@dataclass(frozen=True, kw_only=True)
class ChartNode:
    """A post on a chart, as one viewer may see it.

    `above` is the post above it on this page; for those at the top `why_top` says why, and `reports_to` number and
    title of the post that they report to, where the viewer may see it. `reports` report to it, `below` are below it in
    all, both in posts. `ahead`: how it is held later, as far as that is entered. `followed`: for whoever sees yes or no
    only, whether a confirmed successor is there.
    """

    number: int
    title: str
    critical: bool
    level: int
    above: int | None
    why_top: Above | None
    reports_to: tuple[int, str] | None
    reports: int
    below: int
    opening: Opening
    left_out: int
    found: bool
    seen: Seen
    leads: bool
    holders: tuple[HolderLine, ...]
    ahead: tuple[Ahead, ...]
    named: tuple[SuccessorLine, ...]
    followed: bool | None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The chart of an organisation on a day, or of the posts from one of them (`top`) down; `nodes` from top to bottom.

    `as_shown`: as this site knew the day then. `posts` and `critical` are counts of all posts of it, on the page or
    not. `chain` are number and title of those above `top`, the highest first; `found` of the first of
    those that match a search, `matching` in all.
    `more` posts of the list that the page is about come after this page. `flat`: nobody reports to anybody yet.
    """

    organisation_code: str
    organisation: str
    made_up: bool
    on: date
    as_shown: bool
    leads: bool
    posts: int
    critical: int
    flat: bool
    top: tuple[int, str] | None
    chain: tuple[tuple[int, str], ...]
    found: tuple[tuple[int, str], ...]
    matching: int
    more: int
    nodes: tuple[ChartNode, ...]


@dataclass(frozen=True)
class CardLine:
    """A line of a card: somebody who may be named, if any, and the words after the name. `mark`: it needs an eye."""

    known: Known | None
    words: str
    mark: bool = False
