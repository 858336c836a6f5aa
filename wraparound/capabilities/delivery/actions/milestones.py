"""Milestones: committed to, changed, moved with a reason, done, dropped, opened again, waiting for each other."""

from datetime import date, datetime

from wraparound.capabilities.compacts.queries.undertakings import undertaking_of
from wraparound.capabilities.delivery.access import DO_MILESTONE, KEEP_PLAN
from wraparound.capabilities.delivery.actions.telling import tell_people
from wraparound.capabilities.delivery.calculation.ensuring import (
    FIGURE_UNKNOWN,
    PROMISE_UNKNOWN,
    ensure_milestone,
    ensure_move,
)
from wraparound.capabilities.delivery.calculation.waiting import loop_closed_by
from wraparound.capabilities.delivery.models.milestones import Dependency, Milestone
from wraparound.capabilities.delivery.queries.milestones import measures_to_choose, milestone_of
from wraparound.capabilities.delivery.queries.owners import owner_called
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.reading import waits_of
from wraparound.capabilities.delivery.queries.recommendations import recommendation_of
from wraparound.capabilities.delivery.terms.milestones import (
    LONGEST_REASON,
    MOST_MILESTONES,
    Evidence,
    EvidenceSort,
    MilestoneState,
    MoveReason,
    NewMilestone,
)
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan, NotInPlan
from wraparound.capabilities.delivery.wording import milestones as say
from wraparound.people.access import Rule
from wraparound.people.calculation import name_key
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged


def commit_to(code: str, new: NewMilestone, *, at: datetime, by: Viewer) -> int:
    """Commits an organisation to a milestone; its number.

    CannotPlan where it cannot be written so, or nobody of the organisation is meant by the owner.
    """
    place = kept_place(code, viewer=by)
    owner = _ensure_new(place, new, at, by)
    with changing("A milestone was committed to", at=at, by=by):
        if Milestone.objects.filter(organisation=place.pk).count() >= MOST_MILESTONES:
            raise CannotPlan(say.TOO_MANY)
        row = Milestone(controller=place.controller, organisation=place, due_on=new.due)
        _write(row, new, owner)
        tell_people(row, [owner.pk], by=by)
    return int(row.pk)


def change_milestone(number: int, new: NewMilestone, *, version: int, at: datetime, by: Viewer) -> None:
    """Changes what a milestone says, but for its day, which is moved by `move`, and where it stands."""
    place = milestone_of(number, KEEP_PLAN, viewer=by).organisation
    with changing("A milestone was changed", at=at, by=by):
        row = held(number, KEEP_PLAN, by=by)
        ensure_unchanged(row, version, by=by)
        same = name_key(new.owner) == row.owner.name_key
        before = row.owner_id
        owner = _ensure_new(place, new, at, by, owner=row.owner if same else None)
        _write(row, new, owner)
        if owner.pk != before:
            tell_people(row, [owner.pk], by=by)


def move(
    number: int, due: date, reason: MoveReason, words: str = "", *, version: int | None = None, at: datetime, by: Viewer
) -> None:
    """Moves the day of an open milestone, with a reason. Its owner may, and whoever keeps the plan."""
    with changing("The day of a milestone was moved", at=at, by=by):
        row = held(number, DO_MILESTONE, by=by)
        if version is not None:
            ensure_unchanged(row, version, by=by)
        _ensure_open(row)
        ensure_move(row.due_on, due, reason, words)
        row.due_on, row.moved_why, row.moved_words = due, reason, words.strip()
        row.save(update_fields=["due_on", "moved_why", "moved_words"])
        tell_people(row, [row.owner_id], by=by)


def finish(number: int, on: date, *, at: datetime, by: Viewer) -> None:
    """Says on which day a milestone was done; not one to come. Its owner may, and whoever keeps the plan."""
    with changing("A milestone was done", at=at, by=by):
        row = held(number, DO_MILESTONE, by=by)
        _ensure_open(row)
        if on > at.date():
            raise CannotPlan(say.ENDED_AHEAD)
        _end(row, MilestoneState.DONE, on, "")


def drop(number: int, why: str, *, at: datetime, by: Viewer) -> None:
    """Drops an open milestone, with a reason. What waits for it waits for it no longer, and says so."""
    words = why.strip()[:LONGEST_REASON]
    if not words:
        raise CannotPlan(say.WHY_DROPPED)
    with changing("A milestone was dropped", at=at, by=by):
        row = held(number, KEEP_PLAN, by=by)
        _ensure_open(row)
        _end(row, MilestoneState.DROPPED, at.date(), words)
        tell_people(row, [row.owner_id], by=by)


