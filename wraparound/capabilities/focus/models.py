"""Counts of texts that somebody asked to keep: what was counted, when, by which method, and never the text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.focus.terms.texts import LONGEST_METHOD, LONGEST_NAME, OF_ORGANISATIONS, TextKind
from wraparound.capabilities.focus.wording.texts import KINDS
from wraparound.records.models.keeping import Record, RecordRows, versions_of

PERSON = "people.Person"
LONGEST_KIND, LONGEST_ONCE, LONGEST_MARK = 20, 32, 64


class Reading(Record):
    """What was counted in one document.

    `mark` is made of its words with the site's key and for its owner alone: it tells that two texts of one owner say
    the same, and nothing else. `once` is of the page that was sent, so that sending it twice keeps once.
    """

    spoken: ClassVar = {"kind": {one.value: words for one, words in KINDS.items()}}

    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=LONGEST_KIND)
    day = models.DateField("day of the document")
    whole_month = models.BooleanField("only its month is known", default=False)
    what = models.PositiveIntegerField("about what")
    how = models.PositiveIntegerField("about how")
    both = models.PositiveIntegerField("about both")
    neither = models.PositiveIntegerField("about neither")
    unsure = models.PositiveIntegerField("too close to call")
    method = models.CharField("read by", max_length=LONGEST_METHOD)
    mark = models.CharField(max_length=LONGEST_MARK)
    once = models.CharField(max_length=LONGEST_ONCE)
    kept_at = models.DateTimeField("kept")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class OwnReading(Reading):
    """Counts of a text that a person keeps for themselves: nobody else reads them, whatever their role."""

    keeping = "own_reading"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "mark", "once"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = RecordRows["OwnReading"].as_manager()

    class Meta:
        verbose_name = "counts of a text of one's own"
        indexes = [models.Index(fields=["person", "day"], name="readings_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["person", "once"], name="an_own_reading_is_kept_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in TextKind]), name="kind_of_an_own_reading_is_known"
            ),
        ]


OwnReadingVersion = versions_of(OwnReading)


class KeptReading(Reading):
    """Counts of a document of an organisation, kept by somebody who acts for it; `ended_at` once taken away."""

    keeping = "kept_reading"
    person_field = "kept_by_id"
    counted_from = "kept_at"
    quiet = frozenset({"controller", "organisation", "kept_by", "mark", "once"})

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("taken away", null=True)

    objects = RecordRows["KeptReading"].as_manager()

    class Meta:
        verbose_name = "counts of a document"
        indexes = [models.Index(fields=["organisation", "day"], name="readings_of_an_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "once"],
                condition=Q(ended_at__isnull=True),
                name="a_reading_of_an_organisation_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in OF_ORGANISATIONS]),
                name="an_organisation_keeps_no_text_of_a_person",
            ),
        ]


KeptReadingVersion = versions_of(KeptReading)
