"""Figures that were published: kept as they were shown. No count is among them."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.equality.terms.figures import FiguresFrom
from wraparound.methods.equality_measures.indicators import Standard


class PublishedFigures(models.Model):
    """What may be shown of a year by one standard, as it was counted on a day.

    `published` is the whole of it; `profile` says what was hidden and how figures were rounded. `looked_on`: the last
    day on which somebody looked whether counts had changed, by `mark`, which says nothing without the secret.
    """

    standard = models.CharField(max_length=4)
    source = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    looked_on = models.DateField()
    mark = models.CharField(max_length=64)
    published = models.JSONField()
    profile = models.JSONField()

    not_a_record = "Figures with small numbers kept back; kept as they were shown, and of no person."

    class Meta:
        verbose_name_plural = "published figures"
        constraints = [
            models.CheckConstraint(condition=Q(standard__in=[one.value for one in Standard]), name="standard_is_known"),
            models.CheckConstraint(
                condition=Q(source__in=[one.value for one in FiguresFrom]), name="figures_come_from_somewhere"
            ),
            models.UniqueConstraint(fields=["standard", "source", "year", "day"], name="figures_once_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.year}, {self.source}, of {self.day}"
