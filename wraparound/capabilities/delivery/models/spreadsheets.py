"""Files that were sent for a plan: who sent which, and what became of it; its rows only until then."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from wraparound.capabilities.delivery.models.recommendations import ORGANISATION, PERSON, REGION, known
from wraparound.capabilities.delivery.terms.spreadsheets import FileState
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class PlanFile(Record):
    """A file that was sent for a plan, or for the programmes of a region.

    `change` is the number of the change that wrote it, `counts` canonical JSON.
    """

    keeping = "import"
    counted_from = "sent_on"
    quiet = frozenset({"controller", "organisation", "region", "sent_by", "counts"})
    untracked = frozenset({"counts"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default=FileState.SENT)
    sent_on = models.DateField("sent on")
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=60, blank=True)
    rows = models.PositiveIntegerField(default=0)
    counts = models.TextField(blank=True)
    change = models.BigIntegerField("written by change", null=True)
    done_on = models.DateField("written or undone on", null=True)

    objects = RecordRows["PlanFile"].as_manager()

    class Meta:
        verbose_name = "spreadsheet of a plan"
        indexes = [models.Index(fields=["organisation", "id"], name="files_of_a_plan")]
        constraints = [
            models.CheckConstraint(condition=known("state", FileState), name="plan_file_state_is_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(region__isnull=True), name="a_file_is_of_a_plan_or_a_region"
            ),
        ]

    def __str__(self) -> str:
        return self.file

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What was sent goes with it."""
        PlanFileRows.objects.filter(of__in=keys).delete()


PlanFileVersion = versions_of(PlanFile)


class PlanFileRows(models.Model):
    """The rows of a file, packed, by columns of ours alone; gone once it is written or put aside, or in a week."""

    of = models.OneToOneField(PlanFile, on_delete=models.CASCADE, related_name="packed")
    content = models.BinaryField()

    not_a_record = "What was sent, while somebody looks at it: a week at most."

    def __str__(self) -> str:
        return f"rows of {self.of_id}"
