"""Workplace adjustments that people wrote down themselves, sealed; what they released, and each look at it."""

from django.db import models


class Adjustments(models.Model):
    """What helps one person at work, in their words, by their token. No history: what they change is gone."""

    token = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    on = models.DateField()

    not_a_record = "What somebody wrote of themselves: theirs to change and remove, and no history may repeat it."

    class Meta:
        verbose_name_plural = "adjustments"

    def __str__(self) -> str:
        return "adjustments of somebody"


class AdjustmentRelease(models.Model):
    """What somebody released to one reader until a day.

    `sealed` holds who they are, for what, and the words, which go when it ends; `token` and `reader` stand for the two
    and lead to neither without the key. `told`: the mail that something waits has gone. The key is random, so that rows
    have no order.
    """

    key = models.CharField(max_length=32, primary_key=True)
    token = models.CharField(max_length=64, db_index=True)
    reader = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()
    released_on = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True)
    told = models.BooleanField(default=False)

    not_a_record = "That somebody released something to somebody, by tokens; remembered for a year after it ended."

    def __str__(self) -> str:
        return f"release until {self.until}"


class AdjustmentLook(models.Model):
    """That the reader of a release opened it, at a moment: shown to the person who released it, and to nobody else."""

    release = models.ForeignKey(AdjustmentRelease, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()

    not_a_record = "When something was read that somebody released; it goes with the release."

    def __str__(self) -> str:
        return f"look at {self.at}"
