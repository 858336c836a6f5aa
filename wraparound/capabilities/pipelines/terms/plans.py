"""The plan of one post as a viewer may see it: who is named, what would follow, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import (
    Ahead,
    Cover,
    HolderLine,
    Known,
    PostTerms,
    SuccessorLine,
    YesNo,
)
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.terms.vacancies import PostVacancy

MOST_COMPARED = 5


@dataclass(frozen=True)
class PostLink:
    """A post that is named and can be opened: its number, its title, and its organisation where it is another one."""

    number: int
    title: str
    organisation: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """Somebody on a plan whom the viewer may see, or who is no person of this site.

    `also`: other posts for which they are confirmed, as far as the viewer sees the plans of these. `may_confirm` and
    `may_take_off` are the viewer's; `version` is what a form that confirms carries, none where they may not.
    """

    line: SuccessorLine
    also: tuple[PostLink, ...] = ()
    may_confirm: bool = False
    may_take_off: bool = False
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlanGroup:
    """Those of one band, or of none: by name whom the viewer may see, and in number the others.

    `hidden_stale`: of `hidden`, how many whose readiness is past its review. `band` is none where nothing was agreed.
    """

    band: Band | None = None
    named: tuple[PlanLine, ...] = ()
    hidden: int = 0
    hidden_stale: int = 0

    @property
    def many(self) -> int:
        """People in it, seen by name or not."""
        return len(self.named) + self.hidden


class ChainEnd(StrEnum):
    """Why a chain of moves goes no further.

    HIDDEN: who follows is not released to the viewer. NO_POST: they hold no post that the viewer may see. NOBODY:
    nobody is confirmed for it. LOOP: it would come back to a post of its own. SHOWN: what follows stands elsewhere in
    the same chain. DEEP: it goes on, further than is shown.
    """

    HIDDEN = "hidden"
    NO_POST = "no_post"
    NOBODY = "nobody"
    LOOP = "loop"
    SHOWN = "shown"
    DEEP = "deep"


@dataclass(frozen=True, kw_only=True)
class ChainMove:
    """Somebody takes up a post, and what they hold falls vacant.

    `known` is none for those whom the viewer may not see, `many` of them. `leaves` is the post that falls vacant, none
    where there is none; `follows` are the moves into it, and `end` why there are none.
    """

    known: Known | None
    many: int
    leaves: PostLink | None
    follows: tuple["ChainMove", ...]
    end: ChainEnd | None


@dataclass(frozen=True, kw_only=True)
class PlanTerms:
    """The plan of a post on a day. `as_shown`: as this site showed it then; `sentences` are the answer in words.

    `confirmed` are successors by band, the soonest first; `proposed` are not counted; `cover` stands in, confirmed or
    not; `beyond` are people outside this site and those still to be found; `gone` were named and are no longer there.
    `counts` is none and `yes_no` given where the viewer sees yes or no at most. `vacant_since` is in days of the
    world. `coming` are entries that begin after the day, and `ahead` how it is held then. `reports` are the posts that
    report to it; `reviews` the days on which readiness is looked at again; `vacancies` those opened by the day, open
    ones first.
    """

    post: PostTerms
    on: date
    as_shown: bool
    sentences: tuple[str, ...]
    holders: tuple[HolderLine, ...]
    coming: tuple[HolderLine, ...]
    ahead: tuple[Ahead, ...]
    vacant_since: date | None
    counts: Cover | None
    yes_no: YesNo | None
    confirmed: tuple[PlanGroup, ...]
    proposed: PlanGroup
    cover: PlanGroup
    beyond: tuple[PlanLine, ...]
    gone: PlanGroup
    chain: tuple[ChainMove, ...]
    reports: tuple[PostLink, ...]
    reviews: tuple[date, ...]
    may_propose: bool
    vacancies: tuple[PostVacancy, ...] = ()

    @property
    def named(self) -> tuple[Known, ...]:
        """Everybody who is named and seen, each once, by name."""
        groups = (*self.confirmed, self.proposed, self.cover)
        found = {one.line.known for group in groups for one in group.named if one.line.known is not None}
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.number)))


class Happened(StrEnum):
    """What happened to a post or its plan."""

    TOOK_UP = "took_up"
    LEFT = "left"
    VACANT = "vacant"
    NAMED = "named"
    CONFIRMED = "confirmed"
    TAKEN_OFF = "taken_off"
    CHANGED = "changed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True)
class PostEvent:
    """Something that happened on a day, or is entered for one `ahead`, in words; `detail` are further lines.

    `who` is none for nobody, or somebody not seen; `holder` the entry of a holder that the viewer may correct.
    """

    on: date
    what: Happened
    who: Known | None
    words: str
    detail: tuple[str, ...] = ()
    holder: int | None = None
    ahead: bool = False


@dataclass(frozen=True, kw_only=True)
class PostHistory:
    """Every dated event of a post, the latest first; `hidden` people were named whom the viewer may not see."""

    post: PostTerms
    events: tuple[PostEvent, ...]
    hidden: int


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """A readiness beside others: who agreed it and on what only for those who lead the organisation that agreed it."""

    band: Band
    stale: bool
    agreed_on: date | None = None
    review_by: date | None = None
    agreed_by: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One of those who are compared: what they hold, with since when; what was agreed; and for what they are named.

    `considers` is what they would consider, heading and words, none where the viewer may not read it or they said
    nothing. `only_held`: they once held a post of the viewer's, and what is agreed about them is not told.
    """

    known: Known
    holds: tuple[tuple[PostLink, date], ...]
    agreed: Agreed | None
    named_for: tuple[tuple[PostLink, str], ...]
    considers: tuple[tuple[str, str], ...] = ()
    only_held: bool = False


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Up to MOST_COMPARED of those named for a post, side by side, by name; or, where none are, all who could be."""

    post: PostTerms
    people: tuple[Compared, ...]
    choices: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who could be named: `band` is what was agreed for such a post, none where nothing was.

    `standing`: they belong to its organisation or are released to its trusts, so that naming them is of use.
    `only_held`: they once held a post of the viewer's, and nothing of their life of today is told.
    """

    known: Known
    job: str
    band: Band | None
    stale: bool
    standing: bool
    only_held: bool = False


@dataclass(frozen=True, kw_only=True)
class NamedTerms:
    """One entry of a plan as whoever would take it off sees it; `version` is what their form carries."""

    line: SuccessorLine
    post: PostTerms
    may_take_off: bool
    version: int
