"""How far people would go, as it was published: no count is among it."""

from django.db import models


class PublishedMobility(models.Model):
    """What may be shown of every region, as it was counted on a day; kept as it was shown.

    `looked_on`: the last day on which somebody looked whether counts had changed, by `mark`, which says nothing without
    the secret of the store. `profile` says what was hidden and how figures were rounded.
    """

    day = models.DateField(unique=True)
    looked_on = models.DateField()
    mark = models.CharField(max_length=64)
    published = models.JSONField()
    profile = models.JSONField()

    not_a_record = "Figures with small numbers kept back; kept as they were shown, and of no person."

    class Meta:
        verbose_name_plural = "published mobility"

    def __str__(self) -> str:
        return f"how far people would go, of {self.day}"
