"""Programmes of positive action, open to be read; and who asked to join, sealed."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.equality.terms.programmes import (
    LONGEST_SOURCE,
    LONGEST_TITLE,
    JoiningState,
)


class PositiveActionProgramme(models.Model):
    """A programme of an organisation or a region, by code. `rule`: which answers it is for; `run_by`: the opaque number
    of whoever wrote it and runs it. `ended_on`: nobody can ask to join any more.
    """

    organisation = models.CharField(max_length=10, blank=True)
    region = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    gives = models.TextField()
    for_whom = models.TextField()
    rule = models.JSONField()
    why = models.TextField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    places = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    closes_on = models.DateField()
    run_by = models.BigIntegerField()
    written_on = models.DateField()
    ended_on = models.DateField(null=True)

    not_a_record = "What is offered openly; of no person but whoever runs it, whose writing it is in the log."

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation="", region__gt="") | Q(organisation__gt="", region=""),
                name="a_programme_is_of_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Joining(models.Model):
    """Somebody asked to join. `sealed` holds who; it goes when they withdraw. `told`: a mail says that something waits,
    to whoever runs it, or to them once they are answered; `seen`: they have read the answer.
    """

    key = models.CharField(max_length=32, primary_key=True)
    programme = models.ForeignKey(PositiveActionProgramme, on_delete=models.CASCADE, related_name="joinings")
    token = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()
    on = models.DateField()
    state = models.CharField(max_length=10, default=JoiningState.ASKED)
    told = models.BooleanField(default=False)
    seen = models.BooleanField(default=False)

    not_a_record = "That somebody asked to join, by their own act, and can undo it: no history may repeat it."

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in JoiningState]), name="joining_state_is_known"
            ),
            models.UniqueConstraint(fields=["programme", "token"], name="somebody_asks_once"),
        ]

    def __str__(self) -> str:
        return f"joining of {self.programme}"
