"""What a person may type about check-ins, and to raise something. Limits are checked where it is written."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.compacts.terms.check_ins import CheckInQuestion, RaisedTo
from wraparound.capabilities.compacts.wording.check_ins import NO_ANSWER, QUESTIONS, TO

Choices = Sequence[tuple[str, str]]


def _free(label: str, rows: int = 3) -> forms.CharField:
    """Free words without a limit of the field's own, so that what is too long is answered with what was typed."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class CheckInForm(forms.Form):
    """Free words on each question; one of them is enough."""

    how = _free(QUESTIONS[CheckInQuestion.HOW])
    helps = _free(QUESTIONS[CheckInQuestion.HELPS])
    in_the_way = _free(QUESTIONS[CheckInQuestion.IN_THE_WAY])
    talk = _free(QUESTIONS[CheckInQuestion.TALK])
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def said(self) -> dict[CheckInQuestion, str]:
        """The words on each question."""
        return {one: self.cleaned_data[one.value] for one in CheckInQuestion}


class CheckInAnswerForm(forms.Form):
    """An answer in free words."""

    words = forms.CharField(
        label="Your answer", widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": NO_ANSWER}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())


class ConfidantForm(forms.Form):
    """Whom the leader chooses, and whether they may read earlier check-ins."""

    person = forms.ChoiceField(label="Choose from the list", required=False)
    address = forms.EmailField(
        label="The address they sign in with",
        required=False,
        error_messages={"invalid": "Give an address like a.name@nhs.net, or choose from the list."},
    )
    reads_earlier = forms.BooleanField(label="They may read my earlier check-ins too", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, offered: Choices, has_earlier: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["person"].choices = [("", "Somebody else, by their address"), *offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["person"]
        if not has_earlier:
            del self.fields["reads_earlier"]

    def who(self) -> str:
        """The address that was given, else the person who was chosen."""
        return str(self.cleaned_data["address"] or self.cleaned_data.get("person", ""))


class RaiseForm(forms.Form):
    """What the leader raises openly, with whom, and that they mean it."""

    to = forms.MultipleChoiceField(
        label="With whom you raise it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one of those with whom you raise it."},
    )
    words = forms.CharField(
        label="What they should know, in your own words",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what they should know, in your own words."},
    )
    meant = forms.BooleanField(
        label="I have read this again. Those I ticked will read exactly these words, and it stays on record",
        error_messages={"required": "Tick this once you have read again what they will read."},
    )

    def __init__(self, *arguments: Any, offered: Sequence[RaisedTo], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["to"].choices = [(one.value, TO[one].capitalize()) for one in offered]  # type: ignore[attr-defined]

    def named(self) -> tuple[RaisedTo, ...]:
        """Those who were ticked."""
        return tuple(RaisedTo(one) for one in self.cleaned_data["to"])


class RaisedAnswerForm(forms.Form):
    """An answer to what was raised."""

    words = forms.CharField(
        label="Your answer", widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": NO_ANSWER}
    )
