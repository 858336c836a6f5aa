"""What a board may type on the way to a partnership: a proposal, a diagnosis, terms, an answer, an end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from wraparound.capabilities.partnerships.calculation.terms import review_days
from wraparound.capabilities.partnerships.forms.own_words import ABOUT, HOW_MANY
from wraparound.capabilities.partnerships.terms.agreements import (
    LONGEST_AIM,
    LONGEST_DIAGNOSIS,
    LONGEST_REASON,
    MOST_AIMS,
    MOST_MONEY,
    Move,
    NewProposal,
    NewSuggestion,
    Payer,
    Side,
    WrittenTerms,
)
from wraparound.capabilities.partnerships.terms.own_words import LONGEST_WORDS, MOST_DAYS, Topic
from wraparound.capabilities.partnerships.wording.agreements import PAYERS
from wraparound.people.forms import DayField

Choices = Sequence[tuple[str, str]]
EVERY = [("1", "Every month"), ("2", "Every two months"), ("3", "Every three months"), ("6", "Every six months")]
SIDES = [(Side.HELPED.value, "We ask for help"), (Side.HELPER.value, "We offer to help")]


def _lines(label: str, missing: str, *, longest: int, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=required, error_messages={"required": missing}
    )


class ProposalForm(forms.Form):
    """With whom, which way round, and about what."""

    side = forms.ChoiceField(
        label="What would you do?",
        choices=SIDES,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you ask for help or offer it."},
    )
    theirs = forms.ChoiceField(label="With which organisation", error_messages={"required": "Choose an organisation."})
    topic = forms.ChoiceField(label="About what", choices=ABOUT, error_messages={"required": "Say what it is about."})
    words = _lines("In your own words", "Say in a sentence or two what it is about.", longest=LONGEST_WORDS)

    def __init__(self, *arguments: Any, places: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["theirs"].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]

    def new(self, mine: str) -> NewProposal:
        """The proposal that was typed."""
        given = self.cleaned_data
        return NewProposal(
            mine=mine,
            theirs=given["theirs"],
            side=Side(given["side"]),
            topic=Topic(given["topic"]),
            words=given["words"],
        )


class SuggestionForm(forms.Form):
    """Who could help whom, and about what, as a region suggests it."""

    helper = forms.ChoiceField(label="Who could help", error_messages={"required": "Say who could help."})
    helped = forms.ChoiceField(label="Who could be helped", error_messages={"required": "Say who could be helped."})
    topic = forms.ChoiceField(label="About what", choices=ABOUT, error_messages={"required": "Say what it is about."})
    words = _lines("Why you suggest it", "Say in a sentence or two why you suggest it.", longest=LONGEST_WORDS)

    def __init__(self, *arguments: Any, places: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name in ("helper", "helped"):
            self.fields[name].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]

    def new(self) -> NewSuggestion:
        """The suggestion that was typed."""
        given = self.cleaned_data
        return NewSuggestion(
            helper=given["helper"], helped=given["helped"], topic=Topic(given["topic"]), words=given["words"]
        )


class AnswerForm(forms.Form):
    """How a proposal is answered; a reason need not be given."""

    step = forms.ChoiceField(choices=[(one.value, one.value) for one in Move])
    why = forms.CharField(max_length=LONGEST_REASON, required=False)


class DiagnosisForm(forms.Form):
    """What one's own board thinks is wrong; `version` is that of one's own words."""

    words = _lines(
        "What your board thinks is wrong", "Say what you think is wrong.", longest=LONGEST_DIAGNOSIS, rows=10
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)


class JointForm(forms.Form):
    """A text of both boards; `seen` is the version that it answers, 0 for none."""

    words = _lines("The text of both boards", "Write what both boards say.", longest=LONGEST_DIAGNOSIS, rows=10)
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)


class SeenForm(forms.Form):
    """The version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)


class TermsForm(forms.Form):
    """The terms; `seen` is the version that they answer, 0 for none."""

    topic = forms.ChoiceField(label="About what", choices=ABOUT, error_messages={"required": "Say what it is about."})
    aims = _lines("What it is for", "Say what it is for.", longest=MOST_AIMS * (LONGEST_AIM + 2))
    people = _lines("Who comes, and what they do", "Say who comes and what they do.", longest=LONGEST_WORDS)
    days = forms.FloatField(
        label="People’s days a month",
        min_value=0.5,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": HOW_MANY, "invalid": HOW_MANY},
    )
    money = forms.IntegerField(
        label="Money to the helper in all, in pounds",
        min_value=0,
        max_value=MOST_MONEY,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Give whole pounds, or 0.", "invalid": "Give whole pounds, such as 24000, or 0."},
    )
    paid_by = forms.ChoiceField(
        label="Who pays",
        choices=[("", "Choose"), *((one.value, words) for one, words in PAYERS.items())],
        error_messages={"required": "Say who pays, or that no money changes hands."},
    )
    gains = _lines("What the helper gains", "Say what the helper gains.", longest=LONGEST_WORDS)
    starts = DayField("First day")
    ends = DayField("Last day")
    every = forms.ChoiceField(label="Reviewed by both boards", choices=EVERY, initial="3")
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def terms(self) -> WrittenTerms:
        """The terms that were typed."""
        given = self.cleaned_data
        starts, ends = given["starts"], given["ends"]
        return WrittenTerms(
            topic=Topic(given["topic"]),
            aims=tuple(line.strip() for line in given["aims"].splitlines() if line.strip()),
            people=given["people"],
            days=given["days"],
            money=given["money"],
            paid_by=Payer(given["paid_by"]),
            starts=starts,
            ends=ends,
            reviews=review_days(starts, ends, int(given["every"])),
            gains=given["gains"],
        )


def terms_as_typed(terms: WrittenTerms | None, topic: Topic, seen: int, today: date) -> dict[str, Any]:
    """What the form of terms begins with: those that stand, else what the proposal was about."""
    if terms is None:
        return {"topic": topic.value, "starts": today, "every": "3", "seen": seen}
    return {
        "topic": terms.topic.value,
        "aims": "\n".join(terms.aims),
        "people": terms.people,
        "days": f"{terms.days:g}",
        "money": terms.money,
        "paid_by": terms.paid_by.value,
        "gains": terms.gains,
        "starts": terms.starts,
        "ends": terms.ends,
        "every": _every(terms),
        "seen": seen,
    }


class AcceptForm(forms.Form):
    """That exactly these terms are accepted, and that the helper knows where it promises more than it offered."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput())
    read = forms.BooleanField(
        label="I have read the terms, and accept them for our board",
        error_messages={"required": "Tick this once you have read the terms."},
    )
    knows_days = forms.BooleanField(label="We know that it is more than we said we could give", required=False)


class EndForm(forms.Form):
    """Why a board ends what is in force."""

    why = _lines("Why it ends", "Say why, in a sentence or two: the other board reads it.", longest=LONGEST_REASON)


def _every(terms: WrittenTerms) -> str:
    """The choice that gives the reviews of these terms; every three months where none does."""
    fits = (key for key, _ in EVERY if review_days(terms.starts, terms.ends, int(key)) == terms.reviews)
    return next(fits, "3")
