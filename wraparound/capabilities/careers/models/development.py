"""Development plans, to whom they are shown, and what both sides wrote about their talks."""

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.terms.development import LONGEST_WHY, Direction
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class DevelopmentPlan(Record):
    """Somebody's plan for a role (a profile).

    `steps`: key, words, competency (key), by_when, help_needed, done_on; `next_on` is the earliest day of those that
    are not done, for reminders; `last_key` the highest key that a step ever had; `reminded` of which day, and
    whether before it or after, they were told last.
    """

    keeping = "development_plan"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "profile", "steps", "next_on", "last_key", "reminded"})
    listed: ClassVar = {"steps": "the steps of the plan"}
    takes_along: ClassVar = {"careers.plantalk": "plan"}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(PostProfile, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=10, blank=True)
    why = models.CharField("why this direction", max_length=LONGEST_WHY, blank=True)
    steps = models.JSONField()
    next_on = models.DateField("next step due", null=True)
    last_key = models.PositiveIntegerField(default=0)
    reminded = models.CharField("reminded of", max_length=15, blank=True)
    begun_on = models.DateField("begun")

    objects = RecordRows["DevelopmentPlan"].as_manager()

    class Meta:
        verbose_name = "development plan"
        indexes = [models.Index(fields=["person", "next_on"], name="steps_due_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["person", "profile"], name="one_plan_for_a_role"),
            models.CheckConstraint(
                condition=Q(direction="") | Q(direction__in=[one.value for one in Direction]),
                name="direction_of_a_plan_is_known",
            ),
        ]

    def __str__(self) -> str:
        return "a development plan"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """To whom it was shown, and what was written about talks, goes with it."""
        let_rows_go(PlanTalk, "plan", keys)


DevelopmentPlanVersion = versions_of(DevelopmentPlan)


class PlanTalk(Record):
    """That a plan is shown to somebody until a day, and what both wrote about their talk.

    `texts`, the first first: by (side), words, held_on, written_on, agreed_on. None of them is ever altered but for the
    day on which the other side agreed. `waits_for` is whoever the latest waits for.
    """

    keeping = "plan_talk"
    close = True
    person_field = "person_id"
    also_about = ("partner_id",)
    counted_from = "until"
    quiet = frozenset({"controller", "person", "partner", "plan", "texts", "waits_for"})
    listed: ClassVar = {"texts": "what was written about a talk"}

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.PROTECT, related_name="talks")
    partner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    until = models.DateField("last day")
    taken_back_on = models.DateField("taken back", null=True)
    texts = models.JSONField()
    waits_for = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RecordRows["PlanTalk"].as_manager()

    class Meta:
        verbose_name = "talk about a development plan"
        indexes = [
            models.Index(fields=["partner", "until"], name="plans_shown_to_somebody"),
            models.Index(fields=["waits_for", "until"], name="talks_that_wait"),
        ]

    def __str__(self) -> str:
        return "a talk about a development plan"


PlanTalkVersion = versions_of(PlanTalk)
