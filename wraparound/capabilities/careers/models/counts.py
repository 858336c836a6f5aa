"""Whether somebody lets what they say of themselves be counted, and what was counted in a region."""

from django.db import models

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.models.frameworks import LONGEST_FRAMEWORK_KEY, REGION
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class CountIn(Record):
    """Whether somebody agreed to be counted in their region. Without a row nobody did."""

    keeping = "count_in"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person"})

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField()

    objects = RecordRows["CountIn"].as_manager()

    class Meta:
        verbose_name = "whether somebody is counted"

    def __str__(self) -> str:
        return "counted" if self.agreed else "not counted"


CountInVersion = versions_of(CountIn)


class RegionCount(models.Model):
    """What may be told of a framework (its key) in a region, on a day. Never altered; it stands for a year."""

    region = models.ForeignKey(REGION, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    on = models.DateField("counted on")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "Counts of eleven people or more, as they were told; they name nobody."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "framework", "on"], name="counted_once_a_day")]

    def __str__(self) -> str:
        return f"what was counted in {self.region_id} on {self.on}"
