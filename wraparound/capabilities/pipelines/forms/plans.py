"""What a person may type about a plan: whom they name, and why somebody is taken off."""

from typing import Any

from django import forms

from wraparound.capabilities.pipelines.forms.boards import AtBoard
from wraparound.capabilities.pipelines.terms.succession import Band, NewSuccessor, Sort, Use
from wraparound.capabilities.pipelines.wording.plans import CHOOSE_SOMEBODY, SAY_WHY
from wraparound.capabilities.pipelines.wording.succession import BANDS, SORTS


class NameForm(AtBoard):
    """Whom to name for a post. `find` is part of a name, and only narrows who can be chosen."""

    use = forms.ChoiceField(
        label="What for",
        choices=[
            (Use.SUCCESSOR.value, "To follow in it"),
            (Use.COVER.value, "Emergency cover, if it were empty tomorrow"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what they are named for."},
    )
    sort = forms.ChoiceField(
        label="Who",
        choices=[(one.value, words.capitalize()) for one, words in SORTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is a person here."},
    )
    find = forms.CharField(label="Find somebody by part of their name", max_length=100, required=False)
    person = forms.UUIDField(label="Person", required=False, error_messages={"invalid": CHOOSE_SOMEBODY})
    label = forms.CharField(label="Who is meant", max_length=200, required=False)
    band = forms.ChoiceField(
        label="When they could take it up",
        choices=[("", "Not said"), *((one.value, words) for one, words in BANDS.items())],
        required=False,
    )
    because = forms.CharField(
        label="Why them", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    confirm = forms.BooleanField(label="Confirm it at once", required=False)

    def __init__(self, *arguments: Any, leads: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if not leads:
            # A region proposes people who were released to it, and nobody else.
            del self.fields["confirm"], self.fields["label"], self.fields["band"]
            self.fields["sort"] = forms.ChoiceField(
                choices=[(Sort.NAMED.value, SORTS[Sort.NAMED])], initial=Sort.NAMED.value, widget=forms.HiddenInput
            )

    def clean_person(self) -> str:
        """The key of whoever was chosen; empty where nobody was."""
        return str(self.cleaned_data.get("person") or "")

    def clean(self) -> dict[str, Any]:
        """That somebody was chosen where a person is named."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("sort") == Sort.NAMED and not given.get("person") and not self.errors:
            self.add_error("person", CHOOSE_SOMEBODY)
        return given

    def new(self) -> NewSuccessor:
        """Whom the plan is to name."""
        given = self.cleaned_data
        return NewSuccessor(
            use=Use(given["use"]),
            sort=Sort(given["sort"]),
            person=given["person"],
            label=given.get("label") or "",
            band=Band(given["band"]) if given.get("band") else None,
            because=given["because"],
        )


class TakeOffForm(AtBoard):
    """Why somebody is taken off, and the version of the entry that was read."""

    because = forms.CharField(
        label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": SAY_WHY}
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)


class ConfirmForm(AtBoard):
    """The version of the entry that is confirmed."""

    version = forms.IntegerField(min_value=1)
