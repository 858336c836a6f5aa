"""What a person may type about themselves."""

from typing import Any

from django import forms

from wraparound.capabilities.careers.terms.assessments import ScreenPage
from wraparound.capabilities.careers.wording.assessments import NO_CHANCE
from wraparound.people.forms import DayField

NOTHING = "no_chance"
"""What is sent for no chance to show something: rungs are sent by their place."""


class ScreenForm(forms.Form):
    """The competencies of one domain. None of them must be answered."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, sent: Any = None, *, page: ScreenPage) -> None:
        self.rungs = [one.name for one in page.framework.framework.rungs]
        self.keys = [one.competency.key for one in page.answers]
        typed: dict[str, object] = {"version": page.version}
        for at, one in enumerate(page.answers):
            typed[f"at_{at}"] = NOTHING if one.no_chance else str(self.rungs.index(one.rung)) if one.rung else ""
        super().__init__(sent, initial=typed)
        choices = [*((str(at), name) for at, name in enumerate(self.rungs)), (NOTHING, NO_CHANCE)]
        for at, one in enumerate(page.answers):
            wrong = {"invalid_choice": "Choose one of these answers."}
            self.fields[f"at_{at}"] = forms.ChoiceField(
                label=one.competency.title,
                required=False,
                choices=choices,
                widget=forms.RadioSelect(),
                error_messages=wrong,
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The competencies, in their order."""
        return [self[f"at_{at}"] for at in range(len(self.keys))]

    def answers(self) -> dict[str, str | None]:
        """What was answered; what was not is left out."""
        said = {key: self.cleaned_data[f"at_{at}"] for at, key in enumerate(self.keys)}
        return {key: None if one == NOTHING else self.rungs[int(one)] for key, one in said.items() if one}


class ShowForm(forms.Form):
    """To whom an assessment is shown, and until when."""

    address = forms.CharField(
        label="Their name, or the address they sign in with",
        max_length=254,
        error_messages={"required": "Say who may read it."},
    )
    until = DayField("Until which day")
