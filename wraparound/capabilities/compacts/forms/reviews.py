"""What a person may type about a review: its day, what was said, what was agreed, what comes next; exit criteria."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from wraparound.capabilities.compacts.forms.fields import CompactDay, words_field
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.criteria import CriterionTerms, NewCriterion
from wraparound.capabilities.compacts.terms.reviews import (
    LONGEST_WORDS,
    MOST_STEPS,
    NewStep,
    ReviewRecord,
    StepTerms,
)

Choices = Sequence[tuple[str, str]]
EMPTY_ROWS = 3
"""Rows for further steps below those that are there."""


class CallForm(forms.Form):
    """Why a side calls a review, and on which day it might be."""

    because = words_field("Why you call it", "Say why: everybody who takes part will read it.", rows=3)
    day = CompactDay("A day you propose", required=False)


class DayForm(forms.Form):
    """On which day it should be, and who should take part."""

    day = CompactDay("The day you propose")
    took_part = words_field("Who should take part", "", longest=1000, rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())


class HoldForm(forms.Form):
    """On which day it was held, and who took part."""

    held_on = CompactDay("It was held on")
    took_part = words_field("Who took part", "", longest=1000, rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())


class OwnWordsForm(forms.Form):
    """What one side says, in its own words."""

    words = words_field("What your side says", "Say something, or go back.", longest=LONGEST_WORDS, rows=12)
    version = forms.IntegerField(widget=forms.HiddenInput())


class AddForm(forms.Form):
    """What is to be added."""

    added = words_field("What is to be added", "Say what is to be added.", longest=LONGEST_WORDS, rows=3)


class StepForm(forms.Form):
    """Whether a step was done."""

    done = forms.ChoiceField(
        label="Was it done?",
        choices=[("", "Choose"), ("yes", "Yes, it is done"), ("no", "No, it was not done")],
        error_messages={"required": "Choose whether it was done."},
    )
    said = words_field("What there is to say of it", "", rows=3, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())


class RecordForm(forms.Form):
    """Who took part, what was agreed, and what comes next: a row for each step, empty rows left out."""

    took_part = words_field("Who took part", "", longest=1000, rows=2, required=False)
    agreed = words_field("What was agreed, one thing a line", "", longest=6000, rows=6, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, parties: Choices, rows: int, earliest: date | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.rows = min(MOST_STEPS, rows)
        self.earliest = earliest
        for row in range(self.rows):
            self.fields[f"words_{row}"] = words_field("What comes next", "", longest=500, rows=2, required=False)
            self.fields[f"party_{row}"] = forms.ChoiceField(
                label="Who sees to it", required=False, choices=[("", "Choose"), *parties]
            )
            self.fields[f"name_{row}"] = words_field("Name", "", longest=150, required=False)
            self.fields[f"due_{row}"] = CompactDay("By which day", required=False)

    def step_rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each row, with its place from 1."""
        for row in range(self.rows):
            yield row + 1, [self[f"{name}_{row}"] for name in ("words", "party", "name", "due")]

    def clean(self) -> dict[str, Any]:
        """Each row is whole or empty."""
        given: dict[str, Any] = super().clean() or {}
        for row in range(self.rows):
            words, party = (given.get(f"words_{row}") or "").strip(), given.get(f"party_{row}")
            due = given.get(f"due_{row}")
            if not words and (party or due or (given.get(f"name_{row}") or "").strip()):
                self.add_error(f"words_{row}", f"Step {row + 1}: say what comes next, or empty the row.")
            if words and not party:
                self.add_error(f"party_{row}", f"Step {row + 1}: choose who sees to it.")
            if words and due is None and f"due_{row}" not in self.errors:
                self.add_error(f"due_{row}", f"Step {row + 1}: give the day by which it is to be done.")
            if due is not None and self.earliest is not None and due < self.earliest:
                self.add_error(f"due_{row}", f"Step {row + 1}: that day is before the review. Choose a later one.")
        return given

    def record(self) -> ReviewRecord:
        """What is to be written down."""
        given = self.cleaned_data
        return ReviewRecord(
            took_part=given["took_part"],
            agreed=tuple(line.strip() for line in given["agreed"].splitlines() if line.strip()),
            steps=tuple(
                NewStep(
                    words=given[f"words_{row}"].strip(),
                    party=Party(given[f"party_{row}"]),
                    name=given[f"name_{row}"].strip(),
                    due=given[f"due_{row}"],
                )
                for row in range(self.rows)
                if given[f"words_{row}"].strip()
            ),
        )


def record_values(took_part: str, agreed: Sequence[str], steps: Sequence[StepTerms]) -> Mapping[str, object]:
    """What stands in a record, as the form shows it."""
    values: dict[str, object] = {"took_part": took_part, "agreed": "\n".join(agreed)}
    for row, one in enumerate(steps):
        values |= {f"words_{row}": one.words, f"party_{row}": one.party.value}
        values |= {f"name_{row}": one.name, f"due_{row}": one.due}
    return values


class CriterionForm(forms.Form):
    """What has to be so before the organisation leaves a support programme, who decides, and by when."""

    programme = words_field("Support programme or regime", "Say which programme or regime.", longest=150)
    words = words_field("What has to be so", "", rows=3, required=False)
    measure = forms.ChoiceField(label="A published measure, if it is about one", required=False)
    level = forms.FloatField(
        label="Its level in percent",
        required=False,
        min_value=0,
        max_value=100,
        error_messages={"invalid": "Give a number such as 62 or 62.5, or leave it empty."},
    )
    decided_by = words_field("Who decides whether it is met", "Say who decides.", longest=150)
    expected = CompactDay("Expected by", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *arguments: Any, measures: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["measure"].choices = [("", "None"), *measures]  # type: ignore[attr-defined]

    def new(self) -> NewCriterion:
        """The criterion that was typed."""
        given = self.cleaned_data
        return NewCriterion(
            programme=given["programme"],
            words=given["words"],
            measure=given["measure"],
            level=given["level"],
            decided_by=given["decided_by"],
            expected=given["expected"],
        )


def criterion_values(one: CriterionTerms) -> Mapping[str, object]:
    """What stands in a criterion, as the form shows it."""
    return {
        "programme": one.programme,
        "words": one.words,
        "measure": one.measure,
        "level": one.level,
        "decided_by": one.decided_by,
        "expected": one.expected,
        "version": one.version,
    }


class CriterionReportForm(forms.Form):
    """Whether a criterion is met, since when, and on what evidence."""

    met = forms.ChoiceField(
        label="How it stands",
        choices=[("", "Choose"), ("yes", "It is met"), ("no", "It was looked at and is not met")],
        error_messages={"required": "Choose how it stands."},
    )
    on = CompactDay("On which day")
    evidence = words_field("How the other sides can tell", "Say how the other sides can tell.", rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput())
