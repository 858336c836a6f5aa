"""What people say of themselves, to whom they are released, and the views of lists that somebody keeps."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.pipelines.models.posts import ORGANISATION, PERSON, known, spoken
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.wording.people import RELEASED_FOR, RELEASED_TO
from wraparound.people.models import FORGOTTEN_WORDS, DatedRows
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class Interest(Record):
    """What somebody would consider, as they wrote it: `content` is canonical JSON. One of each person."""

    keeping = "interests"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "content"})

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    shown_at_work = models.BooleanField("shown to those who lead their organisation")
    updated_on = models.DateField()

    objects = RecordRows["Interest"].as_manager()

    def __str__(self) -> str:
        return f"what {self.person} would consider"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """The index goes with what it indexes."""
        InterestWord.objects.filter(interest__in=keys).delete()


InterestVersion = versions_of(Interest)


class InterestWord(models.Model):
    """One thing that somebody would consider, to be found by: `sort` is role, kind, place or move."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="words")
    sort = models.CharField(max_length=10)
    value = models.CharField(max_length=60)

    not_a_record = "An index of what people would consider: it goes with what they wrote."

    class Meta:
        indexes = [models.Index(fields=["sort", "value", "interest"], name="interest_words")]

    def __str__(self) -> str:
        return f"{self.sort}: {self.value}"


class Release(Record):
    """A trust lets the region, or its trusts too, see somebody for a purpose; it counts once the person has agreed.

    `starts` is the day on which the trust offered it, `agreed_on` that of the person's answer, `ends` its last day,
    also when it was taken back.
    """

    keeping = "release"
    close = True
    person_field = "person_id"
    counted_from = "ends"
    quiet = frozenset({"controller", "person", "offered_by", "offered_by_name", "organisation"})
    forgets: ClassVar = {"because": FORGOTTEN_WORDS}
    spoken: ClassVar = {"purpose": spoken(RELEASED_FOR), "to": spoken(RELEASED_TO)}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12)
    to = models.CharField("shown to", max_length=10)
    because = models.CharField("why", max_length=500)
    starts = models.DateField("offered on")
    ends = models.DateField("last day")
    agreed_on = models.DateField(null=True)
    declined_on = models.DateField(null=True)
    taken_back_on = models.DateField(null=True)
    taken_back_by = models.CharField(max_length=10, blank=True)
    offered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    offered_by_name = models.CharField(max_length=60, blank=True)

    objects = DatedRows["Release"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "ends"], name="releases_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=known("purpose", ReleaseFor), name="release_purpose_is_known"),
            models.CheckConstraint(condition=known("to", ReleaseTo), name="release_is_to_somebody"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_release_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | Q(declined_on__isnull=True), name="a_release_has_one_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is released for {self.purpose}"


ReleaseVersion = versions_of(Release)


class SavedView(models.Model):
    """A list of posts as somebody narrowed it, by a name; shared with an organisation or a region, or neither."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=500)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.CASCADE, null=True, related_name="+")
    region = models.ForeignKey("people.Region", on_delete=models.CASCADE, null=True, related_name="+")
    saved_at = models.DateTimeField()

    not_a_record = "How somebody likes to look at a list; it goes with the account."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="a_view_has_its_own_name")]

    def __str__(self) -> str:
        return self.name
