"""What a leader raised openly: read by the leader and by those they named, for as long as these hold their role."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.compacts.access import (
    ACTS_FOR,
    COMMENT_TOO,
    IMPROVEMENT_FAR,
    IMPROVEMENT_NEAR,
    OWN_OR_HELD,
)
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import Raised, RaisedAnswer
from wraparound.capabilities.compacts.queries.confidants import state_of
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Question, Told
from wraparound.capabilities.compacts.queries.reading import (
    NoSuchCompact,
    compact_of,
    rule_for,
    sides_of,
    subject_of,
)
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.check_ins import (
    CheckInState,
    RaisedAnswerTerms,
    RaisedList,
    RaisedTerms,
    RaisedTo,
)
from wraparound.people.access import Rule, allows, ensure, reach
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Reach, Viewer
from wraparound.people.terms.people import Need

SHOWN = ("name", "what was raised")


def raised_list(number: int, *, viewer: Viewer) -> RaisedList:
    """What was raised about one compact that the viewer may see, as far as it is theirs; empty for those not named."""
    ensure(viewer, OWN_OR_HELD)
    row = compact_of(number, viewer=viewer)
    found = [one for one in _of(row) if may_read(one, row, viewer=viewer)]
    _look(row, viewer)
    is_leader = row.leader_id == viewer.person
    return RaisedList(
        number=row.pk,
        organisation=row.organisation.name,
        leader=row.leader.name if row.leader else "",
        made_up=row.organisation.made_up,
        is_leader=is_leader,
        may_raise=is_leader and state_of(row, viewer=viewer) is CheckInState.OPEN,
        raised=tuple(_terms(one, row, viewer) for one in found),
    )


def raised(number: int, which: int, *, viewer: Viewer) -> RaisedTerms:
    """One of them; NoSuchCompact where it is not the viewer's."""
    row, found = raised_of(number, which, viewer=viewer)
    _look(row, viewer)
    return _terms(found, row, viewer)


def raised_of(number: int, which: int, *, viewer: Viewer) -> tuple[Compact, Raised]:
    """The row with its compact, for actions to check and use."""
    ensure(viewer, OWN_OR_HELD)
    row = compact_of(number, viewer=viewer)
    found = next((one for one in _of(row, which) if may_read(one, row, viewer=viewer)), None)
    if found is None:
        raise NoSuchCompact
    return row, found


def could_raise_to(row: Compact, *, viewer: Viewer) -> tuple[RaisedTo, ...]:
    """With whom something can be raised: the region only where it is asked to sign."""
    return tuple(one for one in RaisedTo if one is not RaisedTo.REGION or row.asks_region)


def rule_of(to: RaisedTo, row: Compact, *, viewer: Viewer) -> Rule:
    """Who is meant, as a rule: those who hold the role today."""
    if to is RaisedTo.BOARD:
        return ACTS_FOR[Party.BOARD]
    if to is RaisedTo.REGION:
        return ACTS_FOR[Party.REGION]
    far = (IMPROVEMENT_FAR,) if row.asks_region else ()
    return Rule(because=COMMENT_TOO.because, to=(IMPROVEMENT_NEAR, *far), operator=False)


def named_in(one: Raised, *, viewer: Viewer) -> tuple[RaisedTo, ...]:
    """Whom the leader named."""
    asked = {
        RaisedTo.BOARD: one.to_board,
        RaisedTo.REGION: one.to_region,
        RaisedTo.IMPROVEMENT: one.to_improvement,
    }
    return tuple(to for to, is_named in asked.items() if is_named)


def answers_as(one: Raised, row: Compact, *, viewer: Viewer) -> RaisedTo | None:
    """As which of those who were named the viewer reads and answers; none where they are not among them."""
    about = subject_of(row, viewer=viewer)
    sides = sides_of(row, viewer=viewer)
    for to in named_in(one, viewer=viewer):
        acts = allows(viewer, rule_of(to, row, viewer=viewer), about) and viewer.person is not None
        if acts and (to is not RaisedTo.REGION or Party.REGION in sides):
            return to
    return None


def may_read(one: Raised, row: Compact, *, viewer: Viewer) -> bool:
    """Whether it is the viewer's: the leader who raised it, and those they named."""
    own = viewer.person is not None and viewer.person == one.leader_id == row.leader_id
    return own or answers_as(one, row, viewer=viewer) is not None


def asked_of_raised(*, viewer: Viewer) -> dict[str, Question]:
    """What was raised with the viewer and nobody has answered yet; empty for those with whom nothing can be."""
    named, anywhere = Q(pk__in=[]), False
    for field, to, asked in (
        ("to_board", ACTS_FOR[Party.BOARD], Q()),
        ("to_region", ACTS_FOR[Party.REGION], Q(compact__asks_region=True)),
        ("to_improvement", Rule(because="", to=(IMPROVEMENT_NEAR,), operator=False), Q()),
        ("to_improvement", Rule(because="", to=(IMPROVEMENT_FAR,), operator=False), Q(compact__asks_region=True)),
    ):
        far = reach(viewer, to)
        if not far.is_empty:
            named, anywhere = named | (Q(**{field: True}) & _within(far) & asked), True
    if not anywhere:
        return {}
    answered = RaisedAnswer.objects.filter(raised=OuterRef("pk"))
    rows = Raised.objects.filter(named & ~Q(Exists(answered)), compact__ended_at__isnull=True)
    return {"raised": Question(rows.exclude(leader=viewer.person), partial(_needs, viewer))}


def _needs(viewer: Viewer, rows: QuerySet[Any]) -> Iterator[Told]:
    for one in rows.select_related("compact__organisation", "leader").order_by("pk")[:MOST]:
        _look(one.compact, viewer)
        words = f"{one.leader.name} has raised something with you ({one.compact.organisation.name})."
        yield None, Need(words, f"/compacts/{one.compact_id}/raised/{one.pk}/", "Read and answer it")


def _within(far: Reach) -> Q:
    if far.nation:
        return Q(compact__isnull=False)
    here = Q(compact__organisation__in=far.organisations) | Q(compact__organisation__region__in=far.regions)
    return here | Q(compact__leader__in=far.people)


def _of(row: Compact, which: int | None = None) -> QuerySet[Raised]:
    rows = Raised.objects.filter(compact=row) if which is None else Raised.objects.filter(compact=row, pk=which)
    return rows.prefetch_related("answers__said_by").select_related("leader").order_by("-raised_at", "-pk")


def _look(row: Compact, viewer: Viewer) -> None:
    if row.leader_id:
        shown([row.leader_id], SHOWN, rule_for(row, viewer=viewer), viewer=viewer, about=subject_of(row, viewer=viewer))


def _terms(one: Raised, row: Compact, viewer: Viewer) -> RaisedTerms:
    own = viewer.person == one.leader_id
    answers: Iterable[RaisedAnswer] = sorted(one.answers.all(), key=lambda each: (each.said_at, each.pk))
    return RaisedTerms(
        number=one.pk,
        compact=row.pk,
        organisation=row.organisation.name,
        leader=one.leader.name,
        to=named_in(one, viewer=viewer),
        words=one.words,
        at=one.raised_at,
        answers=tuple(
            RaisedAnswerTerms(each.said_by.name, each.acting_as, each.words, each.said_at) for each in answers
        ),
        own=own,
        may_answer=row.ended_at is None,
    )
