"""What is typed about openings and by those who look for a way in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.careers.terms.frameworks import KeeperPlace
from wraparound.capabilities.careers.terms.interests import (
    LONGEST_ADDRESS,
    LONGEST_ANSWER,
    LONGEST_BRINGS,
    LONGEST_NAME,
    InterestAnswer,
    InterestPage,
    InterestState,
    NewInterest,
)
from wraparound.capabilities.careers.terms.ways_in import LONGEST_LINK, LONGEST_TITLE, LONGEST_WHERE, NewOpening, Route
from wraparound.capabilities.careers.wording import ways_in as say
from wraparound.people.forms import DayField

BRINGS = "What you bring"


def _name() -> forms.CharField:
    return forms.CharField(label="Your name", max_length=LONGEST_NAME, error_messages={"required": say.NO_NAME})


def _brings() -> forms.CharField:
    wrong = {"max_length": say.TOO_LONG}
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=BRINGS, required=False, max_length=LONGEST_BRINGS, widget=area, error_messages=wrong)


class OpeningForm(forms.Form):
    """A new opening."""

    place = forms.ChoiceField(label="For whom", error_messages={"required": "Choose for whom."})
    route = forms.ChoiceField(label="For people who come as", error_messages={"required": say.WRONG_ROUTE})
    title = forms.CharField(
        label="What it is", max_length=LONGEST_TITLE, error_messages={"required": "Say what it is."}
    )
    where = forms.CharField(
        label="Where the work is", max_length=LONGEST_WHERE, error_messages={"required": "Say where the work is."}
    )
    closes_on = DayField("Last day to apply")
    link = forms.CharField(label="The page to apply on", required=False, max_length=LONGEST_LINK)

    def __init__(self, *given: Any, places: Sequence[KeeperPlace], routes: Sequence[Route], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = [(one.key, one.name) for one in places]  # type: ignore[attr-defined]  # a field with choices
        self.fields["route"].choices = [(one.key, one.title) for one in routes]  # type: ignore[attr-defined]  # a field with choices

    def new(self) -> NewOpening:
        """What was typed, as an opening."""
        return NewOpening(**self.cleaned_data)


class InterestForm(forms.Form):
    """What somebody without an account types. `website` is for machines that fill in everything."""

    name = _name()
    address = forms.CharField(
        label="Your email address",
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": say.NO_ADDRESS},
    )
    region = forms.ChoiceField(
        label="Where", required=False, error_messages={"required": say.NO_REGION, "invalid_choice": say.NO_REGION}
    )
    brings = _brings()
    agrees = forms.BooleanField(label=say.CONSENT, error_messages={"required": say.MUST_AGREE})
    website = forms.CharField(label="Leave this empty", required=False)

    def __init__(self, *given: Any, regions: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["region"].required = bool(regions)
        self.fields["region"].choices = [("", "Choose"), *regions]  # type: ignore[attr-defined]  # a field with choices

    def clean_website(self) -> str:
        """Nothing: people do not see the field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave the last field empty, and send it again.")
        return ""

    def new(self, route: str, opening: int | None) -> NewInterest:
        """What was typed, on a route, and for an opening if there is one."""
        said = {key: value for key, value in self.cleaned_data.items() if key != "website"}
        return NewInterest(route=route, opening=opening, **said)


class ChangeForm(forms.Form):
    """What somebody changes by their link."""

    name = _name()
    brings = _brings()


class AnswerForm(forms.Form):
    """What the region says."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    state = forms.ChoiceField(
        label="Your answer",
        choices=[(one.value, words) for one, words in say.ANSWER_CHOICES.items()],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose one of these answers."},
    )
    words = forms.CharField(
        label="In your words",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": say.NO_REASON},
    )

    def __init__(self, sent: Any = None, *, page: InterestPage) -> None:
        known = page.state.value if page.state in say.ANSWER_CHOICES else None
        super().__init__(sent, initial={"version": page.version, "state": known, "words": page.answer})

    def answer(self) -> InterestAnswer:
        """What was chosen and typed."""
        said = self.cleaned_data
        return InterestAnswer(state=InterestState(said["state"]), words=said["words"])
