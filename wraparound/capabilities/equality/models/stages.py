"""Who came how far, by tokens: which stage, on which day, at which organisation."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.equality.terms.stages import FunnelStage


class StageReached(models.Model):
    """Somebody came to a stage. `entry` is a token of the entry that said so, so that it can be corrected.

    It is the key: rows have no order from which somebody could tell which event of the site each came from.
    """

    entry = models.CharField(max_length=64, primary_key=True)
    token = models.CharField(max_length=64, db_index=True)
    stage = models.CharField(max_length=12)
    on = models.DateField()
    organisation = models.CharField(max_length=10)

    not_a_record = "How far somebody came, by a token; kept for counting alone, and gone once they object."

    class Meta:
        verbose_name_plural = "stages reached"
        indexes = [models.Index(fields=["on", "organisation", "stage"], name="stages_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[one.value for one in FunnelStage]), name="funnel_stage_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} at {self.organisation}"
