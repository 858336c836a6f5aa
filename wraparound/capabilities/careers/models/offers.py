"""Offers across organisations, what people look for, who asks, what both employers say, and what it led to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.careers.models.assessments import PERSON
from wraparound.capabilities.careers.models.frameworks import LONGEST_FRAMEWORK_KEY, ORGANISATION, REGION
from wraparound.capabilities.careers.terms.frameworks import LONGEST_KEY
from wraparound.capabilities.careers.terms.offers import (
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WHERE,
    YEARS_ASKED,
    Backfill,
    EmployerAnswer,
    LedTo,
    OfferKind,
)
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class BoardOffer(Record):
    """A chance to develop that a host puts on the board; what it can build are competencies (keys) of a framework."""

    keeping = "offer"
    counted_from = "ends"
    quiet = frozenset({"controller", "organisation", "competencies"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=LONGEST_TITLE)
    where = models.CharField(max_length=LONGEST_WHERE)
    does = models.CharField("what somebody does", max_length=LONGEST_TEXT)
    host_gets = models.CharField("what the host gets", max_length=LONGEST_TEXT)
    starts = models.DateField("first day")
    ends = models.DateField("last day")
    closes_on = models.DateField("last day to ask")
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    competencies = models.JSONField("what it can build")
    half_days = models.PositiveSmallIntegerField("half days a week", null=True)
    backfill = models.CharField("who pays for backfill", max_length=12)
    backfill_half_days = models.PositiveSmallIntegerField("half days of backfill a week", null=True)
    taken_down_on = models.DateField("taken down", null=True)

    objects = RecordRows["BoardOffer"].as_manager()

    class Meta:
        verbose_name = "offer across organisations"
        indexes = [models.Index(fields=["closes_on", "framework"], name="offers_that_are_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in OfferKind])
                & Q(backfill__in=[one.value for one in Backfill]),
                name="kind_of_an_offer_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")) & Q(closes_on__lte=F("ends")), name="an_offer_has_its_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of which no request is kept any longer: requests go sooner, unless a hold lies on one."""
        return super().due(last).filter(requests__isnull=True)

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who asked for it goes with it; by its retention it goes only once none is left."""
        found = list(OfferRequest.objects.filter(offer__in=keys).values_list("pk", flat=True))
        OfferRequest.let_go(found)
        let_rows_go(OfferRequest, "pk", found)


BoardOfferVersion = versions_of(BoardOffer)


class OfferNeeds(Record):
    """What somebody looks for on the board, so that it stands there the next time; counted only where they agree."""

    keeping = "offer_needs"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person"})

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, blank=True)
    region = models.CharField(max_length=10, blank=True)
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY, blank=True)
    competency = models.CharField(max_length=LONGEST_KEY, blank=True)
    most_half_days = models.PositiveSmallIntegerField("half days a week at most", null=True)
    counted = models.BooleanField("may be counted")

    objects = RecordRows["OfferNeeds"].as_manager()

    class Meta:
        verbose_name = "what somebody looks for"

    def __str__(self) -> str:
        return "what somebody looks for"


OfferNeedsVersion = versions_of(OfferNeeds)


class OfferRequest(Record):
    """That somebody would like what is offered, and what their employer and the host say. `over_on`: its last day."""

    keeping = "offer_request"
    close = True
    person_field = "person_id"
    counted_from = "over_on"
    quiet = frozenset({"controller", "person", "offer", "employer", "own_by", "host_by", "ended_by"})
    # Read with the row on a day: whether whoever asked still works at the employer that they named.
    works_there: bool

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(BoardOffer, on_delete=models.PROTECT, related_name="requests")
    employer = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("why they would like it", max_length=LONGEST_REASON)
    asked_on = models.DateField("asked")
    own_answer = models.CharField("their employer says", max_length=6, default=EmployerAnswer.WAITS)
    own_because = models.CharField("their employer's reason", max_length=LONGEST_REASON, blank=True)
    own_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    own_on = models.DateField("their employer answered", null=True)
    host_answer = models.CharField("the host says", max_length=6, default=EmployerAnswer.WAITS)
    host_because = models.CharField("the host's reason", max_length=LONGEST_REASON, blank=True)
    host_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    host_on = models.DateField("the host answered", null=True)
    taken_back_on = models.DateField("taken back", null=True)
    ended_on = models.DateField("ended early", null=True)
    ended_because = models.CharField("why it ended early", max_length=LONGEST_REASON, blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    over_on = models.DateField("last day")

    objects = RecordRows["OfferRequest"].as_manager()

    class Meta:
        verbose_name = "request for an offer"
        indexes = [
            models.Index(fields=["employer", "own_answer"], name="requests_of_an_employer"),
            models.Index(fields=["offer", "host_answer"], name="requests_for_an_offer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "person"], condition=Q(taken_back_on__isnull=True), name="an_offer_is_asked_for_once"
            ),
            models.CheckConstraint(
                condition=(~Q(own_answer=EmployerAnswer.NO.value) | ~Q(own_because=""))
                & (~Q(host_answer=EmployerAnswer.NO.value) | ~Q(host_because="")),
                name="an_employer_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""), name="a_request_ends_early_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return "a request for an offer"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """What it led to goes with it."""
        let_rows_go(OfferOutcome, "request", keys)


OfferRequestVersion = versions_of(OfferRequest)


class OfferOutcome(Record):
    """What somebody says that it led to, so many years on; counted with that of others only where they agree."""

    keeping = "offer_request"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "request"})

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(OfferRequest, on_delete=models.PROTECT, related_name="outcomes")
    years = models.PositiveSmallIntegerField("years after")
    led_to = models.CharField("what it led to", max_length=8)
    counted = models.BooleanField("may be counted")
    said_on = models.DateField("said on")

    objects = RecordRows["OfferOutcome"].as_manager()

    class Meta:
        verbose_name = "what an offer led to"
        constraints = [
            models.UniqueConstraint(fields=["request", "years"], name="asked_once_what_it_led_to"),
            models.CheckConstraint(
                condition=Q(years__in=YEARS_ASKED) & Q(led_to__in=[one.value for one in LedTo]),
                name="what_it_led_to_is_known",
            ),
        ]

    def __str__(self) -> str:
        return "what an offer led to"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """None by themselves: they go with the request."""
        return cls.objects.none()


OfferOutcomeVersion = versions_of(OfferOutcome)


class RegionBoard(models.Model):
    """What may be told of one part of a region's board, on a day. Never altered; it stands for a year."""

    region = models.ForeignKey(REGION, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=24)
    on = models.DateField("counted on")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "Counts of eleven and more, as they were told; they name nobody."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "part", "on"], name="board_is_counted_once_a_day")]

    def __str__(self) -> str:
        return f"what was counted of the board of {self.region_id} on {self.on}"
