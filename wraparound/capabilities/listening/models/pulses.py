"""Pulses, who is asked, what is answered, and what was told of it.

An answer is no record and has no history: nothing on it leads to who gave it. See docs/decisions/0058.
"""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.listening.terms.pulses import (
    ANSWERS,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    LONGEST_WORDS,
    AskedOften,
    Split,
    Whom,
)
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, moment_after, versions_of

PERSON = "people.Person"
LONGEST_GROUP = 300
LONGEST_LINK = 300
LARGEST = 2**62
"""Numbers of answers are drawn below this. On SQLite they are the order of rows, too."""


def _known(field: str, words: type[Any]) -> Q:
    return Q(**{f"{field}__in": [one.value for one in words]})


class Pulse(Record):
    """A pulse of an organisation or a region. `questions` is a list of words, answers and standing names.

    `asked` is how many were asked. People answer until `closes_on`; `closed_at`: what may be told of it is written.
    """

    keeping = "pulse"
    person_field = "opened_by_id"
    counted_from = "closed_at"
    quiet = frozenset({"controller", "organisation", "region", "opened_by", "questions"})

    title = models.CharField(max_length=LONGEST_TITLE)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, null=True, related_name="+")
    whom = models.CharField("who is asked", max_length=10)
    split = models.CharField("told apart by", max_length=10)
    questions = models.JSONField()
    free = models.CharField("open question", max_length=LONGEST_QUESTION, blank=True)
    asked = models.PositiveIntegerField("people asked")
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_on = models.DateField("last day")
    closed_at = models.DateTimeField("closed", null=True)

    objects = RecordRows["Pulse"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["closed_at", "closes_on"], name="pulses_to_close")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_pulse_has_a_title"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(region__isnull=True), name="a_pulse_is_of_one_place"
            ),
            models.CheckConstraint(condition=_known("whom", Whom), name="whom_a_pulse_asks_is_known"),
            models.CheckConstraint(condition=_known("split", Split), name="split_of_a_pulse_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Who was asked, what was told, written and done go with it."""
        from wraparound.capabilities.listening.models.joined import Joined
        from wraparound.capabilities.listening.models.themes import let_readings_go

        let_rows_go(Joined, "done__pulse", keys)
        let_readings_go("pulse", keys)
        for model in (Asked, Done):
            let_rows_go(model, "pulse", keys)
        for plain in (Answer, FreeWords, PulseReport):
            plain._default_manager.filter(pulse__in=keys).delete()


PulseVersion = versions_of(Pulse)


class Asked(Record):
    """That somebody is asked by a pulse, and the group that is kept beside their answers: never one of few people.

    `answered` keeps them from answering twice. History leaves it out, setting it is no change that anybody is noted
    for, and when the pulse is closed it is taken back from everybody.
    """

    keeping = "asked"
    close = True
    person_field = "person_id"
    untracked = frozenset({"answered"})
    quiet = frozenset({"controller", "pulse", "person", "group"})

    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=LONGEST_GROUP)
    on = models.DateField("day")
    answered = models.BooleanField(default=False)

    objects = RecordRows["Asked"].as_manager()

    class Meta:
        verbose_name = "invitation to a pulse"
        indexes = [models.Index(fields=["person", "on"], name="last_asked")]
        constraints = [models.UniqueConstraint(fields=["pulse", "person"], name="asked_once_by_a_pulse")]

    def __str__(self) -> str:
        return "an invitation to a pulse"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of pulses that were closed on or before the day."""
        return cls.objects.filter(pulse__closed_at__lt=moment_after(last))


AskedVersion = versions_of(Asked)


class Willing(Record):
    """How often somebody agrees to be asked."""

    keeping = "willing"
    person_field = "person_id"
    quiet = frozenset({"controller", "person"})

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    often = models.CharField("at most every", max_length=10)

    objects = RecordRows["Willing"].as_manager()

    class Meta:
        verbose_name = "how often somebody may be asked"
        constraints = [models.CheckConstraint(condition=_known("often", AskedOften), name="how_often_is_known")]

    def __str__(self) -> str:
        return self.often


WillingVersion = versions_of(Willing)


def drawn() -> int:
    """A number for an answer, by chance: two alike are less likely than a flood in the machine room."""
    return 1 + secrets.randbelow(LARGEST)


class Answer(models.Model):
    """One answer to one question: not even two answers of one person hang together.

    Its number is drawn by chance, and it has no time. It goes when the pulse is closed.
    """

    id = models.BigAutoField(primary_key=True, default=drawn)
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="+")
    question = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=LONGEST_GROUP)
    answer = models.PositiveSmallIntegerField()

    not_a_record = "What somebody answered, by nobody: history would say when, and so by whom."

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(answer__lt=ANSWERS), name="answer_is_one_of_five")]

    def __str__(self) -> str:
        return "an answer"


class FreeWords(models.Model):
    """What somebody wrote, beside nothing else: no group, no time, no other answer; its number is drawn by chance."""

    id = models.BigAutoField(primary_key=True, default=drawn)
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=LONGEST_WORDS)

    not_a_record = "What somebody wrote, by nobody: history would say when, and so by whom."

    def __str__(self) -> str:
        return "free words"


class PulseReport(models.Model):
    """What is kept of a closed pulse, for good: counts by group, and which of them are told. Never altered."""

    pulse = models.OneToOneField(Pulse, on_delete=models.PROTECT, related_name="report")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "Counts of groups, as they stood when a pulse was closed; it goes with the pulse."

    def __str__(self) -> str:
        return f"what was told of pulse {self.pulse_id}"


class Done(Record):
    """What was heard in a pulse, and what was done about it, on which day."""

    keeping = "pulse"
    person_field = "said_by_id"
    quiet = frozenset({"controller", "pulse", "said_by"})

    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="done")
    heard = models.CharField("what was heard", max_length=LONGEST_WORDS)
    did = models.CharField("what was done", max_length=LONGEST_WORDS)
    on = models.DateField("day")
    link = models.CharField(max_length=LONGEST_LINK, blank=True)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = RecordRows["Done"].as_manager()

    class Meta:
        verbose_name = "what was done after a pulse"

    def __str__(self) -> str:
        return self.did[:40]

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """None by themselves: they go with their pulse."""
        return cls.objects.none()


DoneVersion = versions_of(Done)
