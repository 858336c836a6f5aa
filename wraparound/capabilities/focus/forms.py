"""What a person may type: a text, and what sort of document it is."""

from django import forms

from wraparound.capabilities.focus.terms import TextKind
from wraparound.capabilities.focus.wording import KINDS

LONGEST_PASTED = 100_000
ROWS = 12


class TextForm(forms.Form):
    """A text to be read, of one kind of document."""

    text = forms.CharField(
        label="The text",
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": ROWS, "spellcheck": "false"}),
        error_messages={
            "required": "Paste the text that you would like to have read.",
            "max_length": f"The text is longer than {LONGEST_PASTED:,} letters: paste a part of it.",
        },
    )
    kind = forms.ChoiceField(
        label="What sort of document is it?",
        choices=[(one.value, words) for one, words in KINDS.items()],
        error_messages={
            "required": "Say what sort of document it is.",
            "invalid_choice": "Choose one of the sorts of document in the list.",
        },
    )

    def sort(self) -> TextKind:
        """The kind that was chosen."""
        return TextKind(self.cleaned_data["kind"])