def open_again(number: int, *, at: datetime, by: Viewer) -> None:
    """Opens a milestone that was done or dropped by mistake; its day is as it was."""
    with changing("A milestone was opened again", at=at, by=by):
        row = held(number, KEEP_PLAN, by=by)
        if row.state == MilestoneState.OPEN:
            raise CannotPlan("It is open.")
        row.state, row.ended, row.why_ended = MilestoneState.OPEN, None, ""
        row.save(update_fields=["state", "ended", "why_ended"])


def wait_for(number: int, on: int, *, at: datetime, by: Viewer) -> None:
    """Has a milestone wait for another of its plan; CannotPlan, naming the chain, where that would close a loop."""
    with changing("A milestone waits for another", at=at, by=by):
        row = held(number, KEEP_PLAN, by=by)
        other = milestone_of(on, KEEP_PLAN, viewer=by)
        if other.organisation_id != row.organisation_id:
            raise CannotPlan(say.OTHER_PLAN)
        waits = waits_of(row.organisation, viewer=by)
        if loop := loop_closed_by(waits, number, on):
            titles = dict(Milestone.objects.filter(pk__in=loop).values_list("pk", "title"))
            raise CannotPlan(say.loop_words(titles[one] for one in loop))
        if on not in waits.get(number, ()):
            Dependency.objects.create(controller=row.controller, milestone=row, on=other)


def wait_no_more(number: int, on: int, *, at: datetime, by: Viewer) -> None:
    """A milestone no longer waits for another; NotInPlan where it does not."""
    with changing("A milestone waits for another no longer", at=at, by=by):
        held(number, KEEP_PLAN, by=by)
        waits = Dependency.objects.filter(milestone=number, on=on, ended_at__isnull=True).first()
        if waits is None:
            raise NotInPlan
        waits.ended_at = at
        waits.save(update_fields=["ended_at"])


def share(number: int, *, shared: bool, at: datetime, by: Viewer) -> None:
    """Shares a milestone with the region, or no longer."""
    with changing("A milestone was shared" if shared else "A milestone is no longer shared", at=at, by=by):
        row = held(number, KEEP_PLAN, by=by)
        row.shared = shared
        row.save(update_fields=["shared"])


def held(number: int, rule: Rule, *, by: Viewer) -> Milestone:
    """The row that the rule lets the actor reach, as it is now that nobody else can change it."""
    milestone_of(number, rule, viewer=by)
    rows = Milestone.objects.select_related("organisation__region", "organisation__controller", "owner")
    return rows.select_for_update(of=("self",)).get(pk=number)


def _ensure_new(
    place: Organisation, new: NewMilestone, at: datetime, by: Viewer, *, owner: Person | None = None
) -> Person:
    """Whoever owns it, once everything else was found to be as it may be."""
    ensure_milestone(new)
    if new.recommendation:
        recommendation_of(place, new.recommendation, viewer=by)
    _ensure_evidence_is_there(new.evidence, by)
    return owner or owner_called(place, new.owner, viewer=by, on=at.date())


def _ensure_evidence_is_there(one: Evidence, by: Viewer) -> None:
    if one.sort is EvidenceSort.FIGURE and one.of not in dict(measures_to_choose(viewer=by)):
        raise CannotPlan(FIGURE_UNKNOWN)
    if one.sort is EvidenceSort.PROMISE:
        try:
            undertaking_of(int(one.of), viewer=by)
        except NotInEvidence as trouble:
            raise CannotPlan(PROMISE_UNKNOWN) from trouble


def _write(row: Milestone, new: NewMilestone, owner: Person) -> None:
    row.title, row.recommendation, row.effort = new.title.strip(), new.recommendation, new.effort
    row.owner, row.shared = owner, new.shared
    row.evidence, row.evidence_of = new.evidence.sort, new.evidence.of
    row.evidence_words, row.evidence_link = new.evidence.words.strip(), new.evidence.link
    row.save()


def _ensure_open(row: Milestone) -> None:
    if row.state != MilestoneState.OPEN:
        raise CannotPlan(say.NOT_OPEN.format(say.STATES[MilestoneState(row.state)].lower()))


def _end(row: Milestone, state: MilestoneState, on: date, why: str) -> None:
    row.state, row.ended, row.why_ended = state, on, why
    row.save(update_fields=["state", "ended", "why_ended"])
