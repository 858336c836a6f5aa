"""How organisations are led together, and whose boards have agreed to it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.partnerships.terms.arrangements import LONGEST_WORDS, ArrangementSort, ArrangementState
from wraparound.capabilities.partnerships.wording.arrangements import SORTS, STATES
from wraparound.records.models.keeping import Record, RecordRows, versions_of

PERSON = "people.Person"
ORGANISATION = "people.Organisation"


def known(field: str, words: type[Any]) -> Q:
    """That a field holds one of these words."""
    return Q(**{f"{field}__in": [one.value for one in words]})


class Arrangement(Record):
    """A way in which organisations are led together. Its parts say which, and which boards have agreed."""

    keeping = "arrangement"
    spoken: ClassVar = {
        "sort": {one.value: words for one, words in SORTS.items()},
        "state": {one.value: words for one, words in STATES.items()},
    }
    quiet = frozenset({"controller", "said_by", "said_by_name"})

    sort = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=ArrangementState.SAID)
    starts = models.DateField("first day")
    until = models.DateField("agreed last day", null=True)
    ended_on = models.DateField("last day", null=True)
    accountable = models.CharField("who is accountable", max_length=LONGEST_WORDS)
    why = models.CharField("what led to it", max_length=LONGEST_WORDS, blank=True)
    ended_because = models.CharField("why it ended", max_length=LONGEST_WORDS, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    said_by_name = models.CharField(max_length=60, blank=True)

    objects = RecordRows["Arrangement"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=known("sort", ArrangementSort), name="arrangement_sort_is_known"),
            models.CheckConstraint(condition=known("state", ArrangementState), name="arrangement_state_is_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts")), name="an_arrangement_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{SORTS[ArrangementSort(self.sort)]} from {self.starts}"


ArrangementVersion = versions_of(Arrangement)


class ArrangementPart(Record):
    """An organisation in an arrangement; `agreed_at` is when somebody agreed for its board."""

    keeping = "arrangement"
    quiet = frozenset({"controller", "arrangement", "organisation"})

    arrangement = models.ForeignKey(Arrangement, on_delete=models.PROTECT, related_name="parts")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    leads = models.BooleanField()
    agreed_at = models.DateTimeField("agreed", null=True)
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RecordRows["ArrangementPart"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "arrangement"], name="arrangements_of_a_place")]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "organisation"], name="an_organisation_once_in_it"),
            models.UniqueConstraint(fields=["arrangement"], condition=Q(leads=True), name="one_leads_an_arrangement"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.arrangement}"


ArrangementPartVersion = versions_of(ArrangementPart)
