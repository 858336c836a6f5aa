"""Who reads texts, the themes that they name, how each sorts them, and what is told of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.listening.models.pulses import PERSON, Pulse
from wraparound.capabilities.listening.terms.themes import LONGEST_THEME
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of


class Reading(Record):
    """That texts are read and sorted, by `first`, who settles, and by `second`, where there is one.

    `alone`: the first went on without the second. A day says when each was done, and when it was settled.
    """

    keeping = "pulse"
    person_field = "first_id"
    quiet = frozenset({"controller", "pulse", "call", "first", "second"})

    pulse = models.OneToOneField(Pulse, on_delete=models.PROTECT, null=True, related_name="reading")
    call = models.OneToOneField("listening.Call", on_delete=models.PROTECT, null=True, related_name="reading")
    first = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    first_done_on = models.DateField("sorted by the first on", null=True)
    second_done_on = models.DateField("sorted by the second on", null=True)
    alone = models.BooleanField("settled without the second", default=False)
    settled_on = models.DateField("settled on", null=True)

    objects = RecordRows["Reading"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="two_readers_are_two"),
            models.CheckConstraint(
                condition=Q(pulse__isnull=True) ^ Q(call__isnull=True), name="a_reading_is_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return "a reading of texts"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """None by themselves: they go with what is read."""
        return cls.objects.none()


ReadingVersion = versions_of(Reading)


class Theme(Record):
    """What texts can be mostly about, in a few words."""

    keeping = "pulse"
    person_field = "named_by_id"
    quiet = frozenset({"controller", "reading", "named_by"})

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=LONGEST_THEME)
    named_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = RecordRows["Theme"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "name"], name="a_theme_is_named_once")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """None by themselves: they go with what is read."""
        return cls.objects.none()


ThemeVersion = versions_of(Theme)


class Sorted(models.Model):
    """The theme under which a reader put a text, by its number; none for none of them. Without a reader: settled.

    A reader's own are read by nobody else before both are done.
    """

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="sorted")
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.BigIntegerField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, related_name="+")

    not_a_record = "How a reader sorts texts, which they change until they are done; it goes with what is read."

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "reader", "text"], name="a_reader_sorts_a_text_once"),
            models.UniqueConstraint(
                fields=["reading", "text"], condition=Q(reader__isnull=True), name="a_text_is_settled_once"
            ),
        ]

    def __str__(self) -> str:
        return "a sorted text"


class TextsOpened(models.Model):
    """That somebody opened the texts on a day. Those who wrote them may read it."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="opened")
    reader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("day")

    not_a_record = "A log of reading: it is only ever added to, and goes with what is read."

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "reader", "on"], name="opened_once_a_day")]

    def __str__(self) -> str:
        return "texts opened"


class ThemeReport(models.Model):
    """What is told of the themes, for good."""

    reading = models.OneToOneField(Reading, on_delete=models.PROTECT, related_name="report")
    content = models.JSONField()

    only_added_to = True
    not_a_record = "Counts of themes, as they stood when they were settled; it goes with what was read."

    def __str__(self) -> str:
        return "what was told of themes"


def let_readings_go(way: str, keys: Sequence[int]) -> None:
    """Takes away readings that lead by `way` to one of these numbers, with all that hangs on them."""
    found = list(Reading.objects.filter(**{f"{way}__in": keys}).values_list("pk", flat=True))
    for plain in (Sorted, TextsOpened, ThemeReport):
        plain._default_manager.filter(reading__in=found).delete()
    let_rows_go(Theme, "reading", found)
    let_rows_go(Reading, "pk", found)
