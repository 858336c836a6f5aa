"""What a person may type: a search for a trust, and which spells a curve counts."""

from typing import Any

from django import forms

from wraparound.capabilities.expectations.terms.performance import ForecastQuestion, TargetQuestion
from wraparound.capabilities.expectations.terms.recovery import Cohort, RecoveryQuestion, SpellOrder
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.methods.trajectories.national import Scenario
from wraparound.published.measure_files import measure_cards
from wraparound.published.terms import Kind, Measure, Regime

LONGEST_SEARCH = 100
LONGEST_NUMBER = 12
LONGEST_PASTED = 200_000
LARGEST_FILE = 2_000_000


class SearchForm(forms.Form):
    """A search for a trust; every field may stay empty."""

    q = forms.CharField(
        max_length=LONGEST_SEARCH,
        required=False,
        error_messages={"max_length": f"Search with {LONGEST_SEARCH} letters at most."},
    )
    region = forms.CharField(max_length=60, required=False)
    kind = forms.ChoiceField(
        choices=[("", "")] + [(kind.value, kind.value) for kind in Kind],
        required=False,
        error_messages={"invalid_choice": "There is no such kind of trust; choose one from the list."},
    )
    spells = forms.BooleanField(required=False)
    closed = forms.BooleanField(required=False)

    def search(self) -> TrustSearch:
        """The search that was asked for; what could not be understood is left out, and the form says so."""
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        return TrustSearch(
            text=given.get("q") or "",
            region=given.get("region") or None,
            kind=Kind(given["kind"]) if given.get("kind") else None,
            with_spells=bool(given.get("spells")),
            closed_too=bool(given.get("closed")),
        )


class RecoveryForm(forms.Form):
    """Which spells a recovery curve counts."""

    cohort = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Cohort],
        required=False,
        error_messages={"invalid_choice": "There is no such group of entrants; choose one from the list."},
    )
    spell = forms.ChoiceField(
        choices=[(one.value, one.value) for one in SpellOrder],
        required=False,
        error_messages={"invalid_choice": "Spells can be first, second or all; choose one from the list."},
    )
    kind = forms.ChoiceField(
        choices=[("", "")] + [(kind.value, kind.value) for kind in Kind],
        required=False,
        error_messages={"invalid_choice": "There is no such kind of trust; choose one from the list."},
    )
    served = forms.FloatField(
        min_value=0,
        max_value=240,
        required=False,
        error_messages={
            "invalid": "Months already served must be a number, such as 18.",
            "min_value": "Months already served cannot be less than 0.",
            "max_value": "Months already served cannot be more than 240.",
        },
    )

    def question(self, regime: Regime) -> RecoveryQuestion:
        """The question that was asked, about this regime; what was left out counts everyone."""
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        return RecoveryQuestion(
            regime=regime,
            cohort=Cohort(given.get("cohort") or Cohort.ALL),
            spell=SpellOrder(given.get("spell") or SpellOrder.ALL),
            kind=Kind(given["kind"]) if given.get("kind") else None,
            months_served=given.get("served") or 0.0,
        )


class OutlookForm(forms.Form):
    """Which measure of a trust is shown, on which assumption about the median trust."""

    measure = forms.ChoiceField(
        choices=lambda: [(one, one) for one in measure_cards()],
        required=False,
        error_messages={"invalid_choice": "We hold no such measure; choose one from the list."},
    )
    scenario = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Scenario],
        required=False,
        error_messages={"invalid_choice": "There is no such assumption; choose one from the list."},
    )
    months = forms.IntegerField(
        required=False,
        error_messages={"invalid": "Give a whole number of months, such as 24."},
    )

    def question(self, code: str, leading: Measure) -> ForecastQuestion:
        """What was asked about this trust; the leading measure where none was chosen."""
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        return ForecastQuestion(
            code=code,
            measure=Measure(given["measure"]) if given.get("measure") else leading,
            scenario=Scenario(given.get("scenario") or Scenario.HELD),
        )

    def names_a_measure(self) -> bool:
        """Whether a measure was chosen."""
        return bool(getattr(self, "cleaned_data", {}).get("measure"))

    def months_ahead(self) -> int | None:
        """How long comparators are to be followed, where it was said."""
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        months: int | None = given.get("months")
        return months


class SheetForm(forms.Form):
    """A sheet of targets: a file, or cells pasted; and how the answers are to be given."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": "Choose a file to send.", "missing": "Choose a file to send."},
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_PASTED,
        error_messages={"max_length": "That is too long for this page: give a file, or fewer rows."},
    )

    def clean_file(self) -> Any:
        """The file, unless it is larger than any sheet that the page answers."""
        file = self.cleaned_data.get("file")
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"{file.name} is larger than a sheet of this page can be (2 MB). Run at a terminal: wraparound "
                "expectations targets FILE --out ANSWERS.xlsx"
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Something must be given."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("pasted") or "").strip():
            self.add_error("pasted", "Choose a file or paste the cells of a sheet.")
        return given


class TargetForm(OutlookForm):
    """A target for a trust: a percentage, and the month by which."""

    target = forms.CharField(
        max_length=LONGEST_NUMBER,
        error_messages={
            "required": "Give the target as a percentage, such as 78.",
            "max_length": "Give the target as a percentage, such as 78.",
        },
    )
    by = forms.CharField(
        max_length=LONGEST_NUMBER,
        error_messages={
            "required": "Choose the month by which, such as March 2028.",
            "max_length": "Choose a month from the list.",
        },
    )

    def clean_target(self) -> float:
        """The percentage, with or without its sign; a comma is read as a point."""
        text = str(self.cleaned_data["target"]).strip().removesuffix("%").strip().replace(",", ".")
        try:
            return float(text)
        except ValueError as trouble:
            raise forms.ValidationError("Give the target as a percentage, such as 78.") from trouble

    def target_question(self, code: str, leading: Measure) -> TargetQuestion:
        """What was asked; only of a form that is valid."""
        asked = self.question(code, leading)
        return TargetQuestion(
            code=code,
            measure=asked.measure,
            target=self.cleaned_data["target"],
            by=self.cleaned_data["by"],
            scenario=asked.scenario,
        )
