"""A partnership of two boards: what each thinks is wrong, texts of both, terms, and who accepted them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.partnerships.models.own_words import ORGANISATION, PERSON, known_topic
from wraparound.capabilities.partnerships.terms.agreements import (
    LONGEST_DIAGNOSIS,
    LONGEST_REASON,
    OPEN,
    AgreementState,
    EndedHow,
    Side,
)
from wraparound.capabilities.partnerships.terms.own_words import LONGEST_WORDS
from wraparound.capabilities.partnerships.wording.own_words import TOPICS
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

GOES_TOO: list[tuple[type[Record], str]] = []
"""Records of other modules that go with a partnership, and the way from each to it; those that refer first."""


def known_words(field: str, words: type[Any], *more: str) -> Q:
    """That a field holds one of these words."""
    return Q(**{f"{field}__in": [*(one.value for one in words), *more]})


class Agreement(Record):
    """A partnership, from its proposal on. `proposed_by` is empty while it is only suggested.

    `in_force_at` is none before both boards have accepted; `last_day` is that of the terms in force. `ended_at`: it was
    declined, taken back or ended. `release` is the evidence that was in use when it came into force.
    """

    keeping = "partnership"
    close = True
    counted_from = "ended_at"
    quiet = frozenset({"controller", "helper", "helped", "suggested_by", "opened_by", "release"})
    spoken: ClassVar = {"topic": {one.value: words for one, words in TOPICS.items()}}

    helper = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    helped = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20)
    words = models.CharField(max_length=LONGEST_WORDS)
    state = models.CharField(max_length=12)
    proposed_by = models.CharField(max_length=10, blank=True)
    suggested_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    moved_at = models.DateTimeField("last moved on")
    in_force_at = models.DateTimeField("in force since", null=True)
    last_day = models.DateField(null=True)
    release = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField("ended", null=True)
    ended_by = models.CharField("side that ended it", max_length=10, blank=True)
    ended_how = models.CharField(max_length=12, blank=True)
    ended_why = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects = RecordRows["Agreement"].as_manager()

    class Meta:
        verbose_name = "partnership"
        indexes = [
            models.Index(fields=["helper", "state"], name="partnerships_of_a_helper"),
            models.Index(fields=["helped", "state"], name="partnerships_of_a_helped"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["helper", "helped"], condition=Q(state__in=OPEN), name="one_open_partnership_each_way"
            ),
            models.CheckConstraint(condition=~Q(helper=F("helped")), name="nobody_partners_with_itself"),
            models.CheckConstraint(condition=known_words("state", AgreementState), name="partnership_state_is_known"),
            models.CheckConstraint(condition=known_words("proposed_by", Side, ""), name="proposing_side_is_known"),
            models.CheckConstraint(condition=known_words("ended_how", EndedHow, ""), name="how_it_ended_is_known"),
            models.CheckConstraint(condition=known_topic(), name="partnership_topic_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) ^ Q(ended_at__isnull=False), name="an_open_partnership_has_not_ended"
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.IN_FORCE) | Q(in_force_at__isnull=False, last_day__isnull=False),
                name="in_force_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper} and {self.helped}"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What both wrote, the terms, who accepted them and the reviews go with it, all their history too."""
        hanging: list[tuple[type[Record], str]] = [
            *GOES_TOO,
            (Acceptance, "terms__agreement"),
            (Terms, "agreement"),
            (Diagnosis, "agreement"),
        ]
        for model, way in hanging:
            let_rows_go(model, way, keys)


AgreementVersion = versions_of(Agreement)


class Diagnosis(Record):
    """What one side thinks is wrong. The other reads it once both have written, and then it is not changed."""

    keeping = "partnership"
    close = True
    quiet = frozenset({"controller", "agreement", "written_by"})

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="diagnoses")
    side = models.CharField(max_length=10)
    words = models.CharField(max_length=LONGEST_DIAGNOSIS)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = RecordRows["Diagnosis"].as_manager()

    class Meta:
        verbose_name = "view of one board of what is wrong"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "side"], name="a_side_has_one_diagnosis"),
            models.CheckConstraint(condition=known_words("side", Side), name="diagnosis_side_is_known"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


DiagnosisVersion = versions_of(Diagnosis)


class Terms(Record):
    """One version of the terms by one side: `content` is canonical JSON, `digest` its fingerprint. Never changed."""

    keeping = "partnership"
    close = True
    quiet = frozenset({"controller", "agreement", "content", "digest", "written_by"})

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    content = models.TextField()
    digest = models.CharField("fingerprint", max_length=64)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = RecordRows["Terms"].as_manager()

    class Meta:
        verbose_name = "terms of a partnership"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="a_version_of_terms_once"),
            models.CheckConstraint(condition=known_words("side", Side), name="terms_side_is_known"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


TermsVersion = versions_of(Terms)


class Acceptance(Record):
    """A board accepted exactly these terms. Other terms leave it behind: it counts for those it names alone."""

    keeping = "partnership"
    close = True
    person_field = "accepted_by_id"
    quiet = frozenset({"controller", "terms", "digest", "accepted_by"})

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="acceptances")
    side = models.CharField(max_length=10)
    digest = models.CharField("fingerprint", max_length=64)
    accepted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=250)
    knows_days = models.BooleanField("knew that it is more than was offered", default=False)
    accepted_at = models.DateTimeField()

    objects = RecordRows["Acceptance"].as_manager()

    class Meta:
        verbose_name = "acceptance of a partnership"
        constraints = [
            models.UniqueConstraint(fields=["terms", "side"], name="a_board_accepts_once"),
            models.CheckConstraint(condition=known_words("side", Side), name="accepting_side_is_known"),
        ]

    def __str__(self) -> str:
        return f"accepted for the {self.side}"


AcceptanceVersion = versions_of(Acceptance)
