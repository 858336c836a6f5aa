"""Calendar links: keys to due days. Only a checksum is kept."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.delivery.models.recommendations import ORGANISATION, PERSON


class CalendarLink(models.Model):
    """An address at which a calendar reads due days: of its owner's milestones, or of a plan that its owner keeps."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    not_a_record = "A key to what its owner may see; it goes with the account."

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="one_calendar_of_a_plan",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True, organisation__isnull=True),
                name="one_calendar_of_ones_own",
            ),
        ]

    def __str__(self) -> str:
        return "calendar link"
