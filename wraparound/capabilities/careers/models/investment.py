"""What organisations spend on developing people, and what of it their region reads."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.frameworks import ORGANISATION
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class Spending(Record):
    """What was promised and spent in a financial year (that in which it begins) on a level by a kind of development.

    Whole pounds and days, summed over people; all nought: it was taken off.
    """

    keeping = "spending"
    counted_from = "year_ends"

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("financial year")
    year_ends = models.DateField("last day of the year")
    level = models.CharField(max_length=12)
    kind = models.CharField(max_length=14)
    people = models.PositiveIntegerField()
    money_promised = models.PositiveIntegerField("money promised in pounds")
    money_spent = models.PositiveIntegerField("money spent in pounds")
    days_promised = models.PositiveIntegerField()
    days_taken = models.PositiveIntegerField()
    backfill_promised = models.PositiveIntegerField("backfill promised in pounds")
    backfill_spent = models.PositiveIntegerField("backfill spent in pounds")

    objects = RecordRows["Spending"].as_manager()

    class Meta:
        verbose_name = "spending on development"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "level", "kind"], name="one_line_of_spending_by_level_and_kind"
            ),
            models.CheckConstraint(
                condition=Q(people__gt=0) | Q(money_spent=0, days_taken=0, backfill_spent=0),
                name="what_is_spent_is_spent_on_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"spending of {self.organisation_id} in {self.year}"


SpendingVersion = versions_of(Spending)


class SpendingShare(Record):
    """What a region reads of a year of an organisation, as it was told on a day, until it is taken back.

    `people` is on how many people each line was then (level, kind, people): nobody reads it; what is shared later is
    held against it.
    """

    keeping = "spending"
    counted_from = "year_ends"
    quiet = frozenset({"controller", "content", "people"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("financial year")
    year_ends = models.DateField("last day of the year")
    content = models.JSONField()
    people = models.JSONField("people on each line", null=True)
    shared_on = models.DateField("shared")
    ended_on = models.DateField("taken back or replaced", null=True)

    objects = RecordRows["SpendingShare"].as_manager()

    class Meta:
        verbose_name = "spending that is shared with a region"
        indexes = [models.Index(fields=["year", "organisation"], name="spending_shared")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"], condition=Q(ended_on__isnull=True), name="spending_shared_once"
            ),
        ]

    def __str__(self) -> str:
        return f"shared spending of {self.organisation_id} in {self.year}"


SpendingShareVersion = versions_of(SpendingShare)
