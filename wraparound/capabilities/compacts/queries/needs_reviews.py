"""What reviews ask of somebody today: to be held, to be confirmed, and what was to be done next. In calm words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.compacts.calculation.reviews import AHEAD
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.reviews import ExitCriterion, Review, ReviewSide, ReviewStep
from wraparound.capabilities.compacts.queries.acting import Acting
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Found, Listing, Question, Told
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.queries.reviews import review_line
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.criteria import CriterionState
from wraparound.capabilities.compacts.terms.reviews import WRITING_SIDES, ReviewState, StepState
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.capabilities.compacts.wording.compacts import head_of
from wraparound.capabilities.compacts.wording.reviews import name_of
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

AFTER_THE_END = timedelta(days=60)
"""So long after a compact came to its last day its last review is still asked for."""


def asked_of_reviews(mine: Acting, today: date, *, viewer: Viewer) -> dict[str, Question | Listing]:
    """Reviews to be held and records to be confirmed, steps due, criteria said to be met; of sides that record them."""
    if not mine.sides(WRITING_SIDES):
        return {}
    return {"reviews": _reviews(mine, today, viewer), "steps": _steps(mine, today), "criteria": _criteria(mine)}


def _reviews(mine: Acting, today: date, viewer: Viewer) -> Question:
    answered = ReviewSide.objects.filter(review=OuterRef("pk")).exclude(answer="")
    soon = Q(due_on__lte=today + AHEAD) | Q(day__lte=today + AHEAD)
    # A review of a compact that has come to its last day is still to be held, and its record to be written.
    lasts = Q(compact__ended_at__isnull=True) | Q(due_on__gte=today - AFTER_THE_END)
    planned = Q(state=ReviewState.PLANNED, effect__isnull=True) & soon & lasts
    unwritten = Q(state=ReviewState.HELD, written_for="")
    written = Q(state=ReviewState.HELD) & ~Q(written_for="") & ~Q(written_by=viewer.person)
    proposed = Q(state=ReviewState.PLANNED, day__isnull=False, day_agreed_for="") & ~Q(day_by=viewer.person)

    def wanted(party: Party) -> Q:
        to_answer = written & ~Q(written_for=party) & ~Q(Exists(answered.filter(party=party)))
        return planned | unwritten | to_answer | (proposed & ~Q(day_for=party))

    rows = Review.objects.filter(mine.where(wanted, of=WRITING_SIDES))
    return Question(rows, partial(_of_reviews, today, viewer))


def _of_reviews(today: date, viewer: Viewer, rows: QuerySet[Review]) -> Iterator[Told]:
    rows = rows.defer("known").select_related("compact__organisation", "compact__leader").order_by("due_on", "pk")
    for one in rows[:MOST]:
        yield one.compact.leader_id, _of_a_review(one, today, viewer)


def _of_a_review(one: Review, today: date, viewer: Viewer) -> Need:
    line = review_line(one, today, viewer=viewer)
    name, head = name_of(line), _head(one.compact)
    address = f"/compacts/{one.compact_id}/reviews/{one.pk}/"
    if one.state == ReviewState.HELD:
        if one.written_for:
            return Need(f"{name}: is its record right? ({head})", address, "Read and confirm it")
        words = f"{name} was held on {day(one.held_on or today)}; its record is still to be written ({head})."
        return Need(words, f"{address}record/", "Write it down")
    by = one.day or one.due_on
    if not line.overdue and _asks_for_a_day(one, viewer):
        words = f"{name}: {day(by)} is proposed for it ({head})."
        return Need(words, address, "Agree to it, or propose another day", by)
    if line.overdue:
        words = f"{name} has not been held yet; it was to be by {day(one.due_on)} ({head})."
    elif by == today:
        words = f"{name} is today ({head})."
    else:
        words = f"{name} is to be held {'on' if one.day else 'by'} {day(by)} ({head})."
    action = "See the paper for it" if one.day else "See the paper, and find a day"
    return Need(words, address, action, by)


def _asks_for_a_day(one: Review, viewer: Viewer) -> bool:
    """Whether another side, and somebody else, has proposed a day to a side of the viewer, and nobody has agreed."""
    if one.day is None or one.day_agreed_for or one.day_by_id == viewer.person:
        return False
    mine = sides_of(one.compact, viewer=viewer)
    return any(party in WRITING_SIDES and party.value != one.day_for for party in mine)


def _steps(mine: Acting, today: date) -> Listing:
    rows = ReviewStep.objects.filter(
        mine.where(lambda party: Q(party=party), of=WRITING_SIDES, way="review__compact__"),
        counts=True,
        state=StepState.OPEN,
        taken_out_at__isnull=True,
        due_on__lte=today + AHEAD,
    )
    return Listing(rows, partial(_of_steps, today), way="review__compact", words="words", day="due_on")


def _of_steps(today: date, found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        assert one.day is not None  # every step has its day
        when = "It was to be done by" if one.day < today else "To be done by"
        words = f"{when} {day(one.day)}, from a review: “{one.words}” ({one.head})."
        address = f"/compacts/{one.compact}/reviews/steps/{one.number}/"
        yield one.leader, Need(words, address, "Say whether it is done", one.day)


def _criteria(mine: Acting) -> Listing:
    rows = ExitCriterion.objects.filter(
        mine.where(lambda party: ~Q(reported_for=party), of=WRITING_SIDES),
        state=CriterionState.REPORTED,
        compact__ended_at__isnull=True,
    )
    return Listing(rows, _of_criteria, words="words", key="measure", day="settled_on")


def _of_criteria(found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        words = f"An exit criterion is said to be met: “{one.words or one.key}”. Is it so? ({one.head})"
        yield one.leader, Need(words, f"/compacts/{one.compact}/reviews/criteria/{one.number}/", "Confirm or say not")


def _head(row: Compact) -> str:
    return head_of(row.organisation.name, row.leader.name if row.leader else None)
