"""What a list of posts is narrowed to, and the list as one viewer may see it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import (
    Ahead,
    Bench,
    Cover,
    HolderLine,
    Propping,
    Seen,
    SuccessorLine,
    YesNo,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole

MOST_PROPPING = 10
"""People named above a list of posts, of those who prop up several."""


class Gap(StrEnum):
    """What a post lacks. STALE: a confirmed successor whose readiness is past its review."""

    NOBODY_READY = "nobody_ready"
    NO_SUCCESSOR = "no_successor"
    NO_COVER = "no_cover"
    VACANT = "vacant"
    NO_SUBSTANTIVE = "no_substantive"
    STALE = "stale"
    TOO_FEW = "too_few"


class GroupBy(StrEnum):
    """What the posts of a list are put together by; ORGANISATION is the order in which they stand anyway."""

    ORGANISATION = "organisation"
    ROLE = "role"
    REGION = "region"


class Tomorrow(StrEnum):
    """Who could take a post if it were empty tomorrow, from most to nobody. STAND_IN: somebody, for a time."""

    READY = "ready"
    STAND_IN = "stand_in"
    LATER = "later"
    NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class PostsQuestion:
    """Which posts: words, codes, what they lack; how they are put together, which page (from 1), and on which day.

    `on` none is today; `shown`: as this site showed it on that day.
    """

    text: str = ""
    organisation: str = ""
    kind: str = ""
    region: str = ""
    role: PostRole | None = None
    level: PostLevel | None = None
    critical: bool = False
    gap: Gap | None = None
    group: GroupBy | None = None
    page: int = 1
    on: date | None = None
    shown: bool = False

    def asked(self, *, day: bool = True, page: bool = False) -> dict[str, str]:
        """What was asked as it stands in an address: the same question has the same words.

        >>> PostsQuestion(role=PostRole.FINANCE, gap=Gap.NOBODY_READY).asked()
        {'role': 'finance', 'gap': 'nobody_ready'}
        """
        words = {
            "q": self.text,
            "organisation": self.organisation,
            "kind": self.kind,
            "region": self.region,
            "role": self.role or "",
            "level": self.level or "",
            "critical": "1" if self.critical else "",
            "gap": self.gap or "",
            "group": self.group or "",
            "on": self.on.isoformat() if self.on and day else "",
            "shown": "1" if self.shown and self.on and day else "",
            "page": str(self.page) if page and self.page > 1 else "",
        }
        return {name: str(value) for name, value in words.items() if value}

    @property
    def narrows(self) -> bool:
        """Whether it leaves any post out."""
        return bool(set(self.asked(day=False)) - {"group"})

    def of_today(self) -> "PostsQuestion":
        """The same question without its page and its day: what is remembered of it."""
        return replace(self, page=1, on=None, shown=False)


@dataclass(frozen=True, kw_only=True)
class PostRow:
    """A post in a list: who holds it on the day, and `ahead` of it, who is named for it, and how it is covered.

    `cover` and `named` are none and empty where the viewer is told `yes_no` only. `next_review`: the first day by which
    the readiness of a confirmed successor is looked at again; before the day of the list where it is stale.
    """

    number: int
    title: str
    role: PostRole
    level: PostLevel
    critical: bool
    critical_because: str
    least_successors: int | None
    organisation_code: str
    organisation: str
    kind: str
    region: str
    seen: Seen
    leads: bool
    holders: tuple[HolderLine, ...]
    ahead: tuple[Ahead, ...] = ()
    named: tuple[SuccessorLine, ...]
    cover: Cover | None
    yes_no: YesNo | None
    tomorrow: Tomorrow
    next_review: date | None
    stale: bool


@dataclass(frozen=True, kw_only=True)
class PostGroup:
    """Posts that stand together: what is the same of them, in words, and how many match the question in all."""

    key: str
    words: str
    posts: int


@dataclass(frozen=True, kw_only=True)
class PostsChoices:
    """What a list can be narrowed to: codes and names. Organisations where they are few, regions if several."""

    organisations: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class PostsPage:
    """One page of the posts that the viewer may see, of `matching` in all.

    `propping`: up to MOST_PROPPING of those confirmed for several of the posts that match.
    `sees`: the plan where the viewer sees that of every post. `anything`: whether any post that they may see is
    entered today.
    """

    question: PostsQuestion
    day: date
    rows: tuple[PostRow, ...]
    groups: tuple[PostGroup, ...]
    matching: int
    page: int
    pages: int
    bench: Bench
    propping: tuple[Propping, ...]
    sees: Seen
    anything: bool


@dataclass(frozen=True, kw_only=True)
class PostsSheet:
    """Every post that matches, on all pages, with what stands above the list. `is_past`: it is about an earlier day."""

    question: PostsQuestion
    day: date
    rows: tuple[PostRow, ...]
    bench: Bench
    sees: Seen
    is_past: bool


@dataclass(frozen=True, kw_only=True)
class SavedViewTerms:
    """A list as somebody narrowed it, by its name. `shared_with` is the name of an organisation or a region, or empty.

    `own`: it is the viewer's.
    """

    number: int
    name: str
    question: str
    shared_with: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class NewView:
    """A view as it is to be saved; `share` such as “organisation:ZZ01”, or empty. Its page and day are not kept."""

    name: str
    question: PostsQuestion
    share: str = ""
