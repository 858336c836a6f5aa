"""Fields that the forms of compacts share."""

from datetime import date

from django import forms

from wraparound.capabilities.compacts.terms.agreement import FIRST_DAY, FURTHEST_DAY
from wraparound.people.forms import DayField


class CompactDay(DayField):
    """A day that can lie in a compact: within this century, so that a slip in the year is told at once."""

    def clean(self, value: object) -> date | None:
        """The day, or what is wrong with it."""
        found: date | None = super().clean(value)
        if found is not None and not FIRST_DAY <= found <= FURTHEST_DAY:
            raise forms.ValidationError(f"{self.label}: look at the year, which is {found.year}.")
        return found


def words_field(
    label: str, missing: str, *, longest: int = 500, rows: int = 0, required: bool = True
) -> forms.CharField:
    """A line of words, or several where `rows` says how many; `missing` is said where it is needed and empty."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=widget, error_messages={"required": missing}
    )
