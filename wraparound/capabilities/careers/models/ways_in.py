"""Openings on ways in, and the interest of people without an account."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.frameworks import ORGANISATION, REGION, of_one_place
from wraparound.capabilities.careers.terms.interests import (
    LONGEST_ADDRESS,
    LONGEST_ANSWER,
    LONGEST_BRINGS,
    LONGEST_NAME,
    OUTCOMES,
    InterestState,
)
from wraparound.capabilities.careers.terms.ways_in import LONGEST_LINK, LONGEST_TITLE, LONGEST_WHERE
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

PERSON = "people.Person"
LONGEST_ROUTE = 40


class Opening(Record):
    """Something to apply for on a route (its key), until `closes_on`; without a link people apply here."""

    keeping = "opening"
    counted_from = "closes_on"
    quiet = frozenset({"controller", "organisation", "region"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    route = models.CharField("way in", max_length=LONGEST_ROUTE)
    title = models.CharField(max_length=LONGEST_TITLE)
    where = models.CharField(max_length=LONGEST_WHERE)
    link = models.CharField(max_length=LONGEST_LINK, blank=True)
    closes_on = models.DateField("last day")
    ended_at = models.DateTimeField("taken down", null=True)

    objects = RecordRows["Opening"].as_manager()

    class Meta:
        verbose_name = "opening"
        indexes = [models.Index(fields=["route", "closes_on"], name="openings_of_a_route")]
        constraints = [of_one_place("an_opening_is_of_one_place")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Interest that came by it goes with it: it is kept for half as long, so hardly any is left by then."""
        found = list(Interest.objects.filter(opening__in=keys).values_list("pk", flat=True))
        Interest.let_go(found)
        let_rows_go(Interest, "pk", found)


OpeningVersion = versions_of(Opening)


class Interest(Record):
    """That somebody without an account is interested in a route, in a region; read there once they confirmed it.

    Their words, and the answer to them, stand here as they are today and in no history: taken back, they are gone.
    `nonce` makes their link, together with the key of the site, so that whoever reads this table has no link.
    """

    keeping = "way_in"
    counted_from = "changed_on"
    quiet = frozenset({"controller", "region", "opening"})
    untracked = frozenset({"name", "address", "brings", "answer", "nonce"})

    route = models.CharField("way in", max_length=LONGEST_ROUTE)
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, related_name="+")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    brings = models.CharField(max_length=LONGEST_BRINGS, blank=True)
    nonce = models.CharField(max_length=32)
    registered_on = models.DateField("registered on")
    confirmed_on = models.DateField("confirmed on", null=True)
    changed_on = models.DateField("last changed or answered on")
    state = models.CharField(max_length=10, default=InterestState.SENT)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField("answered on", null=True)
    outcome_on = models.DateField("first outcome on", null=True)

    objects = RecordRows["Interest"].as_manager()

    class Meta:
        verbose_name = "interest in a way in"
        indexes = [
            models.Index(fields=["route", "confirmed_on"], name="interest_in_a_route"),
            models.Index(fields=["region", "confirmed_on"], name="interest_in_a_region"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "region", "address"],
                condition=Q(opening__isnull=True),
                name="interest_is_registered_once",
            ),
            models.UniqueConstraint(
                fields=["opening", "address"], condition=Q(opening__isnull=False), name="somebody_applies_here_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in InterestState]), name="state_of_an_interest_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=False) | ~Q(state__in=[one.value for one in OUTCOMES]),
                name="an_outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=InterestState.NOT_NOW.value) | ~Q(answer=""), name="not_now_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return "interest in a way in"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who opened it goes with it."""
        let_rows_go(InterestOpened, "interest", keys)


InterestVersion = versions_of(Interest)


class InterestOpened(Record):
    """That somebody who may answer it opened it, on which day last. Whoever registered reads it."""

    keeping = "way_in"
    person_field = "reader_id"
    counted_from = "on"
    quiet = frozenset({"controller", "interest", "reader"})

    interest = models.ForeignKey(Interest, on_delete=models.PROTECT, related_name="opened")
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("day")

    objects = RecordRows["InterestOpened"].as_manager()

    class Meta:
        verbose_name = "that somebody opened an interest"
        constraints = [models.UniqueConstraint(fields=["interest", "reader"], name="an_interest_is_opened_by_somebody")]

    def __str__(self) -> str:
        return "an interest was opened"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """None by themselves: they go with the interest."""
        return cls.objects.none()


InterestOpenedVersion = versions_of(InterestOpened)
