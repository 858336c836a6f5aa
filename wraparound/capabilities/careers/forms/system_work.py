"""What a person may type of work across organisations, whom they ask to confirm it, and when it ended."""

from django import forms

from wraparound.capabilities.careers.terms.system_work import NewSystemWork, SystemPlace
from wraparound.capabilities.careers.wording.system_work import NO_WORDS, PLACES
from wraparound.people.forms import DayField


def _area(label: str) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": NO_WORDS})


class WorkForm(forms.Form):
    """A piece of such work."""

    place = forms.ChoiceField(label="With what", choices=[(one.value, words) for one, words in PLACES.items()])
    name = forms.CharField(label="What it is called", error_messages={"required": NO_WORDS})
    purpose = _area("What it was for")
    partners = _area("With whom")
    changed = _area("What changed")
    began_on = DayField("First day")
    ended_on = DayField("Last day, if it is over", required=False)

    def new(self) -> NewSystemWork:
        """What was typed."""
        said = self.cleaned_data
        return NewSystemWork(**{**said, "place": SystemPlace(said["place"])})


class ConfirmForm(forms.Form):
    """Whom somebody asks to confirm."""

    address = forms.CharField(
        label="Their name, or the address they sign in with",
        max_length=254,
        error_messages={"required": "Say whom you ask."},
    )


class EndForm(forms.Form):
    """Its last day."""

    last = DayField("Last day")
