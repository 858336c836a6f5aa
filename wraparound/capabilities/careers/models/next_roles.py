"""Where people of a region went from roles, as it was counted."""

from django.db import models

from wraparound.capabilities.careers.models.frameworks import REGION


class RegionMoves(models.Model):
    """What may be told of moves in a region, on a day, by role. Never altered; what tells anything stands a year."""

    region = models.ForeignKey(REGION, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("counted on")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "Counts of eleven moves or more, as they were told; they name nobody."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "on"], name="moves_counted_once_a_day")]

    def __str__(self) -> str:
        return f"what was counted of moves in {self.region_id} on {self.on}"
