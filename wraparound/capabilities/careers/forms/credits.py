"""What is typed when earlier work is credited."""

from typing import Any

from django import forms

from wraparound.capabilities.careers.forms.frameworks import WhereForm
from wraparound.capabilities.careers.terms.credits import LONGEST_CREDIT, CreditWriting, NewCredit
from wraparound.capabilities.careers.wording import credits as say


def _long(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    wrong = {"required": say.NO_WHY, "max_length": say.NO_WHY}
    return forms.CharField(label=label, max_length=LONGEST_CREDIT, widget=area, error_messages=wrong)


class CreditWhereForm(WhereForm):
    """At which organisation, against which framework."""

    place = forms.ChoiceField(label="Where")


class CreditForm(forms.Form):
    """For whom, which competencies, why, and on what it rests."""

    person = forms.ChoiceField(label="Whose work", error_messages={"required": say.NOT_THERE})
    competencies = forms.MultipleChoiceField(
        label="What it shows",
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": say.NO_COMPETENCY},
    )
    why = _long("Why")
    evidence = _long("What it rests on")

    def __init__(self, *given: Any, page: CreditWriting, **more: Any) -> None:
        super().__init__(*given, **more)
        titles = [(one.key, one.title) for one in page.framework.competencies]
        self.fields["person"].choices = [("", "Choose"), *page.people]  # type: ignore[attr-defined]  # a field with choices
        self.fields["competencies"].choices = titles  # type: ignore[attr-defined]  # a field with choices

    def new(self, page: CreditWriting) -> NewCredit:
        """What was typed, as a decision."""
        said = self.cleaned_data
        return NewCredit(
            person=said["person"],
            organisation=page.place.key,
            framework=page.key,
            competencies=tuple(said["competencies"]),
            why=said["why"],
            evidence=said["evidence"],
        )


class EndCreditForm(forms.Form):
    """Why it counts no longer."""

    because = _long("Why it counts no longer")
