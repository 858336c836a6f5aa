"""What a person may type about a compact: its beginning, comments, signatures, and what was kept."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.compacts.forms.fields import CompactDay, words_field
from wraparound.capabilities.compacts.forms.posts import clean_post, offer_posts, post_field, post_number
from wraparound.capabilities.compacts.terms.agreement import LONGEST_MONTHS, Agreement
from wraparound.capabilities.compacts.terms.compacts import CompactQuestion, NewCompact, PromiseQuestion
from wraparound.capabilities.compacts.terms.prospectuses import LONGEST_ROLE

Choices = Sequence[tuple[str, str]]


class StartForm(forms.Form):
    """Which post, who leads, from when and for how long, and who else is asked to sign."""

    post = post_field()
    role = words_field("Or a post that is not entered", "", longest=LONGEST_ROLE, required=False)
    leader = forms.ChoiceField(label="Leader", required=False)
    address = forms.EmailField(
        label="Or the address they sign in with",
        required=False,
        error_messages={"invalid": "Give an address like a.name@nhs.net, or leave it empty."},
    )
    starts = CompactDay("First day")
    months = forms.TypedChoiceField(
        label="How long it lasts",
        coerce=int,
        choices=[(str(one), f"{one} months") for one in (6, 12, 18, 24, 30, LONGEST_MONTHS)],
        initial="24",
    )
    asks_region = forms.BooleanField(label="Ask the region to sign", required=False)
    asks_centre = forms.BooleanField(label="Ask the centre to sign", required=False)

    def __init__(self, *arguments: Any, leaders: Choices, posts: Choices = (), **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["leader"].choices = [("", "Nobody yet"), *leaders]  # type: ignore[attr-defined]
        offer_posts(self, posts)

    def clean(self) -> dict[str, Any]:
        """One post: chosen, or typed."""
        return clean_post(self, super().clean() or self.cleaned_data)

    def new(self, code: str) -> NewCompact:
        """What is to be begun."""
        given = self.cleaned_data
        return NewCompact(
            organisation=code,
            role=given["role"].strip(),
            post=post_number(given.get("post")),
            leader=given["address"] or given["leader"],
            starts=given["starts"],
            months=given["months"],
            asks_region=given["asks_region"],
            asks_centre=given["asks_centre"],
        )


class PartiesForm(forms.Form):
    """Who leads, and who else is asked to sign."""

    leader = forms.ChoiceField(label="Leader", required=False)
    address = forms.EmailField(
        label="Or the address they sign in with",
        required=False,
        error_messages={"invalid": "Give an address like a.name@nhs.net, or leave it empty."},
    )
    asks_region = forms.BooleanField(label="Ask the region to sign", required=False)
    asks_centre = forms.BooleanField(label="Ask the centre to sign", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, leaders: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["leader"].choices = [("", "Nobody yet"), *leaders]  # type: ignore[attr-defined]


class BasicsForm(forms.Form):
    """First day, length, where things stand, and what happens afterwards."""

    starts = CompactDay("First day")
    months = forms.IntegerField(
        label="How many months it lasts",
        min_value=1,
        max_value=LONGEST_MONTHS,
        error_messages={
            "min_value": f"Choose 1 to {LONGEST_MONTHS} months.",
            "max_value": f"Choose 1 to {LONGEST_MONTHS} months: nothing is forecast further than that.",
            "invalid": f"Give a whole number of months, 1 to {LONGEST_MONTHS}.",
            "required": f"Say how many months it lasts, 1 to {LONGEST_MONTHS}.",
        },
    )
    starting_point = words_field("Where things stand", "", longest=6000, rows=8, required=False)
    afterwards = words_field("What happens to the leader afterwards", "", longest=1000, rows=3, required=False)
    reason = words_field("Why it is amended", "", longest=500, rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def basics(self) -> Agreement:
        """These parts alone."""
        given = self.cleaned_data
        lines = tuple(line.strip() for line in given["starting_point"].splitlines() if line.strip())
        return Agreement(
            starts=given["starts"],
            months=given["months"],
            starting_point=lines,
            afterwards=given["afterwards"].strip(),
            reason=given["reason"].strip(),
        )


class CommentForm(forms.Form):
    """What somebody thinks of a version or of one item."""

    words = words_field("Say something about it", "Say what you think of it.", longest=2000, rows=3)
    key = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput())


class AnswerForm(forms.Form):
    """Why a compact in force is amended."""

    reason = words_field("Why it is amended", "Say why: everybody who signs again will read it.", longest=500, rows=3)


class SignForm(forms.Form):
    """For which side, with one's own name, and the fingerprint of what was shown."""

    party = forms.ChoiceField(label="You sign for")
    typed = words_field("Type your full name", "Type your full name to sign.", longest=130)
    read = forms.BooleanField(
        label="I have read this version, and mean to be bound by it",
        error_messages={"required": "Tick this if you have read it and mean to be bound by it."},
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, parties: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """That a promise was kept or a condition met: when, how much, on what evidence."""

    delivered_on = CompactDay("On which day")
    days_given = forms.FloatField(
        label="Working days given in all",
        required=False,
        min_value=0,
        max_value=5000,
        error_messages={"invalid": "Give a number of days, such as 12 or 2.5, or leave it empty."},
    )
    evidence = words_field("How the other sides can tell", "", rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())


class WhyForm(forms.Form):
    """Why something is not so."""

    why = words_field("Why", "Say why: the other sides will read it.", longest=400, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput())


class HeldForm(forms.Form):
    """On which day a review was held."""

    held_on = CompactDay("The review was held on")


class ListForm(forms.Form):
    """What the list of compacts is narrowed to."""

    q = forms.CharField(max_length=100, required=False)
    state = forms.CharField(max_length=20, required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def question(self) -> CompactQuestion:
        """What was asked; parts that were not understood are left out."""
        self.is_valid()
        given = self.cleaned_data
        return CompactQuestion(given.get("q") or "", given.get("state") or "", given.get("page") or 1)


class PromisesForm(forms.Form):
    """What the list of promises is narrowed to."""

    which = forms.CharField(max_length=20, required=False)
    giver = forms.CharField(max_length=20, required=False)
    sort = forms.CharField(max_length=20, required=False)
    q = forms.CharField(max_length=100, required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def question(self) -> PromiseQuestion:
        """What was asked; parts that were not understood are left out."""
        self.is_valid()
        given = self.cleaned_data
        return PromiseQuestion(
            which=given.get("which") or "open",
            giver=given.get("giver") or "",
            sort=given.get("sort") or "",
            text=given.get("q") or "",
            page=given.get("page") or 1,
        )
