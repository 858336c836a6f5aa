"""What a person can do about what is held of them: contest it, be told of what was said, and be kept from removal."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from wraparound.records.models.keeping import Record, RecordRows, versions_of
from wraparound.records.terms import ContestState


class Contest(Record):
    """Somebody says that an entry about them is wrong; shown beside it, and answered by whoever may change it."""

    keeping = "contest"
    close = True
    person_field = "about_person"
    counted_from = "answered_at"

    about_person = models.BigIntegerField(db_column="about", db_index=True)
    sort = models.CharField(max_length=80)
    record = models.BigIntegerField()
    entry = models.CharField("what it is about", max_length=300)
    words = models.CharField("what the person says", max_length=1000)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ContestState.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField("answered", null=True)
    read_at = models.DateTimeField(null=True)

    untracked = frozenset({"read_at"})
    quiet = frozenset({"controller", "sort", "made_at", "state"})
    objects = RecordRows["Contest"].as_manager()

    class Meta:
        verbose_name = "contest"
        indexes: ClassVar = [models.Index(fields=["sort", "record"], name="contests_of")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ContestState]), name="contest_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ContestState.UPHELD, ContestState.DECLINED])
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answered_contest_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"contest {self.pk}, {self.state}"


ContestVersion = versions_of(Contest)


class Conversation(Record):
    """A conversation about somebody. They see that there is one from the first day, and are told how it ended."""

    keeping = "conversation"
    close = True
    person_field = "about_person"
    counted_from = "held_on"

    about_person = models.BigIntegerField(db_column="about", db_index=True)
    held_on = models.DateField("day")
    purpose = models.CharField("what for", max_length=200)
    present = models.CharField("who took part", max_length=500)
    opened_by = models.BigIntegerField(null=True)
    opened_by_name = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=2000, blank=True)
    told_at = models.DateTimeField("told", null=True)
    read_at = models.DateTimeField(null=True)

    untracked = frozenset({"read_at"})
    quiet = frozenset({"controller", "opened_at", "opened_by_name"})
    objects = RecordRows["Conversation"].as_manager()

    class Meta:
        verbose_name = "conversation"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | ~Q(outcome=""), name="who_is_told_is_told_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("told_at")), name="an_outcome_is_told_before_read"
            ),
        ]

    def __str__(self) -> str:
        return f"conversation of {self.held_on}"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those held on or before the day of which the person was told: an outcome that is owed does not lapse."""
        return cls.objects.filter(held_on__lte=last, told_at__isnull=False)


ConversationVersion = versions_of(Conversation)


class Hold(Record):
    """A legal hold: nothing about this person is removed while it lasts."""

    keeping = "hold"
    close = True
    person_field = "about_person"
    counted_from = "released_at"
    quiet = frozenset({"controller", "placed_at"})
    withheld = frozenset({"why"})

    about_person = models.BigIntegerField(db_column="about", db_index=True)
    why = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    released_at = models.DateTimeField("released", null=True)

    objects = RecordRows["Hold"].as_manager()

    class Meta:
        verbose_name = "legal hold"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="a_hold_says_why")]

    def __str__(self) -> str:
        return f"hold {self.pk}"


HoldVersion = versions_of(Hold)
