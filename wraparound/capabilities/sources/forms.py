"""What a person may type when they look through a table."""

from django import forms


class TableForm(forms.Form):
    """A page of a table, and the trust to narrow it to."""

    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    code = forms.CharField(max_length=5, required=False, strip=True)

    def asked_page(self) -> int:
        """The page asked for, or the first."""
        return self.cleaned_data.get("page") or 1
