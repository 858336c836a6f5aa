"""How a compact ends, and the statement of it: its versions, who agreed, and the sealed copy."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from wraparound.capabilities.compacts.models.agreed import GOES_WITH_A_COMPACT, PERSON, Compact
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.endings import EndingHow, EndingState, StatementState
from wraparound.records.models.keeping import KEPT, Record, RecordRows, versions_of

STANDS = [EndingState.PROPOSED.value, EndingState.DECLARED.value, EndingState.DONE.value]
SETTLED = [StatementState.AGREED.value, StatementState.NOT_AGREED.value]


class Ending(Record):
    """That a compact ends, how, on which day, and by whose word. `party` is empty where its last day has come."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "said_by"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="endings")
    how = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    ends_on = models.DateField()
    party = models.CharField(max_length=10, blank=True)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    next_steps = models.CharField("what happens next", max_length=1000, blank=True)
    successor = models.CharField(max_length=150, blank=True)
    declared_at = models.DateTimeField()
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_party = models.CharField(max_length=10, blank=True)
    agreed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField("took effect, or was taken back", null=True)

    objects = RecordRows["Ending"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "ends_on"], name="endings_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["compact"], condition=Q(state__in=STANDS), name="one_ending_stands"),
            models.CheckConstraint(condition=Q(how__in=[one.value for one in EndingHow]), name="ending_how_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in EndingState]), name="ending_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how} on {self.ends_on}"


EndingVersion = versions_of(Ending)


class EndStatement(Record):
    """One version of the statement of an ending. `content` is its whole as canonical JSON, and is never changed."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "content", "written_by"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    party = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=StatementState.OPEN)
    content = models.TextField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = RecordRows["EndStatement"].as_manager()

    class Meta:
        verbose_name = "statement of an ending"
        constraints = [
            models.UniqueConstraint(fields=["compact", "number"], name="a_statement_version_once"),
            models.UniqueConstraint(
                fields=["compact"], condition=~Q(state=StatementState.REPLACED), name="one_statement_stands"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in StatementState]), name="statement_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(party__in=[Party.LEADER.value, Party.BOARD.value]), name="statement_side_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.number}"


EndStatementVersion = versions_of(EndStatement)


class StatementSignature(Record):
    """Somebody agreed to a version of a statement for a side, or closed it. `void_at`: it counts no longer."""

    keeping = "compact"
    close = True
    person_field = "signer_id"
    quiet = frozenset({"controller", "signer", "statement"})

    statement = models.ForeignKey(EndStatement, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10)
    signer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=250)
    typed = models.CharField("name typed", max_length=130)
    digest = models.CharField("fingerprint of what was agreed", max_length=64)
    signed_at = models.DateTimeField()
    void_at = models.DateTimeField(null=True)
    void_because = models.CharField(max_length=200, blank=True)

    objects = RecordRows["StatementSignature"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "party"], condition=Q(void_at__isnull=True), name="a_side_agrees_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} agreed"


StatementSignatureVersion = versions_of(StatementSignature)


class StatementSeal(models.Model):
    """A settled statement and who agreed, to the byte, with its fingerprint and the mark of this site's key."""

    statement = models.ForeignKey(EndStatement, on_delete=models.PROTECT, related_name="seals")
    body = models.TextField()
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=100)
    at = models.DateTimeField()

    not_a_record = "A copy of a statement and of who agreed to it, to hold them against; it goes with the compact."
    only_added_to = True

    def __str__(self) -> str:
        return self.digest[:12]


def _let_go(keys: Sequence[int]) -> None:
    """Endings and statements of these compacts, with all their history: called when the compacts go."""
    statements = list(EndStatement.objects.filter(compact__in=keys).values_list("pk", flat=True))
    StatementSeal.objects.filter(statement__in=statements).delete()
    for rows in (
        StatementSignature.objects.filter(statement__in=statements),
        EndStatement.objects.filter(compact__in=keys),
        Ending.objects.filter(compact__in=keys),
    ):
        gone = list(rows.values_list("pk", flat=True))
        rows._raw_delete(rows.db)
        KEPT[rows.model._meta.label_lower].versions._default_manager.filter(v_record__in=gone).delete()


GOES_WITH_A_COMPACT.append(_let_go)
