"""What a person may type about an ending and its statement."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.compacts.forms.fields import CompactDay, words_field
from wraparound.capabilities.compacts.terms.endings import MOST_WORDS, EndingHow, NewEnding

Choices = Sequence[tuple[str, str]]


class DeclareForm(forms.Form):
    """How the compact ends, from which day, why, and what happens next; `seen`: the ending that stood, 0 for none."""

    how = forms.ChoiceField(label="How it ends", error_messages={"required": "Say how it ends."})
    ends_on = CompactDay("From which day")
    reason = words_field("Why", "Say why, in your own words: the other side reads it.", longest=1000, rows=4)
    next_steps = words_field("What happens next", "", longest=1000, rows=4, required=False)
    successor = words_field("Into which organisation", "", longest=150, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def __init__(self, *arguments: Any, ways: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["how"].choices = [("", "Choose"), *ways]  # type: ignore[attr-defined]

    def new(self) -> NewEnding:
        """The ending that was typed."""
        given = self.cleaned_data
        return NewEnding(
            how=EndingHow(given["how"]),
            ends_on=given["ends_on"],
            reason=given["reason"],
            next_steps=given["next_steps"],
            successor=given["successor"],
        )


def _ask_for_whom(form: forms.Form, parties: Choices) -> None:
    """Whoever acts for one side only is not asked for which."""
    form.fields["party"].choices = parties  # type: ignore[attr-defined]
    if len(parties) == 1:
        form.fields["party"].widget = forms.HiddenInput()
        form.fields["party"].initial = parties[0][0]


class StandingForm(forms.Form):
    """Which ending is agreed to, or taken back."""

    ending = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)


class WriteForm(forms.Form):
    """The words of both, and those of one's own side; `seen`: the version that is answered, 0 for none."""

    party = forms.ChoiceField(label="You write for")
    joint = words_field("What both sides say", "", longest=MOST_WORDS, rows=10, required=False)
    own = words_field("What your side says alone", "", longest=MOST_WORDS, rows=7, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def __init__(self, *arguments: Any, parties: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _ask_for_whom(self, parties)


class AgreeForm(forms.Form):
    """For which side, with one's own name, and the fingerprint of what was shown."""

    party = forms.ChoiceField(label="You agree for")
    typed = words_field("Type your full name", "Type your full name.", longest=130)
    read = forms.BooleanField(
        label="I have read the whole statement",
        error_messages={"required": "Tick this once you have read the whole statement."},
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, parties: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _ask_for_whom(self, parties)


class SuccessorForm(forms.Form):
    """With which organisation a compact is begun from this one."""

    code = forms.CharField(max_length=10)
