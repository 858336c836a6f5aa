"""What is asked of the years ahead, in an address: which share, and what would be otherwise."""

from typing import Any

from django import forms

from wraparound.capabilities.equality.terms.parity import (
    AS_NOW,
    LEAST,
    LONGEST_SOURCE,
    MOST,
    MOST_LEAVING,
    USUAL_LEAVING_OF_100,
    ParityAsked,
    ParityTarget,
)
from wraparound.capabilities.equality.wording.figures import STANDARDS
from wraparound.capabilities.equality.wording.parity import ASKED
from wraparound.methods.equality_measures.indicators import Standard

TARGETS = {
    ParityTarget.WORKFORCE: "Of everybody employed there",
    ParityTarget.POPULATION: "Of the population served, which you state",
}


def _whole(label: str, least: int, most: int) -> forms.IntegerField:
    wrong = f"{label.rstrip('?')}: give a whole number from {least} to {most}, or leave it empty."
    words = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, error_messages=words)


class ParityForm(forms.Form):
    """A question about the years ahead. What stays empty is as it is now."""

    standard = forms.ChoiceField(label="Which group", required=False)
    target = forms.ChoiceField(label="Which share is to be reached", required=False)
    population = forms.DecimalField(
        label="Share of the population, percent",
        required=False,
        min_value=0.1,
        max_value=99.9,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Share of the population: give a number from 0.1 to 99.9."
        ),
    )
    source = forms.CharField(label="Where that share is published", required=False, max_length=LONGEST_SOURCE)
    leaving = _whole("Of 100 people, how many leave their level in a year?", 1, MOST_LEAVING)
    shortlists = _whole(ASKED["shortlists"], LEAST, MOST)
    appointments = _whole(ASKED["appointments"], LEAST, MOST)
    group_leaving = _whole(ASKED["group_leaving"], LEAST, MOST)
    entry = _whole(ASKED["entry"], LEAST, MOST)
    year = forms.IntegerField(required=False, min_value=2000, max_value=2100, widget=forms.HiddenInput())

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        groups = {Standard.WRES: "Black and minority ethnic staff", Standard.WDES: "Disabled staff"}
        named = [(one.value, f"{words} ({STANDARDS[one]})") for one, words in groups.items()]
        self.fields["standard"].choices = named  # type: ignore[attr-defined]  # a field with choices
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (one.value, words) for one, words in TARGETS.items()
        ]

    def clean(self) -> dict[str, Any]:
        """A stated share says where it is from."""
        found = super().clean() or {}
        if found.get("target") == ParityTarget.POPULATION and not self.errors:
            if found.get("population") is None:
                self.add_error("population", "Give the share of the population, in percent.")
            if not found.get("source"):
                self.add_error("source", "Say where the share of the population is published.")
        return found

    def asked(self) -> ParityAsked:
        """What was asked; of a form that is not in order, and of an empty one, as things are."""
        if not self.is_bound or not self.is_valid():
            return ParityAsked()
        said = self.cleaned_data
        share = said.get("population")
        return ParityAsked(
            standard=Standard(said["standard"] or Standard.WRES),
            target=ParityTarget(said["target"] or ParityTarget.WORKFORCE),
            population=float(share) if share is not None else None,
            source=said["source"],
            leaving=said["leaving"] or USUAL_LEAVING_OF_100,
            shortlists=said["shortlists"] or AS_NOW,
            appointments=said["appointments"] or AS_NOW,
            group_leaving=said["group_leaving"] or AS_NOW,
            entry=said["entry"] or AS_NOW,
        )

    def year_asked(self) -> int | None:
        """The year of the figures; none for the newest."""
        return self.cleaned_data.get("year") if self.is_bound and self.is_valid() else None
