"""What a person may type of their adjustments and to whom they release them; and what a programme says of itself."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wraparound.capabilities.equality.terms.adjustments import LONGEST_ABOUT, NewAdjustmentRelease, ReleasedFor
from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic
from wraparound.capabilities.equality.terms.programmes import (
    LONGEST_SOURCE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_PLACES,
    ForWhom,
    NewPositiveProgramme,
)
from wraparound.capabilities.equality.wording import adjustments as say
from wraparound.capabilities.equality.wording.programmes import EVERY, ONE_ENOUGH
from wraparound.capabilities.equality.wording.questions import NAMES
from wraparound.people.forms import DayField


def mark_of(*lines: str) -> str:
    """By which these lines are known again: on a page that was opened before they changed they are others."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


class AdjustmentsForm(forms.Form):
    """Adjustments, each on a line of its own."""

    lines = forms.CharField(label=say.LINES, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    before = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, sent: Any = None, *, held: Sequence[str]) -> None:
        super().__init__(sent, initial={"lines": "\n".join(held), "before": mark_of(*held)})
        self.held = held

    def clean(self) -> dict[str, Any]:
        """What was changed elsewhere meanwhile is not written over."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("before") != mark_of(*self.held):
            self.add_error("lines", say.CHANGED_MEANWHILE)
        return found

    def typed(self) -> tuple[str, ...]:
        """The lines as they were typed."""
        return tuple(self.cleaned_data["lines"].splitlines())


class ReleaseForm(forms.Form):
    """Which adjustments somebody releases, to whom, for what, until when."""

    lines = forms.MultipleChoiceField(
        label="What they may read",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick each line that they may read.",
            "invalid_choice": say.CHOOSE_AGAIN,
        },
    )
    reader = forms.CharField(
        label="Who may read it: their name, or the address they sign in with",
        max_length=254,
        error_messages={"required": "Say who may read it."},
    )
    purpose = forms.ChoiceField(
        label="What it is for",
        choices=[(one.value, words) for one, words in say.PURPOSES.items()],
        error_messages={"required": "Say what it is for."},
    )
    about = forms.CharField(label="Which one, in a few words", max_length=LONGEST_ABOUT, required=False)
    until = DayField("The last day on which they may read it")

    def __init__(self, sent: Any = None, *, held: Sequence[str]) -> None:
        self.held = {mark_of(line): line for line in held}
        super().__init__(sent)
        # By a mark of each: its place would be that of another line once one was removed elsewhere.
        self.fields["lines"].choices = list(self.held.items())  # type: ignore[attr-defined]

    def new(self) -> NewAdjustmentRelease:
        """What was typed, as a release."""
        said = self.cleaned_data
        return NewAdjustmentRelease(
            reader=said["reader"],
            purpose=ReleasedFor(said["purpose"]),
            about=said["about"],
            lines=tuple(self.held[mark] for mark in said["lines"]),
            until=said["until"],
        )


class ProgrammeForm(forms.Form):
    """A programme of positive action, with the answers that it is for."""

    place = forms.ChoiceField(error_messages={"required": "Choose who offers it."}, label="Who offers it")
    title = forms.CharField(
        error_messages={"required": "Say what it is called."}, label="What it is called", max_length=LONGEST_TITLE
    )
    gives = forms.CharField(
        error_messages={"required": "Say what it gives."},
        label="What it gives",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    for_whom = forms.CharField(
        error_messages={"required": "Say for whom it is."},
        label="For whom it is, in words",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = forms.CharField(
        error_messages={"required": "Say why they are too few here."},
        label="Why they are too few here",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        error_messages={"required": "Say where that figure stands."},
        label="Where that figure stands",
        max_length=LONGEST_SOURCE,
    )
    places = forms.IntegerField(
        error_messages={"required": "Say how many places there are."},
        label="How many places",
        min_value=1,
        max_value=MOST_PLACES,
    )
    closes_on = DayField("The last day on which somebody can ask to join")
    starts_on = DayField("Its first day")
    every = forms.ChoiceField(
        label="Which of them somebody must have given",
        choices=[("one", ONE_ENOUGH), ("every", EVERY)],
        widget=forms.RadioSelect,
        initial="one",
        error_messages={"required": "Say whether one of them is enough."},
    )

    def __init__(self, sent: Any = None, *, places: Sequence[tuple[str, str]], lists: Mapping[str, AnswerList]) -> None:
        super().__init__(sent)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        for one in Characteristic:
            self.fields[one.value] = forms.MultipleChoiceField(
                label=NAMES[one.value],
                choices=[(choice.code, choice.words) for choice in lists[one.value].choices],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": "Choose from the answers of the list."},
            )

    @property
    def told(self) -> list[forms.BoundField]:
        """The fields that everybody reads."""
        names = ("place", "title", "gives", "for_whom", "why", "source", "places", "closes_on", "starts_on")
        return [self[one] for one in names]

    @property
    def answers(self) -> list[forms.BoundField]:
        """The questions, each with the answers that count."""
        return [self[one.value] for one in Characteristic]

    def new(self) -> NewPositiveProgramme:
        """What was typed, as a programme."""
        said = self.cleaned_data
        chosen = {one: frozenset(said[one.value]) for one in Characteristic if said[one.value]}
        told = {one.name: said[one.name] for one in self.told}
        return NewPositiveProgramme(rule=ForWhom(answers=chosen, every=said["every"] == "every"), **told)
