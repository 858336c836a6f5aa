"""A theme that is named, and one theme chosen for each text."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.listening.terms.themes import ReadingPage, TextLine
from wraparound.capabilities.listening.wording.themes import NONE_OF_THEM

Choices = Sequence[tuple[int, str]]


class ThemeForm(forms.Form):
    """The name of one theme."""

    name = forms.CharField(label="A theme", error_messages={"required": "Give the theme a name."})


class SortForm(forms.Form):
    """For each text one theme, none of them, or nothing yet."""

    def __init__(self, *given: Any, page: ReadingPage, settle: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", "Not sorted yet"), *((str(key), name) for key, name in page.themes), ("0", NONE_OF_THEM)]
        for place, one in enumerate(page.texts, start=1):
            wrong = {"invalid_choice": "Choose one of the themes."}
            self.fields[f"text_{one.number}"] = forms.ChoiceField(
                label=f"Theme of text {place}",
                required=False,
                choices=choices,
                initial=_initial(one, settle=settle),
                error_messages=wrong,
            )

    def chosen(self) -> dict[int, int]:
        """The theme of each text that has one, by numbers; 0 for none of them."""
        said = self.cleaned_data.items()
        return {int(name.removeprefix("text_")): int(theme) for name, theme in said if theme != ""}


def _initial(one: TextLine, *, settle: bool) -> str:
    """What was chosen; to be settled, only where nobody differs."""
    if settle and one.settled is not None:
        return str(one.settled)
    if settle and one.other is not None and one.other != one.own:
        return ""
    return "" if one.own is None else str(one.own)
