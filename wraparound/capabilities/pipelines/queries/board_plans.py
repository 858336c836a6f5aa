"""The plan of a post at the start of a meeting, as lines: read as it was known then, cut to who may see it now."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.calculation.vacancy import vacant_since
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import (
    holder_lines,
    holder_rows,
    named_lines,
    successors_with_band,
)
from wraparound.capabilities.pipelines.terms.boards import BoardState, PlanAtStart
from wraparound.capabilities.pipelines.terms.lists import HolderLine, Known, SuccessorLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.capabilities.pipelines.wording import board_plans as say
from wraparound.people.terms.access import Viewer
from wraparound.records.calculation.retention import RETENTION, last_day_kept

BANDS = (Band.READY_NOW, Band.ONE_TO_TWO, Band.THREE_TO_FIVE, None)


@dataclass(frozen=True)
class PlanRows:
    """The rows of the plan of one post on a day."""

    post: Post
    day: Day
    held: Sequence[Holder]
    named: Sequence[Any]

    @property
    def holding(self) -> frozenset[int]:
        """Everybody who holds it."""
        return frozenset(one.person_id for one in self.held if one.person_id is not None)

    @property
    def following(self) -> frozenset[int]:
        """Everybody named for it."""
        return frozenset(one.person_id for one in self.named if one.person_id is not None)

    @property
    def people(self) -> frozenset[int]:
        """Everybody in them."""
        return self.holding | self.following


def start_of(row: Any, today: date, *, viewer: Viewer) -> Day:
    """The day whose plans a meeting is about: known as at its opening; while it is prepared, today's."""
    if row.opened_at is None or row.state == BoardState.PREPARED:
        return Day(today)
    return Day(timezone.localtime(row.opened_at).date(), row.opened_at, today)


def has_gone(row: Any, today: date, *, viewer: Viewer) -> bool:
    """Whether something of what stood when a meeting was opened may have been removed at the end of its retention."""
    last = last_day_kept(RETENTION["succession"], today)
    return row.opened_at is not None and last is not None and timezone.localtime(row.opened_at).date() <= last


def plan_rows(post: Post, day: Day, *, viewer: Viewer) -> PlanRows:
    """The rows of the plan of a post; the caller cuts them to what may be seen."""
    named = list(successors_with_band(day, viewer=viewer).filter(post=post.pk))
    return PlanRows(post, day, holder_rows([post], viewer=viewer, day=day), named)


def plan_at_start(
    rows: PlanRows, known: Mapping[int, Known], told: Set[int], *, viewer: Viewer, for_all: bool = False
) -> PlanAtStart:
    """The plan in lines, with those names that `known` has; where the viewer does not lead it, to follow only `told`.

    `for_all`: for everybody in the room, without reasons.
    """
    held = holder_lines(rows.held, [rows.post], known, viewer=viewer).get(rows.post.pk, ())
    lines = named_lines(rows.named, [rows.post], known, told, viewer=viewer, day=rows.day).get(rows.post.pk, ())
    there = [one for one in lines if one.sort is Sort.NAMED and one.standing]
    follow = [one for one in there if one.use is Use.SUCCESSOR]
    confirmed = [one for one in follow if one.state is State.CONFIRMED]
    bands = [(say.band_words(band), _told((one for one in confirmed if one.band is band), for_all)) for band in BANDS]
    proposed = _told((one for one in follow if one.state is State.PROPOSED), for_all)
    beyond = tuple(say.beyond_line(one, for_all=for_all) for one in lines if one.sort is not Sort.NAMED)
    more = [("Proposed, not confirmed", proposed), ("Outside this site, or to be found", beyond)]
    return PlanAtStart(
        holder=say.holders(_held(held), vacant_since(held), for_all=for_all),
        bands=tuple((words, told) for words, told in (*bands, *more) if told),
        cover=_told((one for one in there if one.use is Use.COVER), for_all),
        answer=say.answer(cover_of(lines)),
    )


def _held(lines: Iterable[HolderLine]) -> tuple[HolderLine, ...]:
    return tuple(one for one in lines if one.kind is not HolderKind.VACANT)


def _told(lines: Iterable[SuccessorLine], for_all: bool) -> tuple[str, ...]:
    """By name whom one may see; the others counted on a line."""
    some = list(lines)
    hidden = sum(one.known is None for one in some)
    named = tuple(say.named_line(one, for_all=for_all) for one in some if one.known is not None)
    return (*named, *((say.hidden_line(hidden, for_all=for_all),) if hidden else ()))
