"""What may be typed of a recommendation: an answer, or one of an organisation's own."""

from typing import Any

from django import forms

from wraparound.capabilities.delivery.terms.recommendations import (
    LONGEST_LINK,
    LONGEST_TITLE,
    LONGEST_WORDS,
    AnswerTerms,
    Choice,
    NewAnswer,
    NewRecommendation,
    Recommendation,
)
from wraparound.capabilities.delivery.wording.recommendations import CHOICES


class AnswerForm(forms.Form):
    """One of the three answers, with words; `version` is that of the answer when the page was opened."""

    choice = forms.ChoiceField(
        label="Your answer",
        choices=[(one.value, words) for one, words in CHOICES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )
    words = forms.CharField(
        label="How, or why",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shared = forms.BooleanField(label="Share this answer with our region", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def new(self) -> NewAnswer:
        """The answer that was typed."""
        given = self.cleaned_data
        return NewAnswer(choice=Choice(given["choice"]), words=given["words"], shared=given["shared"])


def answer_typed(one: AnswerTerms | None, version: int) -> dict[str, Any]:
    """What the form begins with, where there is an answer already."""
    if one is None:
        return {"version": version}
    return {"choice": one.choice.value, "words": one.words, "shared": one.shared, "version": version}


class RecommendationForm(forms.Form):
    """A recommendation of an organisation's own."""

    programme = forms.CharField(
        label="Programme it belongs to",
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"list": "programmes", "autocomplete": "off"}),
        error_messages={"required": "Say of which programme, review or report it is."},
    )
    title = forms.CharField(
        label="What it asks for, in a few words",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Say in a few words what it asks for."},
    )
    words = forms.CharField(
        label="More of it", max_length=LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    source = forms.CharField(label="Who made it, and when", max_length=LONGEST_TITLE, required=False)
    link = forms.CharField(label="Where it can be read", max_length=LONGEST_LINK, required=False)

    def new(self) -> NewRecommendation:
        """The recommendation that was typed."""
        return NewRecommendation(**self.cleaned_data)


class OwnRecommendationForm(RecommendationForm):
    """One that is there already: what it says, with the number of the version that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def __init__(self, *arguments: Any, programme: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.of = programme
        del self.fields["programme"]

    def new(self) -> NewRecommendation:
        """The recommendation as it was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return NewRecommendation(programme=self.of, **given)


def recommendation_typed(one: Recommendation, version: int) -> dict[str, Any]:
    """What the form begins with."""
    return {"title": one.title, "words": one.words, "source": one.source, "link": one.link, "version": version}
