"""Examples that show a competency, and who vouches for them."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.models.frameworks import LONGEST_FRAMEWORK_KEY
from wraparound.capabilities.careers.terms.examples import LONGEST_DOCUMENT, LONGEST_EXAMPLE, LONGEST_LINK, VouchState
from wraparound.capabilities.careers.terms.frameworks import LONGEST_KEY
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

KEPT_STATES = [one.value for one in VouchState if one is not VouchState.EXPIRED]


class Example(Record):
    """What somebody did that shows a competency (key) of a framework (key). Never altered: who vouched read this."""

    keeping = "example"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "framework", "competency"})
    takes_along: ClassVar = {"careers.vouch": "example"}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    competency = models.CharField(max_length=LONGEST_KEY)
    words = models.CharField("what they did", max_length=LONGEST_EXAMPLE)
    link = models.CharField(max_length=LONGEST_LINK, blank=True)
    document = models.CharField("title of a document", max_length=LONGEST_DOCUMENT, blank=True)
    written_on = models.DateField("written")

    objects = RecordRows["Example"].as_manager()

    class Meta:
        verbose_name = "example that shows a competency"
        indexes = [models.Index(fields=["person", "framework"], name="examples_of_a_person")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_example_has_words")]

    def __str__(self) -> str:
        return "an example"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who vouches for it goes with it."""
        let_rows_go(Vouch, "example", keys)


ExampleVersion = versions_of(Example)


class Vouch(Record):
    """That somebody is asked to vouch for an example, and what they answered; it counts until a day."""

    keeping = "vouch"
    close = True
    person_field = "voucher_id"
    also_about = ("person_id",)
    counted_from = "until"
    quiet = frozenset({"controller", "person", "voucher", "example"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    example = models.ForeignKey(Example, on_delete=models.PROTECT, related_name="vouches")
    voucher = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    asked_on = models.DateField("asked")
    answered_on = models.DateField("answered", null=True)
    until = models.DateField("last day")

    objects = RecordRows["Vouch"].as_manager()

    class Meta:
        verbose_name = "vouching for an example"
        indexes = [models.Index(fields=["voucher", "state"], name="asked_to_vouch")]
        constraints = [
            models.UniqueConstraint(fields=["example", "voucher"], name="asked_to_vouch_once"),
            models.CheckConstraint(condition=Q(state__in=KEPT_STATES), name="state_of_a_vouch_is_known"),
        ]

    def __str__(self) -> str:
        return "vouching for an example"


VouchVersion = versions_of(Vouch)
