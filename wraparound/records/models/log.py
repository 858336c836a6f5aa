"""What is only ever added to: changes, looks, removals and transfers. The database itself refuses to alter them."""

from typing import ClassVar

from django.db import models

from wraparound.records.terms import Basis, Face


class Change(models.Model):
    """Somebody changed something: when, who and why. Numbers and moments rise together: one writes at a time."""

    at = models.DateTimeField(db_index=True)
    by = models.BigIntegerField(null=True, db_index=True)
    by_name = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=300)

    not_a_record = "The log of changes itself: never changed, held as long as what it tells of."

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(why=""), name="change_says_why"),
            models.CheckConstraint(condition=models.Q(by__isnull=False) | ~models.Q(by_name=""), name="change_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.why}"


class Era(models.Model):
    """A stretch of the history of one table, begun with a copy of all that then stood, so that no look back is slow."""

    table = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    began_at = models.DateTimeField()

    not_a_record = "How history is arranged; it holds nothing of anybody."

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "number"], name="one_era_of_a_number")]

    def __str__(self) -> str:
        return f"{self.table} {self.number}"


class Look(models.Model):
    """Somebody looked: when, who, through what, why they were let, and which fields it showed of how many people."""

    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, db_index=True)
    by_name = models.CharField(max_length=60, blank=True)
    face = models.CharField(max_length=10)
    place = models.CharField(max_length=80)
    why = models.CharField(max_length=400)
    fields = models.CharField(max_length=300)
    many = models.PositiveIntegerField()

    not_a_record = "The log of looks: added to, never changed, removed by its own retention class."

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="looks_by_time")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(face__in=[one.value for one in Face]), name="face_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.many} seen by {self.face}"


class LookedAt(models.Model):
    """One person whom a look showed, by opaque reference."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="subjects")
    about = models.BigIntegerField()

    not_a_record = "Part of the log of looks."

    class Meta:
        indexes: ClassVar = [models.Index(fields=["about", "look"], name="looked_at")]

    def __str__(self) -> str:
        return f"look {self.look_id}"


class Removal(models.Model):
    """A dated mark that a record was removed for good, on which basis and why; never what it said."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="removals")
    sort = models.CharField(max_length=80)
    record = models.BigIntegerField()
    about = models.BigIntegerField(null=True, db_index=True)
    controller = models.CharField(max_length=10)
    basis = models.CharField(max_length=10)

    not_a_record = "The mark that stays when a record goes."

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sort", "record"], name="removals")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(basis__in=[one.value for one in Basis]), name="basis_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} removed"


class Transfer(models.Model):
    """Control of records passed from one legal entity to another: by which change, and how many of each sort."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="transfers")
    before = models.ForeignKey("records.Controller", on_delete=models.PROTECT, related_name="given_away")
    after = models.ForeignKey("records.Controller", on_delete=models.PROTECT, related_name="taken_on")
    records = models.JSONField()

    not_a_record = "What a transfer did; the records themselves keep their history."

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"


class RetentionRun(models.Model):
    """One run of the retention job: when, and for each class what was due, removed and held."""

    at = models.DateTimeField()
    lines = models.JSONField()

    not_a_record = "What the retention job did; it holds counts only."

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


APPEND_ONLY = (Change, Look, LookedAt, Removal, Transfer, RetentionRun)
"""Tables whose rows are never altered, and removed only where erasure or retention says so."""
