"""What reviews ask of somebody today: to be held, to be confirmed, and what was to be done next. In calm words."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from wraparound.capabilities.compacts.calculation.reviews import AHEAD
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.reviews import ExitCriterion, Review, ReviewSide, ReviewStep
from wraparound.capabilities.compacts.queries.reviews import review_line
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.criteria import CriterionState
from wraparound.capabilities.compacts.terms.reviews import WRITING_SIDES, ReviewState, StepState
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.capabilities.compacts.wording.reviews import name_of
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 10
"""Of one sort; the page of the compact has them all."""
AFTER_THE_END = timedelta(days=60)
"""So long after a compact came to its last day its last review is still asked for."""
OF = ("compact__organisation", "compact__leader")


def asked_of_reviews(sides: dict[Party, Q], today: date, *, viewer: Viewer) -> dict[str, QuerySet[Any]]:
    """Reviews to be held and records to be confirmed, steps due, criteria said to be met; of sides that record them."""
    mine = {party: where for party, where in sides.items() if party in WRITING_SIDES}
    if not mine:
        return {}
    return {"reviews": _reviews(mine, today, viewer), "steps": _steps(mine, today), "criteria": _criteria(mine)}


def needs_of_reviews(
    name: str, rows: QuerySet[Any], today: date, *, viewer: Viewer
) -> Iterator[tuple[Compact | None, Need]]:
    """What one of these asks, in words."""
    if name == "reviews":
        yield from _told_of_reviews(rows, today, viewer)
    elif name == "steps":
        yield from _told_of_steps(rows, today)
    else:
        yield from _told_of_criteria(rows)


def _reviews(sides: dict[Party, Q], today: date, viewer: Viewer) -> QuerySet[Review]:
    answered = ReviewSide.objects.filter(review=OuterRef("pk")).exclude(answer="")
    to_hold, to_answer, to_write, to_agree = Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[])
    for party, theirs in sides.items():
        # A review of a compact that has come to its last day is still to be held, and its record to be written.
        to_hold |= theirs & (Q(compact__ended_at__isnull=True) | Q(due_on__gte=today - AFTER_THE_END))
        to_answer |= theirs & ~Q(Exists(answered.filter(party=party.value))) & ~Q(written_for=party.value)
        to_write |= theirs
        to_agree |= theirs & ~Q(day_for=party.value)
    soon = Q(due_on__lte=today + AHEAD) | Q(day__lte=today + AHEAD)
    planned = Q(state=ReviewState.PLANNED, effect__isnull=True) & soon & to_hold
    written = Q(state=ReviewState.HELD) & ~Q(written_for="") & to_answer & ~Q(written_by=viewer.person)
    unwritten = Q(state=ReviewState.HELD, written_for="") & to_write
    proposed = Q(state=ReviewState.PLANNED, day__isnull=False, day_agreed_for="") & to_agree & ~Q(day_by=viewer.person)
    asked = Case(When(proposed, then=Value(True)), default=Value(False), output_field=BooleanField())
    found: QuerySet[Review] = Review.objects.filter(planned | written | unwritten | proposed).annotate(asked=asked)
    return found


def _told_of_reviews(rows: QuerySet[Review], today: date, viewer: Viewer) -> Iterator[tuple[Compact | None, Need]]:
    for one in rows.defer("known").select_related(*OF).order_by("due_on", "pk")[:MOST]:
        line = review_line(one, today, viewer=viewer)
        name, head = name_of(line), _head(one.compact)
        address = f"/compacts/{one.compact_id}/reviews/{one.pk}/"
        if one.state == ReviewState.HELD:
            if one.written_for:
                yield one.compact, Need(f"{name}: is its record right? ({head})", address, "Read and confirm it")
            else:
                words = f"{name} was held on {day(one.held_on or today)}; its record is still to be written ({head})."
                yield one.compact, Need(words, f"{address}record/", "Write it down")
            continue
        by = one.day or one.due_on
        if getattr(one, "asked", False) and not line.overdue:
            words = f"{name}: {day(by)} is proposed for it ({head})."
            yield one.compact, Need(words, address, "Agree to it, or propose another day", by)
            continue
        if line.overdue:
            words = f"{name} has not been held yet; it was to be by {day(one.due_on)} ({head})."
        elif by == today:
            words = f"{name} is today ({head})."
        else:
            words = f"{name} is to be held {'on' if one.day else 'by'} {day(by)} ({head})."
        action = "See the paper for it" if one.day else "See the paper, and find a day"
        yield one.compact, Need(words, address, action, by)


def _steps(sides: dict[Party, Q], today: date) -> QuerySet[ReviewStep]:
    mine = Q(pk__in=[])
    for party, theirs in sides.items():
        mine |= _through_review(theirs) & Q(party=party.value)
    found: QuerySet[ReviewStep] = ReviewStep.objects.filter(
        mine, counts=True, state=StepState.OPEN, taken_out_at__isnull=True, due_on__lte=today + AHEAD
    )
    return found


def _told_of_steps(rows: QuerySet[ReviewStep], today: date) -> Iterator[tuple[Compact | None, Need]]:
    for one in rows.select_related(*(f"review__{way}" for way in OF)).order_by("due_on", "pk")[:MOST]:
        compact = one.review.compact
        when = "It was to be done by" if one.due_on < today else "To be done by"
        words = f"{when} {day(one.due_on)}, from a review: “{one.words}” ({_head(compact)})."
        address = f"/compacts/{compact.pk}/reviews/steps/{one.pk}/"
        yield compact, Need(words, address, "Say whether it is done", one.due_on)


def _criteria(sides: dict[Party, Q]) -> QuerySet[ExitCriterion]:
    mine = Q(pk__in=[])
    for party, theirs in sides.items():
        mine |= theirs & ~Q(reported_for=party.value)
    found: QuerySet[ExitCriterion] = ExitCriterion.objects.filter(
        mine, state=CriterionState.REPORTED, compact__ended_at__isnull=True
    )
    return found


def _told_of_criteria(rows: QuerySet[ExitCriterion]) -> Iterator[tuple[Compact | None, Need]]:
    for one in rows.select_related(*OF).order_by("settled_on", "pk")[:MOST]:
        words = f"An exit criterion is said to be met: “{one.words or one.measure}”. Is it so? ({_head(one.compact)})"
        address = f"/compacts/{one.compact_id}/reviews/criteria/{one.pk}/"
        yield one.compact, Need(words, address, "Confirm or say not")


def _through_review(condition: Q) -> Q:
    """A condition on a row's compact as one on the compact of its review."""
    found = Q()
    found.connector, found.negated = condition.connector, condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            found.children.append(_through_review(child))
        elif isinstance(child, tuple):
            found.children.append((f"review__{child[0]}", child[1]))
    return found


def _head(row: Compact) -> str:
    leader = f" with {row.leader.name}" if row.leader else ""
    return f"Compact{leader}, {row.organisation.name}"
