"""Milestones of an organisation, and which of them waits for which."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.delivery.models.recommendations import ORGANISATION, PERSON, known
from wraparound.capabilities.delivery.terms.milestones import (
    LONGEST_MILESTONE,
    LONGEST_REASON,
    MOST_EFFORT,
    EvidenceSort,
    MilestoneState,
    MoveReason,
)
from wraparound.capabilities.delivery.terms.recommendations import LONGEST_KEY, LONGEST_LINK
from wraparound.capabilities.delivery.wording.milestones import EVIDENCE, REASONS, STATES
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class Milestone(Record):
    """A commitment with an owner and a due day. `effort` is people's days; `ended` when it was done or dropped.

    Its history is the plan on any day: each version has the due day of then and, in `moved_why` and `moved_words`, why
    the last move of it was made. `evidence_of` is the key of a measure or the number of a promise. `reminded` marks of
    which due day its owner was reminded last, and whether before or after it.
    """

    keeping = "delivery_plan"
    person_field = "owner_id"
    counted_from = "ended"
    quiet = frozenset({"controller", "organisation", "evidence", "evidence_of", "state"})
    untracked = frozenset({"reminded"})
    spoken: ClassVar = {
        "state": {one.value: words for one, words in STATES.items()},
        "evidence": {one.value: words for one, words in EVIDENCE.items()},
        "moved_why": {one.value: words for one, words in REASONS.items()},
    }

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_MILESTONE)
    recommendation = models.CharField(max_length=LONGEST_KEY, blank=True)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("due on")
    effort = models.PositiveIntegerField("people’s days", null=True)
    evidence = models.CharField("what shows it", max_length=10, default=EvidenceSort.NONE)
    evidence_of = models.CharField(max_length=60, blank=True)
    evidence_words = models.CharField("what shows it, in words", max_length=LONGEST_REASON, blank=True)
    evidence_link = models.CharField("where that is", max_length=LONGEST_LINK, blank=True)
    state = models.CharField(max_length=10, default=MilestoneState.OPEN)
    ended = models.DateField("done or dropped on", null=True)
    why_ended = models.CharField("why it was dropped", max_length=LONGEST_REASON, blank=True)
    moved_why = models.CharField("why its day was moved", max_length=12, blank=True)
    moved_words = models.CharField("more of why", max_length=LONGEST_REASON, blank=True)
    shared = models.BooleanField("shared with the region", default=False)
    reminded = models.CharField(max_length=20, blank=True)

    objects = RecordRows["Milestone"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="milestones_of_a_plan"),
            models.Index(fields=["owner", "state", "due_on"], name="milestones_of_an_owner"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("state", MilestoneState), name="milestone_state_is_known"),
            models.CheckConstraint(condition=known("evidence", EvidenceSort), name="milestone_evidence_is_known"),
            models.CheckConstraint(
                condition=Q(moved_why="") | known("moved_why", MoveReason), name="why_a_day_moved_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=MilestoneState.OPEN) ^ Q(ended__isnull=False), name="an_open_milestone_has_not_ended"
            ),
            models.CheckConstraint(
                condition=~Q(state=MilestoneState.DROPPED) | ~Q(why_ended=""), name="dropping_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__lte=MOST_EFFORT), name="effort_is_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What it waited for, and what waited for it, goes with it."""
        for way in ("milestone", "on"):
            let_rows_go(Dependency, way, keys)


MilestoneVersion = versions_of(Milestone)


class Dependency(Record):
    """That a milestone waits for another of the same plan; `ended_at` once it no longer does."""

    keeping = "delivery_plan"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "milestone"})

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="waits")
    on = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="waited_by")
    ended_at = models.DateTimeField("no longer waits since", null=True)

    objects = RecordRows["Dependency"].as_manager()

    class Meta:
        verbose_name = "dependency of a milestone"
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "on"], condition=Q(ended_at__isnull=True), name="waits_for_it_once"
            ),
            models.CheckConstraint(condition=~Q(milestone=F("on")), name="nothing_waits_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} waits for {self.on}"


DependencyVersion = versions_of(Dependency)
