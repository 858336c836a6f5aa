"""What an organisation may type of itself: a need, or an offer."""

from typing import Any

from django import forms

from wraparound.capabilities.partnerships.terms.own_words import (
    LONGEST_WORDS,
    MOST_DAYS,
    Means,
    NewNeed,
    NewOffer,
    OwnNeed,
    OwnOffer,
    Topic,
)
from wraparound.capabilities.partnerships.wording.own_words import MEANS, TOPICS
from wraparound.people.forms import DayField

ABOUT = [("", "Choose"), *((one.value, words) for one, words in TOPICS.items())]
CONSISTS_OF = [(one.value, words) for one, words in MEANS.items()]
HOW_MANY = "Say how many people’s days a month, such as 4 or 2.5."


class OwnWordsForm(forms.Form):
    """What a need and an offer have in common; `version` is that of the record when the page was opened."""

    topic = forms.ChoiceField(
        label="What it is about", choices=ABOUT, error_messages={"required": "Say what it is about."}
    )
    words = forms.CharField(
        label="In your own words",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say it in a sentence or two."},
    )
    means = forms.MultipleChoiceField(
        label="What would help", choices=CONSISTS_OF, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def shared(self) -> dict[str, Any]:
        """What both have, as it was typed."""
        given = self.cleaned_data
        return {
            "topic": Topic(given["topic"]),
            "words": given["words"],
            "means": tuple(Means(one) for one in given["means"]),
            "review": given["review"],
        }


class NeedForm(OwnWordsForm):
    """A need."""

    review = DayField("Look at it again by", required=False)

    def new(self) -> NewNeed:
        """The need that was typed."""
        return NewNeed(**self.shared())


class OfferForm(OwnWordsForm):
    """An offer, with days a month and a last day."""

    days = forms.FloatField(
        label="People’s days a month, at most",
        min_value=0.5,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": HOW_MANY, "invalid": HOW_MANY},
    )
    until = DayField("Until", required=False)
    review = DayField("Look at it again by", required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["means"].label = "What you could give"
        self.fields["means"].required = True
        self.fields["means"].error_messages["required"] = "Say what you could give."

    def new(self) -> NewOffer:
        """The offer that was typed."""
        return NewOffer(**self.shared(), days=self.cleaned_data["days"], until=self.cleaned_data["until"])


def as_typed(one: OwnNeed | OwnOffer, version: int) -> dict[str, Any]:
    """What a form begins with that changes what is said already."""
    shared = {"topic": one.topic.value, "words": one.words, "means": list(one.means), "version": version}
    return {**shared, "days": f"{one.days:g}", "until": one.until} if isinstance(one, OwnOffer) else shared
