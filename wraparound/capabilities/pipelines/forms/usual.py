"""What a person may type to enter a usual board at once: a row for each post that most boards have."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms

from wraparound.capabilities.pipelines.forms.keeping import PostDay
from wraparound.capabilities.pipelines.terms.posts import LONGEST_TITLE, PostLevel
from wraparound.capabilities.pipelines.terms.usual import (
    MOST_NON_EXECUTIVES,
    NON_EXECUTIVE,
    UsualLine,
    UsualPost,
)
from wraparound.people.calculation import LONGEST_NAME, clean_name, name_words
from wraparound.people.forms import NameField

VACANT = "vacant"
_HOW_MANY = f"Give a whole number from 0 to {MOST_NON_EXECUTIVES}, or leave it empty."


class UsualBoardForm(forms.Form):
    """A tick, a title, a holder and a day for each post; a number and names for non-executive directors."""

    first_day = PostDay("First day")
    non_executives = forms.IntegerField(
        label="How many non-executive directors, apart from the chair?",
        required=False,
        min_value=0,
        max_value=MOST_NON_EXECUTIVES,
        error_messages={"invalid": _HOW_MANY, "min_value": _HOW_MANY, "max_value": _HOW_MANY},
    )
    non_executive_names = forms.CharField(
        label="Their names, one a line", required=False, max_length=2500, widget=forms.Textarea(attrs={"rows": 6})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, lines: Sequence[UsualLine], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.lines = tuple(lines)
        for line in self.lines:
            self.fields[line.key] = forms.BooleanField(label=line.title, required=False, initial=line.common)
            self.fields[f"{line.key}_title"] = forms.CharField(
                label="What you call it",
                required=False,
                initial=line.title,
                max_length=LONGEST_TITLE,
                error_messages={"max_length": f"{line.title}: give a title of at most {LONGEST_TITLE} letters."},
            )
            self.fields[f"{line.key}_holder"] = NameField(
                label="Who holds it",
                required=False,
                max_length=LONGEST_NAME,
                error_messages={"max_length": f"{line.title}: a name here has at most {LONGEST_NAME} letters."},
            )
            self.fields[f"{line.key}_since"] = PostDay("Since", required=False)

    def rows(self, level: PostLevel) -> Iterator[tuple[UsualLine, tuple[forms.BoundField, ...]]]:
        """The fields of each post of a level."""
        for line in self.lines:
            if line.level is level:
                yield line, tuple(self[f"{line.key}{part}"] for part in ("", "_title", "_holder", "_since"))

    def clean(self) -> dict[str, Any]:
        """A day needs somebody who holds it since; names are names, and not more than there are posts."""
        given = super().clean() or {}
        for line in self.lines:
            if given.get(f"{line.key}_since") and not given.get(f"{line.key}_holder"):
                self.add_error(
                    f"{line.key}_holder", f"{line.title}: who holds it since that day? Write “vacant” if nobody."
                )
        self._clean_names(given)
        return given

    def wanted(self) -> tuple[UsualPost, ...]:
        """What was ticked or named; whoever is named without a day holds it since the day for all."""
        given = self.cleaned_data
        first: date = given["first_day"]
        found = [self._of(line, first) for line in self.lines if self._wants(line)]
        names = self._names(given)
        many = given.get("non_executives") or len(names)
        for place in range(many):
            holder = names[place] if place < len(names) else ""
            found.append(UsualPost(line=NON_EXECUTIVE, title=NON_EXECUTIVE.title, holder=holder, since=first))
        return tuple(found)

    def _wants(self, line: UsualLine) -> bool:
        return bool(self.cleaned_data[line.key] or self.cleaned_data[f"{line.key}_holder"])

    def _of(self, line: UsualLine, first: date) -> UsualPost:
        given = self.cleaned_data
        holder = given[f"{line.key}_holder"]
        vacant = holder.casefold() == VACANT
        return UsualPost(
            line=line,
            title=given[f"{line.key}_title"] or line.title,
            holder="" if vacant else holder,
            vacant=vacant,
            since=given[f"{line.key}_since"] or first,
        )

    def _clean_names(self, given: dict[str, Any]) -> None:
        names, many = self._names(given), given.get("non_executives")
        if any(len(name) > LONGEST_NAME or not name_words(name) for name in names):
            self.add_error(
                "non_executive_names", f"Write each name on a line of its own, of at most {LONGEST_NAME} letters."
            )
        elif len(names) > MOST_NON_EXECUTIVES:
            self.add_error(
                "non_executive_names", f"That is more than {MOST_NON_EXECUTIVES}. Enter the others one by one."
            )
        elif many is not None and len(names) > many:
            self.add_error("non_executives", f"You named {len(names)}. Give a number that is not below it.")

    def _names(self, given: dict[str, Any]) -> tuple[str, ...]:
        lines = (given.get("non_executive_names") or "").splitlines()
        return tuple(name for line in lines if (name := clean_name(line)))
