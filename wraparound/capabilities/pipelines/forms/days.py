"""The day that somebody asks a page to be about."""

from datetime import date

from django import forms

from wraparound.people.forms import DAYS


class DayForm(forms.Form):
    """The day a page is about, and whether it is read as this site showed it then."""

    on = forms.DateField(required=False, input_formats=DAYS)
    shown = forms.BooleanField(required=False)

    def asked(self) -> tuple[date | None, bool]:
        """The day that was asked for, none where none was or it was not understood; and as it was shown."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return given.get("on"), bool(given.get("shown"))
