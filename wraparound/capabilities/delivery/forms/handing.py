"""To whom open milestones are handed over."""

from django import forms


class HandOverForm(forms.Form):
    """Which milestones, and to whom."""

    numbers = forms.MultipleChoiceField(
        label="Milestones",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one milestone."},
    )
    owner = forms.CharField(
        label="New owner",
        max_length=254,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
        error_messages={"required": "Say who takes them over."},
    )

    def __init__(self, *arguments: object, listed: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["numbers"].choices = listed  # type: ignore[attr-defined]

    def chosen(self) -> tuple[int, ...]:
        """The numbers of what was chosen."""
        return tuple(int(one) for one in self.cleaned_data["numbers"])
