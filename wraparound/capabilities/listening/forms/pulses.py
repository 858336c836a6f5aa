"""What a person may type about pulses. What cannot be is said where it is written."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.listening.evidence import standing_questions
from wraparound.capabilities.listening.terms.pulses import (
    AskedOften,
    GivenAnswers,
    NewPulse,
    PulseQuestion,
    Split,
    Whom,
)
from wraparound.capabilities.listening.wording.pulses import OFTEN, SPLITS, TOPICS, WHOM
from wraparound.people.forms import DayField

Choices = Sequence[tuple[str, str]]


def _free(label: str, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class PulseForm(forms.Form):
    """A new pulse."""

    title = forms.CharField(label="What it is about", error_messages={"required": "Say what the pulse is about."})
    over = forms.ChoiceField(label="Where", error_messages={"required": "Choose where."})
    whom = forms.ChoiceField(label="Who is asked", choices=[(one.value, words) for one, words in WHOM.items()])
    split = forms.ChoiceField(label="Told apart by", choices=[(one.value, words) for one, words in SPLITS.items()])
    standing = forms.MultipleChoiceField(
        label="Standing questions", required=False, widget=forms.CheckboxSelectMultiple()
    )
    own = _free("Questions of your own, one to a line")
    free = forms.CharField(label="One open question", required=False)
    second = forms.ChoiceField(label="A second reader", required=False)
    closes_on = DayField("Last day")

    def __init__(self, *given: Any, places: Choices, readers: Choices = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["second"].choices = [("", "Nobody"), *readers]  # type: ignore[attr-defined]  # a field with choices
        self.fields["over"].choices = places  # type: ignore[attr-defined]  # a field with choices
        self.fields["standing"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (one.key, f"{one.words} ({TOPICS[one.topic]})") for one in standing_questions().values()
        ]

    def asked_for(self) -> NewPulse:
        """What was typed, as a pulse."""
        said = self.cleaned_data
        return NewPulse(
            title=said["title"],
            over=said["over"],
            whom=Whom(said["whom"]),
            split=Split(said["split"]),
            standing=tuple(said["standing"]),
            own=tuple(line for line in said["own"].splitlines() if line.strip()),
            free=said["free"],
            closes_on=said["closes_on"],
            second=said["second"],
        )


class AnswerForm(forms.Form):
    """The questions of one pulse. None of them must be answered."""

    def __init__(self, *given: Any, questions: Sequence[PulseQuestion], free: str, **more: Any) -> None:
        super().__init__(*given, **more)
        for place, one in enumerate(questions):
            choices = [(str(at), words) for at, words in enumerate(one.answers)]
            wrong = {"invalid_choice": "Choose one of the five answers."}
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=one.words,
                required=False,
                choices=choices,
                widget=forms.RadioSelect(),
                error_messages=wrong,
            )
        if free:
            self.fields["words"] = _free(free, rows=4)

    def given(self) -> GivenAnswers:
        """What was answered; questions without an answer are left out."""
        answers = {
            int(name.removeprefix("answer_")): int(said)
            for name, said in self.cleaned_data.items()
            if name.startswith("answer_") and said != ""
        }
        return GivenAnswers(answers=answers, words=self.cleaned_data.get("words", ""))

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions with five answers, in their order."""
        return [self[name] for name in self.fields if name != "words"]


class OftenForm(forms.Form):
    """How often somebody may be asked."""

    often = forms.ChoiceField(
        label="How often you may be asked",
        choices=[(one.value, words) for one, words in OFTEN.items()],
        error_messages={"invalid_choice": "Choose one of the three."},
    )

    def chosen(self) -> AskedOften:
        """What was chosen."""
        return AskedOften(self.cleaned_data["often"])


class DoneForm(forms.Form):
    """What was heard, and what was done."""

    heard = _free("What you heard")
    did = _free("What was done about it, or why nothing was")
    on = DayField("On which day")
    link = forms.CharField(label="Where more stands", required=False, max_length=300)

    def clean_link(self) -> str:
        """An address of this site or of the web, or nothing."""
        link = str(self.cleaned_data["link"]).strip()
        if (
            link
            and not link.startswith(("https://", "http://"))
            and (not link.startswith("/") or link.startswith("//"))
        ):
            raise forms.ValidationError("Give an address that begins with https:// or, on this site, with one /.")
        return link
