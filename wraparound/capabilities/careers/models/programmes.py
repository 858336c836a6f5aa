"""Development programmes, who was on one and agreed to be counted, and what was told of each."""

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.models.frameworks import ORGANISATION, REGION
from wraparound.capabilities.careers.terms.programmes import LONGEST_PROGRAMME
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class Programme(Record):
    """A development programme of an organisation, or of a whole region, which is then alone in `region`."""

    keeping = "development_programme"
    quiet = frozenset({"controller", "organisation", "region"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_PROGRAMME)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    dropped_on = models.DateField("taken down", null=True)

    objects = RecordRows["Programme"].as_manager()

    class Meta:
        verbose_name = "development programme"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_programme_has_a_name"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_programme_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who was on it goes with it."""
        let_rows_go(ProgrammePart, "programme", keys)


ProgrammeVersion = versions_of(Programme)


class ProgrammePart(Record):
    """That somebody said they were on a programme and agree to be counted. Nobody else reads it."""

    keeping = "count_in"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "programme"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="parts")
    said_on = models.DateField("said")

    objects = RecordRows["ProgrammePart"].as_manager()

    class Meta:
        verbose_name = "being counted on a programme"
        constraints = [models.UniqueConstraint(fields=["person", "programme"], name="counted_once_on_a_programme")]

    def __str__(self) -> str:
        return "being counted on a programme"


ProgrammePartVersion = versions_of(ProgrammePart)


class ProgrammesTold(models.Model):
    """What may be told of all programmes of a region that are counted from one day, by number; told once, for good."""

    region = models.ForeignKey(REGION, on_delete=models.PROTECT, related_name="+")
    counted_from = models.DateField()
    on = models.DateField("told on")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "Counts of eleven people or more, as they were told; they name nobody."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "counted_from"], name="programmes_told_once")]

    def __str__(self) -> str:
        return f"what was told of programmes in {self.region_id}, counted from {self.counted_from}"
