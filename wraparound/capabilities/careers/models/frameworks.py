"""Frameworks that were imported, and what of one carries over to another."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.terms.frameworks import LONGEST_NAME
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

ORGANISATION, REGION = "people.Organisation", "people.Region"
LONGEST_FRAMEWORK_KEY = 40


def of_one_place(name: str) -> models.CheckConstraint:
    """That a record is of an organisation or of a region, and of one only."""
    return models.CheckConstraint(condition=Q(organisation__isnull=True) ^ Q(region__isnull=True), name=name)


class ImportedFramework(Record):
    """A framework as an organisation or a region brought it in. `content` is all of it, and is not changed again:

    what was assessed against it stays readable. A new version is another import.
    """

    keeping = "framework"
    quiet = frozenset({"controller", "organisation", "region", "content"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    version = models.CharField(max_length=LONGEST_NAME)
    content = models.JSONField()
    imported_at = models.DateTimeField("imported")

    objects = RecordRows["ImportedFramework"].as_manager()

    class Meta:
        verbose_name = "framework"
        constraints = [of_one_place("a_framework_is_of_one_place")]

    def __str__(self) -> str:
        return f"{self.name}, {self.version}"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What carried over to it goes with it."""
        let_rows_go(CarryOver, "after", keys)


ImportedFrameworkVersion = versions_of(ImportedFramework)


class CarryOver(Record):
    """What of the framework `before` (its key) carries over to one that was imported: `pairs` of keys of competencies.

    From `replaces_on` on, where there is one, the one after stands for the one before.
    """

    keeping = "framework"
    quiet = frozenset({"controller", "pairs"})

    before = models.CharField("framework before", max_length=LONGEST_FRAMEWORK_KEY)
    after = models.ForeignKey(ImportedFramework, on_delete=models.PROTECT, related_name="carried")
    pairs = models.JSONField()
    replaces_on = models.DateField("replaces it on", null=True)

    objects = RecordRows["CarryOver"].as_manager()

    class Meta:
        verbose_name = "what carries over between frameworks"
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="two_frameworks_are_mapped_once")]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


CarryOverVersion = versions_of(CarryOver)
