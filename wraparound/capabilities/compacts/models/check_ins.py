"""Check-ins, whose words are kept locked; the person a leader chose for them; and what a leader raised openly."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.compacts.models.agreed import GOES_TOO, PERSON, Compact
from wraparound.records.models.keeping import Record, RecordRows, moment_after, versions_of

CHECK_INS = "check-ins"
"""The purpose for which their words are locked."""


def _ended_by(last: date) -> Q:
    return Q(compact__ended_at__lt=moment_after(last))


class Confidant(Record):
    """Whom the leader chose to read and answer check-ins. They read nothing before `accepted_at` or after `ended_at`.

    `reads_earlier`: also the check-ins from before they were chosen, though not what was answered to them then.
    `left`: it was they who said no or stepped out. `told_at`: a mail said that something waits for them, or that they
    left, for the leader.
    """

    keeping = "check_in"
    close = True
    between_two = True
    person_field = "leader_id"
    also_about = ("person_id",)
    untracked = frozenset({"told_at"})
    quiet = frozenset({"controller", "compact", "leader", "chosen_at"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="confidants")
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="person chosen")
    reads_earlier = models.BooleanField("reads earlier check-ins", default=False)
    chosen_at = models.DateTimeField()
    accepted_at = models.DateTimeField("accepted", null=True)
    ended_at = models.DateTimeField("ended", null=True)
    left = models.BooleanField("said no or stepped out", default=False)
    told_at = models.DateTimeField(null=True)

    objects = RecordRows["Confidant"].as_manager()

    class Meta:
        verbose_name = "person chosen for check-ins"
        constraints = [
            models.UniqueConstraint(
                fields=["compact"], condition=Q(ended_at__isnull=True), name="one_confidant_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(person=models.F("leader")), name="nobody_confides_in_themselves"),
        ]

    def __str__(self) -> str:
        return "a person chosen for check-ins"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of compacts that ended on or before the day."""
        return cls.objects.filter(_ended_by(last))


ConfidantVersion = versions_of(Confidant)


class CheckIn(Record):
    """A note of the leader, or an answer to one. `words` is locked, and empty once it was taken back.

    History says that it was written or taken back, and keeps no words, not even locked ones: what is taken back or
    removed is gone at once. `read_at` and `told_at` are of whichever of the two did not write it.
    """

    keeping = "check_in"
    close = True
    between_two = True
    person_field = "leader_id"
    also_about = ("written_by_id",)
    untracked = frozenset({"words", "read_at", "told_at"})
    quiet = frozenset({"controller", "compact", "leader", "written_by", "answers", "written_at"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="check_ins")
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # No constraint: a legal hold can keep an answer whose check-in has gone.
    answers = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="answered"
    )
    words = models.TextField(blank=True)
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField("taken back", null=True)
    read_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = RecordRows["CheckIn"].as_manager()

    class Meta:
        verbose_name = "check-in"
        indexes = [models.Index(fields=["compact", "written_at"], name="check_ins_of_a_compact")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(taken_back_at__isnull=False), name="only_what_is_taken_back_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return "a check-in"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of compacts that ended on or before the day."""
        return cls.objects.filter(_ended_by(last))


CheckInVersion = versions_of(CheckIn)


class Raised(Record):
    """What a leader raised openly, in words of their own, with those they named."""

    keeping = "compact"
    close = True
    person_field = "leader_id"
    quiet = frozenset({"controller", "compact", "leader", "raised_at"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="raised")
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    to_board = models.BooleanField("raised with the chair")
    to_region = models.BooleanField("raised with the region")
    to_improvement = models.BooleanField("raised with the improvement director")
    words = models.CharField(max_length=3000)
    raised_at = models.DateTimeField()

    objects = RecordRows["Raised"].as_manager()

    class Meta:
        verbose_name = "something raised by the leader"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_board=True) | Q(to_region=True) | Q(to_improvement=True), name="raised_with_somebody"
            ),
        ]

    def __str__(self) -> str:
        return "something raised by the leader"


RaisedVersion = versions_of(Raised)


class RaisedAnswer(Record):
    """What one of those who were named answered."""

    keeping = "compact"
    close = True
    person_field = "said_by_id"
    quiet = frozenset({"controller", "raised", "said_by", "said_at"})

    raised = models.ForeignKey(Raised, on_delete=models.PROTECT, related_name="answers")
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=60)
    words = models.CharField(max_length=3000)
    said_at = models.DateTimeField()

    objects = RecordRows["RaisedAnswer"].as_manager()

    class Meta:
        verbose_name = "answer to something raised"

    def __str__(self) -> str:
        return "an answer"


RaisedAnswerVersion = versions_of(RaisedAnswer)

# Retention lets check-ins go before their compact; whatever else lets a compact go takes them with it.
GOES_TOO += [(RaisedAnswer, "raised__compact"), (Raised, "compact"), (CheckIn, "compact"), (Confidant, "compact")]
