"""What a person may give: a text or a file, and what sort of document it is."""

from typing import Any

from django import forms

from wraparound.capabilities.focus.terms import TextKind
from wraparound.capabilities.focus.wording import KINDS

LONGEST_PASTED = 100_000
LARGEST_SENT = 10_000_000
"""Bytes; at a terminal larger files are read."""
ROWS = 12


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
