"""What somebody types of how organisations are led together."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.partnerships.terms.arrangements import LONGEST_WORDS, ArrangementSort, NewArrangement
from wraparound.capabilities.partnerships.wording.arrangements import SORTS
from wraparound.people.forms import DayField


def _words(label: str, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_WORDS,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": missing,
            "max_length": f"That is too long: it can have {LONGEST_WORDS} characters. Nothing is lost.",
        },
    )


class ArrangementForm(forms.Form):
    """An arrangement to be entered: `mine` and `places` are codes and names of organisations."""

    sort = forms.ChoiceField(
        label="What sort it is",
        choices=[(one.value, words) for one, words in SORTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what sort it is."},
    )
    leads = forms.ChoiceField(label="The organisation that leads", error_messages={"required": "Choose which leads."})
    others = forms.MultipleChoiceField(
        label="The other organisation or organisations",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one other organisation."},
    )
    starts = DayField(label="Its first day")
    until = DayField(label="Its last day, where one is agreed", required=False)
    accountable = _words("Who answers for what from that day", "Say who answers for what: others ask it first.")
    why = _words("What led to it")

    def __init__(self, *given: Any, places: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["leads"].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]
        self.fields["others"].choices = list(places)  # type: ignore[attr-defined]

    def new(self) -> NewArrangement:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        return NewArrangement(
            sort=ArrangementSort(given["sort"]),
            leads=given["leads"],
            others=tuple(one for one in given["others"] if one != given["leads"]),
            starts=given["starts"],
            until=given["until"],
            accountable=given["accountable"],
            why=given["why"],
        )


class EndForm(forms.Form):
    """The last day of an arrangement, and why it ends."""

    last_day = DayField(label="Its last day")
    because = _words("Why it ends", "Say why it ends.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class TakeBackForm(forms.Form):
    """Why an arrangement is taken back."""

    because = _words("Why it is taken back, if you like")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AgreeForm(forms.Form):
    """For which organisation somebody agrees, to which version."""

    code = forms.CharField(max_length=10, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
