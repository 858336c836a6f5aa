"""Readiness as it was agreed, and who is named for a post."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from wraparound.capabilities.pipelines.models.posts import ORGANISATION, PERSON, Post, known, spoken
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.references import LONGEST_TOKEN
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES
from wraparound.capabilities.pipelines.wording.succession import BANDS, SORTS, STATES, USES
from wraparound.people.models import DatedRows
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class ReadinessRows(DatedRows["Readiness"]):
    """What was agreed about people."""

    def current(self, on: date) -> Self:
        """What counted on the day: of what was agreed on the same day for the same thing, only the last."""
        again = Readiness.objects.as_at(self.moment).filter(
            person=OuterRef("person"),
            role=OuterRef("role"),
            level=OuterRef("level"),
            kind=OuterRef("kind"),
            starts=OuterRef("starts"),
            pk__gt=OuterRef("pk"),
        )
        lasted = Q(ends__isnull=True) | Q(ends__gt=F("starts"))
        return super().current(on).filter(lasted | ~Q(Exists(again)))


class Readiness(Record):
    """When somebody could take up a role in organisations of a kind, as it was agreed on a day (`starts`).

    It counts until its last day, when it was replaced, taken back or upheld as wrong; from the day after `review_by`
    it is stale. `organisation` is where it was agreed.
    """

    keeping = "readiness"
    close = True
    person_field = "person_id"
    counted_from = "ends"
    quiet = frozenset({"controller", "person", "recorded_by", "recorded_by_name", "organisation"})
    spoken: ClassVar = {"role": spoken(ROLES), "level": spoken(LEVELS), "band": spoken(BANDS)}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    kind = models.CharField("kind of organisation", max_length=40)
    band = models.CharField("readiness", max_length=15)
    starts = models.DateField("agreed on")
    ends = models.DateField("counted until", null=True)
    review_by = models.DateField("to be reviewed by")
    agreed_by = models.CharField(max_length=300)
    evidence = models.CharField(max_length=2000)
    ended_because = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_name = models.CharField(max_length=60, blank=True)

    objects = ReadinessRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "role", "level", "kind"], name="readiness_of_a_person"),
            models.Index(fields=["organisation", "review_by"], name="readiness_to_review"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("role", PostRole), name="readiness_role_is_known"),
            models.CheckConstraint(condition=known("level", PostLevel), name="readiness_level_is_known"),
            models.CheckConstraint(condition=known("band", Band), name="band_is_known"),
            models.CheckConstraint(condition=~Q(agreed_by=""), name="readiness_was_agreed_by_somebody"),
            models.CheckConstraint(condition=~Q(evidence=""), name="readiness_rests_on_something"),
            models.CheckConstraint(condition=Q(review_by__gt=F("starts")), name="readiness_is_reviewed_later"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="readiness_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "level", "kind"], condition=Q(ends__isnull=True), name="one_readiness_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.kind}: {self.band}"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What its person shows beside it goes with it."""
        let_rows_go(Reference, "readiness", keys)


ReadinessVersion = versions_of(Readiness)


class Reference(Record):
    """That a person lets something of theirs stand beside a readiness of theirs.

    Whatever made the `token` can say what it is of, and to whom; nothing here can. Nobody but the person is told that
    it is there, where it leads nowhere for them.
    """

    keeping = "interests"
    close = True
    between_two = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "readiness", "token"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    readiness = models.ForeignKey(Readiness, on_delete=models.PROTECT, related_name="references")
    token = models.CharField(max_length=LONGEST_TOKEN)
    added_on = models.DateField("added")

    objects = RecordRows["Reference"].as_manager()

    class Meta:
        verbose_name = "what somebody shows beside a readiness"
        constraints = [models.UniqueConstraint(fields=["readiness", "token"], name="shown_once_beside_a_readiness")]

    def __str__(self) -> str:
        return "what somebody shows beside a readiness"


ReferenceVersion = versions_of(Reference)


class Successor(Record):
    """Somebody, or some sort of person, named for a post from a day (`starts`) to another.

    `confirmed_on` is none while it is proposed. Only EXTERNAL and UNKNOWN say a `label`, and a `band` of their own:
    when a named person could take it up is their readiness, and stands nowhere else.
    """

    keeping = "succession"
    close = True
    person_field = "person_id"
    counted_from = "ends"
    quiet = frozenset({"controller", "person", "named_by", "named_by_name", "confirmed_by"})
    spoken: ClassVar = {
        "use": spoken(USES),
        "sort": spoken(SORTS),
        "state": spoken(STATES),
        "band": spoken(BANDS),
    }

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="successors")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    use = models.CharField("named for", max_length=10)
    sort = models.CharField(max_length=10)
    label = models.CharField("who is meant", max_length=200, blank=True)
    band = models.CharField(max_length=15, blank=True)
    because = models.CharField("why", max_length=1000, blank=True)
    starts = models.DateField("named on")
    ends = models.DateField("named until", null=True)
    ended_because = models.CharField("why no longer", max_length=300, blank=True)
    confirmed_on = models.DateField(null=True)
    named_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    named_by_name = models.CharField(max_length=60, blank=True)
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DatedRows["Successor"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["post", "use"], name="named_for_a_post"),
            models.Index(fields=["person", "use"], name="posts_named_for"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("use", Use), name="use_is_known"),
            models.CheckConstraint(condition=known("sort", Sort), name="successor_sort_is_known"),
            models.CheckConstraint(condition=Q(band="") | known("band", Band), name="successor_band_is_known"),
            models.CheckConstraint(
                condition=Q(sort=Sort.NAMED, person__isnull=False, band="")
                | (~Q(sort=Sort.NAMED) & Q(person__isnull=True)),
                name="a_named_successor_is_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="named_until_after_named"
            ),
            models.UniqueConstraint(
                fields=["post", "person", "use"],
                condition=Q(ends__isnull=True, person__isnull=False),
                name="named_once_for_a_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use} of {self.post}"

    @property
    def state(self) -> State:
        """Whether it was confirmed."""
        return State.PROPOSED if self.confirmed_on is None else State.CONFIRMED


SuccessorVersion = versions_of(Successor)
