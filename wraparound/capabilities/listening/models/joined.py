"""Which milestones of which plans are joined to what was done after a pulse: by their numbers, never by their words."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.listening.models.pulses import PERSON, Done
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class Joined(Record):
    """That a milestone is joined; `told`: its title, day and state may be read by everybody who was asked.

    It is told by those who read the plan itself, for as long as the plan is that of the same organisation.

    `organisation` is the one whose plan it was in then: another may have taken the plan over since.
    """

    keeping = "pulse"
    person_field = "joined_by_id"
    quiet = frozenset({"controller", "done", "organisation", "joined_by", "milestone"})
    by_number: ClassVar = {"milestone": "delivery.milestone"}

    done = models.ForeignKey(Done, on_delete=models.PROTECT, related_name="joined")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    milestone = models.PositiveBigIntegerField("number of the milestone")
    told = models.BooleanField("told to those who were asked", default=False)
    joined_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField("joined on")
    taken_back_on = models.DateField("taken back on", null=True)

    objects = RecordRows["Joined"].as_manager()

    class Meta:
        verbose_name = "milestone joined to what was done"
        constraints = [
            models.UniqueConstraint(
                fields=["done", "milestone"], condition=Q(taken_back_on__isnull=True), name="a_milestone_is_joined_once"
            )
        ]

    def __str__(self) -> str:
        return "a joined milestone"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """None by themselves: they go with their pulse."""
        return cls.objects.none()


JoinedVersion = versions_of(Joined)
