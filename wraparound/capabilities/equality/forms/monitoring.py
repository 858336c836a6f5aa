"""What an equality lead sends: a file for a year, and the reference of somebody who objected."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.capabilities.equality.exchange.monitoring import LARGEST_FILE, LONGEST_REFERENCE
from wraparound.capabilities.equality.wording.monitoring import year_words

YEARS = 6


def years_to_choose(today: date) -> list[tuple[int, str]]:
    """The year that has begun last, and those before it, with their words."""
    return [(year, year_words(year)) for year in range(today.year, today.year - YEARS, -1)]


class MonitoringForm(forms.Form):
    """A file, and the year that it is for."""

    largest = LARGEST_FILE
    year = forms.TypedChoiceField(label="For which year", coerce=int)
    file = forms.FileField(
        label="The file, Excel or CSV",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file.", "max_length": "The name of the file is too long."},
    )

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["year"].choices = years_to_choose(today)  # type: ignore[attr-defined]  # a field with choices

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any that people make."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > self.largest:
            raise forms.ValidationError(f"{sent.name} is larger than {self.largest // 1_000_000} MB.")
        return sent


class ObjectedForm(forms.Form):
    """The reference of somebody who told their employer in writing that they object."""

    reference = forms.CharField(
        label="Their reference in your files",
        max_length=LONGEST_REFERENCE,
        error_messages={"required": "Give the reference that they have in your files."},
    )
