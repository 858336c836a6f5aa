"""A file of coordinates, and where they come from."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.capabilities.partnerships.terms.places import LARGEST_FILE, LONGEST_SOURCE


class PlacesForm(forms.Form):
    """One file and its source."""

    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file to send.", "max_length": "The name of the file is too long."},
    )
    source = forms.CharField(
        label="Where the coordinates come from",
        max_length=LONGEST_SOURCE,
        error_messages={"required": "Say where the coordinates come from: it stands beside every distance."},
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any list of organisations."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                f"{sent.name} is larger than {LARGEST_FILE // 1_000_000} MB. Leave in it only code, latitude and "
                "longitude."
            )
        return sent
