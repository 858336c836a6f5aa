"""What whoever names a programme types."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.careers.terms.frameworks import KeeperPlace
from wraparound.capabilities.careers.terms.programmes import LONGEST_PROGRAMME, NewProgramme
from wraparound.capabilities.careers.wording import programmes as say
from wraparound.people.forms import DayField


class ProgrammeForm(forms.Form):
    """A new programme."""

    place = forms.ChoiceField(label="Whose it is", error_messages={"required": "Choose whose it is."})
    name = forms.CharField(label="Its name", max_length=LONGEST_PROGRAMME, error_messages={"required": say.NO_NAME})
    starts_on = DayField("First day")
    ends_on = DayField("Last day")

    def __init__(self, *given: Any, places: Sequence[KeeperPlace], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = [(one.key, one.name) for one in places]  # type: ignore[attr-defined]  # a field with choices

    def new(self) -> NewProgramme:
        """What was typed, as a programme."""
        return NewProgramme(**self.cleaned_data)
