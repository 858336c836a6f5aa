"""What a person may type about a post: what it is, that it ends, and that it is there again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from wraparound.capabilities.pipelines.forms.boards import AtBoard
from wraparound.capabilities.pipelines.terms.posts import (
    FIRST_DAY,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_SUCCESSORS,
    Grade,
    NewPost,
    PostLevel,
    PostRole,
)
from wraparound.capabilities.pipelines.wording.keeping import LEVELS_MEAN
from wraparound.capabilities.pipelines.wording.posts import GRADES, ROLES
from wraparound.people.forms import DayField

Choices = Sequence[tuple[str, str]]
LAST_YEAR = 2100
AS_IT_IS = "as_it_is"
"""Chosen for the post above: the one that it reports to already, which could not be chosen anew."""


class PostDay(DayField):
    """A day that can lie in the time of a post, so that a slip in the year is told at once."""

    def clean(self, value: object) -> date | None:
        """The day, or what is wrong with it."""
        found: date | None = super().clean(value)
        if found is not None and not (found >= FIRST_DAY and found.year <= LAST_YEAR):
            raise forms.ValidationError(f"{self.label}: look at the year, which is {found.year}.")
        return found


def _number(label: str) -> forms.IntegerField:
    wrong = f"{label}: give a whole number from 0 to {MOST_SUCCESSORS}, or leave it empty."
    errors = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_SUCCESSORS, error_messages=errors
    )


class PostForm(AtBoard):
    """A post: what it is called, what it is for, where it stands."""

    title = forms.CharField(
        label="Title",
        max_length=LONGEST_TITLE,
        error_messages={
            "required": "Give its title, such as Chief nursing officer.",
            "max_length": f"Give a title of at most {LONGEST_TITLE} letters.",
        },
    )
    role = forms.ChoiceField(
        label="What it is mainly answerable for",
        choices=[("", "Choose"), *((one.value, words) for one, words in ROLES.items())],
        error_messages={"required": "Choose what it is mainly answerable for."},
    )
    level = forms.ChoiceField(
        label="Where it stands",
        choices=[(one.value, words) for one, words in LEVELS_MEAN.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it stands."},
    )
    executive = forms.BooleanField(label="Executive", required=False)
    voting = forms.BooleanField(label="Votes on the board", required=False)
    grade = forms.ChoiceField(
        label="How it is paid",
        required=False,
        choices=[
            (Grade.UNKNOWN.value, GRADES[Grade.UNKNOWN]),
            *((one.value, words) for one, words in GRADES.items() if one is not Grade.UNKNOWN),
        ],
    )
    critical = forms.BooleanField(label="This post is critical", required=False)
    critical_because = forms.CharField(
        label="If it is critical, why?",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Say it in at most {LONGEST_REASON} letters."},
    )
    reports_to = forms.ChoiceField(label="Reports to", required=False)
    shared_with = forms.MultipleChoiceField(label="Shared with", required=False, widget=forms.CheckboxSelectMultiple)
    least_successors = _number("Successors wanted, at least")
    most_successors = _number("Successors wanted, at most")
    starts = PostDay("First day of the post")
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *arguments: Any, above: Choices, sharing: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["reports_to"].choices = [("", "No other post here"), *above]  # type: ignore[attr-defined]
        self.fields["shared_with"].choices = sharing  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A critical post says why; the least wanted is not above the most."""
        given = super().clean() or {}
        if given.get("critical") and not (given.get("critical_because") or "").strip():
            self.add_error("critical_because", "Say why it is critical: what would go wrong if it stood empty.")
        least, most = given.get("least_successors"), given.get("most_successors")
        if least is not None and most is not None and least > most:
            self.add_error("most_successors", "The most is below the least. Change one of the two.")
        return given

    def new(self) -> NewPost:
        """The post as it was typed."""
        given = self.cleaned_data
        return NewPost(
            title=given["title"],
            role=PostRole(given["role"]),
            level=PostLevel(given["level"]),
            executive=given["executive"],
            voting=given["voting"],
            grade=Grade(given["grade"]),
            critical=given["critical"],
            critical_because=given["critical_because"],
            reports_to=int(given["reports_to"]) if given["reports_to"].isdigit() else None,
            keeps_above=given["reports_to"] == AS_IT_IS,
            shared_with=tuple(given["shared_with"]),
            least_successors=given["least_successors"],
            most_successors=given["most_successors"],
            starts=given["starts"],
        )


class CloseForm(forms.Form):
    """The last day of a post, and why it ends."""

    last_day = PostDay("Last day of the post")
    because = forms.CharField(
        label="Why it ends",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why it ends: whoever looks for the post later will read it.",
            "max_length": f"Say it in at most {LONGEST_REASON} letters.",
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput())
