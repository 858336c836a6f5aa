"""Rounds in which somebody asks others what they see, who is asked, what they reply, and what was told of it.

A reply is no record and has no history: nothing on it leads to who gave it. See docs/decisions/0063.
"""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.models.frameworks import LONGEST_FRAMEWORK_KEY
from wraparound.capabilities.careers.terms.feedback import LONGEST_COMMENT, FeedbackRole
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, moment_after, versions_of

LONGEST_GROUP = 60
LONGEST_KEY = 200
LARGEST = 2**62
"""Numbers of replies are drawn below this. On SQLite they are the order of rows, too."""


class FeedbackRound(Record):
    """A round that somebody opened about themselves, against a framework (its key). `asked` is how many were asked.

    People reply until `closes_on`; `closed_at`: what may be told of it is written.
    """

    keeping = "feedback"
    close = True
    person_field = "person_id"
    counted_from = "closed_at"
    quiet = frozenset({"controller", "person"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    asked = models.PositiveSmallIntegerField("people asked")
    opened_on = models.DateField("opened")
    closes_on = models.DateField("last day")
    closed_at = models.DateTimeField("closed", null=True)

    objects = RecordRows["FeedbackRound"].as_manager()

    class Meta:
        verbose_name = "round of feedback"
        indexes = [models.Index(fields=["closed_at", "closes_on"], name="feedback_to_close")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="one_round_open_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return "a round of feedback"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who was asked, what was replied and what was told go with it."""
        let_rows_go(FeedbackInvitation, "feedback", keys)
        for plain in (FeedbackAnswer, FeedbackComment, FeedbackReport):
            plain._default_manager.filter(feedback__in=keys).delete()


FeedbackRoundVersion = versions_of(FeedbackRound)


class FeedbackInvitation(Record):
    """That a round asks somebody, as what, and the group that is kept beside their reply: of three people or more.

    `answered` keeps them from replying twice. History leaves it out, setting it is no change that anybody is noted for,
    and when the round is closed it is taken back from everybody.
    """

    keeping = "feedback_asked"
    close = True
    person_field = "person_id"
    untracked = frozenset({"answered"})
    quiet = frozenset({"controller", "feedback", "person", "role", "group"})

    feedback = models.ForeignKey(FeedbackRound, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    group = models.CharField(max_length=LONGEST_GROUP)
    on = models.DateField("day")
    answered = models.BooleanField(default=False)

    objects = RecordRows["FeedbackInvitation"].as_manager()

    class Meta:
        verbose_name = "invitation to say what you see of somebody"
        constraints = [
            models.UniqueConstraint(fields=["feedback", "person"], name="asked_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(role__in=[one.value for one in FeedbackRole]), name="role_in_a_round_is_known"
            ),
        ]

    def __str__(self) -> str:
        return "an invitation to a round of feedback"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of rounds that were closed on or before the day."""
        return cls.objects.filter(feedback__closed_at__lt=moment_after(last))


FeedbackInvitationVersion = versions_of(FeedbackInvitation)


class FeedbackPause(Record):
    """That somebody deleted a round of which they had read what was told: until the day they can open no other."""

    keeping = "feedback"
    close = True
    person_field = "person_id"
    counted_from = "until"
    quiet = frozenset({"controller", "person"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    until = models.DateField("last day")

    objects = RecordRows["FeedbackPause"].as_manager()

    class Meta:
        verbose_name = "pause between rounds of feedback"

    def __str__(self) -> str:
        return "a pause between rounds of feedback"


FeedbackPauseVersion = versions_of(FeedbackPause)


def drawn() -> int:
    """A number for a reply, by chance."""
    return 1 + secrets.randbelow(LARGEST)


class FeedbackAnswer(models.Model):
    """One reply to one competency: not even two of one person hang together. An empty rung: no chance to see it.

    Its number is drawn by chance, and it has no time. It goes when the round is closed.
    """

    id = models.BigAutoField(primary_key=True, default=drawn)
    feedback = models.ForeignKey(FeedbackRound, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=LONGEST_GROUP)
    competency = models.CharField(max_length=LONGEST_KEY)
    rung = models.CharField(max_length=LONGEST_KEY, blank=True)

    not_a_record = "What somebody replied, by nobody: history would say when, and so by whom."

    def __str__(self) -> str:
        return "a reply"


class FeedbackComment(models.Model):
    """What somebody wrote: beside it only whether it is a manager's, which is told as theirs. Drawn, without a time."""

    id = models.BigAutoField(primary_key=True, default=drawn)
    feedback = models.ForeignKey(FeedbackRound, on_delete=models.PROTECT, related_name="+")
    by_manager = models.BooleanField()
    words = models.CharField(max_length=LONGEST_COMMENT)

    not_a_record = "What somebody wrote, by nobody: history would say when, and so by whom."

    def __str__(self) -> str:
        return "a comment"


class FeedbackReport(models.Model):
    """What is told of a closed round, for good. Never altered, so that two readings are the same."""

    feedback = models.OneToOneField(FeedbackRound, on_delete=models.PROTECT, related_name="report")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "What was told of a round, as it stood when it was closed; it goes with the round."

    def __str__(self) -> str:
        return f"what was told of round {self.feedback_id}"
