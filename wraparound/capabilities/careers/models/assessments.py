"""What people say of themselves, and to whom they show it. Theirs: nobody else reads it by any role."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models

from wraparound.capabilities.careers.models.frameworks import LONGEST_FRAMEWORK_KEY
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

PERSON = "people.Person"


class Assessment(Record):
    """What a person says of themselves against one framework (its key).

    `answers`: by key of a competency the name of a rung; null: no chance to show it.
    """

    keeping = "self_assessment"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "answers"})
    listed: ClassVar = {"answers": "what was said of each competency"}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    answers = models.JSONField()
    begun_on = models.DateField("begun")
    changed_on = models.DateField("last answered")

    objects = RecordRows["Assessment"].as_manager()

    class Meta:
        verbose_name = "self-assessment"
        constraints = [models.UniqueConstraint(fields=["person", "framework"], name="one_assessment_by_a_framework")]

    def __str__(self) -> str:
        return "a self-assessment"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """To whom it was shown goes with it."""
        let_rows_go(AssessmentShare, "assessment", keys)


AssessmentVersion = versions_of(Assessment)


class AssessmentShare(Record):
    """That a person shows an assessment of theirs to somebody, until a day, or until they take it back."""

    keeping = "assessment_share"
    close = True
    person_field = "person_id"
    also_about = ("reader_id",)
    counted_from = "until"
    quiet = frozenset({"controller", "person", "assessment", "reader"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="shares")
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    until = models.DateField("last day")
    taken_back_on = models.DateField("taken back", null=True)

    objects = RecordRows["AssessmentShare"].as_manager()

    class Meta:
        verbose_name = "to whom a self-assessment is shown"
        indexes = [models.Index(fields=["reader", "until"], name="shown_to_a_reader")]

    def __str__(self) -> str:
        return "a share of a self-assessment"


AssessmentShareVersion = versions_of(AssessmentShare)
