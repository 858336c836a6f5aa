"""Promises that could be added to a compact because a partnership came into force."""

from django.db import models

from wraparound.capabilities.compacts.models.agreed import GOES_TOO, Compact
from wraparound.capabilities.compacts.terms.partnering import PartneredState
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class PartnerPromise(Record):
    """A promise of a partnership, once for each compact. `promise` is canonical JSON; `version` the draft it is in."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "promise", "agreement"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="partner_promises")
    agreement = models.BigIntegerField("number of the partnership")
    promise = models.TextField()
    state = models.CharField(max_length=10)
    version = models.PositiveIntegerField("version of the text that it is in", null=True)
    heard_at = models.DateTimeField()

    objects = RecordRows["PartnerPromise"].as_manager()

    class Meta:
        verbose_name = "promise of a partnership"
        constraints = [
            models.UniqueConstraint(fields=["compact", "agreement"], name="a_partnership_once_in_a_compact"),
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in PartneredState]), name="partnered_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"of partnership {self.agreement}"


PartnerPromiseVersion = versions_of(PartnerPromise)

GOES_TOO.append((PartnerPromise, "compact"))
