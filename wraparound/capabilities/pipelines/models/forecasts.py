"""Forecasts as they were worked out, and scenarios that somebody saved. Counts only: nobody is in them."""

from django.db import models

from wraparound.capabilities.pipelines.models.posts import PERSON, known
from wraparound.capabilities.pipelines.terms.forecasts import LONGEST_NAME, ForecastState

LONGEST_PLACE = 30
"""Of the value of a place, such as "region:ZZ"."""


class Scenario(models.Model):
    """What somebody would try for a place, by its value; `content` is JSON of a WhatIf."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=LONGEST_PLACE)
    name = models.CharField(max_length=LONGEST_NAME)
    content = models.TextField()
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    not_a_record = "What somebody would try with counts; it goes with the account."

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place", "name"], name="a_scenario_has_its_own_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Forecast(models.Model):
    """A forecast for a place, by its value, from what was held on a day.

    `content` is what the scenario said when it was asked for, empty for things as they are.
    """

    place = models.CharField(max_length=LONGEST_PLACE)
    scenario = models.ForeignKey(Scenario, on_delete=models.SET_NULL, null=True, related_name="forecasts")
    content = models.TextField(blank=True)
    on = models.DateField()
    state = models.CharField(max_length=10)
    done = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    replications = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_by_name = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=400, blank=True)
    result = models.TextField(blank=True)

    not_a_record = "Counts of posts to come, worked out from records and made again when asked; nobody is in them."

    class Meta:
        indexes = [
            models.Index(fields=["place", "id"], name="forecasts_of_a_place"),
            models.Index(fields=["scenario", "id"], name="forecasts_with_a_scenario"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("state", ForecastState), name="forecast_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"forecast {self.pk}"
