"""What a person may type of what they did, and whom they ask to vouch for it."""

from django import forms

from wraparound.capabilities.careers.terms.examples import NewExample
from wraparound.capabilities.careers.wording.examples import NO_WORDS
from wraparound.people.forms import DayField


class ExampleForm(forms.Form):
    """An example."""

    words = forms.CharField(
        label="What you did", widget=forms.Textarea(attrs={"rows": 5}), error_messages={"required": NO_WORDS}
    )
    link = forms.CharField(label="Where it can be seen, if anywhere", required=False)
    document = forms.CharField(label="The title of a document, if there is one", required=False)

    def new(self, framework: str, competency: str) -> NewExample:
        """What was typed, as an example."""
        return NewExample(framework=framework, competency=competency, **self.cleaned_data)


class VouchForm(forms.Form):
    """Whom somebody asks to vouch, and until when it counts."""

    address = forms.CharField(
        label="Their name, or the address they sign in with",
        max_length=254,
        error_messages={"required": "Say whom you ask."},
    )
    until = DayField("Until which day it counts")
