"""Where organisations are, from files that people bring."""

from django.db import models

from wraparound.capabilities.partnerships.terms.places import LONGEST_SOURCE
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class PlacesFile(Record):
    """One file of coordinates, read. The newest that nobody took back is the one by which distances are told.

    `content`: JSON of code → [degrees north, degrees east]. Who brought it stands in its history.
    """

    keeping = "place"
    quiet = frozenset({"controller", "content"})

    source = models.CharField("where the coordinates come from", max_length=LONGEST_SOURCE)
    many = models.PositiveIntegerField("organisations in it")
    content = models.TextField()
    brought_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = RecordRows["PlacesFile"].as_manager()

    class Meta:
        verbose_name = "file of coordinates"

    def __str__(self) -> str:
        return self.source


PlacesFileVersion = versions_of(PlacesFile)
