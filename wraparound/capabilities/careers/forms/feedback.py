"""What a person may type who asks others, and who is asked."""

from typing import Any

from django import forms

from wraparound.capabilities.careers.forms.assessments import NOTHING
from wraparound.capabilities.careers.terms.feedback import FeedbackRole, GivenFeedback, NewRound, ReplyPage
from wraparound.capabilities.careers.terms.frameworks import Domain
from wraparound.capabilities.careers.wording import feedback as say
from wraparound.people.forms import DayField


class AskForm(forms.Form):
    """Whom somebody asks, role by role, one to a line."""

    closes_on = DayField("Last day to answer")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        last = self.fields.pop("closes_on")
        for role, words in say.ROLES.items():
            one = role is FeedbackRole.MANAGER
            widget = forms.TextInput() if one else forms.Textarea(attrs={"rows": 3})
            self.fields[role.value] = forms.CharField(label=words, required=False, max_length=4_000, widget=widget)
        self.fields["closes_on"] = last

    @property
    def roles(self) -> list[forms.BoundField]:
        """The boxes for people, in their order."""
        return [self[role.value] for role in say.ROLES]

    def asked_for(self) -> NewRound:
        """What was typed, as a round."""
        lines = {role: self.cleaned_data[role.value].splitlines() for role in say.ROLES}
        asked = {role: tuple(line.strip() for line in every if line.strip()) for role, every in lines.items()}
        return NewRound(asked=asked, closes_on=self.cleaned_data["closes_on"])


class ReplyForm(forms.Form):
    """Every competency of the framework, and one comment. None of it must be answered."""

    def __init__(self, sent: Any = None, *, page: ReplyPage) -> None:
        super().__init__(sent)
        self.framework = page.framework.framework
        self.rungs = [one.name for one in self.framework.rungs]
        choices = [*((str(at), name) for at, name in enumerate(self.rungs)), (NOTHING, say.NO_CHANCE)]
        for at, one in enumerate(self.framework.competencies):
            self.fields[f"at_{at}"] = forms.ChoiceField(
                label=one.title,
                required=False,
                choices=choices,
                widget=forms.RadioSelect(),
                error_messages={"invalid_choice": "Choose one of these answers."},
            )
        self.fields["words"] = forms.CharField(
            label=say.COMMENT, required=False, widget=forms.Textarea(attrs={"rows": 4})
        )
        self.fields["sure"] = forms.BooleanField(label=say.SURE, required=False)

    def asked_in(self, domain: Domain) -> list[tuple[forms.BoundField, str]]:
        """The competencies of a domain, each with what it is."""
        every = enumerate(self.framework.competencies)
        return [(self[f"at_{at}"], one.words) for at, one in every if one.domain == domain.key]

    def given(self) -> GivenFeedback:
        """What was answered; what was not is left out."""
        said = {one.key: self.cleaned_data[f"at_{at}"] for at, one in enumerate(self.framework.competencies)}
        answers = {key: None if one == NOTHING else self.rungs[int(one)] for key, one in said.items() if one}
        return GivenFeedback(answers=answers, words=self.cleaned_data["words"], sure=self.cleaned_data["sure"])
