"""Imports, the numbers that other systems know people and posts by, and how an organisation's files are read."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from wraparound.capabilities.pipelines.models.posts import ORGANISATION, PERSON, Post, known
from wraparound.capabilities.pipelines.terms.exchange import LONGEST_NUMBER, ImportState, OutsideSort
from wraparound.people.models import Membership
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class OutsideNumber(Record):
    """The number by which another system of an organisation knows a person or a post: an import finds them by it."""

    keeping = "belonging"
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "organisation"})
    spoken: ClassVar = {"sort": {"employee": "employee number", "position": "position number"}}

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=10)
    number = models.CharField(max_length=LONGEST_NUMBER)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RecordRows["OutsideNumber"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "sort", "number"], name="outside_numbers"),
            models.Index(fields=["post"], name="numbers_of_a_post"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("sort", OutsideSort), name="outside_sort_is_known"),
            models.CheckConstraint(condition=~Q(number=""), name="an_outside_number_is_one"),
            models.CheckConstraint(
                condition=Q(sort=OutsideSort.EMPLOYEE, person__isnull=False, post__isnull=True)
                | Q(sort=OutsideSort.POSITION, person__isnull=True, post__isnull=False),
                name="an_outside_number_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of people whose last day at the organisation was on or before the day."""
        there = Membership.objects.filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
        going_on = there.filter(Q(ends__isnull=True) | Q(ends__gt=last))
        return cls.objects.filter(Exists(there), ~Exists(going_on), person__isnull=False)


OutsideNumberVersion = versions_of(OutsideNumber)


class Import(Record):
    """A file that was sent for an organisation: by whom, what became of it, and the change by which it was written.

    Of its rows only counts are kept here. `mapping` and `answers` are canonical JSON, `change` a number.
    """

    keeping = "import"
    counted_from = "sent_on"
    quiet = frozenset({"controller", "organisation", "sent_by", "mapping", "answers", "fingerprint", "counts"})
    untracked = frozenset({"answers", "mapping", "counts", "fingerprint", "told", "moved"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=120)
    state = models.CharField(max_length=10)
    sent_on = models.DateField("sent on")
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=60, blank=True)
    default_day = models.DateField("counts from")
    rows = models.PositiveIntegerField(default=0)
    writes = models.PositiveIntegerField(default=0)
    mapping = models.TextField(blank=True)
    answers = models.TextField(blank=True)
    counts = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    told = models.CharField(max_length=400, blank=True)
    moved = models.BooleanField(default=False)
    change = models.BigIntegerField("written by change", null=True)
    done_on = models.DateField("written on", null=True)

    objects = RecordRows["Import"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "id"], name="imports_of_a_place")]
        constraints = [models.CheckConstraint(condition=known("state", ImportState), name="import_state_is_known")]

    def __str__(self) -> str:
        return self.file

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What was sent goes with it."""
        ImportPart.objects.filter(of__in=keys).delete()


ImportVersion = versions_of(Import)


class ImportPart(models.Model):
    """A part of what was sent, or of what it would do, packed; gone once it is written or put aside, or in a week.

    Of a written one, the rows that were not taken stay until that week is over, for whoever mends them.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="parts")
    sort = models.CharField(max_length=10)
    place = models.PositiveIntegerField()
    content = models.BinaryField()

    not_a_record = "What was sent, while somebody looks at it: a week at most."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "sort", "place"], name="one_part_in_a_place")]

    def __str__(self) -> str:
        return f"{self.sort} {self.place}"


class ImportMapping(models.Model):
    """How the columns of an organisation's files are taken, by a name; `headings` is what it is known again by."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    headings = models.CharField(max_length=64, db_index=True)
    taken = models.TextField()
    saved_at = models.DateTimeField()

    not_a_record = "What columns are called; nothing of anybody."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="a_mapping_has_its_own_name")]

    def __str__(self) -> str:
        return self.name
