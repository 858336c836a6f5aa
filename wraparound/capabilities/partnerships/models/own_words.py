"""What organisations say they need, and what they say they could give."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.partnerships.terms.own_words import LONGEST_WORDS, MOST_DAYS, Topic
from wraparound.capabilities.partnerships.wording.own_words import TOPICS
from wraparound.records.models.keeping import Record, RecordRows, versions_of

PERSON = "people.Person"
ORGANISATION = "people.Organisation"
MEANS_LENGTH = 80
"""Letters of the words of means, with a space between them."""


def known_topic() -> Q:
    """That the topic is one of those there are."""
    return Q(topic__in=[one.value for one in Topic])


class StatedNeed(Record):
    """Something that an organisation says it needs help with. `means` are words of means with a space between them."""

    keeping = "own_words"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "organisation", "said_by"})
    spoken: ClassVar = {"topic": {one.value: words for one, words in TOPICS.items()}}

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20)
    means = models.CharField("what would help", max_length=MEANS_LENGTH, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS)
    said_on = models.DateField("said on")
    review = models.DateField("to be looked at again by")
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("no longer said", null=True)

    objects = RecordRows["StatedNeed"].as_manager()

    class Meta:
        verbose_name = "need in own words"
        indexes = [models.Index(fields=["organisation", "ended_at"], name="needs_of_an_organisation")]
        constraints = [models.CheckConstraint(condition=known_topic(), name="need_topic_is_known")]

    def __str__(self) -> str:
        return self.words[:40]


StatedNeedVersion = versions_of(StatedNeed)


class StatedOffer(Record):
    """Something that an organisation says it could give: `days` are people's days in a month."""

    keeping = "own_words"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "organisation", "said_by"})
    spoken: ClassVar = {"topic": {one.value: words for one, words in TOPICS.items()}}

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20)
    means = models.CharField("what it consists of", max_length=MEANS_LENGTH, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS)
    days = models.FloatField("people's days in a month")
    until = models.DateField(null=True)
    said_on = models.DateField("said on")
    review = models.DateField("to be looked at again by")
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("no longer said", null=True)

    objects = RecordRows["StatedOffer"].as_manager()

    class Meta:
        verbose_name = "offer in own words"
        indexes = [models.Index(fields=["organisation", "ended_at"], name="offers_of_an_organisation")]
        constraints = [
            models.CheckConstraint(condition=known_topic(), name="offer_topic_is_known"),
            models.CheckConstraint(condition=Q(days__gt=0, days__lte=MOST_DAYS), name="an_offer_has_days"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


StatedOfferVersion = versions_of(StatedOffer)
