"""What a person may type about who holds a post: that they come, leave, and what of it was entered wrongly."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from wraparound.capabilities.pipelines.forms.keeping import PostDay
from wraparound.capabilities.pipelines.terms.keeping import Called
from wraparound.capabilities.pipelines.terms.posts import (
    DEAREST,
    CostPer,
    HolderCorrection,
    HolderKind,
    Leaving,
    Left,
    NewHolder,
)
from wraparound.capabilities.pipelines.wording.keeping import KINDS_MEAN, SOMEBODY_NEW, called_words
from wraparound.capabilities.pipelines.wording.posts import COST_PER, LEFT
from wraparound.people.calculation import LONGEST_NAME, name_key
from wraparound.people.forms import NameField

NEW = "new"
"""The choice that says that a name is somebody who is not here yet."""
_COST = f"Give the cost in whole pounds, without pence, from 0 to {DEAREST:,}; or leave it empty."
_KINDS = [(one.value, words) for one, words in KINDS_MEAN.items()]
_PER = [(one.value, words.capitalize()) for one, words in COST_PER.items()]


def _cost() -> forms.IntegerField:
    errors = {"invalid": _COST, "min_value": _COST, "max_value": _COST}
    return forms.IntegerField(
        label="Cost in pounds", required=False, min_value=0, max_value=DEAREST, error_messages=errors
    )


def _why(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing, "max_length": "Say it in at most 200 letters."},
    )


class _Timed(forms.Form):
    """Days that follow one another."""

    def clean(self) -> dict[str, Any]:
        """Nothing ends before it begins."""
        given = super().clean() or {}
        starts = given.get("starts")
        for name in ("ends", "expected_end"):
            day = given.get(name)
            if starts is not None and day is not None and day < starts:
                self.add_error(name, "That day lies before the first day. Change one of the two.")
        return given


class TakeUpForm(_Timed):
    """Who takes up a post, how, and from when; or that it is vacant."""

    kind = forms.ChoiceField(
        label="How it is held",
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is held."},
    )
    name = NameField(
        label="Name",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": f"A name here has at most {LONGEST_NAME} letters."},
    )
    person = forms.ChoiceField(label="Did you mean somebody who is here?", required=False, widget=forms.RadioSelect)
    asked = forms.CharField(required=False, max_length=LONGEST_NAME, widget=forms.HiddenInput())
    starts = PostDay("First day")
    expected_end = PostDay("Expected last day, if there is one", required=False)
    ends = PostDay("Last day, if they have left already", required=False)
    beside = forms.BooleanField(label="They share the post with whoever holds it", required=False)
    cost = _cost()
    cost_per = forms.ChoiceField(label="That is", choices=_PER, required=False)

    def __init__(self, *arguments: Any, found: Sequence[Called], looks: bool = False, **more: Any) -> None:
        """With `looks` somebody is only looked for: what was typed stays, and nothing of it is judged yet."""
        super().__init__(*arguments, **more)
        self.found = found
        if looks:
            self._errors = ErrorDict()
        somebody_new = (NEW, SOMEBODY_NEW)
        choices = [*((one.key, called_words(one)) for one in found), somebody_new]
        self.fields["person"].choices = choices if found else [somebody_new]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name, unless it is vacant; and where somebody of that name is here, whether it is they."""
        given = super().clean() or {}
        vacant, name = given.get("kind") == HolderKind.VACANT, given.get("name") or ""
        if vacant and name:
            self.add_error("name", "Nobody holds a vacant post. Take the name out, or choose how they hold it.")
        elif not vacant and not name and "name" not in self.errors:
            self.add_error("name", "Give the name of whoever takes it up.")
        elif not vacant and self.found and not self._chosen(given):
            self.add_error("person", "Somebody here has that name, or one like it. Choose whether it is they.")
        return given

    @property
    def typed(self) -> str:
        """The name as it was typed."""
        return str(self["name"].value() or "").strip()

    def new(self) -> NewHolder:
        """Whoever takes it up."""
        given, kind = self.cleaned_data, HolderKind(self.cleaned_data["kind"])
        vacant, chosen = kind is HolderKind.VACANT, self._chosen(self.cleaned_data)
        key = chosen if chosen != NEW and not vacant else ""
        return NewHolder(
            kind=kind,
            starts=given["starts"],
            ends=given["ends"],
            person=key,
            name="" if vacant or key else given["name"],
            beside=given["beside"],
            expected_end=given["expected_end"],
            cost=given["cost"],
            cost_per=CostPer(given["cost_per"] or CostPer.YEAR),
        )

    def _chosen(self, given: dict[str, Any]) -> str:
        """Who was chosen, as long as the name is the one that was looked for."""
        same = name_key(given.get("asked") or "") == name_key(given.get("name") or "")
        return str(given.get("person") or "") if same else ""


class LeaveForm(forms.Form):
    """A last day, why, and whether they leave the organisation too."""

    last_day = PostDay("Last day in the post")
    because = forms.ChoiceField(
        label="Why they leave",
        choices=[("", "Choose"), *((one.value, words) for one, words in LEFT.items())],
        error_messages={"required": "Choose why they leave. Nothing here says how well they did."},
    )
    leaves_organisation = forms.BooleanField(label="They leave the organisation too", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def leaving(self) -> Leaving:
        """What was said."""
        given = self.cleaned_data
        return Leaving(
            last_day=given["last_day"],
            because=Left(given["because"]),
            leaves_organisation=given["leaves_organisation"],
        )


class CorrectHolderForm(_Timed):
    """An entry as it should be, and why."""

    kind = forms.ChoiceField(
        label="How it is held",
        choices=[(value, words) for value, words in _KINDS if value != HolderKind.VACANT],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is held."},
    )
    starts = PostDay("First day")
    ends = PostDay("Last day, if it is known", required=False)
    left_because = forms.ChoiceField(
        label="Why they left",
        required=False,
        choices=[("", "Not said"), *((one.value, words) for one, words in LEFT.items())],
    )
    expected_end = PostDay("Expected last day, if there is one", required=False)
    beside = forms.BooleanField(label="They share the post with whoever else holds it", required=False)
    cost = _cost()
    cost_per = forms.ChoiceField(label="That is", choices=_PER, required=False)
    why = _why("Why it is corrected", "Say why: the person, and whoever reads the history, will read it.")
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, vacant: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if vacant:
            for name in ("kind", "left_because", "expected_end", "beside"):
                del self.fields[name]

    def correction(self) -> HolderCorrection:
        """What was said."""
        given = self.cleaned_data
        left = given.get("left_because") or ""
        return HolderCorrection(
            kind=HolderKind(given.get("kind", HolderKind.VACANT)),
            starts=given["starts"],
            ends=given["ends"],
            expected_end=given.get("expected_end"),
            left_because=Left(left) if left else None,
            cost=given["cost"],
            cost_per=CostPer(given["cost_per"] or CostPer.YEAR),
            beside=given.get("beside", False),
            why=given["why"],
        )


class TakeBackForm(forms.Form):
    """Why an entry never should have been made."""

    why = _why("Why it is taken back", "Say why: the person, and whoever reads the history, will read it.")
    version = forms.IntegerField(widget=forms.HiddenInput())
