"""What a person may type: a search for a trust, and which spells a curve counts."""

from typing import Any

from django import forms

from wraparound.capabilities.expectations.terms.recovery import Cohort, RecoveryQuestion, SpellOrder
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.published.terms import Kind, Regime

LONGEST_SEARCH = 100


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
