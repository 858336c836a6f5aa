"""What a person may type about cohorts and pairs. What cannot be is said where it is written."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import (
    LONGEST_NAME,
    MOST_PLACES,
    Meetings,
    NewAsk,
    NewCohort,
    NewJoining,
    Often,
    OtherJoined,
    PairSort,
    Wishes,
)
from wraparound.capabilities.partnerships.wording.pairs import GIVES, OFTEN, SEEKS, SORTS, TOPICS
from wraparound.people.forms import DAYS

Choices = Sequence[tuple[str, str]]
WRONG_DAY = "Give a day like 2027-03-31."
_TOPICS = [(one.value, words.capitalize()) for one, words in TOPICS.items()]
_OFTEN = [(one.value, words.capitalize()) for one, words in OFTEN.items()]


def _day(label: str, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    said = {"invalid": WRONG_DAY, "required": WRONG_DAY}
    return forms.DateField(label=label, required=required, input_formats=DAYS, widget=widget, error_messages=said)


def _topics(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=_TOPICS, widget=forms.CheckboxSelectMultiple()
    )


def _often(label: str = "How often you would meet") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_OFTEN, initial=Often.MONTH.value)


def _free(label: str, rows: int = 4) -> forms.CharField:
    """Free words without a limit of the field's own, so that what is too long is answered with what was typed."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class PersonNamedForm(forms.Form):
    """Somebody by the address they sign in with, or, in the made-up region, from a list."""

    person = forms.ChoiceField(label="Choose from the list", required=False)
    address = forms.EmailField(
        label="The address they sign in with",
        required=False,
        error_messages={"invalid": "Give an address like a.name@nhs.net."},
    )

    def __init__(self, *arguments: Any, offered: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["person"].choices = [("", "Somebody else, by their address"), *offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["person"]

    def who(self) -> str:
        """The address that was given, else the person who was chosen."""
        return str(self.cleaned_data["address"] or self.cleaned_data.get("person", ""))


class AskPersonForm(PersonNamedForm):
    """One person asked directly."""

    sort = forms.ChoiceField(
        label="What you ask for",
        choices=[(one.value, SORTS[one].capitalize()) for one in PairSort if one is not PairSort.PEER_GROUP],
    )
    topics = _topics("What it would be about")
    wants = _free("What you would like, in your own words")
    often = _often()

    def asked(self) -> NewAsk:
        """What was asked of whom."""
        given = self.cleaned_data
        return NewAsk(
            who=self.who(),
            sort=PairSort(given["sort"]),
            wants=given["wants"],
            topics=tuple(Topic(one) for one in given["topics"]),
            often=Often(given["often"]),
        )


class JoinForm(forms.Form):
    """How somebody joins a cohort."""

    seeks = forms.BooleanField(required=False)
    seeks_topics = _topics("What you would like to talk about")
    wants = _free("What you would like, in your own words")
    gives = forms.BooleanField(required=False)
    gives_topics = _topics("What you could talk about")
    places = forms.IntegerField(
        label="For how many people",
        required=False,
        error_messages={"invalid": "Give a number of people, such as 2."},
        widget=forms.NumberInput(attrs={"min": 1, "max": MOST_PLACES}),
    )
    often = _often()
    shown_as = forms.CharField(label="How others who joined see you", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, sort: PairSort, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["seeks"].label, self.fields["gives"].label = SEEKS[sort], GIVES[sort]

    def said(self) -> NewJoining:
        """What somebody said with it."""
        given = self.cleaned_data
        return NewJoining(
            seeks=given["seeks"],
            gives=given["gives"],
            seeks_topics=tuple(Topic(one) for one in given["seeks_topics"]),
            gives_topics=tuple(Topic(one) for one in given["gives_topics"]),
            wants=given["wants"],
            places=given["places"] if given["places"] is not None else 0 if given["gives"] else 1,
            often=Often(given["often"]),
            shown_as=given["shown_as"],
        )


class WishForm(forms.Form):
    """A place for each of the others: 1 for the first wish. Those left empty are no wish."""

    only = forms.BooleanField(label="Only those I wished for: rather nobody than anybody else", required=False)

    def __init__(
        self, *arguments: Any, givers: Sequence[OtherJoined], seekers: Sequence[OtherJoined], **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.named = {
            **{f"seeking-{one.number}": one for one in givers},
            **{f"giving-{one.number}": one for one in seekers},
        }
        for name, one in self.named.items():
            self.fields[name] = forms.IntegerField(
                label=one.shown_as,
                required=False,
                min_value=1,
                max_value=99,
                initial=one.wish,
                widget=forms.NumberInput(attrs={"min": 1, "max": 99}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), "Give a number from 1 on, or leave it empty."
                ),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for side in ("seeking", "giving"):
            said = [given[name] for name in self.named if name.startswith(side) and given.get(name) is not None]
            if len(set(said)) != len(said):
                self.add_error(None, "Give each wish a number of its own: two of them have the same one.")
        return given

    def wishes(self) -> Wishes:
        """Numbers of joinings, the first wish first."""
        return Wishes(seeking=self._wished("seeking"), giving=self._wished("giving"), only=self.cleaned_data["only"])

    def _wished(self, side: str) -> tuple[int, ...]:
        given = self.cleaned_data
        there = [name for name in self.named if name.startswith(side) and given.get(name) is not None]
        return tuple(self.named[name].number for name in sorted(there, key=lambda name: int(given[name])))


class MeetingsForm(forms.Form):
    """What either of two people notes of their meetings."""

    often = _often("How often you meet")
    first_meeting = _day("Your first meeting")
    next_meeting = _day("Your next meeting")
    ends_on = _day("The last day")
    version = forms.IntegerField(widget=forms.HiddenInput())

    def noted(self) -> Meetings:
        """What was noted."""
        given = self.cleaned_data
        return Meetings(
            often=Often(given["often"]),
            first_meeting=given["first_meeting"],
            next_meeting=given["next_meeting"],
            ends_on=given["ends_on"],
        )


class NoteForm(forms.Form):
    """A note for oneself."""

    words = _free("What you would like to remember", rows=6)


class CohortForm(forms.Form):
    """A cohort to be opened."""

    name = forms.CharField(
        label="Its name",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Give the cohort a name that people will know it by.",
            "max_length": f"Give it a name of at most {LONGEST_NAME} characters.",
        },
    )
    sort = forms.ChoiceField(
        label="What people are to each other", choices=[(one.value, words.capitalize()) for one, words in SORTS.items()]
    )
    over = forms.ChoiceField(label="Whose people may join")
    joins_until = _day("Last day to join", required=True)

    def __init__(self, *arguments: Any, offered: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["over"].choices = list(offered)  # type: ignore[attr-defined]  # it is a field of choices

    def new(self) -> NewCohort:
        """The cohort as it was typed."""
        given = self.cleaned_data
        return NewCohort(
            sort=PairSort(given["sort"]), name=given["name"], over=given["over"], joins_until=given["joins_until"]
        )


class ApartForm(forms.Form):
    """Two people who must not be paired, as an organiser says."""

    one = forms.CharField(label="The address that one of them signs in with")
    two = forms.CharField(label="The address of the other")
