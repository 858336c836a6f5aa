"""What a person may type about a recognition: its sentences and words, thanks, signing, revoking, and keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from wraparound.capabilities.compacts.forms.fields import CompactDay, words_field
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.recognition import (
    LONGEST_NOTE,
    LONGEST_THANKS,
    LONGEST_WORDS,
    Drawn,
    RecognitionText,
    ThanksTerms,
    Written,
)

OWN_WORDS = {
    Party.LEADER: ("leader_words", "Your part, in your own words"),
    Party.BOARD: ("board_words", "The leader’s part, in your words as the chair"),
    Party.REGION: ("region_words", "The leader’s part, in your words as the regional director"),
}


class WritingForm(forms.Form):
    """Which drawn sentences stay, what is said to each, what is added, and the words of one's own sides."""

    added = words_field("Sentences to add, one a line", "", longest=6000, rows=4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, text: RecognitionText, sides: Sequence[Party], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.text, self.sides = text, sides
        self.fields["added"].initial = "\n".join(text.added)
        for one in text.drawn:
            self.fields[f"in-{one.key}"] = forms.BooleanField(label=one.words, required=False, initial=not one.left_out)
            note = words_field("Say something to it", "", longest=LONGEST_NOTE, required=False)
            note.initial = one.note
            self.fields[f"note-{one.key}"] = note
        for side in sides:
            name, label = OWN_WORDS[side]
            own = words_field(label, "", longest=LONGEST_WORDS, rows=8, required=False)
            own.initial = getattr(text, name)
            self.fields[name] = own

    def sentences(self) -> Iterator[tuple[Drawn, forms.BoundField, forms.BoundField]]:
        """Each drawn sentence with its tick and its note."""
        return ((one, self[f"in-{one.key}"], self[f"note-{one.key}"]) for one in self.text.drawn)

    def own(self) -> list[forms.BoundField]:
        """The words of one's own sides."""
        return [self[OWN_WORDS[side][0]] for side in self.sides]

    def written(self) -> Written:
        """What was sent."""
        given = self.cleaned_data
        return Written(
            kept=tuple(one.key for one in self.text.drawn if given[f"in-{one.key}"]),
            notes=tuple((one.key, given[f"note-{one.key}"].strip()) for one in self.text.drawn),
            added=tuple(line.strip() for line in given["added"].splitlines() if line.strip()),
            **{OWN_WORDS[side][0]: given[OWN_WORDS[side][0]] for side in self.sides},
        )


class AskForm(forms.Form):
    """Whom to ask for words of thanks."""

    address = forms.EmailField(
        label="The address they sign in with",
        error_messages={
            "required": "Give the address they sign in with.",
            "invalid": "Give an address like a.name@nhs.net.",
        },
    )


class ChooseForm(forms.Form):
    """Which words of thanks appear."""

    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *arguments: Any, thanks: Sequence[ThanksTerms], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["chosen"].choices = [(str(one.number), one.person) for one in thanks]  # type: ignore[attr-defined]


class ThanksForm(forms.Form):
    """A colleague's words, and whether their name may stand beside them."""

    words = words_field(
        "Your words of thanks",
        "Write your words first, or say that you would rather not.",
        longest=LONGEST_THANKS,
        rows=4,
    )
    named = forms.BooleanField(
        label="My name may stand beside my words",
        error_messages={
            "required": "Tick this if your name may stand beside your words: without it they are not used."
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class IssueForm(forms.Form):
    """One's own name, and the fingerprint of what was shown."""

    typed = words_field("Type your full name", "Type your full name to sign.", longest=130)
    read = forms.BooleanField(
        label="I have read it, and issue it",
        error_messages={"required": "Tick this if you have read it and mean to issue it."},
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput())


class RevokeForm(forms.Form):
    """Why it is revoked, and one's own name."""

    reason = words_field("Why it is revoked", "Say why in at least one whole sentence.", longest=LONGEST_WORDS, rows=5)
    typed = words_field("Type your full name", "Type your full name to sign.", longest=130)
    sure = forms.BooleanField(
        label="I know that this cannot be taken back",
        error_messages={"required": "Tick this if you know that it cannot be taken back."},
    )


class ReplaceKeyForm(forms.Form):
    """Why a new key is made, and which one it replaces."""

    reason = words_field("Why a new key is made", "Say why: everybody reads it.", longest=500, rows=2)
    replaces = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())


class StolenForm(forms.Form):
    """From which day nothing signed with a key counts, and why."""

    since = CompactDay("Nothing signed with it counts from")
    why = words_field("What happened", "Say what happened: everybody reads it.", longest=500, rows=2)
    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput())
    version = forms.IntegerField(widget=forms.HiddenInput())
