"""Programmes and recommendations that organisations and regions add, and how recommendations are answered."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.delivery.terms.recommendations import (
    LONGEST_KEY,
    LONGEST_LINK,
    LONGEST_TITLE,
    LONGEST_WORDS,
    Choice,
)
from wraparound.capabilities.delivery.wording.recommendations import CHOSEN
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

PERSON = "people.Person"
ORGANISATION = "people.Organisation"
REGION = "people.Region"


def known(field: str, words: type[Any]) -> Q:
    """That a field holds one of these words."""
    return Q(**{f"{field}__in": [one.value for one in words]})


class Programme(Record):
    """What holds recommendations: of an organisation, or of a region for all of its organisations."""

    keeping = "programme"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "organisation", "region"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_TITLE)
    ended_at = models.DateTimeField("ended", null=True)

    objects = RecordRows["Programme"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(region__isnull=True),
                name="a_programme_is_of_an_organisation_or_a_region",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Its recommendations go with it. Answers to them stay for as long as answers are kept."""
        let_rows_go(OwnRecommendation, "programme", keys)


ProgrammeVersion = versions_of(Programme)


class OwnRecommendation(Record):
    """A recommendation of a programme; `number` is its place there, `source` who made it, in words."""

    keeping = "programme"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "programme", "added_by"})

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    source = models.CharField(max_length=LONGEST_TITLE, blank=True)
    link = models.CharField(max_length=LONGEST_LINK, blank=True)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("no longer followed", null=True)

    objects = RecordRows["OwnRecommendation"].as_manager()

    class Meta:
        verbose_name = "recommendation"
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="a_recommendation_has_its_number"),
        ]

    def __str__(self) -> str:
        return self.title


OwnRecommendationVersion = versions_of(OwnRecommendation)


class Answer(Record):
    """How an organisation answers a recommendation. It is changed in place; its history keeps what it was before."""

    keeping = "delivery_plan"
    person_field = "answered_by_id"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "organisation", "answered_by"})
    spoken: ClassVar = {"choice": {one.value: words for one, words in CHOSEN.items()}}

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    recommendation = models.CharField(max_length=LONGEST_KEY)
    choice = models.CharField("answer", max_length=10)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    answered_on = models.DateField("answered on")
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    shared = models.BooleanField("shared with the region", default=False)
    ended_at = models.DateTimeField("ended with the organisation", null=True)

    objects = RecordRows["Answer"].as_manager()

    class Meta:
        verbose_name = "answer to a recommendation"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "recommendation"],
                condition=Q(ended_at__isnull=True),
                name="a_recommendation_is_answered_once",
            ),
            models.CheckConstraint(condition=known("choice", Choice), name="an_answer_is_known"),
            models.CheckConstraint(
                condition=Q(choice=Choice.ADOPT) | ~Q(words=""), name="adapting_and_declining_have_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{CHOSEN[Choice(self.choice)]}: {self.recommendation}"


AnswerVersion = versions_of(Answer)
