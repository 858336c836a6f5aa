"""What a person may type about what a vacancy asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.pipelines.forms.keeping import PostDay
from wraparound.capabilities.pipelines.terms.matching import (
    LONGEST_WORDS,
    MOST_YEARS,
    Asks,
    Narrow,
    RequirementSort,
    RequirementTerms,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.matching import SORTS
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES
from wraparound.capabilities.pipelines.wording.succession import BANDS
from wraparound.people.terms.people import KINDS

SORT = RequirementSort
USES: dict[RequirementSort, tuple[str, ...]] = {
    SORT.ROLE_HELD: ("role", "level", "kind"),
    SORT.KIND_HELD: ("kind",),
    SORT.YEARS: ("role", "level", "kind", "years", "unbroken"),
    SORT.READINESS: ("role", "level", "kind", "band"),
    SORT.WOULD_ROLE: ("role", "level"),
    SORT.WOULD_PLACE: ("place",),
    SORT.WOULD_KIND: ("kind",),
    SORT.WOULD_CHALLENGED: (),
    SORT.WOULD_MOVE: (),
    SORT.AVAILABLE_BY: ("by",),
    SORT.WORDS: ("words",),
}
"""The fields that each sort of requirement needs; what else was filled in is left out."""
_YEARS = f"Give whole years, from 1 to {MOST_YEARS}."


class RequirementForm(forms.Form):
    """One thing that a vacancy asks for. The fields begin with what the post itself is."""

    sort = forms.ChoiceField(
        label="What is asked",
        choices=[("", "Choose"), *((one.value, words) for one, words in SORTS.items())],
        error_messages={"required": "Choose what is asked."},
    )
    essential = forms.ChoiceField(
        label="How much it matters",
        choices=[("1", "Essential"), ("", "Desirable")],
        required=False,
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Any role"), *((one.value, words) for one, words in ROLES.items())]
    )
    level = forms.ChoiceField(
        label="Level",
        required=False,
        choices=[("", "Any level"), *((one.value, words) for one, words in LEVELS.items())],
    )
    kind = forms.ChoiceField(
        label="Kind of organisation", required=False, choices=[("", "Any kind"), *((one, one) for one in KINDS)]
    )
    years = forms.IntegerField(
        label="Years",
        required=False,
        min_value=1,
        max_value=MOST_YEARS,
        error_messages={"invalid": _YEARS, "min_value": _YEARS, "max_value": _YEARS},
    )
    unbroken = forms.BooleanField(label="In one stay, without a break", required=False)
    band = forms.ChoiceField(
        label="Readiness, or nearer",
        required=False,
        choices=[("", "Choose"), *((one.value, words) for one, words in BANDS.items())],
    )
    place = forms.ChoiceField(label="Region", required=False)
    by = PostDay("Available by", required=False)
    words = forms.CharField(
        label="In words",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Say it in at most {LONGEST_WORDS} letters."},
    )

    def __init__(self, *arguments: Any, places: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["place"].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]

    def new(self) -> RequirementTerms:
        """What was said, without what its sort does not need."""
        given = self.cleaned_data
        sort = RequirementSort(given["sort"])
        read = {"role": PostRole, "level": PostLevel, "band": Band}
        wanted: dict[str, Any] = {
            name: read[name](given[name]) if name in read else given[name] for name in USES[sort] if given[name]
        }
        return RequirementTerms(number=0, sort=sort, essential=given["essential"] == "1", asks=Asks(**wanted))


class ChangeRequirementForm(forms.Form):
    """That a requirement is essential, desirable, or asked for no more."""

    did = forms.ChoiceField(choices=[(one, one) for one in ("essential", "desirable", "drop")])
    version = forms.IntegerField()


class NarrowForm(forms.Form):
    """Whom a match shows, which page of it, and on which day."""

    who = forms.TypedChoiceField(
        choices=[(one.value, one.value) for one in Narrow], coerce=Narrow, empty_value=Narrow.EVERYBODY, required=False
    )
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def asked(self) -> tuple[Narrow, int]:
        """What was asked; parts that were not understood are left out."""
        self.is_valid()
        given = self.cleaned_data
        return given.get("who") or Narrow.EVERYBODY, given.get("page") or 1
