"""Why a part is switched off."""

from django import forms

from wraparound.capabilities.equality.terms.parts import LONGEST_REASON
from wraparound.capabilities.equality.wording.parts import REASON_NEEDED


class OffForm(forms.Form):
    """The reason, which is shown to whoever comes to where the part would be."""

    reason = forms.CharField(
        label="Why do you switch it off?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": REASON_NEEDED, "max_length": REASON_NEEDED},
    )
