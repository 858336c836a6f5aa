"""A sheet that a person sends back, and what they were shown of it, carried to the next page by their own browser."""

from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from pydantic import TypeAdapter, ValidationError

from wraparound.capabilities.compacts.terms.sheets import LARGEST_SENT, MOST_CHANGES, SheetChange
from wraparound.people.terms.access import Viewer

SALT = "compacts.sheet"
"""Keeps what is signed here apart from everything else that is signed with the site's key."""
HELD_FOR = 3600
"""Seconds for which what was looked at can still be recorded."""
_CHANGES = TypeAdapter(tuple[SheetChange, ...])


class SheetForm(forms.Form):
    """One workbook."""

    file = forms.FileField(
        label="The sheet with what you typed",
        allow_empty_file=True,
        error_messages={"required": "Choose the sheet to send.", "max_length": "The name of the file is too long."},
        max_length=200,
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any sheet of promises."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_SENT:
            raise forms.ValidationError(
                f"{sent.name} is larger than {LARGEST_SENT // 1_000_000} MB. Leave in it only the rows that you have "
                "changed."
            )
        return sent


class HeldForm(forms.Form):
    """What was looked at, signed by this site for one viewer: nobody can change it on the way, or send another's."""

    held = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.viewer = viewer

    def clean_held(self) -> tuple[SheetChange, ...]:
        """The changes as they were shown; a sentence where it is too late, or where this site did not write them."""
        try:
            given = signing.loads(self.cleaned_data["held"], salt=_salt(self.viewer), max_age=HELD_FOR)
            changes = _CHANGES.validate_python(given)
        except signing.SignatureExpired:
            raise forms.ValidationError("You looked at it more than an hour ago. Choose the sheet again.") from None
        except (signing.BadSignature, ValidationError, ValueError):
            raise forms.ValidationError("What was sent is not what you were shown. Choose the sheet again.") from None
        return changes[:MOST_CHANGES]


def held(changes: tuple[SheetChange, ...], viewer: Viewer) -> str:
    """Changes as text that only this site can have written, for this viewer and for an hour."""
    return signing.dumps(_CHANGES.dump_python(changes, mode="json"), salt=_salt(viewer), compress=True)


def _salt(viewer: Viewer) -> str:
    return f"{SALT}.{viewer.person}"
