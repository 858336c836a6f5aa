"""Work across organisations, who confirms it, and to whom its person shows it. Theirs: nobody reads it by any role."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.terms.system_work import LONGEST_NAME, LONGEST_WORDS, ConfirmState, SystemPlace
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class SystemWork(Record):
    """What somebody did beyond their own organisation. Only its end can be added: who confirmed read the rest."""

    keeping = "system_work"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person"})
    takes_along: ClassVar = {"careers.workconfirmation": "work"}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    place = models.CharField("with what", max_length=20)
    name = models.CharField("its name", max_length=LONGEST_NAME)
    purpose = models.CharField("what for", max_length=LONGEST_WORDS)
    partners = models.CharField("with whom", max_length=LONGEST_WORDS)
    changed = models.CharField("what changed", max_length=LONGEST_WORDS)
    began_on = models.DateField("first day")
    ended_on = models.DateField("last day", null=True)
    written_on = models.DateField("written")

    objects = RecordRows["SystemWork"].as_manager()

    class Meta:
        verbose_name = "work across organisations"
        constraints = [
            models.CheckConstraint(
                condition=Q(place__in=[one.value for one in SystemPlace]), name="place_of_system_work_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="system_work_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return "work across organisations"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who confirms it goes with it."""
        let_rows_go(WorkConfirmation, "work", keys)


SystemWorkVersion = versions_of(SystemWork)


class WorkConfirmation(Record):
    """That somebody is asked to confirm such work, and what they answered."""

    keeping = "system_work"
    close = True
    # Its person's: it stays when the confirmer leaves, without their name (decision 0066).
    person_field = "person_id"
    also_about = ("confirmer_id",)
    quiet = frozenset({"controller", "person", "confirmer", "work"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey(SystemWork, on_delete=models.PROTECT, related_name="confirmations")
    confirmer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    asked_on = models.DateField("asked")
    answered_on = models.DateField("answered", null=True)

    objects = RecordRows["WorkConfirmation"].as_manager()

    class Meta:
        verbose_name = "confirming work across organisations"
        indexes = [models.Index(fields=["confirmer", "state"], name="asked_to_confirm_work")]
        constraints = [
            models.UniqueConstraint(fields=["work", "confirmer"], name="asked_to_confirm_work_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in ConfirmState]), name="state_of_a_confirmation_is_known"
            ),
        ]

    def __str__(self) -> str:
        return "confirming work across organisations"


WorkConfirmationVersion = versions_of(WorkConfirmation)


class SystemWorkShare(Record):
    """That a person shows all such work of theirs to somebody, until a day, or until they take it back."""

    keeping = "assessment_share"
    close = True
    person_field = "person_id"
    also_about = ("reader_id",)
    counted_from = "until"
    quiet = frozenset({"controller", "person", "reader"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    until = models.DateField("last day")
    taken_back_on = models.DateField("taken back", null=True)

    objects = RecordRows["SystemWorkShare"].as_manager()

    class Meta:
        verbose_name = "to whom work across organisations is shown"
        indexes = [models.Index(fields=["reader", "until"], name="system_work_shown_to")]

    def __str__(self) -> str:
        return "a share of work across organisations"


SystemWorkShareVersion = versions_of(SystemWorkShare)
