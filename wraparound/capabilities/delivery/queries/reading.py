"""Milestones as terms, as they are or as they stood, and every move of their days: what other queries are made of."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from wraparound.capabilities.delivery.access import READ_PLAN
from wraparound.capabilities.delivery.models.milestones import Dependency, Milestone, MilestoneVersion
from wraparound.capabilities.delivery.terms.milestones import (
    Evidence,
    EvidenceSort,
    MilestoneState,
    MilestoneTerms,
    Move,
    MoveReason,
)
from wraparound.capabilities.delivery.terms.recommendations import RecommendationKey
from wraparound.people.access import Rule
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.models.keeping import moment_after

JUST_BEFORE = timedelta(microseconds=1)
Moves = dict[int, tuple[Move, ...]]


def end_of(day: date, *, viewer: Viewer) -> datetime:
    """The last moment of a day: what was changed on it counts."""
    return moment_after(day) - JUST_BEFORE


def about(place: Organisation, *, viewer: Viewer) -> Subject:
    """What is about an organisation and nobody."""
    return Subject.at(place.pk, place.region_id)


def milestones_of(
    place: Organisation,
    *,
    viewer: Viewer,
    moment: datetime | None = None,
    serving: Collection[RecommendationKey] | None = None,
    rule: Rule = READ_PLAN,
) -> tuple[MilestoneTerms, ...]:
    """Every milestone of an organisation, open and ended, by due day; as they stood at the moment where one is given.

    `serving`: those of these recommendations alone. The caller has seen that the rule lets the viewer read them. That
    they saw who owns what is logged.
    """
    found = Milestone.objects.as_at(moment).filter(organisation=place.pk)
    if serving is not None:
        found = found.filter(recommendation__in=serving)
    rows = list(found.select_related("owner").order_by("due_on", "pk"))
    waits = waits_of(place, viewer=viewer, moment=moment)
    subject = about(place, viewer=viewer)
    shown([row.owner_id for row in rows], ("name", "milestones"), rule, viewer=viewer, about=subject)
    return tuple(milestone_terms(row, waits.get(row.pk, ()), viewer=viewer) for row in rows)


def milestones_numbered(numbers: Iterable[int], *, viewer: Viewer) -> dict[int, tuple[str, MilestoneTerms]]:
    """By number, the code of the organisation in whose plan each of these is now, and the milestone, not whose it is.

    The caller sees to it what of them the viewer may read. Nobody is named, so that no look at anybody is logged.
    """
    return {one.number: (code, one) for code, one in _unnamed(Milestone.objects.filter(pk__in=list(numbers)), viewer)}


def milestones_in(codes: Iterable[str], *, viewer: Viewer) -> tuple[tuple[str, MilestoneTerms], ...]:
    """Every milestone of these organisations with the code of its own, by due day, and not whose it is.

    The caller has seen that the viewer reads their plans.
    """
    return _unnamed(Milestone.objects.filter(organisation__code__in=list(codes)), viewer)


def _unnamed(rows: QuerySet[Milestone], viewer: Viewer) -> tuple[tuple[str, MilestoneTerms], ...]:
    found = rows.select_related("organisation").order_by("due_on", "pk")
    return tuple((row.organisation.code, milestone_terms(row, viewer=viewer, named=False)) for row in found)


def waits_of(place: Organisation, *, viewer: Viewer, moment: datetime | None = None) -> dict[int, tuple[int, ...]]:
    """For each milestone of an organisation that waits, those that it waits for."""
    rows = Dependency.objects.as_at(moment).filter(milestone__organisation=place.pk, ended_at__isnull=True)
    found: dict[int, tuple[int, ...]] = {}
    for milestone, on in rows.order_by("milestone", "on").values_list("milestone", "on"):
        found[milestone] = (*found.get(milestone, ()), on)
    return found


def milestone_terms(
    row: Milestone, waits_for: Iterable[int] = (), *, viewer: Viewer, named: bool = True
) -> MilestoneTerms:
    """The row as a term; without its owner where the viewer may not know them."""
    return MilestoneTerms(
        number=row.pk,
        title=row.title,
        due=row.due_on,
        state=MilestoneState(row.state),
        ended=row.ended,
        why_ended=row.why_ended,
        effort=row.effort,
        recommendation=RecommendationKey(row.recommendation),
        owner=str(row.owner.key) if named else "",
        owner_name=row.owner.name if named else "",
        evidence=Evidence(
            sort=EvidenceSort(row.evidence),
            of=row.evidence_of,
            words=row.evidence_words,
            link=row.evidence_link,
        ),
        waits_for=tuple(waits_for),
        shared=row.shared,
    )


def history_of(numbers: Iterable[int], *, viewer: Viewer) -> tuple[dict[int, date], Moves]:
    """The first due day of each of these milestones, and every move of it since, oldest first: from their history."""
    rows = MilestoneVersion._default_manager.filter(v_record__in=list(numbers), v_carried=False).exclude(
        v_since=F("v_until")
    )
    first: dict[int, date] = {}
    last: dict[int, date] = {}
    moves: dict[int, list[Move]] = {}
    for row in rows.order_by("v_record", "v_since", "v_version"):
        number, due = row.v_record, _due(row)
        if number not in first:
            first[number] = due
        elif due != last[number]:
            moves.setdefault(number, []).append(_move(row, last[number], due))
        last[number] = due
    return first, {number: tuple(some) for number, some in moves.items()}


def _due(row: Any) -> date:
    found: date = row.due_on
    return found


def _move(row: Any, before: date, after: date) -> Move:
    return Move(
        on=timezone.localtime(row.v_since).date(),
        before=before,
        after=after,
        reason=MoveReason(row.moved_why or MoveReason.OTHER),
        words=row.moved_words,
    )
