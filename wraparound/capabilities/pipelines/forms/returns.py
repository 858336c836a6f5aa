"""What a person may type about the quarterly return."""

from datetime import date

from django import forms


class ReturnsForm(forms.Form):
    """Which quarter, by a day in it; of which organisation; as it was shown then. What is not read is left out."""

    quarter = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"])
    organisation = forms.CharField(max_length=10, required=False)
    shown = forms.BooleanField(required=False)

    def asked(self, *, otherwise: date) -> tuple[date, str, bool]:
        """A day of the quarter, the code of an organisation, and whether as it was shown."""
        self.is_valid()
        given = self.cleaned_data
        return given.get("quarter") or otherwise, given.get("organisation") or "", bool(given.get("shown"))
