"""What is sent for a plan, and what is done with it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.published.sent_tables import LARGEST_SENT

TOO_LARGE = "{} is larger than {} MB. Leave in it only the sheets of the plan."


class PlanFileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Your workbook",
        allow_empty_file=True,
        max_length=200,
        error_messages={
            "required": "Choose the workbook to send.",
            "max_length": "The name of the file is too long.",
        },
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any that people make."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_SENT:
            raise forms.ValidationError(TOO_LARGE.format(sent.name, LARGEST_SENT // 1_000_000))
        return sent
