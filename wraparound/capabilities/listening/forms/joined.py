"""Which milestone is joined, and whether it is told."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.listening.terms.joined import CanJoin
from wraparound.capabilities.listening.wording.joined import can_words


class JoinForm(forms.Form):
    """One milestone from those that can be read."""

    milestone = forms.ChoiceField(
        label="Milestone",
        error_messages={
            "required": "Choose a milestone.",
            "invalid_choice": "Choose a milestone from those that you can read.",
        },
    )
    told = forms.BooleanField(label="Show it to everybody who was asked", required=False)

    def __init__(self, *given: Any, can: Sequence[CanJoin], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", "Choose one"), *((one.key, can_words(one)) for one in can)]
        self.fields["milestone"].choices = choices  # type: ignore[attr-defined]  # a field with choices
