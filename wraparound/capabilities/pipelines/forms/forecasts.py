"""What a person may ask of forecasts, and type to try a what-if."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from wraparound.capabilities.pipelines.terms.forecasts import (
    LONGEST_NAME,
    MOST_A_YEAR,
    MOST_COMPARED,
    MOST_PROGRAMMES,
    QUARTERS,
    By,
    NoSuchForecast,
    Programme,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.scenarios import band_choices, target_words

MOST_MONTHS = 3 * QUARTERS
LEAST, MOST = 10, 400
"""Of what is given in hundredths of how it is now; what lies beyond is no plan."""
PARTS = ("a_year", "target", "kind", "band")
"""Of a programme, as they stand beside one another."""
MISSING = {
    "a_year": "say how many people a year",
    "target": "choose a role",
    "kind": "choose a kind of organisation",
    "band": "choose how ready they are",
}
CHOOSE = ("", "Choose")


class PlaceForm(forms.Form):
    """Of which place, and of which level, a page is; what is not understood is left out."""

    place = forms.CharField(required=False, max_length=30)
    level = forms.ChoiceField(required=False, choices=[(one.value, one.value) for one in PostLevel])

    def place_asked(self) -> str:
        """The value of a place; empty for the widest."""
        self.is_valid()
        return str(self.cleaned_data.get("place") or "")

    def level_asked(self) -> PostLevel | None:
        """The level, where one was named."""
        self.is_valid()
        return PostLevel(self.cleaned_data["level"]) if self.cleaned_data.get("level") else None


class PartForm(forms.Form):
    """Which line of a forecast: of a level, put together by what, and about what; what is not understood is none."""

    level = forms.TypedChoiceField(choices=[(one.value, one.value) for one in PostLevel], coerce=PostLevel)
    by = forms.TypedChoiceField(choices=[(one.value, one.value) for one in By], coerce=By)
    key = forms.CharField(required=False, max_length=200)

    def asked(self) -> tuple[PostLevel, By, str]:
        """The level, what it is put together by, and its key; NoSuchForecast where that was not understood."""
        if not self.is_valid():
            raise NoSuchForecast
        return self.cleaned_data["level"], self.cleaned_data["by"], self.cleaned_data["key"]


class AskForm(forms.Form):
    """What is to be worked out: a place, and a what-if or things as they are."""

    place = forms.CharField(max_length=30)
    scenario = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def asked(self) -> tuple[str, int | None]:
        """The value of the place, and the number of the what-if."""
        self.is_valid()
        return str(self.cleaned_data.get("place") or ""), self.cleaned_data.get("scenario")


def compared_in(asked: QueryDict) -> tuple[int, ...]:
    """Numbers of forecasts to stand side by side, each once, and one more than may so that too many are noticed."""
    numbers = [int(one) for one in asked.getlist("one") if one.isascii() and one.isdecimal() and len(one) < 10]
    return tuple(dict.fromkeys(numbers))[: MOST_COMPARED + 1]


def _whole(label: str, least: int, most: int) -> forms.IntegerField:
    wrong = f"{label.rstrip('?')}: give a whole number from {least} to {most}, or leave it empty."
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class WhatIfForm(forms.Form):
    """A what-if by its name. What stays empty changes nothing; a programme is a row that has people in it."""

    name = forms.CharField(
        label="What do you call it?",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Give it a name, such as “Keep one in ten”.",
            "max_length": f"Give it a name of at most {LONGEST_NAME} letters.",
        },
    )
    shared = forms.BooleanField(label="Share it with those who see forecasts of this place", required=False)
    leaving = _whole("If 100 holders would leave as things are, how many leave then?", LEAST, MOST)
    filling = _whole("How quickly are vacancies filled then, with 100 as now?", LEAST, MOST)
    coming = _whole("If 100 people would come into the pipeline, how many come then?", 0, MOST)
    released = _whole("Of 100 people who are not released, how many are released then?", 0, 100)
    pause_from = _whole("It begins after so many months", 0, MOST_MONTHS - 1)
    pause_until = _whole("It ends after so many months", 1, MOST_MONTHS)
    merge_from = forms.ChoiceField(label="This organisation", required=False)
    merge_into = forms.ChoiceField(label="Goes into this one", required=False)
    merge_in = _whole("After how many months?", 1, MOST_MONTHS)

    def __init__(
        self,
        *arguments: Any,
        organisations: Sequence[tuple[str, str]],
        kinds: Sequence[str],
        targets: Sequence[tuple[PostRole, PostLevel]],
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        self.merges = len(organisations) > 1
        for name in ("merge_from", "merge_into"):
            self.fields[name].choices = [("", "None"), *organisations]  # type: ignore[attr-defined]
        offered = [CHOOSE, *((f"{role}:{level}", target_words(role, level)) for role, level in targets)]
        for row in range(MOST_PROGRAMMES):
            self._add_programme(row, offered, [CHOOSE, *((one, one) for one in kinds)])

    def _add_programme(self, row: int, targets: list[tuple[str, str]], kinds: list[tuple[str, str]]) -> None:
        self.fields[f"a_year_{row}"] = _whole("People a year", 1, MOST_A_YEAR)
        self.fields[f"target_{row}"] = forms.ChoiceField(label="For the role", choices=targets, required=False)
        self.fields[f"kind_{row}"] = forms.ChoiceField(label="Kind of organisation", choices=kinds, required=False)
        bands = [CHOOSE, *band_choices()]
        self.fields[f"band_{row}"] = forms.ChoiceField(label="How ready", choices=bands, required=False)

    def programmes(self) -> Iterator[tuple[int, tuple[forms.BoundField, ...], bool]]:
        """Each row: its place from 1, its fields, and whether anything stands or is wrong in it."""
        for row in range(MOST_PROGRAMMES):
            fields = tuple(self[f"{part}_{row}"] for part in PARTS)
            yield row + 1, fields, any(one.value() or one.errors for one in fields)

    def clean(self) -> dict[str, Any]:
        """What belongs together is given together, and something is changed."""
        given = super().clean() or {}
        self._clean_pause(given)
        self._clean_merge(given)
        for row in range(MOST_PROGRAMMES):
            self._clean_programme(given, row)
        if not self.errors and not self.what().changes:
            self.add_error(
                None, "Change at least one thing: with all of it empty, nothing differs from how things are."
            )
        return given

    def _clean_pause(self, given: dict[str, Any]) -> None:
        if {"pause_from", "pause_until"} & set(self.errors):
            return
        first, last = given.get("pause_from"), given.get("pause_until")
        if first is not None and last is None:
            self.add_error("pause_until", "Say until when nothing is filled, or leave both empty.")
        elif last is not None and last <= (first or 0):
            self.add_error("pause_until", "The time in which nothing is filled must end after it begins.")

    def _clean_merge(self, given: dict[str, Any]) -> None:
        first, second = given.get("merge_from"), given.get("merge_into")
        if bool(first) != bool(second):
            missing = "merge_into" if first else "merge_from"
            self.add_error(missing, "Choose both organisations, or neither.")
        elif first and first == second:
            self.add_error("merge_into", "Choose two different organisations.")
        elif given.get("merge_in") and not first:
            self.add_error("merge_from", "Choose the two organisations that become one, or leave the months empty.")

    def _clean_programme(self, given: dict[str, Any], row: int) -> None:
        names = [f"{part}_{row}" for part in PARTS]
        missing = [name for name in names if not given.get(name) and name not in self.errors]
        if len(missing) == len(names) or not any(given.get(name) or name in self.errors for name in names):
            return
        for name in missing:
            words = MISSING[name.removesuffix(f"_{row}")]
            self.add_error(name, f"Entry programme {row + 1}: {words}, or leave all of it empty.")

    def what(self) -> WhatIf:
        """What it changes."""
        given = self.cleaned_data
        as_it_is = WhatIf()
        merges = (given.get("merge_from") or "", given.get("merge_into") or "")
        return WhatIf(
            leaving=_or(given.get("leaving"), as_it_is.leaving),
            filling=_or(given.get("filling"), as_it_is.filling),
            coming=_or(given.get("coming"), as_it_is.coming),
            released=_or(given.get("released"), as_it_is.released),
            pause_from=_or(given.get("pause_from"), 0) if given.get("pause_until") else 0,
            pause_until=_or(given.get("pause_until"), 0),
            merges=merges if all(merges) else None,
            merge_in=_or(given.get("merge_in"), as_it_is.merge_in),
            programmes=tuple(self._programme(row) for row in range(MOST_PROGRAMMES) if given.get(f"a_year_{row}")),
        )

    def _programme(self, row: int) -> Programme:
        given = self.cleaned_data
        role, _, level = given[f"target_{row}"].partition(":")
        return Programme(
            a_year=given[f"a_year_{row}"],
            role=PostRole(role),
            level=PostLevel(level),
            kind=given[f"kind_{row}"],
            band=Band(given[f"band_{row}"]),
        )


def _or(given: int | None, otherwise: int) -> int:
    return otherwise if given is None else given


def typed(what: WhatIf, *, name: str = "", shared: bool = False) -> dict[str, Any]:
    """A what-if as the form begins with it; what changes nothing is empty."""
    as_it_is = WhatIf()
    begins: dict[str, Any] = {"name": name, "shared": shared}
    for field in ("leaving", "filling", "coming", "released"):
        if getattr(what, field) != getattr(as_it_is, field):
            begins[field] = getattr(what, field)
    if what.pause_until:
        begins |= {"pause_from": what.pause_from, "pause_until": what.pause_until}
    if what.merges:
        begins |= {"merge_from": what.merges[0], "merge_into": what.merges[1], "merge_in": what.merge_in}
    for row, one in enumerate(what.programmes):
        values = (one.a_year, f"{one.role}:{one.level}", one.kind, one.band.value)
        begins |= {f"{part}_{row}": value for part, value in zip(PARTS, values, strict=True)}
    return begins
