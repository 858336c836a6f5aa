"""Employers' monitoring files: who sent which, and their rows, by tokens, sealed."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.equality.terms.monitoring import MonitoringSheet, MonitoringState


class MonitoringFile(models.Model):
    """A file of an organisation for a year, the year in which it begins.

    `sent_by` is the opaque number of whoever sent it. `left_out`: rows of people who objected. Of one organisation and
    year one file is counted at a time.
    """

    organisation = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=MonitoringState.LOOKED_AT)
    sent_by = models.BigIntegerField()
    sent_at = models.DateTimeField()
    staff = models.PositiveIntegerField()
    applicants = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)

    not_a_record = "Who sent a file for counting, and how many rows it had; never what they said."

    class Meta:
        indexes = [models.Index(fields=["organisation", "year"], name="files_of_a_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in MonitoringState]), name="monitoring_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(state=MonitoringState.COUNTED),
                name="one_file_is_counted_for_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}: {self.state}"


class MonitoringEntry(models.Model):
    """One row of a file, by the token of whoever it is about.

    `reference` is the token of the employer's own reference for them, and so is `token` where the file names no address
    with which somebody signs in here: they can object by either.
    """

    file = models.ForeignKey(MonitoringFile, on_delete=models.CASCADE, related_name="entries")
    sheet = models.CharField(max_length=10)
    token = models.CharField(max_length=64, db_index=True)
    reference = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()

    not_a_record = "What an employer says of somebody, for counting alone; gone with the file, or once they object."

    class Meta:
        verbose_name_plural = "monitoring entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(sheet__in=[one.value for one in MonitoringSheet]), name="monitoring_sheet_is_known"
            ),
            models.UniqueConstraint(fields=["file", "sheet", "token"], name="somebody_once_on_a_sheet"),
        ]

    def __str__(self) -> str:
        return f"an entry on {self.sheet}"
