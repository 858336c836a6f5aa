"""What the patience rules said, each time that they said something new."""

from django.db import models

from wraparound.capabilities.compacts.models.agreed import GOES_TOO, Compact
from wraparound.capabilities.compacts.terms.patience import Verdict as Said
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class Verdict(Record):
    """What the rule of one result (`key`) said of newly published figures; a row for each time that it changed.

    `since` and `newest` are first days of periods. `percent` is the newest figure. `revised`: figures that were
    published before had changed, so that an earlier answer may no longer follow. `latest`: the newest of its key.
    """

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "key"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="verdicts")
    key = models.CharField(max_length=12)
    result = models.CharField("of which result", max_length=300)
    verdict = models.CharField(max_length=10)
    since = models.DateField(null=True)
    newest = models.DateField(null=True)
    percent = models.FloatField(null=True)
    stake = models.FloatField(default=1.0)
    release = models.CharField(max_length=20)
    fingerprint = models.CharField("of the figures that it rests on", max_length=64)
    revised = models.BooleanField(default=False)
    latest = models.BooleanField(default=True)
    said_at = models.DateTimeField()

    objects = RecordRows["Verdict"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["latest", "verdict"], name="verdicts_that_stand")]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "key"], condition=models.Q(latest=True), name="one_latest_verdict"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=[one.value for one in Said]), name="verdict_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} of {self.key}"


VerdictVersion = versions_of(Verdict)

GOES_TOO.append((Verdict, "compact"))
