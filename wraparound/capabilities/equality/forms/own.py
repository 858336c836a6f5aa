"""What a person may say of themselves for counting, and that they mean it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic, Given, Without
from wraparound.capabilities.equality.wording.questions import QUESTIONS, STANDINGS, WITHOUT

LEAVE, TAKE_AWAY = "No answer", "No answer: take mine away"


class AnswersForm(forms.Form):
    """Every question, each to be answered or left. One that is left is kept as asked and not answered."""

    def __init__(self, sent: Any = None, *, lists: Mapping[str, AnswerList], given: Given) -> None:
        chosen = {one.value: code for one, code in given.items() if code != Without.DECLINED}
        super().__init__(sent, initial=chosen)
        self.lists = lists
        for one in Characteristic:
            choices = [(choice.code, choice.words) for choice in lists[one.value].choices]
            nothing = TAKE_AWAY if chosen.get(one.value) else LEAVE
            self.fields[one.value] = forms.ChoiceField(
                label=QUESTIONS[one],
                choices=[*choices, (Without.PREFER_NOT.value, WITHOUT[Without.PREFER_NOT]), ("", nothing)],
                widget=forms.RadioSelect(),
                required=False,
                error_messages={"invalid_choice": "Choose one of the answers, or leave the question."},
            )

    @property
    def asked(self) -> list[tuple[forms.BoundField, str]]:
        """Each question with where its list comes from."""
        return [(self[one.value], STANDINGS[self.lists[one.value].standing]) for one in Characteristic]

    def given(self) -> Given:
        """What was answered to each question."""
        said = self.cleaned_data
        return {one: said[one.value] or Without.DECLINED.value for one in Characteristic}


class SureForm(forms.Form):
    """A yes before something goes."""

    sure = forms.BooleanField(error_messages={"required": "Tick the box to say that you mean it."})

    def __init__(self, sent: Any = None, *, label: str) -> None:
        super().__init__(sent)
        self.fields["sure"].label = label
