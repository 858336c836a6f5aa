"""What somebody did before, credited against competencies by a decision."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.frameworks import LONGEST_FRAMEWORK_KEY, ORGANISATION
from wraparound.capabilities.careers.models.ways_in import PERSON
from wraparound.capabilities.careers.terms.credits import LONGEST_CREDIT
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class Credit(Record):
    """That somebody's earlier work shows these competencies (keys) of a framework (its key, which is one version).

    It counts until it is ended, by whoever leads there or because the person said that it is wrong and was right.
    """

    keeping = "credit"
    close = True
    person_field = "person_id"
    counted_from = "ended_on"
    quiet = frozenset({"controller", "person", "organisation", "decided_by", "competencies"})
    listed: ClassVar = {"competencies": "the competencies that it shows"}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    competencies = models.JSONField()
    why = models.CharField(max_length=LONGEST_CREDIT)
    evidence = models.CharField(max_length=LONGEST_CREDIT)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField("decided on")
    ended_on = models.DateField("counted until", null=True)
    ended_because = models.CharField("why no longer", max_length=LONGEST_CREDIT, blank=True)

    objects = RecordRows["Credit"].as_manager()

    class Meta:
        verbose_name = "credit for earlier work"
        indexes = [models.Index(fields=["person", "framework"], name="credits_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(evidence=""), name="a_credit_says_why_and_on_what"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""), name="a_credit_ends_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return "a credit"


CreditVersion = versions_of(Credit)
