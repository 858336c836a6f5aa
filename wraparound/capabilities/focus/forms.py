"""What a person may give: a text or a file, and what sort of document it is."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.crypto import salted_hmac
from pydantic import TypeAdapter, ValidationError

from wraparound.capabilities.focus.terms.kept import NewKept, ReadToKeep
from wraparound.capabilities.focus.terms.texts import LONGEST_NAME, DocumentRead, TextKind
from wraparound.capabilities.focus.wording import kept as say
from wraparound.capabilities.focus.wording.texts import KINDS
from wraparound.methods.focus.dates import day_in_name
from wraparound.people.terms.access import Viewer

LONGEST_PASTED = 100_000
LARGEST_SENT = 10_000_000
"""Bytes; at a terminal larger files are read."""
ROWS = 12
MINE = "-"
"""Who keeps it: the person alone. No organisation has this code."""


class TextForm(forms.Form):
    """A text to be read, typed or in a file, of one kind of document."""

    text = forms.CharField(
        label="The text",
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": ROWS, "spellcheck": "false"}),
        error_messages={
            "max_length": f"The text is longer than {LONGEST_PASTED:,} letters: paste a part of it.",
            "null_characters_not_allowed": "The text has a zero between its letters, as text has not. Paste it again "
            "as plain text.",
        },
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        max_length=200,
        error_messages={"max_length": "The name of the file is too long.", "missing": "Choose a file to send."},
    )
    kind = forms.ChoiceField(
        label="What sort of document is it?",
        choices=[(one.value, words) for one, words in KINDS.items()],
        error_messages={
            "required": "Say what sort of document it is.",
            "invalid_choice": "Choose one of the sorts of document in the list.",
        },
    )

    def clean_file(self) -> Any:
        """The file, unless it is larger than the page reads."""
        file = self.cleaned_data.get("file")
        if file and file.size > LARGEST_SENT:
            raise forms.ValidationError(
                f"{file.name} has more than {LARGEST_SENT // 1_000_000} MB. Send it without pictures, or run at a "
                "terminal: wraparound focus read FILE"
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two must be given, and only one."""
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), (given.get("text") or "").strip()
        if not self.errors and not file and not text:
            self.add_error("text", "Paste the text that you would like to have read, or choose a file.")
        if not self.errors and file and text:
            self.add_error("file", "Give a text or a file: it is not clear which of the two is meant.")
        return given

    def sort(self) -> TextKind:
        """The kind that was chosen."""
        return TextKind(self.cleaned_data["kind"])


SALT = "focus.read"
"""Keeps what is signed here apart from everything else that is signed with the site's key."""
HELD_FOR = 86_400
"""Seconds for which what was counted can still be kept."""
LONGEST_HELD = 2_000
_READ = TypeAdapter(ReadToKeep)
_MONTH = re.compile(r"(\d{4})-(\d{2})")


class KeepForm(forms.Form):
    """Counts as this site signed them for one viewer, with the name and the month of the document, and whose it is."""

    held = forms.CharField(max_length=LONGEST_HELD, widget=forms.HiddenInput)
    name = forms.CharField(label="What to call it", max_length=LONGEST_NAME, error_messages={"required": say.NAME})
    when = forms.CharField(
        label="The month of the document, or its day", max_length=20, error_messages={"required": say.DAY}
    )
    whose = forms.ChoiceField(label="Who keeps it?", error_messages={"required": "Say who keeps it."})

    def __init__(self, *arguments: Any, viewer: Viewer, places: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.viewer = viewer
        choices = [(code, f"For {name}: those who lead it read it") for code, name in places]
        cast(forms.ChoiceField, self.fields["whose"]).choices = [(MINE, f"{say.ALONE}: nobody else reads it"), *choices]

    def clean_held(self) -> ReadToKeep:
        """The counts as they were shown; a sentence where it is too late, or where this site did not write them."""
        try:
            given = signing.loads(self.cleaned_data["held"], salt=_salt(self.viewer), max_age=HELD_FOR)
            return _READ.validate_python(given)
        except signing.SignatureExpired:
            raise forms.ValidationError(say.TOO_LATE) from None
        except (signing.BadSignature, ValidationError, ValueError):
            raise forms.ValidationError(say.NOT_OURS) from None

    def clean_when(self) -> tuple[date, bool]:
        """The first of the month with yes, or the day with no."""
        typed = self.cleaned_data["when"].strip()
        month = _MONTH.fullmatch(typed)
        try:
            return date.fromisoformat(f"{typed}-01" if month else typed), bool(month)
        except ValueError:
            if day := day_in_name(typed.replace("/", "-")):
                return day, not re.match(r"\d{1,2}\D", typed)
            raise forms.ValidationError(say.DAY) from None

    def clean(self) -> dict[str, Any]:
        """What is wrong with the hidden counts is said of the form: nobody can put that field right."""
        given: dict[str, Any] = super().clean() or {}
        for words in self.errors.pop("held", []):
            self.add_error(None, words)
        return given

    def new(self) -> NewKept:
        """What was typed; without a code where it is for oneself alone."""
        day, whole_month = self.cleaned_data["when"]
        whose = self.cleaned_data["whose"]
        return NewKept(
            name=self.cleaned_data["name"],
            day=day,
            whole_month=whole_month,
            organisation="" if whose == MINE else whose,
        )


def held(read: DocumentRead, mark: str, once: str, viewer: Viewer) -> str:
    """Counts as text that only this site can have written, for this viewer and for a day; the words are not in it.

    `mark` tells what the document says by its words; what goes out was mixed with the site's key.
    """
    mixed = salted_hmac(SALT, mark, algorithm="sha256").hexdigest()
    given = ReadToKeep(kind=read.kind, counts=read.counts, method=read.method, mark=mixed, once=once)
    return signing.dumps(_READ.dump_python(given, mode="json"), salt=_salt(viewer), compress=True)


def _salt(viewer: Viewer) -> str:
    return f"{SALT}.{viewer.person}"
