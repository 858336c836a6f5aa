"""Recognitions, words of thanks for them, the keys that sign them, and what was signed."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.compacts.models.agreed import GOES_WITH_A_COMPACT, ORGANISATION, PERSON, Compact
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.attested import StatementKind
from wraparound.capabilities.compacts.terms.recognition import RecognitionState
from wraparound.records.models.keeping import KEPT, Record, RecordRows, versions_of

REGION = "people.Region"


def _known(field: str, words: type[Any]) -> Q:
    return Q(**{f"{field}__in": [one.value for one in words]})


SIGNING_KEYS = "signing keys"
"""For which purpose their private parts are locked."""


class SigningKey(Record):
    """A key with which an organisation or a region signs. Its public part is published, and stays so for ever.

    `locked` is its private part, locked with the keys of the site; emptied once the key is replaced, so that nothing
    can be signed with it again.
    """

    keeping = "place"
    untracked = frozenset({"locked"})
    quiet = frozenset({"controller", "organisation", "region", "public", "made_by"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    public = models.CharField("public part", max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    locked = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    stolen_from = models.DateField("nothing signed with it counts from", null=True)
    reason = models.CharField("why it was replaced", max_length=500, blank=True)

    objects = RecordRows["SigningKey"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(region__isnull=True), name="a_key_is_of_one_issuer"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(replaced_at__isnull=True), name="one_key_of_an_organisation"
            ),
            models.UniqueConstraint(
                fields=["region"], condition=Q(replaced_at__isnull=True), name="one_key_of_a_region"
            ),
            models.CheckConstraint(
                condition=Q(stolen_from__isnull=True) | Q(replaced_at__isnull=False), name="a_stolen_key_is_replaced"
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(locked=""), name="a_replaced_key_signs_no_more"
            ),
        ]

    def __str__(self) -> str:
        return self.fingerprint[:16]


SigningKeyVersion = versions_of(SigningKey)


class Attestation(models.Model):
    """A statement as it was signed, to the byte: the whole file. Of every kind that has to do with a compact."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=32, unique=True)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    document = models.TextField()
    at = models.DateTimeField()

    not_a_record = "What was signed, which nobody alters or takes away; it goes with the compact."
    only_added_to = True

    class Meta:
        indexes = [models.Index(fields=["compact", "kind"], name="signed_of_a_compact")]
        constraints = [
            models.CheckConstraint(condition=_known("kind", StatementKind), name="kind_of_statement_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Recognition(Record):
    """A recognition of a compact: being written, or issued by its board or region. `content` is canonical JSON.

    `agreed_digest` is the fingerprint of the words to which the leader agreed. `token` is part of the address at which
    everybody reads it while the leader shows it; none while they do not.
    """

    keeping = "compact"
    close = True
    person_field = "leader_id"
    quiet = frozenset({"controller", "compact", "content", "begun_by", "begun_by_name", "agreed_digest", "token"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    issues = models.CharField("issued by", max_length=10)
    state = models.CharField(max_length=10, default=RecognitionState.DRAFT)
    content = models.TextField()
    begun_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    begun_by_name = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField()
    agreed_digest = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField("agreed by the leader", null=True)
    issued = models.ForeignKey(Attestation, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=50, unique=True, null=True)  # noqa: DJ001  # unique, and most have none
    shown_at = models.DateTimeField("shown on a public page", null=True)
    revocation = models.ForeignKey(Attestation, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = RecordRows["Recognition"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["compact", "state"], name="recognitions_of_a_compact")]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "issues"],
                condition=Q(state=RecognitionState.DRAFT),
                name="one_draft_of_an_issuer",
            ),
            models.CheckConstraint(condition=_known("state", RecognitionState), name="recognition_state_is_known"),
            models.CheckConstraint(
                condition=Q(issues__in=[Party.BOARD.value, Party.REGION.value]), name="board_or_region_recognises"
            ),
            models.CheckConstraint(
                condition=Q(state=RecognitionState.ISSUED, issued__isnull=False, issued_at__isnull=False)
                | (~Q(state=RecognitionState.ISSUED) & Q(issued__isnull=True, token__isnull=True)),
                name="what_is_issued_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(revocation__isnull=True, revoked_at__isnull=True)
                | Q(revocation__isnull=False, revoked_at__isnull=False, issued__isnull=False),
                name="what_is_revoked_was_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"recognition by the {self.issues}"


RecognitionVersion = versions_of(Recognition)


class Thanks(Record):
    """Words of thanks that a colleague was asked for. They are not kept in history: taken back, they are gone."""

    keeping = "compact"
    close = True
    person_field = "person_id"
    untracked = frozenset({"words"})
    quiet = frozenset({"controller", "recognition", "person", "asked_by"})

    recognition = models.ForeignKey(Recognition, on_delete=models.PROTECT, related_name="thanks")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    words = models.CharField(max_length=600, blank=True)
    given_at = models.DateTimeField("given, with the name", null=True)
    declined_at = models.DateTimeField(null=True)
    chosen = models.BooleanField("chosen by the leader", default=False)

    objects = RecordRows["Thanks"].as_manager()

    class Meta:
        verbose_name = "words of thanks"
        constraints = [
            models.UniqueConstraint(fields=["recognition", "person"], name="thanks_are_asked_for_once"),
            models.CheckConstraint(
                condition=Q(chosen=False) | Q(given_at__isnull=False), name="only_what_was_given_is_chosen"
            ),
        ]

    def __str__(self) -> str:
        return "words of thanks"


ThanksVersion = versions_of(Thanks)


def _let_go(compacts: Sequence[int]) -> None:
    """What was recognised goes with the compact; the keys stay, so that files that people kept go on verifying."""
    mine = list(Recognition.objects.filter(compact__in=compacts).values_list("pk", flat=True))
    for model, field, of in ((Thanks, "recognition", mine), (Recognition, "compact", list(compacts))):
        rows = model._default_manager.filter(**{f"{field}__in": of})
        gone = list(rows.values_list("pk", flat=True))
        rows._raw_delete(rows.db)
        KEPT[model._meta.label_lower].versions._default_manager.filter(v_record__in=gone).delete()
    Attestation.objects.filter(compact__in=compacts).delete()


GOES_WITH_A_COMPACT.append(_let_go)
