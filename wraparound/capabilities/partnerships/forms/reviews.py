"""What a board may type of a review."""

from typing import Any

from django import forms

from wraparound.capabilities.partnerships.terms.reviews import LONGEST_PART, NewWords, SideWords

NOT_DAYS = "Give the days as a number, such as 12 or 7.5, or leave it empty."


def _part(label: str, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_PART,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class ReviewForm(forms.Form):
    """What one's own board says; `version` is that of its words when the page was opened."""

    offered = _part("What was offered")
    delivered = _part("What was delivered", "Say what was delivered. Nothing is an answer too.")
    days_given = forms.FloatField(
        label="People’s days given since the last review",
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": NOT_DAYS, "min_value": NOT_DAYS},
    )
    learned = _part("What you learned", "Say what you learned. Nothing is an answer too.")
    change = _part("What you would change")
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def new(self) -> NewWords:
        """The words that were typed."""
        given = self.cleaned_data
        return NewWords(**{name: given[name] for name in ("offered", "delivered", "days_given", "learned", "change")})


class PublishForm(forms.Form):
    """Whether the region may read what was learned, as far as one's own board goes."""

    on = forms.BooleanField(required=False)


def words_as_typed(one: SideWords | None, version: int) -> dict[str, Any]:
    """What the form begins with: one's own words, if there are any."""
    return {**(vars(one.words) if one else {}), "version": version}
