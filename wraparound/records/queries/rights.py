"""Contests, conversations and holds. Callers have checked who asks."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject, TruncDate

from wraparound.published.terms import NotInEvidence
from wraparound.records.models.keeping import KEPT
from wraparound.records.models.rights import Contest, Conversation, Hold
from wraparound.records.queries.history import version_number
from wraparound.records.terms import ContestState, ContestTerms, ConversationTerms, HoldTerms, Someone, StandingContest


class NoSuchEntry(NotInEvidence):
    """No such entry, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such entry, or it is not yours to see.")


def contests_about(person: int, *, viewer: Someone) -> tuple[ContestTerms, ...]:
    """What one person said is wrong, newest first."""
    return tuple(contest_terms(one) for one in _contests().filter(about_person=person).order_by("-pk"))


def standing_contests(person: int, *, viewer: Someone) -> tuple[ContestTerms, ...]:
    """What one person said is wrong and did not take back, the oldest first: of each entry the last one stands."""
    rows = _contests().filter(about_person=person).exclude(state=ContestState.WITHDRAWN).order_by("pk")
    return tuple(contest_terms(one) for one in rows)


def said_beside(sort: str, *, viewer: Someone) -> Subquery:
    """What its person says is wrong with each record of a sort: the last they did not take back, for `beside`."""
    rows = Contest.objects.filter(sort=sort, record=OuterRef("pk")).exclude(state=ContestState.WITHDRAWN)
    told = JSONObject(number="pk", on=TruncDate("made_at"), words="words", state="state", answer="answer")
    return Subquery(rows.order_by("-pk").values(told=told)[:1])


def beside(told: dict[str, Any] | None, *, viewer: Someone) -> StandingContest | None:
    """What `said_beside` found of one record, as a term."""
    if told is None:
        return None
    state, on = ContestState(told["state"]), date.fromisoformat(told["on"])
    return StandingContest(number=told["number"], on=on, words=told["words"], state=state, answer=told["answer"])


def open_contests(
    controllers: "QuerySet[Any] | None", *, close: bool, viewer: Someone, most: int = 50
) -> tuple[ContestTerms, ...]:
    """What waits for an answer, oldest first: of records that are close, or of all others.

    Only of entries for which these are answerable where they are given.
    """
    rows = _contests().filter(state=ContestState.OPEN)
    of_close = Q(sort__in=[sort for sort in KEPT if is_close(sort, viewer=viewer)])
    rows = rows.filter(of_close if close else ~of_close)
    rows = rows if controllers is None else rows.filter(controller__in=controllers)
    return tuple(contest_terms(one) for one in rows.order_by("pk")[:most])


def is_close(sort: str, *, viewer: Someone) -> bool:
    """Whether records of this sort are read by the person and by those it was made between, and by nobody else."""
    return sort in KEPT and KEPT[sort].record.close


def contest_of(number: int, *, viewer: Someone) -> Contest:
    """The row, for actions to check and use; NoSuchEntry where there is none."""
    found = _contests().filter(pk=number).first()
    if found is None:
        raise NoSuchEntry
    return found


def contest_terms(row: Contest, *, viewer: Someone | None = None) -> ContestTerms:
    """The row as a term."""
    return ContestTerms(
        number=row.pk,
        about=row.about_person,
        sort=KEPT[row.sort].words if row.sort in KEPT else row.sort,
        record=row.record,
        entry=row.entry,
        words=row.words,
        at=row.made_at,
        state=ContestState(row.state),
        answer=row.answer,
        answered_by=row.answered_by,
        told_at=row.answered_at,
        read_at=row.read_at,
        controller=row.controller.name,
    )


def conversations_about(person: int, *, viewer: Someone) -> tuple[ConversationTerms, ...]:
    """Conversations about one person, newest first."""
    rows = Conversation.objects.filter(about_person=person).select_related("controller").order_by("-held_on", "-pk")
    return tuple(conversation_terms(one) for one in rows)


