"""Fields that the forms of compacts share."""

from django import forms


def words_field(
    label: str, missing: str, *, longest: int = 500, rows: int = 0, required: bool = True
) -> forms.CharField:
    """A line of words, or several where `rows` says how many; `missing` is said where it is needed and empty."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=widget, error_messages={"required": missing}
    )
