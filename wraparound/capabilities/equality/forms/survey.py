"""What an equality lead brings in of what was published: a file for a year, and a figure of the board."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.capabilities.equality.exchange.survey import LARGEST_FILE
from wraparound.capabilities.equality.terms.survey import LONGEST_SOURCE, BoardSaid
from wraparound.capabilities.equality.wording.figures import STANDARDS
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.forms import DAYS

YEARS = 6


def _years(today: date) -> list[tuple[int, str]]:
    return [(year, year_words(year)) for year in range(today.year, today.year - YEARS, -1)]


class SurveyForm(forms.Form):
    """A file, and the year that it is for."""

    year = forms.TypedChoiceField(label="For which year", coerce=int)
    file = forms.FileField(
        label="The file, Excel or CSV",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file.", "max_length": "The name of the file is too long."},
    )

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["year"].choices = _years(today)  # type: ignore[attr-defined]  # a field with choices

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any that people make."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(f"{sent.name} is larger than {LARGEST_FILE // 1_000_000} MB.")
        return sent


def _percent(label: str) -> forms.FloatField:
    wrong = f"{label}: give a number from 0 to 100, such as 12.5."
    words = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.FloatField(label=label, min_value=0, max_value=100, error_messages=words)


class BoardForm(forms.Form):
    """What the organisation itself published of its board."""

    standard = forms.ChoiceField(label="Which standard")
    year = forms.TypedChoiceField(label="For which year", coerce=int)
    board = _percent("Percent of the board")
    workforce = _percent("Percent of the workforce")
    link = forms.CharField(
        label="Link under which it was published",
        max_length=LONGEST_SOURCE,
        error_messages={"required": "Give the link under which your organisation published it."},
    )
    published_on = forms.DateField(
        label="Day on which it was published",
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), "Give the day on which it was published: 12/03/2026."),
    )

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["year"].choices = _years(today)  # type: ignore[attr-defined]  # a field with choices
        named = [(one.value, STANDARDS[one]) for one in Standard]
        self.fields["standard"].choices = named  # type: ignore[attr-defined]

    def said(self) -> BoardSaid:
        """What was typed."""
        given = self.cleaned_data
        return BoardSaid(
            standard=Standard(given["standard"]),
            year=given["year"],
            board=given["board"],
            workforce=given["workforce"],
            link=given["link"].strip(),
            published_on=given["published_on"],
        )