class Waiting(NamedTuple):
    """How many outcomes and answers somebody was told and has not read, whether one is owed to them, or by them."""

    told: int
    owed: bool
    owes: bool


TOLD, OWED, OWES = "told", "owed", "owes"


def untold(opened_by: int, *, viewer: Someone) -> tuple[ConversationTerms, ...]:
    """The conversations that this person recorded and whose outcome nobody was told yet, oldest first."""
    rows = Conversation.objects.filter(opened_by=opened_by, told_at__isnull=True).select_related("controller")
    rows = rows.order_by("held_on", "pk")
    return tuple(conversation_terms(one) for one in rows[:50])


def waiting(person: int, *, viewer: Someone) -> Waiting:
    """What of conversations and contests waits for the person, on either side of them."""
    answers = Contest.objects.filter(
        about_person=person, state__in=[ContestState.UPHELD, ContestState.DECLINED], read_at__isnull=True
    )
    outcomes = Conversation.objects.filter(about_person=person, read_at__isnull=True)
    owing = Conversation.objects.filter(opened_by=person, told_at__isnull=True)
    # One statement for all: they are asked for each time somebody opens their day.
    is_told = Case(When(told_at__isnull=False, then=Value(TOLD)), default=Value(OWED))
    parts = [
        rows.annotate(what=what).values_list("what") for rows, what in ((answers, Value(TOLD)), (owing, Value(OWES)))
    ]
    found = [what for (what,) in outcomes.annotate(what=is_told).values_list("what").union(*parts, all=True)]
    return Waiting(told=found.count(TOLD), owed=OWED in found, owes=OWES in found)


def conversation_of(number: int, *, viewer: Someone) -> Conversation:
    """The row, for actions to check and use; NoSuchEntry where there is none."""
    found = Conversation.objects.select_related("controller").filter(pk=number).first()
    if found is None:
        raise NoSuchEntry
    return found


def conversation_terms(row: Conversation, *, viewer: Someone | None = None) -> ConversationTerms:
    """The row as a term."""
    return ConversationTerms(
        number=row.pk,
        about=row.about_person,
        held_on=row.held_on.isoformat(),
        purpose=row.purpose,
        present=row.present,
        opened_by=row.opened_by,
        opened_by_name=row.opened_by_name,
        opened_at=row.opened_at,
        outcome=row.outcome,
        told_at=row.told_at,
        read_at=row.read_at,
        controller=row.controller.code,
    )


def conversation_version(row: Conversation, *, viewer: Someone) -> int:
    """What the form of whoever tells the outcome carries."""
    return version_number(row, viewer=viewer)


def holds_on(person: int, *, viewer: Someone) -> tuple[HoldTerms, ...]:
    """Legal holds on one person, newest first."""
    rows = Hold.objects.filter(about_person=person).select_related("controller").order_by("-pk")
    return tuple(
        HoldTerms(one.pk, one.about_person, one.why, one.placed_at, one.released_at, one.controller.code)
        for one in rows
    )


def holds_in_force(*, viewer: Someone) -> tuple[HoldTerms, ...]:
    """Every legal hold that was not released, newest first."""
    rows = Hold.objects.filter(released_at__isnull=True).select_related("controller").order_by("-pk")
    return tuple(
        HoldTerms(one.pk, one.about_person, one.why, one.placed_at, one.released_at, one.controller.code)
        for one in rows
    )


def hold_of(number: int, *, viewer: Someone) -> Hold:
    """The row, for actions to check and use; NoSuchEntry where there is none."""
    found = Hold.objects.filter(pk=number).select_related("controller").first()
    if found is None:
        raise NoSuchEntry
    return found


def _hold(row: Hold) -> HoldTerms:
    return HoldTerms(row.pk, row.about_person, row.why, row.placed_at, row.released_at, row.controller.code)


def _contests() -> QuerySet[Contest]:
    return Contest.objects.select_related("controller")
