"""Which parts of equality organisations switched off and on again: every decision, and none is altered."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.equality.terms.parts import LONGEST_REASON


class PartSwitch(models.Model):
    """One decision. The newest of an organisation and part holds; without any the part is on.

    `by` is the opaque number of whoever decided. It is only ever added to: what held on a day stays readable.
    """

    organisation = models.CharField(max_length=10)
    part = models.CharField(max_length=20)
    is_on = models.BooleanField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    by = models.BigIntegerField()
    at = models.DateTimeField()

    not_a_record = "A decision of an organisation about a part of this site; its rows are its history."

    class Meta:
        verbose_name_plural = "part switches"
        indexes = [models.Index(fields=["organisation", "part", "id"], name="switches_of_a_part")]
        constraints = [
            models.CheckConstraint(condition=Q(is_on=True) | ~Q(reason=""), name="switching_off_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(part__in=["duty", "wres", "wdes"]), name="what_is_statutory_is_not_switched"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.part} {'on' if self.is_on else 'off'}"
