"""What a person may type or send: a page of a table, files to look at, releases to compare."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.published.readers.months import period_in

MOST_FILES = 10
LARGEST_SENT = 20_000_000
"""Bytes; the largest official file, zipped, has 3.5 million."""


class TableForm(forms.Form):
    """A page of a table, and the trust to narrow it to."""

    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    code = forms.CharField(max_length=5, required=False, strip=True)

    def asked_page(self) -> int:
        """The page asked for, or the first."""
        return self.cleaned_data.get("page") or 1


class SeveralFiles(forms.ClearableFileInput):
    """A chooser that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files, none larger than a page previews."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Every file, or what is wrong with the first that cannot be taken."""
        sent = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if not sent:
            raise forms.ValidationError("Choose one or more files to look at.")
        files = [super(FilesField, self).clean(one, initial) for one in sent]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at a time.")
        if sum(one.size or 0 for one in files) > LARGEST_SENT:
            raise forms.ValidationError(
                "Together these files are larger than this page looks at (20 MB). Run at a terminal: wraparound "
                "sources import FILE --preview"
            )
        return files


class PreviewForm(forms.Form):
    """Files to look at, and the month of those that do not say theirs."""

    sent = FilesField(widget=SeveralFiles, allow_empty_file=True)
    month = forms.CharField(max_length=20, required=False, strip=True)
    without_rejected = forms.BooleanField(required=False)

    def clean_month(self) -> date | None:
        """The first day of the month, or None where none was given."""
        text = self.cleaned_data.get("month") or ""
        found = period_in(text)
        if text and (found is None or found.day != 1):
            raise forms.ValidationError("Give the month as year and month, such as 2026-03.")
        return found


class CompareForm(forms.Form):
    """Two releases to set beside each other."""

    older = forms.CharField(max_length=40, required=False, strip=True)
    newer = forms.CharField(max_length=40, required=False, strip=True)
