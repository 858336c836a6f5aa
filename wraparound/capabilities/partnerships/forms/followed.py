"""Which measure somebody asks about."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.partnerships.wording.followed import measure_words
from wraparound.published.terms import AE_ALL, Measure


class MeasureForm(forms.Form):
    """One of the measures that are offered; the first where none, or another, is asked for."""

    measure = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "There is no such measure here. Choose one from the list."}
    )

    def __init__(self, *given: Any, measures: Sequence[Measure], **named: Any) -> None:
        super().__init__(*given, **named)
        self.measures = measures
        self.fields["measure"].choices = [(one, measure_words(one)) for one in measures]  # type: ignore[attr-defined]

    def asked(self) -> Measure:
        """The measure."""
        chosen = Measure(self.cleaned_data.get("measure") or "") if self.is_valid() else None
        first = AE_ALL if AE_ALL in self.measures else self.measures[0]
        return chosen or first
