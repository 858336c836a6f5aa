"""Calls for evidence, and what was sent to them by people of whom nothing else is known."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from wraparound.capabilities.listening.models.pulses import PERSON
from wraparound.capabilities.listening.models.themes import let_readings_go
from wraparound.capabilities.listening.terms.calls import (
    LONGEST_CONTACT,
    LONGEST_FILE,
    LONGEST_HEARD,
    LONGEST_NAME,
    LONGEST_SENT,
    DocumentKind,
    Forwhom,
    TakenOutBecause,
)
from wraparound.capabilities.listening.terms.pulses import LONGEST_QUESTION, LONGEST_TITLE, LONGEST_WORDS
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class Call(Record):
    """A call for evidence of an organisation or a region. `token` is in the link of one that asks by invitation.

    Evidence is taken until `closes_on`, or until it is closed early, on `closed_on`, and says why. `heard` and `good`
    are there once what was heard is published, on `heard_on`.
    """

    keeping = "call"
    person_field = "opened_by_id"
    counted_from = "closes_on"
    quiet = frozenset({"controller", "organisation", "region", "opened_by", "token"})
    untracked = frozenset({"token"})

    title = models.CharField(max_length=LONGEST_TITLE)
    question = models.CharField(max_length=LONGEST_WORDS)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, null=True, related_name="+")
    forwhom = models.CharField("for whom", max_length=10)
    token = models.CharField(max_length=64)
    publishes = models.CharField("what will be published", max_length=LONGEST_QUESTION * 2)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField("opened on")
    closes_on = models.DateField("last day")
    closed_on = models.DateField("closed early on", null=True)
    closed_because = models.CharField("why it was closed early", max_length=LONGEST_QUESTION, blank=True)
    heard = models.CharField("what was heard", max_length=LONGEST_HEARD, blank=True)
    good = models.CharField("what is good and should spread", max_length=LONGEST_HEARD, blank=True)
    heard_on = models.DateField("published on", null=True)

    objects = RecordRows["Call"].as_manager()

    class Meta:
        verbose_name = "call for evidence"
        indexes = [models.Index(fields=["forwhom", "closes_on"], name="calls_by_last_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(region__isnull=True), name="a_call_is_of_one_place"
            ),
            models.CheckConstraint(
                condition=Q(forwhom__in=[one.value for one in Forwhom]), name="for_whom_a_call_is_is_known"
            ),
            models.CheckConstraint(condition=Q(heard_on__isnull=True) | ~Q(heard=""), name="what_was_heard_has_words"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) ^ ~Q(closed_because=""), name="closed_early_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What was sent goes with it, documents too."""
        let_readings_go("call", keys)
        Document.objects.filter(evidence__call__in=keys).delete()
        Evidence.objects.filter(call__in=keys).delete()


CallVersion = versions_of(Call)


class Evidence(models.Model):
    """What somebody sent. Of the receipt only a digest is kept, so that whoever has it can find this, and nobody else.

    Taken back, its words, name, contact and document are gone, and the day is there. Taken out by whoever asked, the
    same are gone, and the day is there, the role of whoever did it, and why.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="evidence")
    receipt = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=LONGEST_SENT, blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    contact = models.CharField(max_length=LONGEST_CONTACT, blank=True)
    may_publish = models.BooleanField()
    sent_on = models.DateField("sent on")
    withdrawn_on = models.DateField("taken back on", null=True)
    taken_out_on = models.DateField("taken out on", null=True)
    taken_out_by = models.CharField("in which role", max_length=20, blank=True)
    taken_out_because = models.CharField("why it was taken out", max_length=10, blank=True)

    not_a_record = "What a guest sent: a history would keep what they take back."

    class Meta:
        indexes = [models.Index(fields=["call", "sent_on"], name="evidence_of_a_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(words="", name="", contact=""),
                name="what_is_taken_back_is_gone",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_on__isnull=True, taken_out_by="", taken_out_because="")
                | Q(
                    Q(taken_out_on__isnull=False, words="", name="", contact=""),
                    Q(taken_out_because__in=[one.value for one in TakenOutBecause]) & ~Q(taken_out_by=""),
                ),
                name="what_is_taken_out_is_gone_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return "evidence"

    @property
    def is_gone(self) -> bool:
        """Whether it was taken back, or taken out."""
        return self.withdrawn_on is not None or self.taken_out_on is not None


class Document(models.Model):
    """A document that came with it, as it came: looked at from outside, never opened."""

    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="document")
    name = models.CharField(max_length=LONGEST_FILE)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField("bytes")
    content = models.BinaryField()

    not_a_record = "What a guest sent: it goes when they take it back, and with the call."

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in DocumentKind]), name="kind_of_a_document_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name
