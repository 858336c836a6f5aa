"""Figures that others published: of the staff survey by file, and an organisation's own of its board."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.capabilities.equality.terms.survey import LONGEST_SOURCE
from wraparound.methods.equality_measures.indicators import Standard

STANDARDS = [one.value for one in Standard]


class SurveyFile(models.Model):
    """A file of published percentages for a year; `small`: of how many figures too few people answered to keep them."""

    organisation = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=MonitoringState.LOOKED_AT)
    sent_by = models.BigIntegerField()
    sent_at = models.DateTimeField()
    figures = models.PositiveIntegerField()
    small = models.PositiveIntegerField(default=0)

    not_a_record = "Who brought in which published figures; of no person."

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in MonitoringState]), name="survey_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(state=MonitoringState.COUNTED),
                name="one_survey_is_shown_for_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}: {self.state}"


class SurveyFigure(models.Model):
    """A percentage of a group, as it was published, with who published it and when; none of fewer than eleven."""

    file = models.ForeignKey(SurveyFile, on_delete=models.CASCADE, related_name="rows")
    standard = models.CharField(max_length=4)
    code = models.CharField(max_length=4)
    group = models.CharField(max_length=30)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    responses = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=LONGEST_SOURCE)
    published_on = models.DateField()

    not_a_record = "A published percentage of a group, of no person; gone with its file."

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(standard__in=STANDARDS), name="survey_standard_is_known"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100), name="is_a_percent"
            ),
            models.UniqueConstraint(fields=["file", "standard", "code", "group"], name="a_group_once_in_a_survey"),
        ]

    def __str__(self) -> str:
        return f"{self.standard} {self.code}, {self.group}"


class OwnBoardFigure(models.Model):
    """What an organisation published of its board itself; `taken_back` where it stands no longer."""

    organisation = models.CharField(max_length=10)
    standard = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    board = models.DecimalField(max_digits=4, decimal_places=1)
    workforce = models.DecimalField(max_digits=4, decimal_places=1)
    link = models.CharField(max_length=LONGEST_SOURCE)
    published_on = models.DateField()
    said_by = models.BigIntegerField()
    said_at = models.DateTimeField()
    taken_back = models.BooleanField(default=False)

    not_a_record = "A figure that an organisation published of its board, of no person by name; kept with its link."

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(standard__in=STANDARDS), name="board_standard_is_known"),
            models.CheckConstraint(
                condition=Q(board__gte=0, board__lte=100, workforce__gte=0, workforce__lte=100),
                name="board_and_workforce_are_percentages",
            ),
            models.UniqueConstraint(
                fields=["organisation", "standard", "year"],
                condition=Q(taken_back=False),
                name="one_board_figure_of_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.standard} {self.year}"
