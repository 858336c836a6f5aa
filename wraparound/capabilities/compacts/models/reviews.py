"""Review meetings, what each side says of them, what comes next, and the exit criteria of a support programme."""

from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.compacts.models.agreed import GOES_TOO, PERSON, Compact, Effect
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.criteria import CriterionState
from wraparound.capabilities.compacts.terms.reviews import ReviewState, SideAnswer, StepState
from wraparound.records.models.keeping import Record, RecordRows, versions_of


def _known(field: str, words: type[Any]) -> Q:
    return Q(**{f"{field}__in": [one.value for one in words]})


class Review(Record):
    """A review meeting of a compact: for one of its points, because something was not kept, or called by a side.

    `due_on` is the day it should be held by. `known` is what was known when it was held, as canonical JSON. `agreed`
    are lines of what was agreed.
    """

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "effect", "known"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="reviews")
    point = models.CharField(max_length=12, blank=True)
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, null=True, related_name="reviews")
    because = models.CharField("why it was called", max_length=500, blank=True)
    called_for = models.CharField(max_length=10, blank=True)
    called_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    day = models.DateField("day proposed", null=True)
    day_for = models.CharField(max_length=10, blank=True)
    day_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    day_agreed_for = models.CharField(max_length=10, blank=True)
    took_part = models.CharField("who takes part", max_length=1000, blank=True)
    state = models.CharField(max_length=10, default=ReviewState.PLANNED)
    held_on = models.DateField("held", null=True)
    held_for = models.CharField(max_length=10, blank=True)
    held_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    known = models.TextField(blank=True)
    agreed = models.TextField("what was agreed", blank=True)
    written_for = models.CharField(max_length=10, blank=True)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = RecordRows["Review"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="reviews_due")]
        constraints = [
            models.UniqueConstraint(fields=["compact", "point"], condition=~Q(point=""), name="a_review_of_a_point"),
            models.UniqueConstraint(fields=["effect"], condition=Q(effect__isnull=False), name="a_review_of_an_effect"),
            models.CheckConstraint(condition=_known("state", ReviewState), name="review_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[ReviewState.PLANNED, ReviewState.LEFT]) | Q(held_on__isnull=False),
                name="a_held_review_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"review by {self.due_on}"


ReviewVersion = versions_of(Review)


class ReviewSide(Record):
    """What one side says of a review, in its own words, and its answer to the record. Nobody else writes in it."""

    keeping = "compact"
    close = True
    person_field = "said_by_id"
    quiet = frozenset({"controller", "review", "said_by", "answered_by"})

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="words")
    party = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    answer = models.CharField("answer to the record", max_length=10, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = RecordRows["ReviewSide"].as_manager()

    class Meta:
        verbose_name = "words of a side at a review"
        constraints = [
            models.UniqueConstraint(fields=["review", "party"], name="a_side_of_a_review_once"),
            models.CheckConstraint(condition=_known("party", Party), name="reviewing_party_is_known"),
            models.CheckConstraint(condition=_known("answer", SideAnswer), name="answer_to_a_record_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.words[:40]}"


ReviewSideVersion = versions_of(ReviewSide)


class ReviewAddition(Record):
    """Something added to a review: a correction once it is settled, or what somebody says who speaks for no side."""

    keeping = "compact"
    close = True
    person_field = "said_by_id"
    quiet = frozenset({"controller", "review", "said_by"})

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="additions")
    party = models.CharField(max_length=10, blank=True)
    words = models.TextField()
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    objects = RecordRows["ReviewAddition"].as_manager()

    class Meta:
        verbose_name = "addition to a review"

    def __str__(self) -> str:
        return self.words[:40]


ReviewAdditionVersion = versions_of(ReviewAddition)


class ReviewStep(Record):
    """Something that is to be done after a review: by whom, by which day, and whether it was."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "review", "place", "told_at"})

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField()
    words = models.CharField(max_length=500)
    party = models.CharField(max_length=10)
    name = models.CharField("who sees to it", max_length=150, blank=True)
    due_on = models.DateField()
    counts = models.BooleanField("it is asked for", default=False)
    taken_out_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=StepState.OPEN)
    said = models.CharField(max_length=500, blank=True)
    settled_on = models.DateField(null=True)
    settled_for = models.CharField(max_length=10, blank=True)
    settled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    objects = RecordRows["ReviewStep"].as_manager()

    class Meta:
        verbose_name = "next step of a review"
        indexes = [models.Index(fields=["state", "due_on"], name="review_steps_due")]
        constraints = [
            models.CheckConstraint(condition=_known("party", Party), name="step_party_is_known"),
            models.CheckConstraint(condition=_known("state", StepState), name="step_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


ReviewStepVersion = versions_of(ReviewStep)


class ExitCriterion(Record):
    """By what the organisation leaves the support programme or regime it is in; no part of the signed text."""

    keeping = "compact"
    close = True
    quiet = frozenset(
        {"controller", "compact", "measure", "begun_by", "state", "evidence", "reported_for", "confirmed_for"}
    )

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="exit_criteria")
    programme = models.CharField(max_length=150)
    words = models.CharField("what has to be so", max_length=500)
    measure = models.CharField(max_length=60, blank=True)
    level = models.FloatField("percent", null=True)
    decided_by = models.CharField("who decides", max_length=150)
    expected_on = models.DateField("expected by", null=True)
    begun_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=CriterionState.OPEN)
    settled_on = models.DateField(null=True)
    evidence = models.CharField(max_length=500, blank=True)
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    reported_for = models.CharField(max_length=10, blank=True)
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_for = models.CharField(max_length=10, blank=True)

    objects = RecordRows["ExitCriterion"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["compact", "state"], name="exit_criteria_of_a_compact")]
        constraints = [
            models.CheckConstraint(condition=_known("state", CriterionState), name="criterion_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[CriterionState.MET, CriterionState.REPORTED]) | Q(settled_on__isnull=False),
                name="a_criterion_met_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


ExitCriterionVersion = versions_of(ExitCriterion)

# They go before what they refer to: the last of these before the effects and the compact.
GOES_TOO.extend(
    (
        (ReviewAddition, "review__compact"),
        (ReviewSide, "review__compact"),
        (ReviewStep, "review__compact"),
        (Review, "compact"),
        (ExitCriterion, "compact"),
    )
)
